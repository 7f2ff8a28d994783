"""The pages of a PDF as pictures, each drawn when it comes into sight: three hundred of them open at once."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QImage, QPixmap

from desk.reports.kit import pages

POINTS = 72
"""To an inch."""
KEPT = 24
"""Pictures of pages that are kept for when they come into sight again."""


class PdfPages:
    """A finished PDF; ``sizes`` are width and height of each page in inches."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._drawn: OrderedDict[tuple[int, int, float], QPixmap] = OrderedDict()
        with pages.opened(content) as document:
            raw = [document.get_page_size(at) for at in range(len(document))]
        self.sizes = [(width / POINTS, height / POINTS) for width, height in raw]

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, at: int, dpi: float) -> QImage:
        """One page with so many dots to an inch."""
        with pages.opened(self._content) as document:
            bitmap = document[at].render(scale=dpi / POINTS, rev_byteorder=True, prefer_bgrx=True)
            drawn = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
            return drawn.copy()

    def pixmap(self, at: int, dpi: int, ratio: float) -> QPixmap:
        """The same for a screen with this many device pixels to one of ours."""
        wanted = (at, dpi, ratio)
        if wanted not in self._drawn:
            made = QPixmap.fromImage(self.image(at, dpi * ratio))
            made.setDevicePixelRatio(ratio)
            self._drawn[wanted] = made
        self._drawn.move_to_end(wanted)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return self._drawn[wanted]

    def only(self, wanted: list[int]) -> bytes:
        """The PDF of some of the pages; the whole as it is where all are wanted."""
        if wanted == list(range(len(self))):
            return self._content
        import io

        import pypdfium2

        out = io.BytesIO()
        with pages.opened(self._content) as document:
            part = pypdfium2.PdfDocument.new()
            part.import_pages(document, wanted)
            part.save(out)
            part.close()
        return out.getvalue()
