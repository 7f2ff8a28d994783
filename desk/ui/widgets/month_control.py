"""The one control of a month: ‹ 2026年10月 ›. It can be typed into: 10, 10月, 2026-10, 上月. Periods have the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShortcutEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.core.month import Month
from desk.core.period import Period, read_period
from desk.core.typed_days import read_month
from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.key_cap import CapButton, with_key
from desk.ui.widgets.stepped_line import SteppedLine

WIDTH = 120
"""Pixels of 2026年10月 with its border."""
BESIDE = 32
"""Pixels of a line beside its words."""
ARROW = 16


@dataclass(frozen=True)
class Turning:
    """What a line shows at first, how a value is said and read (raising ``NoDay``), and which is so many further."""

    value: Any
    say: Callable[[Any], str]
    read: Callable[[str, Any], Any]
    further: Callable[[Any, int], Any]


class TurnLine(QWidget):
    """‹ what is shown ›: a value of an ordered row. Keys in the line: ↑↓ and PgUp/PgDn the one before or after."""

    changed = Signal(object)
    """Another value, chosen by hand."""
    refused = Signal(str)
    """Words for what cannot be read."""

    def __init__(self, turning: Turning, names: tuple[str, str, str], keys: tuple[str, str] = ("", "")) -> None:
        """``names`` of the line and its two buttons. ``keys`` of the page for the two buttons, where it has any."""
        super().__init__()
        name, earlier, later = names
        self.line = _Line(turning)
        self.line.setAccessibleName(name)
        self.line.turned.connect(self.changed)
        self.line.refused.connect(self.refused)
        self.earlier = _arrow("chevron-left", earlier, keys[0], lambda: self.line.step(-1, 0))
        self.later = _arrow("chevron-right", later, keys[1], lambda: self.line.step(1, 0))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for part in (self.earlier, self.line, self.later):
            line.addWidget(part)

    def show_value(self, value: Any) -> None:
        """Another one, which nobody is told of."""
        self.line.show_value(value)


class MonthControl(TurnLine):
    """``month`` is the one shown."""

    def __init__(self, today: Callable[[], date], month: Month, keys: tuple[str, str] = ("", "")) -> None:
        turning = Turning(
            month, lambda at: at.label, lambda text, shown: read_month(text, today(), shown), lambda at, n: at.plus(n)
        )
        super().__init__(turning, (_("Month"), _("Earlier month"), _("Later month")), keys)
        self.line.setToolTip(_("Type 10, 2026-10 or last month; ↑↓ take another one."))

    @property
    def month(self) -> Month:
        """The month shown."""
        shown: Month = self.line.value
        return shown

    def show_month(self, month: Month) -> None:
        """Another month, which nobody is told of."""
        self.show_value(month)


class PeriodControl(TurnLine):
    """``period`` is the one shown, of a week, a month, a quarter or a year; what is typed is one of the same kind."""

    def __init__(self, today: Callable[[], date], period: Period, names: tuple[str, str, str]) -> None:
        turning = Turning(
            period,
            lambda shown: shown.label,
            lambda text, shown: read_period(text, today(), shown),
            lambda shown, many: shown.plus(many),
        )
        super().__init__(turning, names)

    @property
    def period(self) -> Period:
        """The period shown."""
        shown: Period = self.line.value
        return shown


def _arrow(name: str, caption: str, key: str, act: Callable[[], object]) -> CapButton:
    made = _ArrowButton(name, act)
    made.setAccessibleName(caption)
    made.setToolTip(with_key(caption, key))
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

    def event(self, event: QEvent) -> bool:
        """Its key turns at once. Qt would hold the button down for a tenth of a second first, in which the next key
        still meant what was shown before.
        """
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(30, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours = theme.colours()
        drawn = icon(self._name, colours.text if self.isEnabled() else colours.faint, ARROW, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - ARROW) // 2, (self.height() - ARROW) // 2, drawn)


class _Line(SteppedLine):
    """The value in words."""

    turned = Signal(object)

    def __init__(self, turning: Turning) -> None:
        super().__init__()
        self._turning, self.value = turning, turning.value
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the arrows stay beside it
        self.show_value(self.value)

    def show_value(self, value: Any) -> None:
        """As wide as what is shown needs."""
        self.value = value
        self._fit()
        self.setText(self._turning.say(value))

    def _fit(self) -> None:
        said = self._turning.say(self.value)
        self.setFixedWidth(max(scaled(WIDTH), Inks.in_use().body.width(said) + BESIDE))

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters want more room at once."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def understand(self) -> object:
        return self._turning.read(self.text(), self.value)

    def settle(self) -> None:
        self._turn(self.understand())

    def step(self, small: int, big: int) -> None:
        self._turn(self._turning.further(self.value, small + big))

    def _turn(self, value: Any) -> None:
        before = self.value
        self.show_value(value)
        if value != before:
            self.turned.emit(value)
