"""Tests lie as the code lies, and what several of them share is nobody's test.

Whoever changes ``desk/storage/keys.py`` looks for its tests in ``tests/storage``. Seventeen test modules once took
their helpers from other test modules: a new name for the test of the command line would have stopped four others.
"""

from __future__ import annotations

import ast
import re

from tests.support.source import ROOT, files, nodes, parsed

TESTS = ROOT / "tests"
OWN = frozenset({"bare", "bench", "house", "journeys", "notices", "support", "torture", "fuzz"})
"""Rooms that tests have and the program has not."""
COMMANDS = frozenset({"manual", "pictures", "sizes", "sounds", "system_libraries", "translations"})
"""What ``python -m tests.NAME`` runs."""


def test_every_test_lies_in_the_folder_of_what_it_tests() -> None:
    for file in sorted(TESTS.rglob("test_*.py")):
        folder = file.parent.relative_to(TESTS)
        assert folder.parts, f"{file.name} lies at the top of tests/: which folder of desk/ does it test?"
        if folder.parts[0] not in OWN:
            assert (ROOT / "desk" / folder).is_dir(), f"tests/{folder}: there is no desk/{folder}"


def test_no_test_module_imports_another_one() -> None:
    for file in files("tests"):
        for node in nodes(parsed(file)):
            if isinstance(node, ast.ImportFrom) and re.match(r"tests\b", node.module or ""):
                taken = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
                tests = [name for name in taken if any(part.startswith("test_") for part in name.split(".")[1:-1])]
                tests += [name for name in taken if re.fullmatch(r"tests(\.\w+)*\.test_\w+", name)]
                assert not tests, f"{file.relative_to(ROOT)} imports {tests}: what both use goes to tests/support"


def test_helpers_live_in_one_room() -> None:
    """Between the tests of a room stands nothing but tests and fixtures."""
    for file in files("tests"):
        folder = file.parent.relative_to(TESTS).parts
        known = file.stem.startswith("test_") or file.stem in ("__init__", "conftest")
        if not folder:
            assert known or file.stem in COMMANDS, f"tests/{file.name}: helpers go to tests/support"
        elif folder[0] not in OWN - {"house"}:
            assert known, f"{file.relative_to(ROOT)}: helpers go to tests/support"
