"""How a draft looks to the people who will be asked: the CMS preview, with the site's own templates."""

from django.shortcuts import render
from django.utils.translation import override

from quizzes.questions.labels import NOTES
from quizzes.questions.rules import asked_question, controls, on_page, payload
from quizzes.questions.types import REGISTRY


def preview(request, question, mode):
    """As it is asked; or as it is explained after an answer that went well, or one worth another look."""
    language = question.locale.language_code
    with override(language):
        return render(request, "quizzes/questions/preview.html", _screen(question, mode, language))


def _screen(question, mode, language):
    if not len(question.content):
        return {"mode": "empty"}
    wording, key = question.written()
    kind = REGISTRY[question.content[0].block_type]
    frozen = payload(type=kind.slug, source_language=language, wordings={language: wording}, key=key, facts={})
    asked = asked_question(0, frozen, language)
    screen = {
        "mode": mode if kind.is_scored and not kind.needs_person and any(key.values()) else "asking",
        "question": on_page(asked),
        "note": NOTES[kind.slug],
        "ask": f"quizzes/questions/ask/{kind.slug}.html",
        "controls": controls(asked.asked, None),
        "view": kind.view(asked.asked, None),
    }
    if screen["mode"] == "asking":
        return screen
    response = kind.best(key) if mode == "well" else kind.other(asked.asked, key)
    return screen | {
        "feedback": f"quizzes/questions/feedback/{kind.slug}.html",
        "told": kind.explain(response, asked.asked, key, wording.feedback),
        "why": wording.feedback["why"],
    }
