"""A typhoon night and a fire drill, from the first key to the reviewed and proven paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.books.incidents import chain, checklist, drills, queries, reporting, review, verifier
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.drills import Drill
from desk.books.incidents.model import IncidentKind, IncidentLevel, IncidentState
from desk.core.clock import local
from desk.demo.tour import Hands
from desk.reports.incidents import incident_json, incident_pdf
from desk.services import data_check
from desk.ui.incidents.drills import DrillsPage
from desk.ui.incidents.start import StartIncident
from desk.ui.incidents.window import IncidentWindow
from desk.ui.roster.handover import HandoverPage
from tests.conftest import PASSWORD
from tests.support.assets_tab import once_open
from tests.support.form_answers import texts, values
from tests.support.incidents_tab import page_of
from tests.support.pdf_text import words_of
from tests.support.roster_tab import in_dialog
from tests.support.roster_tab import page_of as roster_page
from tests.support.tabs import desk_of
from tests.ui.conftest import signed_in


class Keys:
    """Every key pressed on the way, apart from the words that are typed."""

    def __init__(self) -> None:
        self.pressed = 0

    def __call__(self, target: object, key: object) -> None:
        self.pressed += 1
        QTest.keyClick(target, key)  # type: ignore[call-overload]


def opened(id: int, hands: Hands, act: Callable[[IncidentWindow], None]) -> None:
    """Look into the log of an incident again, and close it."""
    done: list[bool] = []

    def look(window: IncidentWindow) -> None:
        act(window)
        done.append(True)
        window.done(0)

    assert hands.window.work is not None
    once_open(IncidentWindow, look)
    hands.window.work.incidents.open_incident(id)
    assert done


def write(window: IncidentWindow, words: str, press: Callable[[object, object], None] = QTest.keyClick) -> None:
    window.line.setText(words)
    press(window.line, Qt.Key.Key_Return)
    assert window.problem.isHidden(), window.problem.text()


def test_a_typhoon_night(clerk: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    """Warning, evacuation, injuries, level raised, reports, hand-over at the change of shift, end, review; then the
    paper.
    """
    press, ids = Keys(), []
    clerk.window.watch(clerk.window.windowHandle())

    def start(asked: StartIncident) -> None:
        once_open(IncidentWindow, first_hour)
        press(asked, "1")
        press(asked, "8")

    def first_hour(window: IncidentWindow) -> None:
        write(window, "收到台风橙色预警，风力十级", press)
        assert press.pressed == 4, "F12, what, where, Enter: all there is to press before the first entry stands"
        ids.append(window.id)
        write(window, "#1 已报陈主任")
        write(window, "#2")
        in_dialog(lambda: texts(affected="36", text="低洼处住户转移到多功能厅"))
        window.recording.set_people()
        in_dialog(lambda: values(level=IncidentLevel.FOUR, reason="已转移群众"))
        window.recording.set_level()
        in_dialog(lambda: values(to="镇应急办"))
        window.recording.report()
        write(window, "一名老人转移时滑倒，手腕擦伤")
        in_dialog(lambda: texts(injured="1", text="已包扎，不需送医"))
        window.recording.set_people()
        in_dialog(lambda: values(level=IncidentLevel.THREE, reason="有人受伤，雨势加大"))
        window.recording.set_level()
        assert "续报" in window.head.deadlines and "书面首报" in window.head.deadlines
        window.done(0)
        ended.append(True)

    ended: list[bool] = []
    once_open(StartIncident, start)
    press(clerk.window.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    (id,) = ids
    _change_the_shift(clerk)
    signed_in(clerk, "黄志强")
    opened(id, clerk, _second_half)
    signed_in(clerk, "陈主任")
    tomorrow = (desk_of(clerk).clock.today() + timedelta(days=30)).isoformat()

    def learn(window: IncidentWindow) -> None:
        in_dialog(lambda: values(well="转移及时", badly="雨衣不够", decided=f"添置雨衣二十件 | 林小芳 | {tomorrow}"))
        window.recording.review()
        assert window.head.state.text() == "已复盘"

    opened(id, clerk, learn)
    _prove(clerk, id, tmp_path)


def _change_the_shift(clerk: Hands) -> None:
    page = roster_page(clerk, HandoverPage)
    assert "台风" in page.going_on.text()
    page.items.setText("钥匙 2 把")
    page.to.choose("黄志强")
    page.password.setText(PASSWORD)
    page.sign()
    assert page.problem.text() == ""
    clerk.window.lock()


def _second_half(window: IncidentWindow) -> None:
    """The next shift goes on with the same log."""
    assert window.list.model.rows[-1].text.startswith("交接班：林小芳 → 黄志强")
    in_dialog(lambda: values(way=reporting.ReportChannel.PLATFORM))
    window.recording.report()
    write(window, "风雨减弱，群众陆续返家")
    in_dialog(lambda: values(state=IncidentState.CONTROLLED, reason="预警解除"))
    window.recording.set_state()
    in_dialog(lambda: values(state=IncidentState.CLOSED, reason="全部群众安全返家", strike="本次没有发生"))
    window.recording.set_state()
    in_dialog(lambda: values(way=reporting.ReportChannel.WRITTEN))
    window.recording.report()
    assert window.head.deadlines.count("已报") == 3, window.head.deadlines


def _prove(clerk: Hands, id: int, folder: Path) -> None:
    """Paper and export say the same, and hold."""
    desk = desk_of(clerk)
    with desk.read() as work:
        entries, head = queries.entries(work, id), chain.head(work, id)
        told = words_of(incident_pdf.pdf(work, id, desk.files))
        exported = json.loads(incident_json.json_file(work, id))
        assert [one.text for one in review.still_due(work)].count("添置雨衣二十件") == 1
    assert verifier.first_fault(exported) == "" and exported["head"] == head and head in told
    for words in (
        "台风橙色预警",
        "交接班：林小芳→黄志强",
        "一名老人转移时滑倒",
        "未定级→一般（Ⅳ级）",
        "全部群众安全返家",
        "添置雨衣二十件",
        "首报",
        "终报",
    ):
        assert words.replace(" ", "") in told.replace(" ", ""), words
    assert {entry.author for entry in entries} == {"林小芳", "黄志强", "陈主任"}
    assert data_check.problems(desk) == []


def test_a_fire_drill_is_planned_held_timed_and_mended(manager: Hands) -> None:
    """The year's plan, the same window marked as a drill, its steps timed, what was wrong and who mends it."""
    desk = desk_of(manager)
    with desk.write() as work:
        planned = drills.plan(work, Drill(IncidentKind.EARTHQUAKE, work.today, "儿童课堂", "老师二人、儿童二十人"))
    page = page_of(manager, DrillsPage)
    assert isinstance(page, DrillsPage)
    page.list.table.selectRow(next(n for n, one in enumerate(page.list.model.rows) if one.id == planned))
    held: list[int] = []

    def rehearse(window: IncidentWindow) -> None:
        held.append(window.id)
        assert window.head.drill.text() == "演练"
        table = window.checklist.list.table
        table.setFocus()
        for _step in range(4):
            QTest.keyClick(table, Qt.Key.Key_Return)
        in_dialog(lambda: values(state=IncidentState.CLOSED, reason="二十二人全部撤出", strike="演练到清点人数为止"))
        window.recording.set_state()
        due = (desk.clock.today() + timedelta(days=20)).isoformat()
        in_dialog(lambda: values(well="护头动作整齐", badly="后门堆物", decided=f"清空后门 | 物业 | {due}"))
        window.recording.review()
        window.done(0)

    once_open(IncidentWindow, rehearse)
    page.open_current()
    with desk.read() as work:
        found = checklist.checklist(queries.entries(work, held[0]))
        assert [one.mark for one in found[:5]] == [StepMark.DONE] * 4 + [StepMark.STRUCK]
        assert all(one.took is not None for one in found[:4])
        told = words_of(incident_pdf.pdf(work, held[0], desk.files)).replace(" ", "")
        earthquake = next(one for one in drills.yearly(work) if one.kind is IncidentKind.EARTHQUAKE)
        assert earthquake.last_on == local(desk.clock.now()).date() and not earthquake.is_overdue(work.today)
        assert queries.ongoing(work) == 0
    for words in ("应急演练报告", "老师二人、儿童二十人", "共8步，完成4步", "后门堆物", "清空后门", "物业"):
        assert words in told, words
    assert data_check.problems(desk) == []
