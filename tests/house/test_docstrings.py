"""What is public says what it means; and it says so more often from month to month, never less.

A signature tells the types. What it does not tell is the unit (minutes, fen, working days), what is raised, whether
``None`` means "not known" or "none", and from which regulation a rule comes. 42 of 100 public names once said nothing.
The numbers below are the percentages of each room on the day they were set. When a room has become better, its number
goes up.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support.source import definitions, modules

FLOORS = {
    "books": 99,
    "cli": 100,
    "core": 100,
    "demo": 100,
    "installation": 100,
    "models": 100,
    "reports": 100,
    "scheduling": 100,
    "services": 100,
    "storage": 100,
    "text.py": 100,
    "ui": 97,
}
QT = re.compile(r"[a-z]+([A-Z]\w*)")
"""``resizeEvent``, ``rowCount``: Qt says what these mean."""
ALEMBIC = "desk/storage/migrations/"


def class_trees() -> dict[str, ast.ClassDef]:
    """Every class by its name."""
    return {
        node.name: node
        for tree in modules().values()
        for _name, node in definitions(tree)
        if isinstance(node, ast.ClassDef)
    }


def is_said_above(classes: dict[str, ast.ClassDef], owner: str, method: str) -> bool:
    """Does a class that ``owner`` stands on say what the method means?"""
    for base in (ast.unparse(base).split(".")[-1].split("[")[0] for base in classes[owner].bases):
        if base in classes and base != owner:
            own = [node for node in classes[base].body if isinstance(node, ast.FunctionDef) and node.name == method]
            if any(map(ast.get_docstring, own)) or is_said_above(classes, base, method):
                return True
    return False


@cache
def public() -> tuple[tuple[str, str, bool], ...]:
    """The room, the full name, and whether it says what it means, of everything without an underscore."""
    return tuple(_public(class_trees()))


def _public(classes: dict[str, ast.ClassDef]) -> Iterator[tuple[str, str, bool]]:
    for file, tree in modules().items():
        room = file.split("/")[1]
        for name, node in definitions(tree):
            *owners, last = name.split(".")
            if any(part.startswith("_") for part in (*owners, last)) or QT.fullmatch(last) or file.startswith(ALEMBIC):
                continue
            said = bool(ast.get_docstring(node)) or bool(owners and is_said_above(classes, owners[-1], last))
            yield room, f"{file}:{name}", said


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_says_at_least_as_much_as_it_did(room: str) -> None:
    names = [(name, said) for each, name, said in public() if each == room]
    silent = [name for name, said in names if not said]
    percent = 100 * (len(names) - len(silent)) // len(names)
    assert percent >= FLOORS[room], f"{percent} % in desk/{room}; nothing is said by {silent}"


def test_every_room_has_its_floor() -> None:
    assert {room for room, _name, _said in public()} <= {*FLOORS, "app.py", "__main__.py"}
