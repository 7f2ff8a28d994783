"""The lines of the page 体验官: officers with what is counted of them, and visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.books import centre
from desk.books.officers import queries, visit_queries
from desk.books.officers.model import Officer, OfficerState, OfficerView, OfficerVisit
from desk.books.officers.periods import period_of
from desk.books.officers.visit_queries import OfficerCounts
from desk.core.tone import Tone
from desk.core.words import P_, _
from desk.core.work import Work
from desk.ui.officers.score_table import average_words
from desk.ui.widgets.columns import Column

FORMER = (OfficerState.EXPIRED, OfficerState.DISMISSED)


@dataclass(frozen=True)
class OfficerRow:
    """An officer, how often they came in this period, and what they found that is open; ``ends`` their term soon."""

    officer: Officer
    counts: OfficerCounts
    ends: bool

    @property
    def id(self) -> int:
        """The officer's."""
        return self.officer.id

    @property
    def is_waited_for(self) -> bool:
        """Serves, and has not come in this period?"""
        return self.officer.state is OfficerState.SERVING and not self.counts.visits

    def stands_in(self, view: OfficerView) -> bool:
        """Is it shown in this view?"""
        state = self.officer.state
        return {
            OfficerView.ALL: True,
            OfficerView.SERVING: state is OfficerState.SERVING,
            OfficerView.TO_COME: self.is_waited_for,
            OfficerView.ENDING: self.ends,
            OfficerView.NOMINATED: state is OfficerState.NOMINATED,
            OfficerView.FORMER: state in FORMER,
        }[view]


@dataclass(frozen=True)
class VisitRow:
    """A visit with how many findings it had."""

    visit: OfficerVisit
    findings: int

    @property
    def id(self) -> int:
        """The visit's."""
        return self.visit.id


def officer_rows(work: Work) -> list[OfficerRow]:
    """Everybody, those who serve first."""
    first, _last = period_of(work, work.today)
    counts = visit_queries.counts(work, first)
    soon = work.today + timedelta(days=centre.rule(work, "officer_expiry_days"))
    ending = {each.id for each in queries.ending_until(work, soon)}
    nothing = OfficerCounts()
    return [OfficerRow(each, counts.get(each.id, nothing), each.id in ending) for each in queries.all_officers(work)]


def visit_rows(work: Work, first: date, last: date) -> list[VisitRow]:
    """The visits of these days, the newest first."""
    many = visit_queries.findings_by_visit(work)
    return [VisitRow(each, many.get(each.id, 0)) for each in visit_queries.visits_between(work, first, last)]


def _officer_tone(row: OfficerRow) -> Tone | None:
    return Tone.DUE_SOON if row.ends else row.officer.state.tone


def _state_words(row: OfficerRow) -> str:
    return P_("officer", "Ends soon") if row.ends else row.officer.state.label


def officer_columns() -> list[Column[OfficerRow]]:
    """Name, identity, until when, how often they came, what is open."""
    return [
        Column(_("Name"), 76, lambda row: row.officer.name, muted=lambda row: row.officer.state in FORMER, flex=1),
        Column(P_("officer", "Identity"), 110, lambda row: row.officer.identity.label, flex=2, rank=2),
        Column(
            P_("officer", "Until"),
            100,
            lambda row: f"{row.officer.until:%Y-%m-%d}" if row.officer.until else "",
            sorts_by=lambda row: row.officer.until,
            rank=1,
        ),
        Column(P_("officer", "Visits now"), 72, _visits_words, number=True, sorts_by=lambda row: row.counts.visits),
        Column(
            P_("officer", "Open findings"),
            84,
            lambda row: str(row.counts.findings or ""),
            number=True,
            rank=3,
            sorts_by=lambda row: row.counts.findings,
        ),
        Column(_("State"), 90, _state_words, _officer_tone),
    ]


def _visits_words(row: OfficerRow) -> str:
    return str(row.counts.visits) if row.counts.visits or row.officer.state is OfficerState.SERVING else ""


def visit_columns() -> list[Column[VisitRow]]:
    """Day, who, how, what was given."""
    return [
        Column(
            P_("officer's visit", "Day"),
            104,
            lambda row: f"{row.visit.day:%Y-%m-%d}",
            sorts_by=lambda row: row.visit.day,
        ),
        Column(P_("officer", "Experience officer"), 80, lambda row: row.visit.officer, flex=1),
        Column(P_("officer's visit", "Way"), 84, lambda row: row.visit.way.label, rank=1, flex=1),
        Column(
            P_("officer's visit", "Average"),
            64,
            lambda row: average_words(row.visit.average),
            number=True,
            sorts_by=lambda row: row.visit.average,
        ),
        Column(P_("officer's visit", "Findings"), 56, lambda row: str(row.findings or ""), number=True, rank=2),
        Column(P_("officer's visit", "Number"), 150, lambda row: row.visit.number, rank=3),
    ]


def fitting(rows: Sequence[OfficerRow], names: set[str], typed: str) -> list[OfficerRow]:
    """Those whose name fits, or whose letter or employer holds what was typed."""
    return [
        row for row in rows if row.officer.name in names or typed in row.officer.letter or typed in row.officer.employer
    ]
