"""Reads the hidden sheet ``_figures`` of workbooks in a process of its own: python figures_reader.py, which takes a
path in JSON from each line of its standard input and answers each with a line of JSON.

Nothing of the desk is loaded here, and of a workbook only three parts are unpacked: the list of its sheets, the one
hidden sheet, and of the shared texts those that it names. A sheet of details is never opened. What is unpacked is
limited, and so are memory and processor time: a file that bursts harms nobody.
"""

from __future__ import annotations

import gc
import hashlib
import io
import json
import math
import posixpath
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

SHEET = "_figures"
MEMORY = 512 * 2**20
"""Bytes that reading may take."""
SECONDS = 1200
"""Seconds of the processor for all files together; how long one may take, whoever waits decides."""
LARGEST = 50 * 2**20
"""Bytes of a file."""
UNPACKED = 1024 * 2**20
"""Bytes that a whole workbook may say it unpacks to: one that says more is a bomb, or of no use to anybody."""
MOST_OF_PART = 16 * 2**20
"""Bytes of one of the small parts that are read whole."""
MOST_OF_TEXTS = 256 * 2**20
"""Bytes of the shared texts, which are read piece by piece."""
MOST_PARTS, MOST_CELLS, LONGEST = 10_000, 100_000, 32_767
"""Parts of a workbook, cells of the sheet, characters of a cell."""
PIECE = 2**16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = (".xlsm", ".xltm")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a workbook with a password lies (MS-OFFCRYPTO, 2.3.4.4)."""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


class Fault(Exception):
    """Why nothing is read of a file: a word for ``desk.books.district.model.Trouble``."""


def answer(path: Path) -> dict[str, Any]:
    """What is known of a file: its SHA-256 where it could be read, the rows of the sheet, or why there are none."""
    known: dict[str, Any] = {"sha256": ""}
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Fault("large")
        content = path.read_bytes()
        known["sha256"] = hashlib.sha256(content).hexdigest()
        if path.suffix.lower() in MACROS:
            raise Fault("macros")
        return {**known, "rows": rows_of(content)}
    except Fault as fault:
        return {**known, "fault": str(fault)}
    except MemoryError:
        return {**known, "fault": "large"}
    except OSError:
        return {**known, "fault": "unreadable"}
    except Exception:  # whatever else a damaged file brings down
        return {**known, "fault": "damaged"}


def rows_of(content: bytes) -> list[list[Any]]:
    """The rows of the sheet. Raises ``Fault``."""
    if content[:8] == OLE:
        raise Fault("password" if ENCRYPTED in content else "not_xlsx")
    if content[:2] != b"PK":
        raise Fault("not_xlsx")
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Fault("damaged") from error
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Fault("large")
    names = {part.filename.lower(): part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise Fault("not_xlsx")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Fault("macros")
    if any(part.flag_bits & 1 for part in parts):
        raise Fault("password")
    part = names.get(_sheet_part(package, names).lower())
    if part is None:
        raise Fault("no_figures")
    return _with_texts(package, names, _cells(_small(package, part)))


def _small(package: zipfile.ZipFile, part: str) -> bytes:
    """A part that is read whole, however large it says it is. Raises ``Fault``."""
    with package.open(part) as stream:
        content = stream.read(MOST_OF_PART + 1)
    if len(content) > MOST_OF_PART:
        raise Fault("large")
    return content


def _sheet_part(package: zipfile.ZipFile, names: dict[str, str]) -> str:
    """Where the sheet lies in the package; empty without one."""
    wanted: list[str] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet" and given.get("name") == SHEET:
            wanted.append(given.get(RELATION, given.get("id", "")))

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[given.get("Id", "")] = given.get("Target", "")

    _parse(_small(package, names["xl/workbook.xml"]), sheet)
    if not wanted or "xl/_rels/workbook.xml.rels" not in names:
        return ""
    _parse(_small(package, names["xl/_rels/workbook.xml.rels"]), relation)
    target = targets.get(wanted[0], "")
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}") if target else ""


def _no_doctype(*_given: Any) -> None:
    raise Fault("damaged")  # no workbook declares entities; what does means harm


def _parser(
    starts: Callable[[str, dict[str, str]], None],
    ends: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = lambda tag, given: starts(tag.rpartition(" ")[2], given)
    if ends:
        parser.EndElementHandler = lambda tag: ends(tag.rpartition(" ")[2])
    if text:
        parser.CharacterDataHandler = text
    return parser


def _parse(content: bytes, starts: Callable[[str, dict[str, str]], None]) -> None:
    _parser(starts).Parse(content, True)


class _Shared(int):
    """The place of a text among the shared ones."""


class _Cells:
    """Gathers the cells of the sheet."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._kind, self._at, self._text, self._reads, self._skips = "n", 0, "", False, 0
        self._cells = 0

    def starts(self, tag: str, given: dict[str, str]) -> None:
        """A tag begins."""
        if tag == "row":
            self.rows.append([])
        elif tag == "c":
            self._cells += 1
            if self._cells > MOST_CELLS or not self.rows:
                raise Fault("damaged")
            self._kind, self._text = given.get("t", "n"), ""
            self._at = _column(given["r"]) if "r" in given else len(self.rows[-1])
        elif tag == "rPh":
            self._skips += 1
        self._reads = tag in ("v", "t") and not self._skips

    def text(self, text: str) -> None:
        """What stands in a tag, or a piece of it."""
        if self._reads:
            self._text += text
            if len(self._text) > LONGEST:
                raise Fault("damaged")

    def ends(self, tag: str) -> None:
        """A tag ends."""
        self._reads = False
        if tag == "rPh":
            self._skips -= 1
        if tag != "c":
            return
        row = self.rows[-1]
        if not 0 <= self._at < 64:
            return  # nothing of the sheet stands so far to the right
        row.extend([None] * (self._at + 1 - len(row)))
        row[self._at] = self._value()

    def _value(self) -> Any:
        if self._kind in ("inlineStr", "str", "e"):
            return _unescaped(self._text)
        if self._text == "":
            return None
        if self._kind == "s":
            return _Shared(self._text)
        if self._kind == "b":
            return self._text == "1"
        if self._kind == "d":
            return self._text
        number = float(self._text)
        if not math.isfinite(number):
            raise ValueError(self._text)
        return int(self._text) if self._text.lstrip("-").isdigit() else number


