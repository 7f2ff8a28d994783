"""What can be done with a cell of the month grid, under the right button; a line names the key that does the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QMenu

from desk.core.words import _
from desk.scheduling.problem import Assignment

if TYPE_CHECKING:
    from desk.ui.roster.month import RosterMonthPage


def cell_menu(page: RosterMonthPage, index: QModelIndex) -> QMenu:
    """A draft is changed at once; of a published month a duty can be given to somebody else or cancelled, by asking."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(caption: str, key: str, act: Callable[[], object]) -> None:
        menu.addAction(f"{caption}\t{key}").triggered.connect(lambda _checked=False: act())

    grid, board = page.grid.grid, page.board
    turns, is_draft = grid.turns_at(index), not board.roster.published
    key = page.grid.slot_key(index)
    if page.may_plan and is_draft:
        for place, (caption, was, now) in enumerate(_shifts(page, index), 1):
            offer(caption, str(place), partial(page.change, was, now))
        menu.addSeparator()
    if page.may_plan and key is not None:
        offer(_("Choose who takes this duty"), "Enter", partial(page.whom, key))
    if page.may_plan and is_draft and turns:
        offer(_("Pin or unpin"), "P", partial(page.pin, turns))
    if turns and (page.may_plan or not is_draft):
        offer(_("Take the duty away"), "Delete", partial(page.change, turns[0], None))
    if board.undoable:
        menu.addSeparator()
        offer(_("Undo the last change"), "F8", page.undo)
    return menu


def _shifts(page: RosterMonthPage, index: QModelIndex) -> list[tuple[str, Assignment | None, Assignment | None]]:
    """For each shift what its digit does in this cell: in words, the duty that was, the duty that is to be."""
    grid = page.grid.grid
    person = grid.person_at(index)
    if person is None:
        return []
    offered: list[tuple[str, Assignment | None, Assignment | None]] = []
    for card in grid.cards:
        turn = Assignment(grid.day_at(index), card.id, person)
        if turn in grid.turns_at(index):
            offered.append((_("Take away: {shift}", shift=card.name), turn, None))
        else:
            offered.append((_("Give: {shift}", shift=card.name), None, turn))
    return offered


def show_cell_menu(page: RosterMonthPage, at: QPoint) -> None:
    """Under the mouse, or at the chosen cell for the key of the menu."""
    index = page.grid.indexAt(at)
    if not index.isValid():
        return
    page.grid.setCurrentIndex(index)
    menu = cell_menu(page, index)
    if menu.actions():
        menu.exec(page.grid.viewport().mapToGlobal(at))
