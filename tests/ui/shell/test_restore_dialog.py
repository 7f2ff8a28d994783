"""A book that does not open: the sign-in page and the first start offer the newest good backups, and bring one back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from desk import app
from desk.books.centre import Centre
from desk.core.errors import Refused
from desk.demo.tour import Hands
from desk.models.cases import cases
from desk.models.residents import residents
from desk.services import backups, data_check, restore
from desk.services.new_data_file import create
from desk.services.restore import BackupProof
from desk.services.sign_in import sign_in
from desk.storage import contents
from desk.storage.keys import BEFORE
from desk.storage.keys import FILE as KEYS
from desk.storage.store import FILE
from desk.ui.settings.backup import BackupSection
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell import backup_words
from desk.ui.shell.restore_dialog import BringBack
from tests.conftest import CHEAP, PASSWORD
from tests.support.restore_dialog import backed_up, bring_back, in_the_dialog
from tests.support.settings_tab import section
from tests.support.tabs import desk_of, due, go_to_due, told
from tests.ui.conftest import answer_when_asked, jobs_rest

BOTH = (residents, cases)


def what_is_in(hands: Hands) -> str:
    """How the list tells what a backup holds, counted in the book itself."""
    with desk_of(hands).read() as work:
        found = [work.connection.execute(select(func.count()).select_from(each)).scalar_one() for each in BOTH]
    return "居民{}人，办件{}件".format(*found)


def cells(shown: BackupSection, row: int) -> list[str]:
    model = shown.list.model
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def test_a_damaged_book_is_brought_back_from_the_sign_in_page(hands: Hands, book: Path) -> None:
    made = backed_up(book)
    content = (book / FILE).read_bytes()
    (book / FILE).write_bytes(content[:200_000])
    page = hands.window.sign_in
    page.name.setText("管理员")
    page.password.setText(PASSWORD)
    assert not page.rescue.isVisible()
    page.try_it()
    assert "已损坏" in page.fields["password"].problem and page.rescue.isVisible()
    assert page.rescue.hasFocus() and not page.forgot.isVisible()
    told = page.backups.text()
    assert all(words in told for words in ("今天，自动备份", "居民200人", " MB", "以后登记的内容会丢失", "最后写入于"))
    seen: list[str] = []
    in_the_dialog(lambda asked: (asked.file == made or asked.reject(), bring_back(asked, seen)))
    QTest.keyClick(page.rescue, Qt.Key.Key_Return)
    assert all(words in seen[0] for words in ("这份备份完好", "居民200人", "替换现有数据", "replaced-", "需要补录"))
    assert not page.rescue.isVisible() and "备份已恢复" in page.about.text()
    page.password.setText(PASSWORD)
    page.try_it()
    assert hands.window.working and hands.window.desk is not None
    assert data_check.problems(hands.window.desk) == []
    [kept] = book.glob("replaced-*")
    assert (kept / FILE).read_bytes() == content[:200_000]


def test_a_book_without_its_keys_is_never_set_up_anew(book: Path, dressed: QApplication) -> None:
    made = backed_up(book)
    for name in (KEYS, BEFORE):
        (book / name).unlink()
    before = (book / FILE).read_bytes()
    in_the_dialog(lambda asked: asked.reject())
    assert not app.has_book(book) and (book / FILE).read_bytes() == before
    seen: list[str] = []

    def act(asked: BringBack) -> None:
        assert asked.file == made
        bring_back(asked, seen)

    in_the_dialog(act)
    assert app.has_book(book) and len(seen) == 1
    sign_in(book, "管理员", PASSWORD).close()


def test_an_empty_book_is_told_at_the_start(book: Path, dressed: QApplication) -> None:
    (book / FILE).write_bytes(b"")
    said: list[str] = []

    def act(asked: BringBack) -> None:
        asked.go_button.click()
        said.append(asked.problem.text())
        asked.reject()

    in_the_dialog(act)
    assert not app.has_book(book) and said == ["请先选择一份备份。"] and (book / FILE).read_bytes() == b""


def test_from_the_settings_a_backup_is_tried_and_brought_back(
    manager: Hands, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", ended.append)  # Qt would begin no other window in the tests that follow
    shown = section(manager, BackupSection)
    shown.drill()
    qtbot.waitUntil(lambda: "还没有" in told(manager))
    made = backed_up(book)
    shown = section(manager, BackupSection)
    shown.load()
    assert cells(shown, 0)[1:3] == ["今天", "自动备份"] and cells(shown, 0)[4] == what_is_in(manager)
    assert cells(shown, 0)[3].strip().endswith("MB")
    qtbot.waitUntil(lambda: jobs_rest(shown))
    shown.drill()
    qtbot.waitUntil(lambda: "数据完好" in shown.finding.text())
    assert told(manager) == "试恢复完成，最新备份可以正常恢复。"
    seen: list[str] = []

    def act(asked: BringBack) -> None:
        assert asked.file == made and asked.name.text() == "管理员"
        bring_back(asked, seen)

    in_the_dialog(act)
    shown.restore()
    assert len(seen) == 1 and len(list(book.glob("replaced-*"))) == 1 and "重新打开" in told(manager)
    assert ended == [0]


def test_another_books_backup_is_pointed_out(manager: Hands, tmp_path: Path) -> None:
    other, _key = create(tmp_path / "other", Centre("另一家", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    theirs, _warnings = backups.back_up(other)
    other.close()
    shown = section(manager, BackupSection)
    seen: list[str] = []

    def act(asked: BringBack) -> None:
        asked.offer(backup_words.of_file(theirs))
        asked.list.setCurrentRow(asked.list.count() - 1)
        asked.secret.setText(PASSWORD)
        answer_when_asked(asked, seen, 1)
        asked.finished.connect(lambda _code: seen.append("closed"))
        asked.go()
        looking = QTimer(asked)
        looking.timeout.connect(lambda: asked.reject() if seen else None)
        looking.start(20)

    in_the_dialog(act)
    shown.restore()
    assert "另一份数据的备份" in seen[0] and seen[1] == "closed"
    assert not list(shown.folder.glob("replaced-*"))


def test_another_books_backup_is_pointed_out_before_anybody_signed_in(
    book: Path, tmp_path: Path, dressed: QApplication
) -> None:
    """Also where the present book is damaged: its key slots tell whose they are."""
    other, _key = create(tmp_path / "other", Centre("另一家", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    theirs, _warnings = backups.back_up(other)
    other.close()
    made, _key = create(tmp_path / "own", Centre("自己", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    backups.back_up(made)
    made.close()
    (tmp_path / "own" / FILE).write_bytes(b"")
    mine = next((tmp_path / "own" / "backups").glob("*.deskbackup"))
    shutil.copy(theirs, mine.parent)
    asked = BringBack(None, tmp_path / "own")
    assert [("其他中心" in asked.list.item(at).text()) for at in range(asked.list.count())] == [False, True]
    assert asked.file == mine and "其他中心" not in asked.lost.text()
    asked.list.setCurrentRow(1)
    assert "替换本中心的全部数据" in asked.lost.text()
    proof = BackupProof("管理员", PASSWORD)
    candidate = restore.examine(theirs, tmp_path / "own", proof)
    assert "另一份数据的备份" in asked._question(candidate)
    candidate.close()
    asked.close()


def test_the_dialog_begins_at_the_newest_backup_and_takes_a_key_or_a_password(
    book: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    backed_up(book)
    asked = BringBack(None, book, name="管理员")
    qtbot.addWidget(asked)
    asked.show()
    qtbot.waitUntil(asked.isActiveWindow)
    assert asked.list.hasFocus() and asked.list.currentRow() == 0 and not asked.in_use.isVisible()
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    assert asked.secret.hasFocus()
    asked.secret.setText(PASSWORD)
    asked.is_key.setChecked(True)
    field = asked.fields["secret"]
    assert (asked.secret.text(), field.name.text(), asked.secret.accessibleName()) == ("", "恢复密钥", "恢复密钥")
    assert "32个字符" in field.hint and asked.secret.echoMode() is QLineEdit.EchoMode.Normal
    asked.secret.setText("ABCD")
    asked.is_key.setChecked(False)
    assert (asked.secret.text(), field.name.text()) == ("", "密码") and "管理员" in field.hint
    assert asked.secret.echoMode() is QLineEdit.EchoMode.Password


def test_another_window_is_told_at_once_and_nothing_is_lost_by_trying(manager: Hands, book: Path) -> None:
    backed_up(book)
    other = sign_in(book, "林小芳", PASSWORD)
    shown = section(manager, BackupSection)
    told: list[str] = []

    def act(asked: BringBack) -> None:
        told.append(asked.in_use.text())
        bring_back(asked, [])
        looking = QTimer(asked)
        looking.timeout.connect(lambda: asked.reject() if "没有任何改动" in asked.problem.text() else None)
        looking.start(20)

    in_the_dialog(act)
    shown.restore()
    assert told == ["本机的另一个窗口正在使用数据。请先关闭它，再恢复。"]
    assert manager.window.desk is None and "请重新登录" in manager.window.sign_in.about.text()
    assert not list(book.glob("replaced-*"))
    other.close()
    page = manager.window.sign_in
    page.name.setText("管理员")
    page.password.setText(PASSWORD)
    page.try_it()
    assert manager.window.working


@pytest.mark.parametrize("left", ["whole", "garbage"])
def test_where_only_backups_are_left_they_are_offered(book: Path, dressed: QApplication, left: str) -> None:
    made = backed_up(book)
    whys: list[str] = []
    for path in book.iterdir():
        if path.name != "backups":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if left == "garbage":
        made.write_bytes(b"xx")
    seen: list[str] = []

    def act(asked: BringBack) -> None:
        seen.append(asked.none.text() if asked.none.isVisible() else "offered")
        whys.extend(part.text() for part in asked.findChildren(QLabel) if part.property("role") == "notice")
        bring_back(asked, seen, "gly") if left == "whole" else asked.reject()

    in_the_dialog(act)
    assert app.has_book(book) is (left == "whole")
    if left == "whole":
        assert "备份还在" in whys[0]
        assert seen[0] == "offered" and "替换" not in seen[1] and "补录" not in seen[1]
    else:
        assert "也没有找到完整的备份" in whys[0] and "备份还在" not in whys[0]
        assert "没有找到完整的备份" in seen[0] and "另选一个数据文件夹" in seen[0]


def test_an_empty_folder_of_backups_is_no_earlier_book(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    assert contents.trouble(tmp_path) == "" and contents.leftovers(tmp_path) == []


def test_a_manager_is_reminded_of_trying_a_backup(hands: Hands, book: Path, qtbot: QtBot) -> None:
    from datetime import date, timedelta

    from desk.books import centre

    desk = sign_in(book, "管理员", PASSWORD)
    with desk.write() as work:
        centre.save_setting(work, "last_drill", (date.today() - timedelta(days=40)).isoformat())
    desk.close()
    page = hands.window.sign_in
    page.name.setText("管理员")
    page.password.setText(PASSWORD)
    page.try_it()
    assert "试恢复" in told(hands)
    work = hands.window.work
    assert work is not None
    qtbot.waitUntil(lambda: "drill" in due(hands))
    assert "试恢复" in due(hands)["drill"].text
    go_to_due(hands, "drill")
    tab = work.current
    assert isinstance(tab, SettingsTab)
    section = tab.open(BackupSection)
    assert isinstance(section, BackupSection) and section.isVisible()
    section.back_up()
    qtbot.waitUntil(lambda: "已备份" in told(hands))
    section.drill()
    qtbot.waitUntil(lambda: "drill" not in due(hands))
    assert "数据完好" in section.finding.text()


def test_a_wrong_password_is_typed_anew_in_its_place(book: Path, dressed: QApplication, qtbot: QtBot) -> None:
    backed_up(book)
    asked = BringBack(None, book, name="管理员")
    qtbot.addWidget(asked)
    asked.show()
    asked.go_button.click()
    assert asked.fields["secret"].problem == "请输入密码。"
    qtbot.waitUntil(lambda: jobs_rest(asked))
    asked.secret.setText("wrong-password")
    QTest.keyClick(asked.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "密码有误" in asked.problem.text())
    assert asked.secret.selectedText() and len(asked.secret.selectedText()) == len("wrong-password")


def test_initials_that_fit_several_people_of_the_backup_are_told(book: Path) -> None:
    made = backed_up(book)
    with pytest.raises(Refused, match=r"请填姓名全称"):
        restore.examine(made, book, restore.BackupProof("l", PASSWORD, is_recovery_key=False))
