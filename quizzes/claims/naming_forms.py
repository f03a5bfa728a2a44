"""Who else was there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.claims import queries
from quizzes.claims.models import HoursClaim
from quizzes.claims.rules import TITLE_LENGTH


class PersonForm(forms.Form):
    """Somebody with an account from a list, or a name and an address."""

    supervisor: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_("Who can confirm it?"), required=False, empty_label=_("Somebody else")
    )
    name = forms.CharField(label=_("Their name"), required=False, max_length=TITLE_LENGTH)
    email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        help_text=_("We send them one mail with a link. They need no account."),
        error_messages={"invalid": _("Check the address. It looks like name@example.org.")},
    )

    def __init__(self, *args, claim: HoursClaim, **kwargs):
        super().__init__(*args, **kwargs)
        self.trainee = claim.trainee
        known = queries.known_supervisors(claim.trainee)
        self.fields["supervisor"].queryset = known  # type: ignore[attr-defined]
        if not known.exists():
            del self.fields["supervisor"]

    def person(self) -> dict:
        """Whom to ask: somebody with an account is asked there, and gets no mail."""
        said = self.cleaned_data
        if found := said.get("supervisor"):
            return {"supervisor": found}
        name, email = said["name"].strip(), said["email"].strip().lower()
        if email and (found := queries.supervisor_with(email, beside=self.trainee)):
            return {"supervisor": found}
        return {"name": name, "email": email}
