"""A day as a Chinese wall calendar names it: lunar date, solar term 节气, and the festivals that a centre's wall names.

Lunar dates and solar terms (GB/T 33661-2017) come from the ``borax`` library's table, from the lunar year 1900 to 2100;
on days beyond it nothing lunar is said. Which festivals are named is ours to say and stands in the three tables here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from borax.calendars.lunardate import MAX_SOLAR_DATE, MIN_SOLAR_DATE, LCalendars, LunarDate

from desk.core.calendar import LAST, places_in_month

LUNAR_FESTIVALS = {
    (1, 1): "春节",
    (1, 15): "元宵节",
    (2, 2): "龙头节",
    (5, 5): "端午节",
    (7, 7): "七夕节",
    (8, 15): "中秋节",
    (9, 9): "重阳节",
    (12, 8): "腊八节",
    (12, LAST): "除夕",
}
"""By lunar month and day. A leap month 闰月 has none: its festivals were in the month before."""
SOLAR_FESTIVALS = {
    (1, 1): "元旦",
    (3, 8): "妇女节",
    (3, 12): "植树节",
    (5, 1): "劳动节",
    (5, 4): "青年节",
    (6, 1): "儿童节",
    (7, 1): "建党节",
    (8, 1): "建军节",
    (9, 10): "教师节",
    (10, 1): "国庆节",
}
"""By month and day."""
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
WEEKDAY_FESTIVALS = {
    (3, LAST, MONDAY): "安全教育日",
    (5, 2, SUNDAY): "母亲节",
    (5, 3, SUNDAY): "全国助残日",
    (6, 3, SUNDAY): "父亲节",
    (9, 3, SATURDAY): "全民国防教育日",
}
"""By month, place in the month, and weekday."""


class Almanac(NamedTuple):
    """``lunar`` is 十四, and on the first of a lunar month its name, 十月; empty, with ``day`` 0, beyond the table."""

    lunar: str
    day: int
    term: str
    festivals: tuple[str, ...]

    @property
    def name(self) -> str:
        """The festival, or else the solar term; empty on an ordinary day."""
        return self.festivals[0] if self.festivals else self.term

    @property
    def words(self) -> str:
        """十四 小雪: the lunar date and the day's name."""
        return " ".join(filter(None, [self.lunar, self.name]))


@lru_cache(maxsize=4096)
def almanac(day: date) -> Almanac:
    """Lunar date, solar term and festivals of any day, the lunar festivals first."""
    lunar = _lunar(day)
    if lunar is None:
        return Almanac("", 0, "", tuple(_solar_festivals(day)))
    name = f"{lunar.cn_leap}{lunar.cn_month}月" if lunar.day == 1 else lunar.cn_day
    return Almanac(name, lunar.day, lunar.term or "", (*_lunar_festivals(lunar), *_solar_festivals(day)))


def lunar_words(day: date) -> str:
    """农历十月十四 小雪: the whole lunar date with solar term and lunar festival; empty beyond the table."""
    lunar = _lunar(day)
    if lunar is None:
        return ""
    return " ".join(filter(None, [f"农历{lunar.cn_md}", lunar.term, *_lunar_festivals(lunar)]))


def _lunar(day: date) -> LunarDate | None:
    return LunarDate.from_solar(day) if MIN_SOLAR_DATE <= day <= MAX_SOLAR_DATE else None


def _lunar_festivals(lunar: LunarDate) -> Iterator[str]:
    if lunar.leap:
        return
    last = lunar.day == LCalendars.ndays(lunar.year, lunar.month)
    for place in (lunar.day, LAST) if last else (lunar.day,):
        if name := LUNAR_FESTIVALS.get((lunar.month, place)):
            yield name


def _solar_festivals(day: date) -> Iterator[str]:
    if name := SOLAR_FESTIVALS.get((day.month, day.day)):
        yield name
    for place in places_in_month(day):
        if name := WEEKDAY_FESTIVALS.get((day.month, place, day.weekday())):
            yield name
