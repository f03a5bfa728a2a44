"""A recording without what stands beside its sound: title, names, the place a phone wrote into it.

MP3, M4A and WAV. An OGG or WebM recording keeps its comments; the page where files are chosen says so.
"""

from collections.abc import Callable, Iterator
from struct import unpack_from

from cms.uploads.rules import M4A, MP3, WAV, Format, Refusal, Refused

# Where a film or sound of the MPEG-4 family may hold words: user data, metadata, and boxes of anybody's own.
TELLING = {b"udta", b"meta", b"uuid"}
INSIDE = {b"moov", b"trak"}
# The parts of a WAV that are sound and what it takes to play it. Everything else is about it.
PLAYING = {b"fmt ", b"fact", b"data", b"cue ", b"smpl", b"inst", b"wavl", b"slnt"}


def without_words(content: bytes, format: Format) -> bytes:
    """The same sound, unchanged; what tells about it is gone. Raises Refused for what is not whole."""
    cleaner = CLEANERS.get(format)
    return cleaner(content) if cleaner else content


def _mp3(content: bytes) -> bytes:
    start, end = 0, len(content)
    while content[start : start + 3] == b"ID3":
        if len(content) < start + 10:
            raise Refused(Refusal.BROKEN)
        # Seven bits a byte, so that a size never looks like the start of sound; a footer is another ten bytes.
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(content[start + 6 : start + 10], (21, 14, 7, 0), strict=True)
        )
        start += 10 + size + (10 if content[start + 5] & 0x10 else 0)
    if content[-128:-125] == b"TAG":
        end -= 128
    if start >= end:
        raise Refused(Refusal.BROKEN)
    return content[start:end]


def _m4a(content: bytes) -> bytes:
    """Places stay where they are, because the index of the sound counts bytes from the front: words become nothing."""
    made = bytearray(content)
    for place, head, size in _boxes(content, 0, len(content)):
        made[place + 4 : place + 8] = b"free"
        made[place + head : place + size] = bytes(size - head)
    return bytes(made)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Place, length of the head, whole length of every box that tells."""
    while start + 8 <= end:
        (size,), name, head = unpack_from(">I", content, start), content[start + 4 : start + 8], 8
        if size == 1 and start + 16 <= end:
            (size,), head = unpack_from(">Q", content, start + 8), 16
        size = size or end - start
        if size < head or start + size > end:
            raise Refused(Refusal.BROKEN)
        if name in TELLING:
            yield start, head, size
        elif name in INSIDE:
            yield from _boxes(content, start + head, start + size)
        start += size


def _wav(content: bytes) -> bytes:
    made, start = bytearray(content), 12
    while start + 8 <= len(content):
        name, (size,) = content[start : start + 4], unpack_from("<I", content, start + 4)
        # A recorder that was switched off in the middle leaves a last part shorter than it says.
        size = min(size, len(content) - start - 8)
        if name not in PLAYING:
            made[start : start + 4] = b"JUNK"
            made[start + 8 : start + 8 + size] = bytes(size)
        start += 8 + size + size % 2
    return bytes(made)


CLEANERS: dict[Format, Callable[[bytes], bytes]] = {MP3: _mp3, M4A: _m4a, WAV: _wav}
