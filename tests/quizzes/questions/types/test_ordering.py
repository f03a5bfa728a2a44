from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.grades import Grade
from quizzes.questions.types.contract import Explanation, Fault, Line, UnknownOption
from quizzes.questions.types.ordering import Ordering

KIND = Ordering()
SAMPLE = KIND.sample()
# The order the sample starts in.
START, RIGHT = ["i3", "i1", "i2"], ["i1", "i2", "i3"]
HEAR, HONEST, STAY = "Show you heard it", "Be honest about your role", "Stay, and offer what you can do"


def read(**fields):
    return KIND.read({name.replace("_", "-"): values for name, values in fields.items()}, SAMPLE.asked)


def test_its_names():
    assert (KIND.slug, KIND.shuffles, KIND.is_scored) == ("ordering", "items", True)


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({}, None),
        ({"answer": [""]}, None),
        ({"answer": START}, None),
        ({"answer": START, "answer_moved": [""]}, None),
        ({"answer": START, "answer_moved": ["1"]}, START),
        ({"answer": RIGHT}, RIGHT),
        ({"answer": RIGHT, "answer_moved": ["1"]}, RIGHT),
        ({"answer": START, "answer_move": ["i1:up"]}, ["i1", "i3", "i2"]),
        ({"answer": START, "answer_move": ["i1:down"]}, ["i3", "i2", "i1"]),
        ({"answer": START, "answer_move": ["i3:up"]}, START),
        ({"answer": START, "answer_move": ["i2:down"]}, START),
        ({"answer": RIGHT, "answer_move": ["i1:down"]}, ["i2", "i1", "i3"]),
        ({"answer_move": ["i2:up"]}, ["i3", "i2", "i1"]),
        ({"answer": ["", *RIGHT], "answer_move": [""]}, RIGHT),
    ],
)
def test_reading_by_table(posted, response):
    assert read(**posted) == response


@pytest.mark.parametrize(
    "posted",
    [
        {"answer": ["i1", "i2"]},
        {"answer": ["i1", "i2", "i2"]},
        {"answer": ["i1", "i2", "i9"]},
        {"answer": [*RIGHT, "i1"]},
        {"answer": START, "answer_move": ["i9:up"]},
        {"answer": START, "answer_move": ["i1:left"]},
        {"answer": START, "answer_move": ["i1"]},
        {"answer": START, "answer_move": ["i1:up", "i2:up"]},
    ],
)
def test_an_order_of_other_items_and_an_unknown_move_are_refused(posted):
    with pytest.raises(UnknownOption) as told:
        read(**posted)
    assert told.value.args == (posted.get("answer_move", posted["answer"]),)


def test_a_move_reads_under_its_own_name():
    posted = {"part": START, "part-move": ["i1:up"], "answer": RIGHT}

    assert KIND.read(posted, SAMPLE.asked, "part") == ["i1", "i3", "i2"]
    assert KIND.stays(posted, "part")
    assert not KIND.stays(posted)
    assert KIND.announce(["i1", "i3", "i2"], posted, SAMPLE.asked, "part")[0] == "moved"


@given(st.permutations(RIGHT), st.sampled_from(RIGHT), st.sampled_from(["up", "down"]))
def test_a_move_changes_two_neighbors_or_nothing(order, item, way):
    after = read(answer=order, answer_move=[f"{item}:{way}"])

    changed = [place for place in range(3) if after[place] != order[place]]
    assert sorted(after) == RIGHT
    assert changed == [] or (len(changed) == 2 and changed[1] - changed[0] == 1)


@given(st.permutations(RIGHT), st.sampled_from(RIGHT))
def test_up_and_down_again_is_where_it_was(order, item):
    after = read(answer=order, answer_move=[f"{item}:up"])
    back = read(answer=after, answer_move=[f"{item}:down"])

    assert back == order or order[0] == item


@pytest.mark.parametrize(
    ("posted", "stays"),
    [({"answer-move": ["i1:up"]}, True), ({"answer-move": [""]}, False), ({"answer": START}, False), ({}, False)],
)
def test_a_move_stays_on_the_question(posted, stays):
    assert KIND.stays(posted) is stays


@pytest.mark.parametrize(
    ("order", "move", "said"),
    [
        (START, "i1:up", ("moved", {"text": HEAR, "place": 1, "total": 3, "id": "i1"})),
        (START, "i1:down", ("moved", {"text": HEAR, "place": 3, "total": 3, "id": "i1"})),
        (START, "i3:up", ("already_first", {"text": STAY, "place": 1, "total": 3, "id": "i3"})),
        (RIGHT, "i1:up", ("already_first", {"text": HEAR, "place": 1, "total": 3, "id": "i1"})),
        (START, "i2:down", ("already_last", {"text": HONEST, "place": 3, "total": 3, "id": "i2"})),
    ],
)
def test_a_move_is_announced(order, move, said):
    posted = {"answer": order, "answer-move": [move]}

    assert KIND.announce(KIND.read(posted, SAMPLE.asked), posted, SAMPLE.asked) == said


def test_a_move_without_the_order_starts_from_the_start():
    posted = {"answer-move": ["i3:up"]}

    assert KIND.announce(START, posted, SAMPLE.asked)[0] == "already_first"


@pytest.mark.parametrize("posted", [{"answer": RIGHT}, {"answer": RIGHT, "answer-move": [""]}])
def test_nothing_is_announced_where_nothing_was_moved(posted):
    assert KIND.announce(RIGHT, posted, SAMPLE.asked) is None


