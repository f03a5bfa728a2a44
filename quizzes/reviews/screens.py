"""What the screens of readers show, finished: templates decide nothing."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quizzes.attempts.queries import place
from quizzes.attempts.screens import title_of
from quizzes.blueprints.rules import spoken_title
from quizzes.questions import queries as bank
from quizzes.questions.rules import asked_question
from quizzes.questions.types import REGISTRY
from quizzes.reviews import labels, queries
from quizzes.reviews.guide import changes
from quizzes.reviews.rules import Asked, Held, is_held_by_other

# Wagtail's own question before a page with unsent words is left.
UNSAVED = {
    "data-controller": "w-unsaved",
    "data-action": "w-unsaved#submit beforeunload@window->w-unsaved#confirm",
    "data-w-unsaved-confirmation-value": "true",
}


def frame(title: str, icon: str, *crumbs: tuple[str, str]) -> dict:
    """The head of a CMS screen."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    trail = [home, *({"url": url, "label": label} for url, label in crumbs), {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": icon, "breadcrumbs_items": trail}


def kept(chosen: Mapping[str, str]) -> str:
    """The filters of the queue, to go along from screen to screen."""
    return urlencode({name: value for name, value in chosen.items() if value})


def queue_crumb(filters: str = "") -> tuple[str, str]:
    return reverse("reviews_admin:queue") + (f"?{filters}" if filters else ""), _("Grading")


def asked_of(version_id: int):
    """A frozen question in the reader's language, its key not in it."""
    frozen = bank.payloads([version_id])[version_id]
    return asked_question(version_id, frozen, get_language() or "")


def stem_of(payload: Mapping[str, Any]) -> str:
    """The question itself, in the reader's language where it has one."""
    said = payload["asked"]
    return said.get(get_language() or "", said[payload["source_language"]])["stem"]


def queue(request, line, narrowed, page, chosen, cohorts, now) -> dict:
    """A page of what waits."""
    rows = list(page)
    attempts = queries.attempts_of(rows)
    claims, drafts = queries.claims_on(rows, at=now), queries.draft_numbers(rows, attempts)
    names = queries.names_of({held.by_id for held in claims.values()})
    payloads = bank.payloads({row.version_id for row in line})
    prompts = {str(row.question_key): Truncator(stem_of(payloads[row.version_id])).chars(80) for row in line}
    return frame(_("Grading"), "edit") | {
        "count": len(narrowed),
        "oldest": labels.days_since(narrowed[0].since, now) if narrowed else "",
        "rows": [
            _row(row, attempts[row.attempt_id], payloads[row.version_id], drafts[row.place])
            | {"ago": labels.days_since(row.since, now), "held_by": names.get(_holder(claims.get(row.place)), "")}
            for row in rows
        ],
        "page": page,
        "chosen": chosen,
        "cohorts": [(str(each.pk), each.name) for each in cohorts],
        "prompts": sorted(prompts.items(), key=lambda item: item[1]),
        "kept": kept(chosen),
        "me": request.user.get_short_name(),
    }


def _holder(held) -> int | None:
    return held.by_id if held else None


def _row(row, attempt, payload, draft) -> dict:
    return {
        "attempt_id": row.attempt_id,
        "number": row.number,
        "name": attempt.trainee.get_full_name(),
        "cohort": attempt.enrollment.cohort.name if attempt.enrollment.cohort else "",
        "quiz": spoken_title(attempt.quiz_version.payload, get_language() or ""),
        "prompt": Truncator(stem_of(payload)).chars(90),
        "asked": labels.ASKED[row.asked],
        "draft": draft if row.asked == Asked.READING else "",
        "since": row.since,
    }


def place_in(line, place) -> tuple[int, Any, Any]:
    """Where an answer stands in the line, and its neighbours."""
    places = [each.place for each in line]
    index = places.index(place)
    before = line[index - 1] if index else None
    return index + 1, before, line[index + 1] if index + 1 < len(line) else None


def reading(request, attempt, row, line, claim, form, chosen, now, **more) -> dict:
    """One answer with everything its reader needs."""
    frozen = bank.payloads([row.version_id])[row.version_id]
    asked = asked_question(row.version_id, frozen, get_language() or "")
    response = attempt.answers.get(str(row.number), {}).get("response")
    filters = kept(chosen)
    index, before, after = place_in(line, row.place)
    hidden = bool(chosen["hide"])
    name = _("the writer") if hidden else attempt.trainee.get_short_name()
    held = claim is not None and is_held_by_other(Held(claim.by_id, claim.until), request.user.pk, at=now)
    return frame(title_of(attempt), "edit", queue_crumb(filters)) | {
        "attempt": attempt,
        "number": row.number,
        "name": name,
        "shows_name": not hidden,
        "full_name": "" if hidden else attempt.trainee.get_full_name(),
        "question": asked,
        "is_talk": row.asked == Asked.TALK,
        "words": words_of(frozen["type"], response, asked.asked),
        "walked": walked(frozen["type"], response, asked.asked),
        "seen_by": _seen_by(response),
        "file_url": file_url(response),
        "drafts": _drafts(attempt, row, frozen["type"], response, asked.asked),
        "guide": guide_rows(form, asked.asked.get("guide", ())),
        "form": form,
        "guard": UNSAVED,
        "saved_notes": queries.saved_notes(request.user),
        "ago": labels.days_since(row.since, now),
        "sent_at": row.since,
        "index": index,
        "total": len(line),
        "before": before,
        "after": after,
        "kept": filters,
        "held_by": claim.by.get_short_name() if held else "",
        "held_until": claim.until if held else None,
        **more,
    }


