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


def encodings(font: bytes) -> list[tuple[int, int]]:
    """Platform and encoding of each map from codes to glyphs in a TrueType font."""
    many = struct.unpack(">H", font[4:6])[0]
    for at in range(12, 12 + 16 * many, 16):
        name, _sum, begins, _length = struct.unpack(">4sIII", font[at : at + 16])
        if name == b"cmap":
            maps = struct.unpack(">H", font[begins + 2 : begins + 4])[0]
            return [struct.unpack(">HH", font[begins + 4 + 8 * n : begins + 8 + 8 * n]) for n in range(maps)]
    return []
