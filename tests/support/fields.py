"""Every field of a window, typed into as somebody would who pastes whatever is at hand."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget

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
