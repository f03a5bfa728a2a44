"""Publishing programs, reading them from a file, and choosing one."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.records.rules import checksum
from quizzes.programs.models import Program, ProgramVersion, Pursuit


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
    program.sources = [("source", source) for source in written["sources"]]
    program.requirements = [(asked["kind"], _block_value(asked)) for asked in written["requirements"]]
    latest = program.versions.order_by("-number").first() if program.pk else None
    if latest and program.live and latest.checksum == checksum(program.payload()):
        return latest
    if not program.pk:
        program.live = False
        program.save()
    program.save_revision(user=by).publish(user=by)
    program.refresh_from_db()
    return program.versions.latest("number")


def _block_value(asked: dict) -> dict:
    """A requirement of the file as its block keeps it: the languages side by side."""
    fields = Program.requirements.field.stream_block.child_blocks[asked["kind"]].child_blocks
    value = {**asked, "source": asked.get("source", ""), "as_of": _day(asked.get("as_of"))}
    for name in ("label", "detail"):
        texts = asked.get(name, {})
        value |= {name: texts.get("en", ""), f"{name}_es": texts.get("es", "")}
    return {name: value[name] for name in fields if name in value}


def _day(written: "date | str | None") -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) and written else written or None


@transaction.atomic
def choose(trainee: User, version: ProgramVersion, *, is_example: bool = False, at: datetime | None = None) -> Pursuit:
    """Aim at a program, or look at one as an example. The answer before it ends; the same answer stays as it is."""
    at = at or timezone.now()
    # One lock for all answers of a person: two tabs cannot leave two open pursuits.
    User.objects.select_for_update().only("pk").get(pk=trainee.pk)
    current = trainee.pursuits.filter(ended_at=None).first()
    if current and current.program_version_id == version.pk and current.is_example == is_example:
        return current
    if current:
        current.ended_at = at
        current.save(update_fields=["ended_at"])
    return Pursuit.objects.create(trainee=trainee, program_version=version, is_example=is_example, chosen_at=at)
