"""What an officer found is closed by their word, however it came; by a leader in their stead after some days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.books import centre
from desk.books.centre import rule_settings
from desk.books.follow_ups import attention, checking, officers_word, queries
from desk.books.follow_ups.model import (
    Closing,
    FollowUp,
    FollowUpOutcome,
    FollowUpOwner,
    FollowUpState,
    OfficerMeans,
    OwnerKind,
)
from desk.books.invariants import book_problems
from desk.core.errors import Invalid, Refused
from desk.core.work import Work
from desk.models.follow_ups import follow_up_moves
from desk.models.officers import officer_terms
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.findings import accepted, found, let_go, mended, officer
from tests.support.follow_ups import Crew, as_, hire, opened

FIXED = FollowUpOutcome.FIXED


def done(work: Work) -> tuple[Crew, int, FollowUp]:
    """Reported as done, and the officer has said nothing yet."""
    crew, who = hire(work), officer(work)
    return crew, who, mended(work, crew, accepted(work, crew, found(work, crew, who)))


def refused(work: Work, item: FollowUp, closing: Closing) -> str:
    """What is said at the field of the officer's word."""
    with pytest.raises(Invalid) as wrong:
        checking.close(work, item.id, item.version, closing)
    [problem] = wrong.value.problems
    assert problem.field == "means"
    return problem.message


@pytest.mark.parametrize("means", [OfficerMeans.IN_PERSON, OfficerMeans.TELEPHONE, OfficerMeans.WECHAT])
def test_the_officers_word_closes_it_however_it_came(desk: Desk, means: OfficerMeans) -> None:
    with desk.write() as work:
        crew, who, item = done(work)
        leader = as_(work, crew.other_leader)
        assert refused(leader, item, Closing(FIXED)) == "请选择体验官庄体验提出意见的方式。"
        item = checking.close(leader, item.id, item.version, Closing(FIXED, means=means))
        assert (item.state, item.checked_by) == (FollowUpState.CLOSED, "体验官庄体验")
        last = queries.moves_of(work, item.id)[-1]
        assert last.by == f"体验官（{means.label}）　刘副主任" and not last.stead
        row = work.connection.execute(follow_up_moves.select().order_by(follow_up_moves.c.id.desc())).first()
        assert row is not None and (row.officer_id, row.officer_means) == (who, means.value)
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_nobody_else_asks_and_the_doer_never(desk: Desk) -> None:
    with desk.write() as work:
        crew, _who, item = done(work)
        said = Closing(FIXED, means=OfficerMeans.IN_PERSON)
        with pytest.raises(Refused, match="由陈主任或带班领导征求其意见"):
            checking.close(as_(work, crew.other_clerk), item.id, item.version, said)
        with pytest.raises(Refused, match="参与办理的人不能验收"):
            checking.close(as_(work, crew.clerk), item.id, item.version, said)


