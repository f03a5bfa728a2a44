"""What somebody who decides is asked: which entries to show, and what they say about one."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from courses.catalog.labels import DOMAIN_LABELS
from quizzes.claims.confirming import Choice
from quizzes.claims.fields import TimeField
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import CONFIRMED_BY_PERSON, NOTE_LENGTH, SORTED
from quizzes.hours.labels import LEDGER_LABELS


class DeskFilter(forms.Form):
    """What to show. A choice that makes no sense is left out, never an error."""

    whose = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("What waits for me")), ("all", _("Everything that waits"))]
    )
    ledger = forms.ChoiceField(label=_("Counts as"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Oldest first")), ("newest", _("Newest first"))]
    )

    def __init__(self, asked: Mapping[str, str], *, people, sees_all: bool):
        super().__init__(asked)
        ledgers, names = LEDGER_LABELS.items(), [(str(pk), name) for pk, name in people]
        self._offer("ledger", [("", _("All")), *((each.value, words) for each, words in ledgers)])
        self._offer("person", [("", _("Everybody")), *names])
        if not sees_all:
            del self.fields["whose"]
        self.is_valid()

    def _offer(self, name: str, choices: list) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def shows_all(self) -> bool:
        """Whether to show what others are asked about first, too."""
        return "whose" in self.chosen()

    def query(self) -> str:
        """The choice as part of an address, to go along from page to page."""
        return urlencode(self.chosen())

    def narrow(self, claims):
        chosen = self.chosen()
        if "ledger" in chosen:
            claims = claims.filter(ledger=chosen["ledger"])
        if "person" in chosen:
            claims = claims.filter(trainee=chosen["person"])
        return claims.order_by(*(("-sent_at", "-pk") if "order" in chosen else ("sent_at", "pk")))


class DecisionForm(forms.Form):
    """Approve, ask for a change, decline; and for whom it matters, what of it counts as what."""

    choice = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect,
        choices=[
            (Choice.APPROVE.value, _("Approve")),
            (Choice.CHANGE.value, _("Ask for a change")),
            (Choice.DECLINE.value, _("Decline")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    note = forms.CharField(
        label=_("Your note"),
        help_text=_("They read this. It is needed for a change and for a no."),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    counted = TimeField(label=_("Hours that count"), required=False, help_text=_("As many as were sent, or fewer."))

    def __init__(self, *args, claim: HoursClaim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.initial["version"], self.initial["counted"] = claim.version, claim.minutes
        if claim.ledger not in CONFIRMED_BY_PERSON:
            for domain, words in DOMAIN_LABELS.items():
                self.fields[f"in-{domain}"] = TimeField(label=words, required=False)
                self.initial[f"in-{domain}"] = claim.minutes_by_domain.get(domain, 0)
        self.must_sort = claim.ledger in SORTED and not claim.minutes_by_domain

    def parts(self) -> list:
        """The fields of the categories, for whoever draws them."""
        return [self[name] for name in self.fields if name.startswith("in-")]

    def split(self) -> dict[str, int]:
        """The minutes by category, as typed."""
        return {
            name.removeprefix("in-"): minutes
            for name, minutes in self.cleaned_data.items()
            if name.startswith("in-") and minutes
        }

    def clean(self):
        choice = self.cleaned_data.get("choice")
        if choice in {Choice.CHANGE, Choice.DECLINE} and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", _("Write a few words, so that they know what to do."))
        if choice == Choice.APPROVE and not self.errors:
            self._fit()
        return self.cleaned_data

    def _fit(self) -> None:
        """The numbers can go into the ledger: no more than was sent, adding up, and sorted where boards ask."""
        counted, split = self._numbers()
        if counted > self.claim.minutes:
            self.add_error("counted", _("That is more than was sent. Enter as many hours or fewer."))
        elif split and sum(split.values()) != counted:
            self.add_error("counted", _("The categories don’t add up to these hours. Change one of them."))
        elif not split and self.claim.ledger in SORTED:
            self.add_error(
                f"in-{next(iter(DOMAIN_LABELS))}", _("Training needs its category. Enter the hours of each.")
            )

    def _numbers(self) -> tuple[int, dict[str, int]]:
        """The whole and its parts; as they were sent where nothing was typed."""
        counted, split = self.cleaned_data["counted"], self.split()
        if not counted and not split:
            return self.claim.minutes, self.claim.minutes_by_domain
        return counted or self.claim.minutes, split

    def numbers(self) -> dict:
        """What `approve` gets beside the yes: nothing where everything stays as it was sent."""
        counted, split = self._numbers()
        if counted == self.claim.minutes and split in ({}, self.claim.minutes_by_domain):
            return {}
        return {"minutes": counted, "minutes_by_domain": split}


def versions_in(values: Iterable[str]) -> dict[UUID, int]:
    """What was picked on the list: each entry and the version somebody saw of it. What is no entry is left out."""
    found = {}
    for value in values:
        key, _dot, version = value.partition(".")
        try:
            found[UUID(key)] = int(version)
        except ValueError:
            continue
    return found
