"""What must hold before production may start."""

from collections.abc import Mapping

SHORTEST_SECRET = 50
SHORTEST_SIGNING_SECRET = 32


def unsafe(settings: Mapping, environment: Mapping[str, str]) -> list[str]:
    """Sentences that say what to set; none when this production may start."""
    found = []
    if settings["DEBUG"] or environment.get("DEBUG", "").lower() in {"1", "true", "yes", "on"}:
        found.append("DEBUG is on. Take DEBUG out of the environment: it shows code and settings to strangers.")
    secret = settings["SECRET_KEY"]
    if len(secret) < SHORTEST_SECRET or "development" in secret or "insecure" in secret:
        found.append(f"SECRET_KEY is missing or known. Set it to at least {SHORTEST_SECRET} random characters.")
    sealing = settings["SIGNING_SECRETS"]
    if not sealing or any(len(each) < SHORTEST_SIGNING_SECRET or each == secret for each in sealing):
        found.append(
            f"SIGNING_SECRET is missing, short or the same as SECRET_KEY. Set it to at least {SHORTEST_SIGNING_SECRET} "
            "random characters and keep a copy: it opens the keys that sign certificates."
        )
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts or "*" in hosts:
        found.append('ALLOWED_HOSTS is open. Set it to the names of your site, for example "learn.example.org".')
    if "TRUSTED_PROXY_COUNT" not in environment:
        found.append(
            "TRUSTED_PROXY_COUNT is not set. Set it to how many proxies of yours stand before Hearten, 0 for none: "
            "limits per address depend on it."
        )
    if not settings["HEARTEN_STAFF_SECOND_FACTOR"]:
        found.append("STAFF_SECOND_FACTOR is off. Take it out of the environment: staff see other people’s records.")
    if settings["HEARTEN_DEMO"]:
        found.append("DATABASE_URL names a demo database. Everybody knows its passwords: use another one.")
    if not settings["BASE_URL"].startswith("https://"):
        found.append('BASE_URL must start with "https://". It is what links in emails begin with.')
    return found
