<<<<<<< HEAD
"""A paper in the manner of an official document 公文 by GB/T 9704-2012: mark, number, body of 16 points, numbering in
four steps, date in Arabic digits, the line of who issued it.

Its typefaces are not shipped: Noto Serif bold stands for 小标宋, Noto Sans for 仿宋 and 黑体.
=======
"""Parts of an official paper 公文 after GB/T 9704-2012: the title, numbered sections, a body of 三号 with an indent,
and places where two parties sign and set their seals.
>>>>>>> base
"""

from __future__ import annotations

<<<<<<< HEAD
from collections.abc import Sequence
from datetime import date

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer
from reportlab.platypus.flowables import HRFlowable

from desk.core.calendar import full_date_words
from desk.core.words import P_, _, named
from desk.reports.kit import fonts
from desk.reports.kit.breaking import wrapped
from desk.reports.kit.flowing import flowing
from desk.reports.kit.paper import INK, RED, Heading, paragraph
from desk.reports.kit.text_block import TextBlock, TextLook
from desk.text import printable

SIZE, TITLE_SIZE, MARK_SIZE, ISSUE_SIZE = 16, 22, 30, 14
"""In points: 三号, 二号, the red mark, 四号."""
LEAD = 28 / SIZE
"""Twenty-two lines a page."""
INDENT = "　　"
"""Two characters before the first line of a paragraph."""
NUMERALS = "〇一二三四五六七八九"


def numeral(n: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(n, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十"
    return ten + (NUMERALS[ones] if ones or not tens else "")


def mark(text: str) -> list[Flowable]:
    """The red mark on top 标志."""
    return [
        paragraph(text, size=MARK_SIZE, font=fonts.TITLE, align=TA_CENTER, colour=RED, lead=1.4, least=0.6),
        Spacer(1, 6 * mm),
    ]


def number_line(number: str) -> Flowable:
    """〔2026〕4号, in the middle below the mark."""
    return paragraph(number, size=SIZE, align=TA_CENTER, lead=LEAD)


def two_sides(left: str, right: str, width: float, size: float = SIZE) -> Flowable:
    """Who at the left and when at the right of a line."""
    cells = [[paragraph(left, size=size, least=0.6), paragraph(right, size=size, align=TA_RIGHT, least=0.6)]]
    bare = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    return flowing(cells, [width * 0.62, width * 0.38], bare)


def red_rule(width: float) -> list[Flowable]:
    """The red line between head and body, with room below it."""
    return [HRFlowable(width=width, thickness=1.4, color=RED, spaceBefore=2, spaceAfter=0), Spacer(1, 8 * mm)]


def title(text: str) -> list[Flowable]:
    """The title 标题, in the middle."""
    return [
        paragraph(text, size=TITLE_SIZE, font=fonts.TITLE, align=TA_CENTER, lead=1.45, least=0.85),
        Spacer(1, 8 * mm),
    ]


def address(text: str) -> Flowable:
    """Whom it goes to 主送机关, from the left edge."""
    return paragraph(_("{addressee}:", addressee=text), size=SIZE, lead=LEAD)


def body(text: str) -> list[Flowable]:
    """Paragraphs of the body, one for each line of the text, each with its indent."""
    look = TextLook(SIZE, colour=INK, lead=LEAD)
    return [Indented(printable(line.strip()), look) for line in text.splitlines() if line.strip()]


class Indented(TextBlock):
    """A paragraph whose first line begins two characters further in."""

    STAND_IN = "国国"
    """As wide as the indent, and not dropped at the beginning of a line as spaces are."""

    def _lines_in(self, width: float) -> list[str]:
        first, *others = wrapped(self.STAND_IN + self.text, self.look.font, self.size, width)
        return [INDENT + first.removeprefix(self.STAND_IN), *others]


def point(n: int, caption: str, text: str) -> list[Flowable]:
    """一、会议时间：…: a heading of the first step and what it says in one paragraph."""
    return body(P_("official paper", "{n}. {text}", n=numeral(n), text=named(caption, text)))


class SectionHeading(Heading):
    """A heading of the body, on its grid of lines."""
=======
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
>>>>>>> base

    ABOVE, BELOW = 0.0, 0.0


<<<<<<< HEAD
def section(n: int, text: str) -> Flowable:
    """一、…: a heading of the first step, which never stands alone at the foot of a page."""
    heading = P_("official paper", "{n}. {text}", n=numeral(n), text=text)
    return SectionHeading(printable(INDENT + heading), TextLook(SIZE, fonts.BOLD, colour=INK, lead=LEAD))


def listed_lines(lines: Sequence[str]) -> list[Flowable]:
    """1.…: numbered paragraphs of the third step."""
    return [each for n, line in enumerate(lines, 1) for each in body(f"{n}.{line}")]


def signed(centre: str, day: date) -> list[Flowable]:
    """Who signs it and when, at the right, four characters from the edge."""
    return [
        Spacer(1, 10 * mm),
        paragraph(centre + INDENT, size=SIZE, align=TA_RIGHT, lead=LEAD),
        paragraph(full_date_words(day) + INDENT * 2, size=SIZE, align=TA_RIGHT, lead=LEAD),
    ]


def issued(centre: str, day: str, width: float) -> list[Flowable]:
    """The line between two rules at the end 印发: who issued it, and when."""
    rule = {"width": width, "color": INK, "spaceBefore": 0, "spaceAfter": 0}
    return [
        Spacer(1, 10 * mm),
        HRFlowable(thickness=1, **rule),
        two_sides(f"　{centre}", f"{day}　", width, ISSUE_SIZE),
        HRFlowable(thickness=1, **rule),
    ]
=======
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
>>>>>>> base
