"""Going through what is in sight with the keyboard alone, and what shows where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desk.ui.shell import theme
from desk.ui.widgets.foot import Foot
from desk.ui.widgets.lists import ListView
from tests.support.controls import inside_another_control
from tests.support.pictures import pixels

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QAbstractSpinBox, QTabBar)
MOST = 150
"""Presses of Tab after which one goes round in a circle."""


def is_on_the_way(widget: QWidget) -> bool:
    """Does Tab stop here?"""
    return (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus


def controls(part: QWidget) -> list[QWidget]:
    """Everything in sight and alive that something can be done with."""
    return [
        each
        for each in part.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and not inside_another_control(each) and each.focusProxy() is None
        if is_on_the_way(each) or isinstance(each, CONTROLS)
    ]


def walked(part: QWidget) -> list[QWidget]:
    """Where Tab leads, from where the focus is, until it comes round again."""
    start = QApplication.focusWidget()
    if start is None or not part.isAncestorOf(start):
        next(each for each in controls(part) if is_on_the_way(each)).setFocus(Qt.FocusReason.TabFocusReason)
        start = QApplication.focusWidget()
    reached: list[QWidget] = []
    at = start
    for _press in range(MOST):
        if at is None:
            break
        reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at in reached:
            break
    return reached


def out_of_reach(part: QWidget) -> list[str]:
    """What neither Tab leads to, nor the arrows from a button of the same group, nor a key of its own."""
    before, reached = set(controls(part)), set(walked(part))
    if not set(controls(part)) <= before:  # a row was chosen on the way, and what can be done with it came alive
        reached |= set(walked(part))
    return [told(each) for each in controls(part) if each not in reached and not _has_another_way(each, reached)]


def _has_another_way(control: QWidget, reached: set[QWidget]) -> bool:
    if not isinstance(control, QAbstractButton):
        return False
    if isinstance(control.parent(), Foot):
        return True  # the arrows of the table above it bring its columns into sight
    group = control.group()
    by_arrows = group is not None and group.exclusive() and any(each in reached for each in group.buttons())
    if control.autoExclusive():
        by_arrows = any(each.parent() is control.parent() for each in reached if type(each) is type(control))
    return by_arrows or bool(getattr(control, "key", "")) or not control.shortcut().isEmpty()


def told(widget: QWidget) -> str:
    words = widget.accessibleName() or str(widget.property("text") or "")
    return f"{type(widget).__name__} {words!r} in {type(widget.parent()).__name__}"


def is_nameless(control: QWidget) -> bool:
    """Has a screen reader nothing to say of it?"""
    return not control.accessibleName() and not (isinstance(control, QAbstractButton) and control.text())


def unseen_focus(control: QWidget) -> str:
    """What is wrong with how it shows that it has the focus: nothing changes, or not in the colour for it."""
    above = control.parentWidget()
    shown = above if isinstance(above, ListView) else control
    control.setFocus(Qt.FocusReason.TabFocusReason)
    with_it = pixels(shown.grab().toImage())
    control.clearFocus()
    without = pixels(shown.grab().toImage())
    control.setFocus(Qt.FocusReason.TabFocusReason)
    new = {now for now, before in zip(with_it, without, strict=True) if now != before}
    c = theme.colours()
    if QColor(c.focus).rgb() not in new:
        return f"{told(control)} does not show the focus"
    wrong = [name for name in ("brand", "brand_fill", "bad") if QColor(getattr(c, name)).rgb() in new]
    return f"{told(control)} shows the focus in {wrong}" if wrong else ""
