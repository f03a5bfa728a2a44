"""What a new site says before anybody has written for it: `starter/<page>.<language>.yaml`."""

from pathlib import Path

import yaml

STARTER = Path(__file__).parent / "starter"
PLAIN_PAGES = ("about", "help", "accessibility", "privacy")


def front_page(language: str) -> dict:
    """The fields of a front page."""
    page = _read("front", language)
    return page | {
        "steps": [("step", step) for step in page["steps"]],
        "needs": [("need", need) for need in page["needs"]],
        "questions": [("question", question) for question in page["questions"]],
    }


def plain_page(slug: str, language: str) -> dict:
    """The fields of a plain page."""
    return _read(slug, language)


def _read(name: str, language: str) -> dict:
    return yaml.safe_load((STARTER / f"{name}.{language}.yaml").read_text())
