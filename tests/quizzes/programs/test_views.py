import re

import pytest

from quizzes.programs.queries import pursuit_of
from quizzes.programs.services import choose
from tests.builders import dana, icrc

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_choose_asks_one_question(client):
    icrc()
    client.force_login(dana())

    shown = words(client.get("/programs/choose/"))

    assert "Where do you want to be certified?" in shown
    assert "IC&amp;RC Peer Recovery" in shown
    assert "I’m not sure yet" in shown


def test_choose_keeps_the_answer(client):
    version, trainee = icrc(), dana()
    client.force_login(trainee)

    response = client.post("/programs/choose/", {"answer": version.pk}, follow=True)

    pursuit = pursuit_of(trainee)
    assert (pursuit.program_version, pursuit.is_example) == (version, False)
    assert response.redirect_chain == [("/roadmap/", 302)]
    assert "Your roadmap now shows IC&amp;RC Peer Recovery." in words(response)


def test_choose_takes_not_sure_yet_for_an_answer(client):
    version, trainee = icrc(), dana()
    client.force_login(trainee)

    response = client.post("/programs/choose/", {"answer": "unsure"}, follow=True)

    pursuit = pursuit_of(trainee)
    assert (pursuit.program_version, pursuit.is_example) == (version, True)
    assert "An example: what IC&amp;RC Peer Recovery asks for." in words(response)


@pytest.mark.parametrize("answer", ["", "999999", "nonsense"])
def test_choose_names_what_is_missing(client, answer):
    icrc()
    trainee = dana()
    client.force_login(trainee)

    response = client.post("/programs/choose/", {"answer": answer} if answer else {})

    assert response.status_code == 422
    assert "There is 1 thing to fix" in words(response)
    assert pursuit_of(trainee) is None


def test_choose_goes_on_to_the_course_after_an_enrollment(client):
    version = icrc()
    client.force_login(dana())

    asked = client.get("/programs/choose/?next=/courses/boundaries/")
    assert asked.status_code == 200

    answered = client.post("/programs/choose/", {"answer": version.pk, "next": "/courses/boundaries/"})
    assert answered["Location"] == "/courses/boundaries/"


def test_choose_is_asked_once(client):
    trainee = dana()
    choose(trainee, icrc())
    client.force_login(trainee)

    assert client.get("/programs/choose/?next=/courses/boundaries/")["Location"] == "/courses/boundaries/"


def test_choose_does_not_lead_off_the_site(client):
    version = icrc()
    client.force_login(dana())

    response = client.post("/programs/choose/", {"answer": version.pk, "next": "https://evil.example/"})

    assert response["Location"] == "/roadmap/"


def test_choose_shows_the_present_answer(client):
    trainee, version = dana(), icrc()
    choose(trainee, version)
    client.force_login(trainee)

    body = client.get("/programs/choose/").content.decode()

    assert re.search(rf'value="{version.pk}"[^>]*checked', body)


def test_choose_asks_strangers_to_sign_in(client):
    assert client.get("/programs/choose/")["Location"].startswith("/sign-in/")


def test_program_states_each_rule_with_source_and_date(client):
    icrc()

    shown = words(client.get("/programs/icrc-peer-recovery/"))

    for said in (
        "What IC&amp;RC Peer Recovery asks for", "46 hours of training", "Ethical responsibility: 16 hours",
        "500 hours of peer support work", "25 hours with a supervisor",
        "You pass with 500 on a scale from 200 to 800.", "Renew every 24 months",
        "20 hours of training each time, 6 of them in ethics.", "What only the board decides",
        "IC&amp;RC: Peer Recovery (PR) , read on November 23, 2026",
    ):  # fmt: skip
        assert said in shown


def test_program_reads_in_spanish(client):
    icrc()

    body = client.get("/es/programs/icrc-peer-recovery/").content.decode()

    assert "IC&amp;RC Apoyo entre pares para la recuperación" in body
    assert "Tener un diploma de secundaria o un equivalente" in body


def test_program_that_is_not_published_is_not_found(client):
    version = icrc()
    version.program.unpublish()

    assert client.get("/programs/icrc-peer-recovery/").status_code == 404
    assert client.get("/programs/other/").status_code == 404
