"""Asks whoever opens a workbook to work out its formulas anew (ECMA-376, part 1, 18.2.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.books.report_forms.xml_text import SHEET, TAG_NAME, Edit, Element, Walk, changed, tag_end

ASKED = b' fullCalcOnLoad="1"'
ASKING = re.compile(rb"\s+fullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
BEFORE_IT = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""Behind the last of these it stands, where a workbook has it."""
WANTED = frozenset((SHEET, name) for name in ("calcPr", *BEFORE_IT))


class _Place:
    """Where it stands, or belongs."""

    def __init__(self, part: bytes) -> None:
        self.tag: tuple[int, int] | None = None
        self.behind = 0
        self.prefix = b""
        self._part = part
        Walk(part, WANTED, self._begins, self._ends)

    def _begins(self, element: Element, _attributes: Mapping[str, str], at: int) -> None:
        if element == (SHEET, "calcPr"):
            self.tag = (at, tag_end(self._part, at))

    def _ends(self, element: Element, at: int) -> None:
        if element[1] in BEFORE_IT and self._part[at : at + 2] == b"</":
            self.behind = tag_end(self._part, at)
            self.prefix = self._part[at + 2 : self.behind].rpartition(element[1].encode())[0]


def calculated_on_load(part: bytes) -> bytes:
    """The workbook's part with the request in it. Raises ``Invalid``."""
    place = _Place(part)
    if place.tag is None:
        made = b"<" + place.prefix + b"calcPr" + ASKED + b"/>"
        return changed(part, [Edit(place.behind, place.behind, made)])
    tag = ASKING.sub(b"", part[slice(*place.tag)])
    name = TAG_NAME.match(tag)
    assert name
    return changed(part, [Edit(*place.tag, name[0] + ASKED + tag[name.end() :])])
