"""Who lives in the demo, and how answers go when somebody is still learning."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cms.accounts.rules import Role

PASSWORD = "hearten-demo"  # noqa: S105 known on purpose: no other database takes it


class History(StrEnum):
    """What a trainee of the demo has behind them."""

    NOTHING = "nothing yet"
    HALF_WAY = "half-way"
    ONE_STEP = "one step to a certificate"


@dataclass(frozen=True)
class DemoPerson:
    name: str
    role: Role
    chosen_name: str
    legal_name: str
    pronouns: str = ""
    history: History | None = None

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    @property
    def described(self) -> str:
        return f"{self.role.value}, {self.history.value}" if self.history else self.role.value


PEOPLE = (
    DemoPerson("trainee", Role.TRAINEE, "Marisol", "Marisol Vega", "she", History.HALF_WAY),
    DemoPerson("finishing", Role.TRAINEE, "Andre", "Andre Pierce", "he", History.ONE_STEP),
    DemoPerson("new", Role.TRAINEE, "Nia", "Nia Brooks", "", History.NOTHING),
    DemoPerson("instructor", Role.INSTRUCTOR, "Ray", "Raymond Ortiz", "he"),
    DemoPerson("reviewer", Role.REVIEWER, "Rosa", "Rosa Lindqvist", "she"),
    DemoPerson("supervisor", Role.SUPERVISOR, "Denise", "Denise Hall", "she"),
    DemoPerson("auditor", Role.AUDITOR, "Amir", "Amir Haddad", "he"),
    DemoPerson("admin", Role.ADMINISTRATOR, "Ada", "Ada Marsh", "they"),
)


def another_answer(type_slug: str, best: Any, asked: dict) -> Any:
    """An answer a person could well give who has not got there yet: real, but not the strongest."""
    if type_slug == "matching":
        prompts = list(best)
        return dict(zip(prompts, [best[prompt] for prompt in prompts[1:] + prompts[:1]], strict=True))
    others = [option["id"] for option in asked["options"] if option["id"] not in best]
    return best[:1] if type_slug == "multiple" else others[0]
