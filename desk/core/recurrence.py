"""Repeating by rule: every Tuesday, the last Friday, 农历十五, 重阳节; each rule is one question asked of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from desk.core.almanac import almanac, day_name
from desk.core.calendar import LAST, DayKind, WorkCalendar, places_in_month, short_weekdays
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.words import N_, Worded, _, listed, phrases

MOST = 200
LONGEST = 731


class Every(Worded):
    """How an activity repeats."""

    WEEK = "week", N_("Every week")
    NTH_WEEKDAY = "nth_weekday", N_("Every month, by weekday")
    MONTH_DAY = "month_day", N_("Every month, by date")
    LUNAR_DAY = "lunar_day", N_("Every lunar month")
    FESTIVAL = "festival", N_("On a festival")


FESTIVALS = (
    "春节",
    "元宵节",
    "清明",
    "端午节",
    "七夕节",
    "中秋节",
    "重阳节",
    "腊八节",
    "冬至",
    "除夕",
    "元旦",
    "妇女节",
    "劳动节",
    "青年节",
    "儿童节",
    "建党节",
    "建军节",
    "教师节",
    "国庆节",
)


@dataclass(frozen=True)
class Rule:
    """``weekdays`` from 0 (Monday); ``nth`` 1 to 5 or ``LAST``; ``day`` of the solar or lunar month; ``skipped`` are
    the exceptions. ``until`` is the last day that may be one."""

    every: Every
    until: date | None
    weekdays: frozenset[int] = frozenset()
    weeks: int = 1
    nth: int = 1
    day: int = 1
    festival: str = ""
    skip_holidays: bool = False
    skipped: frozenset[date] = field(default_factory=frozenset)


Asked = Callable[[Rule, date, date], bool]


def _weekly(rule: Rule, first: date, day: date) -> bool:
    monday = first - timedelta(days=first.weekday())
    return day.weekday() in rule.weekdays and (day - monday).days // 7 % rule.weeks == 0


def _nth_weekday(rule: Rule, _first: date, day: date) -> bool:
    return day.weekday() in rule.weekdays and rule.nth in places_in_month(day)


def _month_day(rule: Rule, _first: date, day: date) -> bool:
    if rule.day == LAST:
        return (day + timedelta(days=1)).day == 1
    return day.day == rule.day


def _lunar_day(rule: Rule, _first: date, day: date) -> bool:
    return almanac(day).day == rule.day


def _festival(rule: Rule, _first: date, day: date) -> bool:
    known = almanac(day)
    return rule.festival in (known.term, *known.festivals)


ASKED: dict[Every, Asked] = {
    Every.WEEK: _weekly,
    Every.NTH_WEEKDAY: _nth_weekday,
    Every.MONTH_DAY: _month_day,
    Every.LUNAR_DAY: _lunar_day,
    Every.FESTIVAL: _festival,
}


def days_of(rule: Rule, first: date, calendar: WorkCalendar) -> list[date]:
    """The days from ``first`` on. Raises ``Invalid`` for a rule without an end, too long a span, or no day at all."""
    _check(rule, first)
    assert rule.until is not None
    span = (first + timedelta(days=n) for n in range((rule.until - first).days + 1))
    asked = ASKED[rule.every]
    days = [
        day
        for day in span
        if asked(rule, first, day)
        and day not in rule.skipped
        and not (rule.skip_holidays and calendar.kind(day) is DayKind.HOLIDAY)
    ]
    if not days:
        raise Invalid(Problem("until", _("No day until then fits this rule.")))
    if len(days) > MOST:
        sentence = _("These are {n} activities; {most} at once is the most.", n=len(days), most=MOST)
        raise Invalid(Problem("until", sentence))
    return days


def _check(rule: Rule, first: date) -> None:
    by_weekday = rule.every in (Every.WEEK, Every.NTH_WEEKDAY)
    days = {Every.MONTH_DAY: 31, Every.LUNAR_DAY: 30}.get(rule.every, 31)
    wrong = (
        ("until", rule.until is None, _("Please enter until when it repeats; a repetition needs an end.")),
        ("until", rule.until is not None and rule.until < first, _("The repetition ends before it begins.")),
        ("until", rule.until is not None and (rule.until - first).days > LONGEST, _("Two years ahead is the most.")),
        ("weekdays", by_weekday and not rule.weekdays, _("Please choose at least one weekday.")),
        ("weeks", not 1 <= rule.weeks <= 8, _("Every 1 to 8 weeks, please.")),
        ("nth", rule.nth not in (LAST, 1, 2, 3, 4, 5), _("The first to fifth or the last one, please.")),
        ("day", rule.day != LAST and not 1 <= rule.day <= days, _("A day from 1 to {n}, please.", n=days)),
        ("festival", rule.every is Every.FESTIVAL and not rule.festival, _("Please choose the festival.")),
    )
    refuse_wrong(wrong)


def description(rule: Rule) -> str:
    """每周二 至2027-01-31."""
    weekdays = listed(short_weekdays(rule.weekdays))
    nth = _("last") if rule.nth == LAST else _("no. {n}", n=rule.nth)
    what = {
        Every.WEEK: _("every week on {days}", days=weekdays)
        if rule.weeks == 1
        else _("every {n} weeks on {days}", n=rule.weeks, days=weekdays),
        Every.NTH_WEEKDAY: _("every month on the {nth} {days}", nth=nth, days=weekdays),
        Every.MONTH_DAY: _("on the last day of every month")
        if rule.day == LAST
        else _("every month on day {n}", n=rule.day),
        Every.LUNAR_DAY: _("every lunar month on day {n}", n=rule.day),
        Every.FESTIVAL: day_name(rule.festival) if rule.festival else "",
    }[rule.every]
    parts = [what, _("until {day}", day=rule.until)]
    if rule.skip_holidays:
        parts.append(_("not on public holidays"))
    if rule.skipped:
        parts.append(_("except {days}", days=listed(map(str, sorted(rule.skipped)))))
    return phrases(parts)


def as_json(rule: Rule) -> dict[str, Any]:
    """A rule as a series keeps it; ``from_json`` reads it back."""
    return {
        "every": rule.every.value,
        "until": str(rule.until),
        "weekdays": sorted(rule.weekdays),
        "weeks": rule.weeks,
        "nth": rule.nth,
        "day": rule.day,
        "festival": rule.festival,
        "skip_holidays": rule.skip_holidays,
        "skipped": [str(day) for day in sorted(rule.skipped)],
    }


def from_json(kept: dict[str, Any]) -> Rule:
    """The rule that ``as_json`` wrote."""
    return Rule(
        Every(kept["every"]),
        date.fromisoformat(kept["until"]),
        frozenset(kept["weekdays"]),
        kept["weeks"],
        kept["nth"],
        kept["day"],
        kept["festival"],
        kept["skip_holidays"],
        frozenset(map(date.fromisoformat, kept["skipped"])),
    )
