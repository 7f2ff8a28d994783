"""Every paper and export of the house, as each room declares them: the one list that all readers go through.

A new paper is its own file and one declaration in ``reports/<noun>/papers.py``: then it is a command of
``desk report``, a line that a test wants in the README's table, and one of the files that the guided demo writes.
"""

from __future__ import annotations

from desk.core.words import N_
from desk.reports.activities.papers import PAPERS as ACTIVITIES
from desk.reports.assets.papers import PAPERS as ASSETS
from desk.reports.cases.papers import PAPERS as CASES
from desk.reports.figures.papers import PAPERS as FIGURES
from desk.reports.incidents.papers import PAPERS as INCIDENTS
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper
from desk.reports.roster.papers import PAPERS as ROSTER

RECOVERY_SHEET = Paper(
    "recovery-sheet",
    N_("Recovery sheet"),
    "The paper key that opens the data file when nobody can sign in.",
    {Format.PDF: Maker("desk.reports.recovery_sheet:of_centre")},
    takes=(Input("key", InputKind.TEXT, sample=lambda _work: "-".join(["DEMO"] * 8)),),
    command=False,
)
"""The one paper that belongs to no book."""

PAPERS = (*FIGURES, *ROSTER, *ACTIVITIES, *ASSETS, *INCIDENTS, *CASES, RECOVERY_SHEET)
"""In the order of the command line's help."""
BY_IDENTIFIER = {each.identifier: each for each in PAPERS}


def paper(identifier: str) -> Paper:
    """The paper of that name. Raises ``KeyError`` where none is declared so."""
    return BY_IDENTIFIER[identifier]
