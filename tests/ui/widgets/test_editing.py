"""Two people have the same form open: what the window shows, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLineEdit

from desk.books import catalogue, centre, residents
from desk.books.assets import cards, queries
from desk.books.incidents import contacts, log
from desk.books.incidents import queries as incidents
from desk.books.incidents.contacts import Contact, ContactCircle
from desk.books.incidents.model import IncidentKind
from desk.books.residents import ResidentMark
from desk.demo.tour import Hands
from desk.ui.assets.window import CardWindow
from desk.ui.incidents.contacts import ContactsPage
from desk.ui.incidents.entry_dialogs import EntryDialogs
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.residents.page import ResidentsPage
from desk.ui.settings.catalogue import CatalogueSection, EditItem
from desk.ui.settings.centre_sections import CentreSection, HoursSection, SafetySection
from desk.ui.widgets.controls import Combo
from desk.ui.widgets.form_dialog import RecordDialog, TextsDialog, ValuesDialog
from tests.support.editing import meanwhile
from tests.support.people import person
from tests.support.roster_tab import dialog, in_dialog
from tests.support.settings_tab import section
from tests.support.tabs import desk_of, reach, told


def test_a_resident_edited_at_two_desks(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        one = residents.add(work, person())
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    changed = replace(one, telephone="13800000001", address="一号楼")
    meanwhile(clerk, lambda work: residents.edit(work, one.id, changed, read=one))
    page.details.telephone.setText("13800000002")
    page.details.note.setText("听力不好")
    page.save()
    assert "联系电话" in told(clerk) and "再次保存" in told(clerk) and "另有住址已按对方的修改一并更新" in told(clerk)
    form = page.details
    marked = {name for name, field in form.fields.items() if field.problem}
    assert marked == {"telephone"} and "138****0001" in form.fields["telephone"].problem
    assert QApplication.focusWidget() is form.telephone
    assert (form.telephone.text(), form.note.text(), form.address.text()) == ("13800000002", "听力不好", "一号楼")
    page.save()
    with desk_of(clerk).read() as work:
        stored = residents.find(work, one.id)
    assert (stored.telephone, stored.note, stored.address) == ("13800000002", "听力不好", "一号楼")
    assert not any(field.problem for field in form.fields.values()), "what was marked is settled"
    assert "一并保留" not in told(clerk), "what came in was in sight before"


def test_what_only_the_other_changed_is_named_once_when_it_is_stored(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        one = residents.add(work, person())
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    meanwhile(
        clerk, lambda work: residents.edit(work, one.id, replace(one, address="一号楼", marks=("alone",)), read=one)
    )
    page.details.note.setText("听力不好")
    page.save()
    QApplication.processEvents()
    said = told(clerk)
    assert "已保存" in said and "住址" in said and "重点人群" in said and "一并保留" in said
    assert not any(field.problem for field in page.details.fields.values())
    assert page.details.address.text() == "一号楼"
    page.details.note.setText("听力很不好")
    page.save()
    QApplication.processEvents()
    assert "一并保留" not in told(clerk)


def test_marks_are_merged_box_by_box(clerk: Hands) -> None:
    """I tick 残疾 while the other ticks 独居 and takes 低收入 out: nobody's tick is lost and nobody is asked."""
    with desk_of(clerk).write() as work:
        one = residents.add(work, replace(person(), marks=("low_income",)))
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    meanwhile(clerk, lambda work: residents.edit(work, one.id, replace(one, marks=("alone",)), read=one))
    page.details.marks[ResidentMark.DISABLED].setChecked(True)
    page.save()
    QApplication.processEvents()
    with desk_of(clerk).read() as work:
        assert set(residents.find(work, one.id).marks) == {"alone", "disabled"}
    assert "已保存" in told(clerk) and "重点人群" in told(clerk) and "一并保留" in told(clerk)
    assert page.details.marks[ResidentMark.ALONE].isChecked()


