"""A plugin of pytest that changes the named module a little, one change at a time, and sees whether a test notices.

mutmut copies the tree and starts the tests anew for each change; ours need a database and many seconds to start. So
the code of one function at a time is exchanged within one running pytest, by the classical operators: comparisons,
and/or, not, arithmetic and sets, constants, conditions, left-out statements and returns. Bodies only, no defaults.
"""

import ast
import copy
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest

PATIENCE = 120  # seconds for all tests against one change; who never ends has been noticed
MODULE, ANSWER = "HELHET_MUTATE", "HELHET_MUTANTS"
_COMPARE: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}
_COUNT: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Mult: ast.FloorDiv,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, what, and the function's code with it."""

    module: str
    function: str
    line: int
    what: str
    code: CodeType

    def __str__(self) -> str:
        return f"{self.module.rpartition('.')[0].rpartition('.')[2]}.{self.function}:{self.line} {self.what}"


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every way to change this one node: what is said of it, and the node to put there."""
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            if type(op) in _COMPARE:
                changed = copy.deepcopy(node)
                changed.ops[i] = _COMPARE[type(op)]()
                yield f"{ast.unparse(node)} → {ast.unparse(changed)}", changed
    elif isinstance(node, ast.BoolOp):
        other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"{ast.unparse(node)}: and ↔ or", ast.BoolOp(other, node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"{ast.unparse(node)}: no not", node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNT:
        changed_op = ast.BinOp(node.left, _COUNT[type(node.op)](), node.right)
        yield f"{ast.unparse(node)} → {ast.unparse(changed_op)}", changed_op
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
        value: Any = not node.value if isinstance(node.value, bool) else (
            node.value + 1 if isinstance(node.value, int) else f"X{node.value}")
        yield f"{node.value!r} → {value!r}", ast.Constant(value)
    elif isinstance(node, ast.IfExp | ast.If):
        changed_if = copy.copy(node)
        changed_if.test = ast.UnaryOp(ast.Not(), node.test)
        yield f"not ({ast.unparse(node.test)})", changed_if
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield f"{ast.unparse(node)[:50]} → return None", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Expr | ast.Raise) and not _is_text(node) and not _yields(node):
        yield f"without {ast.unparse(node)[:50]}", ast.Pass()


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _yields(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))


def mutants(module: ModuleType) -> list[Mutant]:
    """Every change to the bodies of a module's functions and methods, in order."""
    path = Path(str(module.__file__))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[Mutant] = []
    for name, function in _functions(tree):
        for body in function.body:
            for holder, where, index, node in _places(body, function):
                for what, changed in _changes(node):
                    found += _made(module.__name__, path, tree, name, (holder, where, index, node), what, changed)
    return found


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


Place = tuple[ast.AST, str, int | None, ast.AST]


def _places(body: ast.stmt, function: ast.FunctionDef) -> Iterator[Place]:
    """Each node below a statement, itself included, with where it hangs; annotations and docstrings are no code."""
    if _is_text(body):
        return
    yield function, "body", function.body.index(body), body
    for holder in ast.walk(body):
        for field, value in ast.iter_fields(holder):
            if field in ("annotation", "returns"):
                continue
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST):
                    yield holder, field, index, node


def _made(
    module: str, path: Path, tree: ast.Module, name: str, place: Place, what: str, changed: ast.AST
) -> Iterator[Mutant]:
    holder, field, index, node = place
    line = getattr(node, "lineno", 0)

    def put(this: ast.AST) -> None:
        if index is None:
            setattr(holder, field, this)
        else:
            getattr(holder, field)[index] = this

    put(ast.copy_location(changed, node))
    try:
        code = _code(compile(ast.fix_missing_locations(tree), str(path), "exec"), name)
    except (SyntaxError, ValueError, TypeError):  # a change that is no Python, as a pattern in a match
        code = None
    put(node)
    if code is not None:
        yield Mutant(module, name, line, what, code)


def _code(code: CodeType, name: str) -> CodeType | None:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            if const.co_qualname == name:
                return const
            deeper = _code(const, name)
            if deeper is not None:
                return deeper
    return None


def _function(module: ModuleType, name: str) -> FunctionType:
    """The function itself, behind properties and decorators."""
    held: Any = module
    for part in name.split("."):
        held = vars(held)[part] if isinstance(held, type) else getattr(held, part)
    held = getattr(held, "fget", held)
    while hasattr(held, "__wrapped__"):
        held = held.__wrapped__
    return held  # type: ignore[no-any-return]


class _Stuck(BaseException):
    pass


def _alarm(*_: Any) -> None:
    raise _Stuck


class Runner:
    """Runs against each change the tests that come by the changed function, the quickest first, until one fails."""

    def __init__(self) -> None:
        self.failed = False
        self.came_by: dict[str, list[pytest.Item]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        module = importlib.import_module(os.environ[MODULE])
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
            reporter._tw._file, told = nowhere, reporter._tw._file
            unchanged = self._look(session, str(module.__file__))
            tried = [] if unchanged else [self._try(session, module, one) for one in mutants(module)]
            reporter._tw._file = told
        Path(os.environ[ANSWER]).write_text(json.dumps({"unchanged": unchanged, "tried": tried}))
        session.testsfailed = 0
        return True

    def _look(self, session: pytest.Session, file: str) -> bool:
        """Run everything as it stands, and see which functions each test comes by; True when a test fails already."""
        took: list[tuple[float, pytest.Item, set[str]]] = []
        for item in list(session.items):
            names: set[str] = set()

            def by(frame: FrameType, event: str, _arg: Any, names: set[str] = names) -> None:
                if event == "call" and frame.f_code.co_filename == file:
                    names.add(frame.f_code.co_qualname)

            began = time.monotonic()
            sys.setprofile(by)
            try:
                failed = self._noticed(session, [item])
            finally:
                sys.setprofile(None)
            if failed:
                return True
            took.append((time.monotonic() - began, item, names))
        for _seconds, item, names in sorted(took, key=lambda one: one[0]):
            for name in names:
                self.came_by.setdefault(name, []).append(item)
        return False

    def _try(self, session: pytest.Session, module: ModuleType, one: Mutant) -> tuple[str, bool]:
        function = _function(module, one.function)
        before = function.__code__
        function.__code__ = one.code
        try:
            noticed = self._noticed(session, self.came_by.get(one.function, []))
        finally:
            function.__code__ = before
        with open(f"{os.environ[ANSWER]}.log", "a") as log:  # noqa: PTH123
            print("noticed" if noticed else "NOT NOTICED", one, file=log)
        return str(one), noticed

    def _noticed(self, session: pytest.Session, items: list[pytest.Item]) -> bool:
        """Whether some of these tests fails now. The one that noticed last goes first next time."""
        self.failed = False
        signal.signal(signal.SIGALRM, _alarm)
        signal.alarm(PATIENCE)
        try:
            for item in list(items):
                # As if nothing but the session came after: all that belongs to this test is taken down again.
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)
                if self.failed:
                    items.remove(item)
                    items.insert(0, item)
                    return True
        except _Stuck:
            return True
        finally:
            signal.alarm(0)
            session.shouldfail = session.shouldstop = False
        return False


def pytest_configure(config: pytest.Config) -> None:
    if MODULE in os.environ:
        config.pluginmanager.register(Runner(), "helhet-mutants")
