"""How controls lie in the window."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QTabBar,
    QWidget,
)

from desk.ui.widgets.finder import _Popup


def inside_another_control(widget: QWidget) -> bool:
    """Parts that Qt itself puts into drop-downs, date fields and tables, and the list of a ``Finder``, which has a
    name.
    """
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QTabBar | _Popup):
            return True
        parent = parent.parentWidget()
    return False


def places(part: QWidget) -> dict[int, QRect]:
    """Where everything in sight stands, by the object."""
    return {id(each): each.geometry() for each in part.findChildren(QWidget) if each.isVisible()}
