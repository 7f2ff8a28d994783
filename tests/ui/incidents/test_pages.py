"""The pages beside the log: what is to be done, plans, contacts, drills; and the bar that points at them."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.books.incidents import contacts, drills, log, plans, reporting, review
from desk.books.incidents.drills import Drill
from desk.books.incidents.model import IncidentKind, IncidentLevel
from desk.core.tone import Tone
from desk.demo.tour import Hands
from desk.ui.incidents.attention import AttentionPage
from desk.ui.incidents.contacts import ContactsPage
from desk.ui.incidents.drills import DrillsPage
from desk.ui.incidents.plans import PlanForm, PlansPage, PlanVersions
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.incidents.window import IncidentWindow
from desk.ui.roster.handover import HandoverPage
from desk.ui.shell.preview import Preview
from desk.ui.widgets.form_dialog import TextsDialog, ValuesDialog
from desk.ui.widgets.key_cap import CapButton
from tests.support.assets_tab import once_open
from tests.support.figures_tab import wait_for_figures
from tests.support.form_answers import texts, values
from tests.support.incidents_tab import page_of
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, due, go_to_due, place_of, told
from tests.ui.conftest import say_yes


def test_what_is_to_be_done_is_listed_and_measures_are_taken(manager: Hands) -> None:
    page = page_of(manager, AttentionPage)
    assert isinstance(page, AttentionPage)
    rows = page.list.model.rows
    measure = next(row for row in rows if row.measure)
    assert {"演练：突发疾病", "核对电话"} <= {row.what for row in rows}
    for what, kind in (("演练：突发疾病", DrillsPage), ("核对电话", ContactsPage)):
        page.open_one(next(row for row in rows if row.what == what))
        assert manager.window.work is not None and isinstance(manager.window.work.incidents.page, kind)
    page_of(manager, AttentionPage)
    in_dialog(lambda: texts(words="已落实"))
    page.open_one(measure)
    assert told(manager) == "已记入处置记录。"
    with desk_of(manager).read() as work:
        assert len(review.still_due(work)) == len([row for row in rows if row.measure]) - 1
    assert manager.window.work is not None
    bar = manager.window.work.bar
    before = due(manager)["to_do"].text
    bar.refresh()
    assert due(manager)["to_do"].text == before and "核对" in due(manager)["to_do"].details


def test_a_report_that_is_due_stands_on_the_bar_and_opens_its_list(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        reporting.save_rule(work, reporting.ReportRule(IncidentLevel.UNSET, 20, 0, 0, 0, "镇应急办"))
        log.open_incident(work, IncidentKind.FIRE, "厨房")
        late = work.now - timedelta(hours=1)
        log.open_incident(work, IncidentKind.LIFT, "东楼梯", heard_at=late)
    assert manager.window.work is not None
    bar = manager.window.work.bar
    bar.refresh()
    assert due(manager)["reports"].text == "报送超时 1" and due(manager)["reports"].tone is Tone.OVERDUE
    go_to_due(manager, "reports")
    tab = manager.window.work.current
    assert isinstance(tab, IncidentsTab) and isinstance(tab.page, AttentionPage)
    first, second = tab.page.list.model.rows[:2]
    assert first.what == "电话首报" and "电梯困人" in first.about and "火灾" in second.about
    seen: list[str] = []
    once_open(IncidentWindow, lambda window: (seen.append(window.head.title.text()), window.done(0)))
    tab.page.open_one(first)
    assert "电梯困人" in seen[0]


def test_the_table_of_deadlines_is_the_managers(manager: Hands) -> None:
    page = page_of(manager, AttentionPage)
    assert isinstance(page, AttentionPage)
    page.rules.table.selectRow(4)

    def fill() -> None:
        form = dialog(ValuesDialog)
        form.editors["phone_minutes"].setText("五")  # type: ignore[attr-defined]
        form.ok.click()
        assert form.fields["phone_minutes"].problem == "“五”不是整数。"
        values(phone_minutes="5", recipient="区应急局")

    in_dialog(fill)
    page.act("F4")
    assert (page.rules.model.rows[4].phone_minutes, page.rules.model.rows[4].recipient) == (5, "区应急局")


def test_a_clerk_sees_the_pages_and_changes_nothing_but_checks(clerk: Hands) -> None:
    page = page_of(clerk, AttentionPage)
    assert isinstance(page, AttentionPage) and page.edit.isHidden()
    page.act("F4")
    numbers = page_of(clerk, ContactsPage)
    assert isinstance(numbers, ContactsPage)
    numbers.new()
    numbers.list.table.selectRow(0)
    numbers.act("F4")
    assert told(clerk) == "“镇卫生院急诊”今天已核对。"
    with desk_of(clerk).read() as work:
        assert contacts.due(work) == 3 + len(contacts.LOCAL)
    shown = page_of(clerk, PlansPage)
    assert isinstance(shown, PlansPage)
    shown.edit_current()


def test_contacts_are_entered_changed_and_printed(manager: Hands) -> None:
    page = page_of(manager, ContactsPage)
    assert isinstance(page, ContactsPage)

    def wrong_then_right() -> None:
        values(name="镇卫生所", telephone="八个八")
        form = dialog(ValuesDialog)
        assert form.fields["telephone"].problem.startswith("手机号11位；座机")
        values(telephone="0595-87000888")

    in_dialog(wrong_then_right)
    page.act("F2")
    added = next(one for one in page.list.model.rows if one.name == "镇卫生所")
    in_dialog(lambda: values(person="王医生"))
    page.list.table.selectRow(page.list.model.rows.index(added))
    page.edit_current()
    assert any(one.person == "王医生" for one in page.list.model.rows)
    page.list.table.selectRow(page.list.model.rows.index(next(o for o in page.list.model.rows if o.id == added.id)))
    say_yes([])
    page.remove()
    assert all(one.id != added.id for one in page.list.model.rows)
    in_dialog(lambda: dialog(Preview).reject())
    page.act("Ctrl+P")


def test_a_plan_gets_its_next_version_and_keeps_what_was_typed(manager: Hands) -> None:
    page = page_of(manager, PlansPage)
    assert isinstance(page, PlansPage)
    page.list.table.selectRow(list(IncidentKind).index(IncidentKind.FIRE))
    assert "火灾应急预案　范本" in page.title.text() and "干粉灭火器" in page.shown.text()

    def fill() -> None:
        values(steps="喊人 | 发现人 | 一")
        form = dialog(PlanForm)
        calls = form.fields["calls"].editor
        assert isinstance(calls, QLineEdit) and calls.text() and calls.cursorPosition() == 0, "it begins in sight"
        assert form.fields["steps"].problem == "第1行：“一”不是分钟数。"
        values(steps="喊人 | 发现人 | 1\n关阀", calls="119、隔壁")
        assert "“隔壁”不是电话号码" in form.fields["calls"].problem
        values(calls="119、后勤", note="精简", materials="灭火器，水桶")

    in_dialog(fill)
    page.edit_current()
    assert told(manager) == "“火灾应急预案”第1版已启用。"
    plan = page.list.current()
    assert plan is not None and (plan.version, plan.calls, plan.materials) == (
        1,
        ("119", "property"),
        ("灭火器", "水桶"),
    )
    in_dialog(lambda: texts(reason="改由物业编写"))
    page.withdraw()
    page.withdraw()
    assert told(manager) == "“火灾应急预案”已经停用。"
    page.act("Ctrl+P")
    assert told(manager) == "这份预案已停用，不再上墙。"
    page.restore()
    assert told(manager) == "“火灾应急预案”已恢复启用。"
    in_dialog(lambda: dialog(Preview).reject())
    page.act("Ctrl+P")


def test_a_version_in_use_is_not_deleted(manager: Hands) -> None:
    with desk_of(manager).write() as work:
        plans.put(work, plans.samples()[IncidentKind.GAS])
        log.open_incident(work, IncidentKind.GAS, "厨房")
    page = page_of(manager, PlansPage)
    assert isinstance(page, PlansPage)
    page.list.table.selectRow(list(IncidentKind).index(IncidentKind.GAS))

    def look() -> None:
        shown = dialog(PlanVersions)
        say_yes([])
        shown.remove()
        assert "不能删除，可以停用" in shown.problem.text() and len(shown.list.model.rows) == 1
        with desk_of(manager).write() as work:
            plans.put(work, plans.samples()[IncidentKind.GAS])
        shown.load()
        say_yes([])
        shown.remove()
        assert shown.problem.text() == "" and [plan.version for plan in shown.list.model.rows] == [1]
        shown.accept()

    in_dialog(look)
    page.act("F4")


def test_a_drill_is_planned_moved_held_and_the_year_printed(manager: Hands) -> None:
    page = page_of(manager, DrillsPage)
    assert isinstance(page, DrillsPage)
    today = desk_of(manager).clock.today()
    in_dialog(lambda: values(kind=IncidentKind.GAS, planned_on=today.isoformat(), place="厨房", participants="全体"))
    page.act("F2")
    mine = next(one for one in page.list.model.rows if one.kind is IncidentKind.GAS)
    page.list.table.selectRow(page.list.model.rows.index(mine))
    in_dialog(lambda: values(place="长者食堂"))
    page.act("F4")
    seen: list[str] = []
    once_open(
        IncidentWindow,
        lambda window: (seen.extend((window.head.drill.text(), window.head.title.text())), window.done(0)),
    )
    page.open_current()
    assert seen == ["演练", "燃气泄漏 · 长者食堂"]
    held = next(one for one in page.list.model.rows if one.kind is IncidentKind.GAS)
    assert held.number and held.standing(today).label == "已演练"
    with desk_of(manager).write() as work:
        late = drills.plan(work, Drill(IncidentKind.FIRE, today, "大厅"))
    page.load()
    changing = [each for each in page.findChildren(CapButton) if each.text() in ("取消演练…", "调整…")]
    assert len(changing) == 2
    page.list.table.selectRow(page.list.model.rows.index(held))
    assert not any(each.isEnabled() for each in changing), "what was held is moved and cancelled no more"
    page.list.table.selectRow(next(n for n, one in enumerate(page.list.model.rows) if one.id == late))
    assert all(each.isEnabled() for each in changing)
    in_dialog(lambda: texts(reason="台风"))
    page.cancel()
    dropped = next(one for one in page.list.model.rows if one.id == late)
    page.open_one(dropped)
    assert dropped.cancelled == "台风" and told(manager) == "这次演练已取消：台风"
    in_dialog(lambda: dialog(Preview).reject())
    page.act("Ctrl+P")


def test_the_year_of_the_drills_is_turned_and_typed_as_a_month_is(manager: Hands) -> None:
    page = page_of(manager, DrillsPage)
    assert isinstance(page, DrillsPage)
    this_year = desk_of(manager).clock.today().year
    line = page.shown.line
    line.setFocus()
    assert line.text() == f"{this_year}年" and page.list.model.rows
    manager.press(Qt.Key.Key_Up)
    assert line.text() == f"{this_year - 1}年" and not page.list.model.rows
    page.shown.later.click()
    assert line.text() == f"{this_year}年" and page.list.model.rows
    line.selectAll()
    manager.type("去年")
    manager.press(Qt.Key.Key_Return)
    assert page.year == this_year - 1 and not page.list.model.rows
    line.selectAll()
    manager.type("冬天")
    manager.press(Qt.Key.Key_Return)
    assert "冬天" in told(manager) and page.year == this_year - 1, "what is no year changes nothing"


def test_a_kind_that_nobody_planned_a_drill_of_says_so(manager: Hands) -> None:
    page = page_of(manager, DrillsPage)
    assert isinstance(page, DrillsPage)
    rows = page.kinds.model.rows
    words = [page.kinds.model.columns[3].says(row) for row in rows]
    assert words == [f"{row.next_on}" if row.next_on else "未安排" for row in rows] and "未安排" in words


def test_what_goes_on_is_shown_when_the_shift_is_handed_over(clerk: Hands) -> None:
    from desk.ui.roster.tab import RosterTab

    with desk_of(clerk).write() as work:
        log.open_incident(work, IncidentKind.FIRE, "长者食堂")
    clerk.window.go_to(place_of("roster"))
    assert clerk.window.work is not None
    tab = clerk.window.work.current
    assert isinstance(tab, RosterTab)
    page = tab.open(HandoverPage)
    assert isinstance(page, HandoverPage)
    assert "火灾，长者食堂（已接报）" in page.going_on.text() and not page.going_on.isHidden()


def test_keys_of_the_pages_are_told(manager: Hands) -> None:
    for kind in (AttentionPage, PlansPage, ContactsPage, DrillsPage):
        page = page_of(manager, kind)
        assert page.commands and page.act("F3") and not page.act("F9")


def test_a_reason_is_asked_for_with_words(manager: Hands) -> None:
    page = page_of(manager, PlansPage)
    assert isinstance(page, PlansPage)

    def fill() -> None:
        form = dialog(TextsDialog)
        form.ok.click()
        assert form.fields["reason"].problem == "请填写停用原因。"
        form.reject()

    in_dialog(fill)
    page.withdraw()


def test_the_months_figures_tell_of_the_other_books_and_open_them(manager: Hands, qtbot: QtBot) -> None:
    from desk.ui.activities.tab import ActivitiesTab
    from desk.ui.assets.tab import AssetsTab
    from desk.ui.figures.pages import OverviewPage
    from desk.ui.figures.tab import FiguresTab
    from desk.ui.roster.tab import RosterTab

    with desk_of(manager).write() as work:
        log.open_incident(work, IncidentKind.FIRE, "厨房")
    manager.window.go_to(place_of("figures"))
    assert manager.window.work is not None
    tab = manager.window.work.current
    assert isinstance(tab, FiguresTab)
    page = wait_for_figures(tab, qtbot)
    assert isinstance(page, OverviewPage)
    assert page.others.count() == 20 and not page.others_panel.isHidden(), "the month is shown at once"
    tab.tools.kind.choose("day")
    qtbot.waitUntil(lambda: page.others.count() == 0, timeout=20_000)
    assert page.others_panel.isHidden()
    tab.tools.kind.choose("month")
    qtbot.waitUntil(lambda: page.others.count() == 20, timeout=20_000)
    said = [page.others.itemAtPosition(row, 1).widget().text() for row in range(4)]
    assert said[0].startswith("计划") and said[2].startswith("期初") and "事故灾难 1" in said[3]
    first = tab.tools.dates()[0]
    for row, kind in enumerate((ActivitiesTab, RosterTab, AssetsTab, IncidentsTab)):
        manager.window.go_to(place_of("figures"))
        qtbot.waitUntil(lambda: page.others.count() == 20, timeout=20_000)
        page.others.itemAtPosition(row, 0).widget().click()
        assert isinstance(manager.window.work.current, kind)
    incidents = manager.window.work.current
    assert isinstance(incidents, IncidentsTab) and incidents.log_page.span.span[0] == first
