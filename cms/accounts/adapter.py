"""How allauth behaves here: our words, our outbox, one account an address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.accounts.theme import remember_theme
from cms.mail import services as mail
from cms.site.rules import address_in

# What changed, in the one mail that says so. allauth's names of its own mails.
CHANGES = {
    "account/email/email_changed": _("Your email address was changed."),
    "account/email/email_confirm": _("Your email address was confirmed."),
    "account/email/email_deleted": _("An email address was taken off your account."),
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("Your password was changed with a link from an email."),
    "account/email/password_set": _("A password was set."),
    "mfa/email/recovery_codes_generated": _("New spare codes were made."),
    "mfa/email/totp_activated": _("A code app was added as second step."),
    "mfa/email/totp_deactivated": _("The code app was taken off."),
    "mfa/email/webauthn_added": _("A passkey or security key was added."),
    "mfa/email/webauthn_removed": _("A passkey or security key was taken off."),
}


CODE_DID_NOT_MATCH = _("That code didn’t match. Check the newest email or your app, then type it again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the person who runs your training."),
        "duplicate_email": _("This is already the email of your account."),
        "email_password_mismatch": _("We couldn’t find that email and password together. Check both, then try again."),
        "email_taken": _("Another account already uses this email."),
        "enter_current_password": _("That isn’t your password now. Please type it again."),
        "incorrect_code": CODE_DID_NOT_MATCH,
        "incorrect_password": _("That isn’t your password. Please type it again."),
        "invalid_or_expired_key": _("This link has been used or is too old. Ask for a new one."),
        "invalid_login": _("We couldn’t find that email."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _("That was tried many times in a row. Please wait 5 minutes, then try again."),
        "unverified_primary_email": _("Please confirm your email first."),
        "same_as_current": _("Please choose something other than what you have now."),
        "rate_limited": _("That was many times in a row. Please wait a minute, then try again."),
    }

    def save_user(self, request, user, form, commit=True):
        user.language = get_language() or settings.LANGUAGE_CODE
        user.chosen_name = form.cleaned_data.get("chosen_name", "")
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user: Any = request.user
        return address_in("/home/", user.language, dict(settings.LANGUAGES))

    get_signup_redirect_url = get_login_redirect_url

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return address_in("/", get_language() or settings.LANGUAGE_CODE, dict(settings.LANGUAGES))

    def post_login(self, request, user, **kwargs):
        return remember_theme(super().post_login(request, user, **kwargs), user.theme)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        # The page people land on shows well enough that they are signed in.
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        user = context.get("user")
        language = (user.language if user else get_language()) or settings.LANGUAGE_CODE
        if template_prefix in CHANGES:
            mail.send(
                "account/details_changed",
                to=email,
                context={**context, "change": CHANGES[template_prefix]},
                language=language,
            )
        else:
            template = template_prefix.replace("/email/", "/")
            mail.send(template, to=email, context={**context, "email": email}, language=language)

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # allauth's own key holds the Host header, so each other name of the site would give five more tries.
        return credentials.get("email", "").strip().casefold()


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": CODE_DID_NOT_MATCH,
        "cannot_delete_authenticator": _("Your work here needs a second step, so the last one stays."),
        "cannot_generate_recovery_codes": _("Set up a code app or a passkey first. Then you can make spare codes."),
        "unverified_email": _("Please confirm your email first. Then you can set up a second step."),
    }
