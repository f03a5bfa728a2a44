"""The words for what a certificate is worth."""

from django.utils.translation import gettext_lazy as _

from quizzes.credentials.rules import EventKind, Status

STATUS_LABELS = {
    Status.VALID: _("Valid"),
    Status.EXPIRED: _("Expired"),
    Status.SUSPENDED: _("On hold"),
    Status.REVOKED: _("Taken back"),
    Status.REPLACED: _("Replaced"),
}

EVENT_LABELS = {
    EventKind.ISSUED: _("Issued"),
    EventKind.RENEWED: _("Renewed"),
    EventKind.SUSPENDED: _("Put on hold"),
    EventKind.REINSTATED: _("Hold ended"),
    EventKind.REVOKED: _("Taken back"),
    EventKind.REPLACED: _("Replaced"),
    EventKind.EXPIRED: _("Ends"),
}
