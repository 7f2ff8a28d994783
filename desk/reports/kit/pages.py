"""A finished PDF opened to be drawn. PDFium must not be used by two threads at once, so one waits for the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_PDFIUM = Lock()


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The pypdfium2 document; its pages are drawn inside the ``with``."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            yield document
        finally:
            document.close()
