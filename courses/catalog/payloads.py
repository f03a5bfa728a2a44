"""What a version of a module keeps."""

from dataclasses import asdict

from courses.catalog.activities import ActivityMixin
from courses.catalog.models import ModulePage
from courses.catalog.rules import split_minutes


def module_payload(pages: list[ModulePage]) -> dict:
    """A module as plain JSON, from its live pages, source first: minutes, domains, and the words of every language.
    Whatever a board may ask years later about an hour is answered from here."""
    source = pages[0]
    course = source.get_parent()
    activities = _activities(pages)
    parts = [(each["domain"], each["minutes"]) for each in activities if each.get("required", True)]
    return {
        "key": str(source.translation_key),
        "course_key": str(course.translation_key),
        "course_title": course.title,
        "title": source.title,
        "texts": {page.locale.language_code: _texts(page) for page in pages},
        "minutes": source.minutes or 0,
        "minutes_by_domain": split_minutes(source.minutes or 0, source.domain, parts),
        "domain": source.domain,
        "competencies": source.competencies,
        "opens_after": str(source.opens_after.translation_key) if source.opens_after else None,
        "activities": activities,
    }


def _texts(page: ModulePage) -> dict:
    return {
        "title": page.title,
        "summary": page.summary,
        "objectives": page.objectives,
        "content_note": page.content_note,
    }


def _live_children(module: ModulePage) -> list:
    return [page for page in module.get_children().live().specific() if isinstance(page, ActivityMixin)]


def _activities(pages: list[ModulePage]) -> list[dict]:
    source, translations = pages[0], pages[1:]
    words: dict = {}
    for module in translations:
        for page in _live_children(module):
            words.setdefault(page.translation_key, {})[module.locale.language_code] = page
    return [_activity(page, source, words.get(page.translation_key, {})) for page in _live_children(source)]


def _activity(page, module: ModulePage, translations: dict) -> dict:
    languages = {module.locale.language_code: page, **translations}
    return {
        "key": str(page.translation_key),
        "kind": str(page.activity_kind),
        "texts": {code: {"title": each.title, **each.frozen_content()} for code, each in languages.items()},
        "minutes": page.minutes or 0,
        "parts": [asdict(part) for part in page.stated_parts()],
        "domain": page.domain or module.domain,
        "competencies": page.competencies or module.competencies,
        "modality": page.modality,
        # Said only of an offer, so that versions from before there were any stay what they are.
        **({} if page.is_required else {"required": False}),
    }
