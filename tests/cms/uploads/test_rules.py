"""Names and limits of handed-in files, without Django."""

import pytest

from cms.uploads.rules import (
    JPEG,
    MEGABYTE,
    MOST_BYTES,
    MP3,
    PDF,
    PNG,
    allowed_bytes,
    clean_name,
    ending_of,
    fits_name,
)


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("card.pdf", "pdf"),
        ("Card.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        ("card", ""),
        (".pdf", ""),
        ("C:\\docs.d\\card", ""),
        ("../../etc/passwd.txt ", "txt"),
        ("", ""),
    ],
)
def test_an_ending_is_what_follows_the_last_dot_of_the_last_part(name, ending):
    assert ending_of(name) == ending


@pytest.mark.parametrize(
    ("name", "format", "fits"),
    [
        ("card.pdf", PDF, True),
        ("card", PDF, True),
        ("card.exe", PDF, False),
        ("photo.heic", JPEG, True),
        ("photo.pdf", JPEG, False),
        ("song.mp3", MP3, True),
        ("song.wav", MP3, False),
    ],
)
def test_a_name_must_not_say_something_else_than_the_bytes(name, format, fits):
    assert fits_name(name, format) is fits


@pytest.mark.parametrize(
    ("name", "format", "clean"),
    [
        ("card.pdf", PDF, "card.pdf"),
        ("My  card\t(2).PDF", PDF, "My card (2).pdf"),
        ("../../etc/card.pdf", PDF, "card.pdf"),
        ("C:\\Users\\dana\\card.pdf", PDF, "card.pdf"),
        ("photo.heic", JPEG, "photo.jpg"),
        ("photo.webp", PNG, "photo.png"),
        ("", PDF, "file.pdf"),
        ("...", PDF, "file.pdf"),
        ("card", PDF, "card.pdf"),
        ("\u202egnp.card.pdf", PDF, "gnp.card.pdf"),
        ('a"b<c>d:e|f?g*.pdf', PDF, "abcdefg.pdf"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "a Set-Cookie x.pdf"),
        ("x" * 200 + ".pdf", PDF, "x" * 80 + ".pdf"),
        ("Tarjeta de José.pdf", PDF, "Tarjeta de José.pdf"),
    ],
)
def test_a_name_is_made_safe_to_show_and_to_save_under(name, format, clean):
    assert clean_name(name, format) == clean


def test_an_author_can_ask_for_less_than_the_house_takes_and_never_for_more():
    assert allowed_bytes(5 * MEGABYTE) == 5_000_000
    assert allowed_bytes(500 * MEGABYTE) == MOST_BYTES == 25_000_000
    assert allowed_bytes(0) == MOST_BYTES
