"""Has everything in sight room for its words?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desk.ui.widgets.controls import Field
from desk.ui.widgets.lists import ListView


def squeezed(part: QWidget) -> Iterator[str]:
    """What of it in sight is cut: buttons, names of fields and headings of columns."""
    for made in part.findChildren(QPushButton):
        if made.isVisible() and made.width() < made.sizeHint().width():
            yield f"button {made.text()!r}"
    for field in part.findChildren(Field):
        if field.isVisible() and not has_room(field.name):
            yield f"name {field.name.text()!r}"
    for shown in part.findChildren(ListView):
        header = shown.table.horizontalHeader()
        for place, column in enumerate(shown.model.columns if header.isVisible() else ()):
            if not header.isSectionHidden(place) and header.sectionSize(place) < header.sectionSizeHint(place):
                yield f"heading {column.name!r}"


def has_room(name: QLabel) -> bool:
    if not name.wordWrap():
        return name.width() >= name.fontMetrics().horizontalAdvance(name.text())
    return name.height() >= name.heightForWidth(name.width())
