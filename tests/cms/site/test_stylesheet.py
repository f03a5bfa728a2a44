import gzip
import re

import pytest

from cms.site import stylesheet
from cms.site.stylesheet import CSS_DIR, SITE_CSS


def test_site_css_is_what_its_parts_make():
    assert not stylesheet.is_stale(), "run: manage.py build_css"


def test_site_css_weighs_little():
    assert len(gzip.compress(SITE_CSS.read_bytes())) < 12_000


def test_built_leaves_out_comments_and_names_the_layers_first():
    text = stylesheet.built()

    assert text.startswith("@layer tokens, base, layout, components, print;")
    assert "/*" not in text


@pytest.mark.parametrize(
    "path", [path for path in stylesheet.sources() if path.stem != "tokens"], ids=lambda path: path.stem
)
def test_colors_come_from_tokens_alone(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text) == []


def test_nothing_is_fetched_from_elsewhere():
    assert re.findall(r"url\((?![\"']?(?:\.\./font/|#))[^)]*\)", SITE_CSS.read_text()) == []


def test_important_stands_only_where_hidden_text_needs_it():
    users = [path.stem for path in CSS_DIR.rglob("*.css") if "!important" in path.read_text()]

    assert sorted(users) == ["base", "site"]
