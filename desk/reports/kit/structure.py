"""What the parts of a page are 标签: titles, paragraphs, tables and figures in the order in which they are read.

A screen reader goes by it. reportlab knows nothing of it, so flowables tell it where they draw, and it is written into
the file at the end. Content is marked on its page with a number; the tree of elements refers to these numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFString

PAINTS = frozenset(("f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"))
"""What ends a piece of a page's code that can be seen, but for text."""


CELLS = ("TD", "TH")
"""What holds its words itself: a paragraph in every cell would double the tree."""


@dataclass(frozen=True)
class MarkedContent:
    """A piece of a page, by its number there."""

    page: int
    number: int


@dataclass
class Element:
    """A title, paragraph, row and so on. ``alt``: what a figure shows, in words."""

    role: str
    alt: str = ""
    kids: list[Element | MarkedContent] = field(default_factory=list)


class Structure:
    """The tree of one file while it is drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._open = [self.root]
        self._numbers: Counter[int] = Counter()
        self._marking = False
        self.is_whole = True
        """Is everything that can be seen a part of the tree, or marked as mere decoration?"""

    @contextmanager
    def group(self, role: str) -> Iterator[None]:
        """What is drawn inside belongs to one element, as cells to a row. One without content is left out."""
        element = Element(role)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()
            if element.kids:
                self._open[-1].kids.append(element)

    @contextmanager
    def content(self, canvas: Any, role: str, alt: str = "") -> Iterator[None]:
        """What is drawn inside is one element; inside another it is a part of that."""
        if self._marking:
            yield
            return
        page = canvas.getPageNumber()
        marked = MarkedContent(page, self._numbers[page])
        self._numbers[page] += 1
        holder = self._open[-1]
        if holder.role in CELLS and role == "P":
            role = holder.role
            holder.kids.append(marked)
        else:
            holder.kids.append(Element(role, alt, [marked]))
        with self._marked(canvas, f"/{role} <</MCID {marked.number}>> BDC"):
            yield

    @contextmanager
    def artifact(self, canvas: Any) -> Iterator[None]:
        """What is drawn inside is read by nobody: lines, grounds, the foot of a page."""
        if self._marking:
            yield
            return
        with self._marked(canvas, "/Artifact BMC"):
            yield

    @contextmanager
    def _marked(self, canvas: Any, begins: str) -> Iterator[None]:
        self._marking = True
        canvas._code.append(begins)
        try:
            yield
        finally:
            canvas._code.append("EMC")
            self._marking = False

    def look_through(self, code: list[str]) -> None:
        """Note whether something of a finished page is no part of the tree."""
        inside = False
        for piece in code:
            last = piece.rsplit(None, 1)[-1] if piece.strip() else ""
            if last in ("BDC", "BMC", "EMC"):
                inside = last != "EMC"
            elif not inside and (last in PAINTS or (last == "ET" and "Tj" in piece)):
                self.is_whole = False

    def write(self, document: PDFDocument) -> None:
        """Into the file, once all of its pages are there."""
        if not self.root.kids:
            return
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root = document.Reference(tree)
        parents: list[dict[int, PDFObjectReference]] = [{} for _page in document.Pages.pages]
        tree["K"] = _written(document, self.root, root, parents)
        numbers: list[Any] = []
        for place, (page, of_page) in enumerate(zip(document.Pages.pages, parents, strict=True)):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = place, PDFName("S")
            numbers += [place, document.Reference(PDFArray([of_page[n] for n in sorted(of_page)]))]
        tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = len(parents)
        document.Catalog.StructTreeRoot = tree
        if self.is_whole:
            document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _written(
    document: PDFDocument,
    element: Element,
    parent: PDFObjectReference,
    parents: list[dict[int, PDFObjectReference]],
) -> PDFObjectReference:
    node = PDFDictionary({"S": PDFName(element.role), "P": parent})
    written = document.Reference(node)
    if element.alt:
        node["Alt"] = PDFString(element.alt)
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_written(document, kid, written, parents))
            continue
        parents[kid.page - 1][kid.number] = written
        page = document.Reference(document.Pages.pages[kid.page - 1])
        if node.dict.setdefault("Pg", page) is page:
            kids.append(kid.number)
        else:
            kids.append(PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": kid.number}))
    node["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
    return written


@contextmanager
def group(canvas: Any, role: str) -> Iterator[None]:
    """``Structure.group`` of a canvas that keeps one."""
    if (kept := getattr(canvas, "structure", None)) is None:
        yield
        return
    with kept.group(role):
        yield


@contextmanager
def content(canvas: Any, role: str = "P", alt: str = "") -> Iterator[None]:
    """``Structure.content`` of a canvas that keeps one."""
    if (kept := getattr(canvas, "structure", None)) is None:
        yield
        return
    with kept.content(canvas, role, alt):
        yield


@contextmanager
def artifact(canvas: Any) -> Iterator[None]:
    """``Structure.artifact`` of a canvas that keeps one."""
    if (kept := getattr(canvas, "structure", None)) is None:
        yield
        return
    with kept.artifact(canvas):
        yield
