"""A state is a member of its enum wherever it is asked for, and its colour is its tone's.

The lists of things "still to come" once stood as bare strings in five queries of three books: a new state had to be
looked for in all of them, and a word put wrong found nothing and said nothing. Colours of states stood in fourteen
pages of the window, each with its own idea of what is red.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desk.core.tone import Tone
from desk.ui.shell import sheet
from desk.ui.shell.tokens import LIGHT
from tests.support.source import nodes, parsed

DESK = Path(__file__).resolve().parents[2] / "desk"
KEPT_IN = frozenset(
    (
        "state condition mark standing outcome mode evaluation assistance priority level kind "
        "role stage channel circle source owner_kind"
    ).split()
)
"""Columns and fields that hold a word of a closed list."""
ROOMS = ("books", "services", "reports", "ui", "cli", "demo")
"""The tables in ``desk/models`` lie below the enums: the condition of an index has to name its word."""


@cache
def words_of_lists() -> frozenset[str]:
    """Every value of a closed list: those of the books, and the roles."""
    return frozenset(
        {
            line.value.elts[0].value
            for path in ((DESK / "core" / "permissions.py"), *(DESK / "books").rglob("*.py"))
            for kind in nodes(parsed(path))
            if isinstance(kind, ast.ClassDef) and any(ast.unparse(base) == "Worded" for base in kind.bases)
            for line in kind.body
            if isinstance(line, ast.Assign)
            and isinstance(line.value, ast.Tuple)
            and isinstance(line.value.elts[0], ast.Constant)
            and isinstance(line.value.elts[0].value, str)
        }
        - {""}
    )


def holds_a_state(node: ast.AST) -> bool:
    """``cases.c.state``, ``visit.state`` or ``columns["condition"]``, also with ``get``."""
    if isinstance(node, ast.Call):
        return bool(node.args) and isinstance(node.args[0], ast.Constant) and node.args[0].value in KEPT_IN
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant) and node.slice.value in KEPT_IN
    return isinstance(node, ast.Attribute) and node.attr in KEPT_IN


def beside_a_state(tree: ast.AST) -> Iterator[ast.AST]:
    """What a state is compared with, looked up among, or set to."""
    for node in nodes(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(map(holds_a_state, sides)):
                yield from sides
        elif isinstance(node, ast.Call):
            method = node.func
            if isinstance(method, ast.Attribute) and method.attr in ("in_", "not_in") and holds_a_state(method.value):
                yield from node.args
            if isinstance(method, ast.Attribute) and method.attr == "values":
                yield from (given.value for given in node.keywords if given.arg in KEPT_IN)
            if any(given.arg == "value" and holds_a_state(given.value) for given in node.keywords):
                yield from node.args


def said(node: ast.AST | None) -> Iterator[ast.Constant]:
    """The strings that an expression comes to: itself, one by one in a list, or one of two."""
    if isinstance(node, ast.Constant):
        yield node
    for part in (*getattr(node, "elts", ()), *getattr(node, "keys", ())):
        yield from said(part)
    if isinstance(node, ast.IfExp):
        yield from (*said(node.body), *said(node.orelse))


def bare_words(tree: ast.AST, words: frozenset[str]) -> list[int]:
    """The lines on which a word of a closed list stands beside a state as a bare string."""
    return sorted(
        {
            inner.lineno
            for node in beside_a_state(tree)
            if not holds_a_state(node)
            for inner in said(node)
            if inner.value in words
        }
    )


@pytest.mark.parametrize(
    "line",
    [
        'select(x).where(cases.c.state == "done")',
        'activities.c.state.not_in(("held", "cancelled"))',
        'case({"serving": 0, "hold": 1}, value=visits.c.state, else_=2)',
        'update(sign_ups).values(state="withdrawn")',
        'if fields.get("state") == "closed": pass',
        'if columns["condition"] != "disposed": pass',
    ],
)
def test_the_rule_sees_a_bare_word(line: str) -> None:
    assert bare_words(ast.parse(line), words_of_lists()) == [1]


def test_no_state_is_a_bare_word() -> None:
    words = words_of_lists()
    assert "withdrawn" in words
    found = [
        f"{path.relative_to(DESK)}:{line}"
        for room in ROOMS
        for path in sorted((DESK / room).rglob("*.py"))
        for line in bare_words(parsed(path), words)
    ]
    assert found == []


def test_a_list_of_the_window_says_what_a_row_means_and_the_theme_which_colour_that_is() -> None:
    """``Column`` takes a tone; ink and ground of good, warning and bad are the theme's."""
    softs = ("good_soft", "bad_soft", "warn_soft", "info_soft", "idle_soft")
    chosen = [
        f"{path.relative_to(DESK)}:{node.lineno}"
        for path in sorted((DESK / "ui").rglob("*.py"))
        if path.name not in ("tokens.py", "sheet.py")
        for node in nodes(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in softs
    ]
    assert chosen == []


def test_no_look_of_a_widget_is_called_like_a_tone() -> None:
    """A button without a frame was once "quiet", which is the tone of what is settled too, and took its colours."""
    plain = sheet.sheet(LIGHT).replace(sheet.toned(LIGHT), "")
    looks = set(re.findall(r'role="(\w+)"', plain))
    assert {"primary", "flat", "harmful", "link"} <= looks and not looks & set(Tone)
    called = {
        f"{path.relative_to(DESK)}:{node.lineno}"
        for path in sorted((DESK / "ui").rglob("*.py"))
        for node in nodes(parsed(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("button", "label", "Command")
        if any(isinstance(each, ast.Constant) and each.value in set(Tone) for each in _looks_of(node))
    }
    assert called == set()


def _looks_of(call: ast.Call) -> list[ast.expr]:
    """What may be the role: the last place of a button or label, or the keyword."""
    return [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "role")]
