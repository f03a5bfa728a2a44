"""What a way through the site costs: requests, and SQL without the statements that only open and close transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

AROUND = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")


@dataclass
class Cost:
    statements: list[str] = field(default_factory=list)

    @property
    def sql(self) -> int:
        return len(self.statements)


@contextmanager
def counted() -> Iterator[Cost]:
    """The SQL of what happens inside."""
    cost = Cost()
    with CaptureQueriesContext(connection) as captured:
        yield cost
    cost.statements += [each["sql"] for each in captured if not each["sql"].lstrip().upper().startswith(AROUND)]


def cost_of(client, path: str) -> Cost:
    """What a page costs once it has been seen before: the first look fills what is kept in memory."""
    assert client.get(path).status_code == 200
    with counted() as cost:
        client.get(path)
    return cost
