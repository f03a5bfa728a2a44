import pytest

from quizzes.attempts.queries import place
from quizzes.questions.models import QuestionVersion
from quizzes.reviews import challenges
from quizzes.reviews.models import Challenge
from quizzes.reviews.rules import ChallengeOutcome
from tests.quizzes.reviews.conftest import LATER, NOON

pytestmark = pytest.mark.django_db


def address(attempt, number=1) -> str:
    return f"/tries/{attempt.pk}/{number}/unclear/"


@pytest.fixture
def sent(home, client):
    home.attempt = home.sent("Dana", ["b", "a", "a"])
    client.force_login(home.place("Dana").trainee)
    return home


def test_unclear_takes_a_note_and_says_what_happens_next(client, sent):
    page = client.post(address(sent.attempt), {"text": "Two fit."}, follow=True)

    text = page.content.decode()
    assert Challenge.objects.get().text == "Two fit."
    assert "Thank you. Your instructor will look at this question and write back to you." in text
    assert "We have your note" in text


def test_unclear_needs_no_words(client, sent):
    client.post(address(sent.attempt), {"text": ""})

    assert Challenge.objects.get().text == ""


def test_unclear_keeps_what_was_typed_when_it_is_too_long(client, sent):
    page = client.post(address(sent.attempt), {"text": "x" * 4001})

    assert (page.status_code, Challenge.objects.count()) == (422, 0)
    assert "Keep it under 4,000 letters" in page.content.decode()


def test_unclear_shows_the_answer_signed(client, sent):
    challenges.raise_challenge(sent.attempt, 1, text="Two fit.", at=NOON)
    version = QuestionVersion.objects.get(pk=place(sent.attempt, 1).version_id)
    challenges.answer_challenges(
        version, outcome=ChallengeOutcome.EXPLAINED, words="It means <b>first</b>.", by=sent.rosa, at=LATER
    )

    text = client.get(address(sent.attempt)).content.decode()

    assert "Here is what the question means" in text
    assert "It means &lt;b&gt;first&lt;/b&gt;." in text
    assert "Rosa, November 23, 2026" in text
    assert "Two fit." in text


def test_the_result_says_which_question_has_an_answer(client, sent):
    challenges.raise_challenge(sent.attempt, 1, text="Two fit.", at=NOON)
    result = f"/tries/{sent.attempt.pk}/result/"
    assert "You told us this question is unclear. See your note" in client.get(result).content.decode()
    version = QuestionVersion.objects.get(pk=place(sent.attempt, 1).version_id)
    challenges.answer_challenges(version, outcome=ChallengeOutcome.EXPLAINED, words="x", by=sent.rosa, at=LATER)

    text = client.get(result).content.decode()

    assert "You asked about this question. Read the answer" in text
    assert f'href="{address(sent.attempt)}"' in text


def test_unclear_never_shows_the_key_or_what_is_said_afterwards(client, sent):
    text = client.get(address(sent.attempt)).content.decode()

    assert "Question 1 of type single?" in text
    for secret in ("Why: Question 1", "About listen first", "Listen first"):
        assert secret not in text


def test_unclear_of_another_or_of_an_open_try_is_unknown(client, sent):
    theirs, mine = sent.sent("Joe", ["a"]), sent.started("Dana", at=LATER)

    for attempt, number in ((theirs, 1), (mine, 1), (sent.attempt, 9)):
        assert client.get(address(attempt, number)).status_code == 404
        assert client.post(address(attempt, number), {"text": "x"}).status_code == 404
    assert Challenge.objects.count() == 0


def test_unclear_asks_to_sign_in(client, home):
    attempt = home.sent("Dana", ["a"])

    answer = client.get(address(attempt))

    assert (answer.status_code, "/sign-in" in answer.url) == (302, True)
