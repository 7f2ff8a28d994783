"""Evaluating a finished case: nobody's answer is there beforehand."""

from __future__ import annotations

from desk.books import cases
from desk.books.cases import CaseState, Evaluation, case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.demo.tour import Hands
from desk.ui.cases.window import EvaluateDialog


def test_nothing_is_chosen_before_the_person_has_spoken(clerk: Hands) -> None:
    desk = clerk.window.desk
    assert desk is not None
    wanted = CaseFilter(state=CaseState.DONE, evaluation=Evaluation.NOT_GIVEN)
    with desk.read() as work:
        case = cases.find(work, case_queries.page(work, wanted)[0].id)
    dialog = EvaluateDialog(clerk.window, desk, case)
    assert dialog.level.value is None
    dialog.ok.click()
    assert dialog.fields["evaluation"].problem == "请按群众的评价选择；群众未作评价的，请选“未评价”。"
    with desk.read() as work:
        assert cases.find(work, case.id).evaluation is Evaluation.NOT_GIVEN
    dialog.level.choose(Evaluation.SATISFIED)
    dialog.ok.click()
    with desk.read() as work:
        assert cases.find(work, case.id).evaluation is Evaluation.SATISFIED
