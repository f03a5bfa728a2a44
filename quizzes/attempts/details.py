"""Details by which somebody could be found, in what a person wrote about others. Pure; it points, it never decides."""

import re
from collections.abc import Iterable

FOUND_BY = (
    # An email address.
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # A phone number, or a number of an ID: seven digits and more, however they are spaced.
    re.compile(r"\+?\(?\d(?:[\s().-]{0,2}\d){6,}"),
    # A day with its year: 3/14/1986, March 14, 1986, 14 de marzo de 1986.
    re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b"),
    re.compile(r"\b[^\W\d_]{3,10} \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}\b"),
    re.compile(r"\b\d{1,2} de [^\W\d_]{4,10} (?:de|del) (?:19|20)\d{2}\b"),
    # A street with its number.
    re.compile(
        r"\b\d{1,5} (?:[^\W\d_][\w'.-]* ){1,3}"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Blvd)\b"
    ),
    re.compile(r"\b(?:Calle|Avenida) [^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){0,3},? \d{1,5}\b"),
    # A name behind a title.
    re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Sr|Sra|Srta|Dra)\.? [A-ZÁÉÍÓÚÑÜ][\w'-]+(?: [A-ZÁÉÍÓÚÑÜ][\w'-]+)?"),
)


def identifying(texts: Iterable[str]) -> list[str]:
    """The places that may name or place somebody, as they are written, each once and in order."""
    found: dict[str, None] = {}
    for text in texts:
        hits = sorted((hit.start(), hit.group().strip()) for pattern in FOUND_BY for hit in pattern.finditer(text))
        found.update(dict.fromkeys(words for _, words in hits))
    return list(found)
