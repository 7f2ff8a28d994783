"""A field of a form: what must be filled in, what is wrong and where that is said, and how wide it is.

An error used to come only when all was stored, in a line of its own; what had to be filled in could be guessed.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.widgets.controls import Combo, Field, line_edit, number_box
from desk.ui.widgets.form_sections import FormSections, Mistakes


class TrialForm(QWidget):
    """A name that is required, a number that is checked, a note, and how many of them are wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.number, self.note = line_edit(), line_edit(), QPlainTextEdit()
        self.fields = [
            Field("名称", self.name, "印在单据上", required=True),
            Field("数量", self.number, check=lambda: "" if self.number.text().isdigit() else "请填写数字。"),
            Field("备注", self.note, "可不填"),
        ]
        self.foot = Mistakes(self.fields)
        column = QVBoxLayout(self)
        for field in self.fields:
            column.addWidget(field)
        column.addWidget(self.foot)
        column.addStretch(1)


@pytest.fixture
def form(qtbot: QtBot, dressed: QApplication) -> TrialForm:
    made = TrialForm()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


def places(*parts: QWidget) -> list[tuple[QPoint, int]]:
    return [(part.mapTo(part.window(), QPoint(0, 0)), part.width()) for part in parts]


def test_what_must_be_filled_in_has_a_star_that_is_read_out(form: TrialForm) -> None:
    assert form.name.accessibleName() == "名称，必填" and form.number.accessibleName() == "数量"
    assert form.fields[0].name.text() == "名称"
    with_star = form.fields[0].name.grab().toImage()
    form.fields[0].name.required = False
    assert form.fields[0].name.grab().toImage() != with_star


def test_an_error_is_said_when_the_field_is_left_and_goes_when_it_is_mended(form: TrialForm) -> None:
    form.number.setFocus()
    QTest.keyClicks(form.number, "x")
    assert form.fields[1].problem == "" and form.foot.text() == ""
    form.note.setFocus()
    QTest.qWait(0)
    assert form.fields[1].problem == "请填写数字。" and form.foot.text() == "1处需要改正"
    form.number.setFocus()
    form.number.selectAll()
    QTest.keyClicks(form.number, "3")
    assert form.fields[1].problem == "" and form.foot.text() == ""


def test_a_field_that_was_emptied_is_told_and_one_that_nobody_touched_is_not(form: TrialForm) -> None:
    form.name.setFocus()
    form.number.setFocus()
    QTest.qWait(0)
    assert form.fields[0].problem == ""
    form.name.setFocus()
    QTest.keyClicks(form.name, "a")
    form.name.selectAll()
    QTest.keyClicks(form.name, " ")
    form.number.setFocus()
    QTest.qWait(0)
    assert form.fields[0].problem == "请填写名称。"


def test_what_the_book_refused_goes_with_the_first_key(form: TrialForm) -> None:
    form.fields[2].tell("备注太长。")
    form.note.setFocus()
    QTest.keyClicks(form.note, "b")
    assert form.fields[2].problem == ""


def test_an_error_takes_the_place_of_the_help_and_moves_nothing_above_it(form: TrialForm) -> None:
    above = places(form.name, form.number, *(field.name for field in form.fields), form.note)
    inside = form.note.cursorRect().translated(form.note.viewport().mapTo(form, QPoint(0, 0)))
    field = form.fields[2]
    field.tell("备注太长。")
    QTest.qWait(0)
    assert places(form.name, form.number, *(each.name for each in form.fields), form.note) == above
    assert form.note.cursorRect().translated(form.note.viewport().mapTo(form, QPoint(0, 0))) == inside
    assert field._problem.isVisible() and not field._hint.isVisible() and field.hint == "可不填"
    assert field._problem.mapTo(form, QPoint(0, 0)).y() >= form.note.mapTo(form, QPoint(0, form.note.height())).y()
    field.tell("")
    assert field._hint.isVisible() and not field._problem.isVisible()


def test_the_focus_moves_no_text(form: TrialForm) -> None:
    form.name.setFocus()
    before = form.note.cursorRect().translated(form.note.viewport().mapTo(form, QPoint(0, 0)))
    form.note.setFocus()
    assert form.note.cursorRect().translated(form.note.viewport().mapTo(form, QPoint(0, 0))) == before


def test_a_field_is_as_wide_as_its_content_needs(qtbot: QtBot, dressed: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    day, name, address, note = (line_edit(most=10), line_edit(most=40), line_edit(most=200), QPlainTextEdit())
    column = QVBoxLayout(window)
    for editor in (day, name, address, note, Combo([("甲", 1)]), number_box(1, 9)):
        column.addWidget(Field("名称", editor))
    window.resize(1300, 600)
    window.show()
    assert [part.width() for part in (day, name, address, note)] == [160, 240, 420, 560]
    assert len({part.mapTo(window, QPoint(0, 0)).x() for part in (day, name, address, note)}) == 1


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (910, False)])
def test_headings_stand_at_the_left_where_it_is_wide_and_above_where_it_is_narrow(
    qtbot: QtBot, dressed: QApplication, width: int, beside: bool
) -> None:
    form, first, second = FormSections(), line_edit(), line_edit()
    qtbot.addWidget(form)
    fields = Field("名", first), Field("所属区划", second)
    for heading, field in zip(("名称", "联系"), fields, strict=True):
        form.add(heading, "居民看得到", field)
    form.resize(width, 500)
    form.show()
    starts = [_left_of(each) for each in (first, second)]
    assert starts[0] == starts[1] and (starts[0] > 220) == beside
    assert fields[0].name.width() == fields[1].name.width()


class Windows(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_a_field_that_is_made_is_no_window_for_a_moment(form: TrialForm, dressed: QApplication) -> None:
    """A help that was shown before it lay in its field took the keys away from the window."""
    windows = Windows()
    dressed.installEventFilter(windows)
    made = Field("名称", line_edit(), "印在单据上", required=True)
    dressed.removeEventFilter(windows)
    assert windows.shown == [] and form.isActiveWindow() and made.hint


def _left_of(editor: QLineEdit) -> int:
    return editor.mapTo(editor.window(), QPoint(0, 0)).x()
