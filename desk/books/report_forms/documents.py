"""Forms that are Word documents: placeholders in paragraphs, tables, headers, footers, notes, text boxes and charts."""

from __future__ import annotations

from collections.abc import Iterator

from desk.books.report_forms import placeholders, xml_text
from desk.books.report_forms.model import Place
from desk.books.report_forms.package import Package, wrong
from desk.books.report_forms.placeholders import Answers, Code
from desk.books.report_forms.texts import paragraphs_of
from desk.core.words import NP_, P_, _

MAIN = "wordprocessingml.document.main+xml"
DRAWN = ("drawing+xml", "chart+xml", "diagramdata+xml")
PARTS = {
    MAIN: NP_("report form", "Text"),
    "wordprocessingml.header+xml": NP_("report form", "Header"),
    "wordprocessingml.footer+xml": NP_("report form", "Footer"),
    "wordprocessingml.footnotes+xml": NP_("report form", "Footnote"),
    "wordprocessingml.endnotes+xml": NP_("report form", "Endnote"),
    **dict.fromkeys(DRAWN, NP_("report form", "Drawing")),
}
"""By the type of a part, what it is called."""
BRACES = (b"{", "｛".encode(), b"&#")
BRACE = frozenset("{｛}｝")
BEFORE_IT, EXCERPT = 8, 24
"""Characters of a paragraph by which a placeholder in it is found again: those before it, and all."""


def places(package: Package) -> Iterator[Place]:
    """Where placeholders stand, in the order of the file. Raises ``Invalid``."""
    yield from text_places(package, PARTS)


def filled(package: Package, answers: Answers) -> dict[str, bytes]:
    """The parts that change. Raises ``Invalid``."""
    return filled_texts(package, PARTS, answers)


def text_places(package: Package, kinds: dict[str, str]) -> Iterator[Place]:
    """Where placeholders stand in the paragraphs of parts of these types. Raises ``Invalid``."""
    for name, called in _parts(package, kinds):
        part = package.part(name)
        for paragraph in paragraphs_of(part):
            text = xml_text.text_of(part, paragraph)
            if BRACE.isdisjoint(text):
                continue
            where = P_("report form", "{part}, “{text}”", part=called, text=excerpt(text))
            require_whole(text, where)
            if paragraph.shown:
                yield from (Place(where, match[1]) for match in placeholders.within(text))


def filled_texts(package: Package, kinds: dict[str, str], answers: Answers) -> dict[str, bytes]:
    """The parts of these types that change. Raises ``Invalid``."""
    changed = {}
    for name, _called in _parts(package, kinds):
        part = package.part(name)
        edits = [edit for paragraph in paragraphs_of(part) for edit in xml_text.edits(part, paragraph, answers)]
        if edits:
            changed[name] = xml_text.changed(part, edits)
    return changed


def _parts(package: Package, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Those in which there can be a placeholder, and what they are called."""
    for ending, msgid in kinds.items():
        for name in package.of_type(ending):
            if has_braces(package.part(name)):
                yield name, _(msgid)


def has_braces(part: bytes) -> bool:
    """Can there be a placeholder in it? Most parts have none, and need not be read."""
    return any(sign in part for sign in BRACES)


def excerpt(text: str) -> str:
    """So much of a text with a placeholder that its place is found again."""
    joined = " ".join(text.split())
    at = max(0, next(place for place, sign in enumerate(joined) if sign in BRACE) - BEFORE_IT)
    ends = at + EXCERPT
    return f"{'…' if at else ''}{joined[at:ends]}{'…' if ends < len(joined) else ''}"


def require_whole(text: str, where: str) -> None:
    """Raises ``Invalid`` for a placeholder that has braces at one side only."""
    if placeholders.is_torn(text):
        example = Code("visits").placeholder
        raise wrong(
            _(
                "{where}: the braces of a placeholder do not match. It is written {example}.",
                where=where,
                example=example,
            )
        )
