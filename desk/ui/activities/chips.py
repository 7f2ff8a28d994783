"""How an activity looks on the calendar: a square with the kind's letter, time, title; what is not sure is lighter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from desk.books.activities.model import Activity, ActivityKind, ActivityState
from desk.core.clock_times import clock
from desk.core.words import _, marked
from desk.reports.activities.colours import COLOURS
from desk.ui.shell import theme

SQUARE = 15


def draw_square(painter: QPainter, area: QRectF, kind: ActivityKind, *, hollow: bool = False) -> None:
    """The kind's colour and letter; hollow for a draft."""
    colour = QColor(COLOURS[kind])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    painter.drawRoundedRect(area, 3, 3)
    font = QFont(painter.font())
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor(theme.colours().text) if hollow else QColor("white"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, kind.letter)
    painter.restore()


def draw_chip(painter: QPainter, area: QRect, activity: Activity, *, faint: bool = False) -> None:
    """One line: square, time, 变更 mark, title. Cancelled is struck out."""
    c = theme.colours()
    painter.save()
    painter.setOpacity(0.55 if faint or activity.state is ActivityState.CANCELLED else 1)
    y = area.y() + (area.height() - SQUARE) / 2
    draw_square(
        painter, QRectF(area.x() + 1, y, SQUARE, SQUARE), activity.kind, hollow=activity.state is ActivityState.DRAFT
    )
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setStrikeOut(activity.state is ActivityState.CANCELLED)
    font.setItalic(activity.state is ActivityState.DRAFT)
    painter.setFont(font)
    text = area.adjusted(SQUARE + 5, 0, 0, 0)
    mark = marked(activity.mark.label) if activity.is_changed else ""
    if mark:
        painter.setPen(QColor(c.bad))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, mark)
        text.adjust(painter.fontMetrics().horizontalAdvance(mark), 0, 0, 0)
    caption = f"{clock(activity.begins)} {activity.title}" if text.width() > 90 else activity.title
    painter.setPen(QColor(c.text))
    painter.drawText(
        text,
        Qt.AlignmentFlag.AlignVCenter,
        painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, text.width()),
    )
    painter.restore()


def draw_rest(painter: QPainter, area: QRect, rest: Sequence[Activity]) -> None:
    """What there is no room to name: a square each, and how many where even the squares do not fit."""
    y = area.y() + (area.height() - SQUARE) / 2
    room = (area.width() - 4) // (SQUARE + 3)
    shown = rest if len(rest) <= room else rest[: max(room - 2, 0)]
    for place, activity in enumerate(shown):
        left = area.x() + 1 + place * (SQUARE + 3)
        draw_square(
            painter, QRectF(left, y, SQUARE, SQUARE), activity.kind, hollow=activity.state is ActivityState.DRAFT
        )
    if len(shown) < len(rest):
        painter.save()
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(theme.colours().muted))
        text = area.adjusted(len(shown) * (SQUARE + 3) + 3, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, _("+{n}", n=len(rest) - len(shown)))
        painter.restore()
