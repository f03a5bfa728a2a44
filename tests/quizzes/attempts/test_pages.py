"""Pages of a try beyond the plain road: time, practice, breaks, modifiers, files, and what may be told afterwards."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courses.enrollments.rules import Allowance
from courses.enrollments.services import set_accommodation
from quizzes.attempts import services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import Mode, StepKind
from quizzes.attempts.scorecards import replaced
from tests.builders import ivan, person, question
from tests.quizzes.attempts.conftest import sitting
from tests.quizzes.attempts.test_views import BY_SCRIPT, form, page_of, text

pytestmark = pytest.mark.django_db
HIDE_ALL = [{"type": "rule", "value": {"part": part, "when": "never"}} for part in
            ("own", "outcome", "points", "general", "options", "key")]  # fmt: skip


def begun(client, questions=(), *, ago: int = 0, mode: Mode = Mode.GRADED, **rules) -> tuple:
    """Dana, signed in, in a try that began so many minutes ago."""
    taken = sitting(questions, **rules)
    client.force_login(taken.trainee)
    taken.at = timezone.now() - timedelta(minutes=ago)
    return taken, taken.start(mode=mode)


def door(name: str, attempt: Attempt, *more) -> str:
    return reverse(f"attempts:{name}", args=[attempt.pk, *more])


# Time


def test_a_quiz_with_a_limit_says_so_before_and_while_it_runs(client):
    taken, attempt = begun(client, time_limit_minutes=40, ago=10)

    shown = client.get(page_of(attempt, 1)).content.decode()

    assert "About 30 minutes left" in shown
    assert 1700 < int(re.search(r'data-left="(\d+)"', shown)[1]) <= 1800
    client.force_login(person("Nobody"))
    said = text(client.get(taken.quiz.url))
    assert "You have 40 minutes once you start. You can hide the clock." in said
    assert "I need more time" in said


def test_a_save_reply_corrects_the_clock(client):
    _, attempt = begun(client, time_limit_minutes=40, ago=10)

    reply = client.post(
        page_of(attempt, 1), {"answer": "a", "go": "stay", "request_key": "k"}, headers=BY_SCRIPT
    ).json()

    assert 1700 < reply["left"] <= 1800
    assert (reply["number"], reply["key"]) == (1, "k")


def test_extra_time_moves_the_clock_and_is_shown_without_a_reason(client):
    taken, attempt = begun(client, time_limit_minutes=40, ago=10)
    allowance = Allowance(time_factor=Decimal("1.5"))
    set_accommodation(taken.trainee, allowance, reason="A private reason", by=ivan(), at=timezone.now())
    services.adjust_deadlines(taken.trainee, by=None, at=timezone.now())

    posted = {"answer": "a", "go": "stay", "request_key": "k"}
    assert 2900 < client.post(page_of(attempt, 1), posted, headers=BY_SCRIPT).json()["left"] <= 3000
    seen = [client.get(page_of(attempt, 1)), client.get(taken.quiz.url)]
    services.finish(attempt := Attempt.objects.get(pk=attempt.pk), at=timezone.now())
    seen += [client.get(taken.quiz.url), client.get(door("result", attempt))]

    assert "About 50 minutes left" in text(seen[0])
    assert "You have 1 hour once you start. You can hide the clock. That is with your extra time." in text(seen[2])
    assert not any("private reason" in response.content.decode() for response in seen)


@pytest.mark.parametrize("name", ["question", "check", "quiz"])
def test_reading_a_try_whose_time_is_over_seals_it_and_leads_to_the_result(client, name):
    taken, attempt = begun(client, time_limit_minutes=40, ago=41)
    address = taken.quiz.url if name == "quiz" else door(name, attempt, *([1] if name == "question" else []))

    response = client.get(address, follow=True)

    assert response.redirect_chain == [(door("result", attempt), 302)]
    assert "Time was up, so everything you had saved was sent for you." in text(response)
    attempt.refresh_from_db()
    assert attempt.sent_at == taken.at + timedelta(minutes=40)


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["plain", "script"])
def test_a_late_answer_is_kept_but_not_graded_and_its_page_says_so(client, headers):
    _, attempt = begun(client, time_limit_minutes=40, ago=41)

    response = client.post(page_of(attempt, 1), {"answer": "a", "request_key": "k"}, headers=headers)

    assert response.status_code == 409
    said = response.json()["main"] if headers else text(response)
    assert "We kept it and your instructor can see it, but it is not part of your score." in said
    attempt.refresh_from_db()
    assert (attempt.late, attempt.answers) == (1, {})
    assert "What came later is kept for your instructor" in text(client.get(door("result", attempt)))


def test_a_break_stops_the_clock_and_goes_on(client):
    taken, attempt = begun(client, time_limit_minutes=40, ago=10)
    assert "Stop the clock" not in text(client.get(page_of(attempt, 1)))
    set_accommodation(taken.trainee, Allowance(break_minutes=15), reason="x", by=ivan(), at=timezone.now())
    assert "Stop the clock for a break" in text(client.get(page_of(attempt, 1)))

    paused = client.post(door("rest", attempt), follow=True)

    assert "You are on a break" in text(paused)
    assert "Question of type single?" not in text(client.get(page_of(attempt, 1)))
    back = client.post(door("rest", attempt), follow=True)
    assert "Question 1 of 4" in text(back)
    kinds = list(AttemptStep.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["started", "paused", "resumed"]


def test_a_break_that_was_not_agreed_changes_nothing(client):
    _, attempt = begun(client, time_limit_minutes=40)

    response = client.post(door("rest", attempt), follow=True)

    assert "There is no break left in this try. The clock goes on." in text(response)
    assert AttemptStep.objects.count() == 1


def test_a_suspended_place_keeps_the_try_and_gives_the_words_back(client):
    taken, attempt = begun(client, [question("short", "In a word?")])
    services.suspend(taken.enrollment, by=ivan(), at=timezone.now())

    shown = client.get(page_of(attempt, 1))
    refused = client.post(page_of(attempt, 1), {"answer": "my own words"})
    sent = client.post(door("check", attempt))

    assert "Your place in this course is on hold" in text(shown)
    assert refused.status_code == 409
    assert "What you sent just now was not saved." in text(refused)
    assert "my own words" in text(refused)
    assert sent.status_code == 409
    assert "Your place in this course is on hold." in text(client.get(taken.quiz.url))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.answers) == ("open", {})


def test_a_quiz_that_is_not_open_yet_says_when_in_the_readers_own_zone(client):
    tomorrow = timezone.now() + timedelta(days=3)
    taken = sitting(opens_on=tomorrow.date(), zone="America/New_York")
    client.force_login(taken.trainee)

    said = text(client.get(taken.quiz.url))

    assert re.search(r"This quiz opens on \w+ \d+, \d{4}, [\w: ]+ \([\w ]+\)\.", said)
    assert "/tries/start/" not in client.get(taken.quiz.url).content.decode()


def test_between_tries_there_is_a_rest_and_the_page_says_until_when(client):
    taken, attempt = begun(client, wait_minutes=90, wait_minutes_later=90, tries_allowed=3)
    taken.finish(attempt)

    said = text(client.get(taken.quiz.url))
    refused = client.post(reverse("attempts:start", args=[taken.quiz.translation_key]), follow=True)

    assert "Between two tries there is a rest of 1 hour 30 minutes." in said
    assert "Take a rest first. You can try again from" in said
    assert "No new try can begin right now. Here you see why." in text(refused)
    assert "Take a rest first." in text(client.get(door("result", attempt)))
    assert Attempt.objects.count() == 1


# Practice


def test_practice_tells_the_reasons_at_once_and_is_listed_as_practice(client):
    taken = sitting(offers_practice=True)
    client.force_login(taken.trainee)
    assert "Practice first" in text(client.get(taken.quiz.url))
    start = reverse("attempts:start", args=[taken.quiz.translation_key])

    first = client.post(start, {"mode": "practice"}, follow=True)
    attempt = Attempt.objects.get()
    told = client.post(page_of(attempt, 1), {**form(first), "answer": "b"}, follow=True)

    assert attempt.mode == Mode.PRACTICE
    assert "Practice: nothing counts" in text(first)
    assert told.redirect_chain == [(door("why", attempt, 1), 302)]
    assert "Why: Question of type single?" in text(told)
    assert "A stronger answer Listen first" in text(told)
    reply = client.post(page_of(attempt, 2), {"answer": "a", "request_key": "k"}, headers=BY_SCRIPT).json()
    assert (reply["number"], reply["key"], reply["url"]) == (2, "k", door("why", attempt, 2))
    sent = client.post(door("check", attempt), follow=True)
    assert "Nothing here counts, and nobody else sees it." in text(sent)
    assert 'data-state="practice"' in sent.content.decode()
    assert "Practice 1, " in text(client.get("/tries/"))
    assert taken.enrollment.results.count() == 0


def test_a_try_that_counts_has_no_page_of_reasons_and_a_stranger_has_none_at_all(client):
    taken, attempt = begun(client, offers_practice=True)
    taken.save(attempt, 1, "b")

    assert client.get(door("why", attempt, 1)).status_code == 404
    taken.finish(attempt)
    practice = taken.start(mode=Mode.PRACTICE)
    assert client.get(door("why", practice, 1)).status_code == 200
    client.force_login(person("Nobody"))
    assert client.get(door("why", practice, 1)).status_code == 404


# At once, in a try that counts


def at_once(*parts: str) -> list[dict]:
    return [{"type": "rule", "value": {"part": part, "when": "at_once"}} for part in parts]


def test_a_try_that_counts_tells_after_each_question_and_that_answer_stays(client):
    _, attempt = begun(client, feedback_rules=at_once("own", "outcome", "general"))
    first = client.get(page_of(attempt, 1))
    assert "Save and see how it went" in text(first)

    told = client.post(page_of(attempt, 1), {**form(first), "answer": "b"}, follow=True)

    assert told.redirect_chain == [(door("why", attempt, 1), 302)]
    assert "Worth another look Question of type single?" in text(told)
    assert "Why: Question of type single?" in text(told)
    assert "A stronger answer" not in text(told)
    assert "This answer stays as it is." in text(told)
    assert "Answer it again" not in text(told)
    assert f'href="{page_of(attempt, 2)}"' in told.content.decode()
    again = client.get(page_of(attempt, 1))
    assert "data-answer" not in again.content.decode()
    assert "Why: Question of type single?" in text(again)
    refused = client.post(page_of(attempt, 1), {**form(first), "request_key": "other", "answer": "a"})
    assert refused.status_code == 409
    assert "You have seen how this question went, so your answer stays as it is." in text(refused)
    checked = client.get(door("check", attempt))
    assert "Look at answer 1" in text(checked)
    assert "Change answer 1" not in text(checked)
    client.post(door("check", attempt))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.points) == ("sent", 0)


def test_a_quiz_that_tells_at_once_says_so_before_it_starts(client):
    taken = sitting(feedback_rules=at_once("outcome"))

    said = text(client.get(taken.quiz.url))

    told = "You see how it went right after each question. After that, this answer stays as it is."
    assert told in said
    assert "Answers and reasons come after you send." in said
    taken.change(feedback_rules=at_once("own"))
    assert told not in text(client.get(taken.quiz.url))
    taken.change(feedback_rules=at_once("general"))
    said = text(client.get(taken.quiz.url))
    assert told in said
    assert "Answers and reasons come after you send." not in said


def test_by_script_pressing_save_ends_a_question_and_saving_by_itself_does_not(client):
    _, attempt = begun(client, feedback_rules=at_once("outcome"), offers_unsure=True)

    def post(number, **fields):
        attempt.refresh_from_db()
        seen = str(attempt.answers.get(str(number), {}).get("step", 0))
        return client.post(page_of(attempt, number), {"seen": seen} | fields, headers=BY_SCRIPT)

    quiet = post(1, answer="b", go="stay", request_key="1").json()
    back = post(1, answer="b", go="back", request_key="2").json()
    blank = post(2, go="next", request_key="3").json()
    assert "main" not in quiet
    assert [each["url"] for each in (back, blank)] == [door("check", attempt), page_of(attempt, 3)]
    attempt.refresh_from_db()
    assert [held for held in attempt.answers.values() if "final" in held] == []

    told = post(1, answer="b", go="next", request_key="4").json()
    unsure = post(2, unsure="1", go="next", request_key="5").json()

    assert (told["number"], told["key"], told["url"]) == (1, "4", door("why", attempt, 1))
    assert "Worth another look" in told["main"]
    assert "You chose" not in told["main"]
    assert unsure["url"] == door("why", attempt, 2)
    # The reply that was lost on its way comes again, word for word but for its form's token.
    again = post(1, answer="b", go="next", request_key="4").json()
    assert (again["step"], again["said"], again["url"]) == (told["step"], told["said"], told["url"])
    # A page from before: the queue gets a page to show, and lets go.
    refused = post(1, answer="a", go="stay", request_key="6")
    assert refused.status_code == 409
    assert refused.json()["problem"] == "You have seen how this question went, so your answer stays as it is."
    # The next question of one that was left is shown as final, too.
    onward = post(3, go="back", request_key="7").json()
    assert "data-answer" not in onward["main"]
    attempt.refresh_from_db()
    assert {number for number, held in attempt.answers.items() if held.get("final")} == {"1", "2"}


def test_what_a_person_reads_and_a_way_not_walked_to_its_end_are_never_final(client):
    kinds = [question(kind, f"About {kind}?") for kind in ("scenario", "reflection", "single")]
    _, attempt = begun(client, kinds, feedback_rules=at_once("outcome"))
    first = client.get(page_of(attempt, 1))
    choice = re.search(r'name="answer" value="([^"]+)"', first.content.decode())[1]

    client.post(page_of(attempt, 1), {**form(first), "answer": choice})
    client.post(page_of(attempt, 2), {**form(client.get(page_of(attempt, 2))), "answer": "I would listen."})

    attempt.refresh_from_db()
    assert attempt.answers["2"]["response"]
    assert [held for held in attempt.answers.values() if "final" in held] == []
    assert "Save and continue" in text(client.get(page_of(attempt, 2)))


def test_the_page_of_a_final_answer_is_nobody_elses_and_ends_with_the_try(client):
    taken, attempt = begun(client, feedback_rules=at_once("outcome"))
    taken.save(attempt, 1, "b", final=True)
    assert "Your answer Give advice" in text(client.get(door("why", attempt, 1)))
    assert client.get(door("why", attempt, 2)).status_code == 404

    taken.finish(attempt)

    assert client.get(door("why", attempt, 1)).url == door("result", attempt)
    client.force_login(person("Nobody"))
    assert client.get(door("why", attempt, 1)).status_code == 404


# Around an answer


def test_unsure_and_certainty_are_asked_saved_and_shown_again(client):
    _, attempt = begun(client, offers_unsure=True, asks_certainty=True)

    client.post(page_of(attempt, 1), {"answer": "a", "certainty": "3"})
    client.post(page_of(attempt, 2), {"answer": ["a"], "unsure": "1"})

    attempt.refresh_from_db()
    assert (attempt.answers["1"]["response"], attempt.answers["1"]["certainty"]) == ("a", 3)
    assert (attempt.answers["2"]["response"], attempt.answers["2"]["unsure"]) == (None, True)
    assert 'name="certainty" value="3" checked' in client.get(page_of(attempt, 1)).content.decode()
    assert 'name="unsure" value="1" checked' in client.get(page_of(attempt, 2)).content.decode()
    assert "I don’t know yet" in text(client.get(door("check", attempt)))


def test_points_and_sections_are_shown_and_a_critical_question_is_marked(client):
    asked = question()
    plan = [
        {"type": "section", "value": {"en": "Safety first"}},
        {"type": "question", "value": {"question": asked.pk, "points": "2", "critical": True}},
    ]
    taken, attempt = begun(client, plan=plan)

    shown = text(client.get(page_of(attempt, 1)))

    assert "Safety first" in shown
    assert "2 points" in shown
    assert "This one has to be right" in shown
    assert "1 question has to be right, whatever the score. It is marked." in text(client.get(taken.quiz.url))


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["plain", "script"])
def test_a_button_inside_a_question_stays_there_and_says_what_it_did(client, headers):
    _, attempt = begun(client, [question("ordering", "In which order?")])
    order = re.findall(r'name="answer" value="(\w+)"', client.get(page_of(attempt, 1)).content.decode())

    posted = {"answer": order, "answer-move": f"{order[2]}:up", "request_key": "k"}
    response = client.post(page_of(attempt, 1), posted, headers=headers)

    attempt.refresh_from_db()
    said = r"“[\w ]+” is now 2 of 3\."
    if headers:
        assert re.fullmatch(said, response.json()["tell"])
        assert response.json()["url"] == page_of(attempt, 1)
        assert re.findall(r'name="answer" value="(\w+)"', response.json()["main"])[1] == order[2]
    else:
        assert response.url == f"{page_of(attempt, 1)}#answer-{order[2]}-up"
        assert re.search(said, text(client.get(response.url)))
    assert attempt.answers["1"]["response"] == [order[0], order[2], order[1]]


def test_a_number_that_cannot_be_read_stays_in_its_field_beside_what_to_change(client):
    _, attempt = begun(client, [question("number", "How many minutes?")])

    response = client.post(page_of(attempt, 1), {"answer": "ninety-ish", "flag": "1"})

    assert response.status_code == 422
    assert "There is 1 thing to fix" in text(response)
    assert 'value="ninety-ish"' in response.content.decode()
    assert "<title>Fix needed: Question 1 of 1" in response.content.decode()
    attempt.refresh_from_db()
    assert attempt.answers == {}


def test_words_longer_than_the_question_keeps_are_refused_and_given_back(client):
    _, attempt = begun(client, [question("short", "In a word?")])

    response = client.post(page_of(attempt, 1), {"answer": "word " * 2000})

    assert response.status_code == 422
    assert "Make it shorter, then save again." in text(response)
    assert "word word word" in text(response)


def test_a_file_is_kept_named_by_us_and_belongs_to_its_owner(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    _, attempt = begun(client, [question("upload", "Hand in a plan.")])
    assert 'enctype="multipart/form-data"' in client.get(page_of(attempt, 1)).content.decode()

    posted = {"answer-upload": SimpleUploadedFile("plan.txt", b"A plan."), "answer-add": "1"}
    shown = client.post(page_of(attempt, 1), posted, follow=True)

    attempt.refresh_from_db()
    kept = attempt.answers["1"]["response"]
    assert (kept["name"], kept["size"], kept["kind"]) == ("plan.txt", 7, "document")
    assert "plan.txt" in text(shown)
    again = {**form(shown), "answer-file": kept["file"], "answer-file-name": "other.exe", "answer-file-size": "1"}
    client.post(page_of(attempt, 1), again)
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] == kept
    client.post(page_of(attempt, 1), {**again, "answer-file": "0b6c1f1e-7f67-4c2b-9a55-2a6f1f0f9d11", "seen": "2"})
    attempt.refresh_from_db()
    assert attempt.answers["1"]["response"] in (kept, None)


def test_a_file_that_is_not_what_its_name_says_is_refused_in_a_sentence(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    _, attempt = begun(client, [question("upload", "Hand in a plan.")])

    posted = {"answer-upload": SimpleUploadedFile("plan.pdf", b"MZ\x90\x00 not a pdf"), "answer-add": "1"}
    response = client.post(page_of(attempt, 1), posted)

    assert response.status_code == 422
    assert "There is 1 thing to fix" in text(response)
    attempt.refresh_from_db()
    assert attempt.answers == {}


# Before sending


def test_details_that_may_name_somebody_are_asked_about_once(client):
    _, attempt = begun(client, [question("reflection", "What helped?")])
    words = "I called her at 212-555-7788 and she answered."
    client.post(page_of(attempt, 1), {"answer": words, "answer-seen-by": "reader"})
    assert "What you wrote is yours alone until you send it." in text(client.get(door("check", attempt)))

    asked = client.post(door("check", attempt))

    assert "Could somebody be found by this?" in text(asked)
    assert "212-555-7788" in text(asked)
    attempt.refresh_from_db()
    assert attempt.state == "open"
    sent = client.post(door("check", attempt), {"as_is": "1"}, follow=True)
    assert sent.redirect_chain == [(door("result", attempt), 302)]


# Afterwards


def test_a_receipt_says_what_was_received_and_when_and_nothing_of_the_key(client):
    taken, attempt = begun(client)
    taken.save(attempt, 1, "b")
    taken.finish(attempt)
    code = attempt.receipt

    said = text(client.get(door("receipt", attempt)))

    assert f"Receipt {code[:5]}-{code[5:]}" in said
    assert "Question 1: Question of type single? Give advice Saved " in said
    assert "Question 2: Question of type multiple? No answer" in said
    assert "Listen first" not in said
    assert "Keep the receipt" in text(client.get(door("result", attempt)))
    client.force_login(person("Nobody"))
    assert client.get(door("receipt", attempt)).status_code == 404


def test_an_open_try_has_no_receipt_yet(client):
    _, attempt = begun(client)

    assert client.get(door("receipt", attempt)).url == door("check", attempt)


def test_while_a_reader_has_an_answer_the_score_is_so_far(client):
    taken, attempt = begun(client, [question(), question("reflection", "What helped?")])
    taken.save(attempt, 1, "a")
    taken.save(attempt, 2, {"text": "Someone waited.", "seen_by": "reader"})
    taken.finish(attempt)

    said = text(client.get(door("result", attempt)))

    assert "1 of 1 so far A person is reading the rest." in said
    assert "One answer is with a reader." in said
    assert "One with a reader" in said
    assert "With a reader" in text(client.get("/tries/"))
    assert "Try again" not in said


def test_a_pass_that_is_held_for_a_talk_says_so_kindly(client):
    taken, attempt = begun(client, [question()])
    taken.save(attempt, 1, "a")
    taken.finish(attempt)

    def hold(card):
        return replaced(card, 1, card["questions"][0] | {"talk": True})

    services.revise(attempt, StepKind.REVIEWED, hold, by=ivan(), at=timezone.now())

    said = text(client.get(door("result", attempt)))

    assert "1 of 1 One step is left: a talk." in said
    assert "Something in your answers is worth talking over with your instructor first." in said
    assert "Try again" not in said
    assert "A talk is next" in text(client.get("/tries/"))


def test_a_readers_note_is_signed_by_name(client):
    taken, attempt = begun(client, [question("reflection", "What helped?")])
    taken.save(attempt, 1, {"text": "Someone waited.", "seen_by": "reader"})
    taken.finish(attempt)
    reader = ivan()

    def read(card):
        line = card["questions"][0] | {"fraction": "1", "workings": "1", "note": "You kept it warm.", "by": reader.pk}
        return replaced(card, 1, line)

    services.revise(attempt, StepKind.REVIEWED, read, by=reader, at=timezone.now())

    said = text(client.get(door("result", attempt)))

    assert "You kept it warm. Ivan" in said
    assert "You’ve finished Module 1 quiz." in said


def test_a_score_that_changed_says_from_what_and_why_and_that_no_hours_were_taken(client):
    taken, attempt = begun(client, [question()])
    taken.save(attempt, 1, "b")
    taken.finish(attempt)

    def again(card):
        old = {name: card[name] for name in ("points", "possible", "passed")}
        line = card["questions"][0] | {"fraction": "1", "workings": "1"}
        return replaced(card, 1, line) | {"old": old, "reason": "The key was not right."}

    services.revise(attempt, StepKind.RESCORED, again, by=ivan(), at=timezone.now())

    said = text(client.get(door("result", attempt)))

    assert "from 0 of 1 to 1 of 1. The reason: The key was not right." in said
    assert "No hours were taken from you by this." in said


def test_a_scoring_receipt_stands_with_each_answer_that_may_be_told(client):
    asked = [question("single"), question("multiple")]
    for stem in ("Another wording?", "A third wording?"):
        asked[1].stem = stem
        asked[1].save_revision().publish()
    taken, attempt = begun(client, asked)
    taken.save(attempt, 2, ["a"])
    taken.finish(attempt)

    said = text(client.get(door("result", attempt)))

    assert "How this was scored 0.5 of 1" in said
    assert "The rule A share for each one that fits, less a share for each other" in said
    assert "= 0.5" in said
    # The number within its question, not among all versions there are.
    assert re.findall(r"Version of the question (\d+)", said) == ["1", "3"]


MARKS = {
    "own": "Give advice",
    "options": "About give advice.",
    "key": "Listen first",
    "general": "Why: What comes first?",
    "outcome": "Worth another look",
    "points": "How this was scored",
}


@pytest.mark.parametrize("told", MARKS)
def test_of_an_answer_exactly_that_part_is_told_which_the_quiz_lets_see(client, told):
    """Every other part is never told: its words are in no byte of the page."""
    rules = [rule for rule in HIDE_ALL if rule["value"]["part"] != told]
    # Points say nothing without whether it was right.
    if told == "points":
        rules = [rule for rule in rules if rule["value"]["part"] != "outcome"]
    # What is said of an option stands beside the option.
    if told == "options":
        rules = [rule for rule in rules if rule["value"]["part"] != "own"]
    taken, attempt = begun(client, [question()], feedback_rules=rules)
    taken.save(attempt, 1, "b")
    taken.finish(attempt)

    source = client.get(door("result", attempt)).content.decode()

    shown = {part for part, words in MARKS.items() if words in source}
    assert shown == {told} | ({"outcome"} if told == "points" else set()) | ({"own"} if told == "options" else set())


def test_what_comes_after_closing_waits_for_the_persons_own_closing_date(client):
    # Two days: where the site stands, yesterday may not be over yet.
    closed_on = (timezone.now() - timedelta(days=2)).date()
    rules = [{"type": "rule", "value": {"part": part["value"]["part"], "when": "after_closing"}} for part in HIDE_ALL]
    taken = sitting([question()], feedback_rules=rules, closes_on=closed_on)
    client.force_login(taken.trainee)
    taken.at = timezone.now() - timedelta(days=3)
    attempt = taken.start()
    taken.save(attempt, 1, "b")
    taken.finish(attempt)
    assert "Listen first" in text(client.get(door("result", attempt)))

    set_accommodation(taken.trainee, Allowance(closing_hours=96), reason="x", by=ivan(), at=timezone.now())

    assert "Listen first" not in client.get(door("result", attempt)).content.decode()


def test_my_tries_cost_the_same_for_one_and_for_three_and_come_in_pages(client, django_assert_num_queries):
    taken, attempt = begun(client)
    taken.finish(attempt)
    client.get("/tries/")

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            client.get("/tries/")
        return len(captured)

    one = cost()
    for _ in range(2):
        taken.finish(taken.start())
    assert cost() == one
    for _ in range(20):
        taken.finish(taken.start())
    assert "Page 1 of 2" in text(client.get("/tries/"))
    assert "Try 1, " in text(client.get("/tries/?page=2"))


def test_a_domain_that_is_not_reached_is_said_beside_points_that_are_enough(client):
    asked = [question("single", f"Number {number}?", domain="advocacy") for number in range(4)]
    asked.append(question("single", "The fifth?", domain="ethical_responsibility"))
    minima = [{"type": "minimum", "value": {"domain": "ethical_responsibility", "percent": "70"}}]
    taken, attempt = begun(client, asked, domain_minima=minima)
    for number in range(1, 5):
        taken.save(attempt, number, "a")
    taken.finish(attempt)

    said = text(client.get(door("result", attempt)))

    assert "Your points are enough. Something else is still open, as you see below." in said
    assert re.search(r"At least 70% needed 0 of 1 Not yet", said)
    assert "Try again when you’re ready" in said


@pytest.mark.parametrize(("hidden", "words"), [
    (False, "Question 1 has to be right to finish this quiz."),
    (True, "One of the questions has to be right to finish this quiz, and it isn’t yet."),
])  # fmt: skip
def test_a_critical_question_is_named_only_where_the_outcome_may_be_told(client, hidden, words):
    first, others = question(), [question("single", f"Number {number}?") for number in range(9)]
    plan = [{"type": "question", "value": {"question": first.pk, "points": "1", "critical": True}}]
    plan += [{"type": "question", "value": {"question": each.pk, "points": "1", "critical": False}} for each in others]
    taken, attempt = begun(client, plan=plan, **({"feedback_rules": HIDE_ALL} if hidden else {}))
    for number in range(2, 11):
        taken.save(attempt, number, "a")
    taken.finish(attempt)

    said = text(client.get(door("result", attempt)))

    assert words in said
    assert "9 of 10" in said


def test_a_page_to_read_brings_no_points_and_needs_none(client):
    taken, attempt = begun(client, [question("information", "Read this first."), question()])

    said = text(client.get(taken.quiz.url))
    shown = client.get(page_of(attempt, 1))
    client.post(page_of(attempt, 1), {**form(shown), "answer": "read"})

    assert "0.8 of 1 finishes this quiz." in said
    assert "Go on" in text(shown)
    assert "Flag this one" not in text(shown)
    assert "Read Look at part 1" in text(client.get(door("check", attempt)))
    taken.finish(Attempt.objects.get(pk=attempt.pk))
    assert "0 of 1" in text(client.get(door("result", attempt)))
