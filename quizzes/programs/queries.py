"""Which programs there are, and which one a person aims at."""

from django.db.models import OuterRef, QuerySet, Subquery

from cms.accounts.models import User
from quizzes.programs.models import ProgramVersion, Pursuit


def published_versions() -> QuerySet[ProgramVersion]:
    """The newest frozen version of each live program."""
    newest = ProgramVersion.objects.filter(program=OuterRef("program")).order_by("-number").values("pk")[:1]
    return (
        ProgramVersion.objects.filter(program__live=True, pk=Subquery(newest))
        .select_related("program")
        .order_by("program__name")
    )


def published_version(slug: str) -> ProgramVersion | None:
    return published_versions().filter(program__slug=slug).first()


def example_version() -> ProgramVersion | None:
    """What people see who are not sure yet: the program marked as example, else the first."""
    return published_versions().order_by("-program__is_example", "program__name").first()


def pursuit_of(user: User) -> Pursuit | None:
    """A person's present answer to “Where do you want to be certified?”."""
    return Pursuit.objects.filter(trainee=user, ended_at=None).select_related("program_version").first()


def newest_number(program_id: int) -> int:
    """The number of a program's newest version, to tell whose pursuit has newer rules."""
    return ProgramVersion.objects.filter(program_id=program_id).order_by("-number").values_list("number", flat=True)[0]