def words_of(kind: str, response: Any, asked: Mapping[str, Any]) -> list[str]:
    """An answer as it was written, or each thing that was chosen."""
    return REGISTRY[kind].summarize(response, asked) if response is not None else []


def walked(kind: str, response: Any, asked: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The way through a scenario: what was met, what was chosen, what happened then."""
    return list(REGISTRY[kind].view(asked, response).get("walked", ())) if response is not None else []


def file_url(response: Any) -> str:
    """Where a file that was handed in is fetched."""
    key = response.get("file") if isinstance(response, Mapping) else None
    return reverse("uploads:download", args=[key]) if key else ""


def _seen_by(response: Any) -> str:
    """Whom the writer let see it."""
    chosen = response.get("seen_by") if isinstance(response, Mapping) else None
    if chosen is None:
        return ""
    return _("you and their instructor") if chosen == "instructor" else _("you, who read it for the program")


def _drafts(attempt, row, kind, response, asked) -> list[dict]:
    """Earlier drafts, each with what changed until the next one; the last against what is read now."""
    found = queries.earlier_drafts(attempt, row.question_key)
    texts = ["\n".join(words_of(kind, draft.response, asked)) for draft in found]
    now = "\n".join(words_of(kind, response, asked))
    return [
        {"number": number, "sent_at": draft.sent_at, "text": text, "changes": changes(text, later)}
        for number, (draft, text, later) in enumerate(zip(found, texts, [*texts, now][1:], strict=True), start=1)
    ]


def guide_rows(form, guide) -> list[dict]:
    """The marking guide as radio buttons, in the same words the learner saw."""
    if not hasattr(form, "guide"):
        return []
    fields = form.guide or ["share"]
    chosen = {field: form[field].value() for field in fields}
    criteria = guide or [{"id": "share", "text": form["share"].label, "levels": _share_levels(form)}]
    return [
        {
            "field": field,
            "text": criterion["text"],
            "must": bool(criterion.get("must")),
            "errors": form[field].errors,
            "levels": [(level["id"], level["text"], level["id"] == chosen[field]) for level in criterion["levels"]],
        }
        for field, criterion in zip(fields, criteria, strict=True)
    ]


def _share_levels(form) -> list[dict]:
    return [{"id": value, "text": text} for value, text in form.fields["share"].choices]


def worried(attempt, number, settings, form) -> dict:
    """The program's written steps first; then telling whoever is on call."""
    phone = f" {settings.lead_phone}" if settings.lead_phone else ""
    lead = settings.lead_name + phone if settings.lead_name else _("an administrator")
    lines = [
        _("Whatever you do here, %(name)s hears nothing of it from us.") % {"name": attempt.trainee.get_full_name()},
        _("This tells %(lead)s at once, by mail, and writes down that you were worried.") % {"lead": lead},
    ]
    if not settings.steps:
        lines.append(_("Your program has not written its steps here yet. If somebody is in danger now, call 911."))
    return frame(_("I’m worried about this person"), "warning", queue_crumb()) | {
        "lines": lines,
        "steps": settings.steps,
        "form": form,
        "button": _("Tell them now"),
        "back": reverse("reviews_admin:read", args=[attempt.pk, number]),
    }


def told(settings) -> str:
    """What happened after somebody was worried."""
    lead = settings.lead_name or _("The administrators")
    return _("%(lead)s has a mail to look now. It is written down. You can close this tab.") % {"lead": lead}


def concern(found, settings, form) -> dict:
    """One concern, with the answer it is about."""
    placed = place(found.attempt, found.number)
    asked = asked_of(placed.version_id)
    response = found.attempt.answers.get(str(found.number), {}).get("response")
    return frame(_("A concern"), "warning", (reverse("reviews_admin:concerns"), _("Concerns"))) | {
        "concern": found,
        "person": found.attempt.trainee,
        "words": words_of(asked.type, response, asked.asked),
        "file_url": file_url(response),
        "settings": settings,
        "form": form,
    }


def unclear(attempt, placed, said, form) -> dict:
    """A trainee's page about one question they found unclear."""
    asked = asked_of(placed.version_id)
    answer = said.answer if said else None
    return {
        "nav": "learn",
        "title": _("Is question %(number)s unclear?") % {"number": placed.number},
        "quiz_title": title_of(attempt),
        "stem": asked.stem,
        "lang": asked.language if asked.language != get_language() else "",
        "back": reverse("attempts:result", args=[attempt.pk]),
        "form": form,
        "said": said.text if said else "",
        "waits": said is not None and answer is None,
        "answer": answer
        and {
            "heading": labels.CHALLENGE_HEADINGS[answer.outcome],
            "words": answer.words,
            "signed": _("%(name)s, %(day)s")
            % {"name": answer.by.get_short_name(), "day": date_format(answer.at, "DATE_FORMAT")},
        },
    }
