import gzip
from pathlib import Path

from django.core.files.base import ContentFile

from cms.site.scripts import SlimStaticFilesStorage, slim

JS_DIR = Path(__file__).resolve().parents[3] / "cms" / "static" / "cms" / "js"


def test_no_page_loads_more_than_six_kilobytes_of_script():
    """A page loads one of these files: the budget of design.md is that of a page."""
    weights = {path.name: len(gzip.compress(slim(path.read_text()).encode(), 9)) for path in JS_DIR.glob("*.js")}

    assert len(weights) >= 3
    assert max(weights.values()) <= 6 * 1024, weights


def test_slim_drops_comments_of_whole_lines_and_keeps_what_runs():
    source = '// Why.\n\nconst a = "x"; // stays\n  if (a) {\n    // So.\n    run("https://a");\n  }\n'

    assert slim(source) == 'const a = "x"; // stays\nif (a) {\nrun("https://a");\n}\n'


def test_collecting_makes_our_scripts_slim_and_leaves_the_rest(tmp_path):
    storage = SlimStaticFilesStorage(location=tmp_path)
    for name in ("cms/js/quiz.js", "cms/js/deep/quiz.js"):
        storage.save(name, ContentFile(b"// Why.\nrun();\n"))

    assert (tmp_path / "cms/js/quiz.js").read_text() == "run();\n"
    assert (tmp_path / "cms/js/deep/quiz.js").read_text() == "// Why.\nrun();\n"
