"""The half days of a week on which somebody can come 可服务时段: three rows of keys, as they lie on the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from desk.books.teams import members
from desk.books.teams.model import HalfDay
from desk.core.calendar import weekday_names
from desk.core.words import _
from desk.ui.shell.text_size import hold
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.controls import label, set_role
from desk.ui.widgets.inks import Inks

KEYS = ("QWERTYU", "ASDFGHJ", "ZXCVBNM")
"""From Monday to Sunday: the morning in the first row, then the afternoon and the evening."""
WIDTH = 44
MARGIN = 6
Time = tuple[int, HalfDay]


class HalfDayLatch(Latch):
    """``key`` is its letter, which presses it while the focus is in the week."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class HalfWeek(QFrame):
    """Each half day has its letter; what is pressed is a time at which somebody can come. None means any time."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._latches: dict[Time, Latch] = {}
        self._keys: dict[int, Time] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setSpacing(2)
        for weekday, name in enumerate(weekday_names()):
            grid.addWidget(label(name, "caption"), 0, weekday + 1, Qt.AlignmentFlag.AlignHCenter)
        for row, (half, letters) in enumerate(zip(HalfDay, KEYS, strict=True), 1):
            grid.addWidget(label(half.label, "caption"), row, 0)
            for weekday, letter in enumerate(letters):
                grid.addWidget(self._latch((weekday, half), letter), row, weekday + 1)
        grid.setColumnStretch(8, 1)

    def _latch(self, time: Time, letter: str) -> Latch:
        made = HalfDayLatch(letter)
        set_role(made, "role", "choice")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(members.times_words([time]))
        hold(made, HalfDayLatch.setFixedWidth, WIDTH)
        made.toggled.connect(partial(self._tell))
        self._latches[time] = made
        self._keys[ord(letter)] = time
        return made

    def _tell(self, _on: bool = False) -> None:
        self.setAccessibleDescription(members.times_words(self.times) or _("any time"))
        self.changed.emit()

    @property
    def times(self) -> tuple[Time, ...]:
        """What is pressed, from Monday morning on."""
        pressed = [time for time, latch in self._latches.items() if latch.isChecked()]
        return tuple(sorted(pressed, key=lambda time: (time[0], list(HalfDay).index(time[1]))))

    def choose(self, times: Iterable[Time]) -> None:
        """Press these and no others."""
        pressed = set(times)
        for time, latch in self._latches.items():
            latch.setChecked(time in pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letter of a half day presses it, or lets it go."""
        time = self._keys.get(event.key())
        if time is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        else:
            self._latches[time].toggle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline round it, two pixels in the colour of the focus while the keys go to it."""
        super().paintEvent(event)
        painter = QPainter(self)
        Inks.in_use().paint_frame(painter, self.rect(), focus=self.hasFocus())
        painter.end()
