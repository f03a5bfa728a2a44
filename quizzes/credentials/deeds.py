"""What staff may decide about a certificate: the word on the button, what will happen, the form, and the service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.credentials import services
from quizzes.credentials.rules import Status


@dataclass(frozen=True)
class Deed:
    slug: str
    label: Promise
    # What the person who decides reads before they do it.
    means: Promise
    done: Promise
    # What a certificate must be worth for this to make sense.
    possible: tuple[Status, ...]
    act: Callable[..., Any]
    is_grave: bool = False


_GOOD = (Status.VALID, Status.EXPIRED)
DEEDS = {
    deed.slug: deed
    for deed in (
        Deed(
            "renew",
            _("Renew it"),
            _("The check page says the new end at once. The certificate itself stays as it was printed."),
            _("The certificate was renewed."),
            (*_GOOD, Status.SUSPENDED),
            services.renew,
        ),
        Deed(
            "replace",
            _("Replace it"),
            _("A certificate with the new name is made and mailed. The old one points to it and is not good any more."),
            _("The certificate was replaced. This is the new one."),
            (*_GOOD, Status.SUSPENDED),
            services.replace,
        ),
        Deed(
            "suspend",
            _("Put it on hold"),
            _("The check page says that it is on hold, and the person gets a mail. You can end the hold at any time."),
            _("The certificate is on hold."),
            _GOOD,
            services.suspend,
            is_grave=True,
        ),
        Deed(
            "reinstate",
            _("End the hold"),
            _("The certificate is worth again what it was before."),
            _("The hold has ended."),
            (Status.SUSPENDED,),
            services.reinstate,
        ),
        Deed(
            "revoke",
            _("Take it back"),
            _("The check page says so; the person gets a mail. This cannot be undone. Their hours stay as they are."),
            _("The certificate was taken back."),
            (*_GOOD, Status.SUSPENDED),
            services.revoke,
            is_grave=True,
        ),
    )
}


def possible(status: Status) -> list[Deed]:
    """What may be decided about a certificate now."""
    return [deed for deed in DEEDS.values() if status in deed.possible]
