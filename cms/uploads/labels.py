"""Words for kinds of files and for why one is not taken."""

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.uploads.rules import Kind, Refusal, Refused

KIND_LABELS = {
    Kind.DOCUMENT.value: _("Document (PDF, Word, text)"),
    Kind.PICTURE.value: _("Picture (JPEG, PNG, HEIC)"),
    Kind.AUDIO.value: _("Audio (MP3, M4A, OGG, WAV)"),
}

REFUSALS = {
    Refusal.EMPTY: _("That file is empty. Choose another one."),
    Refusal.TOO_LARGE: _("That file is larger than %(megabytes)s MB. Choose a smaller one."),
    Refusal.UNKNOWN: _("We can’t tell what that file is. Save it as a PDF, a picture or an MP3, then add it again."),
    Refusal.NOT_THIS_KIND: _("That kind of file can’t be added here. You can add: %(kinds)s."),
    Refusal.MISMATCH: _("The name says “%(ending)s”, but the file is something else. Save it again, then add it."),
    Refusal.BROKEN: _("We can’t open that file. Save it again, or choose another one."),
    Refusal.TOO_MANY_PIXELS: _("That picture is too large to open. Make it smaller, then add it again."),
    Refusal.PACKED_TOO_TIGHTLY: _("That file unpacks to more than we can hold. Save it as a PDF, then add it again."),
    Refusal.HOLDS_A_PROGRAM: _("That file holds a program (a macro). Save it without macros or as a PDF, then add it."),
    Refusal.TOO_MANY_TODAY: _("That is a lot of files for one day. Please go on tomorrow."),
}


def refusal_words(refused: Refused) -> str:
    """The sentence for a file that was not taken."""
    fills = dict(refused.fills)
    if "kinds" in fills:
        fills["kinds"] = kinds_in_words(fills["kinds"])
    return str(REFUSALS[refused.reason]) % fills


def kinds_in_words(kinds) -> str:
    return get_text_list([str(KIND_LABELS[kind]) for kind in kinds], gettext("or"))
