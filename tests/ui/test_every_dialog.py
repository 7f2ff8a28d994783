"""Every dialog at the sizes and scales that screens leave: it fits, its foot is in sight, and nothing in it is cut.

Four forms were higher than a screen at 150 %, with the button that saves below its lower edge.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from desk.demo.tour import Hands
from desk.ui.cases.window import EvaluateDialog
from desk.ui.help.window import HelpWindow
from desk.ui.incidents.start import StartIncident
from desk.ui.roster.shifts import EditRules
from desk.ui.shell.record_window import RecordWindow
from desk.ui.shell.setup import MANAGER, SetUpWizard
from desk.ui.widgets.form_dialog import FormDialog
from tests.conftest import PASSWORD
from tests.support import screens
from tests.support.dialogs import BASES, DIALOGS, Maker, kinds_of
from tests.support.extent import LONG
from tests.support.forms import MAKERS, Ground
from tests.support.room_for_words import outside, settle, squeezed
from tests.ui.conftest import signed_in

DIFFERS_BY_ROLE = (RecordWindow, HelpWindow, StartIncident)
"""What offers more or less, according to who looks at it."""


def test_every_dialog_of_the_window_is_in_the_table() -> None:
    assert set(kinds_of(QDialog)) - BASES == set(DIALOGS)


def test_every_small_form_with_fields_of_its_own_is_in_the_table_of_forms() -> None:
    of_any_kind = {kind.__name__ for kind in set(kinds_of(FormDialog)) - BASES - set(MAKERS)}
    assert of_any_kind == {"TextsDialog", "RecordDialog", "ChangeKey", "NewSheet"}, "awkward texts are typed into it"


@pytest.mark.parametrize("screen", screens.SCALES if LONG else ("at-150", "at-200"))
def test_every_dialog_fits_the_screen_and_cuts_nothing(hands: Hands, screen: str) -> None:
    wrong = _faults(hands, "管理员", screen, [maker for makers in DIALOGS.values() for maker in makers])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["林小芳", "陈主任"])
def test_what_a_role_sees_in_a_window_of_its_own_fits_the_least_screen(hands: Hands, name: str) -> None:
    makers = [maker for kind, makers in DIALOGS.items() if issubclass(kind, DIFFERS_BY_ROLE) for maker in makers]
    wrong = _faults(hands, name, "at-200", makers)
    assert not wrong, "\n".join(wrong)


def _faults(hands: Hands, name: str, screen: str, makers: list[Maker]) -> list[str]:
    window = signed_in(hands, name).window
    screens.fill(window, screen)
    ground = Ground(window)
    return [fault for make in makers for fault in _of_one(make, window, ground, screen)]


def _of_one(make: Maker, window: QWidget, ground: Ground, screen: str) -> Iterator[str]:
    """A dialog begun over the window, and each page of one that has several."""
    free = screens.screen(screen).availableGeometry()
    shown = make(window, ground)
    if not shown.testAttribute(Qt.WidgetAttribute.WA_Moved):
        shown.move(free.topLeft() + QPoint(1, 1))
    if shown.parentWidget() is None:  # it measured the first screen, which is larger
        shown.resize(min(shown.width(), free.width() - 40), min(shown.height(), free.height() - 60))
    shown.show()
    for page in _pages(shown):
        settle(shown)
        where = f"{screen}, {type(shown).__name__}{page}"
        if shown.width() > free.width() or shown.height() > free.height():
            yield f"{where} is {shown.width()} x {shown.height()}"
        yield from (f"{where}: {what}" for what in (*squeezed(shown), *outside(shown)))
    assert not isinstance(shown, SetUpWizard) or shown.currentId() == MANAGER, "all pages but the key's were seen"
    shown.hide()
    shown.deleteLater()


def _pages(shown: QDialog) -> Iterator[str]:
    yield ""
    if isinstance(shown, SetUpWizard):
        shown.centre.form.lines["name"].setText("凤翔村邻里中心")
        shown.centre.form.lines["district"].setText("示例区")
        shown.manager.name.setText("陈主任")
        shown.manager.password.setText(PASSWORD)
        shown.manager.again.setText("another-one")
        for _step in shown.pageIds()[:-2]:
            shown.next()
            yield f" {shown.currentId()}"


def test_a_form_grows_for_what_comes_and_scrolls_where_the_screen_ends(manager: Hands) -> None:
    screens.fill(manager.window, "at-150-low")
    ground = Ground(manager.window)
    short = EvaluateDialog(manager.window, ground.desk, ground.case)
    short.show()
    settle(short)
    low = short.height()
    short.level.choose(list(short.level._choices)[-2])
    settle(short)
    assert short.fields["evaluation_reason"].isVisible() and short.height() > low
    assert short._area.verticalScrollBar().maximum() == 0
    short.reject()
    long = EditRules(manager.window, ground.desk)  # type: ignore[arg-type]
    long.show()
    settle(long)
    room = screens.screen("at-150-low").availableGeometry()
    assert room.contains(long.geometry()) and long._area.verticalScrollBar().maximum() > 0
    before, last = (field.editor for field in list(long.fields.values())[-2:])
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert last.hasFocus()
    at = last.mapTo(long._area.viewport(), QPoint(0, 0)).y()
    assert 0 <= at <= long._area.viewport().height() - last.height(), "Tab brings a field into sight"
    long.reject()
