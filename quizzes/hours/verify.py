"""Checking every ledger in one pass: rows stream by in order and nothing but one person's last checksum is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from cms.accounts.models import User
from cms.records.rules import salted_digest
from quizzes.hours.models import ChainHead, HoursEntry
from quizzes.hours.rules import ChainFault, Link, verify_chain

# A row as its link needs it, in the order of `Link` behind its person. Who recorded it stands there by number: most
# rows are a trainee's own, so that a million names need not be read twice.
COLUMNS = (
    "sequence", "ledger", "kind", "domain", "minutes", "competencies", "modality", "source", "course_key", "title",
    "completed_at", "module_version__checksum", "reverses__sequence", "note_digest", "recorded_by_id", "recorded_at",
    "basis",
)  # fmt: skip
COURSE, VERSION, RECORDED_BY = 8, 11, 14
CHUNK = 2000

Exported = Mapping[str, tuple[int, str]]


@dataclass(frozen=True)
class BadRow:
    """The first row of a person's ledger that does not fit. Of a person who is gone only the random id is known."""

    trainee_id: int | None
    fault: ChainFault
    person: str = ""


def rows_in_order(trainee_ids: Iterable[int] | None = None) -> QuerySet:
    """All rows, person by person, each with its note: what one pass reads."""
    rows = HoursEntry.objects.order_by("trainee_id", "sequence")
    if trainee_ids is not None:
        rows = rows.filter(trainee_id__in=list(trainee_ids))
    return rows.values_list("trainee_id", "checksum", "note__salt", "note__text", "reverses__trainee_id", *COLUMNS)


def verify(trainee_ids: list[int] | None = None, *, exported: Exported | None = None) -> Iterator[BadRow]:
    """The first row that does not fit, for each person whose ledger does not verify. `exported` are heads by person
    id that left the machine earlier."""
    heads = ChainHead.objects.order_by("trainee_id")
    if trainee_ids is not None:
        heads = heads.filter(trainee_id__in=trainee_ids)
    known = heads.values_list("trainee_id", "sequence", "checksum", "trainee__person_id").iterator(chunk_size=CHUNK)
    groups = groupby(rows_in_order(trainee_ids).iterator(chunk_size=CHUNK), key=itemgetter(0))
    left, staff = dict(exported or {}), lru_cache(maxsize=CHUNK)(_person_of)
    for trainee_id, rows, head in _side_by_side(groups, known):
        if head is None:
            yield BadRow(trainee_id, ChainFault(1, "this ledger has no head"))
            left = {person: each for person, each in left.items() if person != _person_of(trainee_id)}
            continue
        number, checksum, person = head
        links = _Links(rows, trainee_id, person, staff)
        fault = verify_chain(links, head=(number, checksum), exported=left.pop(person, None))
        if fault := links.earlier(fault):
            yield BadRow(trainee_id, fault, person)
    yield from _vanished(left, trainee_ids)


def links_of(user: User) -> list[tuple[Link, str]]:
    """One person's chain with its checksums, in its own order and in two queries."""
    recorders = User.objects.filter(pk__in=HoursEntry.objects.filter(trainee=user).values("recorded_by_id"))
    people = {pk: str(person) for pk, person in recorders.values_list("pk", "person_id")}
    return list(_Links(rows_in_order([user.pk]), user.pk, str(user.person_id), people.__getitem__))


def _side_by_side(groups, heads) -> Iterator[tuple]:
    """Rows and heads of the same person together, in one pass over both: one may lack the other."""
    head, group = next(heads, None), next(groups, None)
    while head or group:
        if group and (head is None or group[0] < head[0]):
            yield group[0], group[1], None
            group = next(groups, None)
        elif group is None or head[0] < group[0]:
            yield head[0], (), (head[1], head[2], str(head[3]))
            head = next(heads, None)
        else:
            yield head[0], group[1], (head[1], head[2], str(head[3]))
            head, group = next(heads, None), next(groups, None)


class _Links:
    """The rows of one person as links, looking on the way at what stands beside the chain: the note, and whether a
    reversal takes back a row of the same person."""

    def __init__(self, rows: Iterable[tuple], trainee_id: int, person: str, staff: Callable[[int], str]):
        self.rows, self.trainee_id, self.person, self.staff = rows, trainee_id, person, staff
        self.beside: ChainFault | None = None

    def __iter__(self) -> Iterator[tuple[Link, str]]:
        for trainee_id, checksum, salt, text, reversed_of, *facts in self.rows:
            link = self._link(facts)
            if self.beside is None:
                if text is not None and salted_digest(text, salt) != link.note:
                    self.beside = ChainFault(link.sequence, "the words beside it are not the ones that were written")
                elif reversed_of not in (None, trainee_id):
                    self.beside = ChainFault(link.sequence, "it takes back a row of somebody else")
            yield link, checksum

    def _link(self, facts: list) -> Link:
        """A row of COLUMNS as the chain sees it."""
        by = facts[RECORDED_BY]
        facts[COURSE], facts[VERSION] = str(facts[COURSE] or ""), facts[VERSION] or ""
        facts[RECORDED_BY] = "" if by is None else self.person if by == self.trainee_id else self.staff(by)
        return Link(self.person, *facts)

    def earlier(self, fault: ChainFault | None) -> ChainFault | None:
        """The first of what the chain and the things beside it say."""
        faults = [each for each in (fault, self.beside) if each]
        return min(faults, key=lambda each: each.sequence, default=None)


def _person_of(trainee_id: int) -> str:
    return str(User.objects.values_list("person_id", flat=True).get(pk=trainee_id))


def _vanished(left: Exported, trainee_ids: list[int] | None) -> Iterator[BadRow]:
    """People whose exported head has no ledger any more."""
    if not left:
        return
    people = {str(person): pk for pk, person in User.objects.filter(person_id__in=left).values_list("pk", "person_id")}
    for person, (number, _) in left.items():
        if trainee_ids is None or people.get(person) in trainee_ids:
            fault = ChainFault(1, f"this ledger is gone, the exported head says {number}")
            yield BadRow(people.get(person), fault, person)
