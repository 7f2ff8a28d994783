"""What can be read in a part of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)


def words_in(widget: QWidget, *, hidden: bool = False) -> str:
    """Texts, fields, rows of lists and tables, and what hovers; with ``hidden`` also what is out of sight just now."""
    every = [widget, *widget.findChildren(QWidget)]
    said = []
    for each in every:
        if not (hidden or each.isVisible()):
            continue
        said.append(each.toolTip())
        if isinstance(each, QLabel | QLineEdit | QAbstractButton):
            said.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            said.append(each.toPlainText())
        elif isinstance(each, QAbstractItemView) and not isinstance(each, QHeaderView):  # it has its table's rows
            said += _rows(each)
    return "\n".join(filter(None, said))


def _rows(view: QAbstractItemView) -> list[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    return [
        str(words)
        for row in range(model.rowCount() if model else 0)
        for column in range(1 if isinstance(view, QListView) else model.columnCount())
        for role in roles
        if (words := model.data(model.index(row, column), role))
    ]
