"""What no served code may do: run text, start programs, put SQL together from data, hash with what is broken."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
SERVED = sorted(p for p in PACKAGE.rglob("*.py")
                if not {"workshop", "tests", "migrations"} & set(p.relative_to(PACKAGE).parts))
RUNS = {"eval", "exec", "compile", "__import__"}
READS_CODE = {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml"}
STARTS = {"subprocess", "os.system", "os.popen", "pty", "multiprocessing"}
BROKEN = re.compile(r"\b(md5|sha1|SHA1|DES|RC4|ECB)\b")


def _calls(tree: ast.AST) -> Iterator[str]:
    yield from (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _faults(source: str) -> set[str]:
    tree = ast.parse(source)
    return (set(_calls(tree)) & (RUNS | STARTS)) | (set(_imported(tree)) & (READS_CODE | STARTS)) \
        | set(BROKEN.findall(source)) | set(_sql_from_data(source))


def _sql_from_data(source: str) -> Iterator[str]:
    """A statement must be a text as it stands, a name, or what psycopg puts together; never filled in by us.

    Where names of columns are put in, the line is marked S608: somebody has looked at it.
    """
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".execute", ".executemany", ".raw")):
            first = node.args[0] if node.args else ast.Constant("", lineno=0, end_lineno=0)
            looked_at = any("noqa: S608" in line for line in lines[first.lineno - 1:first.end_lineno])
            if not looked_at and not _as_it_stands(first, alone=True):
                yield f"line {first.lineno}: {ast.unparse(first)[:60]}"


def _as_it_stands(node: ast.AST, alone: bool = False) -> bool:
    """Texts and constants of the module (in capitals), also one after another or one of two."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add) and _as_it_stands(node.left) and _as_it_stands(node.right)
    if isinstance(node, ast.IfExp):
        return _as_it_stands(node.body, alone) and _as_it_stands(node.orelse, alone)
    if isinstance(node, ast.JoinedStr):
        return all(_as_it_stands(part.value if isinstance(part, ast.FormattedValue) else part) for part in node.values)
    if isinstance(node, ast.Call):  # psycopg's own composing; a text's own format is what is looked for
        return alone and not (isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Constant))
    if isinstance(node, ast.Name):
        return alone or node.id.isupper()
    return isinstance(node, ast.Constant | ast.Attribute)


def _found(look: Callable[[str], Iterable[str]]) -> list[str]:
    return [f"{path.relative_to(PACKAGE)}: {what}" for path in SERVED for what in look(path.read_text())]


def test_nothing_is_run_that_was_text() -> None:
    assert _found(lambda source: set(_calls(ast.parse(source))) & RUNS) == []
    assert _found(lambda source: set(_imported(ast.parse(source))) & READS_CODE) == []
    assert _found(BROKEN.findall) == []


def test_only_the_workshop_starts_programs() -> None:
    assert _found(lambda source: (set(_calls(ast.parse(source))) | set(_imported(ast.parse(source)))) & STARTS) == []


def test_no_sql_is_put_together_from_data() -> None:
    assert _found(_sql_from_data) == []


@pytest.mark.parametrize("source", [
    "eval(x)", "import pickle", "from lxml import etree", "import subprocess", "os.system('x')", "hashlib.md5(b'')",
    "cursor.execute(f'SELECT {name}')", "cursor.execute('SELECT ' + name)", "cursor.execute('SELECT %s' % name)",
    "cursor.execute('SELECT {}'.format(name))",
])
def test_the_tests_see_what_they_look_for(source: str) -> None:
    assert _faults(source)
