"""What every paper is drawn on: a canvas whose file is fit for the archive and knows what its parts are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from desk.reports.kit import archive
from desk.reports.kit.structure import Structure

PRINTED = 4
"""The flag of a link that it may stand on what is printed; an archive wants every link to say it."""


class PaperCanvas(Canvas):  # type: ignore[misc]
    """The same bytes for the same content; ``at`` is when the file says that it was made."""

    def __init__(self, *args: Any, at: datetime | None = None, **kwargs: Any) -> None:
        whole = {"pdfVersion": archive.VERSION, "lang": archive.LANGUAGE, "invariant": 1}
        super().__init__(*args, **{**kwargs, **whole})
        archive.date_it(self._doc, at)
        self.structure = Structure()

    def linkRect(self, *args: Any, **kwargs: Any) -> Any:
        """A place that leads to another."""
        return super().linkRect(*args, F=PRINTED, **kwargs)

    def write_page(self) -> None:
        """The page is whole: put it into the file."""
        self.structure.look_through(self._code)
        self._doc.updateSignature("\n".join(self._code))
        super().showPage()

    def showPage(self) -> None:
        """A page is done."""
        self.write_page()

    def save(self) -> None:
        """Write the file."""
        if self._code:
            self.write_page()
        self.structure.write(self._doc)
        archive.finish(self._doc)
        super().save()
