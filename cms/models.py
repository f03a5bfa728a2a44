"""All models of the site, where Django looks for them."""

from cms.accounts.models import Session, User
from cms.jobs.models import PlannedRun
from cms.mail.models import OutboxMail
from cms.pages.models import HomePage, StandardPage
from cms.records.models import KeyWithdrawal, PrivateKey, SigningKey
from cms.site.models import HelpTexts, SiteSettings
from cms.uploads.models import StoredFile

__all__ = [
    "HelpTexts",
    "HomePage",
    "KeyWithdrawal",
    "OutboxMail",
    "PlannedRun",
    "PrivateKey",
    "Session",
    "SigningKey",
    "SiteSettings",
    "StandardPage",
    "StoredFile",
    "User",
]
