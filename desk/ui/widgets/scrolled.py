"""An old screen at 150 % is lower than some pages are high."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

LEAST = 96
"""Pixels of a form that scrolls, at least: a field, and a part of the next that says that there are more."""


class _Area(QScrollArea):
    """What has the focus stays in sight when a message takes some of the height."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside, focused = self.widget(), self.focusWidget()
        if inside is not None and focused is not None and inside.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)


class FormArea(_Area):
    """The fields of a dialog. It asks for the room that they need, and scrolls, only up and down, when it gets less."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        self._inside = inside
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that came, or words under one, are told to the dialog, which grows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def height_for(self, width: int) -> int:
        """The pixels that the fields need in height when they have this width."""
        layout = self._inside.layout()
        assert layout is not None
        least = layout.totalMinimumSize().height()
        return max(layout.totalHeightForWidth(width), least) if layout.hasHeightForWidth() else least

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self._inside.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(least.width() + bar, min(least.height(), LEAST))


def scrolled_by_keys(inside: QWidget, name: str) -> QScrollArea:
    """The same around something that cannot take the focus itself: the arrows scroll it, and a ring says so. ``name``
    is what a screen reader calls it.
    """
    area = _Area(inside)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(name)
    area.setProperty("role", "by-keys")
    return area


def scrolled(inside: QWidget) -> QScrollArea:
    """A page that scrolls where it does not fit."""
    return _Area(inside)
