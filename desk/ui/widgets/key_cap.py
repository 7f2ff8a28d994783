"""A key as the window shows it 键帽: a small cap behind the words of a button, painted, never typed into its text."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from desk.core.tone import Tone
from desk.core.words import _
from desk.ui.shell import theme
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import CAPTION, CONTROL_RADIUS, OF_TONE, Tokens
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters
from desk.ui.widgets.once import Button

APART, SIDE, HEIGHT, CHEVRON = 8, 5, 20, 16
"""Pixels: from the words to the cap, within it beside the key, its height, the arrow of a button with a menu."""
ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
"""How the keys with arrows are written, by their names in Qt."""
FILLED = frozenset({"primary", "alarm"})
"""Roles whose ground is a colour: there the cap is a darker piece of it. A lighter one would fall below 4.5:1."""


def with_key(name: str, key: str) -> str:
    """新卡片（F2）, as a tip says it."""
    return _("{name} ({key})", name=name, key=as_shown(key)) if key else name


def as_shown(key: str) -> str:
    """A key as it stands on the keyboard: Alt+↑ for ``Alt+Up``."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*held, ARROWS.get(last, last)])


def both_enters(key: str) -> tuple[str, ...]:
    """A key as Qt knows it: ``Enter`` is on two places of the keyboard."""
    with_return = key.replace("Enter", "Return")
    return (key,) if with_return == key else (with_return, key)


@cache
def _letters() -> Letters:
    return Letters(CAPTION)


def cap_width(key: str) -> int:
    """Pixels that the cap takes; none where there is no key."""
    return _letters().width(as_shown(key)) + 2 * SIDE if key else 0


def cap_colours(colours: Tokens, role: str, *, enabled: bool = True) -> tuple[QColor, QColor]:
    """Ink and ground of a cap on a button of this role."""
    if not enabled:
        return QColor(colours.faint), QColor(colours.line)
    if role in FILLED:
        ground = QColor(Qt.GlobalColor.black)
        ground.setAlphaF(0.22)
        return QColor(colours.on_brand), ground
    if role == "siren":
        ink, soft = OF_TONE[Tone.DANGER](colours)
        return QColor(ink), QColor(soft)
    return QColor(colours.muted), QColor(colours.press)


def paint_cap(painter: QPainter, middle: QRect, key: str, ink_and_ground: tuple[QColor, QColor]) -> None:
    """Paint it in the middle of the height of ``middle``, from its left edge on."""
    ink, ground = ink_and_ground
    box = QRect(middle.left(), middle.center().y() - scaled(HEIGHT) // 2 + 1, cap_width(key), scaled(HEIGHT))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)
    painter.setPen(ink)
    painter.setFont(_letters().font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, as_shown(key))


class CapButton(Button):
    """A button that shows its key behind its words. A screen reader is told the words; the tip tells both."""

    def __init__(self, text: str, key: str = "", *, repeats: bool = False, opens_menu: bool = False) -> None:
        super().__init__(text, repeats=repeats)
        self._key, self._opens_menu = key, opens_menu

    @property
    def key(self) -> str:
        """As F1 tells it, ``Ctrl+Enter``; empty where the button has none."""
        return self._key

    def _behind(self) -> int:
        """Pixels that stand behind the words."""
        cap = APART + cap_width(self._key) if self._key else 0
        return cap + (APART // 2 + CHEVRON if self._opens_menu else 0)

    def sizeHint(self) -> QSize:
        """There is room for the key too."""
        size = super().sizeHint()
        return QSize(size.width() + self._behind(), size.height())

    def minimumSizeHint(self) -> QSize:
        """The same: neither words nor key are cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._behind():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        text_width = self.fontMetrics().horizontalAdvance(self.text())
        start = inside.left() + max((inside.width() - text_width - self._behind()) // 2, 0)
        option.rect = QRect(start, inside.top(), text_width + 1, inside.height())
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        self._paint_behind(painter, QRect(start + text_width + APART, 0, self._behind(), self.height()))

    def _paint_behind(self, painter: QPainter, room: QRect) -> None:
        colours, role = theme.colours(), str(self.property("role") or "")
        ink_and_ground = cap_colours(colours, role, enabled=self.isEnabled())
        if self._key:
            paint_cap(painter, room, self._key, ink_and_ground)
        if self._opens_menu:
            at = room.left() + (cap_width(self._key) + APART // 2 if self._key else -APART // 2)
            arrow = icon("chevron-down", ink_and_ground[0].name(), CHEVRON, self.devicePixelRatioF())
            painter.drawPixmap(at, (self.height() - CHEVRON) // 2, arrow)
