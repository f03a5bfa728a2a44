"""Words beside the sound are gone, and the sound is the same."""

import io
import struct
import wave

import pytest

from cms.uploads.recordings import without_words
from cms.uploads.rules import M4A, MP3, OGG, WAV, Refusal, Refused

SECRET = b"SECRET +40.4462-079.9822/"
FRAMES = b"\xff\xfb\x90\x64" + b"\x11\x22\x33" * 200


def id3(content: bytes = SECRET, footer: bool = False) -> bytes:
    size = len(content)
    bytes_of_seven = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\x00" + (b"\x10" if footer else b"\x00") + bytes_of_seven + content + (bytes(10) if footer else b"")


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + name + content


@pytest.mark.parametrize(
    "content",
    [
        FRAMES,
        id3() + FRAMES,
        id3(SECRET * 100) + id3(footer=True) + FRAMES,
        id3() + FRAMES + b"TAG" + SECRET.ljust(125, b"\0"),
    ],
)
def test_an_mp3_is_its_frames_and_nothing_else(content):
    assert without_words(content, MP3) == FRAMES


@pytest.mark.parametrize("content", [id3(), b"ID3\x04", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + FRAMES])
def test_an_mp3_that_is_all_words_is_broken(content):
    with pytest.raises(Refused) as refused:
        without_words(content, MP3)

    assert refused.value.reason == Refusal.BROKEN


def test_an_m4a_keeps_every_byte_of_sound_where_its_index_says():
    sound, track = box(b"mdat", FRAMES), box(b"mdia", b"stbl and where the sound lies")
    told = box(b"udta", box(b"\xa9xyz", SECRET)), box(b"meta", b"com.apple.quicktime.location", SECRET)
    large = struct.pack(">I4sQ", 1, b"udta", 16 + len(SECRET)) + SECRET
    content = (
        box(b"ftyp", b"M4A ")
        + box(b"moov", box(b"mvhd", b"time"), box(b"trak", track, told[0]), *told)
        + large
        + sound
        + box(b"uuid", SECRET)
    )

    made = without_words(content, M4A)

    assert (b"SECRET" in made, b"location" in made, b"xyz" in made) == (False, False, False)
    assert len(made) == len(content)
    for part in (sound, track, box(b"mvhd", b"time")):
        assert made.index(part) == content.index(part)
    assert without_words(made, M4A) == made


@pytest.mark.parametrize("size", [4, 999])
def test_an_m4a_whose_boxes_do_not_fit_is_broken(size):
    with pytest.raises(Refused):
        without_words(box(b"ftyp", b"M4A ") + struct.pack(">I", size) + b"moov" + bytes(20), M4A)


def test_a_wav_plays_the_same_without_its_words():
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x01\x02" * 400)
    words = b"LIST" + struct.pack("<I", len(SECRET)) + SECRET + b"\0" + b"bext" + struct.pack("<I", 6) + b"SECRET"
    plain = made.getvalue()
    content = b"RIFF" + struct.pack("<I", len(plain + words) - 8) + plain[8:36] + words + plain[36:]

    cleaned = without_words(content, WAV)

    assert b"SECRET" not in cleaned
    with wave.open(io.BytesIO(cleaned)) as sound:
        assert (sound.getframerate(), sound.readframes(1000)) == (8000, b"\x01\x02" * 400)


def test_a_wav_that_was_cut_off_stays_what_there_is_of_it():
    content = b"RIFF\x24\x00\x00\x00WAVE" + b"data" + struct.pack("<I", 5000) + b"\x01\x02" * 20

    assert without_words(content, WAV) == content


def test_an_ogg_is_left_as_it_is():
    assert without_words(b"OggS" + SECRET, OGG) == b"OggS" + SECRET
