"""How questions answered in words, numbers or an order are written in the CMS. Each block says what it freezes to."""

from decimal import Decimal
from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.grading.matching_text import ACCENTS, CASE, FORGIVABLE, SLIPS
from quizzes.grading.numbers import plain_words
from quizzes.questions.rules import answer_id
from quizzes.questions.types.gaps import GAPS_RECOMMENDED
from quizzes.questions.types.number import CHOSEN, IGNORED, TYPED
from quizzes.questions.types.ordering import ORDERING_RECOMMENDED
from quizzes.questions.types.short import WHOLE
from quizzes.questions.types.texts import strongest

# What a block freezes to: parts of `asked`, the key, feedback by part, and what else is said afterwards.
Frozen = tuple[dict[str, Any], dict[str, Any], dict[str, str], dict[str, Any]]

ORDERING_SCHEMES = [
    ("absolute_position", _("Items in their place (recommended): a share for each")),
    (
        _("More schemes"),
        [
            ("all_or_nothing", _("All or nothing: only the whole order earns the point")),
            ("next_without_last", _("Right pairs of neighbors")),
            ("next_with_last", _("Right pairs of neighbors, and the right end")),
            ("one_on_each_side", _("Right neighbor before and after, ends included")),
            ("all_on_each_side", _("All that rightly stand before and after")),
            ("longest_ordered", _("The longest run in order, with others in between")),
            ("longest_unbroken", _("The longest chain of steps that follow each other")),
            ("distance", _("How near each item is to its place")),
        ],
    ),
]
GAPS_SCHEMES = [
    ("gap_parts", _("By gap (recommended): each gap earns its share")),
    (_("More schemes"), [("all_or_nothing", _("All or nothing: every gap has to earn its whole share"))]),
]


class PositionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Item"), rows=2)
    feedback = blocks.TextBlock(
        label=_("What to say when it stands in another place"),
        rows=2,
        required=False,
        help_text=_("You can skip this."),
    )

    class Meta:
        label = _("Item")


class OrderingBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        PositionBlock(),
        label=_("Items"),
        min_num=3,
        default=[],
        help_text=_("Write them in the right order. Everyone starts from a mixed one."),
    )
    scheme = blocks.ChoiceBlock(label=_("Part credit"), choices=ORDERING_SCHEMES, default=ORDERING_RECOMMENDED)

    class Meta:
        label = _("Ordering: put the items in order")
        icon = "list-ol"

    def frozen(self, value, question_key: str) -> Frozen:
        children = value["items"].bound_blocks
        right = [child.id for child in children]
        mixed = sorted(right, key=lambda item: answer_id(question_key, item))
        # By ids that say nothing; should they happen to say the right order, the first goes last.
        mixed = [*mixed[1:], *mixed[:1]] if mixed == right else mixed
        shown = {child.id: child.value["text"] for child in children}
        asked = {"items": [{"id": item, "text": shown[item]} for item in mixed]}
        key = {"order": right, "scheme": value.get("scheme") or ORDERING_RECOMMENDED}
        return asked, key, {child.id: child.value["feedback"] or "" for child in children}, {}


def _share() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        label=_("Share of the point, in percent"),
        help_text=_("100 is all of it, 50 is half. 0 is for an answer you only want to say something about."),
        default=Decimal(100),
        min_value=0,
        max_value=100,
        max_digits=12,
        decimal_places=5,
    )


class AcceptedBlock(blocks.StructBlock):
    texts = blocks.TextBlock(
        label=_("Answer"),
        rows=2,
        help_text=_("One a line, when the same answer can be put in several ways. * stands for anything: “listen*”."),
    )
    share = _share()
    feedback = blocks.TextBlock(
        label=_("What to say to someone who gave this answer"),
        rows=2,
        required=False,
        help_text=_("You can skip this."),
    )

    class Meta:
        label = _("Answer")


def _forgives() -> blocks.MultipleChoiceBlock:
    return blocks.MultipleChoiceBlock(
        label=_("What does not matter"),
        choices=[
            (CASE, _("Capital and small letters")),
            (ACCENTS, _("Accents: “si” for “sí”")),
            (SLIPS, _("Small slips in words of five letters or more: “lisen”")),
        ],
        default=list(FORGIVABLE),
        required=False,
        widget=CheckboxSelectMultiple,
    )


