"""What a board packet is made of and when it is genuine. Pure: it needs the public keys and nothing else of ours."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cms.records import tokens
from cms.records.rules import checksum

PDF, CSV, STATEMENT, SIGNATURE = "packet.pdf", "ledger.csv", "packet.json", "signature.jws"
SIGNED = (PDF, CSV, STATEMENT)
NAMES = (*SIGNED, SIGNATURE)
TYP = "hearten-packet+jwt"
VERSION = 1
# Ten thousand entries are about 4 MB packed and 12 MB unpacked.
LARGEST_FILE = 20_000_000
LARGEST_INSIDE = {PDF: 20_000_000, CSV: 10_000_000, STATEMENT: 20_000_000, SIGNATURE: 10_000}
PIECE = 64 * 1024


class NotAPacket(Exception):
    """The file is no packet of ours, or no longer what it was. `code` says how."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Packet:
    """What a genuine packet says."""

    statement: dict
    # The claims of each certificate's badge, in the order of the statement.
    badges: list[dict] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(minutes for domains in self.statement["totals"].values() for minutes in domains.values())


def totals(entries: Iterable[Mapping]) -> dict[str, dict[str, int]]:
    """Minutes by ledger and category."""
    found: dict[str, dict[str, int]] = {}
    for entry in entries:
        domains = found.setdefault(entry["ledger"], {})
        domains[entry["domain"]] = domains.get(entry["domain"], 0) + entry["minutes"]
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def claims(files: Mapping[str, bytes]) -> dict:
    """What the signature says: what each file was."""
    return {"files": {name: digest(files[name]) for name in SIGNED}}


def packed(files: Mapping[str, bytes], *, day: tuple[int, int, int]) -> bytes:
    """The files as a ZIP whose bytes depend on nothing but them and the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in NAMES:
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, files[name])
    return out.getvalue()


def open_packet(content: bytes, keys: Mapping[str, Mapping[str, str]]) -> Packet:
    """Everything checked: the archive, the signature, each file, each link of the chain, each sum, each badge. Raises
    `NotAPacket` at the first thing that does not fit."""
    files = _unpacked(content)
    try:
        # First the signature over the bytes: nothing that a stranger wrote is taken apart any further.
        if tokens.verify(files[SIGNATURE].decode(), keys, typ=TYP)["files"] != claims(files)["files"]:
            raise NotAPacket("altered")
        statement = json.loads(files[STATEMENT])
        if statement["version"] != VERSION:
            raise NotAPacket("newer")
        _follow(statement)
        badges = [tokens.verify(each["badge"], keys) for each in statement["certificates"] if each["badge"]]
    except tokens.NotOurs as error:
        raise NotAPacket("unsigned") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAPacket("altered") from error
    return Packet(statement, badges)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The files. Nothing is written anywhere, and nothing is read further than its limit."""
    if len(content) > LARGEST_FILE:
        raise NotAPacket("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.infolist()
            if sorted(entry.filename for entry in found) != sorted(NAMES):
                raise NotAPacket("other_files")
            return {entry.filename: _read(archive, entry) for entry in found}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise NotAPacket("no_archive") from error


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    most = LARGEST_INSIDE[entry.filename]
    if entry.file_size > most:
        raise NotAPacket("too_large")
    # A header may lie about the size: read in pieces, up to the limit and not one further.
    content = bytearray()
    with archive.open(entry) as file:
        while piece := file.read(PIECE):
            content += piece
            if len(content) > most:
                raise NotAPacket("too_large")
    return bytes(content)


def _follow(statement: Mapping) -> None:
    """The chain of entries from the first to the head, and the sums over them."""
    last = ""
    for number, entry in enumerate(statement["entries"], start=1):
        facts = entry["facts"]
        if facts["sequence"] != number or facts["person"] != statement["person"]["id"]:
            raise NotAPacket("altered")
        last = checksum(facts, after=last)
        if last != entry["checksum"]:
            raise NotAPacket("altered")
    if statement["head"] != [len(statement["entries"]), last]:
        raise NotAPacket("altered")
    if totals(entry["facts"] for entry in statement["entries"]) != statement["totals"]:
        raise NotAPacket("altered")