def test_a_leader_checks_in_their_stead_from_a_day_on_and_it_is_marked(desk: Desk, hands: Hands) -> None:
    stead = Closing(FIXED, means=OfficerMeans.STEAD)
    with desk.write() as work:
        crew, _who, item = done(work)
        sentence = refused(as_(work, crew.leader), item, stead)
        assert sentence == "请先征求体验官庄体验意见；12月1日起可由带班领导代复核。"
        assert {each.key: each.count for each in attention.due(as_(work, crew.leader))}["follow_ups_stead"] == 0
    hands.forward(days=7)
    with desk.write() as work:
        leader = as_(work, crew.leader)
        due = {each.key: each.count for each in attention.due(leader)}
        assert (due["follow_ups_stead"], due["follow_ups_ask_officer"], due["follow_ups_to_check"]) == (1, 1, 0)
        assert OfficerMeans.STEAD in officers_word.means_allowed(leader, item)
        item = checking.close(leader, item.id, item.version, stead)
        assert queries.moves_of(work, item.id)[-1].by == "陈主任（代复核）"
        item = checking.reopen(leader, item.id, item.version, "字又掉了", means=OfficerMeans.STEAD)
        assert item.state is FollowUpState.OPEN, "who closed it in their stead takes it back in their stead"
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_the_days_are_a_rule_of_the_centre(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        _crew, _who, item = done(work)
        read = rule_settings.rules()
        assert "follow_up_stead_days" in {each.name for each in read} and centre.rule(work, "follow_up_stead_days") == 5
        assert officers_word.stead_from(work, item) == work.today + timedelta(days=7)
        assert officers_word.stead_since(work) < work.today


@pytest.mark.parametrize("how", ["dismissed", "term over"])
def test_an_officer_who_serves_no_more_is_stood_for_at_once(desk: Desk, hands: Hands, how: str) -> None:
    with desk.write() as work:
        crew, who, item = done(work)
        if how == "dismissed":
            let_go(work, who)
        else:
            yesterday = work.today - timedelta(days=1)
            work.connection.execute(officer_terms.update().values(first=yesterday, last=yesterday))
        item = queries.find(work, item.id)
        leader = as_(work, crew.leader)
        gone = "体验官庄体验已不在聘，由带班领导代复核。"
        assert refused(leader, item, Closing(FIXED, means=OfficerMeans.TELEPHONE)) == gone
        assert {each.key: each.count for each in attention.due(leader)}["follow_ups_stead"] == 1
        item = checking.close(leader, item.id, item.version, Closing(FIXED, means=OfficerMeans.STEAD))
        assert item.outcome is FIXED


def test_returned_twice_counts_twice_and_each_with_the_word(desk: Desk) -> None:
    with desk.write() as work:
        crew, _who, item = done(work)
        leader = as_(work, crew.leader)
        with pytest.raises(Invalid):
            checking.send_back(leader, item.id, item.version, "还是看不清")
        item = checking.send_back(leader, item.id, item.version, "还是看不清", OfficerMeans.WECHAT)
        item = mended(work, crew, item)
        item = checking.send_back(leader, item.id, item.version, "挂歪了", OfficerMeans.TELEPHONE)
        assert item.returned == 2
        returns = [each.by for each in queries.moves_of(work, item.id) if each.title == "退回"]
        assert returns == ["体验官（微信）　陈主任", "体验官（电话）　陈主任"]
    with desk.read() as work:
        assert list(book_problems(work)) == []


def test_unsolved_and_withdrawn_are_said_to_the_officer(desk: Desk) -> None:
    with desk.write() as work:
        crew, who = hire(work), officer(work)
        item = accepted(work, crew, found(work, crew, who))
        leader = as_(work, crew.leader)
        later = work.today + timedelta(days=20)
        assert refused(leader, item, Closing(FollowUpOutcome.UNFIXED, "无经费", later))
        said = Closing(FollowUpOutcome.UNFIXED, "无经费", later, means=OfficerMeans.TELEPHONE)
        assert checking.close(leader, item.id, item.version, said).look_again_on == later


def test_what_no_officer_checks_has_no_word_of_one(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        item = mended(work, crew, opened(work, crew))
        closing = Closing(FIXED, means=OfficerMeans.IN_PERSON)
        assert refused(as_(work, crew.leader), item, closing).endswith("无须体验官复核。")


def test_a_closing_without_the_word_is_named_by_the_check(desk: Desk) -> None:
    with desk.write() as work:
        crew, _who, item = done(work)
        said = Closing(FIXED, means=OfficerMeans.IN_PERSON)
        item = checking.close(as_(work, crew.leader), item.id, item.version, said)
        work.connection.execute(
            follow_up_moves.update().where(follow_up_moves.c.outcome != "").values(officer_means="", officer_id=None)
        )
        other = opened(work, crew, owner=FollowUpOwner(OwnerKind.OUTSIDE, "供电所"))
        work.connection.execute(
            follow_up_moves.update().where(follow_up_moves.c.follow_up_id == other.id).values(officer_means="wechat")
        )
    with desk.read() as work:
        assert sorted(book_problems(work)) == [
            f"督办{item.number}：应由体验官复核，但有一次复核既无体验官意见，也未注明代复核。",
            f"督办{other.number}：经过中有不负责复核的体验官意见，或在未复核时填有意见。",
        ]
