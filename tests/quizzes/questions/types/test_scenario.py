"""Branching scenarios: reading a walk, what the page may show, what a way earns, what keeps one from going live."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import Fault, UnknownOption, walks
from quizzes.questions.types.contract import Line
from quizzes.questions.types.scenario import Scenario

KIND = Scenario()
SAMPLE = KIND.sample()
ASKED, KEY = SAMPLE.asked, SAMPLE.key
S1, S2 = ASKED["steps"]
C1, C2, C3 = S1["choices"]
C4, C5 = S2["choices"]


def posted(*path: str, step: str = "", **buttons: str) -> dict[str, list[str]]:
    """A page of the form: the hidden way, the step being decided, and what was chosen or pressed."""
    fields = {"answer-path": list(path), "answer-step": [step] if step else []}
    return fields | {f"answer-{name}" if name != "answer" else name: [value] for name, value in buttons.items()}


@pytest.mark.parametrize(
    ("form", "response"),
    [
        (posted(), None),
        (posted(go="1"), None),
        (posted(back="1"), None),
        (posted(answer="c1"), {"path": ["c1"]}),
        (posted(answer="c1", go="1"), {"path": ["c1"]}),
        (posted("c1"), {"path": ["c1"]}),
        (posted("c1", go="1"), {"path": ["c1"], "step": "s2"}),
        (posted("c1", step="s2"), {"path": ["c1"], "step": "s2"}),
        (posted("c1", step="s2", go="1"), {"path": ["c1"], "step": "s2"}),
        (posted("c1", step="s2", answer="c4"), {"path": ["c1", "c4"]}),
        (posted("c1", step="s2", answer="c4", go="1"), {"path": ["c1", "c4"]}),
        # An ending stays where it is, whatever is pressed.
        (posted("c3"), {"path": ["c3"]}),
        (posted("c3", go="1"), {"path": ["c3"]}),
        (posted("c1", "c5", go="1"), {"path": ["c1", "c5"]}),
        # Back takes the last choice away and shows its step again, also with a radio ticked.
        (posted("c1", back="1"), None),
        (posted("c1", step="s2", back="1", answer="c4"), None),
        (posted("c1", "c5", back="1"), {"path": ["c1"], "step": "s2"}),
    ],
)
def test_a_form_is_read_as_the_way_so_far(form, response):
    assert KIND.read(form, ASKED) == response


def test_another_field_name_is_read_the_same():
    form = {"q3-path": ["c2"], "q3-step": ["s2"], "q3": ["c4"], "answer": ["c1"]}

    assert KIND.read(form, ASKED, "q3") == {"path": ["c2", "c4"]}


@pytest.mark.parametrize(
    "form",
    [
        posted("c4"),
        posted("nope"),
        posted("c1", "c1"),
        posted("c3", "c4"),
        posted("c1", "c4", "c4"),
        posted(answer="c4"),
        posted(answer="nope"),
        posted("c1", answer="c4"),
        posted("c1", step="s1"),
        posted("c1", step="nope"),
        posted("c3", step="s2"),
        posted("c1", step="s2", answer="c1"),
        posted("c3", answer="c1"),
        {"answer": ["c1", "c2"]},
        {"answer-path": ["c1"], "answer-step": ["s2", "s2"]},
    ],
)
def test_no_way_goes_like_that(form):
    with pytest.raises(UnknownOption) as refused:
        KIND.read(form, ASKED)

    # What was refused is told to whoever looks into it.
    assert refused.value.args[0] in form.values()


@pytest.mark.parametrize(
    ("form", "stays"),
    [
        ({}, False),
        ({"answer": [""]}, False),
        (posted("c1", "c4"), False),
        ({"answer": ["c1"]}, True),
        ({"answer-go": ["1"]}, True),
        ({"answer-back": ["1"]}, True),
    ],
)
def test_the_page_stays_until_an_ending_was_looked_at(form, stays):
    assert KIND.stays(form) is stays
    assert KIND.stays({name.replace("answer", "q3"): values for name, values in form.items()}, "q3") is stays


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (posted(answer="c1", go="1"), ("scenario_told", {})),
        (posted(answer="c3", go="1"), ("scenario_end", {})),
        (posted("c1", step="s2", answer="c4"), ("scenario_end", {})),
        (posted("c1", go="1"), ("scenario_step", {"number": 2})),
        (posted("c1", back="1"), ("scenario_back", {})),
        (posted("c1", step="s2", back="1", answer="c4"), ("scenario_back", {})),
        (posted(go="1"), ("scenario_choose", {})),
        (posted("c1"), None),
    ],
)
def test_the_status_line_says_what_changed(form, said):
    assert KIND.announce(KIND.read(form, ASKED), form, ASKED) == said


def test_a_choice_that_was_not_kept_ends_no_scenario():
    assert KIND.announce(None, posted(answer="c3"), ASKED) == ("scenario_told", {})


def told(step, choice) -> dict:
    return {"scene": step["text"], "choice": choice["text"], "then": choice["then"]}


def offered(step) -> list[dict]:
    return [{"id": choice["id"], "text": choice["text"]} for choice in step["choices"]]


@pytest.mark.parametrize(
    ("response", "seen"),
    [
        (
            None,
            {
                "path": [],
                "step": "",
                "scene": S1["text"],
                "choices": offered(S1),
                "number": 1,
                "walked": [],
                "last": None,
                "goes_on": True,
            },
        ),
        (
            {"path": ["c1"]},
            {
                "path": ["c1"],
                "step": "",
                "scene": "",
                "choices": [],
                "number": 1,
                "walked": [told(S1, C1)],
                "last": told(S1, C1),
                "goes_on": True,
            },
        ),
        (
            {"path": ["c1"], "step": "s2"},
            {
                "path": ["c1"],
                "step": "s2",
                "scene": S2["text"],
                "choices": offered(S2),
                "number": 2,
                "walked": [told(S1, C1)],
                "last": None,
                "goes_on": True,
            },
        ),
        (
            {"path": ["c1", "c5"]},
            {
                "path": ["c1", "c5"],
                "step": "",
                "scene": "",
                "choices": [],
                "number": 2,
                "walked": [told(S1, C1), told(S2, C5)],
                "last": told(S2, C5),
                "goes_on": False,
            },
        ),
    ],
)
def test_a_page_shows_the_way_so_far_and_nothing_that_was_not_reached(response, seen):
    assert KIND.view(ASKED, response) == seen


@pytest.mark.parametrize(
    ("path", "workings", "fraction"),
    [
        ([], "0", "0"),
        (["c2", "c4"], "(2 + 2) / 4", "1"),
        (["c1", "c4"], "(1 + 2) / 4", "0.75"),
        (["c2"], "(2) / 4", "0.5"),
        (["c1", "c5"], "(1 + 0) / 4", "0.25"),
    ],
)
def test_every_choice_on_the_way_earns(path, workings, fraction):
    response = {"path": path} if path else None

    assert KIND.grade(response, KEY) == Grade(Decimal(fraction), "scenario_path", workings, False)


@pytest.mark.parametrize(
    ("path", "workings", "fraction"),
    [
        (["c2", "c4"], "(2) / 2", "1"),
        (["c1", "c4"], "(2) / 2", "1"),
        (["c2", "c5"], "(0) / 2", "0"),
        # On the way, and not at an end: nothing is earned yet.
        (["c2"], "0", "0"),
        ([], "0", "0"),
    ],
)
def test_only_how_it_ends_earns_where_the_author_says_so(path, workings, fraction):
    response = {"path": path} if path else None

    assert KIND.grade(response, KEY | {"worth": "ending"}) == Grade(Decimal(fraction), "scenario_ending", workings)


def test_a_choice_that_needs_a_talk_holds_the_grade_whatever_it_earns():
    assert KIND.grade({"path": ["c3"]}, KEY) == Grade(Decimal(0), "scenario_path", "(0) / 4", True)
    assert KIND.grade({"path": ["c2", "c4"]}, KEY | {"talk": ["c4"]}).talk
    assert KIND.grade({"path": ["c2", "c4"]}, KEY | {"talk": ["c4"]}).fraction == 1


def test_a_scenario_without_points_earns_nothing_and_does_not_divide_by_it():
    assert KIND.grade({"path": ["c2"]}, KEY | {"points": {}}) == Grade(Decimal(0), "scenario_path", "0")


def test_the_best_way_the_least_promising_one_and_what_the_simulator_asks():
    assert KIND.best(KEY) == {"path": ["c2", "c4"]}
    assert KIND.other(ASKED, KEY) == {"path": ["c3"]}
    assert KIND.best(KEY | {"worth": "ending"}) == {"path": ["c1", "c4"]}
    assert KIND.other(ASKED, KEY | {"points": KEY["points"] | {"c3": 9}}) == {"path": ["c1", "c5"]}
    assert KIND.cases(ASKED, KEY) == {
        "best": {"path": ["c2", "c4"]},
        "stopped_early": {"path": ["c2"]},
        "other": {"path": ["c3"]},
        "none": None,
    }
    assert "stopped_early" not in KIND.cases(ASKED, KEY | {"points": {"c3": 9}})


def test_a_response_in_words_is_the_choices_in_order():
    assert KIND.summarize({"path": ["c2", "c4"]}, ASKED) == [C2["text"], C4["text"]]
    assert KIND.summarize({"path": ["nope"]}, ASKED) == []
    assert KIND.summarize(None, ASKED) == []
    assert [KIND.is_answered(each) for each in (None, {"path": []}, {"path": ["c1"]})] == [False, False, True]


def test_a_way_is_explained_choice_by_choice_with_the_best_one_beside_it():
    explained = KIND.explain({"path": ["c1", "c5"]}, ASKED, KEY, SAMPLE.feedback)

    assert explained.yours == [
        Line(C1["text"], prompt=S1["text"], remark=C1["then"], fits=False),
        Line(C5["text"], prompt=S2["text"], remark="Warm, and hard to keep.", fits=False),
    ]
    assert explained.stronger == [Line(C2["text"], prompt=S1["text"]), Line(C4["text"], prompt=S2["text"])]


def test_the_best_way_needs_no_other_beside_it_and_no_answer_gets_it():
    best = KIND.explain({"path": ["c2", "c4"]}, ASKED, KEY, SAMPLE.feedback)

    assert [(line.text, line.fits) for line in best.yours] == [(C2["text"], True), (C4["text"], True)]
    assert best.stronger == []
    assert KIND.explain(None, ASKED, KEY, SAMPLE.feedback).yours == []
    assert len(KIND.explain(None, ASKED, KEY, SAMPLE.feedback).stronger) == 2


def graph(*steps: dict, points: dict | None = None, worth: str = "path", names: dict | None = None):
    """A scenario from `{"id": …, "next": [a step, "" or None for each choice]}`; every choice gives a point."""
    asked = [
        {
            "id": step["id"],
            "text": "Lee writes.",
            "choices": [
                {"id": f"{step['id']}{n}", "text": f"Choice {n}", "then": "Then.", "next": follows}
                for n, follows in enumerate(step["next"])
            ],
        }
        for step in steps
    ]
    ids = [choice["id"] for step in asked for choice in step["choices"]]
    called = names or {step["id"]: step["id"] for step in asked}
    return asked, walks.key_of(
        asked, points=points if points is not None else dict.fromkeys(ids, 1), talk=[], worth=worth, names=called
    )


def in_a_row(length: int):
    steps = [{"id": f"s{n}", "next": [f"s{n + 1}" if n < length - 1 else "", ""]} for n in range(length)]
    return graph(*steps)


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (graph({"id": "a", "next": ["", ""]}), []),
        (graph({"id": "a", "next": ["b", "b"]}, {"id": "b", "next": ["", ""]}), []),
        (graph({"id": "a", "next": ["b", "c"]}, {"id": "b", "next": ["", ""]}, {"id": "c", "next": ["", ""]}), []),
        (graph({"id": "a", "next": ["", "", "", "", ""]}), []),
        (graph({"id": "a", "next": ["", "", "", "", "", ""]}), [Fault.TOO_FEW_CHOICES]),
        (graph({"id": "a", "next": [""]}), [Fault.TOO_FEW_CHOICES]),
        (graph({"id": "a", "next": ["b", ""]}, {"id": "b", "next": []}), [Fault.TOO_FEW_CHOICES]),
        (graph({"id": "a", "next": ["", None]}), [Fault.UNKNOWN_STEP]),
        (graph({"id": "a", "next": ["", ""]}, {"id": "b", "next": ["", ""]}), [Fault.NEVER_REACHED]),
        (graph({"id": "a", "next": ["a", ""]}), [Fault.GOES_IN_CIRCLES]),
        (
            graph({"id": "a", "next": ["b", ""]}, {"id": "b", "next": ["c", ""]}, {"id": "c", "next": ["b", ""]}),
            [Fault.GOES_IN_CIRCLES],
        ),
        (in_a_row(8), []),
        (in_a_row(9), [Fault.TOO_DEEP]),
        (graph({"id": "a", "next": ["", ""]}, points={}), [Fault.NO_POINTS]),
        # Points on the way do not count where only the ending does.
        (
            graph({"id": "a", "next": ["b", "b"]}, {"id": "b", "next": ["", ""]}, points={"a0": 3}, worth="ending"),
            [Fault.NO_POINTS],
        ),
        (
            graph({"id": "a", "next": ["b", ""]}, {"id": "b", "next": ["", ""]}, names={"a": "Later", "b": " later"}),
            [Fault.STEP_NAME_TWICE],
        ),
    ],
)
def test_the_shape_of_a_scenario_is_looked_over(made, found):
    steps, key = made

    assert KIND.faults({"steps": steps}, key, {"options": {}}) == found


@pytest.mark.parametrize(
    ("made", "has"),
    [
        (graph({"id": "a", "next": ["b", "b"]}, {"id": "b", "next": ["", None]}), False),
        (graph({"id": "a", "next": ["", "a"]}), True),
        (graph({"id": "a", "next": ["", "b"]}, {"id": "b", "next": ["", "a"]}), True),
        # A circle nobody comes to is one all the same.
        (graph({"id": "a", "next": ["", ""]}, {"id": "b", "next": ["b", ""]}), True),
    ],
)
def test_a_circle_is_a_step_that_leads_back_to_itself(made, has):
    assert walks.has_circle(made[1]) is has


def test_an_author_is_told_which_step_it_is():
    steps, key = graph(
        {"id": "a", "next": ["b", None]}, {"id": "b", "next": ["", ""]}, {"id": "c", "next": ["c", ""]},
        names={"a": "Start", "b": " Later ", "c": "Alone"},
    )  # fmt: skip
    asked = {"steps": [steps[0], steps[1] | {"text": " "}, steps[2]]}

    said = {fault: KIND.where(fault, asked, key) for fault in KIND.faults(asked, key, {})}

    assert said == {
        Fault.EMPTY_STEP: "Later",
        Fault.UNKNOWN_STEP: "Start",
        Fault.NEVER_REACHED: "Alone",
        Fault.GOES_IN_CIRCLES: "Alone",
    }
    assert KIND.where(Fault.NO_POINTS, asked, key) == ""


def test_a_scenario_without_steps_needs_its_first():
    assert KIND.faults({"steps": []}, walks.key_of([], points={}, talk=[], worth="path", names={}), {}) == [
        Fault.NO_STEPS
    ]


@pytest.mark.parametrize(
    ("step", "choice", "found"),
    [
        ({"text": " "}, {}, [Fault.EMPTY_STEP]),
        ({}, {"text": " "}, [Fault.EMPTY_OPTION]),
        ({}, {"then": " "}, [Fault.NO_CONSEQUENCE]),
        ({}, {"text": f"{C2['text']} "}, [Fault.TWICE_THE_SAME]),
    ],
)
def test_every_step_and_choice_says_something(step, choice, found):
    first = S1 | step | {"choices": [C1 | choice, C2, C3]}

    assert KIND.faults({"steps": [first, S2]}, KEY, SAMPLE.feedback) == found


def test_the_same_words_may_stand_in_two_steps():
    later = S2 | {"choices": [C4 | {"text": C1["text"]}, C5]}

    assert KIND.faults({"steps": [S1, later]}, KEY, SAMPLE.feedback) == []


def test_ids_are_those_of_steps_and_choices():
    assert KIND.ids(ASKED) == ["c1", "c2", "c3", "c4", "c5", "s1", "s2"]


# Drafts are previewed before they are whole: nothing may run for ever, nothing may break.
CIRCLE = graph({"id": "a", "next": ["b", ""]}, {"id": "b", "next": ["a", ""]})


def test_a_draft_that_turns_in_a_circle_still_has_a_best_way():
    steps, key = CIRCLE

    assert KIND.best(key) == {"path": ["a0", "b0"]}
    assert KIND.other({"steps": steps}, key) == {"path": ["a1"]}
    assert walks.most(key) == 2
    assert KIND.explain({"path": ["a0", "b0"]}, {"steps": steps}, key, {"options": {}}).stronger == []


@pytest.mark.parametrize(
    ("made", "worth", "worths"),
    [
        # Back to where the way has been is no ending, so it earns nothing by itself where only endings do.
        (CIRCLE, "path", {"a0": 2, "a1": 1, "b0": 1, "b1": 1}),
        (CIRCLE, "ending", {"a0": 1, "a1": 1, "b0": 0, "b1": 1}),
        # Nor is a step that has no choices yet, and nothing can be earned there.
        (graph({"id": "a", "next": ["b", ""]}, {"id": "b", "next": []}), "path", {"a0": 1, "a1": 1}),
        (graph({"id": "a", "next": ["b", ""]}, {"id": "b", "next": []}), "ending", {"a0": 0, "a1": 1}),
    ],
)
def test_a_choice_in_a_draft_is_worth_what_follows_it_and_no_more(made, worth, worths):
    assert walks.worths(made[1] | {"worth": worth}) == worths


def test_a_draft_without_steps_has_nothing_to_show():
    key = walks.key_of([], points={}, talk=[], worth="path", names={})

    assert (KIND.best(key), walks.most(key), KIND.view({"steps": []}, None)["choices"]) == ({"path": []}, 0, [])
    assert key["first"] == ""
    assert walks.comes_next([], []) is None
    assert walks.walked([], ["a"]) is None


def test_a_choice_that_leads_to_no_known_step_ends_the_way():
    steps, key = graph({"id": "a", "next": [None, ""]})

    assert walks.comes_next(steps, ["a0"]) is None
    assert KIND.grade({"path": ["a0"]}, key).fraction == 1
    assert walks.earned(key | {"worth": "ending"}, ["a0"]) == [1]


def test_a_wide_scenario_is_weighed_in_no_time():
    """Five choices that all lead on, twelve steps long: a quarter of a billion ways, each step looked at once."""
    _, key = graph(*({"id": f"s{n:02d}", "next": [f"s{n + 1:02d}" if n < 11 else ""] * 5} for n in range(12)))

    assert walks.most(key) == 12
    assert len(walks.way(key)) == 12
    assert walks.longest_way(key) == 12


@pytest.mark.parametrize(
    ("steps", "follows", "turns"),
    [
        ({"s1": ["a", "b"], "s2": ["c"]}, {"a": "s2", "b": "", "c": None}, False),
        ({"s1": ["a"], "s2": ["b"]}, {"a": "s2", "b": "s1"}, True),
        ({"s1": ["a"], "s2": ["b", "c"]}, {"a": "s2", "b": "", "c": "s2"}, True),
        ({"s1": ["a"], "s2": ["b"], "s3": ["c"]}, {"a": "s2", "b": "s3", "c": "s2"}, True),
        # Two ways that meet again are no circle.
        ({"s1": ["a", "b"], "s2": ["c"], "s3": ["d"]}, {"a": "s2", "b": "s3", "c": "s3", "d": ""}, False),
        ({"s1": ["a"]}, {}, False),
        # A choice that leads nowhere known, beside a step that has an odd name.
        ({"XXXX": ["a"]}, {"a": ""}, False),
    ],
)
def test_has_circle_finds_a_step_that_leads_back_to_itself(steps, follows, turns):
    assert walks.has_circle({"steps": steps, "next": follows}) is turns


@pytest.mark.parametrize(
    ("form", "refused"),
    [
        (posted("c9"), ["c9"]),
        (posted(answer="c9"), ["c9"]),
        (posted("c1", step="s9"), ["s9"]),
    ],
)
def test_what_is_no_way_is_refused_by_its_name(form, refused):
    with pytest.raises(UnknownOption) as caught:
        KIND.read(form, ASKED)

    assert caught.value.args == (refused,)


def test_reached_from_follows_every_branch():
    steps = {"s1": ["a", "b"], "s2": ["c"], "s3": ["d"], "s4": ["e"], "s5": ["f"]}
    follows = {"a": "s2", "b": "s3", "c": "s4", "d": "s5", "e": "", "f": ""}

    assert walks.reached_from({"steps": steps, "next": follows}, "s1") == {"s1", "s2", "s3", "s4", "s5"}


def test_a_choice_without_points_earns_none_and_no_steps_have_no_first():
    assert walks.earned({"worth": "path", "points": {"a": 2}, "next": {}}, ["a", "b"]) == [2, 0]
    assert walks.key_of([], points={}, talk=[], worth="path", names={})["first"] == ""


def test_back_takes_one_choice_away_from_a_longer_way():
    steps = [
        {"id": here, "text": here, "choices": [{"id": here.upper(), "text": here, "then": "", "next": follows}]}
        for here, follows in (("a", "b"), ("b", "c"), ("c", ""))
    ]

    assert KIND.read({"answer-path": ["A", "B", "C"], "answer-back": ["1"]}, {"steps": steps}) == {
        "path": ["A", "B"],
        "step": "c",
    }
