"""Which programs there are, which ones a person aims at, and what they told."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from cms.accounts.models import User
from quizzes.programs import models
from quizzes.programs.models import ProgramVersion, Pursuit
from quizzes.programs.rules import Evidence, Given, RecoveryAnswer

# The facts of `rules.Evidence`, in their order.
EVIDENCE = ("given", "topic", "on", "said", "number", "name", "term", "until")


def published_versions() -> QuerySet[ProgramVersion]:
    """The newest frozen version of each live program."""
    newest = ProgramVersion.objects.filter(program=OuterRef("program")).order_by("-number").values("pk")[:1]
    return (
        ProgramVersion.objects.filter(program__live=True, pk=Subquery(newest))
        .select_related("program")
        .order_by("program__place", "program__name")
    )


def published_version(slug: str) -> ProgramVersion | None:
    return published_versions().filter(program__slug=slug).first()


def versions_named(slugs: Iterable[str]) -> list[ProgramVersion]:
    """The published versions of these programs, in this order."""
    wanted = list(dict.fromkeys(slugs))
    found = {version.program.slug: version for version in published_versions().filter(program__slug__in=wanted)}
    return [found[slug] for slug in wanted if slug in found]


def example_version() -> ProgramVersion | None:
    """What people see who are not sure yet: the program marked as example, else the first."""
    return published_versions().order_by("-program__is_example", "program__name").first()


def matching(versions: Iterable[ProgramVersion], text: str) -> list[ProgramVersion]:
    """Those whose place, name or board holds every word of the text, whatever its casing."""
    words = text.casefold().split()

    def said(version: ProgramVersion) -> str:
        payload = version.payload
        return " ".join([*payload["place"].values(), *payload["name"].values(), payload["board"]]).casefold()

    return [version for version in versions if all(word in said(version) for word in words)]


def pursuits_of(user: User) -> QuerySet[Pursuit]:
    """What a person aims at, first things first, each with its own rules and the number of the newest ones."""
    newest = ProgramVersion.objects.filter(program=OuterRef("program")).order_by("-number").values("number")[:1]
    return (
        Pursuit.objects.filter(trainee=user, ended_at=None)
        .select_related("program_version", "program")
        .annotate(newest=Subquery(newest))
        .order_by(F("first_at").desc(), "-pk")
    )


def pursuit_of(user: User) -> Pursuit | None:
    """What a person aims at first: their newest answer to “Where do you want to be certified?”."""
    return pursuits_of(user).first()


def newest_version(program_id: int) -> ProgramVersion:
    """A program's newest rules, to hold against those of a pursuit."""
    return ProgramVersion.objects.filter(program_id=program_id).order_by("-number").select_related("program")[0]


def told_by(user: User) -> QuerySet[models.Evidence]:
    """What a person told, newest first. Their word about recovery is not among it."""
    return models.Evidence.objects.filter(trainee=user).order_by("-on", "-pk")


def evidence_of(user: User) -> tuple[Evidence, ...]:
    """The same as the rules read it. Of one day, what was told last comes last."""
    rows = models.Evidence.objects.filter(trainee=user).order_by("on", "pk")
    return tuple(Evidence(*row) for row in rows.values_list(*EVIDENCE))


def rules_told_with(user: User) -> dict[Evidence, dict]:
    """The rules that were kept with each certification a person told of."""
    rows = models.Evidence.objects.filter(trainee=user, given=Given.CERTIFIED).exclude(version=None)
    found = rows.values_list(*EVIDENCE, "version__payload")
    return {Evidence(*facts): payload for *facts, payload in found}


def certified_pursuits() -> Iterator[tuple[Pursuit, list[Evidence]]]:
    """Everybody who aims at a program and told that its board certified them, with those words, oldest first. One
    query and one for each 500 people."""
    told = models.Evidence.objects.filter(given=Given.CERTIFIED)
    mine = told.filter(trainee=OuterRef("trainee"), topic=Concat(OuterRef("program__slug"), Value(":certified")))
    found = Pursuit.objects.filter(Exists(mine), ended_at=None, is_example=False, trainee__is_active=True)
    found = found.select_related("trainee", "program", "program_version").order_by("pk")
    words = Prefetch("trainee__evidence", queryset=told.order_by("on", "pk"), to_attr="certifications")
    for pursuit in found.prefetch_related(words).iterator(chunk_size=500):
        topic = f"{pursuit.program.slug}:certified"
        rows = [row for row in pursuit.trainee.certifications if row.topic == topic]  # type: ignore[attr-defined]
        yield pursuit, [Evidence(*(getattr(row, name) for name in EVIDENCE)) for row in rows]


def recovery_answers_of(user: User) -> tuple[RecoveryAnswer, ...]:
    """A person's words about recovery, for their own eyes: never ask this for anybody but the reader of the page."""
    rows = models.RecoveryWord.objects.filter(trainee=user).order_by("on", "pk")
    return tuple(RecoveryAnswer(*row) for row in rows.values_list("about", "months", "said", "on"))
