"""Which figures are entered by hand 自填指标: set up, changed, and no longer asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.books import figures
from desk.books.own_figures import queries
from desk.books.own_figures.model import OwnFigure
from desk.core import edit_conflicts
from desk.core.errors import refuse_wrong
from desk.core.figures_sheet import OWN
from desk.core.permissions import May
from desk.core.plain_text import one_line, prose
from desk.core.words import NP_, _
from desk.core.work import Work
from desk.models.own_figures import own_figures

LABELS = {
    "title": NP_("figure entered by hand", "Name"),
    "unit": NP_("figure entered by hand", "Unit"),
    "shared": NP_("figure entered by hand", "Part of a whole"),
    "better": NP_("figure entered by hand", "Better"),
    "definition": NP_("figure entered by hand", "Definition"),
    "active": NP_("figure entered by hand", "Asked for"),
}
LONGEST_TITLE, LONGEST_UNIT, LONGEST_DEFINITION = 20, 6, 200
MOST_ACTIVE = 60
"""Figures that are asked for at a time: as many as a month's paper has room for."""


def add(work: Work, figure: OwnFigure) -> int:
    """A figure that is entered from now on; its id. Its code was never given before. Raises ``Invalid``."""
    work.require(May.KEEP_FIGURES)
    values = _row(_checked(work, replace(figure, id=0)))
    values["code"] = f"{OWN}{queries.highest_number(work) + 1}"
    id = work.add(own_figures, values)
    work.audit("own_figure.add", f"own_figures:{id}", after=values)
    return id


def edit(work: Work, id: int, figure: OwnFigure, read: OwnFigure | None = None) -> None:
    """Change it as it was ``read``; its code stays. Raises ``Invalid``, ``EditConflict``; ``Invalid`` also when what
    was entered already would no longer be what the figure says: as a number or as a part of a whole.
    """
    work.require(May.KEEP_FIGURES)
    was = queries.find_figure(work, id)
    record = edit_conflicts.EditedRecord(f"own_figures:{id}", LABELS)
    settled = edit_conflicts.settled(work, record, read, was, replace(figure, id=id, code=was.code))
    values, before = _row(_checked(work, settled)), _row(was)
    entered = values["shared"] != before["shared"] and queries.has_values(work, id)
    refuse_wrong([("shared", entered, _("Numbers were entered already; please set up a new figure instead."))])
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        work.change(own_figures, id, changed)
        work.audit("own_figure.edit", f"own_figures:{id}", {name: before[name] for name in changed}, changed)


def _row(figure: OwnFigure) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(figure, name) for name in LABELS}
    return {**values, "better": figure.better.value}


def _checked(work: Work, figure: OwnFigure) -> OwnFigure:
    tidied = replace(
        figure, title=one_line(figure.title), unit=one_line(figure.unit), definition=prose(figure.definition)
    )
    stored = [each for each in queries.all_figures(work) if each.id != tidied.id]
    titles = {each.title for each in stored} | {each.label for each in figures.declared().values()}
    asked_for = sum(each.active for each in stored)
    title, unit, definition = tidied.title, tidied.unit, tidied.definition
    refuse_wrong(
        [
            ("title", not title, _("Please enter a name.")),
            ("title", len(title) > LONGEST_TITLE, _("The name has more than {n} characters.", n=LONGEST_TITLE)),
            ("title", title in titles, _("There is a figure “{name}” already.", name=title)),
            ("unit", not unit, _("Please enter what it is counted in, such as times.")),
            ("unit", len(unit) > LONGEST_UNIT, _("The unit has more than {n} characters.", n=LONGEST_UNIT)),
            (
                "definition",
                len(definition) > LONGEST_DEFINITION,
                _("The definition has more than {n} characters.", n=LONGEST_DEFINITION),
            ),
            (
                "active",
                tidied.active and asked_for >= MOST_ACTIVE,
                _("{n} figures are asked for already. Please stop asking for one of them first.", n=MOST_ACTIVE),
            ),
        ]
    )
    return tidied
