"""What the check page shows of a genuine packet."""

from datetime import date

from django.utils import timezone

from quizzes.credentials import queries
from quizzes.credentials.labels import STATUS_LABELS
from quizzes.credentials.packet_rules import Packet
from quizzes.credentials.rules import standing_on
from quizzes.hours.labels import LEDGER_LABELS, category


def packet_screen(packet: Packet) -> dict:
    """The facts a board looks for, and what each certificate is worth today rather than on the day of the packet."""
    said = packet.statement
    return {
        "found": {
            "name": said["person"]["name"],
            "provider": said["provider"]["name"],
            "provider_number": said["provider"]["number"],
            "made_on": date.fromisoformat(said["made_on"]),
            "minutes": packet.minutes,
            "entries": len(said["entries"]),
            "sums": [
                (LEDGER_LABELS.get(ledger, ledger), category(ledger, domain), minutes)
                for ledger, domains in said["totals"].items()
                for domain, minutes in domains.items()
            ],
            "certificates": [_certificate(each) for each in said["certificates"]],
        }
    }


def _certificate(said: dict) -> dict:
    credential = queries.find_by_exact_code(said["code"])
    status = standing_on(timezone.localdate(), credential.events.all()).status if credential else said["status"]
    return {**said, "label": STATUS_LABELS[status], "is_known": credential is not None}
