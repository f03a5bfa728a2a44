import re

import pytest

from quizzes.programs.queries import pursuit_of
from quizzes.programs.services import choose
from tests.builders import board_programs, dana, icrc

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


def test_index_lists_programs_by_place_with_their_hours(client):
    board_programs("oh_cprs", "tx_mhps", "ny_nycps_p", "wi_cps")

    shown = words(client.get("/programs/"))

    assert "Ohio Certified Peer Recovery Supporter (adult) 56 hours of training" in shown
    assert "59.5 hours of training" in shown
    assert "13 courses" in shown
    assert "Wisconsin Certified Peer Specialist Ask your board" in shown


@pytest.mark.parametrize(
    ("asked", "found"), [("ohio", ["Ohio"]), ("TEXAS board", ["Texas"]), ("peer", ["Ohio", "Texas"]), ("atlantis", [])]
)
def test_index_finds_a_place(client, asked, found):
    board_programs("oh_cprs", "tx_mhps")

    body = client.get("/programs/", {"place": asked}).content.decode()

    assert re.findall(r'<a href="/programs/[\w-]+/">(\w+)</a>', body) == found
    assert ("We have read no rules for" in body) == (not found)


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_with_more(client, count, django_assert_num_queries):
    board_programs(*["oh_cprs", "tx_mhps", "ca_mpss"][:count])
    client.get("/programs/")

    with django_assert_num_queries(2):
        client.get("/programs/")


def test_program_says_who_asks_how_sure_we_are_and_what_is_not_asked(client):
    board_programs("oh_cprs")

    shown = words(client.get("/programs/oh-cprs/"))

    for said in (
        "What Ohio asks for", "Certified Peer Recovery Supporter (adult).", "56 hours of training",
        "Counts: live online, in person. At most 16 hours in other ways.",
        "No published rule says which of our hours belong here. Your board decides.",
        "We read this on the board’s own pages or in its rules.", "What this board does not ask for",
        "Hours of peer support work", "You pass with 70 on a scale from 0 to 100.", "Human trafficking: 1 hour.",
    ):  # fmt: skip
        assert said in shown


def test_every_program_is_readable_as_a_page(client):
    for version in board_programs():
        response = client.get(f"/programs/{version.program.slug}/")

        assert response.status_code == 200
        assert "Where this comes from" in words(response)


def test_choose_offers_a_search_when_there_are_many(client):
    board_programs()
    client.force_login(dana())

    everything = words(client.get("/programs/choose/"))
    found = client.get("/programs/choose/", {"place": "ohio"})

    assert "Find your state" in everything
    assert found.content.decode().count('type="radio"') == 2
    assert "Ohio: Certified Peer Recovery Supporter" in words(found)


def test_choose_says_when_a_place_is_not_known(client):
    board_programs("oh_cprs")
    client.force_login(dana())

    shown = words(client.get("/programs/choose/", {"place": "atlantis"}))

    assert "We have read no rules for “atlantis” yet." in shown
    assert "I’m not sure yet" in shown
