"""What a month's calendar shows: entries by day, and what the reader needs around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.books import centre
from desk.books.activities import queries
from desk.books.activities.model import Activity, ActivityChange, ActivityKind, ActivityState
from desk.books.centre import days_off
from desk.core.calendar import WorkCalendar, day_words, weekday_names
from desk.core.clock_times import clock, span_words
from desk.core.month import Month
from desk.core.words import _, clauses, listed
from desk.core.work import Work


@dataclass(frozen=True)
class CalendarEntry:
    """One line under a day. ``word`` is 变更, 新增, 延期 or 取消; ``off`` when nothing takes place here."""

    day: date
    times: str
    begins: int
    title: str
    where: str
    kind: ActivityKind
    word: str
    off: bool
    details: str
    activity: Activity


@dataclass(frozen=True)
class CalendarSheet:
    """A month as it is shown. ``draft`` while something in it is not approved."""

    month: Month
    entries: dict[date, list[CalendarEntry]]
    calendar: WorkCalendar
    centre: centre.Centre
    hours: str
    account: str
    draft: bool

    @property
    def title(self) -> str:
        """2026年11月活动月历, with a word while it is a draft."""
        text = _("{year}/{month} activity calendar", year=self.month.year, month=self.month.number)
        return text + _("(draft)") if self.draft else text

    @property
    def all(self) -> list[CalendarEntry]:
        """Every entry, day after day."""
        return [entry for day in self.month.weeks for entry in self.entries.get(day, [])]

    @property
    def kinds(self) -> list[ActivityKind]:
        """The kinds of activity that occur, in their usual order."""
        occurring = {entry.kind for entry in self.all}
        return [kind for kind in ActivityKind if kind in occurring]

    @property
    def is_changed(self) -> bool:
        """Does an entry say that it changed after the calendar went out?"""
        return any(entry.word for entry in self.all)


def sheet(work: Work, month: Month) -> CalendarSheet:
    """Everything but what was cancelled before anybody heard of it; drafts only until the month is out."""
    out = queries.is_out(work, month)
    present = [activity for activity in queries.of_month(work, month) if _is_shown(activity, out)]
    entries: dict[date, list[CalendarEntry]] = {day: [] for day in month.weeks}
    for activity in present:
        entries[activity.day].append(_entry(activity))
    for activity in queries.put_off(work, month):
        assert activity.was_day is not None and activity.was_begins is not None
        entries[activity.was_day].append(_gone(activity, activity.was_day, activity.was_begins))
    for of_day in entries.values():
        of_day.sort(key=lambda entry: entry.begins)
    house = centre.get(work)
    draft = any(activity.state is ActivityState.DRAFT for activity in present)
    account = centre.setting(work, "calendar_account")
    return CalendarSheet(month, entries, days_off.calendar(work), house, hours_words(work), account, draft)


def _is_shown(activity: Activity, out: bool) -> bool:
    if activity.state is ActivityState.CANCELLED:
        return activity.mark is ActivityChange.CANCELLED
    return activity.state is not ActivityState.DRAFT or not out


def _entry(activity: Activity) -> CalendarEntry:
    return CalendarEntry(
        activity.day,
        activity.times,
        activity.begins,
        activity.title,
        activity.where,
        activity.kind,
        activity.mark.label if activity.is_changed else "",
        activity.state is ActivityState.CANCELLED,
        details(activity),
        activity,
    )


def _gone(activity: Activity, day: date, begins: int) -> CalendarEntry:
    where = _("now {day} {time}", day=day_words(activity.day), time=clock(activity.begins))
    return CalendarEntry(
        day,
        clock(begins),
        begins,
        activity.title,
        where,
        activity.kind,
        ActivityChange.POSTPONED.label,
        True,
        where,
        activity,
    )


def details(activity: Activity) -> str:
    """面向老年人 · 需报名，名额20 · 主办：镇卫生院."""
    parts = [_("for {audience}", audience=activity.audience) if activity.audience else ""]
    if activity.sign_up:
        parts.append(_("sign-up, {n} places", n=activity.capacity) if activity.capacity else _("sign-up needed"))
    if activity.held_by:
        parts.append(_("by {organiser}", organiser=activity.held_by))
    if activity.contact:
        parts.append(_("contact {contact}", contact=activity.contact))
    return " · ".join(filter(None, parts))


def hours_words(work: Work) -> str:
    """周一至周五 08:00—12:00、14:30—17:30."""
    by_day: dict[int, list[str]] = {}
    for span in centre.opening_hours(work):
        by_day.setdefault(span.weekday, []).append(span_words(span.opens, span.closes))
    groups: list[tuple[list[int], str]] = []
    for day in sorted(by_day):
        spans = listed(by_day[day])
        if groups and groups[-1][1] == spans and groups[-1][0][-1] == day - 1:
            groups[-1][0].append(day)
        else:
            groups.append(([day], spans))
    return clauses(f"{_days(span)} {spans}" for span, spans in groups)


def _days(span: Sequence[int]) -> str:
    names = weekday_names()
    first, last = names[span[0]], names[span[-1]]
    return first if len(span) == 1 else _("{first} to {last}", first=first, last=last)
