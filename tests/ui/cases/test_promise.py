"""A case that waits for papers in the window: no day in the list, and a new one when the papers are complete."""

from __future__ import annotations

from datetime import timedelta

from desk.books import cases, catalogue, residents, visits
from desk.books.cases import CaseState, NewCase
from desk.books.cases.case_queries import CaseFilter
from desk.books.visits import Registration
from desk.demo.tour import Hands
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.cases.window import MoveDialog
from desk.ui.visits.registration import RegistrationPage
from tests.support.people import person
from tests.support.tabs import desk_of, reach


def test_a_case_that_waits_has_no_day_until_its_papers_are_complete(clerk: Hands) -> None:
    desk = desk_of(clerk)
    with desk.write() as work:
        item = next(each for each in catalogue.all_items(work) if each.promised_days and each.materials)
        new = NewCase(item.id, CaseState.PAPERS, missing=item.materials[:1])
        case = visits.register(work, Registration(residents.add(work, person()).id, (new,))).cases[0]
    ledger = reach(clerk, CaseLedgerPage)
    ledger.show_filter(CaseFilter(text=case.number))
    (row,) = ledger.list.model.rows
    shown = [column.says(row) for column in ledger.list.model.columns]
    assert "未起算" in shown and not any("9999" in words for words in shown)
    dialog = MoveDialog(clerk.window, desk, case, item, CaseState.IN_PROGRESS)
    assert "due_on" in dialog.fields
    with desk.read() as work:
        assert dialog.due.day == cases.due_date(work, item)
        later = work.today + timedelta(days=90)
    for check in dialog.papers.values():
        check.setChecked(True)
    dialog.due.show_day(later)
    dialog.do()
    with desk.read() as work:
        taken_up = cases.find(work, case.id)
    assert (taken_up.state, taken_up.due_on, taken_up.missing) == (CaseState.IN_PROGRESS, later, ())


def test_the_form_asks_for_no_day_while_papers_are_missing(clerk: Hands) -> None:
    editor = reach(clerk, RegistrationPage).form.item
    with desk_of(clerk).read() as work:
        item = next(each for each in catalogue.all_items(work) if each.promised_days and each.materials)
    editor.take(item)
    assert not editor.fields["due_on"].isHidden()
    next(iter(editor._papers.values())).setChecked(False)
    assert editor.outcome.value is CaseState.PAPERS and editor.fields["due_on"].isHidden()
