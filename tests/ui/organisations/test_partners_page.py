"""红色合伙人: partners are found, entered, paired, renewed, merged and rung up with the keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from desk.books.activities import planning
from desk.books.activities.model import OrganiserKind
from desk.books.organisations import pairing_queries, queries, tie_queries
from desk.books.organisations.model import OrganisationRole, OrganisationView, PairingStanding, PairingState
from desk.core.work import Work
from desk.demo.tour import Hands
from desk.models.audit import lookups
from desk.ui.organisations.organisation_card import OrganisationCard
from desk.ui.organisations.organisation_forms import EditOrganisation, LinkOrganisers, MergeOrganisations
from desk.ui.organisations.pairing_forms import EditPairing, PairingReason
from desk.ui.organisations.partners_page import PartnersPage
from tests.support.activities import plan
from tests.support.organisations import code, organisation, pairing
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach, told, work_of
from tests.support.teams_tab import fill

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CLINIC, EXPIRED = "示例镇卫生院", "凤亭中心小学"


@pytest.fixture
def page(manager: Hands) -> PartnersPage:
    return reach(manager, PartnersPage)


def names(page: PartnersPage) -> list[str]:
    return [each.organisation.name for each in page.list.model.rows]


def test_a_clerk_reads_and_rings_up_but_keeps_none(clerk: Hands) -> None:
    page = reach(clerk, PartnersPage)
    assert {command.key for command in page.own_commands} == {"F3", "F4", "Enter", "Ctrl+P", ""}
    assert "138****2602" in [column.says(row) for row in page.list.model.rows for column in page._columns()]
    with desk_of(clerk).read() as work:
        before = work.connection.scalar(select(func.count()).select_from(lookups))
    page.list.choose(next(each.id for each in page.list.model.rows if each.organisation.name == CLINIC))
    page.list.table.setFocus()
    clerk.press(Key.Key_F4)
    assert page.contact.text.text() == "林护士长　13800002602"
    clerk.press(Key.Key_F4)
    assert page.contact.text.text() == ""
    with desk_of(clerk).read() as work:
        assert work.connection.scalar(select(func.count()).select_from(lookups)) == (before or 0) + 1
    in_dialog(lambda: look_at_card(clerk))
    clerk.press(Key.Key_Return)


def look_at_card(hands: Hands) -> None:
    card = dialog(OrganisationCard)
    assert card._by_key == {} and "林护士长" not in "".join(each.text() for each in card.facts)
    QApplication.setActiveWindow(card)
    hands.press(Key.Key_F4)
    assert "13800002602" in "".join(each.text() for each in card.facts)
    card.reject()


def test_what_is_looked_for_is_found_by_initials_and_narrowed_down(page: PartnersPage, manager: Hands) -> None:
    assert len(page.list.model.rows) == 8
    manager.press(Key.Key_F3)
    manager.type("wsy")
    page._show()
    assert names(page) == [CLINIC]
    page.text.setText("镇卫生院")
    page._show()
    assert names(page) == [CLINIC], "by another name"
    page.text.clear()
    page.role.choose(OrganisationRole.OPERATOR)
    assert names(page) == ["示例镇城建开发有限公司"]
    page.role.choose(None)
    page.standing.choose(PairingStanding.EXPIRED)
    assert names(page) == [EXPIRED]


def test_what_is_due_leads_to_its_partners(page: PartnersPage, manager: Hands) -> None:
    work_of(manager).open_destination("organisations.partners", PairingStanding.EXPIRING)
    assert names(page) == ["示例镇司法所"]


def test_a_new_partner_is_entered_and_a_likely_double_is_told_before(page: PartnersPage, manager: Hands) -> None:
    def fill_in(form: EditOrganisation) -> None:
        form.name.setText("凤亭社区书屋")
        form._look_for_same()
        assert form.fields["name"].hint == ""
        form.name.setText("示例镇卫生院（门诊部）")
        form._look_for_same()
        assert form.fields["name"].hint == f"可能已登记：{CLINIC}"
        form.name.setText("凤亭社区书屋")
        form.credit_code.setText(code(1)[:-1])
        form.ok.click()
        assert form.fields["credit_code"].problem == "统一社会信用代码应为18位，现有17位。"
        form.credit_code.setText(code(77).lower())

    fill(EditOrganisation, fill_in)
    manager.press(Key.Key_F2)
    chosen = page.list.current()
    assert chosen is not None and chosen.organisation.name == "凤亭社区书屋"
    assert (chosen.organisation.credit_code, chosen.standing) == (code(77), PairingStanding.NONE)
    assert told(manager) == "已保存。按J登记结对。"


def test_a_pairing_is_renewed_with_two_keys(page: PartnersPage, manager: Hands) -> None:
    page.list.choose(next(each.id for each in page.list.model.rows if each.organisation.name == "示例镇司法所"))
    page.list.table.setFocus()
    was = page.list.current()
    assert was is not None and was.pairing is not None

    def renew() -> None:
        QApplication.setActiveWindow(dialog(EditPairing))
        manager.press(Key.Key_Return, CTRL)

    in_dialog(renew)
    manager.press(Key.Key_X)
    with desk_of(manager).read() as work:
        renewed, old = pairing_queries.of_organisation(work, was.id)[:2]
    assert (old.id, renewed.agreed, renewed.state) == (was.pairing.id, old.agreed, PairingState.INTENDED)
    assert (renewed.first - old.last).days == 1
    assert told(manager) == f"已登记结对 {renewed.number}。"


def test_on_the_card_a_pairing_is_signed_paused_taken_up_and_ended(page: PartnersPage, manager: Hands) -> None:
    intended = next(each for each in page.list.model.rows if each.standing is PairingStanding.INTENDED)
    page.list.choose(intended.id)

    def states() -> list[PairingState]:
        with desk_of(manager).read() as work:
            return [each.state for each in pairing_queries.of_organisation(work, intended.id)]

    def sign(form: EditPairing) -> None:
        form.signed_on.setText(desk_of(manager).clock.today().isoformat())

    def give_reason(form: PairingReason) -> None:
        form.reason.setPlainText("负责人调整")

    def act() -> None:
        card = dialog(OrganisationCard)
        QApplication.setActiveWindow(card)
        card.list.table.setFocus()
        for key, form, answer, state in (
            (Key.Key_Q, EditPairing, sign, PairingState.PAIRED),
            (Key.Key_T, PairingReason, give_reason, PairingState.PAUSED),
            (Key.Key_T, None, None, PairingState.PAIRED),
            (Key.Key_Z, PairingReason, give_reason, PairingState.ENDED),
        ):
            QApplication.setActiveWindow(card)
            assert card.list.table.hasFocus(), "the keys go on to the list"
            if form is not None and answer is not None:
                fill(form, answer)  # type: ignore[type-var]
            if form is None:  # the same key again is a double press for a moment, the button beside it is not
                card._by_key["T"].click()
            else:
                manager.press(key)
            assert states() == [state]
        QApplication.setActiveWindow(card)
        manager.press(Key.Key_5)
        assert card.view.value is OrganisationView.HISTORY
        shown = [each.state for each in card.list.model.rows]
        assert shown == ["已终止", "已结对", "已暂停", "已结对", "意向"]
        card.accept()

    in_dialog(act)
    page.list.table.setFocus()
    manager.press(Key.Key_Return)
    assert [each.standing for each in page._all if each.id == intended.id] == [PairingStanding.ENDED]


def test_two_records_become_one_and_the_likely_one_is_proposed(page: PartnersPage, manager: Hands) -> None:
    with desk_of(manager).write() as work:
        double = organisation(work, "海湾物业")
        pairing(work, double.id, -700, -400)
    page.load()
    assert page.list.foot.sum.text() == "9家单位，1组可能重复"
    keep = next(each for each in page.list.model.rows if each.organisation.name == "泉岸市海湾物业管理有限公司")
    page.list.choose(keep.id)
    page.list.table.setFocus()

    def agree(form: MergeOrganisations) -> None:
        assert form.other.currentText() == "海湾物业　学校（可能重复）", "told apart by kind or code"

    fill(MergeOrganisations, agree)
    manager.press(Key.Key_H)
    with desk_of(manager).read() as work:
        merged = queries.by_name(work, "海湾物业")
    assert merged is not None and merged.id == keep.id
    assert len(page.list.model.rows) == 8


def test_organisers_are_linked_one_after_the_other(page: PartnersPage, manager: Hands) -> None:
    with desk_of(manager).write() as work:
        school = queries.by_name(work, "泉岸市职业技术学校")
        assert school is not None
        before = len(tie_queries.activities_of(work, school.id, 500))
        day = work.today.replace(year=work.today.year + 1)
        for n, text in enumerate(("海边书店", "海边书店", "职业技术学校")):
            _activity(work, text, day=day, begins=600 + n, ends=660 + n)

    def link() -> None:
        form = dialog(LinkOrganisers)
        QApplication.setActiveWindow(form)
        texts = [each.text for each in form._texts]
        form.texts.setCurrentRow(texts.index("职业技术学校"))
        assert form.organisation.currentText() == "泉岸市职业技术学校"
        manager.press(Key.Key_Return)
        form.texts.setCurrentRow([each.text for each in form._texts].index("海边书店"))
        manager.press(Key.Key_Return)
        assert form.fields["organisation"].problem == "请选择单位。"
        fill(EditOrganisation, lambda _form: None)
        manager.press(Key.Key_F2)
        QApplication.setActiveWindow(form)
        assert form.organisation.currentText() == "海边书店"
        form.ok.click()
        assert "海边书店" not in [each.text for each in form._texts]
        form.reject()

    in_dialog(link)
    manager.press(Key.Key_F7)
    with desk_of(manager).read() as work:
        shop = queries.by_name(work, "海边书店")
        assert shop is not None and len(tie_queries.activities_of(work, shop.id, 9)) == 2
        assert len(tie_queries.activities_of(work, school.id, 500)) > before


def _activity(work: Work, organiser: str, **more: object) -> int:
    return planning.add(work, plan(None, organiser_kind=OrganiserKind.PARTNER, organiser=organiser, **more))


def test_nothing_delivered_of_a_promise_is_a_nought(manager: Hands) -> None:
    page = reach(manager, PartnersPage)
    shown = {column.name: column for column in page.list.model.columns}
    said = {(each.promised > 0, shown["落实"].says(each)) for each in page.list.model.rows if not each.delivered}
    assert said == {(True, "0"), (False, "")}
