"""Photos of the demo centre 示例照片: two findings before and after, drawn, as nobody took any."""

from __future__ import annotations

import io
from collections.abc import Callable

from desk.books.findings import photos, sample
from desk.books.follow_ups import photos as proof
from desk.core.resources import RESOURCES
from desk.core.work import Work
from desk.services.attachments import attach
from desk.services.session import Desk

WIDE, HIGH = 960, 720
WALL, FLOOR, BOARD, PAPER, BOX = "#d9d4c7", "#a79f8d", "#8f2020", "#f5efe0", "#b98a52"


def put(desk: Desk) -> None:
    """Keep them with the findings of the sample, which are mended by that; none where the sample has none."""
    with desk.read() as work:
        pairs = sample.photographed(work)
    for (finding, item), draw in zip(pairs, (_sign, _way), strict=False):
        attach(desk, draw(mended=False), _noting(photos.add, finding.id, "整改前.jpg"))
        attach(desk, draw(mended=True), _noting(proof.add, item.id, "整改后.jpg"))
        with desk.write() as work:
            sample.mend(work, item)


def _noting(add: Callable[[Work, int, str, str, int, int], int], id: int, name: str) -> Callable[[Work, str], int]:
    return lambda work, file: add(work, id, file, name, WIDE, HIGH)


def _sign(*, mended: bool) -> bytes:
    """A board on a wall: its words small, and then large."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (WIDE, HIGH), WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HIGH - 160, WIDE, HIGH), FLOOR)
    draw.rectangle((230, 120, 730, 420), BOARD, outline=PAPER, width=6)
    font = ImageFont.truetype(str(RESOURCES / "fonts" / "NotoSansSC_700Bold.ttf"), 150 if mended else 34)
    draw.text((480, 270), "大厅" if mended else "办事大厅", font=font, fill=PAPER, anchor="mm")
    return _jpeg(image)


def _way(*, mended: bool) -> bytes:
    """A way to a door: with boxes in it, and then free, with a line along it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDE, HIGH), WALL)
    draw = ImageDraw.Draw(image)
    draw.polygon(((360, 330), (600, 330), (WIDE, HIGH), (0, HIGH)), FLOOR)
    draw.rectangle((400, 120, 560, 330), "#3f6b4f", outline=PAPER, width=5)
    if mended:
        draw.line(((370, 345), (60, HIGH)), fill="#e0b020", width=14)
        draw.line(((590, 345), (900, HIGH)), fill="#e0b020", width=14)
    else:
        for left, top, side in ((250, 430, 180), (420, 500, 200), (560, 400, 150), (300, 320, 110)):
            draw.rectangle((left, top, left + side, top + side), BOX, outline="#7d5a30", width=5)
            draw.line(((left, top + side // 2), (left + side, top + side // 2)), fill="#7d5a30", width=4)
    return _jpeg(image)


def _jpeg(image: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)  # type: ignore[attr-defined]
    return out.getvalue()
