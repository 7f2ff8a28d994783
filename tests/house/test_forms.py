"""A form that stores an edit says what it read when it was filled, so that nobody else's change is written over.

Three windows did not, and a form read in the morning took back what another clerk had confirmed since.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.source import definitions, files, nodes, parsed

FIRST_START = ("setup.py", "new_data_file.py")
READ = ("read", "base")
"""What a function of a book calls what its form read when it was filled."""


def edits() -> dict[tuple[str, str], int]:
    """What stores an edit, by every name that it can be called by (its module's or its book's, and its own): how many
    arguments stand before what was read.
    """
    found = {}
    for file in files("desk/books", "desk/services"):
        for name, node in definitions(parsed(file)):
            if isinstance(node, ast.FunctionDef) and not name.startswith("_") and (place := _place_of_read(node)):
                found |= {(room, name): place for room in (file.stem, file.parent.name)}
    return found


def _place_of_read(node: ast.FunctionDef) -> int | None:
    plain = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    for name in READ:
        if name in plain and plain[0] in ("work", "desk"):
            return plain.index(name)
        if name in [each.arg for each in node.args.kwonlyargs]:
            return len(plain)
    return None


def _calls(*places: str) -> Iterator[tuple[str, tuple[str, str], ast.Call]]:
    """Calls of modules' functions: in the window and what it calls in the services, or in some places."""
    for path in files(*(places or ("desk/ui", "desk/services"))):
        own_names = {
            each.asname: each.name
            for node in nodes(parsed(path))
            if isinstance(node, ast.ImportFrom)
            for each in node.names
            if each.asname
        }
        for node in nodes(parsed(path)):
            func = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
                yield path.name, (own_names.get(func.value.id, func.value.id), func.attr), node


def _says_what_it_read(call: ast.Call, place: int) -> bool:
    return any(keyword.arg in READ for keyword in call.keywords) or len(call.args) > place


def test_every_window_that_edits_says_what_it_read() -> None:
    """The first start edits what nobody else can have open."""
    known = edits()
    found = [(file, name, call) for file, name, call in _calls() if name in known and file not in FIRST_START]
    assert [(file, name) for file, name, call in found if not _says_what_it_read(call, known[name])] == []
    assert {("staff", "set_role"), ("accounts", "change_role"), ("planning", "edit")} < {name for _f, name, _c in found}


def test_what_stores_an_edit_is_called_as_the_rule_knows_it() -> None:
    """By some name of each function, else the rule would pass it over."""
    called = {name for _file, name, _call in _calls()}
    rooms: dict[str, set[str]] = {}
    for (room, name), _place in edits().items():
        rooms.setdefault(name, set()).add(room)
    assert {name for name, known in rooms.items() if not {(room, name) for room in known} & called} == set()


def test_no_window_saves_a_setting_past_the_form() -> None:
    assert not [file for file, name, _call in _calls("desk/ui") if name == ("centre", "save_setting")]
