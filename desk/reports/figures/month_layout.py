"""What the parts of a report to the district share: its page, and how its tables are laid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.books import figures
from desk.core.figure import Better, Figure, Number, Unit
from desk.core.figure_change import MINUS, difference
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.reports.figures.compared import ComparedFigure
from desk.reports.kit import fonts, paper
from desk.reports.kit.flowing import flowing

MARGINS = (18 * mm, 20 * mm, 20 * mm, 20 * mm)
"""Top, right, bottom, left."""
WIDTH = paper.inner_width(margins=MARGINS)
LETTERS = 9.0
"""Points in tables."""
TONES = {Tone.DONE: HexColor("#17693A"), Tone.DANGER: HexColor("#B83208")}
"""As the window colours what is better and what is worse."""
PADDING = 1.6
UP, DOWN = "↑", "↓"
HEADINGS = (
    (N_("Figure"), 34),
    (NP_("figure", "In this period"), 24),
    (NP_("figure", "Against the period before"), 26),
    (NP_("figure", "Against the year before"), 26),
    (NP_("figure", "Target"), 22),
)
"""And their shares of the width."""


@dataclass(frozen=True)
class Moved:
    """A change in words with its arrow, and whether it is one for the better; no tone where neither way is."""

    text: str
    tone: Tone | None = None


def moved(figure: Figure, now: Number, was: Number) -> Moved:
    """From what a figure was to what it is; a dash where one of both is not known."""
    if now is None or was is None or figure.unit is Unit.ANSWER:
        return Moved(Unit.CASES.say(None))
    if now == was:
        return Moved(P_("figure", "unchanged"))
    change = difference(figure.unit, now, was).lstrip(f"+{MINUS}")
    if not change.strip("0.%"):
        return Moved(P_("figure", "nearly unchanged"))
    text = (UP if now > was else DOWN) + change
    if figure.better is Better.NEITHER:
        return Moved(text)
    return Moved(text, Tone.DONE if (now > was) == (figure.better is Better.UP) else Tone.DANGER)


def row_of(compared: ComparedFigure) -> tuple[str | Moved, ...]:
    """A figure that a book declares, by ``HEADINGS``."""
    figure = figures.find(compared.code)
    return (
        figure.label,
        figure.unit.tell(compared.now),
        moved(figure, compared.so_far, compared.before),
        moved(figure, compared.so_far, compared.year_before),
        "" if compared.target is None else figure.unit.tell(compared.target),
    )


def compared_table(shown: Sequence[tuple[str, Sequence[ComparedFigure]]]) -> Flowable:
    """Figures beside what they are compared with, below the names of their groups; an empty name has no row."""
    share = WIDTH / sum(part for _heading, part in HEADINGS)
    cells: list[list[Flowable | str]] = [
        [
            paper.paragraph(_(heading), size=LETTERS, font=fonts.BOLD, align=TA_RIGHT if place else 0, least=0.8)
            for place, (heading, _part) in enumerate(HEADINGS)
        ]
    ]
    groups = []
    for name, compared in shown:
        if name:
            groups.append(len(cells))
            cells.append([paper.paragraph(name, size=LETTERS, font=fonts.BOLD), *[""] * (len(HEADINGS) - 1)])
        cells += [[_cell(value, place) for place, value in enumerate(row_of(each))] for each in compared]
    looks = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, paper.INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, paper.INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, paper.LINE),
        ("LINEBELOW", (0, -1), (-1, -1), 1, paper.INK),
        ("BACKGROUND", (0, 0), (-1, 0), paper.SHADE),
        *(("BACKGROUND", (0, row), (-1, row), paper.SHADE) for row in groups),
        *(("SPAN", (0, row), (-1, row)) for row in groups),
        *(("NOSPLIT", (0, row), (-1, row + 1)) for row in groups),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *((f"{side}PADDING", (0, 0), (-1, -1), PADDING) for side in ("TOP", "BOTTOM")),
        *((f"{side}PADDING", (0, 0), (-1, -1), 3) for side in ("LEFT", "RIGHT")),
    ]
    return flowing(cells, [part * share for _heading, part in HEADINGS], looks, head=1)


def _cell(value: str | Moved, place: int) -> Flowable:
    text, tone = (value.text, value.tone) if isinstance(value, Moved) else (value, None)
    colour = TONES.get(tone, paper.INK) if tone else paper.INK
    return paper.paragraph(text, size=LETTERS, align=TA_RIGHT if place else 0, colour=colour, least=0.8)


def table_of(headings: Sequence[str], rows: Sequence[Sequence[object]], shares: Sequence[float]) -> Flowable:
    """A table over the whole width, its columns by their shares of it."""
    return paper.table(headings, rows, [WIDTH * share for share in shares], size=LETTERS)
