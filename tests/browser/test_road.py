"""The whole road, once: from the landing page to a certificate that anyone can check, with script and without."""

import io

import pypdf
import pytest

from tests.browser.answers import answer

pytestmark = pytest.mark.browser


# One of them has said their legal name before; the other is asked for it when they sign.
WALKERS = [("new", "Nia Brooks", False), ("script", "Noor Álvarez Reyes", True)]


@pytest.mark.parametrize(("name", "legal", "java_script"), WALKERS, ids=["no-script", "script"])
def test_road_from_the_landing_page_to_a_certificate_that_anyone_can_check(visit, name, legal, java_script):
    person = visit(java_script=java_script)

    join_from_the_front(person, name)
    learn_everything(person)
    sign_and_evaluate(person, legal)
    code, link = take_the_certificate(person, legal)
    sign_out(person)

    assert_a_stranger_can_check(visit(java_script=java_script), legal, code, link)


def join_from_the_front(person, name: str) -> None:
    person.go("/")
    person.press("See the training")
    assert person.title() == "Courses"
    person.press("Boundaries in practice")
    person.press("Sign in to join")
    person.sign_in(name, path="")
    assert person.title() == "Boundaries in practice"
    person.press("Join this course")
    assert person.title() == "Where do you want to be certified?"
    person.page.get_by_label("I’m not sure yet").or_(person.page.locator("input[value=unsure]")).first.check()
    person.press("Save my answer")
    assert person.title() == "Boundaries in practice"


def learn_everything(person) -> None:
    """All modules in order; the first quiz is not passed at once."""
    for number in range(1, 4):
        person.go("/courses/boundaries/")
        person.press("Keep going")
        while not person.path().endswith("/quiz/"):
            person.press("Mark as done")
            assert person.says("Marked as done.")
            module = person.path().rsplit("/", 2)[0] + "/"
            person.go(module)
            person.press("Go to")
        if number == 1:
            take_the_quiz(person, well=False)
            assert person.page.locator(".score-head[data-state]").count() == 1
            assert not person.says("training hours")
            person.press("Try again when you’re ready")
            assert "/tries/" in person.path()
            answer_all(person, well=True)
        else:
            take_the_quiz(person, well=True)
        assert person.says("This module is done.")
        assert person.says("10 of 10")


def take_the_quiz(person, *, well: bool) -> None:
    person.press("Start")
    answer_all(person, well=well)


def answer_all(person, *, well: bool) -> None:
    """Answers question by question, checks, sends; ends on the result."""
    for number in range(1, 11):
        person.page.get_by_text(f"Question {number} of 10", exact=True).wait_for()
        answer(person.page, "boundaries", well=well)
        person.press("Save and continue")
    person.page.get_by_role("heading", name="Check your answers").wait_for()
    assert person.page.get_by_text("Answered", exact=True).count() == 10
    person.press("Finish and send")
    person.page.wait_for_url("**/result/")


def sign_and_evaluate(person, legal: str) -> None:
    person.go("/hours/")
    assert_hours_add_up(person)
    person.go("/courses/boundaries/")
    person.press("Finish the course")
    person.page.locator("input[name=signed_name]").fill(legal)
    person.press("Sign")
    assert person.says("One step is left")
    person.press("Tell us what you think of the course")
    for group in person.page.locator("fieldset").all():
        if group.locator("input[type=radio]").count():
            group.locator("input[type=radio]").first.check()
    person.press("Send")
    assert person.title() == "Thank you"


def assert_hours_add_up(person) -> None:
    """The total is the sum of the rows, and the rows are the three modules."""
    rows = person.page.locator("table tbody tr")
    assert rows.count() == 3
    hours = [float(row.locator(".n, .num").first.inner_text().split()[0]) for row in rows.all()]
    total = float(person.page.locator("table tfoot tr").last.locator(".n, .num").first.inner_text().split()[0])
    assert round(sum(hours), 1) == total


def take_the_certificate(person, legal: str) -> tuple[str, str]:
    person.go("/certificates/")
    person.press("Boundaries in practice")
    assert person.title() == "You finished Boundaries in practice."
    code = person.page.locator(".code").first.inner_text().strip()
    link = person.page.locator(f"a[href^='{person.address}/v/']").first.get_attribute("href")
    file = person.page.get_by_role("link", name="Download the PDF").get_attribute("href")
    answered = person.context.request.get(file)
    assert_tagged(answered.body(), legal, code)
    return code, link


def assert_tagged(file: bytes, legal: str, code: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(file))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    text = " ".join(page.extract_text() for page in reader.pages)
    assert code in text
    assert legal in " ".join(text.split())


def sign_out(person) -> None:
    person.go("/sign-out/")
    person.page.locator("main form button:not([type=button])").first.click()
    person.go("/certificates/")
    assert person.path().startswith("/sign-in/")


def assert_a_stranger_can_check(stranger, legal: str, code: str, link: str) -> None:
    stranger.go("/")
    stranger.press("Check a certificate")
    stranger.page.get_by_label("Certificate code").fill(code.lower().replace("-", " "))
    stranger.page.get_by_label("Family name").fill(legal.split()[-1])
    stranger.press("Check it")
    assert stranger.title() == "This certificate is valid"
    assert stranger.says(legal)
    stranger.go(link)
    assert stranger.title() == "This certificate is valid"
    assert not stranger.says("@example.org")
