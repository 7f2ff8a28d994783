"""The keys on the page that begins an incident: a large cap and what it stands for, in columns by category."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QWidget

from desk.books.incidents.contacts import PUBLIC
from desk.books.incidents.model import IncidentCategory, IncidentKind
from desk.core.tone import Tone
from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import BODY, CONTROL_RADIUS
from desk.ui.widgets.cell import fill_round
from desk.ui.widgets.controls import label, set_role
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters

CAPS, APART, GAPS = (36, 24), (10, 6), (8, 4)
"""Pixels where there is room and where there is little: a cap, from it to the words, and between two columns."""
HEIGHTS = (56, 32)
IN_A_COLUMN = 5
FIRST_CALLS = ("119", "120", "110", "122")
"""Whom to call before anything is written, in this order."""


class KindKey(QAbstractButton):
    """A kind of incident and its key. It never takes the focus: the keys go to the page."""

    def __init__(self, key: str, text: str, *, low: bool) -> None:
        """``low`` where there is little room: a smaller cap."""
        super().__init__()
        self.key = key
        self._cap, self._height = (CAPS[low], HEIGHTS[low]) if low else (scaled(CAPS[low]), scaled(HEIGHTS[low]))
        self._apart = APART[low]
        self.setText(text)
        self.setAccessibleName(f"{key} {text}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._letters = Letters(BODY, grows=not low), Letters(BODY, bold=True, grows=not low)

    def sizeHint(self) -> QSize:
        """As its words need."""
        return QSize(12 + self._cap + self._apart + self._letters[1].width(self.text()), self._height)

    def minimumSizeHint(self) -> QSize:
        """The same: no word is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c, chosen, cap = theme.colours(), self.isChecked(), self._cap
        painter = QPainter(self)
        if chosen or self.underMouse():
            fill_round(painter, QRectF(self.rect()), QColor(c.select if chosen else c.hover), CONTROL_RADIUS)
        box = QRect(6, (self.height() - cap) // 2, cap, cap)
        fill_round(painter, QRectF(box), QColor(c.focus if chosen else c.press), CONTROL_RADIUS)
        painter.setFont(self._letters[1].font)
        painter.setPen(QColor(c.panel if chosen else c.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.key)
        painter.setFont(self._letters[chosen].font)
        painter.setPen(QColor(c.text))
        beside = self.rect().adjusted(6 + cap + self._apart, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class KindBoard(QWidget):
    """The kinds of incidents in columns of five, under the categories of the law, 其他 last whatever its key."""

    def __init__(
        self, kinds: Mapping[str, IncidentKind], choose: Callable[[IncidentKind], object], *, low: bool
    ) -> None:
        super().__init__()
        self.keys: dict[IncidentKind, KindKey] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setHorizontalSpacing(GAPS[low])
        keys = {kind: key for key, kind in kinds.items()}
        column = 0
        for category in IncidentCategory:
            inside = [(keys[kind], kind) for kind in IncidentKind if kind in keys and kind.category is category]
            self._grid.addWidget(label(category.label, "who"), 0, column)
            for at, (key, kind) in enumerate(inside):
                made = self.keys[kind] = KindKey(key, kind.label, low=low)
                made.clicked.connect(lambda _on=False, kind=kind: choose(kind))
                self._grid.addWidget(made, 1 + at % IN_A_COLUMN, column + at // IN_A_COLUMN)
            column += -(-len(inside) // IN_A_COLUMN)
        for each in range(column):
            self._grid.setColumnStretch(each, 1)
        self._grid.setRowStretch(IN_A_COLUMN + 1, 1)

    def show_chosen(self, chosen: IncidentKind | None) -> None:
        """Mark one of them, or none."""
        for kind, key in self.keys.items():
            key.setChecked(kind is chosen)


class LifeFirst(QWidget):
    """先救人: whom to call, before anything is written."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "role", "life-first")
        mark = QLabel()
        ink = theme.of_tone(Tone.DANGER)[0]
        mark.setPixmap(icon("siren", ink, 20, self.devicePixelRatioF()))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(mark)
        line.addWidget(label(_("Life first; the log can wait a minute"), "heading"))
        line.addStretch(1)
        names = dict(PUBLIC)
        for number in FIRST_CALLS:
            digits = label(number, "urgent")
            digits.setAccessibleName(f"{_(names[number])} {number}")
            line.addSpacing(8)
            line.addWidget(digits)
            line.addWidget(label(_(names[number]), "caption"))