def test_the_first_of_marks_takes_the_focus_where_both_together_would_take_all_out(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        one = residents.add(work, replace(person(), marks=("alone", "disabled")))
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    meanwhile(clerk, lambda work: residents.edit(work, one.id, replace(one, marks=("alone",)), read=one))
    page.details.marks[ResidentMark.ALONE].setChecked(False)
    page.details.name.setFocus()
    page.save()
    assert (
        page.details.fields["marks"].problem and QApplication.focusWidget() is page.details.marks[ResidentMark.DISABLED]
    )


def test_a_field_that_nobody_touched_is_never_sent_back_as_the_form_shows_it(clerk: Hands) -> None:
    """Marks in another order than the form's boxes, and what the other changed in them, stay as they are."""
    with desk_of(clerk).write() as work:
        one = residents.add(work, replace(person(), marks=("soldier", "disabled")))
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    meanwhile(clerk, lambda work: residents.edit(work, one.id, replace(one, marks=("alone",)), read=one))
    page.details.note.setText("听力不好")
    page.save()
    with desk_of(clerk).read() as work:
        assert residents.find(work, one.id).marks == ("alone",)


def test_an_item_of_the_catalogue_edited_at_two_desks(manager: Hands) -> None:
    shown = section(manager, CatalogueSection)
    with desk_of(manager).read() as work:
        item = catalogue.all_items(work)[0]
    form = EditItem(shown, desk_of(manager), item)
    meanwhile(
        manager, lambda work: catalogue.edit(work, item.id, replace(item, department="甲局", promised_days=9), item)
    )
    form.department.setText("乙局")
    form.ok.click()
    assert "主管部门" in form._rest.text() and "甲局" in form._rest.text()
    assert "甲局" in form.fields["department"].problem
    assert (form.department.text(), form.days.text()) == ("乙局", "9")
    form.ok.click()
    with desk_of(manager).read() as work:
        stored = catalogue.find(work, item.id)
    assert (stored.department, stored.promised_days) == ("乙局", 9)


def test_the_centre_its_hours_and_settings_edited_at_two_desks(manager: Hands) -> None:
    with desk_of(manager).read() as work:
        was, week = centre.get(work), centre.opening_hours(work)
    shown = section(manager, CentreSection)
    meanwhile(manager, lambda work: centre.save(work, replace(was, name="甲中心", town="甲镇"), was))
    shown.form.lines["name"].setText("乙中心")
    shown.save()
    assert "甲中心" in told(manager) and "甲中心" in shown.form.fields["name"].problem
    assert QApplication.focusWidget() is shown.form.lines["name"]
    assert (shown.form.lines["name"].text(), shown.form.lines["town"].text()) == ("乙中心", "甲镇")
    shown.save()
    hours = section(manager, HoursSection)
    longer = [*week, centre.OpeningSpan(5, 540, 720)]
    meanwhile(manager, lambda work: centre.save_opening_hours(work, longer, week))
    hours.form.lines[6].setText("9:00-11:00")
    hours.save()
    sooner = [*longer, centre.OpeningSpan(6, 540, 660)]
    meanwhile(manager, lambda work: centre.save_opening_hours(work, [*sooner, centre.OpeningSpan(6, 700, 720)], sooner))
    hours.form.lines[6].setText("9:00-10:00")
    hours.save()
    assert [bool(field.problem) for field in hours.form.fields] == [False] * 6 + [True]
    assert QApplication.focusWidget() is hours.form.lines[6]
    hours.save()
    assert not any(field.problem for field in hours.form.fields)
    safety = section(manager, SafetySection)
    meanwhile(manager, lambda work: centre.save_setting(work, "idle_minutes", 3))
    safety.years.setValue(12)
    safety.save()
    with desk_of(manager).read() as work:
        assert (centre.get(work).name, centre.get(work).town) == ("乙中心", "甲镇")
        weekend = [(o.weekday, o.opens) for o in centre.opening_hours(work) if o.weekday > 4]
        assert weekend == [(5, 540), (6, 540)]
        assert (centre.setting(work, "idle_minutes"), centre.setting(work, "retention_years")) == (3, 12)


def test_a_contact_edited_at_two_desks(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        id = contacts.put(work, Contact(ContactCircle.HOSPITAL, "镇卫生院", "059587000120"))
        one = contacts.find(work, id)
    page = reach(manager, IncidentsTab).open(ContactsPage)
    assert isinstance(page, ContactsPage)

    def fill() -> None:
        form = dialog(RecordDialog)
        changed = replace(one, telephone="059587000121", person="张医生")
        meanwhile(manager, lambda work: contacts.put(work, changed, read=one))
        number, asked = form.editors["telephone"], form.editors["person"]
        assert isinstance(number, QLineEdit) and isinstance(asked, QLineEdit)
        number.setText("059587000122")
        form.ok.click()
        assert "059587000121" in form._rest.text()
        assert (number.text(), asked.text()) == ("059587000122", "张医生")
        form.ok.click()

    in_dialog(fill)
    page.list.table.selectRow(page.list.model.rows.index(one))
    page.edit_current()
    with desk_of(manager).read() as work:
        assert contacts.find(work, id).telephone == "059587000122"
        assert contacts.find(work, id).person == "张医生"


def test_an_asset_card_edited_at_two_desks(manager: Hands) -> None:
    with desk_of(manager).read() as work:
        card = queries.page(work, queries.AssetFilter(), limit=1)[0]
    window = CardWindow(desk_of(manager), manager.window, card.id)
    meanwhile(manager, lambda work: cards.correct(work, card.id, replace(card, name="甲", model="M1"), "写错", card))
    window.form.name.setText("乙")
    window.form.reason.setText("名称写错")
    assert not window.save()
    assert "资产名称" in window.form.rest.text() and "甲" in window.form.fields["name"].problem
    assert (window.form.name.text(), window.form.model.text()) == ("乙", "M1")
    assert window.form.reason.text() == "名称写错"
    assert window.save()
    with desk_of(manager).read() as work:
        stored = queries.find(work, card.id)
    assert (stored.name, stored.model) == ("乙", "M1")


def test_numbers_of_an_incident_that_nobody_touched_are_not_reported_again(clerk: Hands) -> None:
    with desk_of(clerk).write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
    recording = EntryDialogs(clerk.window, desk_of(clerk), id, lambda: None, lambda _words: None)

    def people() -> None:
        form = dialog(TextsDialog)
        meanwhile(clerk, lambda work: log.set_people(work, id, {"injured": 3}))
        form.lines["affected"].setText("20")
        form.ok.click()

    def place() -> None:
        form = dialog(ValuesDialog)
        meanwhile(clerk, lambda work: log.put_right(work, id, place="食堂后院", reason="走错了"))
        kind, reason = form.editors["kind"], form.editors["reason"]
        assert isinstance(kind, Combo) and isinstance(reason, QLineEdit)
        kind.choose(IncidentKind.GAS)
        reason.setText("是燃气")
        form.ok.click()

    in_dialog(people)
    recording.set_people()
    in_dialog(place)
    recording.put_right()
    with desk_of(clerk).read() as work:
        one = incidents.find(work, id)
    assert (one.affected, one.injured, one.kind, one.place) == (20, 3, IncidentKind.GAS, "食堂后院")
