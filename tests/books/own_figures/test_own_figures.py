"""Figures entered by hand: set up, entered month by month, summed over periods, and closed once handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.books import own_figures
from desk.books.figures import declared
from desk.books.own_figures import aiming, entering, keeping, queries
from desk.books.own_figures.entering import Entered
from desk.books.own_figures.model import Entry, MonthValue, OwnFigure, added_up
from desk.books.registry import find_book
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.figure import Better
from desk.core.month import Month
from desk.core.period import Period, PeriodKind, named_period
from desk.core.work import Work
from desk.models.own_figures import figure_targets, own_figure_values
from desk.models.submissions import reports
from desk.services.session import Desk
from tests.support.bookings import as_clerk

MEDIA = OwnFigure("媒体报道", "篇", better=Better.UP, definition="市级以上媒体刊发的报道篇数。")
HOMES = OwnFigure("入户走访率", "户", shared=True)
OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)


def entered(work: Work, figure: OwnFigure, month: Month, typed: str) -> None:
    entering.enter(work, [Entered(figure.id, month, entering.read_entry(figure, typed))])


def both(work: Work) -> tuple[OwnFigure, OwnFigure]:
    media, homes = keeping.add(work, MEDIA), keeping.add(work, HOMES)
    return queries.find_figure(work, media), queries.find_figure(work, homes)


def hand_in(work: Work, period: str) -> int:
    kind = named_period(period).kind.value
    values = {"kind": kind, "period": period, "handed_in_at": work.now, "staff_id": work.actor.id, "figures": {}}
    return work.add(reports, values)


def test_codes_are_given_once_and_a_name_stands_for_one_figure(desk: Desk) -> None:
    with desk.write() as work:
        media, homes = both(work)
        assert (media.code, homes.code) == ("own.1", "own.2")
        keeping.edit(work, homes.id, replace(homes, active=False))
        third = queries.find_figure(work, keeping.add(work, OwnFigure("志愿服务时长", "小时")))
        assert third.code == "own.3"
        for title in ("媒体报道", next(iter(declared().values())).label):
            with pytest.raises(Invalid, match="已有指标"):
                keeping.add(work, OwnFigure(title, "篇"))
        with pytest.raises(Invalid, match=r"请填写名称.*计量单位"):
            keeping.add(work, OwnFigure(" ", ""))
        with pytest.raises(NotAllowed):
            keeping.add(as_clerk(work), OwnFigure("其他", "次"))


def test_what_was_entered_as_a_number_does_not_become_a_share(desk: Desk) -> None:
    with desk.write() as work:
        media, _homes = both(work)
        keeping.edit(work, media.id, replace(media, shared=True))
        keeping.edit(work, media.id, media)
        entered(work, media, OCTOBER, "3")
        with pytest.raises(Invalid, match="请另设一项指标"):
            keeping.edit(work, media.id, replace(media, shared=True))


def test_two_who_change_one_figure_are_told_of_each_other(desk: Desk) -> None:
    with desk.write() as work:
        media, _homes = both(work)
        keeping.edit(work, media.id, replace(media, unit="条"), media)
        keeping.edit(work, media.id, replace(media, title="媒体宣传"), media)
        assert (queries.find_figure(work, media.id).title, queries.find_figure(work, media.id).unit) == (
            "媒体宣传",
            "条",
        )
        with pytest.raises(EditConflict, match="计量单位"):
            keeping.edit(work, media.id, replace(media, unit="次"), media)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("十二", "不是数字"),
        ("-3", "小于0"),
        ("1.234", "小数最多2位"),
        ("99999999999", "数值过大"),
    ],
)
def test_what_is_no_number_gets_words(typed: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        entering.read_entry(MEDIA, typed)


@pytest.mark.parametrize(
    ("typed", "words"), [("18", "分子/分母"), ("18/0", "不能为0"), ("19/18", "分子大于分母"), ("/18", "不是数字")]
)
def test_what_is_no_share_gets_words(typed: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        entering.read_entry(HOMES, typed)


def test_numbers_are_read_as_people_and_spreadsheets_write_them() -> None:
    assert entering.read_entry(MEDIA, " １,２３４.5篇 ") == Entry(1234.5)
    assert entering.read_entry(HOMES, "18／25") == Entry(18, 25)
    assert entering.read_entry(MEDIA, "  ") is None
    assert (Entry(1234.5).typed, Entry(18, 25).typed, Entry(18, 25).value) == ("1234.5", "18/25", 72.0)


def test_a_missing_month_is_no_nought(desk: Desk) -> None:
    with desk.write() as work:
        media, homes = both(work)
        entered(work, media, OCTOBER, "12")
        entered(work, media, SEPTEMBER, "0")
        entered(work, homes, OCTOBER, "18/25")
        october = own_figures.values(work, named_period("2026-10"))
        assert (october["own.1"].value, october["own.1"].said) == (12, "12篇")
        assert (october["own.2"].value, october["own.2"].numerator, october["own.2"].said) == (72.0, 18, "72.0%")
        assert october["own.1"].who == work.actor.name and october["own.1"].at == work.now
        quarter = own_figures.values(work, named_period("2026-Q3"))["own.1"]
        assert (quarter.value, quarter.parts.numerator, quarter.missing) == (None, None, ("2026-07", "2026-08"))
        assert own_figures.values(work, Period.around(PeriodKind.DAY, date(2026, 10, 5))) == {}


def test_what_is_no_longer_asked_for_is_told_where_it_was_entered(desk: Desk) -> None:
    with desk.write() as work:
        media, _homes = both(work)
        entered(work, media, OCTOBER, "12")
        keeping.edit(work, media.id, replace(media, active=False))
        assert "own.1" in own_figures.values(work, named_period("2026-10"))
        assert "own.1" not in own_figures.values(work, named_period("2026-11"))


@pytest.mark.parametrize("period", ["2026-10", "2026-Q4", "2026-H2", "2026"])
def test_the_months_of_what_was_handed_in_are_closed_until_it_is_taken_back(desk: Desk, period: str) -> None:
    with desk.write() as work:
        media, _homes = both(work)
        report = hand_in(work, period)
        with pytest.raises(Refused, match=r"已上报.*请先撤回"):
            entered(work, media, OCTOBER, "3")
        work.change(reports, report, {"withdrawn_at": work.now})
        entered(work, media, OCTOBER, "3")


def test_nothing_is_entered_when_one_of_the_months_cannot_be(desk: Desk) -> None:
    with desk.write() as work:
        media, _homes = both(work)
        hand_in(work, "2026-09")
        wanted = [Entered(media.id, month, Entry(5)) for month in (OCTOBER, SEPTEMBER)]
        with pytest.raises(Refused):
            entering.enter(work, wanted)
        with pytest.raises(Refused, match="2026年12月尚未开始"):
            entering.enter(work, [Entered(media.id, Month(2026, 12), Entry(5))])
        assert queries.month_values(work, SEPTEMBER, OCTOBER) == []
        assert entering.enter(work, wanted[:1]) == 1 and entering.enter(work, wanted[:1]) == 0
        assert entering.enter(work, [Entered(media.id, OCTOBER, None)]) == 1
        assert queries.month_values(work, OCTOBER, OCTOBER) == []
        with pytest.raises(NotAllowed):
            entering.enter(as_clerk(work), wanted[:1])


AT = datetime(2026, 11, 1, tzinfo=UTC)
HUNDREDTHS = st.integers(0, 10**8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(HUNDREDTHS, st.integers(1, 10**8)), min_size=12, max_size=12))
def test_months_add_up_to_the_year_and_a_share_comes_from_the_summed_parts(months: list[tuple[int, int]]) -> None:
    """Against whole hundredths, which no float can get wrong."""
    year = list(Month(2026, 1).until(Month(2026, 12)))
    parts = [(min(part, whole), whole) for part, whole in months]
    kept = [
        MonthValue(1, month.name, part / 100, whole / 100, "", AT)
        for month, (part, whole) in zip(year, parts, strict=True)
    ]
    part, whole = (sum(each[place] for each in parts) for place in (0, 1))
    share = added_up(replace(HOMES, code="own.2"), year, kept)
    assert share.numerator == part / 100 and share.denominator == whole / 100
    assert share.value == round(100 * (part / 100) / (whole / 100), 1)
    total = added_up(MEDIA, year, [replace(value, denominator=None) for value in kept])
    quarters = [added_up(MEDIA, year[at : at + 3], [replace(v, denominator=None) for v in kept]) for at in (0, 3, 6, 9)]
    assert total.value == part / 100
    assert sum(round((each.value or 0) * 100) for each in quarters) == part


def test_a_target_is_of_a_month_for_what_adds_up_and_as_it_is_for_a_share(desk: Desk) -> None:
    with desk.write() as work:
        media, homes = both(work)
        for code, value in (("visits", 300), ("in_time_percent", 95), (media.code, 4), (homes.code, 80)):
            aiming.aim(work, code, value)
        aimed = own_figures.targets(work)
        assert aimed == {"visits": 300, "in_time_percent": 95, "own.1": 4, "own.2": 80}
        by_period = {
            name: [own_figures.target_of(aiming.aimable(work)[code], aimed[code], named_period(name)) for code in aimed]
            for name in ("2026-10", "2026-Q3", "2026-H1", "2026")
        }
        assert by_period == {
            "2026-10": [300, 95, 4, 80],
            "2026-Q3": [900, 95, 12, 80],
            "2026-H1": [1800, 95, 24, 80],
            "2026": [3600, 95, 48, 80],
        }
        day = Period.around(PeriodKind.DAY, work.today)
        assert own_figures.target_of(declared()["visits"], 300, day) is None
        assert own_figures.target_of(declared()["in_time_percent"], 95, day) == 95
        aiming.drop(work, "visits")
        assert "visits" not in own_figures.targets(work)


def test_a_target_that_cannot_be_gets_words(desk: Desk) -> None:
    with desk.write() as work:
        for code, value, words in (
            ("nothing", 3, "请选择指标"),
            ("calendar_in_time", 1, "请选择指标"),
            ("in_time_percent", 101, "不超过100%"),
            ("visits", -1, "不能为负数"),
        ):
            with pytest.raises(Invalid, match=words):
                aiming.aim(work, code, value)
        with pytest.raises(NotAllowed):
            aiming.aim(as_clerk(work), "visits", 3)


def test_desk_check_names_what_cannot_be(desk: Desk) -> None:
    with desk.write() as work:
        media, homes = both(work)
        entered(work, homes, OCTOBER, "18/25")
        assert [*find_book("own_figures").problems(work)] == []
        about = {"at": work.now, "staff_id": work.actor.id}
        work.add(own_figure_values, {"own_figure_id": homes.id, "month": "2026-09", "numerator": 3.0, **about})
        work.add(own_figure_values, {"own_figure_id": media.id, "month": "10月", "numerator": -1.0, **about})
        work.add(figure_targets, {"code": "nothing", "value": 5.0, **about})
        assert [*find_book("own_figures").problems(work)] == [
            "自填指标“入户走访率”（2026-09）：分母与填报方式不符。",
            "自填指标“媒体报道”（10月）：数值为负，或分子大于分母。",
            "自填指标“媒体报道”：“10月”不是月份。",
            "指标nothing的目标：没有该指标。",
        ]
