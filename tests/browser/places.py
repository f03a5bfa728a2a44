"""Where one page of each type is, found by walking there."""

from tests.browser.visitor import Visitor

STRANGER = {
    "landing": "/", "catalog": "/courses/", "course": "/courses/boundaries/", "sign-in": "/sign-in/",
    "sign-up": "/sign-up/", "new-password": "/sign-in/password/", "check": "/v/", "not-found": "/nowhere/at/all/",
    "help": "/help/", "join": "/join/", "check-packet": "/v/packet/", "program": "/programs/icrc-peer-recovery/",
    "programs": "/programs/", "state": "/programs/oh-cprs/",
}  # fmt: skip
TRAINEE = {
    "dashboard": "/home/", "hours": "/hours/", "roadmap": "/roadmap/", "my-course": "/courses/boundaries/",
    "module": "/courses/foundations/what-peer-support-is/",
    "lesson": "/courses/foundations/what-peer-support-is/shared-experience/",
    "quiz-start": "/courses/foundations/what-peer-support-is/quiz/", "account": "/account/", "pause": "/pause/",
    "reflections": "/reflections/", "tries": "/tries/", "certificates": "/certificates/",
    "transcript": "/hours/transcript/",
    "compare": "/roadmap/compare/", "step": "/roadmap/exam/", "recovery": "/roadmap/recovery/?program=oh-cprs",
    "choose": "/programs/choose/", "evaluation": "/courses/boundaries/evaluation/",
}  # fmt: skip
# Found by `walked`.
LATER = ["question", "check-answers", "result", "certificate", "leave-course", "finish"]


def first_link(person: Visitor, part: str) -> str:
    return person.page.locator(f"main a[href*='{part}']").first.get_attribute("href")


def walked(person: Visitor) -> dict[str, str]:
    """The addresses that carry a number, for someone who is half-way."""
    found = {}
    person.go("/tries/")
    found["result"] = first_link(person, "/result/")
    person.go("/certificates/")
    found["certificate"] = first_link(person, "/certificates/")
    person.go("/courses/boundaries/")
    found["leave-course"] = first_link(person, "/withdraw/")
    found["finish"] = found["leave-course"].replace("/withdraw/", "/finish/")
    person.go("/courses/foundations/what-peer-support-is/quiz/")
    person.press("Try again")
    found["question"] = person.path()
    found["check-answers"] = found["question"].rsplit("/", 2)[0] + "/check/"
    return found
