"""Fields of numbers, codes, days, times, telephones and ID numbers ask for a Latin keyboard: an input method left on
Chinese swallows what is typed or scanned into them. Such a field is made by ``latin_line`` or ``line_of``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from desk.ui.widgets.controls import LATIN_FIELDS
from tests.support.source import files, nodes, parsed

NUMBERS = LATIN_FIELDS | frozenset(
    "serial prefix key typed day due first last at start until quantity value cost fee budget low life residual "
    "percent needs begins ends came left share per_week in_row weights limits levels cash many time year following "
    "acquired capacity days months".split()
)
"""What a field of numbers, days or codes is called in the code of its form."""
SHOWN = re.compile(r"^\d|YYYY|\byuan\b|^months$|empty: the next number")
"""What stands in such a field while it is empty."""
SHORT = 7
"""Characters; no word is asked for in so few."""


def wanting(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and name of each plain ``line_edit`` that takes a number, day, time or code."""
    names = dict(_named(tree))
    for node in nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "line_edit":
            name = names.get(node, "")
            if _is_number(name, node):
                yield node.lineno, name


def _is_number(name: str, call: ast.Call) -> bool:
    said = {keyword.arg: keyword.value for keyword in call.keywords}
    most = said.get("most")
    short = isinstance(most, ast.Constant) and most.value <= SHORT
    texts = [node.value for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Constant)]
    shown = any(SHOWN.search(text) for text in texts if isinstance(text, str))
    return "secret" not in said and (name in NUMBERS or short or shown)


def _named(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every call with the name of what it is assigned to, or of its place in a dictionary."""
    for node in nodes(tree):
        if isinstance(node, ast.Assign):
            yield from _pairs(node.targets[0], node.value)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    yield from ((call, str(key.value)) for call in ast.walk(value))


def _pairs(target: ast.AST, value: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, its)
    elif isinstance(target, ast.Name | ast.Attribute):
        name = target.id if isinstance(target, ast.Name) else target.attr
        yield from ((call, name) for call in ast.walk(value) if not isinstance(value, ast.Dict))
    elif isinstance(target, ast.Tuple):
        yield from ((call, name.attr) for name in target.elts[:1] for call in ast.walk(value) if hasattr(name, "attr"))


def test_every_field_of_numbers_asks_for_a_latin_keyboard() -> None:
    found = [f"{path.name}:{line} {name}" for path in files("desk/ui") for line, name in wanting(parsed(path))]
    assert not found, "latin_line or line_of instead of line_edit:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("code", "many"),
    [
        ("self.day = line_edit(most=20)", 1),
        ("self.name, self.fee = line_edit(most=80), line_edit(most=12)", 1),
        ('self.a = {"telephone": line_edit(most=30), "name": line_edit(most=60)}', 1),
        ("self.x = line_edit(most=4)", 1),
        ('self.x = line_edit("2026-01-31")', 1),
        ("self.note = line_edit(most=500)", 0),
        ("self.password = line_edit(secret=True)", 0),
    ],
)
def test_the_walk_sees_such_fields(code: str, many: int) -> None:
    assert len(list(wanting(ast.parse(code)))) == many
