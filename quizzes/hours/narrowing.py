"""What the ledger page is narrowed down to."""

from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.catalog.labels import DOMAIN_LABELS, choices
from courses.catalog.queries import outline
from quizzes.hours.labels import LEDGER_LABELS


class LedgerFilter(forms.Form):
    """Three GET fields. What is not one of the choices narrows nothing."""

    ledger = forms.ChoiceField(label=_("Counts as"), required=False, choices=[("", _("Everything"))])
    category = forms.ChoiceField(label=_("Category"), required=False, choices=[("", _("All categories"))])
    course = forms.ChoiceField(label=_("Course"), required=False)

    def __init__(self, *args, course_keys: list[UUID], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ledger"].choices = [("", _("Everything")), *choices(LEDGER_LABELS)]
        self.fields["category"].choices = [("", _("All categories")), *choices(DOMAIN_LABELS)]
        named = [(str(key), found.title if (found := outline(key)) else _("A past course")) for key in course_keys]
        self.fields["course"].choices = [("", _("All courses")), *named]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, entries: QuerySet) -> QuerySet:
        columns = {"ledger": "ledger", "category": "domain", "course": "course_key"}
        return entries.filter(**{columns[name]: value for name, value in self.chosen().items()})

    def query(self) -> str:
        """The chosen filter for a link."""
        return urlencode(self.chosen())
