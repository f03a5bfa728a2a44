# Builds the fonts a certificate embeds. Run by hand when the fonts change; nothing imports it.
# mypy: ignore-errors
# npm pack @fontsource/atkinson-hyperlegible-next @fontsource/noto-sans, unpack both side by side, then
# pip install fonttools brotli;  python make_fonts.py FOLDER_WITH_BOTH_PACKAGES
# Atkinson gets the plain zero of the web font (certificate codes have no zero to tell apart from an O) and with it
# a new name, as a changed OFL font should.
# The packages cut a family into subsets by alphabet; typst wants one file a weight, so they are put together again.
import copy
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FAMILIES = {
    "atkinson-hyperlegible-next": ("HeartenSans", (400, 700), ("latin", "latin-ext")),
    "noto-sans": (
        "NotoSans",
        (400, 700),
        ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"),
    ),
}


def plain_zero(font):
    glyf, metrics, narrow = font["glyf"], font["hmtx"], 0.83
    for name in ("zero", "zero.tf"):
        if name not in glyf.glyphs:
            continue
        zero = copy.deepcopy(glyf["O"])
        zero.coordinates.scale((narrow, 1))
        zero.recalcBounds(glyf)
        width = metrics[name][0]
        zero.coordinates.translate((round((width - zero.xMax - zero.xMin) / 2), 0))
        zero.coordinates.toInt()
        zero.recalcBounds(glyf)
        glyf[name] = zero
        metrics[name] = (width, zero.xMin)


def rename(font, family):
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            old = record.toUnicode()
            record.string = old.replace("AtkinsonHyperlegibleNext", family.replace(" ", "")).replace(
                "Atkinson Hyperlegible Next", family
            )


source, out = Path(sys.argv[1]), Path(__file__).parent
for family, (name, weights, subsets) in FAMILIES.items():
    for weight in weights:
        with tempfile.TemporaryDirectory() as folder:
            parts = []
            for subset in subsets:
                font = TTFont(next(source.rglob(f"{family}-{subset}-{weight}-normal.woff2")))
                font.flavor = None
                parts.append(Path(folder) / f"{subset}.ttf")
                font.save(parts[-1])
            whole = Merger().merge([str(part) for part in parts])
            if name == "HeartenSans":
                plain_zero(whole)
                rename(whole, "Hearten Sans")
            # The same input gives the same bytes.
            whole.recalcTimestamp = False
            whole["head"].created = whole["head"].modified = 3_800_000_000
            whole.save(out / f"{name}-{weight}.ttf")

# Which letters each family holds: pdf.py chooses by it, before typst builds a letter from pieces or refuses it.
for path in out.glob("*-400.ttf"):
    covered = set(TTFont(path).getBestCmap())
    ranges, start = [], None
    for point in sorted(covered):
        start = point if start is None else start
        if point + 1 not in covered:
            ranges.append(f"{start:x}-{point:x}")
            start = None
    (out / path.name.replace("-400.ttf", ".txt")).write_text("\n".join(ranges) + "\n")
