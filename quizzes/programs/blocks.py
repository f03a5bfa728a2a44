"""How staff type a board's requirements: one block a kind, with its own fields, source and date."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS, MODALITY_LABELS, choices
from quizzes.programs import fields
from quizzes.programs.fields import number, plain, text, words
from quizzes.programs.rules import Counts, RequirementKind

# Older versions hold these even when they are empty; the others only when they say something.
_ALWAYS = {"hours", "pass_mark", "scale_from", "scale_to", "minutes", "months", "ethics_hours", "domains"}


class RequirementBlock(blocks.StructBlock):
    """What every requirement has. The words may be given in two languages; where the second is empty, the first
    is shown."""

    key = blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]*$",
        max_length=40,
        label=_("Key"),
        help_text=_("A short name that never changes, like “advocacy”. Small letters, digits and _."),
        error_messages={"invalid": _("Use small letters, digits and _, starting with a letter.")},
    )

    def payload(self, value) -> dict:
        """This requirement as the frozen version keeps it."""
        asked = {
            "key": value["key"],
            "kind": self.name,
            "label": words(value, "label"),
            "detail": words(value, "detail"),
        }
        for name in self.child_blocks:
            if name not in _SHARED:
                given = plain(value[name])
                if name in _ALWAYS or given not in (None, "", [], False):
                    asked[name] = given
        asked["source"] = value["source"] or ""
        asked["as_of"] = value["as_of"].isoformat() if value["as_of"] else ""
        return asked


_SHARED = {"key", "label", "label_es", "detail", "detail_es", "source", "as_of"}


def _label(required: bool = True) -> list:
    return [
        ("label", blocks.CharBlock(required=required, max_length=200, label=_("Name"))),
        ("label_es", blocks.CharBlock(required=False, max_length=200, label=_("Name in Spanish"))),
    ]


def _several(label, labels: dict, help_text: object = ""):
    return blocks.MultipleChoiceBlock(choices=choices(labels), required=False, label=label, help_text=help_text)


def _counting() -> list:
    """Which hours count, and under which conditions."""
    which = [
        (Counts.DOMAINS.value, _("Those of the domains and competencies below")),
        (Counts.ANY.value, _("Every hour of training")),
        (Counts.BOARD.value, _("No published rule places them: the board decides")),
        (Counts.COURSE.value, _("Only those of the courses below")),
    ]
    return [
        ("counts", blocks.ChoiceBlock(choices=which, required=False, label=_("Which hours count"))),
        ("domains", _several(_("Counts hours in"), DOMAIN_LABELS, _("Only where a published source says so."))),
        ("competencies", _several(_("Counts hours about"), COMPETENCY_LABELS)),
        ("courses", blocks.ListBlock(blocks.CharBlock(label=_("Key of a course")), required=False, default=[])),
        ("modalities", _several(_("Taught like this, it counts"), MODALITY_LABELS, _("None chosen: all count."))),
        ("unsure", _several(_("Taught like this, the board decides"), MODALITY_LABELS)),
        ("rest_most", number(_("Hours taught in other ways that count at most"), required=False)),
        ("months", number(_("Not older than so many months"), required=False, whole=True)),
    ]


_CLOSING = [
    ("detail", blocks.TextBlock(required=False, rows=2, label=_("More about it"))),
    ("detail_es", blocks.TextBlock(required=False, rows=2, label=_("More about it, in Spanish"))),
    ("source", blocks.URLBlock(required=False, label=_("Source"), help_text=_("Empty: the program’s first source."))),
    ("as_of", blocks.DateBlock(required=False, label=_("Rule as of"), help_text=_("Empty: the program’s date."))),
]

# kind: (name in the menu, fields of its own)
_KINDS: dict[RequirementKind, tuple[object, list]] = {
    RequirementKind.AGE: (_("Age"), [("count", number(_("Years"), whole=True)), *fields.evidence()]),
    RequirementKind.EDUCATION: (_("Education"), [*_label(required=False), *fields.evidence()]),
    RequirementKind.RECOVERY: (_("Recovery, in a person’s own word"), [*_label(required=False), *fields.recovery()]),
    RequirementKind.RESIDENCE: (_("Where a person lives or works"), [*_label(), *fields.evidence()]),
    RequirementKind.HOURS_TOTAL: (_("Training hours in all"), [("hours", number(_("Hours"))), *_counting()]),
    RequirementKind.HOURS_IN_CATEGORY: (
        _("Training hours in a category"),
        [
            *_label(),
            ("hours", number(_("Hours at least"), required=False)),
            ("most", number(_("Hours at most toward the total"), required=False)),
            *_counting(),
        ],
    ),
    RequirementKind.COURSE: (
        _("A course that the board names"),
        [*_label(), ("hours", number(_("Hours"), required=False)), *fields.evidence()],
    ),
    RequirementKind.UNITS: (_("A number of courses or days"), [*_label(), *fields.units()]),
    RequirementKind.PRACTICE: (_("Practice hours"), [("hours", number(_("Hours"))), *fields.practice()]),
    RequirementKind.SUPERVISION: (_("Hours with a supervisor"), [("hours", number(_("Hours")))]),
    RequirementKind.ETHICS_CODE: (_("Code of ethics"), [*_label(required=False), *fields.evidence()]),
    RequirementKind.DOCUMENTS: (
        _("Documents to send"),
        [*_label(required=False), ("items", fields.papers()), *fields.evidence()],
    ),
    RequirementKind.BACKGROUND: (_("Background check"), [*_label(required=False), *fields.evidence()]),
    RequirementKind.LETTERS: (_("Letters of reference"), [("count", number(_("How many"), whole=True))]),
    RequirementKind.EXAM: (_("Exam"), [*_label(), *fields.exam()]),
    RequirementKind.RENEWAL: (_("Renewal"), fields.renewal()),
    RequirementKind.OPEN: (_("What the board decides"), [*_label(required=False), ("about", text(_("About")))]),
    RequirementKind.NOT_ASKED: (_("What the board does not ask for"), [("about", text(_("About")))]),
}


class RequirementsBlock(blocks.StreamBlock):
    """All requirements of a program, in the order people read them."""

    def __init__(self, local_blocks=None, **kwargs):
        own = [
            (kind.value, RequirementBlock([*asked, *_CLOSING], label=label)) for kind, (label, asked) in _KINDS.items()
        ]
        super().__init__([*own, *(local_blocks or [])], **kwargs)


class SourceBlock(blocks.StructBlock):
    url = blocks.URLBlock(required=False, label=_("Address"))
    title = blocks.CharBlock(max_length=300, label=_("What it is"))
