"""How many questions the file is asked: a fixed number, whatever there is of activities, entries and months.

The month's figures once took three statements for each activity, and a roster took more to publish with every month of
the year.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, event

from desk.books import centre
from desk.books.activities import planning, queries, statistics
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.incidents import attention, log
from desk.books.incidents.model import IncidentKind
from desk.books.roster import months, planner
from desk.core import inserting
from desk.core.month import Month
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import roster as rostering

NEXT = Month(2026, 12)


def statements(connection: Connection, act: Callable[[], object]) -> list[str]:
    """The text of every statement that an action sends, rows for the same one together; not what every action asks
    past SQLAlchemy, such as the end of the audit.
    """
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    def noting(insert: Callable[..., Any]) -> Callable[..., Any]:
        def noted(connection: Connection, table: Table, rows: object) -> Any:
            sent.append(f"INSERT INTO {table.name}")
            return insert(connection, table, rows)

        return noted

    event.listen(connection, "before_cursor_execute", note)
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("add_row", "add_rows"):
                patch.setattr(inserting, name, noting(getattr(inserting, name)))
            act()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return sent


def plan_month(work: Work, many: int) -> None:
    venue = centre.add_venue(work, centre.PRESET_VENUES[0])
    for n in range(many):
        day = NEXT.first + timedelta(days=n)
        planning.add(work, ActivityDraft(f"义诊{n}", ActivityKind.HEALTH, day, 540, 600, venue), held=False)


@pytest.mark.parametrize("many", [1, 20])
def test_a_months_figures_take_six_statements_however_many_activities(desk: Desk, many: int) -> None:
    with desk.write() as work:
        plan_month(work, many)
        sent = statements(work.connection, lambda: statistics.of_days(work, *NEXT.span))
        assert len(sent) == 6, sent
        opened = statements(work.connection, lambda: queries.between(work, NEXT.weeks[0], NEXT.weeks[-1]))
        assert len(opened) == 1


@pytest.mark.parametrize("before", [1, 3])
def test_publishing_a_roster_takes_no_more_with_every_month_of_the_year(desk: Desk, before: int) -> None:
    with desk.write() as work:
        rostering.set_up(work)
        for number in range(1, before + 2):
            planner.plan_by_turns(work, Month(2027, number))
        for number in range(1, before + 1):
            months.publish(work, Month(2027, number), despite=True)
        sent = statements(work.connection, lambda: months.publish(work, Month(2027, before + 1), despite=True))
    assert len(sent) == 19, sent


def test_a_line_of_an_incident_takes_two_statements_and_opening_one_five(desk: Desk) -> None:
    """Beside the ends of the chains and of the audit, which are asked for past SQLAlchemy."""
    with desk.write() as work:
        ids: list[int] = []
        opened = statements(work.connection, lambda: ids.append(log.open_incident(work, IncidentKind.FIRE, "长者食堂")))
        assert len(opened) <= 5, opened
        written = statements(work.connection, lambda: log.add(work, ids[0], "120 到达现场"))
        assert len(written) == 2, written


@pytest.mark.parametrize("many", [1, 12])
def test_what_has_to_be_seen_to_is_asked_in_eight_statements_however_many_incidents(desk: Desk, many: int) -> None:
    with desk.write() as work:
        for n in range(many):
            log.open_incident(work, IncidentKind.FIRE, f"{n}号楼")
        found: list[attention.IncidentAttention] = []
        sent = statements(work.connection, lambda: found.append(attention.attention(work)))
    assert len(sent) == 8, sent
    assert found[0].going_on == many
