"""Who lives in the demo, and how answers go when somebody is still learning."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cms.accounts.rules import Role
from quizzes.questions.types import REGISTRY, walks

PASSWORD = "hearten-demo"  # noqa: S105 known on purpose: no other database takes it


# What somebody wrote where a person reads. Made up, and about nobody.
WRITTEN = {
    "reflection": {
        "text": (
            "Members of the board, I am a peer in training in this county. The last evening bus leaves at seven, and "
            "most recovery meetings start then. I have walked home from one in the rain, and I know what it is to "
            "choose between a meeting and a way home.\n\nReviews of peer support find that people stay in touch with "
            "treatment longer when they have it, though the studies differ in strength. I ask you to run the seven "
            "o’clock bus one hour later on weekdays. I would be glad to talk about it with you."
        ),
        "seen_by": "reader",
    },
    "upload": {"text": "Five places anyone can look up, each with its hours and who it is for."},
}


class History(StrEnum):
    """What a trainee of the demo has behind them."""

    NOTHING = "nothing yet"
    HALF_WAY = "half-way"
    ONE_STEP = "one step to a certificate"
    BEING_READ = "a statement waiting for a reader"


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
    DemoPerson("waiting", Role.TRAINEE, "Tasha", "Tasha Reed", "she", History.BEING_READ),
    DemoPerson("new", Role.TRAINEE, "Nia", "Nia Brooks", "", History.NOTHING),
    DemoPerson("instructor", Role.INSTRUCTOR, "Ray", "Raymond Ortiz", "he"),
    DemoPerson("reviewer", Role.REVIEWER, "Rosa", "Rosa Lindqvist", "she"),
    DemoPerson("supervisor", Role.SUPERVISOR, "Denise", "Denise Hall", "she"),
    DemoPerson("auditor", Role.AUDITOR, "Amir", "Amir Haddad", "he"),
    DemoPerson("admin", Role.ADMINISTRATOR, "Ada", "Ada Marsh", "they"),
)


def strong_answer(type_slug: str, key: dict) -> Any:
    """The answer that earns everything; where a person reads, words of somebody who took their time."""
    return WRITTEN.get(type_slug) or REGISTRY[type_slug].best(key)


def another_answer(type_slug: str, key: dict, asked: dict) -> Any:
    """An answer a person could well give who has not got there yet: real, but not the strongest."""
    best = strong_answer(type_slug, key)
    match type_slug:
        case "matching":
            prompts = list(best)
            return dict(zip(prompts, [best[prompt] for prompt in prompts[1:] + prompts[:1]], strict=True))
        case "ordering":
            return [*best[1:], *best[:1]]
        case "multiple":
            return best[:1]
        case "scenario":
            return {"path": [*best["path"][:-1], _weaker(best["path"][-1], key)]}
        case "reflection" | "upload":
            return best
        case _:
            return REGISTRY[type_slug].other(asked, key)


def _weaker(choice: str, key: dict) -> str:
    """Another choice of the same step that earns less, and that needs no talk."""
    step = next(choices for choices in key["steps"].values() if choice in choices)
    worths = walks.worths(key)
    return next(each for each in step if worths[each] < worths[choice] and each not in key["talk"])
