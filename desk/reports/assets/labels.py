"""Labels 资产标签 at true size: a code of the asset number, the name, the number in letters, and whose it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from desk.books import centre
from desk.books.assets.model import Asset
from desk.core.errors import Invalid, Problem
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.assets.label_sheets import LabelLayout, LabelSheet
from desk.reports.kit import fonts, matrix_code
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.paper_canvas import PaperCanvas

MARGIN = 1.2 * mm
NAME = 0.82
"""So small, as a share of the size, a name may be set before it takes a second line."""
SMALLEST = 4.5
"""Points; smaller letters cannot be read on a label."""


@on_record()
def pdf(work: Work, assets: Sequence[Asset], layout: LabelLayout, start: int = 1) -> bytes:
    """One label each, from position ``start`` of the first sheet on. Raises ``Invalid`` for a position it has not."""
    sheet = layout.sheet
    if not 1 <= start <= sheet.many:
        raise Invalid(Problem("start", _("This paper has positions 1 to {n}.", n=sheet.many)))
    fonts.register()
    out = io.BytesIO()
    canvas = PaperCanvas(out, pagesize=(sheet.paper[0] * mm, sheet.paper[1] * mm))
    canvas.setTitle(_("Asset labels"))
    owner = centre.get(work).name
    for place, asset in enumerate(assets, start - 1):
        at = place % sheet.many
        if at == 0 and place > start - 1:
            canvas.showPage()
        _draw(canvas, sheet, at, asset, owner)
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, sheet: LabelSheet, at: int, asset: Asset, owner: str) -> None:
    left, top = sheet.place(at)
    width, high = sheet.label[0] * mm, sheet.label[1] * mm
    canvas.saveState()
    canvas.translate(left * mm, (sheet.paper[1] - top) * mm - high)
    side = matrix_code.draw(canvas, asset.number, min(high - 2 * MARGIN, width * 0.46), high)
    _words(canvas, asset, owner, side + MARGIN, width - side - 2 * MARGIN, high)
    canvas.restoreState()


def _words(canvas: Any, asset: Asset, owner: str, x: float, room: float, high: float) -> None:
    """Name, number and centre: the largest letters at which all of it fits."""
    size = 11.0 if high > 28 * mm else 8.5
    while size > 4:
        bold = _fitting_one_line(asset.name, fonts.BOLD, size, room, least=size * NAME)
        name = wrapped(asset.name, fonts.BOLD, bold, room)
        number = wrapped(asset.number, fonts.BOLD, size, room)
        tiny = _fitting_one_line(owner, fonts.BODY, size * 0.72, room, least=SMALLEST)
        small = wrapped(owner, fonts.BODY, tiny, room)
        needed = len(name) * bold * 1.2 + len(number) * size * 1.2 + len(small) * tiny * 1.2 + size * 0.3
        if needed <= high - 2 * MARGIN and len(number) == 1:
            break
        size -= 0.5
    else:
        small = [fonts.shortened(owner, fonts.BODY, tiny, room)]
        left = high - 2 * MARGIN - len(number) * size * 1.2 - tiny * 1.2 - size * 0.3
        most = max(int(left / (size * 1.2)), 1)
        bold, name = size, [*name[: most - 1], fonts.shortened("".join(name[most - 1 :]), fonts.BOLD, size, room)]
        needed = high - 2 * MARGIN
    y = (high + needed) / 2
    canvas.setFillGray(0)
    for lines, font, each in ((name, fonts.BOLD, bold), (number, fonts.BOLD, size), (small, fonts.BODY, tiny)):
        canvas.setFont(font, each)
        for line in lines:
            y -= each * 1.2
            canvas.drawString(x, y, line)
        y -= size * 0.1


def _fitting_one_line(text: str, font: str, size: float, room: float, *, least: float) -> float:
    """A smaller size at which a text needs one line only; the given one when that would be smaller than ``least``."""
    wide = stringWidth(text, font, size)
    one_line = size if wide <= room else size * room / wide * 0.99
    return one_line if one_line >= least else size
