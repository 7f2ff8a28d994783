"""What the centre's own figures propose: nothing is opened by itself, and what was decided once does not come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.dialects import sqlite

from desk.books import sample, visits
from desk.books.activities import planning, results
from desk.books.activities.model import ActivityDraft, ActivityKind
from desk.books.activities.results import ActivityResult
from desk.books.cases import Evaluation, NewCase
from desk.books.findings import deciding, proposal_queries, proposals, queries, reporting
from desk.books.findings.model import FindingSource, FindingState, FindingView, Proposal
from desk.books.invariants import book_problems
from desk.books.orders import answering, dispatching, doing, placing, rating
from desk.books.orders.model import RatingMeans
from desk.books.visits import Registration
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.work import Work
from desk.models.visits import periods
from desk.models.visits import visits as visit_table
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support import zones
from tests.support.follow_ups import as_, hire
from tests.support.orders import set_up, wish
from tests.support.people import person


def subjects(read: Iterable[Proposal]) -> set[str]:
    return {each.subject for each in read}


def wait(work: Work, number: int, minutes: int) -> None:
    """Somebody came a little later, and waited."""
    arrived = work.now + timedelta(minutes=number)
    visit = {"day": work.today, "queue": "A", "number": number, "state": "finished", "arrived_at": arrived}
    id = work.add(visit_table, {**visit, "staff_id": work.actor.id, "ended_at": arrived + timedelta(hours=3)})
    ended = arrived + timedelta(minutes=minutes)
    period = {"visit_id": id, "kind": "waiting", "began_at": arrived, "ended_at": ended, "staff_id": work.actor.id}
    work.add(periods, period)


def test_an_hour_in_which_half_wait_too_long_is_proposed(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        for n in range(9):
            wait(work, n + 1, 25)
        assert proposals.proposed(work) == [], "nine visits say too little"
        wait(work, 10, 40)
        [proposal] = proposals.proposed(work)
        assert (proposal.subject, proposal.source) == ("waits:9:2026-11", FindingSource.WAITING)
        assert proposal.description == "近30天09:00—10:00来访10人次，等候中位数25分钟"
        for n in range(20, 40):
            wait(work, n, 5)
        assert proposals.proposed(work) == []


def test_three_orders_of_a_kind_and_a_poor_rating_are_proposed(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        ready = set_up(work)
        orders = [placing.place(work, wish(ready, n)) for n in range(2)]
        assert proposals.proposed(work) == []
        orders.append(placing.place(work, wish(ready, 2)))
        [many] = proposals.proposed(work)
        assert (many.subject, many.source) == ("orders:repair:2026-11", FindingSource.ORDERS)
        assert many.description == "近30天“维修”类点单3件"
        id = orders[0].id
        dispatching.review(work, id)
        dispatching.offer(work, id, ready.team, ready.members[0])
        answering.take(work, id, ready.members[0])
    hands.forward(hours=1)
    with desk.write() as work:
        crew = hire(work)
        doing.finish(as_(work, crew.clerk), id, "换了接头", {ready.members[0]: 30})
        said = "还在漏，打13800001111"
        rating.rate(as_(work, crew.other_clerk), id, Evaluation.DISSATISFIED, RatingMeans.TELEPHONE, said)
        [poor] = [each for each in proposals.proposed(work) if each.source is FindingSource.RATING]
        assert poor.subject.startswith("order_ratings:") and poor.about == id
        assert "138****1111" in poor.description and "13800001111" not in poor.description
    hands.forward(days=40)
    with desk.read() as work:
        assert proposals.proposed(work) == [], "after thirty days nobody is asked any more"


def test_an_activity_that_few_liked_is_proposed_where_enough_answered(desk: Desk) -> None:
    with desk.write() as work:

        def held(title: str, satisfaction: tuple[int, int, int, int, int]) -> int:
            plan = ActivityDraft(title, ActivityKind.HEALTH, work.today - timedelta(days=3), 540, 600, None, "广场")
            id = planning.add(work, plan, held=True)
            results.save(work, id, ActivityResult(30, "如期举办", 0, satisfaction))
            return id

        few, poor = held("讲座", (1, 0, 0, 3, 3)), held("义诊", (4, 2, 1, 2, 1))
        held("电影", (8, 1, 0, 1, 0))
        [proposal] = proposals.proposed(work)
        assert few != poor and proposal.subject == f"activities:{poor}"
        assert proposal.description == "活动“义诊”共10人评价，满意率70%"


def test_a_case_that_somebody_was_not_satisfied_with_is_proposed_without_their_name(desk: Desk) -> None:
    with desk.write() as work:
        item = sample.take_in_catalogue(work)[0]
        asked = Registration(
            person("王五六", telephone="13800001111"), (NewCase(item.id, evaluation=Evaluation.SATISFIED),)
        )
        assert visits.register(work, asked).cases and proposals.proposed(work) == []
        poor = NewCase(item.id, evaluation=Evaluation.DISSATISFIED, evaluation_reason="王五六等了两趟，打13800001111")
        [case] = visits.register(work, Registration(person("王五六", serial=9), (poor,))).cases
        [proposal] = proposals.proposed(work)
        assert (proposal.subject, proposal.leads_to, proposal.about) == (
            f"evaluations:{case.id}",
            "cases.case",
            case.id,
        )
        assert "不满意" in proposal.description and "等了两趟" in proposal.description
        assert "王五六" not in proposal.description and "13800001111" not in proposal.description


def test_taken_up_or_dismissed_it_does_not_come_back(desk: Desk) -> None:
    with desk.write() as work:
        crew, ready = hire(work), set_up(work)
        for n in range(3):
            placing.place(work, wish(ready, n))
            wait(work, 2 * n + 1, 30)
        for n in range(20, 30):
            wait(work, n, 30)
        leader = as_(work, crew.leader)
        waits, many = sorted(proposals.proposed(work), key=lambda each: each.source.value, reverse=True)
        finding = reporting.report(as_(work, crew.clerk), proposals.as_finding(many))
        assert (finding.source, finding.subject) == (FindingSource.ORDERS, "orders:repair:2026-11")
        assert subjects(proposals.proposed(work)) == {waits.subject}
        with pytest.raises(Refused):
            reporting.report(work, proposals.as_finding(many))
        with pytest.raises(Invalid):
            proposals.dismiss(leader, waits, " ")
        with pytest.raises(NotAllowed):
            proposals.dismiss(as_(work, crew.clerk), waits, "当天停电")
        gone = proposals.dismiss(leader, waits, "当天停电")
        assert (gone.state, gone.reason) == (FindingState.DISMISSED, "当天停电")
        assert proposals.proposed(work) == []
        assert [each.finding.id for each in queries.of_view(work, FindingView.ALL)] == [finding.id]
    with desk.read() as work:
        assert [each for each in book_problems(work) if "问题" in each] == []


def test_a_low_zone_is_proposed_as_its_own_zone(desk: Desk) -> None:
    with desk.write() as work:
        days = [work.today - timedelta(days=n) for n in range(1, 13)]
        for name, people in ((zones.FITNESS, 2), (zones.READING, 20), (zones.PARLOUR, 22)):
            zones.count(work, zones.counted(work, name), days, people)
        [proposal] = proposals.proposed(work)
        assert (proposal.source, proposal.leads_to) == (FindingSource.ZONE, "zones.zone")
        assert proposal.subject == f"zones:{proposal.about}:2026-11" and proposal.zone_id == proposal.about
        assert proposal.description.startswith("功能区“健身区”低效：每小时2.0人次")
        finding = reporting.report(work, proposals.as_finding(proposal))
        assert finding.zone == zones.FITNESS and proposals.proposed(work) == []
        next_month = replace(work, now=work.now + timedelta(days=10))
        assert proposals.proposed(next_month) == [], "it is still to be decided"
        deciding.dismiss(next_month, finding.id, finding.version, "正在装修")
        assert [each.subject for each in proposals.proposed(next_month)] == [f"zones:{proposal.about}:2026-12"]


@pytest.mark.parametrize("name", ["POOR_CASES", "RATED_ACTIVITIES", "POOR_ORDERS", "MANY_ORDERS", "WAITS"])
def test_what_is_proposed_is_read_by_the_days_that_count(desk: Desk, name: str) -> None:
    """With ten years of visits in the file, those of a month are looked at, not all."""
    query = getattr(proposal_queries, name).params(since=None, least=None)
    statement = query.compile(dialect=sqlite.dialect(paramstyle="qmark"), compile_kwargs={"render_postcompile": True})
    with desk.read() as work:
        steps = work.rows(f"EXPLAIN QUERY PLAN {statement}", *[""] * len(statement.positiontup))
    first = next(step[-1] for step in steps if step[-1].startswith(("SEARCH", "SCAN")))
    assert first.startswith("SEARCH"), steps
