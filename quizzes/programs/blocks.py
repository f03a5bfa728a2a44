"""How staff type a board's requirements: one block a kind, with its own fields, source and date."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.catalog.labels import DOMAIN_LABELS, choices
from quizzes.programs.rules import RequirementKind


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
            "label": _words(value, "label"),
            "detail": _words(value, "detail"),
        }
        asked |= {name: value[name] for name in self.child_blocks if name in _NUMBERS}
        if "domains" in self.child_blocks:
            asked["domains"] = list(value["domains"])
        asked["source"] = value["source"] or ""
        asked["as_of"] = value["as_of"].isoformat() if value["as_of"] else ""
        return asked


_NUMBERS = {"hours", "pass_mark", "scale_from", "scale_to", "minutes", "months", "ethics_hours"}


def _words(value, name: str) -> dict[str, str]:
    """The texts of a field by language, the empty ones left out."""
    texts = {"en": value.get(name), "es": value.get(f"{name}_es")}
    return {language: text for language, text in texts.items() if text}


def _label(required: bool = True) -> list:
    return [
        ("label", blocks.CharBlock(required=required, max_length=120, label=_("Name"))),
        ("label_es", blocks.CharBlock(required=False, max_length=120, label=_("Name in Spanish"))),
    ]


def _number(label, required: bool = True, **kwargs):
    return blocks.IntegerBlock(required=required, min_value=0, label=label, **kwargs)


def _domains():
    return blocks.MultipleChoiceBlock(
        choices=choices(DOMAIN_LABELS),
        label=_("Counts hours in"),
        help_text=_("Which of our domains this board counts here."),
    )


_CLOSING = [
    ("detail", blocks.TextBlock(required=False, rows=2, label=_("More about it"))),
    ("detail_es", blocks.TextBlock(required=False, rows=2, label=_("More about it, in Spanish"))),
    ("source", blocks.URLBlock(required=False, label=_("Source"), help_text=_("Empty: the program’s first source."))),
    ("as_of", blocks.DateBlock(required=False, label=_("Rule as of"), help_text=_("Empty: the program’s date."))),
]

# kind: (name in the menu, fields of its own)
_KINDS: dict[RequirementKind, tuple[object, list]] = {
    RequirementKind.EDUCATION: (_("Education"), _label()),
    RequirementKind.RESIDENCE: (_("Where a person lives or works"), _label()),
    RequirementKind.HOURS_TOTAL: (
        _("Training hours in all"),
        [("hours", _number(_("Hours"))), ("domains", _domains())],
    ),
    RequirementKind.HOURS_IN_CATEGORY: (
        _("Training hours in a category"),
        [*_label(), ("hours", _number(_("Hours at least"))), ("domains", _domains())],
    ),
    RequirementKind.PRACTICE: (_("Practice hours"), [("hours", _number(_("Hours")))]),
    RequirementKind.SUPERVISION: (_("Hours with a supervisor"), [("hours", _number(_("Hours")))]),
    RequirementKind.ETHICS_CODE: (_("Code of ethics"), _label(required=False)),
    RequirementKind.DOCUMENTS: (_("Documents to send"), _label()),
    RequirementKind.EXAM: (
        _("Exam"),
        [
            *_label(),
            ("pass_mark", _number(_("Score to pass"), required=False)),
            ("scale_from", _number(_("Scale from"), required=False)),
            ("scale_to", _number(_("Scale to"), required=False)),
            ("minutes", _number(_("Minutes"), required=False)),
        ],
    ),
    RequirementKind.RENEWAL: (
        _("Renewal"),
        [
            ("months", _number(_("Every how many months"))),
            ("hours", _number(_("Hours of training"))),
            ("ethics_hours", _number(_("Of these in ethics"), required=False)),
        ],
    ),
    RequirementKind.OPEN: (_("What the board decides"), _label()),
}


class RequirementsBlock(blocks.StreamBlock):
    """All requirements of a program, in the order people read them."""

    def __init__(self, local_blocks=None, **kwargs):
        own = [
            (kind.value, RequirementBlock([*fields, *_CLOSING], label=label))
            for kind, (label, fields) in _KINDS.items()
        ]
        super().__init__([*own, *(local_blocks or [])], **kwargs)


class SourceBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(max_length=200, label=_("What it is"))
