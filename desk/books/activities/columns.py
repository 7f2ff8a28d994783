"""The columns of a table of activities 活动表."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from desk.books import centre, staff
from desk.books.activities import queries
from desk.books.activities.model import Activity, ActivityKind, ActivityState, OrganiserKind
from desk.core import money
from desk.core.clock_times import clock_span
from desk.core.sheet_columns import CellKind, Columns, SheetColumn, one_of, said, words_of, yes_or_no
from desk.core.words import N_
from desk.core.work import Work


def kept(work: Work) -> Sequence[Activity]:
    """All activities, in the order in which they begin."""
    return queries.between(work, date.min, date.max)


def _venues(work: Work) -> Sequence[str]:
    return [venue.name for venue in centre.all_venues(work)]


def _people(work: Work) -> Sequence[str]:
    return [person.name for person in staff.everyone(work) if person.active]


COLUMNS: Columns = {
    "title": SheetColumn(
        N_("What residents read, at most 40 characters."), attrgetter("title"), required=True, width=30
    ),
    "kind": SheetColumn(
        N_("Please choose; empty counts as 其他."),
        lambda activity: words_of(activity.kind),
        choices=one_of(ActivityKind),
    ),
    "day": SheetColumn(N_("As 2026-01-31; each day of several takes a row."), attrgetter("day"), CellKind.DAY, True),
    "times": SheetColumn(
        N_("From when to when, as 14:30-16:00."),
        lambda activity: clock_span(activity.begins, activity.ends),
        CellKind.CODE,
        required=True,
    ),
    "venue_id": SheetColumn(
        N_("Please choose a venue of the centre, or write the place outside."),
        attrgetter("where"),
        required=True,
        choices=_venues,
        strict=False,
        width=20,
    ),
    "organiser": SheetColumn(N_("Who organises it, at most 40 characters."), attrgetter("organiser"), width=20),
    "organiser_kind": SheetColumn(
        N_("Please choose; empty counts as 本中心."),
        lambda activity: words_of(activity.organiser_kind),
        choices=one_of(OrganiserKind),
    ),
    "audience": SheetColumn(N_("Whom it is for, at most 40 characters."), attrgetter("audience"), width=20),
    "capacity": SheetColumn(
        N_("How many people have a place; empty where everybody may come."), attrgetter("capacity"), CellKind.NUMBER
    ),
    "sign_up": SheetColumn(
        N_("Do people have to sign up? Empty counts as 否."),
        lambda activity: said(activity.sign_up),
        choices=yes_or_no,
        width=10,
    ),
    "responsible_id": SheetColumn(
        N_("A name from the list of staff; empty: whoever takes the table in."),
        attrgetter("responsible"),
        choices=_people,
        strict=False,
    ),
    "contact": SheetColumn(N_("Whom to ask, at most 60 characters."), attrgetter("contact"), CellKind.CODE, width=18),
    "budget": SheetColumn(N_("Yuan."), lambda activity: money.in_cell(activity.budget), CellKind.AMOUNT),
    "materials": SheetColumn(N_("What is needed for it, at most 500 characters."), attrgetter("materials"), width=30),
    "state": SheetColumn(
        N_("已举办 for what took place; 已取消 is not taken in. Empty: a day that is over counts as held."),
        lambda activity: words_of(activity.state),
        choices=one_of(ActivityState),
    ),
    "note": SheetColumn(N_("Anything else, at most 500 characters."), attrgetter("note"), width=30),
}
