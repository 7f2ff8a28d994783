"""The paragraphs of a part: of a Word document and its headers, of text boxes and charts, of shared texts of cells."""

from __future__ import annotations

from collections.abc import Mapping

from desk.books.report_forms.xml_text import DRAWING, SHEET, WORD, Element, Paragraph, Span, Walk, tag_end

PARAGRAPHS = frozenset(
    (
        (WORD, "p"),
        (DRAWING, "p"),
        (SHEET, "si"),
        (SHEET, "is"),
        *((SHEET, f"{page}{end}") for page in ("odd", "even", "first") for end in ("Header", "Footer")),
    )
)
TEXTS = frozenset(((WORD, "t"), (DRAWING, "t"), (SHEET, "t")))
BREAKS = frozenset(((WORD, "tab"), (WORD, "br"), (WORD, "cr"), (DRAWING, "br")))
READING = (SHEET, "rPh")
"""How a text is spoken, beside it."""
COPY = ("", "Fallback")
"""What older programs read instead of what stands beside it; its namespace is none of ours."""
WANTED = PARAGRAPHS | TEXTS | BREAKS | {READING, COPY}


class TextParts:
    """Gathers ``paragraphs`` while a part is walked through."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self.paragraphs: list[Paragraph] = []
        self._open: list[Paragraph] = []
        self._text: tuple[Element, int, int] | None = None
        self._aside = self._copies = 0

    def begins(self, element: Element, _attributes: Mapping[str, str], at: int) -> None:
        """An element begins at a byte."""
        if element == COPY:
            self._copies += 1
        elif element == READING:
            self._aside += 1
        elif element in PARAGRAPHS:
            paragraph = Paragraph(element, len(self.paragraphs) + 1, shown=not self._copies)
            self.paragraphs.append(paragraph)
            self._open.append(paragraph)
            if element[1].endswith(("Header", "Footer")):  # its text is its own
                self._text = (element, at, tag_end(self._part, at))
        elif self._open and element in BREAKS:
            self._open[-1].pieces.append(None)
        elif self._open and element in TEXTS and not self._aside:
            self._text = (element, at, tag_end(self._part, at))

    def ends(self, element: Element, at: int) -> None:
        """An element ends at a byte."""
        if element == COPY:
            self._copies -= 1
        elif element == READING:
            self._aside -= 1
        elif self._open and self._text and element == self._text[0]:
            kind, start, first = self._text
            self._open[-1].pieces.append(Span(start, first, max(first, at), kind))
            self._text = None
        if element in PARAGRAPHS:
            self._open.pop()


def paragraphs_of(part: bytes) -> list[Paragraph]:
    """All paragraphs of a part in their order, also the empty ones. Raises ``Invalid``."""
    gathered = TextParts(part)
    Walk(part, WANTED, gathered.begins, gathered.ends)
    return gathered.paragraphs
