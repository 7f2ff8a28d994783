"""Awkward strings typed into every field of the window, page by page and dialog by dialog: nothing breaks, and what is
typed stays until somebody takes it away. A field takes a few strings a run; together the fields take all of them.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDialog, QLineEdit, QMessageBox, QPlainTextEdit, QWidget

from desk.demo.tour import Hands
from tests.support import awkward
from tests.support.walk import openers, pages_of
from tests.ui.conftest import signed_in

MANY = int(os.environ.get("DESK_AWKWARD", "4"))
"""Strings for each field; ``DESK_AWKWARD=900`` types every string into every field."""
FIELDS, DIALOGS = 90, 12
"""So many the walk meets at least."""

Field = QLineEdit | QPlainTextEdit


def fields_of(part: QWidget) -> list[Field]:
    """Where somebody can type in it now."""
    lines = [line for line in part.findChildren(QLineEdit) if not isinstance(line.parent(), QAbstractSpinBox)]
    fields: list[Field] = [*lines, *part.findChildren(QPlainTextEdit)]
    return [field for field in fields if field.isVisible() and field.isEnabled() and not field.isReadOnly()]


class Typist:
    """Types into every field of what it is shown, and of every dialog that opens, which it leaves again."""

    def __init__(self, window: QWidget) -> None:
        self.fields, self.dialogs = 0, set[str]()
        self._met: list[QWidget] = []
        self._watch = QTimer(window)
        self._watch.timeout.connect(self._leave_what_opened)
        self._watch.start(30)

    def type_into(self, part: QWidget) -> None:
        for field in fields_of(part):
            self.fields += 1
            before = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for typed in awkward.sample(self.fields, MANY):
                field.selectAll()
                field.insert(typed) if isinstance(field, QLineEdit) else field.insertPlainText(typed)
                QApplication.processEvents()
            field.setText(before) if isinstance(field, QLineEdit) else field.setPlainText(before)

    def _leave_what_opened(self) -> None:
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if isinstance(opened, QMessageBox):
            opened.buttons()[0].click()  # yes, it may go
        elif opened is not None and opened not in self._met:
            self._met.append(opened)
            self.dialogs.add(type(opened).__name__)
            self.type_into(opened)
            opened.close()
        elif isinstance(opened, QDialog):
            opened.done(QDialog.DialogCode.Rejected)
        elif opened is not None:
            opened.close()


def test_whatever_is_typed_into_any_field_breaks_nothing(hands: Hands) -> None:
    work = signed_in(hands, "管理员").window.work
    assert work is not None
    typist = Typist(hands.window)
    for place in range(work.tabs.count()):
        hands.window.go_to(place)
        for page in pages_of(work.page(place)):
            QTest.qWait(20)
            typist.type_into(page)
            for command in openers(page):
                page.perform(command)
                QTest.qWait(40)
    assert typist.fields >= FIELDS and len(typist.dialogs) >= DIALOGS, (typist.fields, typist.dialogs)