def test_nothing_is_announced_without_an_answer():
    assert KIND.announce(None, {"answer-move": ["i1:up"]}, SAMPLE.asked) is None


@pytest.mark.parametrize(
    ("drawn", "arranged"),
    [(RIGHT, ["i2", "i3", "i1"]), (START, START), (["i2", "i1", "i3"], ["i2", "i1", "i3"])],
)
def test_a_try_never_starts_from_the_right_order(drawn, arranged):
    assert KIND.arranged(tuple(drawn), SAMPLE.key) == arranged


# scoring.md, section 4: the key is ABCDE.
@pytest.mark.parametrize(
    ("scheme", "fractions"),
    [
        ("all_or_nothing", ("0", "0", "0")),
        ("absolute_position", ("0.6", "0", "0.2")),
        ("next_without_last", ("0.5", "0.75", "0")),
        ("next_with_last", ("0.6", "0.6", "0")),
        ("one_on_each_side", ("0.5", "0.6", "0")),
        ("all_on_each_side", ("0.9", "0.6", "0")),
        ("longest_ordered", ("0.8", "0.8", "0")),
        ("longest_unbroken", ("0.8", "0.8", "0")),
        ("distance", ("0.9", "0.6", "0.4")),
    ],
)
def test_an_order_is_graded_by_the_scheme_of_its_key(scheme, fractions):
    key = {"order": list("ABCDE"), "scheme": scheme}

    grades = [KIND.grade(list(order), key) for order in ("BACDE", "EABCD", "EDCBA")]

    assert [(grade.fraction, grade.scheme) for grade in grades] == [(Decimal(each), scheme) for each in fractions]
    assert KIND.grade(list("ABCDE"), key).fraction == 1
    assert KIND.grade(None, key) == Grade(Decimal(0), scheme, "0")


def test_workings_can_be_done_again_by_hand():
    assert KIND.grade(["i1", "i3", "i2"], SAMPLE.key).workings == "1 / 3"


def test_an_order_in_words_is_numbered():
    assert KIND.summarize(RIGHT, SAMPLE.asked) == [f"1. {HEAR}", f"2. {HONEST}", f"3. {STAY}"]
    assert KIND.summarize(None, SAMPLE.asked) == []


def test_best_and_other():
    assert KIND.best(SAMPLE.key) == RIGHT
    assert KIND.other(SAMPLE.asked, SAMPLE.key) == ["i3", "i2", "i1"]


def test_what_stands_elsewhere_is_remarked_on_beside_the_stronger_order():
    told = KIND.explain(["i1", "i3", "i2"], SAMPLE.asked, SAMPLE.key, SAMPLE.feedback)

    assert told == Explanation(
        yours=[
            Line(HEAR, fits=True),
            Line(STAY, remark="An offer helps once the limit is clear.", fits=False),
            Line(HONEST, fits=False),
        ],
        stronger=[Line(HEAR), Line(HONEST), Line(STAY)],
    )


def test_an_item_without_a_remark_has_none():
    told = KIND.explain(["i2", "i1", "i3"], SAMPLE.asked, SAMPLE.key, {"why": "", "options": {}})

    assert [line.remark for line in told.yours] == ["", "", ""]


def test_nothing_is_stronger_than_the_right_order():
    told = KIND.explain(RIGHT, SAMPLE.asked, SAMPLE.key, SAMPLE.feedback)

    assert told == Explanation(yours=[Line(HEAR), Line(HONEST), Line(STAY)], stronger=[])


def test_no_answer_is_explained_by_the_order():
    told = KIND.explain(None, SAMPLE.asked, SAMPLE.key, SAMPLE.feedback)

    assert told == Explanation(yours=[], stronger=[Line(HEAR), Line(HONEST), Line(STAY)])


def items(*texts):
    return {"items": [{"id": f"i{n}", "text": text} for n, text in enumerate(texts)]}


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        (items("a", "b", "c"), []),
        (items("a", "b"), [Fault.TOO_FEW_ITEMS]),
        (items("a", "b", " "), [Fault.EMPTY_OPTION]),
        (items("a", "b", "a "), [Fault.TWICE_THE_SAME]),
    ],
)
def test_faults_by_table(asked, faults):
    assert KIND.faults(asked, SAMPLE.key, SAMPLE.feedback) == faults


def test_its_parts_are_its_items():
    assert KIND.ids(SAMPLE.asked) == RIGHT


@pytest.mark.parametrize("response", [None, [], ["i1", "i2"], ["i1", "i2", "old"]])
def test_the_form_starts_as_it_was_drawn(response):
    view = KIND.view(SAMPLE.asked, response)

    assert [row["id"] for row in view["rows"]] == START


def test_the_form_shows_the_order_so_far():
    assert KIND.view(SAMPLE.asked, RIGHT) == {
        "rows": [
            {"id": "i1", "place": 1, "text": HEAR},
            {"id": "i2", "place": 2, "text": HONEST},
            {"id": "i3", "place": 3, "text": STAY},
        ],
        "is_moved": True,
    }
    assert KIND.view(SAMPLE.asked, None)["is_moved"] is False


def test_cases_an_author_can_try():
    assert KIND.cases(SAMPLE.asked, SAMPLE.key) == {
        "best": RIGHT,
        "neighbors_changed": ["i2", "i1", "i3"],
        "first_put_last": ["i2", "i3", "i1"],
        "turned_around": ["i3", "i2", "i1"],
        "none": None,
    }
