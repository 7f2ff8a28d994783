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
from desk.core.words import N_, _, is_chinese

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


ENGLISH = {
    "春节": N_("Spring Festival"),
    "元宵节": N_("Lantern Festival"),
    "龙头节": N_("Dragon Head Festival"),
    "端午节": N_("Dragon Boat Festival"),
    "七夕节": N_("Qixi Festival"),
    "中秋节": N_("Mid-Autumn Festival"),
    "重阳节": N_("Double Ninth Festival"),
    "腊八节": N_("Laba Festival"),
    "除夕": N_("New Year's Eve (lunar)"),
    "元旦": N_("New Year"),
    "妇女节": N_("Women's Day"),
    "植树节": N_("Tree Planting Day"),
    "劳动节": N_("Labour Day"),
    "青年节": N_("Youth Day"),
    "儿童节": N_("Children's Day"),
    "建党节": N_("Party Founding Day"),
    "建军节": N_("Army Day"),
    "教师节": N_("Teachers' Day"),
    "国庆节": N_("National Day"),
    "安全教育日": N_("Safety Education Day"),
    "母亲节": N_("Mother's Day"),
    "全国助残日": N_("Day of Help for the Disabled"),
    "父亲节": N_("Father's Day"),
    "全民国防教育日": N_("National Defence Education Day"),
    "立春": N_("Start of Spring"),
    "雨水": N_("Rain Water"),
    "惊蛰": N_("Awakening of Insects"),
    "春分": N_("Spring Equinox"),
    "清明": N_("Clear and Bright"),
    "谷雨": N_("Grain Rain"),
    "立夏": N_("Start of Summer"),
    "小满": N_("Grain Buds"),
    "芒种": N_("Grain in Ear"),
    "夏至": N_("Summer Solstice"),
    "小暑": N_("Minor Heat"),
    "大暑": N_("Major Heat"),
    "立秋": N_("Start of Autumn"),
    "处暑": N_("End of Heat"),
    "白露": N_("White Dew"),
    "秋分": N_("Autumn Equinox"),
    "寒露": N_("Cold Dew"),
    "霜降": N_("Frost's Descent"),
    "立冬": N_("Start of Winter"),
    "小雪": N_("Minor Snow"),
    "大雪": N_("Major Snow"),
    "冬至": N_("Winter Solstice"),
    "小寒": N_("Minor Cold"),
    "大寒": N_("Major Cold"),
}
"""Festivals and solar terms are known by their Chinese names, in data files too; these are their msgids."""


class Almanac(NamedTuple):
    """A day beyond the table has ``day`` 0 and no lunar date. ``term`` and ``festivals`` are Chinese names as rules
    know them; ``names`` are for showing.
    """

    chinese: str
    """十四, and on the first of a lunar month its name, 十月."""
    month: int
    """Of the lunar year."""
    day: int
    """Of the lunar month."""
    term: str
    festivals: tuple[str, ...]

    @property
    def lunar(self) -> str:
        """The lunar day as the language of the screen says it: 十四, 十月; 10/14."""
        return self.chinese if is_chinese() or not self.day else f"{self.month}/{self.day}"

    @property
    def names(self) -> list[str]:
        """Solar term and festivals in the language of the screen."""
        return [day_name(name) for name in (self.term, *self.festivals) if name]

    @property
    def name(self) -> str:
        """The festival, or else the solar term; empty on an ordinary day."""
        known = self.festivals[0] if self.festivals else self.term
        return day_name(known) if known else ""

    @property
    def caption(self) -> str:
        """十四 小雪: the lunar date and the day's name."""
        return " ".join(filter(None, [self.lunar, self.name]))


def day_name(name: str) -> str:
    """A festival or solar term 节气, known by its Chinese name, in the language of the screen."""
    return _(ENGLISH[name])


@lru_cache(maxsize=4096)
def almanac(day: date) -> Almanac:
    """Lunar date, solar term and festivals of any day, the lunar festivals first."""
    lunar = _lunar(day)
    if lunar is None:
        return Almanac("", 0, 0, "", tuple(_solar_festivals(day)))
    name = f"{lunar.cn_leap}{lunar.cn_month}月" if lunar.day == 1 else lunar.cn_day
    festivals = (*_lunar_festivals(lunar), *_solar_festivals(day))
    return Almanac(name, lunar.month, lunar.day, lunar.term or "", festivals)


def lunar_words(day: date) -> str:
    """农历十月十四 小雪: the whole lunar date with solar term and lunar festival; empty beyond the table."""
    return " ".join(lunar_parts(day))


def lunar_parts(day: date) -> list[str]:
    """农历十月十四 and 小雪, each by itself; the date comes first. Nothing beyond the table."""
    lunar = _lunar(day)
    if lunar is None:
        return []
    date = lunar.cn_md if is_chinese() else f"{lunar.month}/{lunar.day}"
    names = filter(None, (lunar.term, *_lunar_festivals(lunar)))
    return [_("lunar {date}", date=date), *map(day_name, names)]


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
