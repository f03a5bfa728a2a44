"""The fields of each kind of requirement in the CMS, and what they become in a frozen version."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

_DUE_YEARS = [("", _("Every year")), ("odd", _("Odd years")), ("even", _("Even years"))]


def plain(value):
    """A block's value as plain data. Whole numbers stay whole, so that a payload has one spelling."""
    if isinstance(value, blocks.list_block.ListValue):
        return [plain(each) for each in value]
    if isinstance(value, blocks.StructValue):
        found = {name: plain(each) for name, each in value.items() if not name.startswith("label")}
        if "label" in value:
            found["label"] = words(value, "label")
        return {name: each for name, each in found.items() if each not in (None, "", [], False)}
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value


def words(value, name: str) -> dict[str, str]:
    """The texts of a field by language, the empty ones left out."""
    texts = {"en": value.get(name), "es": value.get(f"{name}_es")}
    return {language: text for language, text in texts.items() if text}


def number(label, required: bool = True, whole: bool = False, **kwargs):
    kind = blocks.IntegerBlock if whole else blocks.FloatBlock
    return kind(required=required, min_value=0, label=label, **kwargs)


def text(label, **kwargs):
    return blocks.CharBlock(required=False, max_length=120, label=label, **kwargs)


def _own(*fields) -> blocks.StructBlock:
    """A line inside a requirement, with its key and its name."""
    named = [
        ("key", blocks.CharBlock(max_length=60, label=_("Key"))),
        ("label", blocks.CharBlock(max_length=200, label=_("Name"))),
        ("label_es", blocks.CharBlock(required=False, max_length=200, label=_("Name in Spanish"))),
    ]
    return blocks.StructBlock([*named, *fields])


def _topic():
    return text(_("Proof shared with other programs"), help_text=_("Like “diploma”: one answer serves all boards."))


def evidence() -> list:
    return [
        ("topic", _topic()),
        ("fresh_months", number(_("Proof not older than so many months"), required=False, whole=True)),
    ]


def recovery() -> list:
    about = [
        ("recovery", _("Time in recovery")),
        ("lived", _("Lived experience")),
        ("services", _("Time with services")),
    ]
    return [
        ("about", blocks.ChoiceBlock(choices=about, default="recovery", label=_("About"))),
        ("recovery_months", number(_("Months; 0 when no time is asked"), required=False, whole=True)),
    ]


def units() -> list:
    kinds = [("course", _("Courses")), ("day", _("Days"))]
    return [
        ("unit", blocks.ChoiceBlock(choices=kinds, default="course", label=_("What is counted"))),
        ("count", number(_("How many"), whole=True)),
        ("credits", number(_("Credits together"), required=False, whole=True)),
    ]


def practice() -> list:
    return [
        ("months", number(_("Within so many months"), required=False, whole=True)),
        ("months_from", text(_("Counted from"), help_text=_("A key for the day; empty: back from today."))),
        ("from_label", text(_("How we ask for that day"))),
    ]


def papers():
    fields = [("topic", _topic()), ("fresh_months", number(_("Not older than months"), required=False, whole=True))]
    return blocks.ListBlock(_own(*fields), default=[], label=_("Papers"))


def exam() -> list:
    per = [("", _("In all")), ("term", _("For each course and term"))]
    return [
        ("pass_mark", number(_("Score to pass"), required=False)),
        ("scale_from", number(_("Scale from"), required=False)),
        ("scale_to", number(_("Scale to"), required=False)),
        ("minutes", number(_("Minutes"), required=False, whole=True)),
        ("each_of", text(_("A test of each course in"), help_text=_("The key of a requirement that counts courses."))),
        ("tries", number(_("Tries"), required=False, whole=True)),
        ("tries_per", blocks.ChoiceBlock(choices=per, required=False, label=_("Tries are counted"))),
        ("tries_months", number(_("Tries within months"), required=False, whole=True)),
        ("tries_from", text(_("Counted from"))),
        ("from_label", text(_("How we ask for that day"))),
        *evidence(),
    ]


def renewal() -> list:
    topic = [
        ("hours", number(_("Hours"))),
        ("months", number(_("In a longer period of so many months"), required=False, whole=True)),
        ("domains", blocks.ListBlock(blocks.CharBlock(), default=[], label=_("Counts hours in"))),
    ]
    extra = [("count", number(_("How many"), required=False, whole=True))]
    starts = [("", _("On the day of the certification")), ("month", _("On the first of that month"))]
    return [
        ("months", number(_("Every how many months"), whole=True)),
        ("hours", number(_("Hours of training"))),
        ("ethics_hours", number(_("Of these in ethics"), required=False)),
        ("topics", blocks.ListBlock(_own(*topic), default=[], label=_("Topics"))),
        ("extras", blocks.ListBlock(_own(*extra), default=[], label=_("To sign or send each time"))),
        ("starts", blocks.ChoiceBlock(choices=starts, required=False, label=_("A period begins"))),
        ("due_month", number(_("Fixed day for everybody: month"), required=False, whole=True, max_value=12)),
        ("due_day", number(_("Fixed day for everybody: day"), required=False, whole=True, max_value=28)),
        ("due_years", blocks.ChoiceBlock(choices=_DUE_YEARS, required=False, label=_("Fixed day: which years"))),
        ("carry_most", number(_("Hours beyond that go into the next period, at most"), required=False)),
        ("waived_months", number(_("No hours if first certified in the last months"), required=False, whole=True)),
        ("submit_months_before", number(_("Send it so many months before"), required=False, whole=True)),
        ("opens_days", number(_("Opens so many days before"), required=False, whole=True)),
    ]
