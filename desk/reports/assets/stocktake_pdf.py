"""The result of a stocktake 盘点报告: what was found, what is missing, what is too many, with values, to be signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable

from desk.books.assets import stocktake, stocktake_result
from desk.books.assets.stocktake import Stocktake
from desk.books.assets.stocktake_result import CountLine, CountOutcome
from desk.core.money import yuan
from desk.core.words import N_, NP_, P_, _, bracketed, clauses, listed, named, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableColumn, TableRow, fitted

SIZE = landscape(A4)
COLUMNS = (
    (N_("Asset number"), 25),
    (N_("Asset name"), 38),
    (N_("Room by the book"), 30),
    (NP_("stocktake", "Found in"), 30),
    (N_("Keeper"), 18),
    (NP_("stocktake", "Recorded"), 13),
    (N_("Counted"), 13),
    (N_("Original value"), 22),
    (N_("Net value"), 22),
    (N_("Result of the count"), 26),
    (N_("Remark"), 30),
)
NUMBERS = (5, 6, 7, 8)
SHORT = N_("Shortage: in the ledger, not found")
"""What is missing is one only when the stocktake is closed; until then nobody has been there yet."""
PARTS: tuple[tuple[str, Callable[[CountLine], bool]], ...] = (
    (SHORT, lambda line: line.shortage > 0),
    (N_("Surplus: found, not in the ledger"), lambda line: line.surplus > 0),
    (
        NP_("result of a stocktake", "Wrong place"),
        lambda line: bool({CountOutcome.ELSEWHERE, CountOutcome.OUTSIDE} & {*line.outcomes}),
    ),
    (NP_("result of a stocktake", "Damaged"), lambda line: CountOutcome.DAMAGED in line.outcomes),
)


@on_record()
def pdf(work: Work, take_id: int) -> bytes:
    """A4 landscape."""
    take = stocktake.find(work, take_id)
    counted = stocktake_result.lines(work, take)
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    mark = imprint.of(work)
    story: list[Flowable] = [
        *paper.title(_("Stocktake report"), f"{mark.centre} · {take.title}"),
        paper.facts(_facts(work, take, counted), width, 3),
    ]
    for name, fits in PARTS:
        if take.is_open and name == SHORT:
            name = NP_("result of a stocktake", "Not reached yet")
        lines = [line for line in counted if fits(line)]
        story += paper.heading(f"{_(name)}{bracketed(len(lines))}")
        story.append(_table(lines, width) if lines else paper.paragraph(_("None.")))
    if take.blind and not take.is_open:
        story += _differences(work, take, width)
    story += [*paper.heading(_("Everything on the list")), _table(counted, width)]
    if take.note:
        story += [*paper.heading(_("Remark")), paper.paragraph(take.note)]
    story += [
        *paper.heading(_("Signed in the program")),
        paper.paragraph(listed(take.signed) or P_("signatures", "none yet")),
    ]
    story += paper.signatures(_("Counted by"), _("Counted by"), P_("signature", "Manager of the assets"), width=width)
    name = _("Stocktake report {title}", title=take.title)
    return paper.build(story, mark, name=name, size=SIZE, margins=paper.FORM_MARGINS)


def _facts(work: Work, take: Stocktake, counted: Sequence[CountLine]) -> list[tuple[str, str]]:
    result = stocktake_result.summed(counted)
    return [
        (_("Scope counted"), stocktake_result.covered_words(work, take)),
        (P_("stocktake", "Period"), stocktake_result.span_words(take, work.today)),
        (_("State"), take.state.label),
        (
            P_("stocktake", "Expected"),
            _("{n} cards, {value} yuan", n=result.expected, value=yuan(result.expected_value)),
        ),
        (P_("result of a stocktake", "Found"), _("{n} cards", n=result.seen)),
        (
            P_("result of a stocktake", "Not reached yet") if take.is_open else _("Shortage"),
            _(
                "{n} cards, {value} yuan, net {net}",
                n=result.missing,
                value=yuan(result.short_value),
                net=yuan(result.short_net),
            ),
        ),
        (_("Surplus"), _("{n} cards", n=result.surplus)),
        (P_("result of a stocktake", "Wrong place"), _("{n} cards", n=result.elsewhere)),
        (P_("result of a stocktake", "Damaged"), _("{n} cards", n=result.damaged)),
    ]


def _differences(work: Work, take: Stocktake, width: float) -> list[Flowable]:
    """Of a blind count: where two people counted differently."""
    differences = stocktake_result.differences(work, take)
    if not differences:
        return []
    heading = paper.heading(_("Where two people differed; the last mark counted"))
    rows = [
        TableRow([each.number, each.name, clauses(named(who, said) for who, said in each.said)]) for each in differences
    ]
    columns = [
        TableColumn(_("Asset number"), width * 0.15),
        TableColumn(_("Asset name"), width * 0.25),
        TableColumn(_("Counted by each"), width * 0.6),
    ]
    return [*heading, LongTable(columns, rows)]


def _table(lines: Sequence[CountLine], width: float) -> LongTable:
    return LongTable(fitted(COLUMNS, width, NUMBERS), [TableRow(_texts(line)) for line in lines])


def _texts(line: CountLine) -> list[str]:
    value, net = (yuan(line.value), yuan(line.net)) if line.quantity else ("", "")
    return [
        line.number,
        line.name,
        line.room,
        line.seen_in,
        line.custodian,
        f"{line.quantity:,}" if line.quantity else "",
        f"{line.counted:,}",
        value,
        net,
        outcome_words(line),
        remark(line),
    ]


def outcome_words(line: CountLine) -> str:
    """What the count of one line found 盘盈、盘亏."""
    return listed(outcome.label for outcome in line.outcomes)


def remark(line: CountLine) -> str:
    """The note of the last mark."""
    return line.marks[-1].note if line.marks else ""
