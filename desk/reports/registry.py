"""Every paper and export of the house, as each room declares them: the one list that all readers go through.

A new paper is its own file and one declaration in ``reports/<noun>/papers.py``: then it is a command of
``desk report``, a line that a test wants in the README's table, and one of the files that the guided demo writes.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from desk import reports
from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

RECOVERY_SHEET = Paper(
    "recovery-sheet",
    N_("Recovery sheet"),
    "The paper key that opens the data file when nobody can sign in.",
    {Format.PDF: Maker("desk.reports.recovery_sheet:of_centre")},
    takes=(Input("key", InputKind.TEXT, sample=lambda _work: "-".join(["DEMO"] * 8)),),
    command=False,
)
"""The one paper that belongs to no book."""

FIRST = ("figures", "roster", "activities", "assets", "incidents", "cases")
"""Rooms in the order of the command line's help; any other room with papers follows."""


def _rooms() -> list[str]:
    """The folders among the reports that have papers."""
    folders = [each.name for each in iter_modules(reports.__path__) if each.ispkg]
    others = sorted(set(folders) - set(FIRST))
    return [*FIRST, *(room for room in others if find_spec(f"{reports.__name__}.{room}.papers"))]


def _papers_of(room: str) -> tuple[Paper, ...]:
    declared = import_module(f"{reports.__name__}.{room}.papers").PAPERS
    assert isinstance(declared, tuple)
    return declared


PAPERS = (*(paper for room in _rooms() for paper in _papers_of(room)), RECOVERY_SHEET)
"""In the order of the command line's help."""
BY_IDENTIFIER = {each.identifier: each for each in PAPERS}


def paper(identifier: str) -> Paper:
    """The paper of that name. Raises ``KeyError`` where none is declared so."""
    return BY_IDENTIFIER[identifier]
