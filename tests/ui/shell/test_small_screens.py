"""What there is room for on an old screen at 150 %, which leaves 910 by 493: whole values, and whole scroll bars."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from desk.books import residents, visits
from desk.core import identity
from desk.demo.tour import Hands
from desk.ui.residents.page import ResidentsPage
from desk.ui.shell.sheet import sheet
from desk.ui.shell.tokens import DARK, LIGHT, Tokens
from desk.ui.visits.registration import RegistrationPage
from desk.ui.widgets.controls import Field
from desk.ui.widgets.scrolled import scrolled
from desk.ui.widgets.wrapping import Wrapping
from tests.support.people import person
from tests.support.tabs import desk_of, reach

LONG = "示例省示例市东门街道幸福社区幸福小区12号楼三单元1502室（原纺织厂宿舍旁，近菜市场北门）"


@pytest.mark.parametrize(("width", "height"), [(1366, 740), (910, 493)])
def test_a_card_shown_in_full_shows_whole_values(clerk: Hands, width: int, height: int) -> None:
    clerk.window.resize(width, height)
    with desk_of(clerk).write() as work:
        one = residents.add(work, replace(person("买买提·阿卜杜拉"), address=2 * LONG, note=3 * LONG))
    page = reach(clerk, ResidentsPage)
    page.open(one.id)
    page.veil.lift()
    QTest.qWait(50)
    form = page.details
    for line in (form.name, form.number, form.telephone, form.group):
        needed = QFontMetrics(line.font()).horizontalAdvance(line.text())
        assert isinstance(line, QLineEdit) and line.width() - 18 >= needed, line.accessibleName()
    for editor, text in ((form.address, 2 * LONG), (form.note, 3 * LONG)):
        assert isinstance(editor, Wrapping) and editor.text() == identity.one_line(text)
        high = editor.blockBoundingRect(editor.document().firstBlock()).height()
        assert editor.viewport().height() >= high and high > 40, "more than one line, and all of them in sight"
    assert page.card.rect().contains(page.details.mapTo(page.card, form.rect().topRight()))


def test_an_empty_queue_says_so_at_the_top(clerk: Hands) -> None:
    queue = reach(clerk, RegistrationPage).queue
    while queue.waiting:
        queue._change(queue._visits[0], visits.leave)
    QTest.qWait(50)
    assert queue.empty.isVisible() and queue.empty.y() + queue.empty.height() < queue.height() / 2


def test_a_wrapping_line_is_one_line_that_enter_and_tab_leave(qtbot: QtBot, dressed: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = Wrapping(most=20)
    line.setParent(holder)
    told: list[str] = []
    line.textEdited.connect(told.append)
    line.setText("东门街8号")
    assert told == [] and line.text() == "东门街8号"
    line.insertPlainText("一\n二")
    assert "\n" not in line.text() and told[-1] == line.text()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "\n" not in line.text()
    line.insertPlainText("长" * 30)
    assert len(line.text()) == 20


@pytest.mark.parametrize("c", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("inside", ["list", "form"])
def test_a_scroll_bar_is_drawn_whole(qtbot: QtBot, dressed: QApplication, c: Tokens, inside: str) -> None:
    """A bar whose outline stands on one side only, or in pieces, has edges of more than one colour."""
    dressed.setStyleSheet(sheet(c))
    if inside == "list":
        shown: QWidget = QListWidget()
        assert isinstance(shown, QListWidget)
        shown.addItems([f"第{n}行" for n in range(60)])
    else:
        form = QWidget()
        form.setMinimumHeight(900)
        shown = scrolled(form)
    holder = QWidget()
    qtbot.addWidget(holder)
    shown.setParent(holder)
    holder.resize(320, 240)
    shown.resize(300, 220)
    holder.show()
    (bar,) = (each for each in shown.findChildren(QScrollBar) if each.isVisible())
    picture = bar.grab().toImage()
    for x in (0, picture.width() - 1):
        assert len({picture.pixelColor(x, y).rgb() for y in range(picture.height())}) == 1, x
    middle = {picture.pixelColor(picture.width() // 2, y).name().upper() for y in range(picture.height())}
    assert QColor(c.edge).name().upper() in middle
    dressed.setStyleSheet(sheet(LIGHT))


def test_a_field_that_wraps_is_as_high_as_what_it_holds(qtbot: QtBot, dressed: QApplication) -> None:
    field = Field("住址", Wrapping(most=200))
    qtbot.addWidget(field)
    field.resize(300, 200)
    field.show()
    editor = field.editor
    assert isinstance(editor, Wrapping)
    one = editor.height()
    editor.setText("东" * 60)
    assert one < 40 < editor.height() < 200
    editor.setText("")
    assert editor.height() == one