def _accepted(answers) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Accepted answers as the key holds them, and what is said about each."""
    children = answers.bound_blocks
    accepted = [
        {"id": child.id, "share": _part(child.value["share"]), "texts": _lines(child.value["texts"])}
        for child in children
    ]
    return accepted, {child.id: child.value["feedback"] or "" for child in children}


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _part(percent: Decimal | None) -> str:
    return plain_words(Decimal(percent or 0) / 100)


def _decimal(number: Decimal | None) -> str:
    return plain_words(Decimal(number or 0))


class GapBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("How it is answered"),
        choices=[(TYPED, _("Typed")), (CHOSEN, _("Chosen from a list of these answers"))],
        default=TYPED,
    )
    answers = blocks.ListBlock(AcceptedBlock(), label=_("Answers"), min_num=1, default=[])

    class Meta:
        label = _("Gap")


class GapsBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Text with gaps"),
        rows=4,
        help_text=_(
            "Mark each gap by its place in the list below: “A limit tells people what they can [[1]] and protects "
            "the [[2]].”"
        ),
    )
    gaps = blocks.ListBlock(GapBlock(), label=_("Gaps"), min_num=1, default=[])
    forgives = _forgives()
    scheme = blocks.ChoiceBlock(label=_("Part credit"), choices=GAPS_SCHEMES, default=GAPS_RECOMMENDED)

    class Meta:
        label = _("Fill in: a text with gaps")
        icon = "pilcrow"

    def frozen(self, value, question_key: str) -> Frozen:
        asked: dict[str, Any] = {"text": (value["text"] or "").strip(), "gaps": [], "options": []}
        key: dict[str, Any] = {"gaps": [], "scheme": value.get("scheme") or GAPS_RECOMMENDED}
        feedback: dict[str, str] = {}
        stronger: dict[str, str] = {}
        for gap in value["gaps"].bound_blocks:
            accepted, remarks = _accepted(gap.value["answers"])
            feedback |= remarks
            if gap.value["kind"] == CHOSEN:
                # By ids that say nothing: authors write the one that fits first.
                options = sorted(accepted, key=lambda each: answer_id(question_key, each["id"]))
                asked["options"] += [{"id": each["id"], "text": " ".join(each["texts"])} for each in options]
                asked["gaps"].append({"id": gap.id, "options": [each["id"] for each in options]})
                key["gaps"].append({"id": gap.id, "shares": {each["id"]: each["share"] for each in accepted}})
            else:
                asked["gaps"].append({"id": gap.id, "options": []})
                key["gaps"].append({"id": gap.id, "accepted": accepted, "forgives": sorted(value["forgives"] or [])})
                stronger[gap.id] = strongest(accepted)
        return asked, key, feedback, {"stronger": stronger}


class ShortBlock(blocks.StructBlock):
    answers = blocks.ListBlock(AcceptedBlock(), label=_("Answers"), min_num=1, default=[])
    rows = blocks.ChoiceBlock(
        label=_("Room to write"), choices=[("1", _("One line")), ("3", _("A few lines"))], default="1"
    )
    forgives = _forgives()

    class Meta:
        label = _("Short answer: a few words, compared with yours")
        icon = "edit"

    def frozen(self, value, question_key: str) -> Frozen:
        accepted, feedback = _accepted(value["answers"])
        key = {"accepted": accepted, "forgives": sorted(value["forgives"] or [])}
        return {"rows": int(value["rows"] or 1)}, key, feedback, {"stronger": {WHOLE: strongest(accepted)}}


class ValueBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=_("Number"))
    tolerance = blocks.DecimalBlock(
        label=_("How far off still counts"), default=Decimal(0), min_value=0, help_text=_("0 takes only this number.")
    )
    kind = blocks.ChoiceBlock(
        label=_("Counted"),
        choices=[("absolute", _("As it stands: 5 is from 85 to 95")), ("percent", _("In percent of the number"))],
        default="absolute",
    )
    share = _share()
    feedback = blocks.TextBlock(
        label=_("What to say to someone who gave this answer"),
        rows=2,
        required=False,
        help_text=_("You can skip this."),
    )

    class Meta:
        label = _("Answer")


class UnitBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Unit"), help_text=_("For example: minutes"))
    also = blocks.CharBlock(
        label=_("Other ways to write it"), required=False, help_text=_("With commas between: minute, min")
    )
    factor = blocks.DecimalBlock(
        label=_("How many of the first unit it is"), default=Decimal(1), help_text=_("Hours, after minutes: 60")
    )

    class Meta:
        label = _("Unit")


class NumberBlock(blocks.StructBlock):
    answers = blocks.ListBlock(
        ValueBlock(),
        label=_("Answers"),
        min_num=1,
        default=[],
        help_text=_("The first one a number is near enough to counts. They are in the first unit."),
    )
    unit = blocks.ChoiceBlock(
        label=_("Unit"),
        choices=[
            (IGNORED, _("Need not be given; the first one is meant")),
            (TYPED, _("Has to be written behind the number")),
            (CHOSEN, _("Is chosen from a list")),
        ],
        default=IGNORED,
    )
    units = blocks.ListBlock(UnitBlock(), label=_("Units"), default=[])

    class Meta:
        label = _("Number: with a tolerance, and a unit if you like")
        icon = "decimal"

    def frozen(self, value, question_key: str) -> Frozen:
        answers, units = value["answers"].bound_blocks, value["units"].bound_blocks
        asked = {
            "unit": value["unit"] or IGNORED,
            "units": [
                {"id": unit.id, "text": unit.value["text"] or "", "also": _names(unit.value["also"])} for unit in units
            ],
        }
        key = {
            "answers": [
                {
                    "id": each.id,
                    "value": _decimal(each.value["value"]),
                    "tolerance": _decimal(each.value["tolerance"]),
                    "percent": each.value["kind"] == "percent",
                    "share": _part(each.value["share"]),
                }
                for each in answers
            ],
            "units": [{"id": unit.id, "factor": _decimal(unit.value["factor"])} for unit in units],
        }
        return asked, key, {each.id: each.value["feedback"] or "" for each in answers}, {}


def _names(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]
