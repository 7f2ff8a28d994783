"""A small workbook as Excel 97 wrote it: records of BIFF8 in a compound file, put together by hand, since no library
of ours writes one.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, IN_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
"""Of a chain of sectors, of a sector, and of one that holds the table of chains itself."""
SMALLEST = 4096
"""Bytes of a stream that lies in sectors of its own."""
BOF, EOF, SHEET, STRINGS, STRING, NUMBER = 0x0809, 0x000A, 0x0085, 0x00FC, 0x00FD, 0x0203
ROW, MERGED, HIDDEN = 0x0208, 0x00E5, 0x20
GLOBALS, TABLE = 0x0005, 0x0010
Cell = str | float


def workbook(
    rows: Sequence[Sequence[Cell]],
    name: str = "一月",
    hidden: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> bytes:
    """One sheet with these rows, whole as Excel would take it; numbers of ``hidden`` rows count from 0, as do the
    first and last row and column of what is ``merged``.
    """
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    begin, strings = _begin(GLOBALS), _strings(texts)
    place = len(begin) + len(_sheet(name, 0)) + len(strings) + len(_record(EOF))
    stream = begin + _sheet(name, place) + strings + _record(EOF) + _begin(TABLE)
    for row, cells in enumerate(rows):
        options = HIDDEN if row in hidden else 0
        stream += _record(ROW, struct.pack("<HHHHIHH", row, 0, len(cells), 0x00FF, 0, options, 0))
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                stream += _record(STRING, struct.pack("<HHHI", row, column, 0, texts.index(cell)))
            else:
                stream += _record(NUMBER, struct.pack("<HHHd", row, column, 0, cell))
    if merged:
        stream += _record(
            MERGED, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *each) for each in merged)
        )
    return _compound(stream + _record(EOF))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(part: int) -> bytes:
    return _record(BOF, struct.pack("<HHHHII", 0x0600, part, 0x0DBB, 1997, 0, 6))


def _sheet(name: str, place: int) -> bytes:
    return _record(SHEET, struct.pack("<IBBBB", place, 0, 0, len(name), 1) + name.encode("utf-16-le"))


def _strings(texts: Sequence[str]) -> bytes:
    """Each once; all of them fit into one record."""
    content = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        units = text.encode("utf-16-le")
        content += struct.pack("<HB", len(units) // 2, 1) + units
    return _record(STRINGS, content)


def _compound(stream: bytes) -> bytes:
    """Head, table of chains, directory, and the stream ``Workbook`` in the sectors after them."""
    size = max(len(stream), SMALLEST)
    sectors = -(-size // SECTOR)
    chain = [IN_TABLE, END, *range(3, sectors + 2), END]
    table = struct.pack("<128I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, size) + bytes(2 * 128)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SMALLEST, END, 0, END, 0)
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + directory + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, place: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    content = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, FREE, FREE, child)
    return content + bytes(36) + struct.pack("<IQ", place, size)
