"""What a workbook of Excel 97 to 2003 says of its rows that the library which reads it does not: which are hidden.

Loaded by ``sheet_reader`` in its own process: the standard library only, nothing of the desk. A file is a compound file
(MS-CFB): sectors in chains, and a directory of streams; the stream ``Workbook`` is a row of records (MS-XLS).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

END = 0xFFFFFFFA
"""From here on no number is that of a sector."""
IN_HEAD = 109
"""Sectors of the table of chains that the head names."""
ENTRY = 128
"""Bytes of an entry of the directory."""
BOUNDSHEET, BOF, EOF, ROW = 0x0085, 0x0809, 0x000A, 0x0208
HIDDEN = 0x20
"""The bit of a row's options that says it has no height."""


def hidden_rows(content: bytes) -> dict[str, list[int]]:
    """By sheet the numbers of its hidden rows, from 1; nothing of a file that says it in another way."""
    try:
        stream = _workbook_stream(content)
        return {name: _hidden(stream, place) for name, place in _sheets(stream)}
    except (struct.error, IndexError, ValueError):
        return {}


def _workbook_stream(content: bytes) -> bytes:
    """The records; none where there is no such stream, or one so small that it lies elsewhere."""
    shift, tables, directory, smallest = struct.unpack_from("<H12xII4xI", content, 30)
    size = 1 << min(shift, 16)
    chains = _chains(content, size, tables)
    entries = _chained(content, size, chains, directory)
    for at in range(0, len(entries), ENTRY):
        name, length = entries[at : at + 64], struct.unpack_from("<H", entries, at + 64)[0]
        if name[: max(length - 2, 0)].decode("utf-16-le") == "Workbook":
            first, many = struct.unpack_from("<II", entries, at + 116)
            return _chained(content, size, chains, first)[:many] if many >= smallest else b""
    return b""


def _chains(content: bytes, size: int, tables: int) -> list[int]:
    """By sector the one after it; no more of them than the file can have."""
    tables = min(tables, len(content) // size)
    (more,) = struct.unpack_from("<I", content, 68)
    places = list(struct.unpack_from(f"<{IN_HEAD}I", content, 76))
    while more < END and len(places) < tables:
        *named, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        places += named
    chains: list[int] = []
    for place in places[:tables]:
        chains += struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size)
    return chains


def _chained(content: bytes, size: int, chains: list[int], first: int) -> bytes:
    """The sectors of a chain; one that has no end is cut where all sectors would have been met."""
    parts: list[bytes] = []
    place = first
    while place < END and len(parts) <= len(chains):
        parts.append(content[(place + 1) * size : (place + 2) * size])
        place = chains[place]
    return b"".join(parts)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record from ``place`` to the end of its part, parts within it left out."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        depth += (kind == BOF) - (kind == EOF)
        if depth == 1:
            yield kind, stream[place + 4 : place + 4 + length]
        if depth == 0:
            return
        place += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Name and place of every sheet."""
    for kind, content in _records(stream, 0):
        if kind == BOUNDSHEET:
            place, length, is_wide = struct.unpack_from("<I2xBB", content)
            name = content[8 : 8 + length * (1 + is_wide % 2)]
            yield name.decode("utf-16-le" if is_wide % 2 else "latin-1"), place


def _hidden(stream: bytes, place: int) -> list[int]:
    rows = (struct.unpack_from("<H10xH", content) for kind, content in _records(stream, place) if kind == ROW)
    return [number + 1 for number, options in rows if options & HIDDEN]
