"""The words of a PDF."""

from __future__ import annotations

import re

import pypdfium2


def pages_of(pdf: bytes) -> list[str]:
    """What stands on each page, lines and spaces as they are."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def words_of(pdf: bytes) -> str:
    """All that stands there, without any space."""
    return re.sub(r"\s", "", "".join(pages_of(pdf)))
