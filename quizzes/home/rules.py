"""Where a person stands in a course, and which course to show first."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    BEGINNING = "beginning"
    UNDER_WAY = "under_way"
    HALFWAY = "halfway"
    LAST_MODULE = "last_module"
    # Every module is done; signature, evaluation or certificate are left.
    FINISHING = "finishing"
    FINISHED = "finished"


def stage(*, started: bool, done: int, total: int, has_certificate: bool) -> Stage:
    """How far a course has come, by whole modules."""
    if has_certificate:
        return Stage.FINISHED
    if total and done == total:
        return Stage.FINISHING
    if not started:
        return Stage.BEGINNING
    if total > 2 and done == total - 1:
        return Stage.LAST_MODULE
    return Stage.HALFWAY if done * 2 > total else Stage.UNDER_WAY


class Place(Protocol):
    @property
    def stage(self) -> Stage: ...
    @property
    def last_at(self) -> datetime: ...


def first_to_show[P: Place](places: Iterable[P]) -> P | None:
    """The course worked on last that is not finished; a finished one only when all are."""
    ordered = sorted(places, key=lambda place: place.last_at, reverse=True)
    return next((place for place in ordered if place.stage != Stage.FINISHED), ordered[0] if ordered else None)
