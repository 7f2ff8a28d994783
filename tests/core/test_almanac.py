"""Lunar dates and solar terms against a second library and the almanac in print; the festivals of 21 years by day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

import cnlunar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.core.almanac import almanac, lunar_words
from desk.core.recurrence import FESTIVALS

DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range((date(2041, 1, 1) - date(2020, 1, 1)).days)]

LEAP_MONTHS = """
    闰四月 200523 200620  闰二月 230322 230419  闰六月 250725 250822  闰五月 280623 280721
    闰三月 310422 310520  闰冬月 331222 340119  闰六月 360723 360821  闰五月 390622 390720"""
"""First and last days, from the Observatory's tables. That of 2033 is the one that simpler rules put into 2034."""

EVERY_YEAR = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "劳动节": (5, 1),
    "青年节": (5, 4),
    "儿童节": (6, 1),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "国庆节": (10, 1),
}
BY_LUNAR_DAY_OR_WEEKDAY = {
    "春节": """
        200125 210212 220201 230122 240210 250129 260217 270206 280126 290213 300203
        310123 320211 330131 340219 350208 360128 370215 380204 390124 400212""",
    "元宵节": """
        200208 210226 220215 230205 240224 250212 260303 270220 280209 290227 300217
        310206 320225 330214 340305 350222 360211 370301 380218 390207 400226""",
    "龙头节": """
        200224 210314 220304 230221 240311 250301 260320 270309 280226 290316 300305
        310222 320313 330302 340321 350311 360228 370318 380307 390224 400314""",
    "端午节": """
        200625 210614 220603 230622 240610 250531 260619 270609 280528 290616 300605
        310624 320612 330601 340620 350610 360530 370618 380607 390527 400614""",
    "七夕节": """
        200825 210814 220804 230822 240810 250829 260819 270808 280826 290816 300805
        310824 320812 330801 340820 350810 360828 370817 380807 390826 400814""",
    "中秋节": """
        201001 210921 220910 230929 240917 251006 260925 270915 281003 290922 300912
        311001 320919 330908 340927 350916 361004 370924 380913 391002 400920""",
    "重阳节": """
        201025 211014 221004 231023 241011 251029 261018 271008 281026 291016 301005
        311024 321012 331001 341020 351009 361027 371017 381007 391026 401014""",
    "腊八节": """
        200102 210120 220110 221230 240118 250107 260126 270115 280104 290122 300111
        310101 320120 330108 340127 350116 360105 370123 380112 390102 400121""",
    "除夕": """
        200124 210211 220131 230121 240209 250128 260216 270205 280125 290212 300202
        310122 320210 330130 340218 350207 360127 370214 380203 390123 400211""",
    "安全教育日": """
        200330 210329 220328 230327 240325 250331 260330 270329 280327 290326 300325
        310331 320329 330328 340327 350326 360331 370330 380329 390328 400326""",
    "母亲节": """
        200510 210509 220508 230514 240512 250511 260510 270509 280514 290513 300512
        310511 320509 330508 340514 350513 360511 370510 380509 390508 400513""",
    "全国助残日": """
        200517 210516 220515 230521 240519 250518 260517 270516 280521 290520 300519
        310518 320516 330515 340521 350520 360518 370517 380516 390515 400520""",
    "父亲节": """
        200621 210620 220619 230618 240616 250615 260621 270620 280618 290617 300616
        310615 320620 330619 340618 350617 360615 370621 380620 390619 400617""",
    "全民国防教育日": """
        200919 210918 220917 230916 240921 250920 260919 270918 280916 290915 300921
        310920 320918 330917 340916 350915 360920 370919 380918 390917 400915""",
}


def day_of(short: str) -> date:
    """Of 200125."""
    return datetime.strptime(short, "%y%m%d").date()


