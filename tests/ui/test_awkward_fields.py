"""Awkward strings typed into every field of the window's pages: nothing breaks. A field takes a few strings a run;
together the fields take many of them. What the large forms do with them is tests/ui/widgets/test_awkward_texts.py's.
"""

from __future__ import annotations

import os

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

from desk.demo.tour import Hands
from tests.support import awkward
from tests.support.walk import pages_of
from tests.ui.conftest import signed_in

MANY = int(os.environ.get("DESK_AWKWARD", "4"))
"""Strings for each field; ``DESK_AWKWARD=900`` types every string into every field."""
FIELDS = 30
"""So many the walk meets at least."""

Field = QLineEdit | QPlainTextEdit


def fields_of(part: QWidget) -> list[Field]:
    """Where somebody can type in it now."""
    lines = [line for line in part.findChildren(QLineEdit) if not isinstance(line.parent(), QAbstractSpinBox)]
    fields: list[Field] = [*lines, *part.findChildren(QPlainTextEdit)]
    return [field for field in fields if field.isVisible() and field.isEnabled() and not field.isReadOnly()]


def type_into(field: Field, strings: tuple[str, ...]) -> None:
    """One string after the other in its place, and then what stood there before."""
    before = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    for typed in strings:
        field.selectAll()
        field.insert(typed) if isinstance(field, QLineEdit) else field.insertPlainText(typed)
        QApplication.processEvents()
        if isinstance(field, QLineEdit):
            assert len(field.text()) <= field.maxLength(), repr(typed[:40])
    field.setText(before) if isinstance(field, QLineEdit) else field.setPlainText(before)
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == before


def test_whatever_is_typed_into_any_field_of_a_page_breaks_nothing(hands: Hands) -> None:
    work = signed_in(hands, "管理员").window.work
    assert work is not None
    typed = 0
    for place in range(work.tabs.count()):
        hands.window.go_to(place)
        for page in pages_of(work.page(place)):
            QTest.qWait(20)
            for field in fields_of(page):
                typed += 1
                type_into(field, awkward.sample(typed, MANY))
    assert typed >= FIELDS, typed
