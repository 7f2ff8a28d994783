"""What follows from the list of states: none of these lists is kept by hand beside it."""

from __future__ import annotations

import pytest

from desk.books import cases, sample, visits
from desk.books.cases import ENDS, IN_HAND, MOVES, OPEN, OUTCOMES, CaseState, NewCase, case_export, case_queries
from desk.books.cases import statistics as figures
from desk.books.cases.case_queries import CaseFilter
from desk.books.visits import Registration
from desk.core.errors import Refused
from desk.services import data_check
from desk.services.session import Desk
from tests.support.people import person


def test_every_state_can_be_reached_and_left_unless_it_is_an_end() -> None:
    assert set(MOVES) == {None, *CaseState}
    assert set().union(*MOVES.values()) == set(CaseState)
    assert {state for state in CaseState if not MOVES[state]} == ENDS


def test_the_counter_offers_the_usual_outcomes_first() -> None:
    assert [state.label for state in OUTCOMES] == ["已办结", "已转报", "待补正", "办理中", "不予受理", "已撤回"]
    assert set(OUTCOMES) == set(CaseState) - {CaseState.WAITING, CaseState.NOT_APPROVED}


def test_a_handover_names_what_is_open_and_not_with_somebody_else() -> None:
    assert set(IN_HAND) == set(OPEN) - {CaseState.FORWARDED}


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ((CaseState.DECLINED,), "不予受理"),
        ((CaseState.FORWARDED, CaseState.NOT_APPROVED), "不予批准"),
        ((CaseState.FORWARDED, CaseState.IN_PROGRESS, CaseState.NOT_APPROVED), "不予批准"),
        ((CaseState.FORWARDED, CaseState.IN_PROGRESS, CaseState.PAPERS, CaseState.NOT_APPROVED), "不予批准"),
    ],
)
def test_what_was_forwarded_is_not_approved_wherever_it_is_told(
    desk: Desk, path: tuple[CaseState, ...], label: str
) -> None:
    """In the list and by its filter, in the case's story, in the export and in the figures; the check finds nothing."""
    with desk.write() as work:
        item = sample.take_in_catalogue(work)[0]
        other = visits.register(
            work, Registration(person("李四", serial=7, telephone="13900009999"), (NewCase(item.id),))
        ).cases[0]
        case = visits.register(work, Registration(person(), (NewCase(item.id, CaseState.IN_PROGRESS),))).cases[0]
        for state in path:
            case = cases.move(work, case.id, state, "不符合条件", missing=("身份证",))
        wrong = path[-1]
        found = {s: [row.id for row in case_queries.page(work, CaseFilter(state=s))] for s in CaseState}
        assert [state for state, ids in found.items() if case.id in ids] == [wrong] and wrong.label == label
        assert case_queries.count(work, CaseFilter(state=wrong)) == 1 and other.id in found[CaseState.DONE]
        assert {row.id: row.state for row in case_queries.page(work, CaseFilter())}[case.id] is wrong
        assert case_queries.story(work, case.id)[-1].what == label
        assert case_queries.came_to(work, case.id, wrong) == "不符合条件"
        at = case_export.headings().index("状态")
        told = {row[0]: row[at] for row in case_export.rows(work, work.today, work.today)}
        assert told == {case.number: label, other.number: "已办结"}
        by_state = figures.of_days(work, work.today, work.today).by_state
        assert {state.label: n for state, n in by_state.items() if n} == {label: 1, "已办结": 1}
    assert data_check.problems(desk) == []


def test_neither_word_is_taken_for_the_other(desk: Desk) -> None:
    with desk.write() as work:
        item = sample.take_in_catalogue(work)[0]
        case = visits.register(work, Registration(person(), (NewCase(item.id, CaseState.FORWARDED),))).cases[0]
        assert CaseState.DECLINED not in case.next_states and CaseState.NOT_APPROVED in case.next_states
        with pytest.raises(Refused, match="不予受理"):
            cases.move(work, case.id, CaseState.DECLINED, "不符合条件")
