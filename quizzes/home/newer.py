"""What newer rules of a program would mean for one person, change by change."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quizzes.programs.changes import Change, differences
from quizzes.programs.rules import Facts, evaluate_all
from quizzes.programs.sheets import Line, line, source_titles

WORDS = {
    Change.ADDED: _("New"),
    Change.REMOVED: _("No longer asked"),
    Change.CHANGED: _("Changed"),
}


@dataclass(frozen=True)
class Changed:
    """One requirement under the older and the newer rules, as each stands for this person."""

    word: str
    before: Line | None
    after: Line | None


def changes(old: dict, new: dict, facts: Facts) -> list[Changed]:
    """All that differs. Recovery is shown as a rule only: the facts given here do not speak of it."""
    before, after = ({s.key: s for s in found} for found in evaluate_all([old, new], facts))
    return [
        Changed(
            str(WORDS[each.change]),
            line(before[each.key], old, source_titles(old)) if each.before else None,
            line(after[each.key], new, source_titles(new)) if each.after else None,
        )
        for each in differences(old, new)
    ]
