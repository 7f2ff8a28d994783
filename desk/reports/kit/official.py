"""Parts of an official paper 公文 after GB/T 9704-2012: the mark and number, the title, numbered sections, a body of
三号 with an indent, who signs or issued it, and places where two parties sign and set their seals.

Its typefaces are not shipped: Noto Serif bold stands for 小标宋, Noto Sans for 仿宋 and 黑体.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table
from reportlab.platypus.flowables import HRFlowable

from desk.core.calendar import full_date_words
from desk.core.words import P_, _, named
from desk.reports.kit import fonts, paper, structure
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.flowing import flowing
from desk.reports.kit.paper import Heading
from desk.reports.kit.text_block import TextBlock, TextLook
from desk.text import printable

TITLE, BODY, MARK, ISSUED = 22.0, 16.0, 30.0, 14.0
"""Points: 二号 of the title, 三号 of everything else but the red mark and the last line, 四号."""
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
    look = TextLook(TITLE, fonts.TITLE, TA_CENTER, paper.INK, 1.35, 0.85)
    return [paper.Title(printable(text), look), Spacer(1, BODY * LEAD * 0.6)]


def section(number: int, text: str) -> Heading:
    """一、… in bold, which never stands alone at the foot of a page."""
    look = TextLook(BODY, fonts.BOLD, colour=paper.INK, lead=LEAD)
    return OfficialHeading(printable(f"{chinese(number)}、{text}"), look)


class Indented(TextBlock):
    """A paragraph whose first line begins two characters in."""

    def _lines_in(self, width: float) -> list[str]:
        first, *rest = wrapped(PLACES + self.text, self.look.font, self.size, width)
        return [INDENT + first.removeprefix(PLACES), *rest]


class OfficialHeading(Indented, Heading):
    """A heading that begins where paragraphs do, without more room around it than the lines of the body have."""

    ABOVE, BELOW = 0.0, 0.0


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


def mark(text: str) -> list[Flowable]:
    """The red mark on top 标志."""
    block = paper.paragraph(text, size=MARK, font=fonts.TITLE, align=TA_CENTER, colour=paper.RED, lead=1.4, least=0.6)
    return [block, Spacer(1, 6 * mm)]


def number_line(number: str) -> Flowable:
    """〔2026〕4号, in the middle below the mark."""
    return paper.paragraph(number, size=BODY, align=TA_CENTER, lead=LEAD)


def two_sides(left: str, right: str, width: float, size: float = BODY) -> Flowable:
    """Who at the left and when at the right of a line."""
    cells = [
        [paper.paragraph(left, size=size, least=0.6), paper.paragraph(right, size=size, align=TA_RIGHT, least=0.6)]
    ]
    bare = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    return flowing(cells, [width * 0.62, width * 0.38], bare)


class Rule(HRFlowable):  # type: ignore[misc]
    """A line across, which is read out by nobody."""

    def draw(self) -> None:
        """Drawn from its lower left corner, as reportlab calls it."""
        with structure.artifact(self.canv):
            super().draw()


def red_rule(width: float) -> list[Flowable]:
    """The red line between head and body, with room below it."""
    return [Rule(width=width, thickness=1.4, color=paper.RED, spaceBefore=2, spaceAfter=0), Spacer(1, 8 * mm)]


def address(text: str) -> Flowable:
    """Whom it goes to 主送机关, from the left edge."""
    return plain(_("{addressee}:", addressee=text))


def paragraphs(text: str) -> list[Flowable]:
    """The body's paragraphs, one for each line of a text; none for an empty one."""
    return [body(line.strip()) for line in text.splitlines() if line.strip()]


def point(number: int, caption: str, text: str) -> Flowable:
    """一、会议时间：…: a section that is one paragraph."""
    return body(f"{chinese(number)}、{named(caption, text)}")


def numbered(lines: Iterable[str]) -> list[Flowable]:
    """1.…, each a paragraph."""
    return [body(f"{n}.{line}") for n, line in enumerate(lines, 1)]


def signed(centre: str, day: date) -> list[Flowable]:
    """Who signs it and when, at the right, some characters from the edge; both stand on one page."""
    who = paper.paragraph(centre + INDENT, size=BODY, align=TA_RIGHT, lead=LEAD)
    when = paper.paragraph(full_date_words(day) + INDENT * 2, size=BODY, align=TA_RIGHT, lead=LEAD)
    return [KeepTogether([Spacer(1, 10 * mm), who, when])]


def issued(centre: str, day: str, width: float) -> list[Flowable]:
    """The line between two rules at the end 印发: who issued it, and when."""
    line = two_sides(f"　{centre}", f"{day}　", width, ISSUED)
    above, below = (Rule(width=width, thickness=1, color=paper.INK, spaceBefore=0, spaceAfter=0) for _place in range(2))
    return [KeepTogether([Spacer(1, 10 * mm), above, line, below])]
