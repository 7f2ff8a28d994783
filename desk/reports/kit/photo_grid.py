"""Photos of a record on paper: two beside each other, what they show below."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.platypus import Flowable, Image

from desk.core.errors import EnvironmentFailure
from desk.reports.kit import paper
from desk.reports.kit.flowing import flowing
from desk.storage.files import PhotoStore

CAPTION = 8.5


def photo_grid(shown: Sequence[tuple[str, str]], files: PhotoStore, width: float) -> Flowable:
    """``shown`` are the names of the files and the words below; one whose file is missing says so."""
    rows: list[list[Flowable | str]] = []
    for place in range(0, len(shown), 2):
        pair = shown[place : place + 2]
        rows.append([*[_photo(file, files, width / 2 - 12) for file, _caption in pair], ""][:2])
        rows.append([*[paper.paragraph(caption, size=CAPTION) for _file, caption in pair], ""][:2])
    together = [("NOSPLIT", (0, row), (-1, row + 1)) for row in range(0, len(rows), 2)]
    return flowing(rows, [width / 2] * 2, [("VALIGN", (0, 0), (-1, -1), "TOP"), *together])


def _photo(file: str, files: PhotoStore, wide: float) -> Flowable:
    try:
        image = Image(io.BytesIO(files.get(file)))
    except EnvironmentFailure as missing:
        return paper.paragraph(missing.message, size=CAPTION)
    scale = min(wide / image.imageWidth, wide * 0.75 / image.imageHeight)
    image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
    return image
