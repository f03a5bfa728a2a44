"""What may point at a real person. Quiet about everything else."""

import time

import pytest

from quizzes.questions.types.identifying import Finding, Sign, identifying


def said(text: str, names=()) -> list[tuple[str, str]]:
    return [(finding.sign.value, finding.said) for finding in identifying(text, names)]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Call me at (614) 867-5309.", "(614) 867-5309"),
        ("614.867.5309 is the number", "614.867.5309"),
        ("It is 614 867 5309, or", "614 867 5309"),
        ("+1 614-867-5309", "+1 614-867-5309"),
        ("1-614-867-5309", "1-614-867-5309"),
        ("Just 867-5309 works", "867-5309"),
        ("(614)867-5309", "(614)867-5309"),
    ],
)
def test_phone_numbers(text, passage):
    assert said(text) == [("phone", passage)]


@pytest.mark.parametrize(
    "text",
    [
        "Call or text 988, or 911 in danger.",
        "SAMHSA answers at 1-800-662-4357.",
        "The line is 800-662-4357 or 888 555 1234.",
        "The clinic’s made-up line is 614-555-0123.",
        "Dial (614) 555-0199 in the story.",
        "I slept from 2019-2020 and again 2021-2023.",
        "We counted 12,000 of 45 000 people, 80-100 a day.",
        "Order 1234-5678-9012 came.",
    ],
)
def test_help_lines_and_other_numbers_are_left_alone(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to kev.b+1@mail.example.com today", [("email", "kev.b+1@mail.example.com")]),
        ("Follow me @home", []),
        ("His number is 123-45-6789.", [("number", "123-45-6789")]),
        ("Room 12-34-5678", []),
    ],
)
def test_email_addresses_and_social_security_numbers(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("He lives at 1420 Maple Grove Ave now", "1420 Maple Grove Ave"),
        ("at 12 Oak Street", "12 Oak Street"),
        ("at 7 N. Pearl st, upstairs", "7 N. Pearl st"),
        ("on 245 5th Avenue", "245 5th Avenue"),
        ("Vive en Calle Reforma 120", "Calle Reforma 120"),
        ("vive en la calle Benito de la Cruz #12", "calle Benito de la Cruz #12"),
        ("en Av. Juárez 5", "Av. Juárez 5"),
    ],
)
def test_street_addresses(text, passage):
    assert said(text) == [("address", passage)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She was born on March 3, 1981.", [("birth", "born on March 3, 1981")]),
        ("DOB: 3/4/1981", [("birth", "DOB: 3/4/1981")]),
        ("Her date of birth is 3 May 1981", [("birth", "date of birth is 3 May 1981")]),
        ("His birthday is July 4th", [("birth", "birthday is July 4th")]),
        ("Nació el 3 de mayo de 1980.", [("birth", "Nació el 3 de mayo de 1980")]),
        ("I was born in Ohio and stopped on March 3, 2019.", []),
        ("We met on 11/20/2026 and on May 3, 2020.", []),
    ],
)
def test_dates_only_where_they_are_said_to_be_of_birth(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Mr. Gonzalez came.", [("titled", "Mr. Gonzalez")]),
        ("Dr Patel told me", [("titled", "Dr Patel")]),
        ("La Sra. Núñez habló", [("titled", "Sra. Núñez")]),
        ("I miss Sundays with the group.", []),
        ("The judge Asked.", []),
        ("Mr. Lee in the story", []),
    ],
)
def test_a_title_with_a_surname(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My sponsor Kevin Brown said it.", ["Kevin Brown"]),
        ("Kevin Brown said it.", ["Kevin Brown"]),
        ("I met Trevor Quillfeather there.", ["Trevor Quillfeather"]),
        ("I met Trevor J. Quillfeather there.", ["Trevor J. Quillfeather"]),
        ("I saw Kevin Brown and María Núñez-Ortiz.", ["Kevin Brown", "María Núñez-Ortiz"]),
        ("We met Kevin Brown Trevor Jones.", ["Kevin Brown", "Trevor Jones"]),
        ("We met Kevin.", []),
        ("Trevor Quillfeather came.", []),
        ("He came. Trevor Quillfeather left.", []),
        ("“Hope Matters,” she said.", []),
        ("He said. “Stop.” Then Nobody spoke.", []),
        ("He said, “Stop.” Trevor Quillfeather left.", []),
        ("He left.\t Trevor Quillfeather stayed.", []),
        ("“Trevor Quillfeather left.”", []),
        ("the (old) Trevor Quillfeather", ["Trevor Quillfeather"]),
        ("my “old” Trevor Quillfeather", ["Trevor Quillfeather"]),
        ("the old\tTrevor Quillfeather", ["Trevor Quillfeather"]),
        # A new line starts a sentence, whatever stood before it; a mark to sign at does not.
        ("We spoke of\nTrevor Quillfeather", []),
        ("Sign here: X Trevor Quillfeather", ["Trevor Quillfeather"]),
        # A pair of words that is nobody's name does not end the looking.
        ("At Narcotics Anonymous I met Trevor Quillfeather.", ["Trevor Quillfeather"]),
        ("At Narcotics Anonymous we say the Serenity Prayer.", []),
        ("In Franklin County, in New York, on Monday Night.", []),
        ("the Big Book and the Higher Power", []),
        ("Peer Support and Mental Health First Aid", []),
        ("Dana Whitfield called, and so did Luis Rivera.", []),
        ("SMART Recovery and AA and NAMI", []),
    ],
)
def test_a_first_name_with_a_surname(text, found):
    assert [passage for sign, passage in said(text)] == found


def test_who_the_caller_knows_is_left_alone():
    assert said("My friend Trevor Quillfeather, and Kevin Brown", names=["Trevor Q.", "kevin brown"]) == []
    assert said("My friend Trevor Quillfeather", names=["Kevin"]) == [("full_name", "Trevor Quillfeather")]


def test_findings_stand_in_the_order_of_the_text_and_do_not_overlap():
    text = "Kevin Brown lives at 12 Kevin Brown Street. Mr. Trevor Jones: 614-867-5309"

    assert identifying(text) == [
        Finding(Sign.FULL_NAME, "Kevin Brown", 0),
        Finding(Sign.ADDRESS, "12 Kevin Brown Street", 21),
        Finding(Sign.TITLED, "Mr. Trevor", 44),
        Finding(Sign.PHONE, "614-867-5309", 62),
    ]


def test_findings_that_touch_are_two_findings():
    assert identifying("Ask Kevin Brown(614) 867-5309.") == [
        Finding(Sign.FULL_NAME, "Kevin Brown", 4),
        Finding(Sign.PHONE, "(614) 867-5309", 15),
    ]


def test_a_social_security_number_takes_its_place_among_the_others():
    assert identifying("Kevin Brown, 123-45-6789, at 614-867-5309") == [
        Finding(Sign.FULL_NAME, "Kevin Brown", 0),
        Finding(Sign.NUMBER, "123-45-6789", 13),
        Finding(Sign.PHONE, "614-867-5309", 29),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "I listened. Nothing more.", "Yo escuché. Nada más."])
def test_nothing_in_a_text_that_names_nobody(text):
    assert identifying(text) == []


@pytest.mark.parametrize("unit", ["Abc ", "1 Abc ", "555 ", "a.a@a", "calle Abc de ", "Mr. ", "\n"])
def test_the_longest_text_is_looked_through_at_once(unit):
    text = (unit * 20_000)[:20_000]
    started = time.perf_counter()

    identifying(text)

    assert time.perf_counter() - started < 2
