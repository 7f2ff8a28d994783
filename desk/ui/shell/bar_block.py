"""A block of the bar: an icon, a line of words over another, a key. Its words are never cut; it has shorter ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from desk.ui.shell import theme
from desk.ui.shell.text_size import scaled
from desk.ui.shell.tokens import BODY, CAPTION, SMALL, Tokens
from desk.ui.widgets.controls import set_role
from desk.ui.widgets.icons import icon
from desk.ui.widgets.inks import Letters
from desk.ui.widgets.key_cap import cap_colours, cap_width, paint_cap
from desk.ui.widgets.once import Button
from desk.ui.widgets.whole_text import hint

SIDE, APART, PICTURE = 8, 8, 18
ONE_LINE, TWO_LINES = 34, 42
"""Heights in pixels."""


@dataclass(frozen=True)
class Form:
    """What a block says in one of its widths."""

    first: str = ""
    second: str = ""
    """Muted, below the first; empty for a single line."""
    cap: str = ""
    """The key, as its cap."""


class Block(Button):
    """One block. Without anything to do it is read like a label: no focus, no ground under the mouse."""

    def __init__(self, act: Callable[[], object] | None = None, role: str = "block", picture: str = "") -> None:
        super().__init__("")
        self.picture = picture
        self.ink: Callable[[Tokens], str] = lambda c: c.text
        self._forms: Sequence[Form] = (Form(),)
        self._place = 0
        self._letters = (Letters(SMALL, bold=True), Letters(BODY, bold=True), Letters(CAPTION))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_role(self, "role", role)
        if act is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            set_role(self, "role", "still")
        else:
            self.clicked.connect(lambda _checked=False: act())

    def say(self, *forms: Form, tip: str = "", name: str = "") -> None:
        """The forms, the longest first. A hover and a screen reader have all of it, whichever is shown."""
        self._forms = forms
        longest = forms[0]
        said = name or "　".join(filter(None, (longest.first, longest.second)))
        self.setAccessibleName(said)
        self.setToolTip(hint("\n".join(filter(None, (said, tip)))))
        self._place = min(self._place, len(forms) - 1)
        self.updateGeometry()
        self.update()

    @property
    def form(self) -> Form:
        """What is shown."""
        return self._forms[self._place]

    @property
    def forms(self) -> int:
        """How many there are."""
        return len(self._forms)

    def show_form(self, place: int) -> None:
        """From now on this one, or the shortest."""
        self._place = min(place, len(self._forms) - 1)
        self.updateGeometry()
        self.update()

    @property
    def is_bare(self) -> bool:
        """Is there nothing to show in this form?"""
        return not (self.picture or self.form.first)

    def sizeHint(self) -> QSize:
        """As wide as what it says; a bare one takes no room."""
        if self.is_bare:
            return QSize(0, scaled(ONE_LINE))
        parts = [width for width in (self._picture_width(), self._words_width(), self._cap_width()) if width]
        return QSize(
            2 * SIDE + sum(parts) + APART * (len(parts) - 1), scaled(TWO_LINES if self.form.second else ONE_LINE)
        )

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of it is cut."""
        return self.sizeHint()

    def _picture_width(self) -> int:
        return PICTURE if self.picture else 0

    def _font_of_first(self) -> int:
        return 0 if self.form.second else 1

    def _words_width(self) -> int:
        first = self._letters[self._font_of_first()].width(self.form.first)
        return max(first, self._letters[2].width(self.form.second))

    def _cap_width(self) -> int:
        return cap_width(self.form.cap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.is_bare:
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        at = SIDE
        if self._picture_width():
            self._paint_picture(painter, colours, at)
            at += self._picture_width() + APART
        if self.form.first:
            self._paint_words(painter, colours, at)
            at += self._words_width() + APART
        if self.form.cap:
            self._paint_cap(painter, colours, at)

    def _paint_picture(self, painter: QPainter, colours: Tokens, at: int) -> None:
        shown = icon(self.picture, self.ink(colours), PICTURE, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(at, (self.height() - PICTURE) // 2), shown)

    def _paint_words(self, painter: QPainter, colours: Tokens, at: int) -> None:
        width, flags = self._words_width() + 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        middle = self.height() // 2
        painter.setPen(QColor(self.ink(colours)))
        painter.setFont(self._letters[self._font_of_first()].font)
        if not self.form.second:
            painter.drawText(QRect(at, 0, width, self.height()), flags, self.form.first)
            return
        painter.drawText(QRect(at, middle - scaled(21), width, scaled(22)), flags, self.form.first)
        painter.setPen(QColor(colours.muted))
        painter.setFont(self._letters[2].font)
        painter.drawText(QRect(at, middle + 1, width, scaled(19)), flags, self.form.second)

    def _paint_cap(self, painter: QPainter, colours: Tokens, at: int) -> None:
        room = QRect(at, 0, self._cap_width(), self.height())
        paint_cap(painter, room, self.form.cap, cap_colours(colours, str(self.property("role"))))


class CentreSign(Block):
    """The sign of the centre: a star on the brand's red, until the centre has one of its own."""

    SIDE = 30

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self.SIDE, self.SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.brand_fill))
        painter.drawRoundedRect(self.rect(), 6, 6)
        star = icon("star", colours.on_brand, 18, self.devicePixelRatioF(), filled=True)
        painter.drawPixmap(QPoint((self.width() - 18) // 2, (self.height() - 18) // 2), star)
