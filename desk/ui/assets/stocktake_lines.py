"""The lines of a stocktake: where labels are scanned, and the list of what was counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desk.books.assets.count_marks import CountMark
from desk.books.assets.stocktake_result import CountLine
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import asks_for_latin


class ScanLine(QLineEdit):
    """Where a scanner's typing belongs: the window leaves it alone here."""

    takes_scans = True

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(80)
        asks_for_latin(self)
        self.setPlaceholderText(_("scan a label, or type its number and Enter"))
        self.setAccessibleName(_("Scan or type a label"))


def _each(line: CountLine, says: Callable[[CountMark], str]) -> str:
    """What every mark says; two who differ stand side by side."""
    return " / ".join(dict.fromkeys(map(says, line.marks)))


def _tone(line: CountLine) -> Tone | None:
    return line.outcome.tone


def columns() -> list[Column[CountLine]]:
    """What the list shows of a line."""
    return [
        Column(_("Asset number"), 104, lambda line: line.number),
        Column(_("Asset name"), 160, lambda line: line.name, flex=3),
        Column(_("Result of the count"), 120, lambda line: listed(each.label for each in line.outcomes), _tone),
        Column(_("Room by the book"), 130, lambda line: line.room, flex=2),
        Column(P_("stocktake", "Found in"), 130, lambda line: _each(line, lambda mark: mark.room), flex=2),
        Column(P_("stocktake", "Recorded"), 60, lambda line: str(line.quantity or ""), number=True),
        Column(_("Counted"), 60, lambda line: _each(line, lambda mark: str(mark.quantity)), number=True),
        Column(_("Counted by"), 80, lambda line: _each(line, lambda mark: mark.who), rank=1),
        Column(_("Remark"), 120, lambda line: line.marks[-1].note if line.marks else "", flex=2, rank=2),
    ]
