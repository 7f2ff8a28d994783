"""How a figure moved: in words that are right for its unit, and in a tone that is right for what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.books import figures
from desk.books.figure_pages import PageFigures
from desk.core.figure import Number
from desk.core.period import Period, PeriodKind
from desk.core.tone import Tone
from desk.ui.figures.change import change_of, tip_of

TODAY = date(2026, 11, 24)
OCTOBER = Period.around(PeriodKind.MONTH, date(2026, 10, 1))
NOVEMBER = Period.around(PeriodKind.MONTH, TODAY)


def of(code: str, now: Number, before: Number, year_before: Number = None, period: Period = OCTOBER) -> PageFigures:
    return PageFigures(period, {code: now}, {code: before}, {code: year_before}, {}, {})


@pytest.mark.parametrize(
    ("code", "now", "before", "text", "tone"),
    [
        ("visits", 1024, 919, "比上月+11.4%", None),
        ("overdue", 4, 2, "比上月+2件", Tone.DANGER),
        ("overdue", 11, 22, "比上月−50.0%", Tone.DONE),
        ("satisfaction_percent", 98.6, 98.3, "比上月+0.3个百分点", Tone.DONE),
        ("in_time_percent", 98.6, 99.0, "比上月−0.4个百分点", Tone.DANGER),
        ("waiting_minutes", 6.4, 7.5, "比上月−1.1分钟", Tone.DONE),
        ("cases", 30, 30, "与上月持平", None),
        ("cases", 30, 0, "上月为0", None),
        ("waiting_minutes", 6.4, None, "上月无可比数据", None),
        ("waiting_minutes", None, 6.4, "没有可统计的记录", None),
        ("calendar_in_time", 1, 0, "", None),
        ("assets_end_fen", 44_006_700, 44_042_700, "比上月−0.1%", None),
    ],
)
def test_a_change_is_told_in_its_unit(code: str, now: Number, before: Number, text: str, tone: Tone | None) -> None:
    change = change_of(figures.find(code), of(code, now, before), TODAY)
    assert (change.text, change.tone) == (text, tone)


def test_what_goes_on_is_compared_with_as_many_days() -> None:
    change = change_of(figures.find("visits"), of("visits", 200, 100, period=NOVEMBER), TODAY)
    assert change.text == "比上月同期+100.0%"


def test_what_is_planned_for_the_rest_of_a_month_is_no_rise() -> None:
    """118 duties of the whole month stand on the tile; the 24 so far are laid beside the first days of the last one."""
    counted = replace(of("duties_planned", 118, 24, period=NOVEMBER), until_today={"duties_planned": 24})
    assert change_of(figures.find("duties_planned"), counted, TODAY).text == "与上月同期持平"


def test_the_tip_explains_and_tells_what_it_was() -> None:
    lines = tip_of(figures.find("cases"), of("cases", 886, 765, 703), TODAY).split("\n")
    assert lines[1:] == ["上月：765件，本期+15.8%", "上年同期：703件，本期+26.0%"] and lines[0]
