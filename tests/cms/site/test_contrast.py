"""Every pair of colors the design allows, in both themes. A pair below its line is unreadable for somebody."""

import re

import pytest

from cms.site.stylesheet import CSS_DIR

TEXT_LARGE_MARGIN = """ink:canvas ink:surface ink:sunken ink:mulberry-tint ink:fern-tint ink:honey-tint ink:harbor-tint
 ink:clay-tint harbor-deep:harbor-tint on-band:band on-band:band-2 on-honey:band-honey on-honey:band-hover
 paper-ink:paper"""
TEXT = """ink-soft:canvas ink-soft:surface ink-soft:sunken ink-soft:mulberry-tint ink-soft:fern-tint ink-soft:honey-tint
 ink-soft:harbor-tint mulberry:canvas mulberry:surface mulberry:sunken mulberry:mulberry-tint mulberry:honey-tint
 visited:canvas visited:surface on-action:action on-action:action-hover fern:canvas fern:surface fern:sunken
 fern:fern-tint honey-ink:surface honey-ink:honey-tint harbor:harbor-tint harbor:surface clay:surface clay:canvas
 clay:clay-tint on-band-soft:band on-band-soft:band-2 band-honey:band band-honey:band-2 paper-soft:paper
 paper-berry:paper"""
GRAPHICS = """line-strong:canvas line-strong:surface line-strong:sunken action:canvas action:surface fern:bar-track
 amber:surface amber:sunken hatch:honey focus:canvas focus:surface focus:mulberry-tint focus:focus-halo band-line:band
 paper-line:paper"""
PAIRS = [(7, pair) for pair in TEXT_LARGE_MARGIN.split()]
PAIRS += [(4.5, pair) for pair in TEXT.split()] + [(3, pair) for pair in GRAPHICS.split()]


def colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css))


CSS = (CSS_DIR / "tokens.css").read_text()
LIGHT = colors(CSS.split("@media (prefers-color-scheme: dark)")[0])
DARK = colors(CSS.split(':root[data-theme="dark"]')[1].split("@media print")[0])
PRINT = colors(CSS.split("@media print")[1])


def luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("least", "pair"), PAIRS)
def test_contrast_holds(theme, least, pair):
    shown = LIGHT if theme == "light" else LIGHT | DARK
    above, below = pair.split(":")

    assert ratio(shown[above], shown[below]) >= least


def test_the_dark_theme_is_the_same_by_device_and_by_choice():
    assert colors(CSS.split(':root:not([data-theme="light"])')[1].split("} }")[0]) == DARK


def test_paper_is_printed_in_the_light_theme():
    assert {name: LIGHT[name] for name in PRINT} == PRINT
    assert set(DARK) <= set(PRINT)
