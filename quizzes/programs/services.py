"""Publishing programs, reading them from files, pursuing them, and telling what one has for them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.records.rules import checksum
from quizzes.programs.models import Evidence, Program, ProgramVersion, Pursuit, RecoveryWord
from quizzes.programs.rules import Given, RequirementKind


@transaction.atomic
def freeze_program(program: Program, *, by: User | None, at: datetime | None = None) -> ProgramVersion:
    """Keep the published rules as a version. Unchanged rules make none."""
    at = at or timezone.now()
    # The row's lock lines up two people who publish at once.
    program = Program.objects.select_for_update().get(pk=program.pk)
    payload = program.payload()
    digest = checksum(payload)
    latest = program.versions.order_by("-number").first()
    if latest and latest.checksum == digest:
        return latest
    return ProgramVersion.objects.create(
        program=program,
        number=latest.number + 1 if latest else 1,
        payload=payload,
        checksum=digest,
        created_at=at,
        created_by=by,
    )


@transaction.atomic
def import_program(written: dict, *, by: User | None = None) -> ProgramVersion:
    """Make or update a program from plain data, as `seed/*.yaml` holds it, and publish it. Reading the same data
    again changes nothing."""
    program = Program.objects.filter(slug=written["slug"]).first() or Program(slug=written["slug"])
    for name in ("name", "place", "summary"):
        texts = written.get(name, {})
        setattr(program, name, texts.get("en", ""))
        setattr(program, f"{name}_es", texts.get("es", ""))
    program.board = written["board"]
    program.as_of = _day(written["as_of"])
    program.minutes_in_hour = written.get("minutes_in_hour", 60)
    program.is_example = written.get("is_example", False)
    program.confidence, program.asker = written.get("confidence", ""), written.get("asker", "")
    program.sources = [("source", source) for source in written["sources"]]
    # As if read from the database, so that what is left out has its default.
    program.requirements = Program.requirements.field.stream_block.to_python(
        [
            {"type": RequirementKind(asked["kind"]).value, "value": _block_value(asked)}
            for asked in written["requirements"]
        ]
    )
    latest = program.versions.order_by("-number").first() if program.pk else None
    if latest and program.live and latest.checksum == checksum(program.payload()):
        return latest
    # Said in words on both databases, before one of them refuses the row.
    program.clean_fields()
    if not program.pk:
        program.live = False
        program.save()
    program.save_revision(user=by).publish(user=by)
    program.refresh_from_db()
    return program.versions.latest("number")


def _block_value(asked: dict) -> dict:
    """A requirement of the file as its block keeps it: the languages side by side."""
    fields = Program.requirements.field.stream_block.child_blocks[asked["kind"]].child_blocks
    value = {**asked, "source": asked.get("source", ""), "as_of": str(asked.get("as_of") or "") or None}
    for name in ("label", "detail"):
        value |= _side_by_side(name, asked.get(name, {}))
    for name in ("items", "topics", "extras"):
        value |= {name: [{**each, **_side_by_side("label", each["label"])} for each in asked.get(name, [])]}
    return {name: value[name] for name in fields if name in value}


def _side_by_side(name: str, texts: dict[str, str]) -> dict[str, str]:
    return {name: texts.get("en", ""), f"{name}_es": texts.get("es", "")}


def _day(written: "date | str | None") -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) and written else written or None


@transaction.atomic
def choose(trainee: User, version: ProgramVersion, *, is_example: bool = False, at: datetime | None = None) -> Pursuit:
    """Aim at a program and put it first, or look at one as an example. Programs already pursued stay; an example ends
    with the first real answer. Who pursues this program already keeps the rules of the day they chose it."""
    at = at or timezone.now()
    # One lock for all answers of a person: two tabs cannot leave the same program twice.
    User.objects.select_for_update().only("pk").get(pk=trainee.pk)
    opened = trainee.pursuits.filter(ended_at=None)
    opened.filter(is_example=True).exclude(program=version.program_id if is_example else None).update(ended_at=at)
    current = opened.filter(program=version.program_id, is_example=is_example).first()
    if current:
        current.first_at = at
        current.save(update_fields=["first_at"])
        return current
    if is_example and opened.filter(program=version.program_id).exists():
        # Somebody who pursues it is not unsure about it.
        return choose(trainee, version, at=at)
    return Pursuit.objects.create(
        trainee=trainee, program=version.program, program_version=version, is_example=is_example, chosen_at=at,
        first_at=at,
    )  # fmt: skip


@transaction.atomic
def stop(pursuit: Pursuit, *, at: datetime | None = None) -> Pursuit:
    """No longer aim at a program. Hours and evidence stay."""
    if not pursuit.ended_at:
        pursuit.ended_at = at or timezone.now()
        pursuit.save(update_fields=["ended_at"])
    return pursuit


class AlreadyNewest(Exception):
    """There are no newer rules to switch to."""


@transaction.atomic
def switch(pursuit: Pursuit, version: ProgramVersion, *, at: datetime | None = None) -> Pursuit:
    """Go on by newer rules of the same program. The pursuit by the older ones ends and stays on record."""
    at = at or timezone.now()
    User.objects.select_for_update().only("pk").get(pk=pursuit.trainee_id)
    pursuit.refresh_from_db()
    if pursuit.ended_at or version.program_id != pursuit.program_id or version.number <= pursuit.program_version.number:
        raise AlreadyNewest
    pursuit.ended_at = at
    pursuit.save(update_fields=["ended_at"])
    return Pursuit.objects.create(
        trainee_id=pursuit.trainee_id, program_id=pursuit.program_id, program_version=version,
        is_example=pursuit.is_example, chosen_at=at, first_at=pursuit.first_at,
    )  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a person says they have or did: see `facts.Evidence`, and where the proof is."""

    given: str
    topic: str
    on: date
    said: bool | None = True
    number: int | None = None
    name: str = ""
    term: str = ""
    proof: str = ""
    until: date | None = None


def tell(
    trainee: User, *told: Told, version: ProgramVersion | None = None, at: datetime | None = None
) -> list[Evidence]:
    """Keep what a person says they have for a board. A newer word about the same thing is the one that counts. A
    certification also keeps the rules it is renewed by."""
    at = at or timezone.now()
    rows = [
        Evidence(trainee=trainee, told_at=at, version=version if each.given == Given.CERTIFIED else None, **vars(each))
        for each in told
    ]
    return Evidence.objects.bulk_create(rows)


def take_back(evidence: Evidence) -> None:
    """Remove something that was told."""
    evidence.delete()


def say_recovery(trainee: User, *, about: str, months: int, said: bool, on: date) -> None:
    """Keep a person's own yes or no about recovery, in place of their last one. Nothing of it is logged."""
    RecoveryWord.objects.update_or_create(
        trainee=trainee, about=about, months=months, defaults={"said": said, "on": on}
    )


def erase_recovery(trainee: User) -> None:
    """Remove every word a person said about recovery. Nothing else hangs on it."""
    RecoveryWord.objects.filter(trainee=trainee).delete()
