"""A form that stores an edit says what it read when it was filled, so that nobody else's change is written over.

Three windows did not, and a form read in the morning took back what another clerk had confirmed since.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.source import ROOT, files, parsed

UI = ROOT / "desk" / "ui"
WITHOUT_READ = {("attendance", "put_right"): 5, ("planning", "edit"): 3}
"""Where what was read is the last of the plain arguments: how many stand before it."""
EDITS = {
    ("residents", "edit"),
    ("catalogue", "edit"),
    ("centre", "save"),
    ("centre", "save_opening_hours"),
    ("centre", "edit_venue"),
    ("centre", "save_settings"),
    ("classes", "put"),
    ("cards", "correct"),
    ("contacts", "put"),
    ("plans", "put"),
    ("reporting", "save_rule"),
    ("shifts", "edit"),
    ("shifts", "save_weights"),
    ("assignees", "save"),
    ("assignees", "set_order"),
    ("assignees", "save_pairs"),
    ("results", "save"),
    ("days_off", "enter"),
    ("attendance", "put_right"),
    ("planning", "edit"),
}
"""What stores an edit, by its module and name as the window calls it."""


def _calls() -> Iterator[tuple[str, tuple[str, str], ast.Call]]:
    for path in files("desk/ui"):
        for node in ast.walk(parsed(path)):
            func = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
                yield path.name, (func.value.id, func.attr), node


def _says_what_it_read(name: tuple[str, str], call: ast.Call) -> bool:
    return any(keyword.arg == "read" for keyword in call.keywords) or (
        name in WITHOUT_READ and len(call.args) > WITHOUT_READ[name]
    )


def test_every_window_that_edits_says_what_it_read() -> None:
    """The first start edits what nobody else can have open."""
    edits = [(file, name, call) for file, name, call in _calls() if name in EDITS and file != "setup.py"]
    assert [(file, name) for file, name, call in edits if not _says_what_it_read(name, call)] == []


def test_every_edit_in_the_table_is_one_that_the_window_makes() -> None:
    """A name that changed would leave the rule without a word: those of three books did, when the rooms were
    renamed.
    """
    assert EDITS - {name for _file, name, _call in _calls()} == set()


def test_no_window_saves_a_setting_past_the_form() -> None:
    assert not [file for file, name, _call in _calls() if name == ("centre", "save_setting")]
