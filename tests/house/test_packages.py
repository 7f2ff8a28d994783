"""What one book may use of another: only what its package names, and never in a circle.

A book that reaches into the insides of another breaks when those are put in order, and two modules that import each
other can only be understood, loaded and tested together: publishing a calendar and moving an activity on were such a
pair.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source import ROOT, files, parsed

BOOKS = ROOT / "desk" / "books"
PACKAGES = sorted(path.parent.name for path in BOOKS.glob("*/__init__.py"))
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in files("desk/books")
}


def imports(path: Path, *, for_types: bool) -> Iterator[tuple[str, str]]:
    """What a file imports from the books, as module and name, anywhere in it; also what only type checkers see when
    asked ``for_types``.
    """
    nodes: list[ast.AST] = [parsed(path)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("desk.books"):
            yield from ((node.module, alias.name) for alias in node.names)
        nodes += ast.iter_child_nodes(node)


def exported(package: str) -> set[str]:
    """``__all__`` of a book's package."""
    for node in parsed(BOOKS / package / "__init__.py").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("package", PACKAGES)
def test_books_use_of_each_other_what_their_packages_name(package: str) -> None:
    foreign = [
        f"{path.relative_to(ROOT)}: {module} {name}"
        for path in sorted((BOOKS / package).glob("*.py"))
        for module, name in imports(path, for_types=True)
        for other, *inside in [[*module.split(".")[2:], name]]
        if other in PACKAGES and other != package and inside and inside[0] not in exported(other)
    ]
    assert foreign == []


def uses() -> dict[str, set[str]]:
    """Which module of the books uses which others when it runs."""
    return {
        name: {
            target
            for module, imported in imports(path, for_types=False)
            for target in [f"{module}.{imported}" if f"{module}.{imported}" in MODULES else module]
            if target in MODULES and target != name
        }
        for name, path in MODULES.items()
    }


def test_no_module_of_the_books_comes_back_to_itself() -> None:
    left = uses()
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}
