"""The words for what a certificate is worth."""

from django.utils.translation import gettext_lazy as _

from quizzes.credentials.rules import CredentialKind, EventKind, Status

# What a certificate is called, and how it says what the person did.
KIND_LABELS = {
    CredentialKind.COURSE: _("Certificate of completion"),
    CredentialKind.PROGRAM: _("Certificate of training"),
    CredentialKind.SESSION: _("Certificate of attendance"),
}
KIND_SENTENCES = {
    CredentialKind.COURSE: _("finished %(hours)s hours of"),
    CredentialKind.PROGRAM: _("finished the %(hours)s training hours of"),
    CredentialKind.SESSION: _("took part for %(hours)s hours in"),
}
KIND_CONTENTS = {
    CredentialKind.COURSE: _("What this course teaches"),
    CredentialKind.PROGRAM: _("What this training teaches"),
    CredentialKind.SESSION: _("What this session teaches"),
}
KIND_CRITERIA = {
    CredentialKind.COURSE: _("Finished every module of the course and signed that the work is their own."),
    CredentialKind.PROGRAM: _("Finished all the training hours that the program asks for."),
    CredentialKind.SESSION: _("Was there for the session; the minutes were taken by join and leave or by a list."),
}
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

# What its owner is told by mail, without the reason: mail is read over shoulders.
OWNER_SENTENCES = {
    EventKind.RENEWED: _("One of your certificates is good for longer now."),
    EventKind.SUSPENDED: _(
        "One of your certificates is on hold while somebody looks into a question. Until then the check page says so."
    ),
    EventKind.REINSTATED: _("The hold on one of your certificates has ended. It is worth again what it was before."),
    EventKind.REVOKED: _("One of your certificates was taken back. The check page says so, and it does not say why."),
}
_PACKET_FAULTS = {
    "no_file": _("Choose the packet first: the ZIP file as you got it."),
    "too_large": _("This file is too large to be a packet of ours. Choose the ZIP file as you got it."),
    "no_archive": _(
        "This file is not a packet of ours. Choose the ZIP file as you got it, not one of the files inside."
    ),
    "other_files": _("This ZIP does not hold what a packet of ours holds. Choose the file as you got it."),
    "unsigned": _("We did not sign this packet, or not with a key that is good today. Ask the person for a new one."),
    "altered": _("Something in this packet was changed after we made it. Do not count on it. Ask for a new one."),
    "newer": _("This packet is of a newer kind than this site knows. Check it at the site that made it."),
}


def packet_fault(code: str):
    """Why a packet does not count, in words for whoever holds it."""
    return _PACKET_FAULTS[code]
