"""The program's source as the rules of the house read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from desk.core.garbage import uncollected

ROOT = Path(__file__).resolve().parents[2]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def parsed(file: Path) -> ast.Module:
    """A file of Python as it is parsed, once in a run."""
    with uncollected():
        return ast.parse(file.read_text("utf-8"))


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Every part of a module, gone through once in a run."""
    return tuple(ast.walk(tree))


def forget() -> None:
    """Away with what was parsed: a million objects that Python would go over whenever it looks for garbage."""
    nodes.cache_clear()
    parsed.cache_clear()


def files(*places: str) -> list[Path]:
    """Every file of Python in folders (or files) from the root on, in order."""
    found = ((ROOT / place) for place in places)
    return [file for place in found for file in (sorted(place.rglob("*.py")) if place.is_dir() else [place])]


def modules(*places: str) -> dict[str, ast.Module]:
    """Modules by their paths from the root: every one of ``desk``, or those of some places."""
    return {file.relative_to(ROOT).as_posix(): parsed(file) for file in files(*(places or ("desk",)))}


def definitions(tree: ast.Module) -> Iterator[tuple[str, Definition]]:
    """Functions and classes with their names in full, those in classes too: ``Window.go_to``."""

    def within(body: list[ast.stmt], before: str) -> Iterator[tuple[str, Definition]]:
        for node in body:
            if isinstance(node, Definition):
                yield before + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from within(node.body, f"{before}{node.name}.")

    return within(tree.body, "")


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call with its file and the last part of the name that is called."""
    for file, tree in modules().items():
        for node in nodes(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                yield file, node, name
