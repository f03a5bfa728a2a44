"""What a published course looks like from outside: plain values, in one language, kept in memory per edition."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from courses.catalog.rules import ActivityKind, split_minutes


@dataclass(frozen=True)
class ActivityOutline:
    key: UUID
    # An `ActivityKind`.
    kind: str
    title: str
    slug: str
    # Without language: `courses/foundations/what-peer-support-is/shared-experience/`.
    path: str
    minutes: int
    domain: str
    competencies: tuple[str, ...]
    modality: str
    # Its number among the lessons of its module; 0 for what is no lesson.
    number: int = 0
    # The language its words are in: English where there is no translation.
    language: str = "en"
    # False for an offer: the module is finished without it.
    is_required: bool = True


@dataclass(frozen=True)
class ModuleOutline:
    key: UUID
    title: str
    slug: str
    path: str
    number: int
    minutes: int
    domain: str
    competencies: tuple[str, ...]
    opens_after_key: UUID | None
    activities: tuple[ActivityOutline, ...]
    summary: str = ""
    content_note: str = ""
    objectives: tuple[str, ...] = ()
    language: str = "en"

    @cached_property
    def lessons(self) -> tuple[ActivityOutline, ...]:
        return tuple(activity for activity in self.activities if activity.kind == ActivityKind.LESSON)

    @cached_property
    def required(self) -> tuple[ActivityOutline, ...]:
        return tuple(activity for activity in self.activities if activity.is_required)

    @cached_property
    def minutes_by_domain(self) -> dict[str, int]:
        return split_minutes(self.minutes, self.domain, [(each.domain, each.minutes) for each in self.required])


@dataclass(frozen=True)
class CourseOutline:
    key: UUID
    title: str
    slug: str
    path: str
    summary: str
    entry_way: str
    # Language codes in which the course page itself is published.
    languages: tuple[str, ...]
    modules: tuple[ModuleOutline, ...]
    # The course's own activities, beside its modules: its evaluation.
    activities: tuple[ActivityOutline, ...] = ()
    language: str = "en"
    # Its own share of active time; None: as on the whole site.
    active_share: int | None = None
    _by_key: dict = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self):
        for module in self.modules:
            self._by_key[module.key] = (module, None)
            self._by_key.update({activity.key: (module, activity) for activity in module.activities})
        self._by_key.update({activity.key: (None, activity) for activity in self.activities})

    @cached_property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @cached_property
    def minutes_by_domain(self) -> dict[str, int]:
        """The hour split shown on the course page; adds up to `minutes`."""
        split: dict[str, int] = {}
        for module in self.modules:
            for domain, minutes in module.minutes_by_domain.items():
                split[domain] = split.get(domain, 0) + minutes
        return split

    def module(self, key: UUID) -> ModuleOutline | None:
        """The module with this key, or the module an activity with this key stands in."""
        return self._by_key.get(key, (None, None))[0]

    def activity(self, key: UUID) -> ActivityOutline | None:
        return self._by_key.get(key, (None, None))[1]
