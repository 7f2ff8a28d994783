"""Working days and days off.

Days off and make-up workdays 调休 come from the ``holidays`` library (the State Council's yearly notice); what the
manager entered for years not announced there wins. A year without an announced arrangement is said to be so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from desk.core.clock import Clock, local
from desk.core.words import N_, NP_, P_, Worded, _, is_chinese

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""Monday to Sunday, 周一 to 周日: msgids."""
SHORT_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
"""一 to 日, where there is little room or where they follow 周 together: msgids."""
LAST = -1
"""As a place in a month: the last one."""


def day_words(day: date) -> str:
    """10月3日."""
    return _("{m}/{d}", m=day.month, d=day.day)


def date_words(day: date, today: date | None = None) -> str:
    """A day inside a sentence: 10月3日, with its year where that is not the present one."""
    if day.year == (today or Clock().today()).year:
        return day_words(day)
    return full_date_words(day)


def full_date_words(day: date) -> str:
    """1958年10月3日, for a date whose year tells something: a birth."""
    return _("{y}/{m}/{d}", y=day.year, m=day.month, d=day.day)


def moment_words(at: datetime, today: date | None = None) -> str:
    """A moment inside a sentence, by the centre's clock: 10月3日08:05. A time without a zone is the centre's
    already.
    """
    here = local(at) if at.tzinfo else at
    return P_("moment", "{day} {time}", day=date_words(here.date(), today), time=f"{here:%H:%M}")


def full_moment_words(at: datetime) -> str:
    """2026年10月3日 08:05, by the centre's clock: on papers, which are kept for years."""
    here = local(at) if at.tzinfo else at
    return f"{full_date_words(here.date())} {here:%H:%M}"


def weekday_words(day: date) -> str:
    """周六."""
    return _(WEEKDAYS[day.weekday()])


def weekday_names() -> list[str]:
    """周一 to 周日."""
    return [_(name) for name in WEEKDAYS]


def short_weekdays(days: Iterable[int]) -> list[str]:
    """一, 三, 五 for 0, 2 and 4: in their order."""
    return [_(SHORT_WEEKDAYS[day]) for day in sorted(days)]


def places_in_month(day: date) -> tuple[int, ...]:
    """Which Friday of its month a Friday is: first to fifth, and ``LAST`` too where no other follows."""
    nth = (day.day - 1) // 7 + 1
    return (nth, LAST) if day.day + 7 > monthrange(day.year, day.month)[1] else (nth,)


class DayKind(Worded):
    """Why a day is worked or not."""

    WORKDAY = "workday", NP_("kind of day", "Workday")
    WEEKEND = "weekend", NP_("kind of day", "Weekend")
    HOLIDAY = "holiday", N_("Public holiday")
    MAKE_UP = "make_up", N_("Make-up workday")


class DayMark(NamedTuple):
    """An official exception to the ordinary week: a day off (``working`` false) or a make-up workday."""

    working: bool
    name: str

    @property
    def sign(self) -> str:
        """休 or 班, as wall calendars write it beside the day."""
        return rest_sign(working=self.working)


def rest_sign(*, working: bool) -> str:
    """休 for a day off, 班 for one that is worked though others like it are not."""
    return P_("sign of a day", "work") if working else P_("sign of a day", "off")


def _announced(year: int) -> dict[date, DayMark]:
    return _announced_in(year, "zh_CN" if is_chinese() else "en_US")


@cache
def _announced_in(year: int, language: str) -> dict[date, DayMark]:
    """The library's days; its names of them are in ``language``."""
    import holidays

    china = holidays.country_holidays("CN", years=year, language=language)
    marks = {
        day: DayMark(False, re.split(r"[（(;]", name)[0].strip()) for day, name in china.items() if day.year == year
    }
    marks.update({day: DayMark(True, "") for day in china.weekend_workdays if day.year == year})
    return marks


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. ``entered`` are the manager's own marks, which win over the library's."""

    entered: Mapping[date, DayMark] = field(default_factory=dict)

    def mark(self, day: date) -> DayMark | None:
        """The manager's own mark of a day or the State Council's; None for an ordinary day."""
        return self.entered.get(day) or _announced(day.year).get(day)

    def kind(self, day: date) -> DayKind:
        """工作日, 周末, 法定节假日 or 调休上班: what a day is for the roster and for promised days."""
        mark = self.entered.get(day) or _announced_in(day.year, "zh_CN").get(day)  # its name does not matter
        weekend = day.weekday() >= 5
        if mark is None:
            return DayKind.WEEKEND if weekend else DayKind.WORKDAY
        if mark.working:
            return DayKind.MAKE_UP if weekend else DayKind.WORKDAY
        return DayKind.HOLIDAY

    def is_workday(self, day: date) -> bool:
        """Do promised working days 工作日 count this day?"""
        return self.kind(day) in (DayKind.WORKDAY, DayKind.MAKE_UP)

    def is_announced(self, year: int) -> bool:
        """Is the year's arrangement known? Every announced year has had make-up workdays since 2008."""
        return any(m.working for m in _announced(year).values()) or any(day.year == year for day in self.entered)

    def after(self, day: date, workdays: int) -> date:
        """The day on which ``workdays`` working days after ``day`` have passed; ``day`` itself does not count."""
        while workdays > 0:
            day += timedelta(days=1)
            workdays -= self.is_workday(day)
        return day

    def until(self, day: date, target: date) -> int:
        """Working days from the day after ``day`` up to ``target``; 0 when ``target`` is not later."""
        days = (day + timedelta(days=n) for n in range(1, (target - day).days + 1))
        return sum(map(self.is_workday, days))
