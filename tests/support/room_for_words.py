"""Has everything in sight room for its words, and does it stand inside what it belongs to?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from desk.ui.widgets.lists import ListView
from tests.support.controls import inside_another_control

ROUNDED = 2
"""Pixels that a width may lack at a scale at which a letter is no whole number of them wide."""
CALM = 3
"""Rounds of the event loop in which nothing moves: what is asked for in one comes in the next, and moves in a third."""
LAYOUTS = 20
"""So often a layout may lay out anew before it is at rest."""


def settle(part: QWidget) -> None:
    """Until nothing moves any more: some parts find their height only when they have a width."""
    before: list[tuple[int, int, int, int]] = []
    calm = 0
    for _round in range(LAYOUTS):
        QTest.qWait(0)
        now = [each.geometry().getRect() for each in part.findChildren(QWidget) if each.isVisible()]
        calm = calm + 1 if now == before else 0
        if calm == CALM:
            return
        before = now
    raise AssertionError(f"{type(part).__name__} does not come to rest")


def squeezed(part: QWidget) -> Iterator[str]:
    """What of it in sight is cut: buttons, labels, choices and headings of columns."""
    for each in part.findChildren(QWidget):
        if not each.isVisible() or inside_another_control(each):
            continue
        if isinstance(each, QLabel) and not has_room(each):
            yield f"label {each.text()[:40]!r} of {each.width()} x {each.height()}"
        elif isinstance(each, QAbstractButton) and each.text() and each.width() < _needed(each):
            yield f"button {each.text()!r} of {each.width()}, needs {_needed(each)}"
        elif isinstance(each, QComboBox) and not _has_room_for_choice(each):
            yield f"choice {each.currentText()!r} of {each.width()}"
        elif isinstance(each, ListView):
            yield from _headings(each)


def _needed(made: QAbstractButton) -> int:
    return (made.sizeHint() if isinstance(made, QPushButton) else made.minimumSizeHint()).width()


def _headings(shown: ListView) -> Iterator[str]:  # type: ignore[type-arg]
    header = shown.table.horizontalHeader()
    for place, column in enumerate(shown.model.columns if header.isVisible() else ()):
        if not header.isSectionHidden(place) and header.sectionSize(place) < header.sectionSizeHint(place):
            yield f"heading {column.name!r}"


def _has_room_for_choice(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    words = QSize(box.fontMetrics().horizontalAdvance(box.currentText()), 1)
    needed = box.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, words, box).width()
    return box.width() + ROUNDED >= min(needed, box.sizeHint().width())


def has_room(name: QLabel) -> bool:
    """For its words in width, and for the letters themselves in height: the air above and below may be less."""
    metrics, margins = name.fontMetrics(), name.contentsMargins()
    air = max(metrics.lineSpacing() - QFontInfo(name.font()).pixelSize(), 0) + margins.top() + margins.bottom()
    if not name.text():
        return True
    if name.wordWrap():
        return name.height() >= name.heightForWidth(name.width()) - air
    wide = name.width() + ROUNDED >= name.minimumSizeHint().width()
    return wide and name.height() >= name.minimumSizeHint().height() - air


def outside(part: QWidget) -> Iterator[str]:
    """What of it in sight is not wholly inside what it stands in, and cannot be scrolled to."""
    for each in part.findChildren(QWidget):
        above = each.parentWidget()
        if above is None or not each.isVisible() or each.isWindow() or inside_another_control(each):
            continue
        if each.geometry().isEmpty() or isinstance(above, QAbstractScrollArea):
            continue
        scrolls = isinstance(above.parentWidget(), QAbstractScrollArea)
        if not scrolls and not above.rect().contains(each.geometry()):
            words = str(each.property("text") or each.accessibleName())
            at, room = each.geometry().getRect(), above.size().toTuple()
            yield f"{type(each).__name__} {words[:30]!r} at {at} in {type(above).__name__} of {room}"
