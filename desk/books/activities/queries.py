"""Reading the calendar: a span of days, one activity, its history, a search."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.books.activities.model import Activity, ActivityChange, ActivityKind, ActivityState, OrganiserKind
from desk.core import name_search
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work

COLUMNS = (
    "a.title, a.kind, a.day, a.begins, a.ends, a.venue_id, a.place, a.organiser_kind, a.organiser, a.audience,"
    " a.capacity, a.sign_up, a.responsible_id, a.contact, a.budget, a.materials, a.note, a.id, a.state,"
    " coalesce(v.name, ''), coalesce(z.name, ''), s.name, a.series_id, a.was_day, a.was_begins, a.mark, a.uid,"
    " a.sequence, a.version, a.changed_at"
)
FROM = (
    f"SELECT {COLUMNS} FROM activities a JOIN staff s ON s.id = a.responsible_id"
    " LEFT JOIN venues v ON v.id = a.venue_id LEFT JOIN zones z ON z.id = v.zone_id"
)
IN_SPAN = f"{FROM} WHERE a.day BETWEEN ? AND ? ORDER BY a.day, a.begins, a.id"
BY_ID = f"{FROM} WHERE a.id = ?"


@dataclass(frozen=True)
class ActivityMonth:
    """A calendar month with the grid it is shown on: whole weeks, Monday first."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def grid(self) -> list[date]:
        """Every day from the Monday of the first week to the Sunday of the last: 28, 35 or 42 days."""
        monday = self.first - timedelta(days=self.first.weekday())
        weeks = (self.last - monday).days // 7 + 1
        return [monday + timedelta(days=n) for n in range(weeks * 7)]

    def plus(self, months: int) -> ActivityMonth:
        year, month = divmod(self.year * 12 + self.number - 1 + months, 12)
        return ActivityMonth(year, month + 1)


def month_of(day: date) -> ActivityMonth:
    return ActivityMonth(day.year, day.month)


def between(work: Work, first: date, last: date) -> list[Activity]:
    """All activities of a span in the order in which they begin."""
    return [_activity(row) for row in work.rows(IN_SPAN, first.isoformat(), last.isoformat())]


def of_month(
    work: Work, month: ActivityMonth, states: Sequence[ActivityState] = tuple(ActivityState)
) -> list[Activity]:
    return [one for one in between(work, month.first, month.last) if one.state in states]


def find(work: Work, id: int) -> Activity:
    """Raises ``Refused`` when somebody removed it meanwhile."""
    rows = work.rows(BY_ID, id)
    if not rows:
        raise Refused(_("This draft was removed meanwhile."))
    return _activity(rows[0])


def _activity(row: tuple[Any, ...]) -> Activity:
    (
        title,
        kind,
        day,
        begins,
        ends,
        venue_id,
        place,
        organiser_kind,
        organiser,
        audience,
        capacity,
        sign_up,
        responsible_id,
        contact,
        budget,
        materials,
        note,
        id,
        state,
        venue,
        zone,
        responsible,
        series_id,
        was_day,
        was_begins,
        mark,
        uid,
        sequence,
        version,
        changed_at,
    ) = row
    return Activity(
        title,
        ActivityKind(kind),
        date.fromisoformat(day),
        begins,
        ends,
        venue_id,
        place,
        OrganiserKind(organiser_kind),
        organiser,
        audience,
        capacity,
        bool(sign_up),
        responsible_id,
        contact,
        budget,
        materials,
        note,
        id,
        ActivityState(state),
        venue,
        zone,
        responsible,
        series_id,
        date.fromisoformat(was_day) if was_day else None,
        was_begins,
        ActivityChange(mark),
        uid,
        sequence,
        version,
        datetime.fromtimestamp(changed_at / 1000, UTC),
    )


@dataclass(frozen=True)
class ChangeRecord:
    """One line of an activity's history. ``announced`` only for a change after publishing, and None until it was."""

    at: datetime
    who: str
    what: str
    words: str
    announced: bool | None = None


STEPS = (
    "SELECT m.at, s.name, m.state, m.remark, NULL FROM activity_moves m JOIN staff s ON s.id = m.staff_id"
    " WHERE m.activity_id = ?1"
    " UNION ALL SELECT c.at, s.name, c.kind, c.words, c.announced_at IS NOT NULL FROM activity_changes c"
    " JOIN staff s ON s.id = c.staff_id WHERE c.activity_id = ?1 AND c.kind IN ('changed', 'added') ORDER BY 1"
)


def history(work: Work, id: int) -> list[ChangeRecord]:
    """Every state and every change after publishing, oldest first, with who and when."""
    return [
        ChangeRecord(
            datetime.fromtimestamp(at / 1000, UTC),
            who,
            ActivityState(what).label if announced is None else ActivityChange(what).label,
            words,
            None if announced is None else bool(announced),
        )
        for at, who, what, words, announced in work.rows(STEPS, id)
    ]


BY_WORDS = (
    f"{FROM} WHERE a.title IN (SELECT value FROM json_each(?1))"
    " OR instr(coalesce(v.name, '') || ' ' || a.place || ' ' || a.organiser, ?2) ORDER BY a.day DESC, a.begins DESC "
    "LIMIT ?3"
)


def search(work: Work, query: str, limit: int = 200) -> list[Activity]:
    """Activities whose title, or its initials, place or organiser hold what was typed; the newest first."""
    wanted = name_search.squeezed(query)
    if not wanted:
        return []
    titles = [
        title for (title,) in work.rows("SELECT DISTINCT title FROM activities") if name_search.holds(title, wanted)
    ]
    return [_activity(row) for row in work.rows(BY_WORDS, json.dumps(titles), query.strip(), limit)]


def is_out(work: Work, month: ActivityMonth) -> bool:
    """Did the month's calendar go out through any channel?"""
    return bool(work.rows("SELECT 1 FROM publications WHERE month = ? LIMIT 1", month.name))
