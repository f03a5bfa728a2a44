"""The words for what a certificate is worth."""

from django.utils.translation import gettext_lazy as _

from quizzes.credentials.rules import Status

STATUS_LABELS = {
    Status.VALID: _("Valid"),
    Status.EXPIRED: _("Expired"),
    Status.REVOKED: _("Taken back"),
    Status.REPLACED: _("Replaced"),
}
