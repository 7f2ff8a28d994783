"""Parts of an official paper 公文 after GB/T 9704-2012: the title, numbered sections, a body of 三号 with an indent,
and places where two parties sign and set their seals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from desk.core.words import P_
from desk.reports.kit import fonts, paper
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.paper import Heading
from desk.reports.kit.text_block import TextBlock, TextLook
from desk.text import printable

TITLE, BODY = 22.0, 16.0
"""Points: 二号 of the title, 三号 of everything else."""
LEAD = 1.75
"""28 points from line to line: 22 lines a page."""
INDENT = "　　"
PLACES = "国国"
"""Takes the room of the indent while lines are broken, which drops spaces at their beginning."""
DIGITS = "一二三四五六七八九十"
SIGNATURE_ROOM = 9 * mm


def chinese(number: int) -> str:
    """1 to 99 as sections are numbered: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{DIGITS[tens - 1]}十")
    return head + (DIGITS[ones - 1] if ones else "")


def title(text: str) -> list[Flowable]:
    """In the middle, in black, with a line free below."""
    block = paper.paragraph(text, size=TITLE, font=fonts.TITLE, align=TA_CENTER, lead=1.35)
    return [block, Spacer(1, BODY * LEAD * 0.6)]


def section(number: int, text: str) -> Heading:
    """一、… in bold, which never stands alone at the foot of a page."""
    look = TextLook(BODY, fonts.BOLD, colour=paper.INK, lead=LEAD)
    return OfficialHeading(printable(f"{INDENT}{chinese(number)}、{text}"), look)


class OfficialHeading(Heading):
    """A heading without more room around it than the lines of the body have."""

    ABOVE, BELOW = 0.0, 0.0


class Indented(TextBlock):
    """A paragraph whose first line begins two characters in."""

    def _lines_in(self, width: float) -> list[str]:
        first, *rest = wrapped(PLACES + self.text, self.look.font, self.size, width)
        return [INDENT + first.removeprefix(PLACES), *rest]


def body(text: str) -> Flowable:
    """A paragraph, its first line two characters in."""
    return Indented(printable(text), TextLook(BODY, colour=paper.INK, lead=LEAD))


def plain(text: str) -> Flowable:
    """A line from the margin on, as those that name the parties."""
    return paper.paragraph(text, size=BODY, lead=LEAD)


def items(texts: Iterable[str]) -> list[Flowable]:
    """（一）…, each a paragraph."""
    return [body(f"（{chinese(n)}）{text}") for n, text in enumerate(texts, 1)]


def seals(parties: Sequence[str], width: float) -> list[Flowable]:
    """Places side by side in which each party sets its seal, its head signs, and the day is written."""
    lines = (
        (P_("agreement", "{party} (seal):", party=party), P_("agreement", "Head (signature):"), _blank_day())
        for party in parties
    )
    cells = [[paper.paragraph(line, size=BODY * 0.9, lead=LEAD) for line in column] for column in lines]
    table = Table(
        [list(row) for row in zip(*cells, strict=True)],
        [width / len(parties)] * len(parties),
        [BODY * LEAD + SIGNATURE_ROOM] * len(cells[0]),
    )
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return [Spacer(1, BODY * LEAD), KeepTogether([table])]


def _blank_day() -> str:
    return P_("to be filled in", "      year    month    day")