def _cells(content: bytes) -> list[list[Any]]:
    cells = _Cells()
    try:
        _parser(cells.starts, cells.ends, cells.text).Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Fault("damaged") from error
    return cells.rows


def _column(name: str) -> int:
    number = 0
    for letter in name.upper():
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _unescaped(text: str) -> str:
    """As it was written: a workbook keeps _x005F_ where an underscore stands before x and four digits."""
    return text.replace("_x005F_", "_") if "_x005F_" in text else text


class _Texts:
    """Of the shared texts those at some places; the others are passed over."""

    def __init__(self, places: set[int]) -> None:
        self.texts: dict[int, str] = {}
        self._places, self._at, self._reads, self._skips, self._parts = places, -1, False, 0, list[str]()

    def starts(self, tag: str, _given: dict[str, str]) -> None:
        """A tag begins."""
        if tag == "si":
            self._at += 1
            self._parts = []
        elif tag == "rPh":
            self._skips += 1
        self._reads = tag == "t" and not self._skips and self._at in self._places

    def text(self, text: str) -> None:
        """What stands in a tag, or a piece of it."""
        if self._reads:
            self._parts.append(text)

    def ends(self, tag: str) -> None:
        """A tag ends."""
        self._reads = False
        if tag == "rPh":
            self._skips -= 1
        elif tag == "si" and self._at in self._places:
            self.texts[self._at] = _unescaped("".join(self._parts))


def _with_texts(package: zipfile.ZipFile, names: dict[str, str], rows: list[list[Any]]) -> list[list[Any]]:
    """The same with the shared texts in place of their numbers."""
    places = {int(cell) for row in rows for cell in row if isinstance(cell, _Shared)}
    if not places:
        return rows
    part = names.get("xl/sharedstrings.xml")
    if part is None:
        raise Fault("damaged")
    texts, unpacked = _Texts(places), 0
    parser = _parser(texts.starts, texts.ends, texts.text)
    with package.open(part) as stream:
        while piece := stream.read(PIECE):
            unpacked += len(piece)
            if unpacked > MOST_OF_TEXTS:
                raise Fault("large")
            parser.Parse(piece, False)
            if len(texts.texts) == len(places):
                break
    if len(texts.texts) < len(places):
        raise Fault("damaged")
    return [[texts.texts[int(cell)] if isinstance(cell, _Shared) else cell for cell in row] for row in rows]


def _limit() -> None:
    """So much memory and processor time, and no core dump."""
    if sys.platform == "win32":
        return  # the process that waits for this one ends it when the time is over
    import resource

    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Answer each path until there is no more."""
    _limit()
    gc.disable()
    sys.set_int_max_str_digits(640)
    for line in sys.stdin.buffer:
        text = json.dumps(answer(Path(json.loads(line))), allow_nan=False, default=str)
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
