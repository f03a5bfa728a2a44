from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes.attempts.models import Attempt
from quizzes.reviews import services
from quizzes.reviews.models import Claim
from quizzes.reviews.rules import Verdict
from tests.builders import cohort, course_page, in_role
from tests.quizzes.reviews.conftest import house

pytestmark = pytest.mark.django_db

QUEUE = "/admin/grading/"
CLEAR = {"level-g1": "2", "level-g2": "2"}


def words(text: str) -> dict:
    return {"text": text, "seen_by": "reader"}


@pytest.fixture
def desk(db, client):
    """Dana has sent a reflection; Rosa is signed in."""
    home = house(("single", "reflection"))
    home.now = timezone.now()
    home.attempt = home.sent("Dana", ["a", words("I asked him to stop.")], at=home.now - timedelta(days=3))
    client.force_login(home.rosa)
    return home


def read_url(attempt, number=2, rest="") -> str:
    return f"/admin/grading/{attempt.pk}/{number}/{rest}"


def rows(page) -> list[tuple]:
    return [(row["name"], row["ago"], row["draft"]) for row in page.context["rows"]]


def test_queue_shows_what_waits_oldest_first(client, desk):
    desk.sent("Joe", ["a", words("Mine.")], at=desk.now - timedelta(days=5))

    page = client.get(QUEUE)

    assert rows(page) == [("Joe", "5 days", 1), ("Dana", "3 days", 1)]
    assert "2 answers wait, the oldest for: 5 days" in page.content.decode()


def test_queue_is_calm_when_nothing_waits(client, home):
    client.force_login(home.rosa)

    assert "Nothing waits to be read." in client.get(QUEUE).content.decode()


def test_queue_filters_by_cohort_and_prompt_and_hides_names(client, desk):
    other = cohort(course_page("Ethics"), desk.ivan, name="Fall")
    joe = desk.sent("Joe", ["a", words("Mine.")], at=desk.now)
    joe.enrollment.cohort = other
    joe.enrollment.save()

    assert [name for name, *_ in rows(client.get(QUEUE, {"cohort": other.pk}))] == ["Joe"]
    assert len(rows(client.get(QUEUE, {"prompt": str(desk.questions[1].translation_key)}))) == 2
    assert rows(client.get(QUEUE, {"prompt": str(desk.questions[0].translation_key)})) == []
    assert "Dana" not in client.get(QUEUE, {"hide": "1"}).content.decode()
    assert client.get(QUEUE, {"cohort": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "supervisor"])
def test_queue_is_closed_to_other_roles(client, desk, role):
    client.force_login(in_role("Amir", role))

    answer = client.get(QUEUE)

    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_an_instructor_reads_their_own_cohort_and_nobody_elses(client, desk):
    client.force_login(desk.ivan)
    assert [name for name, *_ in rows(client.get(QUEUE))] == ["Dana"]

    stranger = in_role("Olga", "instructor")
    cohort(course_page("Ethics"), stranger)
    client.force_login(stranger)

    assert rows(client.get(QUEUE)) == []
    for address in (read_url(desk.attempt), read_url(desk.attempt, rest="worried/")):
        assert client.get(address).status_code == 404
    assert client.post(read_url(desk.attempt, rest="take/")).status_code == 404
    assert client.post(read_url(desk.attempt), CLEAR | {"note": "x", "verdict": "done"}).status_code == 404


def test_nobody_scores_themselves(client, desk):
    trainee = desk.place("Dana").trainee
    trainee.groups.add(in_role("Extra", "reviewer").groups.get())
    client.force_login(trainee)

    assert rows(client.get(QUEUE)) == []
    assert client.get(read_url(desk.attempt)).status_code == 404


def test_a_trainee_has_no_way_in(client, desk):
    client.force_login(desk.place("Dana").trainee)

    assert client.get(QUEUE).status_code in (302, 403)


