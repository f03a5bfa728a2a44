import pytest
from wagtail.models import ModelLogEntry

from cms.mail.models import OutboxMail
from quizzes.attempts.queries import place
from quizzes.questions.models import QuestionVersion
from quizzes.reviews import challenges
from quizzes.reviews.models import Challenge, ChallengeAnswer
from quizzes.reviews.rules import ChallengeOutcome
from tests.quizzes.reviews.conftest import LATER, NOON, house


def version(attempt, number=1) -> QuestionVersion:
    return QuestionVersion.objects.get(pk=place(attempt, number).version_id)


def answer(home, attempt, words="Here is what it means.", outcome=ChallengeOutcome.EXPLAINED):
    return challenges.answer_challenges(version(attempt), outcome=outcome, words=words, by=home.rosa, at=LATER)


@pytest.mark.django_db
def test_saying_it_twice_is_one_doubt_in_newer_words(home):
    attempt = home.sent("Dana", ["a"])

    first = challenges.raise_challenge(attempt, 1, text="Two fit.", at=NOON)
    again = challenges.raise_challenge(attempt, 1, text="Two fit: a and b.", at=LATER)
    silent = challenges.raise_challenge(attempt, 1, text="", at=LATER)

    assert first == again == silent
    assert Challenge.objects.get().text == "Two fit: a and b."


@pytest.mark.django_db
def test_only_a_question_of_a_sent_try_can_be_unclear(home):
    open_try, sent = home.started("Dana"), home.sent("Joe", ["a"])

    for attempt, number in ((open_try, 1), (sent, 9)):
        with pytest.raises(challenges.NotAsked):
            challenges.raise_challenge(attempt, number, text="", at=NOON)


def test_ten_presses_are_one_doubt(racing_db):
    home = house()
    attempt = home.sent("Dana", ["a"])

    outcomes = racing_db(lambda _: challenges.raise_challenge(attempt, 1, text="Two fit.", at=NOON).pk, 10)

    assert len(set(outcomes)) == 1
    assert Challenge.objects.count() == 1


@pytest.mark.django_db
def test_unclear_counts_people_by_version_most_first(home):
    dana, joe = home.sent("Dana", ["a"]), home.sent("Joe", ["a"])
    challenges.raise_challenge(dana, 2, text="", at=NOON)
    for attempt in (dana, joe):
        challenges.raise_challenge(attempt, 1, text="", at=LATER)

    assert [(row.version_id, row.people, row.oldest) for row in challenges.unclear()] == [
        (version(dana, 1).pk, 2, LATER),
        (version(dana, 2).pk, 1, NOON),
    ]


@pytest.mark.django_db
def test_one_answer_reaches_everybody_who_asked_by_mail_and_on_their_page(home):
    tries = [home.sent(name, ["a"]) for name in ("Dana", "Joe")]
    for attempt in tries:
        challenges.raise_challenge(attempt, 1, text="Two fit.", at=NOON)

    made = answer(home, tries[0])

    mails = OutboxMail.objects.filter(subject="Rosa left you a note").order_by("to")
    links = [f"/tries/{attempt.pk}/1/unclear/" for attempt in tries]
    assert [mail.to for mail in mails] == ["dana@example.org", "joe@example.org"]
    assert [link in mail.body for mail, link in zip(mails, links, strict=True)] == [True, True]
    assert {challenges.said_about(attempt, version(attempt).pk).answer for attempt in tries} == {made}
    assert challenges.unclear() == []
    assert ModelLogEntry.objects.get(action="reviews.answer").data == {"outcome": "explained", "people": 2}


@pytest.mark.django_db
def test_after_an_answer_one_can_ask_again(home):
    attempt = home.sent("Dana", ["a"])
    challenges.raise_challenge(attempt, 1, text="Two fit.", at=NOON)
    answer(home, attempt)

    assert challenges.asked_about(attempt) == {1: "answered"}

    challenges.raise_challenge(attempt, 1, text="Still.", at=LATER)

    assert challenges.asked_about(attempt) == {1: "open"}
    assert list(Challenge.objects.order_by("pk").values_list("state", flat=True)) == ["answered", "open"]


@pytest.mark.django_db
def test_nothing_open_is_nothing_to_answer(home):
    attempt = home.sent("Dana", ["a"])

    with pytest.raises(challenges.NothingOpen):
        answer(home, attempt)


def test_two_reviewers_at_once_give_one_answer(racing_db):
    home = house()
    attempt = home.sent("Dana", ["a"])
    challenges.raise_challenge(attempt, 1, text="Two fit.", at=NOON)

    outcomes = racing_db(lambda index: answer(home, attempt, f"Answer {index}"), 5)

    assert sum(isinstance(outcome, challenges.NothingOpen) for outcome in outcomes) == 4
    assert ChallengeAnswer.objects.count() == 1
    assert OutboxMail.objects.filter(to="dana@example.org").count() == 1
