"""Tests about the house itself: what imports cannot see."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "helhet"
SOURCES = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
JOURNEYS = sorted((PACKAGE.parent / "journeys").rglob("*.py"))


def _floors() -> dict[str, int]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c for c in contracts if c["id"] == "floors")["layers"]
    return {name.strip("() "): -i for i, layer in enumerate(layers) for name in layer.split("|")}


def test_no_foreign_key_points_upwards() -> None:
    floors = _floors()
    upwards = [
        f"{model.__name__}.{key.name} → {key.related_model.__name__}"
        for model in apps.get_models() if model.__module__.startswith("helhet.")
        for key in model._meta.get_fields() if isinstance(key, ForeignKey) and key.related_model
        if floors[key.related_model.__module__.split(".")[1]] > floors[model.__module__.split(".")[1]]
    ]
    assert upwards == []


def test_foreign_keys_protect() -> None:
    loose = [
        f"{model.__name__}.{key.name}"
        for model in apps.get_models() if model.__module__.startswith("helhet.")
        for key in model._meta.get_fields()
        if isinstance(key, ForeignKey) and key.remote_field.on_delete.__name__ != "PROTECT"
    ]
    assert loose == []


@pytest.mark.parametrize("path", [*SOURCES, *JOURNEYS], ids=lambda p: str(p.relative_to(PACKAGE.parent)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 500
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, f"{node.name} in {path.name}"


def test_actions_take_by_and_keywords() -> None:
    """Every public verb is keyword-only after its case, and says who does it."""
    # Loading the house's own furniture is done by the system itself.
    own = {"sign_in", "load_principals", "load_profiles"}
    wrong = []
    for path in PACKAGE.glob("process/*/actions.py"):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.name in own:
                continue
            if node.args.args and node.args.args[0].arg == "case_ref" and "by" not in {
                a.arg for a in node.args.kwonlyargs
            }:
                wrong.append(f"{path.parent.name}.{node.name}")
    assert wrong == []
