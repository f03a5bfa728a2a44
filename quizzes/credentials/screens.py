"""What each screen in the CMS shows, finished: templates decide nothing."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from quizzes.credentials.deeds import Deed, possible
from quizzes.credentials.face import face_of
from quizzes.credentials.labels import EVENT_LABELS, STATUS_LABELS
from quizzes.credentials.models import Credential
from quizzes.credentials.queries import is_genuine, name_of
from quizzes.credentials.rules import EventKind, Standing, standing_on


def standing(credential: Credential) -> Standing:
    return standing_on(timezone.localdate(), credential.events.all())


def somebody_was_first() -> str:
    return _("Somebody else decided about this certificate meanwhile. Look at what happened, then decide again.")


def _frame(title: str, *crumbs: tuple[str, str]) -> dict:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    trail = [home, *({"url": url, "label": label} for url, label in crumbs), {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": "check", "breadcrumbs_items": trail}


def _list_crumb() -> tuple[str, str]:
    return reverse("credentials_admin:index"), _("Certificates")


def _record_crumb(credential: Credential) -> tuple[str, str]:
    return reverse("credentials_admin:record", args=[credential.public_id]), credential.spelled_code


def index(page, words: str) -> dict:
    """A page of the list."""
    rows = [
        {
            "address": reverse("credentials_admin:record", args=[credential.public_id]),
            "name": name_of(credential) or _("Name removed"),
            "title": credential.snapshot["title"],
            "code": credential.spelled_code,
            "issued_at": credential.issued_at,
            "status": STATUS_LABELS[standing(credential).status],
        }
        for credential in page
    ]
    return _frame(_("Certificates")) | {"rows": rows, "page": page, "words": words}


def record(credential: Credential, *, may_decide: bool) -> dict:
    """One certificate."""
    now = standing(credential)
    log = registry.get_logs_for_instance(credential).select_related("user").order_by("timestamp", "pk")
    return _frame(credential.spelled_code, _list_crumb()) | {
        "credential": credential,
        "face": face_of(credential),
        "status": STATUS_LABELS[now.status],
        "ends_on": now.ends_on,
        "is_genuine": is_genuine(credential),
        "events": [(EVENT_LABELS[EventKind(event.kind)], event) for event in credential.events.all()],
        "decisions": [(entry.formatter.label, entry, entry.data.get("reason", "")) for entry in log if entry.formatter],
        "deeds": possible(now.status) if may_decide else [],
    }


def decide(credential: Credential, deed: Deed, form) -> dict:
    """Before a decision."""
    return _frame(str(deed.label), _list_crumb(), _record_crumb(credential)) | {
        "credential": credential,
        "face": face_of(credential),
        "deed": deed,
        "form": form,
    }
