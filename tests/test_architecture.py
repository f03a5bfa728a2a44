"""The house stands as architecture.md draws it: import contracts, doors, sizes, names."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
APPS = ("cms", "courses", "quizzes")
DOORS = {"views", "forms", "viewsets", "urls"}
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


def concept_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_concept_walks_through_the_doors_of_another(path):
    own = concept_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    trespasses = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in APPS:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            trespasses += [
                name
                for name in names
                if concept_of(name) != own and any(part in DOORS for part in name.split(".")[2:3])
            ]
    # An app's wagtail_hooks registers the admin screens of its concepts: it is their switchboard.
    if path.name == "wagtail_hooks.py":
        trespasses = [name for name in trespasses if ".views" not in name and ".viewsets" not in name]

    assert trespasses == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path):
    assert len(path.read_text().splitlines()) <= 300


def test_there_is_no_drawer():
    drawers = [path for path in SOURCES if re.fullmatch(r"(utils|helpers|common|misc)", path.stem)]

    assert drawers == []


def test_every_concept_has_a_charter():
    silent = [
        path
        for app in APPS
        for path in (ROOT / app).glob("*/__init__.py")
        if path.parent.name not in {"migrations", "management", "templatetags"}
        and len(ast.get_docstring(ast.parse(path.read_text())) or "") < 40
    ]

    assert silent == []


def test_public_functions_of_rules_services_and_queries_say_what_they_mean():
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        if path.stem in {"services"}
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]

    assert silent == []
