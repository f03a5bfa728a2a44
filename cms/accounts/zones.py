"""Time zones by the names people use."""

from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

NEAR = [
    ("America/New_York", _("Eastern time")),
    ("America/Chicago", _("Central time")),
    ("America/Denver", _("Mountain time")),
    ("America/Phoenix", _("Arizona time")),
    ("America/Los_Angeles", _("Pacific time")),
    ("America/Anchorage", _("Alaska time")),
    ("Pacific/Honolulu", _("Hawaii time")),
    ("America/Puerto_Rico", _("Atlantic time, Puerto Rico")),
]
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def choices() -> list:
    """United States first, then every other place of the world by region."""
    near = {name for name, _label in NEAR}
    others = sorted(zone for zone in available_timezones() if zone.split("/")[0] in REGIONS and zone not in near)
    return [(_("United States"), NEAR), (_("Other places"), [(zone, zone.replace("_", " ")) for zone in others])]
