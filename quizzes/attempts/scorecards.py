"""Scorecards: what a whole try earned, question by question, and whether that is enough. Plain JSON in and out."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from quizzes.blueprints.terms import terms
from quizzes.grading.passing import Passing, enough
from quizzes.grading.scores import ONE, TOLERANCE, ZERO, Score, rounded

Card = dict[str, Any]
Line = Mapping[str, Any]

# Full certainty, right: three times the worth (Moodle, certainty-based marking).
MOST_CERTAIN = 3


def scorecard(blueprint: Mapping[str, Any], lines: Iterable[Line]) -> Card:
    """The scorecard of a try under the rules it was promised.

    Each line says `number, version, type, domain, scheme, workings, fraction, worth`, and where they apply `critical`,
    `certainty`, `marked` (the share with certainty), `talk`, `talked`, `again`, `by`, `note`, `levels`. `fraction` and
    `marked` are decimals as text; a fraction of None waits for a person. Rounds once, after adding.
    """
    agreed = terms(blueprint)
    rule: dict[str, Any] = {"passing": agreed.passing.payload()}
    if agreed.domain_minimum:
        rule["domain_minimum"] = {domain: str(least) for domain, least in agreed.domain_minimum.items()}
    if agreed.certainty_counts:
        rule["certainty_counts"] = True
    return by_rule(rule, lines)


def replaced(card: Mapping[str, Any], number: int, line: Line) -> Card:
    """The scorecard with another line for one question, judged by the rule it carries."""
    return by_rule(card["rule"], [line if each["number"] == number else each for each in card["questions"]])


def by_rule(rule: Mapping[str, Any], lines: Iterable[Line]) -> Card:
    """The scorecard of these lines under a rule as a scorecard carries it. A try that waits for a person, or is held
    for a talk, has neither passed nor not passed."""
    counts = bool(rule.get("certainty_counts"))
    done = [_earned(line, counts) for line in lines]
    waiting = [line["number"] for line in done if line["fraction"] is None]
    talk = [line["number"] for line in done if line.get("talk")]
    total = _total(done, counts)
    domains = {
        domain: _total([line for line in done if line["domain"] == domain], counts)
        for domain in sorted({line["domain"] for line in done if line["domain"]})
    }
    missed = list(_missed(rule, done, total, domains))
    card: Card = {
        "points": str(total.points),
        "possible": str(total.possible),
        # A person's word on the pass outranks what the points say.
        "passed": rule.get("by_hand", None if waiting or talk else not missed),
        "waiting": waiting,
        "talk": talk,
        "domains": {domain: _said(score) for domain, score in domains.items()},
        "missed": missed,
        "rule": dict(rule),
        "questions": done,
    }
    if any("marked" in line for line in done):
        sure = [line for line in done if "marked" in line]
        points = sum((Decimal(line["marked"]) * Decimal(line["worth"]) for line in sure), ZERO)
        card["certainty"] = {"points": str(rounded(points)), "possible": str(_worth(sure) * MOST_CERTAIN)}
    return card


def _earned(line: Line, counts: bool) -> dict[str, Any]:
    """The line with what it earned, not rounded; None while it waits."""
    share = line.get("marked", line["fraction"]) if counts else line["fraction"]
    earned = None if line["fraction"] is None else str(Decimal(share) * Decimal(line["worth"]))
    return {**line, "earned": earned}


def _worth(lines: Sequence[Line]) -> Decimal:
    return sum((Decimal(line["worth"]) for line in lines), ZERO)


def _total(lines: Sequence[Line], counts: bool) -> Score:
    """Points of a set of lines. Certainty may take points from other questions, never below nothing."""
    points = sum((Decimal(line["earned"]) for line in lines if line["earned"] is not None), ZERO)
    return Score(rounded(max(ZERO, points)), _worth(lines) * (MOST_CERTAIN if counts else 1))


def _said(score: Score) -> dict[str, str]:
    return {"points": str(score.points), "possible": str(score.possible)}


def _missed(rule: Mapping[str, Any], lines: Sequence[Line], total: Score, domains: Mapping[str, Score]):
    """What keeps a try from passing: the score, a domain's minimum, a question that must be right, a person who asked
    for another draft or another try."""
    if not enough(total, Passing.of(rule["passing"])):
        yield "score"
    for domain, least in rule.get("domain_minimum", {}).items():
        # A domain that this try did not ask about has nothing to miss.
        if (score := domains.get(domain)) and score.possible and score.points < score.possible * Decimal(least) / 100:
            yield f"domain:{domain}"
    for line in lines:
        if line.get("critical") and line["fraction"] is not None and Decimal(line["fraction"]) <= ONE - TOLERANCE:
            yield f"critical:{line['number']}"
        if line.get("again"):
            yield f"again:{line['number']}"
