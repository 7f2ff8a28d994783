"""What does not fit on the public screen at once is shown page after page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QFont, QTextLayout, QTextOption

Each = TypeVar("Each")


class Pager(Generic[Each]):
    """Items in pages of so many; each ``turn`` shows the next page, and the first one after the last."""

    def __init__(self, on_a_page: int) -> None:
        self._on_a_page = on_a_page
        self._items: tuple[Each, ...] = ()
        self._page = 0

    def take(self, items: Sequence[Each]) -> None:
        """Other items from now on; the same ones go on where they are."""
        if tuple(items) != self._items:
            self._items, self._page = tuple(items), 0

    @property
    def pages(self) -> int:
        """How many there are; at least one."""
        return max(1, -(-len(self._items) // self._on_a_page))

    def turn(self) -> None:
        """On to the next page."""
        self._page = (self._page + 1) % self.pages

    @property
    def shown(self) -> tuple[Each, ...]:
        """The items of the page in sight."""
        begin = self._page * self._on_a_page
        return self._items[begin : begin + self._on_a_page]


def lines_of(text: str, font: QFont, width: float) -> list[str]:
    """A text in lines that are at most so many pixels wide, broken as Qt breaks Chinese; none for an empty one."""
    made: list[str] = []
    for paragraph in filter(None, map(str.strip, text.splitlines())):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            made.append(paragraph[line.textStart() : line.textStart() + line.textLength()].strip())
        layout.endLayout()
    return made
