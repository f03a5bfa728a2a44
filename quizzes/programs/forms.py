"""The answer to one question, and the check of a program before it goes live."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from quizzes.programs import labels
from quizzes.programs.models import ProgramVersion

UNSURE = "unsure"


class ProgramForm(WagtailAdminModelForm):
    """Shows the faults of a program to the person who presses Publish; a draft may have them."""

    def _post_clean(self):
        super()._post_clean()
        if "action-publish" in self.data and not self.errors:
            for fault in self.instance.faults():
                self.add_error(None, fault)


class ChooseForm(forms.Form):
    """Where a person wants to be certified."""

    answer = forms.ChoiceField(
        label=_("Where do you want to be certified?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one. You can change it later."),
            "invalid_choice": _("Choose one of these."),
        },
    )

    def __init__(self, *args, versions: list[ProgramVersion], **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(version.pk): version for version in versions}
        named = [(key, labels.short_name(version.payload)) for key, version in self.versions.items()]
        self.fields["answer"].choices = [*named, (UNSURE, _("I’m not sure yet"))]

    def chosen(self) -> ProgramVersion | None:
        """The version answered with; none for “I’m not sure yet”."""
        return self.versions.get(self.cleaned_data["answer"])

    def options(self) -> list[tuple[object, str]]:
        """Each answer with the words under it."""
        under = {key: labels.in_language(version.payload["place"]) for key, version in self.versions.items()}
        under[UNSURE] = _("We show you an example of what boards ask for.")
        return [(choice, under[str(choice.data["value"])]) for choice in self["answer"]]
