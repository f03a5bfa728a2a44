from quizzes.programs.changes import Change, Difference, differences


def rules(*requirements):
    return {"requirements": list(requirements)}


def asked(key, **more):
    return {"key": key, "kind": "exam", "source": "a", "as_of": "2026-01-01", **more}


def test_only_what_a_rule_says_is_a_difference():
    old = rules(asked("exam", minutes=60), asked("papers"), asked("gone"))
    new = rules(asked("exam", minutes=90), {**asked("papers"), "source": "b", "as_of": "2027-01-01"}, asked("added"))

    assert differences(old, new) == [
        Difference(Change.CHANGED, asked("exam", minutes=60), asked("exam", minutes=90)),
        Difference(Change.ADDED, None, asked("added")),
        Difference(Change.REMOVED, asked("gone"), None),
    ]


def test_what_is_empty_and_what_is_left_out_say_the_same():
    assert differences(rules(asked("exam", minutes=None)), rules(asked("exam"))) == []
