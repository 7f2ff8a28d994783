"""Whatever day reaches a book from outside its window, from the first that a calendar has to the last: it is stored or
refused in words, and nothing falls over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.books.findings import deciding, reporting
from desk.books.findings.model import Acceptance, FindingKind, FindingSeverity, NewFinding
from desk.books.follow_ups import checking, doing
from desk.books.follow_ups.model import Closing, FollowUpOutcome
from desk.books.matching import needs, offerings
from desk.books.meetings import planning
from desk.books.officers import appointing, visiting
from desk.books.officers import queries as officer_queries
from desk.books.officers import rules as officer_rules
from desk.books.officers.model import NewOfficerVisit, NewTerm, VisitWay
from desk.books.organisations import pairings
from desk.books.organisations import rules as organisation_rules
from desk.books.organisations.model import NewPairing
from desk.books.points import rules as point_rules
from desk.books.points.model import PointRule, RuleBasis
from desk.books.roster import assignees
from desk.books.roster.assignees import Absence, AbsenceKind
from desk.books.zones import adjusting, rounds
from desk.books.zones.model import ZoneCount
from desk.core.errors import DeskError, Invalid
from desk.core.work import Work
from desk.services.session import Desk
from tests.support import findings, matching, officers, organisations, zones
from tests.support.demo import TakenBack
from tests.support.follow_ups import Crew, as_, hire, opened
from tests.support.meetings import new_meeting

Act = Callable[[Work, Crew, date, date], object]


def _appoint(work: Work, _crew: Crew, first: date, last: date) -> object:
    officer = officers.nominated(work)
    return appointing.appoint(work, officer.id, officer.version, NewTerm("聘1", first, last))


def _correct_term(work: Work, _crew: Crew, first: date, last: date) -> object:
    [term] = officer_queries.terms_of(work, officers.serving(work).id)
    return appointing.correct_term(work, replace(term, first=first, last=last))


def _visit(work: Work, _crew: Crew, day: date, _last: date) -> object:
    return visiting.register(work, NewOfficerVisit(officers.serving(work).id, day, VisitWay.RANDOM, remark="好"))


def _pair(work: Work, _crew: Crew, first: date, last: date) -> object:
    return pairings.add(work, NewPairing(organisations.organisation(work).id, first, last, signed_on=first))


def _edit_pairing(work: Work, _crew: Crew, first: date, last: date) -> object:
    pairing = organisations.pairing(work, organisations.organisation(work).id)
    return pairings.edit(work, replace(pairing, first=first, last=last))


def _sign(work: Work, _crew: Crew, day: date, _last: date) -> object:
    pairing = organisations.pairing(work, organisations.organisation(work).id, signed_on=None)
    return pairings.sign(work, pairing.id, pairing.version, day)


def _need(work: Work, _crew: Crew, first: date, last: date) -> object:
    return needs.raise_need(work, matching.new_need(wanted_by=first, list_until=last))


def _prolong(work: Work, _crew: Crew, _first: date, last: date) -> object:
    need = needs.raise_need(work, matching.new_need())
    return needs.prolong(work, need.id, need.version, last)


def _offer(work: Work, _crew: Crew, first: date, last: date) -> object:
    partner = matching.Partners(organisations.organisation(work).id, 0, {})
    return offerings.offer(work, matching.new_offering(partner, work.today, first=first, last=last))


def _call(work: Work, crew: Crew, day: date, _last: date) -> object:
    return planning.call(as_(work, crew.leader), new_meeting(work, crew, day=day))


def _report(work: Work, _crew: Crew, day: date, _last: date) -> object:
    return reporting.report(work, NewFinding("灯坏了", FindingKind.SORE, found_on=day))


def _accept(work: Work, crew: Crew, day: date, _last: date) -> object:
    finding = findings.found(work, crew)
    asked = Acceptance(crew.owner, FindingSeverity.ORDINARY, due_on=day)
    return deciding.accept(as_(work, crew.leader), finding.id, finding.version, asked)


def _extend(work: Work, crew: Crew, day: date, _last: date) -> object:
    item = opened(work, crew)
    return doing.ask_extension(as_(work, crew.clerk), item.id, item.version, day, "缺件")


def _look_again(work: Work, crew: Crew, day: date, _last: date) -> object:
    item = opened(work, crew)
    closing = Closing(FollowUpOutcome.UNFIXED, "无经费", look_again_on=day)
    return checking.close(as_(work, crew.leader), item.id, item.version, closing)


def _adjust(work: Work, _crew: Crew, day: date, due: date) -> object:
    carrying = replace(zones.carrying(work), due_on=due)
    return adjusting.decide(work, zones.new_adjustment(zones.counted(work), effective_on=day), carrying)


def _take_effect(work: Work, _crew: Crew, day: date, _last: date) -> object:
    adjustment = adjusting.decide(work, zones.new_adjustment(zones.counted(work)), zones.carrying(work))
    return adjusting.take_effect(work, adjustment.id, adjustment.version, day)


def _count(work: Work, _crew: Crew, day: date, _last: date) -> object:
    return rounds.store_past(work, ZoneCount(zones.counted(work), day, 9, 3))


def _absence(work: Work, crew: Crew, first: date, last: date) -> object:
    return assignees.add_absence(work, Absence(crew.clerk.id, AbsenceKind.LEAVE, first, last))


def _point_rule(work: Work, _crew: Crew, first: date, last: date) -> object:
    return point_rules.add(work, PointRule("每次上门", RuleBasis.ORDER, 5, first, last))


def _usual_terms(work: Work, _crew: Crew, first: date, _last: date) -> object:
    return officer_rules.usual_last_day(work, first), appointing.next_letter(work, first)


def _usual_pairing(work: Work, _crew: Crew, first: date, _last: date) -> object:
    return organisation_rules.usual_last_day(work, first)


ACTS: Mapping[str, Act] = {
    "open": lambda work, crew, day, _last: opened(work, crew, due_on=day),
    **{
        act.__name__: act
        for act in (
            *(_appoint, _correct_term, _visit, _pair, _edit_pairing, _sign, _need, _prolong, _offer, _call, _report),
            *(
                _accept,
                _extend,
                _look_again,
                _adjust,
                _take_effect,
                _count,
                _absence,
                _point_rule,
                _usual_terms,
                _usual_pairing,
            ),
        )
    },
}
LAST, FIRST = date.max, date.min


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(), st.dates())
@example(LAST, LAST)
@example(FIRST, FIRST)
@example(FIRST, LAST)
@example(LAST, FIRST)
@example(date(2100, 12, 31), date(2100, 12, 31))
@example(date(1900, 1, 1), date(1900, 1, 1))
def test_it_is_stored_or_refused_in_words(desk: Desk, first: date, last: date) -> None:
    for act in ACTS.values():
        with suppress(TakenBack, DeskError), desk.write() as work:
            act(work, hire(work), first, last)
            raise TakenBack


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("day", [LAST, FIRST, date(2101, 1, 1), date(1899, 12, 31)])
def test_days_of_years_that_no_book_knows_are_refused_by_their_field(desk: Desk, name: str, day: date) -> None:
    with pytest.raises(Invalid) as refused, desk.write() as work:
        ACTS[name](work, hire(work), day, day)
    sentence = f"“{day}”不在1900年至2100年之间，请核对年份。"
    assert refused.value.problems[0].field and refused.value.problems[0].message == sentence
