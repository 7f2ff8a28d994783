"""Working days, days off and lunar dates.

Days off and make-up workdays 调休 come from the ``holidays`` library (the State Council's yearly notice); what the
manager entered for years not announced there wins. A year without an announced arrangement is said to be so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from desk.words import N_, Worded, _

WEEKDAYS = "一二三四五六日"
"""Monday to Sunday, one character each, as they follow 周."""


def day_words(day: date) -> str:
    """10月3日."""
    return _("{m}/{d}", m=day.month, d=day.day)


def weekday_words(day: date) -> str:
    """周六."""
    return f"周{WEEKDAYS[day.weekday()]}"


class DayKind(Worded):
    """Why a day is worked or not."""

    WORKDAY = "workday", N_("Workday")
    WEEKEND = "weekend", N_("Weekend")
    HOLIDAY = "holiday", N_("Public holiday")
    MAKE_UP = "make_up", N_("Make-up workday")


class Mark(NamedTuple):
    """An official exception to the ordinary week: a day off (``working`` false) or a make-up workday."""

    working: bool
    name: str


@cache
def _announced(year: int) -> dict[date, Mark]:
    import holidays

    china = holidays.country_holidays("CN", years=year, language="zh_CN")
    marks = {day: Mark(False, name.split("（")[0]) for day, name in china.items() if day.year == year}
    marks.update({day: Mark(True, "") for day in china.weekend_workdays if day.year == year})
    return marks


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. ``entered`` are the manager's own marks, which win over the library's."""

    entered: Mapping[date, Mark] = field(default_factory=dict)

    def mark(self, day: date) -> Mark | None:
        return self.entered.get(day) or _announced(day.year).get(day)

    def kind(self, day: date) -> DayKind:
        mark, weekend = self.mark(day), day.weekday() >= 5
        if mark is None:
            return DayKind.WEEKEND if weekend else DayKind.WORKDAY
        if mark.working:
            return DayKind.MAKE_UP if weekend else DayKind.WORKDAY
        return DayKind.HOLIDAY

    def is_workday(self, day: date) -> bool:
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


def lunar_words(day: date) -> str:
    """The lunar date with festival and solar term, as on a wall calendar: 农历十月十四 小雪."""
    from lunar_python import Solar

    solar = Solar.fromYmd(day.year, day.month, day.day)
    lunar = solar.getLunar()
    words = [f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"]
    return " ".join([*words, *filter(None, [lunar.getJieQi(), *lunar.getFestivals()])])


class Almanac(NamedTuple):
    """A day as a Chinese wall calendar names it. ``lunar`` is 十四, and on the first of a lunar month its name, 十月."""

    lunar: str
    day: int
    term: str
    festivals: tuple[str, ...]

    @property
    def words(self) -> str:
        """十四 小雪: the lunar date, and the festival, or else the solar term."""
        return " ".join(filter(None, [self.lunar, self.festivals[0] if self.festivals else self.term]))


NOT_OURS = frozenset(
    ("情人节", "愚人节", "万圣节前夜", "万圣节", "感恩节", "平安夜", "圣诞节", "世界住房日", "消费者权益日")
)
"""Days that the library knows and a neighbourhood centre's wall does not name."""
FULL_NAMES = {"元旦节": "元旦", "全国中小学生安全教育日": "安全教育日"}


@lru_cache(maxsize=4096)
def almanac(day: date) -> Almanac:
    """Lunar date, solar term 节气 (GB/T 33661-2017) and festivals, the lunar ones first."""
    from lunar_python import Solar

    solar = Solar.fromYmd(day.year, day.month, day.day)
    lunar = solar.getLunar()
    first = lunar.getDay() == 1
    name = f"{lunar.getMonthInChinese()}月" if first else lunar.getDayInChinese()
    named = [*lunar.getFestivals(), *(FULL_NAMES.get(name, name) for name in solar.getFestivals())]
    festivals = tuple(name for name in dict.fromkeys(named) if name not in NOT_OURS)
    return Almanac(name, lunar.getDay(), lunar.getJieQi(), festivals)
