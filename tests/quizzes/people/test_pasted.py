from quizzes.people.pasted import Line, LineKind, check, pieces


def has_at(text):
    return "@" in text


def test_pieces_are_cut_at_lines_commas_and_semicolons():
    text = "dana@example.org, Ann <Ann@Example.org>;\n\n \n joe@example.org"

    assert pieces(text) == ["dana@example.org", "ann@example.org", "joe@example.org"]


def test_each_address_says_what_will_happen():
    text = "new@example.org\nasked@example.org\nin@example.org\nnew@example.org\nno address"

    lines = check(text, enrolled={"in@example.org"}, waiting={"asked@example.org"}, is_address=has_at)

    assert lines == [
        Line("new@example.org", LineKind.INVITE),
        Line("asked@example.org", LineKind.AGAIN),
        Line("in@example.org", LineKind.ENROLLED),
        Line("new@example.org", LineKind.TWICE),
        Line("no address", LineKind.NOT_AN_ADDRESS),
    ]
