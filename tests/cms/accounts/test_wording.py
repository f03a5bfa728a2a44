"""allauth's own sentences, as people read them here."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.utils import translation

from tests.test_words import found_in

ALLAUTH = Path(allauth.__file__).parent
SIMPLE = re.compile(r"{%\s*trans(?:late)?\s+([\"'])(.*?)\1")
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?[^%]*%}(.*?)(?:{%\s*plural.*?)?{%\s*endblocktrans", re.S)
# Ways in that this site does not offer.
ELSEWHERE = re.compile(r"socialaccount|idp|openid|phone|by_passkey|signup_form|templates/allauth|/email/")


def sentences() -> set[str]:
    found = set()
    for path in [*(ALLAUTH / "templates").rglob("*.html"), *(ALLAUTH / "templates").rglob("*.txt")]:
        if not ELSEWHERE.search(str(path)):
            source = path.read_text()
            found |= {words for _quote, words in SIMPLE.findall(source)}
            found |= {re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", words) for words in BLOCK.findall(source)}
    return found


def borrowed(language: str) -> dict[str, str]:
    catalog = (Path(settings.BASE_DIR) / f"cms/locale_borrowed/{language}/LC_MESSAGES/django.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', catalog, re.M)
    return {source.replace(r"\"", '"'): said.replace(r"\"", '"') for source, said in pairs}


def test_no_page_of_allauth_says_a_forbidden_word():
    with translation.override("en"):
        said = {words: found_in(translation.gettext(words)) for words in sentences()}

    assert {words: found for words, found in said.items() if found} == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_borrowed_words_are_compiled(language):
    with translation.override(language):
        stale = [source for source, said in borrowed(language).items() if translation.gettext(source) != said]

    assert stale == []


def test_borrowed_words_still_exist_where_they_come_from():
    sources = "\n".join(path.read_text() for kind in ("*.py", "*.html", "*.txt") for path in ALLAUTH.rglob(kind))
    sources = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", sources)

    assert [
        words for words in borrowed("en") if words not in sources and words.replace('"', '\\"') not in sources
    ] == []


def test_both_languages_borrow_the_same():
    assert borrowed("en").keys() == borrowed("es").keys()
