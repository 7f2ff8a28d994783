"""Texts of an XML part with the bytes where each of their characters stands, so that a placeholder can be exchanged and
nothing else of the part is touched: not the order of attributes, not how a character was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape

from desk.books.report_forms import placeholders
from desk.books.report_forms.package import broken, too_much
from desk.books.report_forms.placeholders import Answers

TRANSITIONAL, STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
WORD, DRAWING, SHEET = "w", "a", "x"
SPACES = {
    f"{TRANSITIONAL}/wordprocessingml/2006/main": WORD,
    f"{STRICT}/wordprocessingml/main": WORD,
    f"{TRANSITIONAL}/drawingml/2006/main": DRAWING,
    f"{STRICT}/drawingml/main": DRAWING,
    f"{TRANSITIONAL}/spreadsheetml/2006/main": SHEET,
    f"{STRICT}/spreadsheetml/main": SHEET,
}
"""The namespaces that are read, by a short name for both editions of the standard."""
TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
TAG_NAME = re.compile(rb"<[^\s/>]+")
RAW = re.compile(
    rb"<!\[CDATA\[(?P<literal>.*?)\]\]>|<!--.*?-->|<\?.*?\?>|(?P<reference>&[#\w]+;)|(?P<text>[^<&]+)", re.DOTALL
)
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
PRESERVED = b' xml:space="preserve"'
LONGEST_PARAGRAPH = 100_000
"""Bytes of its text: three times what a cell can hold. Each of its characters is looked at."""
DEEPEST = 256
"""Elements within each other: a table within a table within a box has thirty."""
Element = tuple[str, str]
"""The short name of a namespace and a name in it."""
CODINGS = ("utf-8", "utf8", "us-ascii")


@dataclass(frozen=True)
class Edit:
    """Bytes of a part that become others."""

    first: int
    last: int
    content: bytes = b""


@dataclass(frozen=True)
class Sign:
    """One character and where it stands; a break between texts stands nowhere. ``literal``: within CDATA."""

    text: str
    first: int = 0
    last: int = 0
    literal: bool = False


BREAK = Sign("\n")


@dataclass(frozen=True)
class Span:
    """An element that holds text: where its tag begins, and from where to where its content goes."""

    start: int
    first: int
    last: int
    kind: Element


@dataclass
class Paragraph:
    """Texts that read as one, in pieces as the office program cut them; None for a tab or a new line between two."""

    kind: Element
    number: int = 0
    pieces: list[Span | None] = field(default_factory=list)
    shown: bool = True
    """False for the copy of a text box that older programs read."""


class Walk:
    """Goes through a part and tells where the elements that somebody wants begin and end."""

    def __init__(
        self,
        part: bytes,
        wanted: Collection[Element],
        begins: Callable[[Element, Mapping[str, str], int], object],
        ends: Callable[[Element, int], object],
    ) -> None:
        """Raises ``Invalid`` for a part that cannot be read, that declares a type or a coding that no form has, and
        for elements nested deeper than anybody nests them.
        """
        self._begins, self._ends, self._deep = begins, ends, 0
        self._wanted = _Wanted(wanted)
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartDoctypeDeclHandler = _refuse
        parser.XmlDeclHandler = _require_coding
        try:
            parser.Parse(part, True)
        except (expat.ExpatError, ValueError) as error:
            raise broken() from error

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._deep += 1
        if self._deep > DEEPEST:
            raise too_much()
        if element := self._wanted[name]:
            self._begins(element, attributes, self._parser.CurrentByteIndex)

    def _end(self, name: str) -> None:
        self._deep -= 1
        if element := self._wanted[name]:
            self._ends(element, self._parser.CurrentByteIndex)


class _Wanted(dict[str, Element | None]):
    """By the name as expat says it, the element; None for what nobody wants. A sheet has a million of a few names."""

    def __init__(self, wanted: Collection[Element]) -> None:
        super().__init__()
        self._elements = wanted

    def __missing__(self, name: str) -> Element | None:
        space, _brace, local = name.rpartition("}")
        element = (SPACES.get(space, ""), local)
        self[name] = element if element in self._elements else None
        return self[name]


def _refuse(*_declared: object) -> None:
    raise ValueError


def _require_coding(_version: str, coding: str | None, _standalone: int) -> None:
    if coding and coding.lower() not in CODINGS:
        raise ValueError(coding)


def tag_end(part: bytes, start: int) -> int:
    """Where the tag ends that begins at ``start``. Raises ``Invalid``."""
    match = TAG.match(part, start)
    if match is None:
        raise broken()
    return match.end()


def signs(part: bytes, paragraph: Paragraph) -> list[tuple[Sign, Span | None]]:
    """Every character of a paragraph, and in which piece it stands. Raises ``Invalid`` for one without end."""
    if sum(piece.last - piece.first for piece in paragraph.pieces if piece) > LONGEST_PARAGRAPH:
        raise too_much()
    characters: list[tuple[Sign, Span | None]] = []
    for piece in paragraph.pieces:
        characters += [(BREAK, None)] if piece is None else [(sign, piece) for sign in _signs_of(part, piece)]
    return characters


def _signs_of(part: bytes, piece: Span) -> Iterator[Sign]:
    for match in RAW.finditer(part, piece.first, piece.last):
        if match["reference"]:
            yield Sign(unescape(match["reference"].decode()), match.start(), match.end())
        elif (group := "literal" if match["literal"] is not None else "text") and match[group]:
            at = match.start(group)
            for sign in match[group].decode("utf-8", "replace"):
                ends = at + len(sign.encode())
                yield Sign(sign, at, ends, group == "literal")
                at = ends


def text_of(part: bytes, paragraph: Paragraph) -> str:
    """What a paragraph reads, a new line for each break in it."""
    return "".join(sign.text for sign, _piece in signs(part, paragraph))


def edits(part: bytes, paragraph: Paragraph, answers: Answers, said: Callable[[str], str] = str) -> Iterator[Edit]:
    """What changes where the placeholders of a paragraph stand; one without an answer stays. ``said`` makes of a value
    what the kind of text wants.
    """
    characters = signs(part, paragraph)
    # a reference such as &#128512; is one sign here, and every sign of ours is one character
    text = "".join(sign.text[:1] or " " for sign, _piece in characters)
    now: dict[int, str] = {}
    """By the place of a sign, what stands there now."""
    for match in placeholders.within(text):
        answer = answers.get(placeholders.name(match[1]))
        if answer is None:
            continue
        value = said(ILLEGAL.sub("", answer.text))
        for place in range(*match.span()):
            sign = characters[place][0]
            now[place] = value if place == match.start() else ""
            yield Edit(sign.first, sign.last, _written(now[place], sign.literal))
    yield from _kept_spaces(part, characters, now)


def _written(value: str, literal: bool) -> bytes:
    return (value.replace("]]>", "]]]]><![CDATA[>") if literal else escape(value)).encode()


def _kept_spaces(part: bytes, characters: Sequence[tuple[Sign, Span | None]], now: Mapping[int, str]) -> Iterator[Edit]:
    """Of a text that begins or ends with a space from now on, the mark that says that it counts."""
    changed = {piece for place in now if (piece := characters[place][1])}
    for piece in changed:
        text = "".join(now.get(place, sign.text) for place, (sign, of) in enumerate(characters) if of is piece)
        tag = part[piece.start : piece.first]
        if text != text.strip() and piece.kind[0] != DRAWING and b"xml:space" not in tag:
            match = TAG_NAME.match(tag)
            assert match
            at = piece.start + match.end()
            yield Edit(at, at, PRESERVED)


def changed(part: bytes, wanted: Iterable[Edit]) -> bytes:
    """The part with its edits made."""
    pieces, at = [], 0
    for edit in sorted(wanted, key=lambda each: (each.first, each.last)):
        pieces += [part[at : edit.first], edit.content]
        at = edit.last
    return b"".join((*pieces, part[at:]))
