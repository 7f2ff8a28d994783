"""Rules of the house about who may import what, where import-linter has no word for it."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.source import ROOT, files, nodes, parsed


def imported(path: Path) -> set[str]:
    """The packages that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in nodes(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_only_the_doors_import_the_solver() -> None:
    """Another door would bring pandas back: 84 MB to install, for helpers that nobody here calls. The flow solver never
    asks for it."""
    doors = [path.relative_to(ROOT).as_posix() for path in files("desk", "tests") if "ortools" in imported(path)]
    assert doors == ["desk/scheduling/cp_sat.py", "desk/scheduling/flow.py"]
