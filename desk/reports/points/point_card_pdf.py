"""The point card 积分卡: who and how many, what expires when, and a code for the scanner; or a label of the same."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A6, landscape
from reportlab.lib.units import mm

from desk.books import centre
from desk.books.points import expiring
from desk.books.points.expiring import ExpiringPoints
from desk.books.points.model import Holder
from desk.core import identity
from desk.core.calendar import full_date_words
from desk.core.errors import Refused
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.kit import fonts, matrix_code
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.paper import GREY, INK, RED
from desk.reports.kit.paper_canvas import PaperCanvas
from desk.reports.points import about
from desk.reports.points.card_layouts import CardLayout

LABEL_SIZE = (60 * mm, 40 * mm)
MARGIN = 8 * mm
NARROW = 1.5 * mm
MOST_EXPIRIES = 4
"""Lines that fit on a card; what expires later is summed up."""


@on_record()
def pdf(work: Work, holders: Sequence[Holder], layout: CardLayout = CardLayout.A6) -> bytes:
    """A page each; names masked, as a card is lost or lent. Raises ``Refused`` without anybody."""
    if not holders:
        raise Refused(_("There are no members yet."))
    fonts.register()
    size = landscape(A6) if layout is CardLayout.A6 else LABEL_SIZE
    out = io.BytesIO()
    canvas = PaperCanvas(out, pagesize=size)
    canvas.setTitle(_("Point card"))
    house, valid = centre.get(work).name, about.valid_words(work)
    for place, holder in enumerate(holders):
        if place:
            canvas.showPage()
        if layout is CardLayout.A6:
            coming = expiring.coming_of(work, holder.id)
            _draw_card(canvas, size, holder, coming, house, (valid, full_date_words(work.today)))
        else:
            _draw_label(canvas, size, holder, house)
    canvas.save()
    return out.getvalue()


def _draw_card(
    canvas: Any,
    size: tuple[float, float],
    holder: Holder,
    coming: Sequence[ExpiringPoints],
    house: str,
    said: tuple[str, str],
) -> None:
    width, high = size
    valid, today = said
    room = width - 2 * MARGIN
    y = _line(canvas, _("Point card"), (MARGIN, high - MARGIN - 16), room, 20, fonts.TITLE, RED)
    y = _line(canvas, house, (MARGIN, y - 4), room, 9, fonts.BODY, GREY)
    code = 36 * mm
    canvas.saveState()
    canvas.translate(width - MARGIN - code + 3 * mm, MARGIN + 8)
    matrix_code.draw(canvas, holder.number, code, code)
    canvas.restoreState()
    left = room - code
    who = f"{holder.number}　{identity.mask_name(holder.name)}"
    y = _line(canvas, who, (MARGIN, y - 12), left, 13, fonts.BOLD, INK)
    y = _line(canvas, holder.team, (MARGIN, y - 4), left, 10, fonts.BODY, GREY)
    balance = _("{n} points", n=f"{holder.balance:,}")
    y = _line(canvas, balance, (MARGIN, y - 16), left, 24, fonts.BOLD, RED)
    for text in (_("Up to {day}", day=today), *_expiry_lines(coming)):
        y = _line(canvas, text, (MARGIN, y - 3), left, 9, fonts.BODY, INK)
    _line(canvas, valid, (MARGIN, MARGIN + 2), room, 8, fonts.BODY, GREY)


def _expiry_lines(coming: Sequence[ExpiringPoints]) -> list[str]:
    """What expires when: all of it, in as many lines as there is room for."""
    lines = [
        _("{n} points until {day}", n=each.points, day=full_date_words(each.last_day))
        for each in coming[:MOST_EXPIRIES]
    ]
    if later := coming[MOST_EXPIRIES:]:
        lines.append(_("{n} points later", n=sum(each.points for each in later)))
    return lines


def _draw_label(canvas: Any, size: tuple[float, float], holder: Holder, house: str) -> None:
    width, high = size
    side = matrix_code.draw(canvas, holder.number, 30 * mm, high)
    room = width - side - 2 * NARROW
    y = high - 9 * mm
    for text, points, font in (
        (_("Point card"), 10, fonts.BOLD),
        (identity.mask_name(holder.name), 10, fonts.BODY),
        (holder.number, 10, fonts.BOLD),
        (holder.team, 7.5, fonts.BODY),
        (house, 7, fonts.BODY),
    ):
        for line in wrapped(text, font, points, room)[:2] if text == holder.team else (text,):
            y = _line(canvas, line, (side + NARROW, y), room, points, font, INK) - points * 0.3


def _line(canvas: Any, text: str, at: tuple[float, float], room: float, size: float, font: str, colour: Any) -> float:
    """One line with its upper edge at ``at``, shortened to the room; the lower edge."""
    x, top = at
    canvas.setFont(font, size)
    canvas.setFillColor(colour)
    canvas.drawString(x, top - size * 0.9, fonts.shortened(text, font, size, room))
    return top - size * 1.15
