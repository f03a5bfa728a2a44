"""From the format of certification-programs.json to typed requirements; pure.

A field that is null is unknown and becomes a line "ask your board". A number is taken as it stands. A sentence is typed
by `seed/readings.yaml`; without a reading it stays a sentence. Hours categories count our domains only where
`seed/mappings.yaml` names a published source for it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from quizzes.programs.requirements import Counts, RequirementKind

_SCALES = {"scaled_200_800": (200, 800), "percent": (0, 100), "points_0_100": (0, 100), None: (None, None)}
_ETHICS = re.compile(r"code of (ethic|conduct)|ethical conduct|ethics statement|code of ethics attestation", re.I)
_LETTERS = re.compile(r"^(\d+) .*(letter|reference|recommendation)", re.I)
# Papers that another requirement already asks for.
_ASKED_ELSEWHERE = re.compile(
    r"diploma|education evidence|high-school proof|recovery (self-)?attestation|exam pass|BCI and FBI", re.I
)
_PHOTO_ID = re.compile(r"\b(photo|state|government) ID\b", re.I)
_FIRST_FIELDS = ("key", "name", "jurisdiction", "sources", "as_of")


class Unreadable(Exception):
    """A program that cannot be read, with the field that is missing or not as expected."""

    def __init__(self, program: str, name: str, why: str) -> None:
        super().__init__(f"{program}: {name}: {why}")


@dataclass
class Reading:
    """A program as `services.import_program` takes it, and what the report says about it."""

    written: dict
    made: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def read(program: dict, reading: dict, mapped: dict[str, dict]) -> Reading:
    """One program of the file. Raises Unreadable."""
    key = str(program.get("key") or "?")
    for name in _FIRST_FIELDS:
        if not program.get(name):
            raise Unreadable(key, name, "is missing")
    requirements: list[dict] = []
    for name, part in _PARTS:
        try:
            requirements += part(program, reading, mapped)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable(key, name, f"is not as expected ({error})") from error
    sources = [_source(text) for text in program["sources"]]
    for requirement in requirements:
        at = (reading.get("sources") or {}).get(requirement["key"])
        if at is not None:
            requirement["source"] = sources[at]["url"]
    # Where the board says nothing stands last, however it came about.
    requirements.sort(key=lambda each: each["kind"] in (RequirementKind.OPEN, RequirementKind.NOT_ASKED))
    written = {
        "slug": reading.get("slug") or key.replace("_", "-"),
        "name": {"en": program["name"]},
        "board": reading.get("board") or program["jurisdiction"],
        "asker": "" if reading.get("everywhere") else re.sub(r" \(.*\)$", "", program["jurisdiction"]),
        "place": {"en": program["jurisdiction"]},
        "summary": {"en": reading.get("summary", "")},
        "minutes_in_hour": 60,
        "as_of": _day(key, program["as_of"]),
        "confidence": program.get("confidence") or "",
        "sources": sources,
        "requirements": requirements,
    }
    return Reading(
        written,
        made=[each["key"] for each in requirements if each["kind"] != RequirementKind.OPEN],
        open=[each["key"] for each in requirements if each["kind"] == RequirementKind.OPEN],
    )


def _day(key: str, text: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    if not found:
        raise Unreadable(key, "as_of", f"has no date: {text}")
    return found.group()


def _source(text: str) -> dict[str, str]:
    """An address with the name of its site, or the words of a source that has none."""
    if not text.startswith("http"):
        return {"url": "", "title": text}
    url = text.split()[0]
    parts = urlsplit(url)
    title = (parts.hostname or "").removeprefix("www.") + (parts.path if len(parts.path) < 60 else "")
    return {"url": url, "title": title.rstrip("/") + text[len(url) :]}


def _asked(key: str, kind: RequirementKind, reading: dict | None = None, **facts) -> dict:
    """A requirement, with the words of its reading around what the file states."""
    reading = dict(reading or {})
    label, detail = reading.pop("label", facts.pop("label", "")), reading.pop("detail", facts.pop("detail", ""))
    found = {"key": key, "kind": kind.value, "label": {"en": label} if label else {}, "detail": _texts(detail)}
    return found | {name: value for name, value in (facts | reading).items() if value is not None}


def _texts(text: str) -> dict[str, str]:
    return {"en": text} if text else {}


def _open(about: str, detail: str = "") -> dict:
    return _asked(f"open_{about}", RequirementKind.OPEN, about=about, detail=detail)


def _not_asked(about: str, detail: str = "") -> dict:
    return _asked(f"no_{about}", RequirementKind.NOT_ASKED, about=about, detail=detail)


def _age(program: dict, reading: dict, _mapped) -> list[dict]:
    age = program["min_age"]
    if age is None:
        return [_open("age")]
    return [_asked("age", RequirementKind.AGE, count=int(age), topic=f"age_{age}")]


def _education(program: dict, reading: dict, _mapped) -> list[dict]:
    text, own = program["education"], reading.get("education") or {}
    if "not_asked" in own:
        return [_not_asked("education", own["not_asked"])]
    if text is None or "open" in own:
        return [_open("education", own.get("open", ""))]
    topic = "diploma" if re.search(r"diploma|GED|high-school", text, re.I) else None
    return [_asked("education", RequirementKind.EDUCATION, {"topic": topic, **own}, detail="" if topic else text)]


def _recovery(program: dict, reading: dict, _mapped) -> list[dict]:
    text, own = program["recovery"], dict(reading.get("recovery") or {})
    if text is None or "open" in own:
        return [_open("recovery", own.get("open", ""))]
    if "months" not in own:
        # A sentence nobody has typed stays a sentence.
        return [_open("recovery", text)]
    own["recovery_months"] = own.pop("months")
    return [_asked("recovery", RequirementKind.RECOVERY, {"about": "recovery", **own})]


def _hours(count: object) -> int | float:
    if isinstance(count, bool) or not isinstance(count, int | float) or count < 0:
        raise ValueError(f"{count!r} is no number of hours")
    return int(count) if float(count).is_integer() else float(count)


def _training(program: dict, reading: dict, mapped: dict[str, dict]) -> list[dict]:
    own, total = dict(reading.get("training") or {}), program["training_hours_total"]
    found = []
    if program.get("delivery", {}).get("rule") == "state_course_only" or "course" in reading:
        hours = _hours(total) if total is not None else None
        return [_asked("course", RequirementKind.COURSE, reading.get("course"), hours=hours)]
    if total is not None:
        categories = program["hour_categories"]
        whole = bool(categories) and all(each["key"] in mapped for each in categories)
        counts = own.pop("counts", Counts.DOMAINS if whole else Counts.BOARD)
        domains = [domain for each in categories for domain in mapped[each["key"]]["domains"]] if whole else []
        own.pop("open", None)
        found.append(
            _asked("training", RequirementKind.HOURS_TOTAL, own, hours=_hours(total), counts=counts, domains=domains)
        )
    elif not _units(program, reading, mapped):
        found.append(_open("training", own.get("open", "")))
    if total is not None and program.get("delivery", {}).get("rule") is None and not own.get("modalities"):
        found.append(_open("modality"))
    return found


def _categories(program: dict, reading: dict, mapped: dict[str, dict]) -> list[dict]:
    found = []
    for each in program["hour_categories"]:
        own = dict((reading.get("categories") or {}).get(each["key"]) or {})
        label, least = own.pop("label", each["label"]), each["min_hours"]
        if least is None:
            found.append(_asked(f"open_{each['key']}", RequirementKind.OPEN, about="category", label=label))
            continue
        place = mapped.get(each["key"])
        domains = list(place["domains"]) if place else []
        hours = {"hours": 0, "most": _hours(least)} if own.pop("most_only", False) else {"hours": _hours(least)}
        counts = Counts.DOMAINS if place else Counts.BOARD
        asked = _asked(
            each["key"], RequirementKind.HOURS_IN_CATEGORY, own, label=label, counts=counts, domains=domains, **hours
        )
        found.append(asked | ({"source": place["source"]} if place else {}))
    return found


def _units(program: dict, reading: dict, _mapped) -> list[dict]:
    found, own = [], reading.get("units") or {}
    for each in program.get("unit_requirements") or []:
        facts = {"count": int(each["count"]), "credits": each.get("credits"), "unit": "course", "label": each["label"]}
        found.append(_asked(each["key"], RequirementKind.UNITS, own.get(each["key"]), **facts))
    stated = {each["key"] for each in found}
    return found + [_asked(key, RequirementKind.UNITS, each) for key, each in own.items() if key not in stated]


def _practice(program: dict, reading: dict, _mapped) -> list[dict]:
    hours, own = program["supervised_experience_hours"], dict(reading.get("practice") or {})
    found = []
    if hours is None or "open" in own:
        found.append(_open("practice", own.get("open", "")))
    elif hours == 0:
        found.append(_not_asked("practice"))
    else:
        found.append(_asked("practice", RequirementKind.PRACTICE, own, hours=_hours(hours)))
    if program.get("supervision_hours"):
        hours = _hours(program["supervision_hours"])
        found.append(_asked("supervision", RequirementKind.SUPERVISION, reading.get("supervision"), hours=hours))
    return found


def _papers(program: dict, reading: dict, _mapped) -> list[dict]:
    """The list of documents, each where it belongs: a code to sign, letters to count, papers to have."""
    found: list[dict] = []
    items, count = [], (reading.get("letters") or {}).get("count")
    for text in program.get("documents") or []:
        if _ETHICS.search(text):
            found.append(_asked("ethics_code", RequirementKind.ETHICS_CODE))
        elif letters := _LETTERS.match(text):
            count = int(letters[1])
        elif not _ASKED_ELSEWHERE.search(text):
            key = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:40].strip("_")
            topic = {"topic": "photo_id"} if _PHOTO_ID.search(text) else {}
            items.append({"key": f"paper_{key}", "label": {"en": text[:1].upper() + text[1:]}} | topic)
    if items:
        found.append(_asked("documents", RequirementKind.DOCUMENTS, items=items))
    if count:
        found.append(_asked("letters", RequirementKind.LETTERS, count=count))
    return found


def _background(program: dict, reading: dict, _mapped) -> list[dict]:
    asked, own = program["background_check"], dict(reading.get("background") or {})
    if asked is None:
        return [_open("background", own.get("open", ""))]
    return [_asked("background", RequirementKind.BACKGROUND, own)] if asked else [_not_asked("background")]


def _exam(program: dict, reading: dict, _mapped) -> list[dict]:
    exam, own = program["exam"], dict(reading.get("exam") or {})
    if exam["required"] is None:
        return [_open("exam", own.get("open") or exam["name"] or "")]
    if not exam["required"]:
        return [_not_asked("exam")]
    low, high = _SCALES[exam["pass_mark_scale"]]
    shared = "exam_icrc" if "IC&RC" in (exam["name"] or "") else None
    return [
        _asked(
            "exam", RequirementKind.EXAM, own, label=exam["name"], pass_mark=exam["pass_mark"], scale_from=low,
            scale_to=high, minutes=exam.get("minutes"), topic=shared,
        )
    ]  # fmt: skip


def _renewal(program: dict, reading: dict, _mapped) -> list[dict]:
    told, own = program["renewal"], dict(reading.get("renewal") or {})
    if told["period_months"] is None:
        return [_open("renewal", own.get("open", ""))]
    topics = [
        {"key": each["key"], "label": {"en": each["label"]}, "hours": _hours(each["min_hours"])}
        for each in told["categories"]
    ]
    topics += [{**each, "label": {"en": each["label"]}} for each in own.pop("topics", [])]
    extras = [{**each, "label": {"en": each["label"]}} for each in own.pop("extras", [])]
    facts = {"months": int(told["period_months"]), "hours": _hours(told["ce_hours"]), "topics": topics}
    return [_asked("renewal", RequirementKind.RENEWAL, own, **facts, extras=extras)]


# In the order people read them, each with the field it comes from.
_PARTS: list[tuple[str, Callable[[dict, dict, dict], list[dict]]]] = [
    ("min_age", _age),
    ("education", _education),
    ("recovery", _recovery),
    ("training_hours_total", _training),
    ("hour_categories", _categories),
    ("unit_requirements", _units),
    ("supervised_experience_hours", _practice),
    ("documents", _papers),
    ("background_check", _background),
    ("exam", _exam),
    ("renewal", _renewal),
]
