"""What a part of the window shows, whichever way it is drawn, and what it holds ready: tips, prompts, lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

_DRAWN = re.compile(r"<text[^>]*>([^<]*)</text>")
_ROWS = 60
"""Of a list; the others are made the same way."""


def drawn_on(widget: QWidget) -> list[str]:
    """Every piece of text that is painted, in the order it is, also by tables and by widgets that paint themselves."""
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QSvgGenerator()
    device.setOutputDevice(picture)
    device.setSize(widget.size())
    widget.render(device)
    return [html.unescape(text) for text in _DRAWN.findall(bytes(picture.data().data()).decode("utf-8", "replace"))]


def held_by(widget: QWidget) -> set[str]:
    """What is written in whole: labels, buttons, choices, rows and heads of lists, tips, prompts, names for readers."""
    return {text for each in (widget, *widget.findChildren(QWidget)) for text in _texts(each) if text}


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
        yield widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):  # it has its table's rows
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    columns = range(1 if isinstance(view, QListView) else model.columnCount())
    for column in columns:
        yield from (str(model.headerData(column, Qt.Orientation.Horizontal, role) or "") for role in roles)
    for row in range(min(model.rowCount(), _ROWS)):
        for column in columns:
            yield from (str(model.index(row, column).data(role) or "") for role in roles)
