"""The objects of a PDF as they stand in the file, read without the library that wrote them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

REFERENCE = re.compile(rb"(\d+) 0 R")
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@dataclass(frozen=True)
class PdfObject:
    """``head`` is its dictionary or value as written; ``stream`` what follows it, unpacked."""

    head: bytes
    stream: bytes | None = None

    def reference(self, key: str) -> int | None:
        """The number of the object that a key leads to."""
        found = re.search(rb"/" + key.encode() + rb"\s+(\d+) 0 R", self.head)
        return int(found[1]) if found else None

    def references(self, key: str) -> list[int]:
        """Those of a key with a list."""
        found = re.search(rb"/" + key.encode() + rb"\s*\[([^\]]*)\]", self.head)
        return [int(each) for each in REFERENCE.findall(found[1])] if found else []

    def text(self, key: str) -> str:
        """A text of its dictionary."""
        found = re.search(rb"/" + key.encode() + rb"\s*\(((?:\\.|[^\\)])*)\)", self.head, re.S)
        assert found, key
        raw = re.sub(rb"\\([0-7]{3})|\\(.)", _unescaped, found[1], flags=re.S)
        return raw.decode("utf-16") if raw.startswith(b"\xfe\xff") else raw.decode("latin1")


ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if found[1] else ESCAPES.get(found[2], found[2])


class PdfFile:
    """By its table of places; what is wrong with that is an ``AssertionError``."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        start = int(content[content.rindex(b"startxref") + 9 :].split()[0])
        assert content[start:].startswith(b"xref\n")
        many = int(content[start:].split(None, 3)[2])
        lines = content[start:].split(b"\n", 2)[2]
        self.trailer = PdfObject(content[content.rindex(b"trailer") :])
        self.objects = {
            number: self._object(number, int(lines[20 * number : 20 * number + 10])) for number in range(1, many)
        }

    def _object(self, number: int, at: int) -> PdfObject:
        opening = f"{number} 0 obj\n".encode()
        assert self.content[at:].startswith(opening), number
        begins = at + len(opening)
        ends = self.content.index(b"endobj\n", begins)
        streams = self.content.find(b"\nstream\n", begins, ends)
        if streams < 0:
            return PdfObject(self.content[begins:ends])
        head = self.content[begins:streams]
        length = re.search(rb"/Length (\d+)", head)
        assert length, number
        data = self.content[streams + 8 : streams + 8 + int(length[1])]
        behind = self.content[streams + 8 + int(length[1]) :]
        assert behind.startswith(b"\nendstream\n"), "the stream ends on a line of its own, where its length says"
        return PdfObject(head, zlib.decompress(data) if b"/FlateDecode" in head else data)

    def __getitem__(self, number: int | None) -> PdfObject:
        assert number is not None
        return self.objects[number]

    @property
    def catalogue(self) -> PdfObject:
        return self[self.trailer.reference("Root")]

    @property
    def info(self) -> PdfObject:
        return self[self.trailer.reference("Info")]

    def pages(self) -> Iterator[PdfObject]:
        """In their order."""
        kids = re.search(rb"/Kids \[([^\]]*)\]", self[self.catalogue.reference("Pages")].head)
        assert kids
        return (self[int(number)] for number in REFERENCE.findall(kids[1]))

    def code(self, page: PdfObject) -> bytes:
        """What draws a page."""
        return self[page.reference("Contents")].stream or b""

    def of(self, words: bytes) -> Iterator[PdfObject]:
        """The objects in whose dictionary something stands."""
        return (each for each in self.objects.values() if words in each.head)

    def says(self) -> dict[str, str]:
        """What its XMP says of it."""
        packet = self[self.catalogue.reference("Metadata")]
        assert packet.stream is not None and b"/Filter" not in packet.head
        root = ElementTree.fromstring(packet.stream.decode().strip("\ufeff"))
        found = {}
        for name in (
            *("dc:title", "dc:creator", "dc:description", "dc:language", "pdf:Producer", "pdf:Keywords"),
            *("xmp:CreatorTool", "xmp:CreateDate", "xmp:ModifyDate", "pdfaid:part", "pdfaid:conformance"),
        ):
            element = root.find(f".//{name}", SPACES)
            assert element is not None, name
            found[name] = "".join(element.itertext()).strip()
        return found


class TrueType:
    """An embedded font program, as far as a reader of the file has to trust it."""

    def __init__(self, font: bytes) -> None:
        many = struct.unpack(">H", font[4:6])[0]
        entries = (struct.unpack(">4sIII", font[at : at + 16]) for at in range(12, 12 + 16 * many, 16))
        self.tables = {name: font[begins : begins + length] for name, _sum, begins, length in entries}

    @property
    def encodings(self) -> list[tuple[int, ...]]:
        """Platform and encoding of each map from codes to glyphs."""
        cmap = self.tables[b"cmap"]
        return [struct.unpack(">HH", cmap[4 + 8 * n : 8 + 8 * n]) for n in range(struct.unpack(">H", cmap[2:4])[0])]

    def glyph(self, code: int) -> int:
        """What stands for a code, by the first map, which reportlab writes as one of plain numbers (format 6)."""
        cmap = self.tables[b"cmap"]
        at = struct.unpack(">I", cmap[8:12])[0]
        format_, _length, _language, first, many = struct.unpack(">5H", cmap[at : at + 10])
        assert format_ == 6 and first <= code < first + many
        return int(struct.unpack(">H", cmap[at + 10 + 2 * (code - first) : at + 12 + 2 * (code - first)])[0])

    def width(self, code: int) -> float:
        """How far a code's glyph goes on, in thousandths of the letters' size."""
        metrics, units = struct.unpack(">H", self.tables[b"hhea"][34:36])[0], self.tables[b"head"][18:20]
        at = 4 * min(self.glyph(code), metrics - 1)
        return 1000 * struct.unpack(">H", self.tables[b"hmtx"][at : at + 2])[0] / struct.unpack(">H", units)[0]
