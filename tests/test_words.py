"""Words that nobody shall read here: in templates, e-mails, catalogs and messages (design.md, section 7, item 18)."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FORBIDDEN = re.compile(
    r"\b(fail|fails|failed|failing|failure|wrong|incorrect|incorrectly|invalid|overdue|rejected|attempt|attempts|"
    r"attempted|submit|submits|submitted|submitting|click here|addict|addicts|clean)\b",
    re.IGNORECASE,
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
# Staff read these in the CMS; the words there are Wagtail's and the trade's.
FOR_STAFF = ("viewsets.py", "wagtail_hooks.py", "blocks.py")


def visible(text: str) -> str:
    """What a person reads of a template: no comments, tags or markup; but the words inside of translation tags and
    of the attributes that are spoken."""
    text = re.sub(
        r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->|<(script|style)\b.*?</\1>", " ", text, flags=re.S
    )
    text = re.sub(r"{%\s*(?:translate|trans)\s+(\"[^\"]*\"|'[^']*').*?%}", r" \1 ", text, flags=re.S)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    spoken = re.findall(r'\b(?:alt|title|placeholder|aria-label|content|data-\w+)="([^"]*)"', text)
    return " ".join([re.sub(r"<[^>]*>", " ", text), *spoken])


def templates() -> list[Path]:
    return sorted(path for kind in ("html", "txt") for path in (ROOT / "templates").rglob(f"*.{kind}"))


def sources() -> list[Path]:
    found = [path for app in ("cms", "courses", "quizzes") for path in (ROOT / app).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts and not path.name.endswith(FOR_STAFF))


def strings_for_people(source: str) -> list[str]:
    """The texts a module hands to gettext."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in GETTEXT]
    return [part.value for call in named for part in call.args if isinstance(getattr(part, "value", None), str)]


def found_in(text: str) -> list[str]:
    return [match.group().lower() for match in FORBIDDEN.finditer(text)]


@pytest.mark.parametrize(
    "text",
    ["<p>You failed.</p>", '{% translate "Wrong answer" %}', '<p title="Click here">Go</p>', "Stay clean", "Submit"],
)
def test_a_forbidden_word_is_found(text):
    assert found_in(visible(text))


@pytest.mark.parametrize(
    "text",
    [
        '<form action="{% url "attempts:start" %}" class="invalid">{# failed #}</form>',
        "<p>{{ form.invalid }}</p>{% if wrong %}{% endif %}",
        "<p>Not yet. Cleaner words.</p>",
    ],
)
def test_markup_and_names_of_things_are_not_read_by_people(text):
    assert found_in(visible(text)) == []


def test_templates_and_mails_say_none_of_the_forbidden_words():
    said = {str(path.relative_to(ROOT)): found_in(visible(path.read_text())) for path in templates()}

    assert {path: words for path, words in said.items() if words} == {}


def test_messages_of_our_code_say_none_of_the_forbidden_words():
    said = {str(path.relative_to(ROOT)): found_in(" ".join(strings_for_people(path.read_text()))) for path in sources()}

    assert {path: words for path, words in said.items() if words} == {}


def test_catalogs_say_none_of_the_forbidden_words():
    """In English, as source or as translation, wherever a trainee can come upon it."""
    said = {}
    for path in sorted((ROOT / "cms").glob("locale*/en/**/*.po")):
        translated = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', path.read_text(), re.M)
        said[str(path.relative_to(ROOT))] = found_in(" ".join(translated))

    assert {path: words for path, words in said.items() if words} == {}


def test_words_of_the_front_page_and_of_quiz_script_are_ours():
    scripts = sorted((ROOT / "cms" / "static" / "cms" / "js").glob("*.js"))
    spoken = [re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.M) for path in scripts]
    strings = [text for source in spoken for text in re.findall(r'"([^"\n]* [^"\n]*)"', source)]

    assert [text for text in strings if found_in(text)] == []


def test_what_allauth_says_to_people_is_in_our_words(rf):
    """Its messages that reach a form here: account and second step, in English."""
    from allauth.account.adapter import get_adapter as account
    from allauth.mfa.adapter import get_adapter as second_step
    from django.utils import translation

    with translation.override("en"):
        said = [str(text) for each in (account(), second_step()) for text in each.error_messages.values()]

    assert [text for text in said if found_in(text)] == []
