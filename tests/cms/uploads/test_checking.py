"""What a file is, by its bytes."""

import io

import pytest
from PIL import Image

from cms.uploads import rules
from cms.uploads.checking import drawn_anew, recognize
from cms.uploads.rules import Refusal, Refused
from tests.cms.uploads import files


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (files.PDF, rules.PDF),
        (files.packed(files.WORD), rules.DOCX),
        (files.packed(files.OPEN_DOCUMENT), rules.ODT),
        (b"Two lines.\r\n\tAnd one in Spanish: \xc3\xa1rbol.\n", rules.TEXT),
        (b"\xef\xbb\xbfWith a mark in front.", rules.TEXT),
        (files.picture("JPEG"), rules.JPEG),
        (files.picture("WEBP"), rules.JPEG),
        (files.picture("HEIF"), rules.JPEG),
        (files.picture("PNG"), rules.PNG),
        (files.MP3, rules.MP3),
        (b"\xff\xfb\x90\x64" + bytes(500), rules.MP3),
        (files.M4A, rules.M4A),
        (files.OGG, rules.OGG),
        (files.WAV, rules.WAV),
        (files.WEBM, rules.WEBM),
    ],
    ids=lambda value: value.media_type if isinstance(value, rules.Format) else "",
)
def test_what_is_taken_is_told_by_its_bytes(content, format):
    assert recognize(content) == format


EMPTY_PARTS = {f"word/{number}.xml": b"" for number in range(rules.MOST_ENTRIES)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Refusal.EMPTY),
        (files.PROGRAM, Refusal.UNKNOWN),
        (b"\x7fELF" + bytes(100), Refusal.UNKNOWN),
        (files.SVG, Refusal.UNKNOWN),
        (b"  " + files.SVG, Refusal.UNKNOWN),
        (files.HTML, Refusal.UNKNOWN),
        (b"Hello <script>alert(1)</script>", Refusal.UNKNOWN),
        (b"#!/bin/sh\nrm -rf /\n", Refusal.UNKNOWN),
        (b"text with a \x00 in it", Refusal.UNKNOWN),
        (b"\xff\xfe\x00\x01 not utf-8", Refusal.UNKNOWN),
        (files.picture("GIF"), Refusal.UNKNOWN),
        (files.FILM, Refusal.UNKNOWN),
        (files.WEBM + b"V_VP9", Refusal.UNKNOWN),
        (files.packed({"a.txt": b"x"}), Refusal.UNKNOWN),
        (files.packed({"mimetype": b"application/epub+zip"}), Refusal.UNKNOWN),
        (files.packed(files.WORD | {"word/vbaProject.bin": b"x"}), Refusal.HOLDS_A_PROGRAM),
        (files.packed(files.WORD | {"word/embeddings/run.exe": b"x"}), Refusal.HOLDS_A_PROGRAM),
        (files.packed(files.WORD)[:60], Refusal.BROKEN),
        (files.bomb(), Refusal.PACKED_TOO_TIGHTLY),
        (
            files.packed(files.WORD | {f"word/{n}.xml": b"" for n in range(rules.MOST_ENTRIES)}),
            Refusal.PACKED_TOO_TIGHTLY,
        ),
    ],
    ids=range(20),
)
def test_everything_else_is_refused_with_its_reason(content, reason):
    with pytest.raises(Refused) as refused:
        recognize(content)

    assert refused.value.reason == reason


def test_a_picture_loses_its_place_its_camera_and_what_hung_behind_it_and_stands_upright():
    content = files.with_place()
    assert b"SECRET-CAMERA" in content
    assert b"SECRET-COMMENT" in content

    drawn, format = drawn_anew(content)

    with Image.open(io.BytesIO(drawn)) as kept:
        assert (kept.size, dict(kept.getexif()), format) == ((20, 40), {}, rules.JPEG)
    assert b"SECRET" not in drawn


def test_a_picture_is_drawn_no_larger_than_a_page_needs():
    drawn, _ = drawn_anew(files.picture(size=(6000, 30)))

    with Image.open(io.BytesIO(drawn)) as kept:
        assert kept.size == (rules.LONGEST_SIDE, 15)


@pytest.mark.parametrize(
    ("content", "format", "mode"),
    [
        (files.picture("PNG"), rules.PNG, "RGB"),
        (files.picture("WEBP", mode="RGBA"), rules.PNG, "RGBA"),
        (files.picture("HEIF"), rules.JPEG, "RGB"),
        (files.picture("JPEG", mode="CMYK"), rules.JPEG, "RGB"),
        (files.picture("PNG", mode="P"), rules.PNG, "RGB"),
    ],
)
def test_what_can_be_seen_through_stays_so(content, format, mode):
    drawn, kept_as = drawn_anew(content)

    with Image.open(io.BytesIO(drawn)) as kept:
        assert (kept_as, kept.mode) == (format, mode)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (files.huge_picture(), Refusal.TOO_MANY_PIXELS),
        (files.picture(size=(400, 300))[:600], Refusal.BROKEN),
        (files.SVG, Refusal.BROKEN),
    ],
    ids=["huge", "cut off", "svg"],
)
def test_a_picture_that_cannot_be_drawn_is_refused(content, reason):
    with pytest.raises(Refused) as refused:
        drawn_anew(content)

    assert refused.value.reason == reason
