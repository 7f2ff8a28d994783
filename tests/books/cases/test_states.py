"""What follows from the list of states: none of these lists is kept by hand beside it."""

from __future__ import annotations

from desk.books.cases import ENDS, IN_HAND, MOVES, OPEN, OUTCOMES, CaseState


def test_every_state_can_be_reached_and_left_unless_it_is_an_end() -> None:
    assert set(MOVES) == {None, *CaseState}
    assert set().union(*MOVES.values()) == set(CaseState)
    assert {state for state in CaseState if not MOVES[state]} == ENDS


def test_the_counter_offers_the_usual_outcomes_first() -> None:
    assert [state.label for state in OUTCOMES] == ["已办结", "已转报", "补正材料", "办理中", "不予受理", "已撤回"]
    assert set(OUTCOMES) == set(CaseState) - {CaseState.WAITING}


def test_a_handover_names_what_is_open_and_not_with_somebody_else() -> None:
    assert set(IN_HAND) == set(OPEN) - {CaseState.FORWARDED}
