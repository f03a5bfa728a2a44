"""What the roadmap shows, whichever door leads to it."""

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.templatetags.ui import as_hours
from quizzes.home.queries import Roads
from quizzes.home.roadmap import road
from quizzes.journey.training import Offer, offer_of
from quizzes.programs.labels import short_name, title


def roadmap_context(user: User, roads: Roads) -> dict:
    """One program's road, the others, and the certificate for its training."""
    goals = roads.goals
    offer = offer_of(goals.pursuit, goals.facts) if goals.pursuit else None
    return {
        "nav": "roadmap",
        "goals": goals,
        "road": road(goals) if goals.pursuit else None,
        "offer": offer,
        "missing": _missing(offer, goals.payload) if offer else [],
        "name_missing": not user.legal_name,
        "others": [
            {"slug": pursuit.program.slug, "name": short_name(pursuit.program_version.payload)}
            for pursuit in roads.pursuits
            if pursuit != goals.pursuit
        ],
        "is_first": goals.pursuit == (roads.pursuits[0] if roads.pursuits else None),
    }


def _missing(offer: Offer, version: dict) -> list[str]:
    """Each hour requirement that is not met, with how far it is."""
    length = version["minutes_in_hour"]
    return [
        _("%(what)s (%(done)s so far)")
        % {"what": title(standing.requirement), "done": as_hours(standing.minutes * 60 // length)}
        for standing in offer.found.missing
    ]