def test_lunar_days_and_solar_terms_of_2020_to_2040_agree_with_a_second_library() -> None:
    terms: dict[tuple[int, int, int], str] = {}
    for day in DAYS:
        if day.timetuple().tm_yday == 1:
            year = cnlunar.Lunar(datetime(day.year, 6, 1)).thisYearSolarTermsDic
            terms = {(day.year, *on): name for name, on in year.items()}
        other = cnlunar.Lunar(datetime(day.year, day.month, day.day, 12), godType="8char")
        month, ours, term = (
            other.lunarMonthCn.rstrip("大小"),
            almanac(day),
            terms.get((day.year, day.month, day.day), ""),
        )
        assert (ours.day, ours.term) == (other.lunarDay, term), day
        assert ours.lunar == (month if ours.day == 1 else other.lunarDayCn), day
        whole = " ".join(filter(None, [f"农历{month}{other.lunarDayCn}", term]))
        assert f"{lunar_words(day)} ".startswith(f"{whole} "), day


def test_leap_months_are_those_of_the_observatory() -> None:
    parts = LEAP_MONTHS.split()
    expected = {
        day_of(first) + timedelta(days=n): name
        for name, first, last in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
        for n in range((day_of(last) - day_of(first)).days + 1)
    }
    said = {
        day: lunar_words(day).removeprefix("农历").split("月")[0] + "月" for day in DAYS if "闰" in lunar_words(day)
    }
    assert said == expected
    assert almanac(date(2033, 12, 21)).term == "冬至" and almanac(date(2033, 12, 22)).lunar == "闰冬月"


def test_the_festivals_of_every_day_of_2020_to_2040() -> None:
    """No others, and the lunar ones first. The days of 春节 are the Observatory's."""
    expected: dict[date, list[str]] = defaultdict(list)
    for name, days in BY_LUNAR_DAY_OR_WEEKDAY.items():
        for short in days.split():
            expected[day_of(short)].append(name)
    for name, (month, day) in EVERY_YEAR.items():
        for year in range(2020, 2041):
            expected[date(year, month, day)].append(name)
    assert {day: list(almanac(day).festivals) for day in DAYS if almanac(day).festivals} == expected


def test_a_leap_month_does_not_repeat_its_festivals() -> None:
    assert lunar_words(date(2028, 5, 28)) == "农历五月初五 端午节"
    assert lunar_words(date(2028, 6, 27)) == "农历闰五月初五"


def test_a_day_is_named_by_its_festival_or_else_its_solar_term() -> None:
    assert almanac(date(2026, 11, 22)).caption == "十四 小雪"
    assert almanac(date(2027, 1, 1)).caption == "廿四 元旦"
    assert almanac(date(2026, 12, 9)).caption == "冬月" and almanac(date(2026, 12, 9)).name == ""
    assert almanac(date(2026, 12, 25)).festivals == ()


def test_the_bar_tells_the_lunar_date_and_the_solar_term() -> None:
    assert lunar_words(date(2026, 11, 22)) == "农历十月十四 小雪"
    assert lunar_words(date(2026, 2, 17)) == "农历正月初一 春节"
    assert lunar_words(date(2026, 10, 1)) == "农历八月廿一"


@pytest.mark.parametrize("name", FESTIVALS)
def test_every_festival_that_one_may_repeat_by_comes_within_a_year(name: str) -> None:
    year = [almanac(date(2027, 1, 1) + timedelta(days=n)) for n in range(366)]
    assert any(name in (known.term, *known.festivals) for known in year)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
@example(date(1900, 1, 30))
@example(date(1900, 1, 31))
@example(date(2101, 1, 28))
@example(date(2101, 1, 29))
@example(date.min)
@example(date.max)
def test_beyond_the_table_nothing_lunar_is_said(day: date) -> None:
    known = almanac(day)
    inside = date(1900, 1, 31) <= day <= date(2101, 1, 28)
    assert bool(lunar_words(day)) is bool(known.lunar) is bool(known.day) is inside
    assert inside or (known.term, known.caption) == ("", known.name)


def test_beyond_the_table_the_other_festivals_stay() -> None:
    assert almanac(date(2150, 10, 1)).caption == "国庆节"
    assert almanac(date(2150, 3, 30)).caption == "安全教育日"
    assert almanac(date(2150, 10, 2)).caption == ""
