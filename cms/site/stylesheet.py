"""One stylesheet from the component files, in layer order. Short enough to need no tool."""

import re
from pathlib import Path

CSS_DIR = Path(__file__).resolve().parents[1] / "static" / "cms" / "css"
SITE_CSS = CSS_DIR / "site.css"
LAYERS = "@layer tokens, base, layout, components, print;\n"


def sources() -> list[Path]:
    """The files in the order they are joined: the frame, then components by name, print last."""
    frame = [CSS_DIR / f"{name}.css" for name in ("tokens", "base", "layout")]
    return [*frame, *sorted((CSS_DIR / "components").glob("*.css")), CSS_DIR / "print.css"]


def built() -> str:
    """What site.css has to be: every file without its comments and indents."""
    text = "".join(source.read_text() for source in sources())
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    return LAYERS + "\n".join(line for line in lines if line) + "\n"


def is_stale() -> bool:
    return not SITE_CSS.exists() or SITE_CSS.read_text() != built()
