"""The glossary decides names, so it must not fall behind them.

The same thing once had three names in three rooms (planning, roster, duties), and one name three things (book: the
file on disk, a register, an Excel file). Whoever looks a word up finds the place where it lives; a renamed class, a new
closed list or a new state that nobody explained fails here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from functools import cache
from pathlib import Path

import pytest

import desk
from desk.core.words import Worded
from tests.support.source import ROOT, parsed

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| Chinese |"))
]
MARKED = re.compile(r"`([^`]+)`")


@cache
def defined(file: Path) -> frozenset[str]:
    """The names that a module defines at its top."""
    names: set[str] = set()
    for node in parsed(file).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return frozenset(names)


def modules(path: Path) -> list[Path]:
    """The modules at or below ``path``."""
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def worded() -> list[type[Worded]]:
    """Every closed list with words that the product has."""
    lists: list[type[Worded]] = []
    for module in pkgutil.walk_packages(desk.__path__, "desk."):
        if module.name.startswith(("desk.ui", "desk.storage.migrations")) or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and issubclass(value, Worded) and value.__module__ == module.name:
                lists.append(value)
    return [each for each in lists if each is not Worded]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_every_word_lives_where_the_glossary_says(row: list[str]) -> None:
    _chinese, english, meaning, where = row
    assert english and meaning, "a row says what its word means"
    places = [text for text in MARKED.findall(where) if "/" in text]
    names = [text for text in MARKED.findall(where) if "/" not in text]
    assert places, "a row says where its word lives"
    for place in places:
        assert (ROOT / place).exists(), f"docs/glossary.md: {english} lives in {place}, which is not there (any more)"
    found = {name for place in places for file in modules(ROOT / place) for name in defined(file)}
    assert set(names) <= found, f"docs/glossary.md: {english}: no {set(names) - found} in {places}"


def test_no_word_stands_twice() -> None:
    terms = [row[1] for row in ROWS]
    assert sorted(terms) == sorted(set(terms))


def test_every_closed_list_is_explained_and_every_state_shown() -> None:
    rows = {name: " ".join(row) for row in ROWS for name in MARKED.findall(row[3]) if "/" not in name}
    assert {each.__name__ for each in worded()} <= set(rows)
    for each in worded():
        if each.__name__.endswith("State"):
            for state in each:
                assert state.label in rows[each.__name__], f"docs/glossary.md: {each.__name__} lacks {state.label}"
