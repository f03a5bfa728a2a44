"""The words for the ledgers."""

from django.utils.translation import gettext_lazy as _

from quizzes.hours.rules import Ledger

LEDGER_LABELS = {
    Ledger.TRAINING: _("Training"),
    Ledger.PRACTICE: _("Practice"),
    Ledger.SUPERVISION: _("Supervision"),
    Ledger.CONTINUING: _("Continuing education"),
}
