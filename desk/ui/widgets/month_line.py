"""The one control of a month: ◀ 2026年10月 ▶. It can be typed into: 10, 10月, 2026-10, 上月."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.core.month import Month
from desk.core.typed_days import read_month
from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.widgets.icons import icon
from desk.ui.widgets.key_cap import CapButton, with_key
from desk.ui.widgets.stepped_line import SteppedLine

WIDTH = 120
"""Pixels of 2026年10月 with its border."""
ARROW = 16


class MonthLine(QWidget):
    """``month`` is the one shown. Keys in it: ↑↓ and PgUp/PgDn the month before or after."""

    changed = Signal(object)
    """Another ``Month``, chosen by hand."""
    refused = Signal(str)
    """Words for what is no month."""

    def __init__(self, today: Callable[[], date], month: Month, keys: tuple[str, str] = ("", "")) -> None:
        """``keys`` of the page for the earlier and the later month, where it has any."""
        super().__init__()
        self.line = _Line(today, month)
        self.line.setAccessibleName(_("Month"))
        self.line.turned.connect(self.changed)
        self.line.refused.connect(self.refused)
        self.earlier = _arrow("chevron-left", _("Earlier month"), keys[0], lambda: self.line.step(-1, 0))
        self.later = _arrow("chevron-right", _("Later month"), keys[1], lambda: self.line.step(1, 0))
        self.setFocusProxy(self.line)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for part in (self.earlier, self.line, self.later):
            line.addWidget(part)

    @property
    def month(self) -> Month:
        """The month shown."""
        return self.line.month

    def show_month(self, month: Month) -> None:
        """Another month, which nobody is told of."""
        self.line.month = month
        self.line.setText(month.label)


def _arrow(name: str, caption: str, key: str, act: Callable[[], object]) -> CapButton:
    made = _ArrowButton(name, act)
    made.setAccessibleName(caption)
    made.setToolTip(with_key(caption, key.replace("Left", "←").replace("Right", "→")))
    if key:
        made.setShortcut(key)
    return made


class _ArrowButton(CapButton):
    """A button with an arrow only."""

    def __init__(self, name: str, act: Callable[[], object]) -> None:
        super().__init__("", "", repeats=True)
        self._name = name
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", "link")
        self.clicked.connect(lambda _checked=False: act())

    def sizeHint(self) -> QSize:
        return QSize(30, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.colours()
        drawn = icon(self._name, colours.text if self.isEnabled() else colours.faint, ARROW, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - ARROW) // 2, (self.height() - ARROW) // 2, drawn)


class _Line(SteppedLine):
    """The month in words."""

    turned = Signal(object)

    def __init__(self, today: Callable[[], date], month: Month) -> None:
        super().__init__()
        self._today, self.month = today, month
        self.setFixedWidth(WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setToolTip(_("Type 10, 2026-10 or last month; ↑↓ take another one."))
        self.setText(month.label)

    def understand(self) -> Month:
        return read_month(self.text(), self._today(), self.month)

    def settle(self) -> None:
        self._turn(self.understand())

    def step(self, small: int, big: int) -> None:
        self._turn(self.month.plus(small + big))

    def _turn(self, month: Month) -> None:
        before, self.month = self.month, month
        self.setText(month.label)
        if month != before:
            self.turned.emit(month)
