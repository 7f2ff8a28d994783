"""A finding's journey: an officer sees it on a visit, a leader accepts it, it is mended and sent back twice, mended
again, and closed by the officer's word. And one whose officer is gone, which a leader checks in their stead.
"""

from __future__ import annotations

import pytest

from desk.books.findings import queries, reporting, statistics
from desk.books.findings.model import FindingKind, FindingSeverity, FindingSource, NewFinding
from desk.books.follow_ups import checking, doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpOutcome, FollowUpState, OfficerMeans
from desk.books.invariants import book_problems
from desk.books.registry import books
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.findings import accepted, let_go, officer, visit, zone
from tests.support.follow_ups import Crew, as_, hire

SIGN = "电梯口指示牌字太小，老人看不清"


def asked(work: Work) -> set[str]:
    """What the bar asks for that is of findings and follow-ups."""
    of = [book for book in books() if book.name in ("findings", "follow_ups")]
    return {each.key for book in of for each in book.all_attention(work) if each.count}


def fixed(means: OfficerMeans) -> Closing:
    return Closing(FollowUpOutcome.FIXED, "看得清了", means=means)


def seen(work: Work, crew: Crew, who: int) -> int:
    """On a visit, in the dining room; written down by a clerk. The id of the finding."""
    came, place = visit(work, who), zone(work)
    new = NewFinding(SIGN, FindingKind.SORE, FindingSeverity.URGENT, FindingSource.OFFICER, "", who, came, place)
    finding = reporting.report(as_(work, crew.clerk), new)
    assert [each.id for each in queries.of_visit(work, came)] == [finding.id]
    assert asked(as_(work, crew.leader)) == {"findings_to_decide"}
    return finding.id


def test_a_sign_that_nobody_can_read(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        id = seen(work, crew, who)
        item = accepted(work, crew, queries.find(work, id), FindingSeverity.URGENT)
        assert asked(as_(work, crew.leader)) == set()
    for reason in ("换的还是小字", "挂得太高"):
        hands.forward(days=1)
        with desk.write() as work:
            clerk, leader = as_(work, crew.clerk), as_(work, crew.leader)
            item = doing.finish(clerk, item.id, item.version, "已更换")
            assert asked(leader) == {"follow_ups_ask_officer"}
            with pytest.raises(Refused):
                checking.close(clerk, item.id, item.version, fixed(OfficerMeans.IN_PERSON))
            with pytest.raises(Invalid):
                checking.close(leader, item.id, item.version, fixed(OfficerMeans.STEAD))
            item = checking.send_back(leader, item.id, item.version, reason, OfficerMeans.TELEPHONE)
    hands.forward(days=1)
    with desk.write() as work:
        item = doing.finish(as_(work, crew.clerk), item.id, item.version, "重新制作，移到视线高度")
    hands.forward(days=1)
    with desk.write() as work:
        leader = as_(work, crew.leader)
        item = checking.close(leader, item.id, item.version, fixed(OfficerMeans.IN_PERSON))
        assert (item.state, item.returned, item.outcome) == (FollowUpState.CLOSED, 2, FollowUpOutcome.FIXED)
        assert [each.by for each in follow_ups.moves_of(work, item.id)][-1] == "体验官（当面）　陈主任"
        tracked = queries.find_tracked(work, id)
        assert (tracked.finding.description, tracked.state_words) == (SIGN, "已销号（已解决）")
        figures = statistics.plain(statistics.of_days(work, work.today.replace(day=1), work.today))
        assert (figures["findings_mended"], figures["findings_returned"], figures["findings_in_stead"]) == (1, 2, 0)
        assert figures["findings_in_time_percent"] == 100, "by the day that was set first"
    with desk.read() as work:
        assert list(book_problems(work)) == [] and asked(work) == set()


def test_the_officer_is_let_go_before_they_could_look(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        item = accepted(work, crew, queries.find(work, seen(work, crew, who)))
        item = doing.finish(as_(work, crew.clerk), item.id, item.version, "已更换")
        let_go(work, who)
        leader = as_(work, crew.other_leader)
        assert asked(leader) == {"follow_ups_ask_officer", "follow_ups_stead"}
        item = checking.close(leader, item.id, item.version, fixed(OfficerMeans.STEAD))
        assert follow_ups.moves_of(work, item.id)[-1].by == "刘副主任（代复核）"
        figures = statistics.plain(statistics.of_days(work, work.today, work.today))
        assert (figures["findings_mended"], figures["findings_in_stead"]) == (1, 1)
    with desk.read() as work:
        assert list(book_problems(work)) == []
