"""An organisation is chosen by its initials for an activity, and as the one that helps with an order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.books.activities import planning
from desk.books.activities import queries as activities
from desk.books.activities.model import OrganiserKind
from desk.books.orders import queries as orders
from desk.books.orders.model import OrderState
from desk.books.organisations import queries
from desk.demo.tour import Hands
from desk.reports.activities import view_model
from desk.ui.activities.form import ActivityForm
from desk.ui.orders.acts import ask_organisation
from desk.ui.orders.forms import AskOrganisation
from tests.support.activities import plan
from tests.support.tabs import desk_of
from tests.support.teams_tab import fill

CLINIC = "示例镇卫生院"


def test_the_organiser_of_an_activity_is_an_organisation_by_its_initials(manager: Hands) -> None:
    desk = desk_of(manager)
    form = ActivityForm(desk, 0)
    form.show()
    with desk.read() as work:
        day = work.today.replace(year=work.today.year + 1)
    form.show_plan(plan(None, day=day))
    form.organiser_kind.choose(OrganiserKind.PARTNER)
    form.organiser.setFocus()
    QTest.keyClicks(form.organiser, "slzwsy")
    QTest.keyClick(form.organiser, Qt.Key.Key_Return)
    assert form.organiser.text() == CLINIC
    with desk.write() as work:
        stored = activities.find(work, planning.add(work, form.plan))
        clinic = queries.by_name(work, CLINIC)
    assert clinic is not None and (stored.organisation_id, stored.held_by) == (clinic.id, CLINIC)
    assert f"主办：{CLINIC}" in view_model.details(stored)
    form.show_plan(stored)
    assert form.plan.organisation_id == clinic.id, "what nobody touched stays linked"
    form.organiser.setText("海边书店")
    assert form.plan.organisation_id is None
    form.deleteLater()


def test_an_order_says_who_helps(manager: Hands) -> None:
    desk = desk_of(manager)
    with desk.read() as work:
        order = next(each for each in orders.board(work) if each.state is OrderState.REVIEWED)
    fill(AskOrganisation, lambda form: form.organisation.setCurrentText(CLINIC))
    assert ask_organisation(manager.window, desk, order) == f"{order.number} 由{CLINIC}协助。"
    with desk.read() as work:
        assert orders.find(work, order.id).owners.endswith(f"（协助单位：{CLINIC}）")
        assert orders.moves_of(work, order.id)[-1].remark == f"协助单位：{CLINIC}"
