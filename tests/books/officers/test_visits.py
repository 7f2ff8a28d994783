"""The sheet of a visit: what is taken, what is refused and by which field, corrected, and what its scores come to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from desk.books.findings import deciding, reporting
from desk.books.findings.model import FindingKind, FindingSource, NewFinding
from desk.books.invariants import book_problems
from desk.books.officers import appointing, figures, rules, statistics, visit_queries, visiting
from desk.books.officers.averages import zone_averages
from desk.books.officers.model import NewOfficerVisit, ScoreItem, VisitWay, ZoneScore
from desk.books.registry import find_book
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.models.centre import zones as zone_table
from desk.models.officers import officer_scores, officer_visits
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.demo import TakenBack
from tests.support.extent import LONG
from tests.support.officers import DAY, hand_in, scores, serving, three_zones, visited
from tests.support.teams import as_role

BOOK = find_book("officers")


def wrong_fields(act: Any, *args: Any) -> set[str]:
    with pytest.raises(Invalid) as wrong:
        act(*args)
    return {problem.field for problem in wrong.value.problems}


def test_a_clerk_enters_a_sheet_and_it_is_numbered_by_its_day(desk: Desk) -> None:
    with desk.write() as work:
        hall, reading, _care = three_zones(work)
        officer, clerk = serving(work), as_role(work, Role.CLERK)
        given = (*scores(reading, 0, 3), *scores(hall, 5, 4, 0, 2, 1))
        visit = visited(clerk, officer.id, *given, begins=8 * 60, remark=" 指引不清 ")
        assert (visit.number, visit.officer, visit.remark) == ("TY20261124-01", "欧阳明珠", "指引不清")
        assert [(each.zone_id, each.score) for each in visit.scores] == [
            *((hall, n) for n in (5, 4, 2, 1)),
            (reading, 3),
        ]
        assert (visit.points, visit.average) == (15, 3.0)
        assert visited(clerk, officer.id, *given).number == "TY20261124-02", "several sheets a day"
        assert visited(clerk, officer.id, *given, day=work.today - DAY).number == "TY20261123-01"
        companion = visited(clerk, officer.id, *given, way=VisitWay.ACCOMPANIED, companion_id=work.actor.id)
        assert companion.companion == work.actor.name


def test_what_is_wrong_with_a_sheet_is_told_by_its_field(desk: Desk) -> None:
    with desk.write() as work:
        hall, reading, _care = three_zones(work)
        officer = serving(work, first=work.today - 10 * DAY, last=work.today + DAY)
        good = NewOfficerVisit(officer.id, work.today, VisitWay.RANDOM, scores=scores(hall, 5))
        for more, fields in (
            ({"officer_id": 99}, {"officer_id"}),
            ({"day": work.today + DAY}, {"day"}),
            ({"day": work.today - 11 * DAY}, {"day"}),
            ({"begins": 9 * 60 + 1}, {"begins"}),
            ({"way": VisitWay.ACCOMPANIED}, {"companion_id"}),
            ({"companion_id": work.actor.id}, {"companion_id"}),
            ({"scores": ()}, {"scores"}),
            ({"scores": (ZoneScore(hall, ScoreItem.SERVICE, 6),)}, {"scores"}),
            ({"scores": scores(hall, 5) * 2}, {"scores"}),
            ({"scores": scores(99, 5)}, {"scores"}),
            ({"remark": "字" * 501}, {"remark"}),
        ):
            assert wrong_fields(visiting.register, work, replace(good, **more)) == fields, more
        work.connection.execute(update(zone_table).where(zone_table.c.id == reading).values(active=False))
        assert wrong_fields(visiting.register, work, replace(good, scores=scores(reading, 5))) == {"scores"}
        assert visiting.register(work, replace(good, scores=(), remark="未开放")).average is None
        assert len(visit_queries.visits_between(work, work.today, work.today)) == 1, "of the others nothing was stored"


def test_a_sheet_is_put_right_until_its_month_is_handed_in_and_remarked_on_later(desk: Desk) -> None:
    with desk.write() as work:
        hall, reading, _care = three_zones(work)
        officer, other = serving(work, first=work.today - 60 * DAY), serving(work, "东方朔月")
        read = visited(work, officer.id, *scores(hall, 5, 4), day=work.today - 30 * DAY)
        right = replace(read, scores=(*scores(hall, 5, 3), *scores(reading, 2)), officer_id=other.id)
        fresh = visiting.correct(work, right, read)
        assert (fresh.officer, fresh.points, fresh.number, fresh.version) == ("东方朔月", 10, read.number, 2)
        with pytest.raises(EditConflict):
            visiting.correct(work, replace(read, scores=scores(hall, 1)), read)
        work.connection.execute(update(zone_table).where(zone_table.c.id == reading).values(active=False))
        assert visiting.correct(work, replace(fresh, remark="已核对"), fresh).points == 10, "a zone of the sheet stays"
        last = work.rows("SELECT before, after FROM audit WHERE action = 'officer_visit.correct' ORDER BY id")[0]
        assert f"{hall}.facilities=4" in str(last[0]) and f"{hall}.facilities=3" in str(last[1])
        hand_in(work, read.day)
        now = visit_queries.find_visit(work, read.id)
        with pytest.raises(Refused, match="已上报"):
            visiting.correct(work, replace(now, scores=scores(hall, 1)), now)
        remarked = visiting.remark(work, now.id, now.version, "10月记录，原件另存")
        assert (remarked.remark, remarked.points) == ("10月记录，原件另存", 10)
        with pytest.raises(Refused, match=f"{work.actor.name}已于.*修改{now.number}"):
            visiting.remark(work, now.id, now.version, "又一条")
        new = visited(work, officer.id, *scores(hall, 5))
        assert wrong_fields(visiting.correct, work, replace(new, day=work.today - 30 * DAY), new) == {"day"}
        assert not rules.is_handed_in(work, work.today)


def test_the_check_of_the_data_file_names_a_sheet_that_cannot_be(desk: Desk) -> None:
    with desk.write() as work:
        [hall, *_] = three_zones(work)
        visit = visited(work, serving(work).id, *scores(hall, 5))
        for table, values, said in (
            (officer_visits, {"companion_id": work.actor.id}, "没有陪同人"),
            (officer_visits, {"way": "flying"}, "无法识别"),
            (officer_scores, {"item": "food"}, "无法识别"),
        ):
            point = work.connection.begin_nested()
            work.connection.execute(update(table).values(values))
            assert any(visit.number in each and said in each for each in BOOK.problems(work)), values
            point.rollback()


SHEETS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(0, 1),
        st.lists(st.lists(st.integers(0, 5), min_size=5, max_size=5), min_size=3, max_size=3),
    ),
    max_size=6,
)


@settings(max_examples=100 if LONG else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheets=SHEETS)
def test_averages_and_figures_are_what_the_sheets_say(
    desk: Desk, sheets: list[tuple[int, int, list[list[int]]]]
) -> None:
    with suppress(TakenBack), desk.write() as work:
        zone_ids = three_zones(work)
        people = serving(work, first=work.today - 90 * DAY).id, serving(work, "东方朔月").id
        kept = []
        for ago, who, rows in sheets:
            given_scores = tuple(each for zone, row in zip(zone_ids, rows, strict=True) for each in scores(zone, *row))
            day = work.today - ago * DAY
            try:
                visited(work, people[who], *given_scores, day=day)
            except Invalid:
                assert not given_scores or (who == 1 and ago > 30), "only an empty sheet or a day outside the term"
                continue
            kept.append((day, who, rows))
        first, last = work.today - 30 * DAY, work.today
        within = [sheet for sheet in kept if first <= sheet[0] <= last]
        for average in zone_averages(work, first, last):
            at = zone_ids.index(average.zone_id)
            for place, item in enumerate(ScoreItem):
                by_hand = [rows[at][place] for _day, _who, rows in within if rows[at][place]]
                assert average.many(item) == len(by_hand)
                assert average.of(item) == (sum(by_hand) / len(by_hand) if by_hand else None)
            assert average.sheets == sum(any(rows[at]) for _day, _who, rows in within)
        every = [score for _day, _who, rows in within for row in rows for score in row if score]
        plain = statistics.plain(statistics.of_days(work, first, last))
        assert (plain["officer_scores"], plain["officer_points"]) == (len(every), sum(every))
        assert plain["officer_average"] == (round(sum(every) / len(every), 1) if every else None)
        assert plain["officer_visits"] == len(within)
        assert plain["officers_came"] == len({who for _day, who, _rows in within})
        assert statistics.of_spans(work, [(first, last), (first, first)])[0] == plain
        for figure in figures.FIGURES:
            if figure.rows:
                rows_behind = figure.rows(work, first, last)
                assert figure.worth(rows_behind) == plain[figure.code], figure.code
                assert not [row for row in rows_behind if "明珠" in row.title]
        raise TakenBack


def test_visits_count_for_who_serves_at_the_end_and_terms_by_their_days(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        [hall, *_] = three_zones(work)
        stays, goes = serving(work), serving(work, "东方朔月")
        visited(work, stays.id, *scores(hall, 4))
        visited(work, goes.id, *scores(hall, 5), day=work.today - 3 * DAY)
        appointing.let_go(work, goes.id, goes.version, "调离")
        whole = statistics.plain(statistics.of_days(work, work.today - 5 * DAY, work.today + DAY))
        assert whole["officers"] == 2, "days that are not over count who serves today"
    hands.forward(days=2)
    with desk.read() as work:
        today = work.today - 2 * DAY
        tomorrow = statistics.plain(statistics.of_days(work, today - 5 * DAY, today + DAY))
        assert (tomorrow["officers"], tomorrow["officers_came_percent"], tomorrow["officer_visits"]) == (1, 100.0, 2)
        assert tomorrow["officer_visits_each"] == 1.0
        before = statistics.plain(statistics.of_days(work, today - 5 * DAY, today - 2 * DAY))
        assert (before["officers"], before["officers_came"], before["officers.lawyer"]) == (2, 1, 2)
        counts = visit_queries.counts(work, today - DAY)
        assert (counts[stays.id].visits, counts.get(goes.id)) == (1, None)


def test_a_sheet_entered_twice_is_withdrawn_and_counts_nowhere(desk: Desk) -> None:
    with desk.write() as work:
        hall, _reading, _care = three_zones(work)
        officer, clerk = serving(work), as_role(work, Role.CLERK)
        first = visited(clerk, officer.id, *scores(hall, 5, 4))
        twice = visited(clerk, officer.id, *scores(hall, 5, 4))
        found = reporting.report(
            clerk,
            NewFinding(
                "指引不清", FindingKind.SORE, source=FindingSource.OFFICER, officer_id=officer.id, visit_id=twice.id
            ),
        )
        with pytest.raises(NotAllowed):
            visiting.withdraw(clerk, twice.id, twice.version, "重复录入")
        with pytest.raises(Refused, match="问题"):
            visiting.withdraw(work, twice.id, twice.version, "重复录入")
        deciding.dismiss(work, found.id, found.version, "重复")
        assert wrong_fields(visiting.withdraw, work, twice.id, twice.version, " ") == {"reason"}
        gone = visiting.withdraw(work, twice.id, twice.version, "重复录入")
        assert (gone.counts, gone.withdrawn_for) == (False, "重复录入")
        day = work.today
        assert [each.id for each in visit_queries.visits_between(work, day, day)] == [first.id]
        assert {each.visit_id for each in visit_queries.scores_between(work, day, day)} == {first.id}
        assert visit_queries.counts(work, day)[officer.id].visits == 1
        for act in (
            lambda: visiting.withdraw(work, gone.id, gone.version, "再次"),
            lambda: visiting.remark(work, gone.id, gone.version, "补记"),
            lambda: visiting.correct(work, replace(gone, way=VisitWay.COVERT), gone),
        ):
            with pytest.raises(Refused, match="已作废"):
                act()
        assert visited(clerk, officer.id, *scores(hall, 3)).number == "TY20261124-03", "its number is not given again"
        assert [each for each in book_problems(work) if "体验" in each] == []
