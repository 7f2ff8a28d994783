"""A book in which anything may stand: rows of a demo centre changed at random, within what their columns hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Table, select, update

from desk.books.activities.model import ActivityState
from desk.books.assets.model import MovementKind
from desk.books.cases import Assistance, CaseState, Evaluation
from desk.books.catalogue import ServiceMode
from desk.books.incidents import log, reporting
from desk.books.incidents.model import IncidentKind, IncidentLevel, ReportStage
from desk.books.incidents.reporting import ReportChannel
from desk.books.visits.model import Priority, VisitState
from desk.core.clock import Clock
from desk.core.words import Worded
from desk.core.work import Work
from desk.models.activities import activities, publications, results
from desk.models.assets import assets, movements
from desk.models.cases import callbacks, cases
from desk.models.incidents import incidents
from desk.models.roster import duties, rosters
from desk.models.visits import periods, visits
from desk.services.session import Desk
from tests.support.demo import SMALL_QUARTER, lived
from tests.support.extent import LONG

Made = Callable[[Random], Any]
FIRST, DAYS = date(2026, 7, 1), 150
"""From when, and for how many days, things happen."""
CHANGED = 0.5
"""So many of the rows get other values."""


def _any_of(values: type[Worded], *without: Worded) -> Made:
    kept = [value.value for value in values if value not in without]
    return lambda dice: dice.choice(kept)


def _day(dice: Random) -> date:
    return FIRST + timedelta(days=dice.randrange(DAYS))


def _or_none(make: Made) -> Made:
    return lambda dice: make(dice) if dice.random() < 0.6 else None


def _moment(work: Work) -> Made:
    return lambda dice: work.now - timedelta(minutes=dice.randrange(DAYS * 1440))


def _columns(work: Work) -> Mapping[Table, Mapping[str, Made]]:
    """What is put into which columns."""
    return {
        cases: {
            "day": _day,
            "due_on": _day,
            "finished_on": _or_none(_day),
            "state": _any_of(CaseState, CaseState.NOT_APPROVED),
            "mode": _any_of(ServiceMode),
            "assistance": _any_of(Assistance),
            "evaluation": _any_of(Evaluation),
            "vulnerable": lambda dice: dice.random() < 0.5,
            "resident_id": lambda dice: dice.randint(1, 8),
            "service_id": lambda dice: dice.randint(1, 3),
        },
        callbacks: {"done_at": _or_none(_moment(work))},
        visits: {"state": _any_of(VisitState), "priority": _any_of(Priority)},
        periods: {"kind": _any_of(VisitState), "ended_at": _or_none(_moment(work)), "began_at": _moment(work)},
        activities: {"state": _any_of(ActivityState), "day": _day},
        results: {"people": lambda dice: dice.randrange(90)},
        publications: {"day": _day},
        rosters: {"published_at": _or_none(_moment(work))},
        duties: {"came_at": _or_none(_moment(work)), "left_at": _or_none(_moment(work))},
        incidents: {"drill": lambda dice: dice.random() < 0.3, "kind": _any_of(IncidentKind)},
    }


def stir(work: Work, seed: int) -> None:
    """Change about half of what is in the book."""
    dice = Random(seed)
    for table, columns in _columns(work).items():
        (key,) = table.primary_key.columns
        for id in work.connection.scalars(select(key)).all():
            if dice.random() < CHANGED:
                values = {name: make(dice) for name, make in columns.items()}
                work.connection.execute(update(table).where(key == id).values(values))
    _stir_assets(work, dice)
    _stir_incidents(work, dice)


def _stir_assets(work: Work, dice: Random) -> None:
    """Pieces and values up and down, other classes, in any order of days."""
    codes = work.connection.scalars(select(assets.c.class_code).distinct()).all()
    for id in work.connection.scalars(select(assets.c.id)).all():
        for _n in range(dice.randrange(3)):
            fields = {"class_code": dice.choice(codes)} if dice.random() < 0.4 else {}
            values = {"asset_id": id, "day": _day(dice), "fields": fields, "staff_id": 1, "at": work.now}
            values |= {"quantity": dice.randint(-3, 5), "value": dice.randint(-50_000, 90_000)}
            work.add(movements, {**values, "kind": dice.choice(list(MovementKind)).value})


def _stir_incidents(work: Work, dice: Random) -> None:
    """Incidents of every day, some the second record of another, some reported in time, some late, some never."""
    numbers: list[int] = []
    for _n in range(25):
        then = replace(work, now=datetime.combine(_day(dice), work.now.timetz()) - timedelta(days=1))
        if then.now > work.now:
            continue
        id = log.open_incident(then, dice.choice(list(IncidentKind)), "大厅", drill=dice.random() < 0.2)
        if dice.random() < 0.5:
            log.set_level(then, id, dice.choice(list(IncidentLevel)[1:]), "核定")
        if dice.random() < 0.7:
            at = replace(then, now=then.now + timedelta(minutes=dice.randrange(90)))
            reporting.report(at, id, ReportStage.FIRST, "镇", dice.choice(list(ReportChannel)), "情况")
        numbers.append(id)
    for id in dice.sample(numbers, len(numbers) // 3):
        number = work.connection.scalars(select(incidents.c.number).where(incidents.c.id == dice.choice(numbers))).one()
        work.connection.execute(update(incidents).where(incidents.c.id == id).values(same_as=number))


def stirred_book(folders: pytest.TempPathFactory, seed: int, now: datetime) -> Iterator[Desk]:
    """A small demo centre of a moment; by any seed but 0 it is stirred. All of a run are made of one centre, which
    takes longer than all else, but in the long run of one of their own each."""
    for made in lived(folders, replace(SMALL_QUARTER, seed=seed if LONG else 1), Clock(lambda: now)):
        if seed:
            with made.write() as work:
                stir(work, seed)
        yield made
