"""One month from all books, as each declares its figures. What the district asks for, and what is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.books.registry import books
from desk.core.book import Number
from desk.core.month import Month
from desk.core.work import Work

if TYPE_CHECKING:
    from desk.books.activities.statistics import ActivityFigures
    from desk.books.assets.statistics import AssetChanges
    from desk.books.cases.statistics import CaseFigures
    from desk.books.incidents.statistics import IncidentFigures
    from desk.books.roster.attendance import AttendanceSum
    from desk.books.roster.statistics import RosterFigures


@dataclass(frozen=True)
class MonthFigures:
    """Everything counted of a month, by the book that counted it; the papers take theirs by name."""

    of_book: Mapping[str, Any]

    @property
    def walk_ins(self) -> CaseFigures:
        """办件."""
        figures: CaseFigures = self.of_book["cases"]
        return figures

    @property
    def activities(self) -> ActivityFigures:
        """活动."""
        figures: ActivityFigures = self.of_book["activities"]
        return figures

    @property
    def duties(self) -> tuple[AttendanceSum, ...]:
        """坐班, by person; those of published rosters only."""
        figures: RosterFigures = self.of_book["roster"]
        return figures.duties

    @property
    def extended_minutes(self) -> int:
        """延时服务, minutes that the centre was open longer."""
        figures: RosterFigures = self.of_book["roster"]
        return figures.extended_minutes

    @property
    def assets(self) -> AssetChanges:
        """资产."""
        figures: AssetChanges = self.of_book["assets"]
        return figures

    @property
    def emergencies(self) -> IncidentFigures:
        """突发事件."""
        figures: IncidentFigures = self.of_book["incidents"]
        return figures


def counted(work: Work, month: Month) -> MonthFigures:
    """Count a month in every book."""
    return MonthFigures({book.name: book.figures.count(work, month) for book in books() if book.figures})


def plain(whole: MonthFigures) -> dict[str, Number]:
    """As names and numbers: the machine-readable sheet, and what is frozen when a month is handed in."""
    return {
        name: value
        for book in books()
        if book.figures
        for name, value in book.figures.plain(whole.of_book[book.name]).items()
    }


def moving() -> frozenset[str]:
    """Plain names that go on moving after the month by their nature; a change in them corrects nothing."""
    return frozenset(name for book in books() if book.figures for name in book.figures.moving)
