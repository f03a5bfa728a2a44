"""Words for what people decide."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.attempts.rules import StepKind
from quizzes.questions.labels import SCHEMES
from quizzes.reviews.policies import Policy
from quizzes.reviews.rules import Asked, ChallengeOutcome, DoubtKind, TalkOutcome, Verdict

VERDICTS = {Verdict.DONE: _("Done"), Verdict.ANOTHER_DRAFT: _("Ask for one more draft")}
TALKS = {TalkOutcome.PASSES: _("Talked, passes"), TalkOutcome.AGAIN: _("Talked, try again")}
ASKED = {Asked.READING: _("To read"), Asked.TALK: _("To talk about")}
# For answers without a marking guide.
SHARES = {"1": _("All of it"), "0.75": _("Most of it"), "0.5": _("Half"), "0.25": _("Some"), "0": _("Not yet")}
POLICIES = {
    Policy.NO_LOWER: _("By the new key, but no score gets lower"),
    Policy.NEW_KEY: _("As the new key says, up or down"),
    Policy.FULL_CREDIT: _("Full credit for everybody who had it"),
}
CHALLENGE_OUTCOMES = {
    ChallengeOutcome.EXPLAINED: _("The question stands, and I explain it"),
    ChallengeOutcome.CHANGED: _("I have changed the question; next I look at the tries again"),
    ChallengeOutcome.FULL_CREDIT: _("Full credit for everybody who had it"),
}
# What the trainee reads over the answer.
CHALLENGE_HEADINGS = {
    ChallengeOutcome.EXPLAINED: _("Here is what the question means"),
    ChallengeOutcome.CHANGED: _("You were right to ask. We changed the question"),
    ChallengeOutcome.FULL_CREDIT: _("You were right to ask. Everybody gets full credit for it"),
}
STEPS = {
    StepKind.SCORED: _("Scored on sending"),
    StepKind.REVIEWED: _("Read by a person"),
    StepKind.OVERRIDDEN: _("Changed by a person"),
    StepKind.RESCORED: _("Counted again by a corrected key"),
}
DOUBTS = {DoubtKind.HOURS: _("Hours"), DoubtKind.CERTIFICATE: _("Certificate")}


def days_since(then: datetime, now: datetime) -> str:
    """Today, or for how many days."""
    days = (now - then).days
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else str(_("Today"))


def scheme_words(scheme: str) -> str:
    """How a line was counted, in the words its trainee reads."""
    return str(SCHEMES.get(scheme, scheme))
