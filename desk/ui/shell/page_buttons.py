"""The buttons of a tab's pages, side by side, the one in sight raised; pages of a group stand behind one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QMenu

from desk.core.words import _
from desk.ui.shell.tab import PageDeclaration
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.controls import set_role
from desk.ui.widgets.flow import Row
from desk.ui.widgets.key_cap import CapButton, with_key
from desk.ui.widgets.once import shortcut

MOST_KEYS = 9
"""Alt and a digit from 1 on."""


class PageButtons(QFrame):
    """``place`` is the page in sight, counted from 0 over all pages, those in groups too.

    Keys are no shortcuts of the buttons: Qt would show each pressed for a tenth of a second first.
    """

    chosen = Signal(int)
    """The place of the page that somebody wants to see."""

    def __init__(self, pages: Sequence[PageDeclaration]) -> None:
        super().__init__()
        self.setProperty("role", "pages")
        self.place = 0
        self._group = QButtonGroup(self)
        self._of_place: dict[int, QAbstractButton] = {}
        self._line = Row(self)
        self._line.setContentsMargins(3, 3, 3, 3)
        self._line.setSpacing(0)
        self.keys = 0
        """How many buttons have a key."""
        for places in _runs(pages):
            group, titles = pages[places[0]].group, [_(pages[place].title) for place in places]
            made = GroupButton(_(group), places, titles) if group else Latch(titles[0])
            self._add(made, places)
        self.show_place(0)

    def _add(self, made: Latch | GroupButton, places: Sequence[int]) -> None:
        set_role(made, "role", "page")
        act = partial(self._choose, places[0])
        if isinstance(made, GroupButton):
            act = partial(self.open_menu, made)
            made.chosen.connect(self._choose)
        made.clicked.connect(act)
        if self.keys < MOST_KEYS:
            self.keys += 1
            key = f"Alt+{self.keys}"
            made.setToolTip(with_key(made.text(), key))
            shortcut(self, key, act, repeats=True, held=False)
        self._group.addButton(made)
        self._line.addWidget(made)
        self._of_place.update(dict.fromkeys(places, made))

    def _choose(self, place: int) -> None:
        self.show_place(place)
        self.chosen.emit(place)

    def show_place(self, place: int) -> None:
        """Raise the button of a page without telling anybody; one of a group says which page it is."""
        self.place = place
        raised = self._of_place[place]
        raised.setChecked(True)
        for made in self._of_place.values():
            if isinstance(made, GroupButton):
                made.show_place(place if made is raised else None)

    def open_menu(self, made: GroupButton) -> None:
        """The pages of a group, to be chosen from; until one is, the page in sight stays."""
        self.show_place(self.place)
        made.pop_up(self.place)


class GroupButton(CapButton):
    """The button of several pages: a menu of them, and the name of the one in sight."""

    chosen = Signal(int)

    def __init__(self, name: str, places: Sequence[int], titles: Sequence[str]) -> None:
        super().__init__(name, opens_menu=True, repeats=True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._name = name
        self._titles = dict(zip(places, titles, strict=True))

    def show_place(self, place: int | None) -> None:
        """The name of a page of it, or with None its own."""
        self.setText(self._name if place is None else self._titles[place])

    def sizeHint(self) -> QSize:
        """There is room for the longest name in bold, so that nothing beside it moves."""
        size, bold = super().sizeHint(), QFont(self.font())
        bold.setBold(True)
        widest = max(QFontMetrics(bold).horizontalAdvance(text) for text in (self._name, *self._titles.values()))
        return QSize(size.width() - self.fontMetrics().horizontalAdvance(self.text()) + widest, size.height())

    def pop_up(self, place: int) -> None:
        """Its pages below it, the one in sight chosen already."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each, title in self._titles.items():
            entry = menu.addAction(title)
            entry.triggered.connect(lambda _checked=False, each=each: self.chosen.emit(each))
        entries = dict(zip(self._titles, menu.actions(), strict=True))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        menu.setActiveAction(entries.get(place, menu.actions()[0]))


def _runs(pages: Sequence[PageDeclaration]) -> list[list[int]]:
    """The places of pages that share a button: those of a group that stand beside each other."""
    runs = groupby(enumerate(pages), key=lambda each: each[1].group or each[0])
    return [[place for place, _page in run] for _group, run in runs]
