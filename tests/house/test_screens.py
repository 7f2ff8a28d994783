"""docs/screens.md leads from what somebody sees to its files: every window and paper stands there by its present name.

A paper's page, what draws it and what it reads lie in three rooms; a list kept by hand would name the old ones after
the first renaming, and a list that is wrong once is not looked at again.
"""

from __future__ import annotations

import ast
import re

from tests.support.source import ROOT, files, parsed

TEXT = (ROOT / "docs" / "screens.md").read_text("utf-8")
MARKED = frozenset(re.findall(r"`([^`]+)`", TEXT))
WINDOWS = frozenset({"QDialog", "QMainWindow", "QWizard", "QWizardPage", "Page"})
"""Whatever stands on one of these is something that a person sees and could ask about."""


def classes() -> dict[str, tuple[str, list[str]]]:
    """Every class of the window: its file, and what it stands on."""
    found: dict[str, tuple[str, list[str]]] = {}
    for file in files("desk/ui"):
        for node in parsed(file).body:
            if isinstance(node, ast.ClassDef):
                bases = [ast.unparse(base).split(".")[-1].split("[")[0] for base in node.bases]
                found[node.name] = (file.relative_to(ROOT).as_posix(), bases)
    return found


def test_every_window_page_and_dialog_is_named() -> None:
    """But for those that others stand on: they are no screens themselves."""
    known = classes()

    def is_window(name: str) -> bool:
        return any(base in WINDOWS or (base in known and is_window(base)) for base in known[name][1])

    stood_on = {base for _file, bases in known.values() for base in bases}
    for name, (file, _bases) in known.items():
        if is_window(name) and name not in stood_on and not name.startswith("_"):
            assert {file, name} <= MARKED, (
                f"docs/screens.md does not name {file} `{name}`: a row with its tests is missing"
            )


def test_every_module_of_the_papers_is_named() -> None:
    """The kit and the registry serve them all, and are not papers."""
    for file in files("desk/reports"):
        path = file.relative_to(ROOT).as_posix()
        if "/kit/" in path or file.name in ("__init__.py", "registry.py"):
            continue
        assert path in MARKED, f"docs/screens.md does not name {path}: was a paper added or renamed?"


def test_every_path_and_class_that_it_names_exists() -> None:
    known = classes()
    for text in sorted(MARKED):
        if "/" in text:
            assert (ROOT / text).exists(), (
                f"docs/screens.md names {text}, which is not there (any more): was it renamed?"
            )
        elif text[0].isupper():
            assert text in known, f"docs/screens.md names the class {text}, which desk/ui does not have"
            assert known[text][0] in MARKED, f"docs/screens.md names {text}, but not its file {known[text][0]}"


def test_every_row_has_files_and_tests() -> None:
    for line in TEXT.splitlines():
        if line.startswith("|") and not line.startswith(("|---", "| what one sees", "| paper |")):
            _seen, files, tests = (cell.strip() for cell in line.strip("|").split("|"))
            assert files.startswith("`desk/") and tests.startswith("`tests/"), line
