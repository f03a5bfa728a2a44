import pytest

from quizzes.programs import queries
from quizzes.programs.services import choose, import_program
from tests.builders import board_programs, dana, earned_hours, icrc, ivan
from tests.quizzes.home.test_views import words
from tests.quizzes.programs.test_services import written

pytestmark = pytest.mark.django_db


def pursuing(client, *keys):
    """Dana, signed in and aiming at these, the first one first."""
    trainee = dana()
    for key in reversed(keys):
        choose(trainee, *board_programs(key))
    client.force_login(trainee)
    return trainee


def newer_rules():
    """The IC&RC minimum with 50 hours, another exam, without residence, and with letters."""
    changed = written()
    asked = {each["key"]: each for each in changed["requirements"]}
    asked["training"]["hours"] = 50
    asked["exam"]["minutes"] = 150
    letters = {"key": "letters", "kind": "letters", "count": 3}
    changed["requirements"] = [each for each in changed["requirements"] if each["key"] != "residence"] + [letters]
    return import_program(changed)


def test_compare_shows_what_is_left_for_each_and_what_a_move_would_cost(client):
    trainee = pursuing(client)
    choose(trainee, icrc())
    earned_hours(trainee, 600)
    board_programs("ca_mpss", "oh_cprs")

    shown = words(client.get("/roadmap/compare/?with=ca-mpss&with=oh-cprs"))

    assert "3 programs side by side" in shown
    assert "36 hours of training to go. 500 hours of peer support work to go." in shown
    assert "80 hours of training to go. Your board may count 10 of yours." in shown
    assert "Next to IC&amp;RC Peer Recovery: 44 more hours of training, 500 fewer hours of work." in shown
    assert "You aim at this" in shown


def test_compare_says_what_is_not_asked_what_must_be_asked_and_what_nobody_found(client):
    pursuing(client, "ny_nycps_p")

    shown = words(client.get("/roadmap/compare/"))

    assert "Peer support work New York Certified Peer Specialist - Provisional Not asked" in shown
    assert "Age New York Certified Peer Specialist - Provisional Ask your board" in shown
    assert "APS core courses: 13 courses" in shown


def test_compare_of_nothing_leads_to_the_one_question(client):
    pursuing(client)

    assert "Nothing to compare yet." in words(client.get("/roadmap/compare/"))


def test_compare_leaves_out_programs_it_does_not_know(client):
    pursuing(client, "oh_cprs")

    assert "1 program " in words(client.get("/roadmap/compare/?with=nowhere&with="))


@pytest.mark.parametrize("count", [1, 3, 32])
def test_compare_costs_the_same_with_more(client, count, django_assert_num_queries):
    trainee = dana()
    versions = board_programs()
    for version in versions[:count]:
        choose(trainee, version)
    client.force_login(trainee)
    client.get("/roadmap/compare/")

    with django_assert_num_queries(7):
        shown = words(client.get("/roadmap/compare/"))

    assert f"{count} program" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_roadmap_costs_the_same_with_more_programs(client, count, django_assert_num_queries):
    trainee = dana()
    for version in board_programs("oh_cprs", "tx_mhps", "ca_mpss")[:count]:
        choose(trainee, version)
    client.force_login(trainee)
    client.get("/roadmap/")

    with django_assert_num_queries(7):
        client.get("/roadmap/")


def test_compare_shows_every_program_on_demand(client):
    pursuing(client, "oh_cprs")
    board_programs()

    assert "32 programs side by side" in words(client.get("/roadmap/compare/?all=1"))


def test_roadmap_leads_to_ones_other_programs(client):
    pursuing(client, "oh_cprs", "tx_mhps")

    first = words(client.get("/roadmap/"))
    second = words(client.get("/roadmap/?program=tx-mhps"))

    assert "What Certified Peer Recovery Supporter (adult) asks for, and what you have." in first
    assert "You also aim at: Texas: Mental Health Peer Specialist" in first
    assert "19.5 hours" in second
    assert client.get("/roadmap/?program=ca-mpss").status_code == 404


def test_put_first_lets_the_dashboard_speak_of_another_program(client):
    trainee = pursuing(client, "oh_cprs", "tx_mhps")

    client.post("/roadmap/tx-mhps/first/")

    assert queries.pursuit_of(trainee).program.slug == "tx-mhps"


def test_stop_takes_a_program_off_the_list(client):
    trainee = pursuing(client, "oh_cprs", "tx_mhps")

    response = client.post("/roadmap/tx-mhps/stop/", follow=True)

    assert "You no longer aim at this program." in words(response)
    assert [pursuit.program.slug for pursuit in queries.pursuits_of(trainee)] == ["oh-cprs"]


@pytest.mark.parametrize("deed", ["first", "stop", "newer"])
def test_nobody_touches_the_pursuits_of_another(client, deed):
    other = ivan()
    choose(other, board_programs("oh_cprs")[0])
    pursuing(client)

    assert client.post(f"/roadmap/oh-cprs/{deed}/").status_code == 404
    assert queries.pursuits_of(other).count() == 1


def test_newer_says_in_words_what_would_change(client):
    trainee = pursuing(client)
    choose(trainee, icrc())
    earned_hours(trainee, 600)
    newer_rules()

    shown = words(client.get("/roadmap/icrc-peer-recovery/newer/"))

    assert "Before: 46 hours of training (you have 10 of 46 hours)" in shown
    assert "50 hours of training (you have 10 of 50 hours)" in shown
    assert "You have 120 minutes." in shown
    assert "You have 150 minutes." in shown
    assert "New 3 letters of reference" in shown
    assert "No longer asked Before: Live or work where your board is in charge" in shown
    assert "Sign the board" not in shown


def test_newer_switches_by_choice(client):
    trainee = pursuing(client)
    old = choose(trainee, icrc())
    newer_rules()
    assert "See what the new ones would mean for you" in words(client.get("/roadmap/"))

    response = client.post("/roadmap/icrc-peer-recovery/newer/", follow=True)

    assert "You now go by the newer rules." in words(response)
    assert "of 50 hours" in words(response)
    old.refresh_from_db()
    assert old.ended_at


def test_newer_is_not_found_while_one_has_the_newest(client):
    pursuing(client, "oh_cprs")

    assert client.get("/roadmap/oh-cprs/newer/").status_code == 404
