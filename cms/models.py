"""All models of the site, where Django looks for them."""

from cms.accounts.models import User
from cms.mail.models import OutboxMail
from cms.pages.models import HomePage, StandardPage

__all__ = ["HomePage", "OutboxMail", "StandardPage", "User"]
