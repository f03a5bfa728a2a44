"""The words for the ledgers, their categories, and where hours come from."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.catalog.labels import DOMAIN_LABELS
from quizzes.hours.rules import Ledger

LEDGER_LABELS = {
    Ledger.TRAINING: _("Training"),
    Ledger.PRACTICE: _("Practice"),
    Ledger.SUPERVISION: _("Supervision"),
    Ledger.CONTINUING: _("Continuing education"),
}
UNSORTED = (Ledger.PRACTICE, Ledger.SUPERVISION)


def category(ledger: str, domain: str) -> str:
    """A row's category. Boards ask practice and supervision for none."""
    if domain:
        return str(DOMAIN_LABELS.get(domain, domain))
    return str(LEDGER_LABELS[Ledger(ledger)]) if ledger in UNSORTED else gettext("Not sorted")


def origin(is_from_elsewhere: bool) -> str:
    """Where a row comes from; nobody shall take the one for the other."""
    return gettext("Approved from elsewhere") if is_from_elsewhere else gettext("Earned here")
