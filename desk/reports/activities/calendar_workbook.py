"""The month's activities 活动统计 for the district: plan, result, sums, and when the calendar went out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.books import centre
from desk.books.activities import statistics
from desk.books.activities.model import ActivityState
from desk.books.activities.statistics import ActivityFigures, ActivitySum, organiser_words
from desk.core.calendar import weekday_words
from desk.core.money import in_cell
from desk.core.month import Month
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import sheets
from desk.reports.kit.workbook import Workbook

PLAN = (
    (N_("Day"), 12),
    (N_("Weekday"), 7),
    (N_("Time"), 13),
    (N_("Title"), 26),
    (N_("Kind of activity"), 10),
    (N_("Place"), 14),
    (N_("Zone"), 12),
    (N_("Organiser"), 18),
    (N_("Audience"), 16),
    (NP_("activity", "Places"), 8),
    (N_("Person responsible"), 10),
    (N_("Budget, yuan"), 11),
    (N_("State"), 9),
    (N_("After publishing"), 11),
)
RESULT = (
    (N_("Day"), 12),
    (N_("Title"), 26),
    (N_("Kind of activity"), 10),
    (N_("Organiser"), 18),
    (NP_("activity", "Registrations"), 9),
    (N_("Attended"), 9),
    (N_("People who came"), 9),
    (N_("Cost, yuan"), 10),
    (NP_("activity", "Satisfied"), 9),
    (N_("Photos"), 7),
    (NP_("activity", "Summary"), 48),
)
SUMS = (
    (N_("Row"), 24),
    (NP_("activities", "Planned"), 9),
    (NP_("activity", "Held"), 9),
    (NP_("activity", "Cancelled"), 9),
    (N_("People who came"), 9),
    (N_("Cost, yuan"), 11),
    (NP_("activity", "Satisfied"), 10),
)
CHANNELS = (
    (N_("Channel"), 18),
    (N_("Went out on"), 12),
    (N_("Days late"), 10),
    (N_("Recorded by"), 12),
    (N_("Link"), 50),
)
PLAN_LOOKS = ("desk day", *("desk cell",) * 13)


@on_record()
def xlsx(work: Work, month: Month) -> bytes:
    """Plan, result, sums by kind and organiser, and when the month's calendar went out."""
    figures = statistics.of_days(work, *month.span)
    name = centre.get(work).name
    book = sheets.new_workbook()
    _put(book, _("Plan of activities"), name, month, PLAN, [_plan(line) for line in figures.lines], PLAN_LOOKS)
    held = [line for line in figures.lines if line.activity.state is ActivityState.HELD]
    looks = ("desk day", *("desk cell",) * 7, "desk percent", "desk cell", "desk wrapped")
    _put(book, _("Activities held"), name, month, RESULT, [_result(line) for line in held], looks)
    sums = ("desk cell",) * 6 + ("desk percent",)
    total = [sum_row(figures.total, P_("sum", "All activities"))]
    _put(book, _("By kind"), name, month, SUMS, [*map(sum_row, figures.by_kind), *total], sums)
    _put(book, _("By organiser"), name, month, SUMS, [*map(sum_row, figures.by_organiser), *total], sums)
    _put(
        book,
        _("Publishing"),
        name,
        month,
        CHANNELS,
        channel_rows(figures),
        ("desk cell", "desk day", *("desk cell",) * 3),
    )
    sheets.put_machine_sheet(book, "activities", month.name, plain(figures))
    return sheets.content(book)


def _put(
    book: Workbook,
    title: str,
    name: str,
    month: Month,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Any]],
    looks: Sequence[str],
) -> None:
    sheet = book.create_sheet(title)
    top = sheets.put_title(sheet, f"{name} {title}", month.name, len(columns))
    sheets.put_table(sheet, top, [_(heading) for heading, _width in columns], rows, looks)
    sheets.set_widths(sheet, [width for _heading, width in columns])
    sheet.freeze_panes = f"A{top + 1}"
    sheets.set_filter(sheet, top, len(columns), top + len(rows))
    sheets.set_up_print(sheet, repeat=top, foot=f"{name} {title} {month.name}")


def _plan(line: statistics.ActivityRow) -> list[Any]:
    activity = line.activity
    after = activity.mark.label if activity.is_changed else ""
    if activity.was_day:
        after = _("{word}, first on {day}", word=after, day=activity.was_day)
    return [
        activity.day,
        weekday_words(activity.day),
        activity.times,
        activity.title,
        activity.kind.label,
        activity.where,
        activity.zone,
        organiser_words(activity),
        activity.audience,
        activity.capacity,
        activity.responsible,
        in_cell(activity.budget),
        activity.state.label,
        after,
    ]


def _result(line: statistics.ActivityRow) -> list[Any]:
    activity, result = line.activity, line.result
    signed = [line.signed.confirmed, line.signed.attended] if activity.sign_up else [None, None]
    outcome = [result.people, in_cell(result.cost), result.satisfied] if result else [None, None, None]
    return [
        activity.day,
        activity.title,
        activity.kind.label,
        organiser_words(activity),
        *signed,
        *outcome,
        line.photos or None,
        result.summary if result else _("Summary still missing"),
    ]


def sum_row(figures: ActivitySum, name: str = "") -> list[Any]:
    """A sum as a row of ``SUMS``, under its own name or another."""
    return [
        name or figures.name,
        figures.planned,
        figures.held,
        figures.cancelled,
        figures.people,
        in_cell(figures.cost),
        figures.satisfied,
    ]


def channel_rows(figures: ActivityFigures) -> list[list[Any]]:
    """Where and when the calendar went out, and how many days late, as rows of ``CHANNELS``."""
    recorded = [
        [publication.channel, publication.day, publication.late, publication.who, publication.link]
        for publication in figures.publications
    ]
    return recorded + [[channel, None, None, "", _("Not recorded")] for channel in figures.missing]


def plain(figures: ActivityFigures) -> dict[str, int | float | None]:
    """For programs: counts by stable English names."""
    total = figures.total
    named: dict[str, int | float | None] = {
        "activities.planned": total.planned,
        "activities.held": total.held,
        "activities.cancelled": total.cancelled,
        "activities.people": total.people,
        "activities.cost_fen": total.cost,
        "activities.satisfied": total.satisfied,
        "activities.changed": sum(line.activity.is_changed for line in figures.lines),
        "publishing.days_late": figures.days_late,
    }
    for line in figures.lines:
        key = f"activities.kind.{line.activity.kind.value}"
        named[key] = int(named.get(key) or 0) + 1
    return named
