"""A finished module's hours: given when its active time is there, else held; every call under the enrollment's lock."""

from datetime import datetime

from cms.accounts.models import User
from courses.catalog.outlines import CourseOutline, ModuleOutline
from courses.catalog.services import current_version, keep
from courses.enrollments.models import Enrollment
from courses.progress import held as holding
from courses.progress.active_time import module_seconds
from courses.progress.models import HeldHours
from courses.progress.stretches import need_now, needed_seconds, timed_minutes
from quizzes.hours import services as hours
from quizzes.hours.models import HoursEntry
from quizzes.journey import queries
from quizzes.journey.rules import GivenBy, basis, payable


class NothingWaits(Exception):
    """There are no held hours to give: they were given meanwhile, or the module is open again."""


def settle(
    enrollment: Enrollment,
    course: CourseOutline,
    module: ModuleOutline,
    *,
    by: User,
    at: datetime,
    recorded_at: datetime,
) -> tuple[list[HoursEntry], HeldHours | None]:
    """What a finished module brings now: its hours, or the row that holds them. Nothing when it has paid before, in
    whatever version or language. With a share of 0 nothing is asked and nothing is named as the rule."""
    hours.lock_chain(enrollment.trainee)
    if queries.is_module_credited(enrollment, module.key):
        return [], None
    share, held = holding.share_in(course), holding.open_held(enrollment.pk, module.key)
    if share == 0 and held is None:
        return _credit(enrollment, module, by=by, at=at, recorded_at=recorded_at), None
    need = need_now(held.needed_seconds if held else None, needed_seconds(timed_minutes(module), share))
    active, is_granted = module_seconds(enrollment.pk, module), holding.is_granted(enrollment, module.key)
    if active < need and not is_granted:
        return [], holding.hold(enrollment, module, share=share, at=at)
    given_by = GivenBy.PERSON if active < need else GivenBy.TIME
    rule = basis(
        given_by, share=held.share if held else share, declared=timed_minutes(module), need=need, active=active
    )
    if held:
        holding.release(held, at=recorded_at)
    return _credit(enrollment, module, by=by, at=at, recorded_at=recorded_at, rule=rule), None


def has_time(enrollment: Enrollment, course: CourseOutline, module: ModuleOutline) -> bool:
    """Whether a module would bring its hours as soon as everything in it is done."""
    share = holding.share_in(course)
    if share == 0 or holding.is_granted(enrollment, module.key):
        return True
    held = holding.open_held(enrollment.pk, module.key)
    need = need_now(held.needed_seconds if held else None, needed_seconds(timed_minutes(module), share))
    return module_seconds(enrollment.pk, module) >= need


def grant(
    enrollment: Enrollment, module: ModuleOutline, held: HeldHours, *, reason: str, by: User, at: datetime
) -> list[HoursEntry]:
    """Give held hours on a person's word. Their reason stands beside the rows, and who they are in them."""
    hours.lock_chain(enrollment.trainee)
    if queries.is_module_credited(enrollment, module.key) or not holding.release(held, at=at, by=by):
        raise NothingWaits(held.pk)
    active = module_seconds(enrollment.pk, module)
    rule = basis(
        GivenBy.PERSON, share=held.share, declared=timed_minutes(module), need=held.needed_seconds, active=active
    )
    return _credit(enrollment, module, by=by, at=held.since, recorded_at=at, rule=rule, note=reason)


def _credit(
    enrollment: Enrollment,
    module: ModuleOutline,
    *,
    by: User,
    at: datetime,
    recorded_at: datetime,
    rule: dict | None = None,
    note: str = "",
) -> list[HoursEntry]:
    """Add a module's minutes to the ledger."""
    version = current_version(module.key, at=at)
    keep(enrollment.course_key, module.key, at=recorded_at)
    source = queries.paying_source(enrollment, module.key)
    return [
        hours.append(
            HoursEntry(
                trainee=enrollment.trainee,
                domain=line.domain,
                minutes=line.minutes,
                competencies=list(line.competencies),
                modality=line.modality,
                source=source + line.suffix,
                course_key=enrollment.course_key,
                title=version.payload["title"],
                completed_at=at,
                module_version=version,
                basis=rule,
                recorded_by=by,
                recorded_at=recorded_at,
            ),
            note=note,
        )
        for line in payable(version.payload)
    ]
