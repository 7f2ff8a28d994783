"""Rankings: exact, tied where they are equal, among like centres, and silent where there is too little to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books.district import ranking
from desk.books.district.model import CentreReturn, DistrictCentre, Light
from desk.books.district.ranking import Basis, Ranked, Unranked
from desk.core.figure import FigureParts
from desk.core.figures_sheet import FiguresSheet, SheetFigure
from tests.support.district import OCTOBER


def sent(
    id: int, *figures: SheetFigure, people: int | None = 1000, hours: float | None = 200, likeness: str = ""
) -> CentreReturn:
    centre = DistrictCentre(id, f"{id:04d}", f"第{id}邻里中心", likeness, None, people, True)
    sheet = FiguresSheet(
        centre.code, centre.name, people, 1, hours, OCTOBER.kind.value, OCTOBER.name, "1", "", tuple(figures)
    )
    return CentreReturn(centre, "", "", sheet, Light.GREEN, (), None, date(2026, 11, 3))


def visits(number: int) -> SheetFigure:
    return SheetFigure("visits", number, FigureParts(number))


def satisfied(part: int, whole: int) -> SheetFigure:
    value = round(100 * part / whole, 1) if whole else None
    return SheetFigure("satisfaction_percent", value, FigureParts(part, whole))


def places(rows: Sequence[Ranked]) -> dict[int, int | None]:
    return {row.sent.centre.id: row.place for row in rows}


def ranked(
    now: Sequence[CentreReturn], code: str, basis: Basis, before: Sequence[CentreReturn] = (), least: int = 10
) -> Sequence[Ranked]:
    tables = ranking.rankings(now, before, [code], least)
    return next(table.rows for table in tables if table.basis is basis)


def test_per_thousand_residents_a_small_centre_may_lead() -> None:
    rows = ranked([sent(1, visits(300), people=6000), sent(2, visits(100), people=1000)], "visits", Basis.RESIDENTS)
    assert places(rows) == {2: 1, 1: 2} and [row.shown for row in rows] == [100.0, 50.0]


def test_per_open_hour_another_one_leads() -> None:
    rows = ranked([sent(1, visits(300), hours=100), sent(2, visits(300), hours=200)], "visits", Basis.HOURS)
    assert places(rows) == {1: 1, 2: 2}


def test_who_is_equal_shares_a_place_and_the_next_one_is_left_out() -> None:
    """A third of 300 and of 600 are the same rate, though no decimal fraction says it."""
    now = [sent(1, visits(100), people=300), sent(2, visits(200), people=600), sent(3, visits(1), people=300)]
    assert places(ranked(now, "visits", Basis.RESIDENTS)) == {1: 1, 2: 1, 3: 3}


def test_shares_go_by_how_high_they_surely_are() -> None:
    """12 of 12 is less sure than 480 of 500."""
    rows = ranked([sent(1, satisfied(12, 12)), sent(2, satisfied(480, 500))], "satisfaction_percent", Basis.SHARE)
    assert places(rows) == {2: 1, 1: 2}


def test_under_ten_cases_nobody_has_a_place() -> None:
    rows = ranked([sent(1, satisfied(9, 9)), sent(2, satisfied(8, 10))], "satisfaction_percent", Basis.SHARE)
    assert places(rows) == {2: 1, 1: None}
    assert rows[1].unranked is Unranked.TOO_FEW and rows[1].unranked.label == "样本不足"


def test_what_is_not_known_is_told_and_not_ranked() -> None:
    now = [sent(1, visits(5)), sent(2), sent(3, visits(7), people=None)]
    rows = {row.sent.centre.id: row for row in ranked(now, "visits", Basis.RESIDENTS)}
    assert rows[1].place == 1
    assert (rows[2].unranked, rows[3].unranked) == (Unranked.MISSING, Unranked.NO_BASE)


def test_like_centres_are_compared_with_each_other_only() -> None:
    now = [sent(n, visits(n), likeness="镇区" if n % 2 else "村居") for n in range(1, 7)]
    tables = [table for table in ranking.rankings(now, [], ["visits"], 10) if table.basis is Basis.RESIDENTS]
    assert {table.likeness: places(table.rows) for table in tables} == {
        "镇区": {5: 1, 3: 2, 1: 3},
        "村居": {6: 1, 4: 2, 2: 3},
    }


def test_who_went_up_since_the_period_before_is_said() -> None:
    before = [sent(n, visits(n)) for n in (1, 2, 3)]
    now = [sent(1, visits(9)), sent(2, visits(2)), sent(3, visits(3)), sent(4, visits(1))]
    assert {row.sent.centre.id: row.moved for row in ranked(now, "visits", Basis.RESIDENTS, before)} == {
        1: 2,
        2: -1,
        3: -1,
        4: None,
    }


def test_less_is_better_where_a_figure_says_so() -> None:
    late = [SheetFigure("overdue", n, FigureParts(n)) for n in (4, 1)]
    assert places(ranked([sent(1, late[0]), sent(2, late[1])], "overdue", Basis.RESIDENTS)) == {2: 1, 1: 2}


def test_a_bad_share_goes_by_how_low_it_surely_is() -> None:
    """None of 12 is less sure to be low than 5 of 500."""
    assert ranking.share_bound(0, 12, down=True) > ranking.share_bound(5, 500, down=True)


def test_the_three_figures_that_moved_most_are_named() -> None:
    codes = ("visits", "cases", "activities_held", "orders_done")
    before = [sent(id, *(SheetFigure(code, 100, FigureParts(100)) for code in codes)) for id in range(1, 9)]
    now = []
    for id in range(1, 9):
        steps = dict.fromkeys(codes, id % 3) | ({"visits": 90, "cases": -60, "orders_done": 30} if id == 8 else {})
        figures = [SheetFigure(code, 100 + step, FigureParts(100 + step)) for code, step in steps.items()]
        now.append(sent(id, *figures))
    moved = ranking.movers(now, before)[8]
    assert [(each.figure.code, each.change) for each in moved] == [("visits", 90), ("cases", -60), ("orders_done", 30)]
    assert moved[0].z > 0 > moved[1].z


def test_a_figure_that_is_counted_otherwise_did_not_move() -> None:
    before = [sent(id, replace(visits(100), version=1)) for id in range(1, 9)]
    now = [sent(id, replace(visits(100 + id * id), version=2)) for id in range(1, 9)]
    assert ranking.movers(now, before) == {}
    older = [sent(id, visits(100)) for id in range(1, 9)]
    assert ranking.movers(now, older), "of which nobody knows how they counted"


@pytest.mark.parametrize("many", [1, 4])
def test_of_few_centres_nothing_is_said_to_have_moved(many: int) -> None:
    now = [sent(id, visits(id * 100)) for id in range(many)]
    assert ranking.movers(now, [sent(id, visits(5)) for id in range(many)]) == {}


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=25))
def test_a_place_is_one_more_than_how_many_are_better(pairs: list[tuple[int, int]]) -> None:
    now = [sent(id, visits(number), people=people) for id, (number, people) in enumerate(pairs)]
    for row in ranked(now, "visits", Basis.RESIDENTS):
        number, people = pairs[row.sent.centre.id]
        better = sum(other * people > number * residents for other, residents in pairs)
        assert row.place == better + 1
