from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread, QTimer
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
)
from pytestqt.qtbot import QtBot

from desk import app
from desk.books import cases
from desk.books.cases import CaseState
from desk.books.cases.case_queries import CaseFilter
from desk.core import identity
from desk.demo.tour import CTRL, Hands
from desk.reports import recovery_sheet
from desk.ui.cases.ledger import CaseLedgerPage
from desk.ui.cases.window import CaseWindow, MoveDialog
from desk.ui.figures.tab import FiguresTab
from desk.ui.residents.page import ResidentsPage
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.preview import Preview
from desk.ui.shell.tab import TAB_KEYS
from desk.ui.shell.window import Window
from tests.conftest import MORNING, PASSWORD
from tests.support.tabs import place_of, reach
from tests.support.visits_tab import newest, somebody, tab
from tests.ui.conftest import say_no, say_yes, signed_in

Key = Qt.Key


def test_sign_in_by_initials_with_the_keyboard_only(hands: Hands) -> None:
    hands.type("lxf")
    hands.press(Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    assert hands.window.desk is not None and hands.window.desk.actor.name == "林小芳"


def test_a_wrong_password_gets_words_and_the_book_stays_closed(hands: Hands) -> None:
    hands.window.sign_in.name.setText("林小芳")
    hands.window.sign_in.password.setText("wrong-password")
    hands.window.sign_in.try_it()
    assert hands.window.sign_in.fields["password"].problem == "姓名或密码有误，请重新输入。"
    assert hands.window.desk is None


def test_lock_hides_everything_and_the_half_typed_form_is_there_again(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type("zhangs")
    clerk.press(Key.Key_L, CTRL)
    assert not clerk.window.working
    clerk.type(PASSWORD)
    clerk.press(Key.Key_Return)
    assert clerk.window.working and tab(clerk).form.person.finder.text() == "zhangs"


def test_hand_over_gives_each_clerk_their_own_draft(clerk: Hands) -> None:
    clerk.press(Key.Key_F2)
    clerk.type("zhangs")
    clerk.press(Key.Key_H, CTRL)
    clerk.type("hzq")
    clerk.press(Key.Key_Return)
    clerk.type(PASSWORD)
    clerk.press(Key.Key_Return)
    assert clerk.window.desk is not None and clerk.window.desk.actor.name == "黄志强"
    assert tab(clerk).form.person.finder.text() == ""
    clerk.window.hand_over()
    signed_in(clerk, "林小芳")
    assert tab(clerk).form.person.finder.text() == "zhangs"


def test_the_window_locks_itself_when_nobody_is_there(clerk: Hands) -> None:
    window = clerk.window
    for _check in range(10 * 60 // 5 - 1):
        window._check_idle()
    assert window.working
    QTest.keyClick(window.windowHandle(), Key.Key_F3)
    window._check_idle()
    assert window.working
    for _check in range(10 * 60 // 5):
        window._check_idle()
    assert not window.working


def test_what_a_role_may_not_do_is_not_there(hands: Hands) -> None:
    shown = {}
    for name in ("林小芳", "陈主任", "管理员"):
        signed_in(hands, name)
        assert hands.window.work is not None
        settings, reports = hands.window.work.page(place_of("settings")), hands.window.work.page(place_of("figures"))
        assert isinstance(settings, SettingsTab) and isinstance(reports, FiguresTab)
        shown[name] = {settings.list.item(i).text() for i in range(settings.list.count())}
        hands.window.go_to(place_of("figures"))
        offered = {command.purpose for command in reports.tools.own_commands}
        assert ("Details unmasked" in offered) == (name == "管理员")
        hands.window.hand_over()
    assert shown["林小芳"] == {"我的密码", "显示", "打印机与纸张", "本机窗口与叫号", "备份与检查", "关于"}
    assert shown["陈主任"] - shown["林小芳"] == {"服务事项", "导入"}
    assert {"人员", "中心信息", "节假日", "安全与保存期限"} <= shown["管理员"] - shown["陈主任"]


def test_a_window_closed_at_once_begins_no_backup_behind_itself(clerk: Hands) -> None:
    """The day's backup begins a moment after sign-in; by then the window may be gone, and its thread would die with
    it.
    """
    from desk import app

    assert clerk.window.desk is not None
    for kept in (clerk.window.desk.folder / "backups").glob("*"):
        kept.unlink()
    clerk.window.hide()
    app.daily_backup(clerk.window)
    assert clerk.window.findChildren(QThread) == []


def test_while_a_window_closes_no_second_backup_begins(clerk: Hands) -> None:
    """The day's backup is due while the closing one is being written: one thread, which is waited for."""
    from desk import app

    window = clerk.window
    assert window.desk is not None
    for kept in (window.desk.folder / "backups").glob("*"):
        kept.unlink()
    threads: list[int] = []
    QTimer.singleShot(0, lambda: (app.daily_backup(window), threads.append(len(window.findChildren(QThread)))))
    window.close()
    assert threads == [1]


def test_no_page_throws_a_window_of_its_own_on_the_screen(manager: Hands) -> None:
    """A part shown before it has its place is a window for a moment, and takes the keyboard away."""
    window = manager.window
    assert window.work is not None
    for place in range(window.work.tabs.count()):
        window.go_to(place)
        tab = window.work.page(place)
        for n in range(len(getattr(tab, "pages", ()))):
            tab.show_page(n)
        QTest.qWait(20)
        assert QApplication.activeWindow() is window, place


def test_the_case_list_filters_while_typing_sorts_by_header_and_reads_page_by_page(clerk: Hands, qtbot: QtBot) -> None:
    page = reach(clerk, CaseLedgerPage)
    page.show_filter(CaseFilter())
    assert len(page.list.model.rows) == 100
    page.list.model.fetchMore(page.list.table.rootIndex())
    numbers = [line.number for line in page.list.model.rows]
    assert len(numbers) == 200 and numbers == sorted(numbers, reverse=True)
    page._sort(0)
    assert page.list.model.rows[0].number < numbers[-1]
    for section, column in enumerate(page.list.model.columns):
        if column.order not in ("", "day"):
            page._sort(section)
            first = [
                getattr(
                    line,
                    {"due": "due_on", "service_id": "service", "staff_id": "staff"}.get(column.order, column.order),
                )
                for line in page.list.model.rows
            ]
            changes = sum(one != other for one, other in pairwise(first))
            assert changes == len(set(first)) - 1, column.name
    page.text.setFocus()
    clerk.type("yangl")
    page.search()
    assert all("养老" in line.service for line in page.list.model.rows)
    clerk.press(Key.Key_Escape)
    assert page.text.text() == ""


def test_a_case_goes_on_from_its_window(clerk: Hands) -> None:
    desk = clerk.window.desk
    assert desk is not None
    clerk.press(Key.Key_F2)
    clerk.type(somebody(clerk).id_number[-6:])
    clerk.press(Key.Key_Return)
    clerk.type("高龄津贴")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    line = newest(clerk)[0]
    shown = CaseWindow(desk, line.id, clerk.window)
    dialog = MoveDialog(shown, desk, shown.case, shown._item, CaseState.NOT_APPROVED)
    dialog.ok.click()
    assert dialog.fields["remark"].problem == "请填写原因。" and dialog.result() == 0
    dialog.remark.setText("不符合条件")
    dialog.ok.click()
    shown.load()
    assert shown.case.state is CaseState.NOT_APPROVED
    assert "不予批准" in shown.heading.text() and "不符合条件" in shown.story.item(shown.story.count() - 1).text()
    with desk.read() as work:
        assert cases.find(work, line.id).state is CaseState.NOT_APPROVED
    shown.close()


def test_two_records_are_joined_by_a_leader_who_was_asked_first(hands: Hands) -> None:
    signed_in(hands, "陈主任")
    desk = hands.window.desk
    assert desk is not None
    person = somebody(hands)
    from desk.books import residents
    from desk.books.residents import ResidentDetails

    with desk.write() as work:
        other = residents.add(work, ResidentDetails(person.name, telephone="13911112222"))
    page = reach(hands, ResidentsPage)
    page.open(person.id)
    asked: list[str] = []
    say_no(asked)
    page.merge(page._others("1111")[0].value)
    with desk.read() as work:
        assert residents.find(work, other.id).telephone and len(residents.search(work, "13911112222")) == 1
    say_yes(asked)
    page.merge(page._others("1111")[0].value)
    assert len(asked) == 2 and identity.mask_name(person.name) in asked[0]
    with desk.read() as work:
        assert [hit.id for hit in residents.search(work, person.name) if hit.id in (person.id, other.id)] == [person.id]


def test_no_printer_gets_words_and_the_paper_can_be_saved(clerk: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    preview = Preview(recovery_sheet.sheet("中心", "管理员", "AAAA", MORNING), "恢复密钥单", clerk.window)
    assert len(preview.pages) == 1 and preview.pages.image(0, 96).width() > 500
    preview.print()
    assert "没有打印机" in preview.problem.text()
    preview.close()


def test_a_second_start_finds_the_first_window(window: Window, book: Path, qtbot: QtBot) -> None:
    name = app.server_name(book)
    assert not app.raise_running(name)
    server = app.listen(name, window)
    window.hide()
    code = (
        "import sys; from desk import app; from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]); "
        f"sys.exit(not app.raise_running({name!r}))"
    )
    second = subprocess.Popen([sys.executable, "-c", code])
    qtbot.waitUntil(window.isVisible, timeout=20_000)
    assert second.wait() == 0
    server.close()


TYPING = """
import os, signal, sys
from desk import app
from desk.demo import tour
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
folder, password = sys.argv[1:]
from itertools import pairwise
from pathlib import Path
application = app.application(Path(folder))
window = app.make_window(Path(folder), "林小芳")
window.show(); window.activateWindow(); QTest.qWaitForWindowActive(window)
window.sign_in.password.setText(password); window.sign_in.try_it()
hands = tour.Hands(window, Path(folder))
hands.press(Qt.Key.Key_F2); hands.type("欧阳晓燕 13900001234"); hands.press(Qt.Key.Key_Return)
window.work.page(0).page.form.person.details.group.setFocus(); hands.type("三组")
form = window.work.page(0).page.form
while form._draft_timer.isActive():
    QTest.qWait(10)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no kill -9")
def test_a_draft_survives_kill_9(book: Path, window: Window, hands: Hands) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    killed = subprocess.run([sys.executable, "-c", TYPING, str(book), PASSWORD], env=environment, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    signed_in(hands, "林小芳")
    details = tab(hands).form.person.details.details()
    assert (details.name, details.telephone, details.village_group) == ("欧阳晓燕", "13900001234", "三组")
    assert hands.window.work is not None and "恢复" in hands.window.work.toasts.newest


def test_closing_makes_a_backup(clerk: Hands, book: Path) -> None:
    clerk.window.close()
    assert list((book / "backups").glob("*.deskbackup"))


def test_a_clock_set_back_is_pointed_out(hands: Hands, book: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from desk.core.clock import Clock
    from desk.services.sign_in import sign_in

    ahead = sign_in(book, "管理员", PASSWORD, Clock(lambda: datetime.now(UTC) + timedelta(days=3)))
    ahead.close()
    say_yes(asked := list[str]())
    signed_in(hands, "林小芳")
    assert "请核对日期和时间" in asked[0]
    assert hands.window.work is not None and not hands.window.work.toasts.standing, "what was confirmed stays answered"


def test_calls_of_the_window_library_lose_no_references(dressed: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 lost one reference to None a call, and a day's work took the program down."""
    text = QLabel()
    before = sys.getrefcount(None)
    for _call in range(1000):
        text.setText("")
    assert sys.getrefcount(None) > before - 500


def test_no_drawing_library_is_loaded_before_a_paper_is_asked_for() -> None:
    """What papers need takes most of a second to load; the window stands without it."""
    heavy = "('reportlab', 'openpyxl', 'xlsxwriter', 'pypdfium2', 'segno', 'ortools', 'PySide6.QtPrintSupport')"
    code = (
        "import sys, desk.app; from desk.ui.shell import loading; loading.load_ahead(); loading.load_tabs(); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_visit_to_a_tab_by_its_key_leaves_no_typing_lost(manager: Hands) -> None:
    """The focus is on something that takes keys, not on the empty place of the tab."""
    work = manager.window.work
    assert work is not None
    for place in range(work.tabs.count()):
        manager.press(Qt.Key(ord(TAB_KEYS[place])), CTRL)
        focus = QApplication.focusWidget()
        assert focus is not None and work.current.isAncestorOf(focus), place
        assert focus.focusPolicy() != Qt.FocusPolicy.NoFocus, place


@pytest.mark.parametrize(("tab", "page"), [(1, 0), (3, 0), (4, 0), (1, 2), (3, 2), (4, 3), (0, 2), (0, 1), (7, 0)])
def test_the_keys_of_tabs_and_pages_lead_to_where_one_works(manager: Hands, tab: int, page: int, qtbot: QtBot) -> None:
    """Not to a button above it: what F1 names works at once."""
    work = manager.window.work
    assert work is not None
    manager.press(Qt.Key(ord(TAB_KEYS[tab])), CTRL)
    if page:
        manager.press(getattr(Qt.Key, f"Key_{page + 1}"), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not isinstance(QApplication.focusWidget(), QAbstractButton))
    focus = QApplication.focusWidget()
    assert focus is not None and work.current.isAncestorOf(focus)
