"""Finds in the source where a rule is decided, owed or shown, and which tests are marked for it.

Only literal ids are seen: a rule that is named by a variable is not found, and so is not proved.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DECIDES = frozenset({"check", "Refusal"})
OWES = frozenset({"Due", "obligation"})
SHOWS = frozenset({"why"})
PAPER = "Sheet"  # its page and its list say why by ``rules``
RULE_ID = re.compile(r"[A-Z]{2,5}-\d{2}")
_HTML_CALL = re.compile(r"\bwhy\s*\(((?:[^()]|\([^()]*\))*)\)|\b(?:why|rule)\s*=\s*([\"'][^\"']*[\"'])")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_SKIP = frozenset({".venv", "node_modules", "migrations", "build", "__pycache__", "tests"})


@dataclass(frozen=True)
class Place:
    """A line that names a rule. ``kind`` is decides, owes or shows; for a test it is test."""

    rule: str
    kind: str
    file: str
    line: int
    name: str = ""

    def __str__(self) -> str:
        return f"{self.file}::{self.name}" if self.kind == "test" else f"{self.file}:{self.line}"


def code_places(root: Path) -> list[Place]:
    """Every place in ``root/helhet`` outside tests that decides, owes or shows a rule."""
    places: list[Place] = []
    for path in _files(root / "helhet", (".py", ".html")):
        where = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        places += _in_page(text, where) if path.suffix == ".html" else _in_module(text, where)
    return places


def tests(root: Path) -> list[Place]:
    """Every test in ``root/helhet/**/tests`` and ``root/journeys`` that is marked for a rule, once per rule."""
    found: list[Place] = []
    for path in sorted([*root.glob("helhet/**/tests/**/test_*.py"), *root.glob("journeys/**/test_*.py")]):
        where = path.relative_to(root).as_posix()
        found += _marked(ast.parse(path.read_text(encoding="utf-8"), where), where)
    return found


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in suffixes and not _SKIP & set(path.relative_to(folder).parts):
            yield path


def _in_page(text: str, where: str) -> Iterator[Place]:
    text = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    for found in _HTML_CALL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        for rule in RULE_ID.findall(found.group(1) or found.group(2)):
            yield Place(rule, "shows", where, line)


def _in_module(text: str, where: str) -> Iterator[Place]:
    module = ast.parse(text, where)
    constants = _constants(module)
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = _called(call.func)
        for rule in _of_sheet(call, constants) if name == PAPER else ():
            yield Place(rule, "shows", where, call.lineno)
        kind = _kind(name, where)
        named = [k.value for k in call.keywords if k.arg in ("rule", "why")]
        for value in [*(call.args if name in DECIDES | OWES | SHOWS else ()), *named]:
            for rule in _literals(value):
                yield Place(rule, kind, where, call.lineno)


def _of_sheet(call: ast.Call, constants: dict[str, list[str]]) -> list[str]:
    """The rules a paper shows on its page: written out, or in a constant of the form's own module."""
    found: list[str] = []
    for keyword in (k for k in call.keywords if k.arg == "rules"):
        for node in ast.walk(keyword.value):
            if isinstance(node, ast.Name):
                found += constants.get(node.id, [])
            elif isinstance(node, ast.Tuple | ast.List):
                found += _literals(node)
    return list(dict.fromkeys(found))


def _constants(module: ast.Module) -> dict[str, list[str]]:
    return {
        target.id: _literals(node.value)
        for node in module.body if isinstance(node, ast.Assign)
        for target in node.targets if isinstance(target, ast.Name)
    }


def _kind(name: str, where: str) -> str:
    """A rule given to a form field is shown beside it; any other call that is handed a rule decides by it."""
    if name in OWES:
        return "owes"
    shown = name in SHOWS or where.endswith(("forms.py", "fields.py", "views.py")) or "/forms/" in where
    return "shows" if shown and name not in DECIDES else "decides"


def _called(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _literals(value: ast.expr) -> list[str]:
    """The rule ids written out in an argument, also inside a choice such as ``"A-01" if x else "B-02"``."""
    parts: Iterable[ast.expr] = [value]
    if isinstance(value, ast.IfExp):
        parts = [value.body, value.orelse]
    elif isinstance(value, ast.Tuple | ast.List):
        parts = value.elts
    return [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)
            and RULE_ID.fullmatch(p.value)]


def _marked(module: ast.Module, where: str) -> Iterator[Place]:
    constants = _constants(module)
    everywhere = _marks([n.value for n in module.body if isinstance(n, ast.Assign) and any(
        isinstance(t, ast.Name) and t.id == "pytestmark" for t in n.targets)], constants)
    yield from _tests_of(module.body, everywhere, constants, where, "")


def _tests_of(
    body: list[ast.stmt], outer: set[str], constants: dict[str, list[str]], where: str, prefix: str
) -> Iterator[Place]:
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            inner = outer | _marks(node.decorator_list, constants)
            yield from _tests_of(node.body, inner, constants, where, f"{prefix}{node.name}::")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            for rule in sorted(outer | _marks(node.decorator_list, constants)):
                yield Place(rule, "test", where, node.lineno, prefix + node.name)


def _marks(expressions: list[ast.expr], constants: dict[str, list[str]]) -> set[str]:
    """The ids in every ``pytest.mark.rule(…)`` among the expressions, also those inside pytest.param(marks=…)."""
    found: set[str] = set()
    for call in (n for e in expressions for n in ast.walk(e) if isinstance(n, ast.Call)):
        if not (_called(call.func) == "rule" and isinstance(call.func, ast.Attribute)
                and _called(call.func.value) == "mark"):
            continue
        for value in call.args:
            if isinstance(value, ast.Starred) and isinstance(value.value, ast.Name):
                found.update(constants.get(value.value.id, ()))
            else:
                found.update(_literals(value))
    return found