def count(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_queue_and_screen_ask_the_database_as_often_for_one_as_for_three(client, desk):
    queue, screen = count(client, QUEUE), count(client, read_url(desk.attempt))
    for name in ("Joe", "Ana"):
        desk.sent(name, ["a", words("Mine.")], at=desk.now)

    assert (count(client, QUEUE), count(client, read_url(desk.attempt))) == (queue, screen)


def test_reading_shows_the_words_as_written_and_the_guide_the_learner_saw(client, desk):
    page = client.get(read_url(desk.attempt))

    text = page.content.decode()
    assert page.context["words"] == ["I asked him to stop."]
    assert [(row["text"], row["must"], len(row["levels"])) for row in page.context["guide"]] == [
        ("Criterion g1", False, 4),
        ("Criterion g2", True, 4),
    ]
    assert "To Dana" in text
    assert "Shared with: you, who read it for the program." in text


def test_markup_in_an_answer_stays_text(client, desk):
    evil = "<script>alert(1)</script>"
    attempt = desk.sent("Joe", ["a", words(evil)], at=desk.now)

    text = client.get(read_url(attempt)).content.decode()

    assert evil not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_earlier_drafts_stand_beside_with_what_changed(client, desk):
    services.decide(
        desk.attempt, 2, levels={}, note="More on what helped.", verdict=Verdict.ANOTHER_DRAFT,
        by=desk.rosa, at=desk.now,
    )  # fmt: skip
    second = desk.started("Dana", at=desk.now)
    from quizzes.attempts import services as attempts

    attempts.save_response(
        second, 2, words("I asked him kindly to stop."), seen=second.answers["2"]["step"], request_key="",
        flagged=False, at=desk.now,
    )  # fmt: skip
    attempts.finish(second, at=desk.now)

    page = client.get(read_url(second))

    (draft,) = page.context["drafts"]
    assert (draft["number"], draft["text"]) == (1, "I asked him to stop.")
    assert [(piece.mark, piece.text) for piece in draft["changes"]] == [
        ("same", "I asked him "),
        ("added", "kindly "),
        ("same", "to stop."),
    ]
    assert rows(client.get(QUEUE)) == [("Dana", "Today", 2)]


def test_deciding_sends_and_leads_to_the_next(client, desk):
    joe = desk.sent("Joe", ["a", words("Mine.")], at=desk.now)

    answer = client.post(read_url(desk.attempt), CLEAR | {"note": "Clear.", "verdict": "done", "next": "1"})

    assert (answer.status_code, answer.url) == (302, read_url(joe))
    assert Attempt.objects.get(pk=desk.attempt.pk).passed is True
    assert [(claim.attempt_id, claim.by) for claim in Claim.objects.all()] == [(joe.pk, desk.rosa)]


def test_the_last_one_leads_back_to_the_queue(client, desk):
    answer = client.post(read_url(desk.attempt), CLEAR | {"note": "Clear.", "verdict": "done", "next": "1"})

    assert (answer.status_code, answer.url) == (302, QUEUE)


def test_a_form_with_gaps_says_what_to_fix_and_keeps_what_was_typed(client, desk):
    page = client.post(read_url(desk.attempt), {"level-g1": "2", "note": "", "verdict": "done"})

    text = page.content.decode()
    assert page.status_code == 422
    assert "There are 2 things to fix" in text
    assert "Write a note. It is what they will read first." in text
    assert 'value="2" id="id_level-g1_2" checked' in text
    assert Attempt.objects.get(pk=desk.attempt.pk).waiting == 1


def test_one_more_draft_needs_no_levels(client, desk):
    answer = client.post(read_url(desk.attempt), {"note": "More, please.", "verdict": "another_draft"})

    assert answer.status_code == 302
    assert Attempt.objects.get(pk=desk.attempt.pk).again is True


def test_saved_wording_goes_into_the_note_without_sending(client, desk):
    note = services.keep_note(desk.rosa, title="Warm", text="You kept the door open.")

    page = client.post(read_url(desk.attempt), {"level-g1": "2", "note": "Dear Dana,", "insert": note.pk})

    assert page.context["form"]["note"].value() == "Dear Dana,\n\nYou kept the door open."
    assert 'value="2" id="id_level-g1_2" checked' in page.content.decode()
    assert Attempt.objects.get(pk=desk.attempt.pk).waiting == 1


def test_saved_wording_of_another_is_unknown(client, desk):
    note = services.keep_note(desk.ivan, title="His", text="His words.")

    assert client.post(read_url(desk.attempt), {"insert": note.pk}).status_code == 404
    assert client.post(f"/admin/grading/notes/{note.pk}/forget/").status_code == 404
    assert "His words." not in client.get("/admin/grading/notes/").content.decode()


def test_notes_are_kept_and_thrown_away(client, desk):
    client.post("/admin/grading/notes/", {"title": "Warm", "text": "You kept the door open."})
    assert "You kept the door open." in client.get("/admin/grading/notes/").content.decode()

    client.post(f"/admin/grading/notes/{desk.rosa.saved_notes.get().pk}/forget/")

    assert desk.rosa.saved_notes.count() == 0


def test_the_second_reader_sees_who_has_it_and_may_take_it_over(client, desk):
    services.claim(desk.attempt, 2, by=desk.ivan, at=timezone.now())

    assert "Ivan has it open" in client.get(QUEUE).content.decode()
    text = client.get(read_url(desk.attempt)).content.decode()
    assert "Ivan has this open until" in text
    assert "Send and next" not in text

    client.post(read_url(desk.attempt, rest="take/"), {"over": "1"})

    assert "Send and next" in client.get(read_url(desk.attempt)).content.decode()


def test_what_another_decided_meanwhile_is_said_and_not_sent_twice(client, desk):
    services.decide(
        desk.attempt, 2, levels={"g1": "2", "g2": "2"}, note="Mine.", verdict=Verdict.DONE, by=desk.ivan, at=desk.now
    )

    answer = client.post(read_url(desk.attempt), CLEAR | {"note": "x", "verdict": "done"}, follow=True)

    assert "This answer has been decided. Nothing was sent twice." in answer.content.decode()
    assert desk.attempt.steps.filter(kind="reviewed").count() == 1


def test_a_talk_is_recorded_from_the_same_screen(client):
    home = house(("single", "scenario"), passing_percent=50)
    attempt = home.sent("Dana", ["a", {"path": ["c3"]}], at=timezone.now())
    client.force_login(home.ivan)

    page = client.get(read_url(attempt))
    assert "Talked, passes" in page.content.decode()
    assert page.context["walked"] == [{"scene": "Lee writes at 11 pm.", "choice": "Choice c3", "then": "After c3"}]

    today = timezone.localdate().isoformat()
    client.post(read_url(attempt), {"outcome": "passes", "talked_on": today, "note": "Good talk.", "private": "Tired."})

    assert Attempt.objects.get(pk=attempt.pk).passed is True


def test_a_talk_in_the_future_is_refused(client):
    home = house(("single", "scenario"), passing_percent=50)
    attempt = home.sent("Dana", ["a", {"path": ["c3"]}], at=timezone.now())
    client.force_login(home.rosa)

    page = client.post(read_url(attempt), {"outcome": "passes", "talked_on": "2999-01-01", "note": "Good talk."})

    assert page.status_code == 422
    assert "That day is still to come" in page.content.decode()


def test_the_front_page_says_what_waits(client, desk):
    text = client.get("/admin/").content.decode()

    assert "1 answer to read" in text
    assert "oldest: 3 days" in text
    assert 'href="/admin/grading/"' in text
