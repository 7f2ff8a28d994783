"""The asset list 资产清单 by class, zone, keeper, condition or owner on any day, with sums and two charts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable

from desk.books.assets import statistics
from desk.books.assets.statistics import AssetListing, AssetSum, GroupBy, HeldAsset
from desk.core.calendar import full_date_words
from desk.core.money import yuan
from desk.core.numbers import half_up
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import charts, imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SIZE = landscape(A4)
COLUMNS = (
    (N_("Asset number"), 25),
    (N_("Asset name"), 36),
    (N_("Asset class"), 30),
    (N_("Model"), 30),
    (NP_("asset", "Quantity"), 15),
    (N_("Original value"), 24),
    (N_("Depreciated"), 24),
    (N_("Net value"), 24),
    (N_("Acquired on"), 19),
    (N_("Location"), 38),
    (N_("Keeper"), 16),
    (N_("Condition"), 16),
)
NUMBERS = (4, 5, 6, 7)


@on_record()
def pdf(work: Work, by: GroupBy, at: date) -> bytes:
    """A4 landscape."""
    listing = statistics.listing(work, by, at)
    lines = [line for group in listing.groups for line in group.lines]
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    mark = imprint.of(work)
    title = _("Asset list")
    below = _("{centre} · as of {day} · {by}", centre=mark.centre, day=full_date_words(at), by=by.label)
    story: list[Flowable] = [*paper.title(title, below), paper.facts(_facts(listing.total), width, 5)]
    if lines:
        tops = [(name, half_up(Decimal(total.value) / 100)) for name, total in statistics.tops(work, lines)]
        story += [*paper.heading(_("Original value by class, yuan")), charts.Bars(tops, width, 120)]
        story += [*paper.heading(_("Pieces by age")), charts.Bars(statistics.ages(lines, at), width, 120)]
        story += [*paper.heading(_("The list")), LongTable(fitted(COLUMNS, width, NUMBERS), list(_rows(listing)))]
        story += paper.signatures(
            P_("signature", "Made by"),
            P_("signature", "Checked by"),
            P_("signature", "Manager of the assets"),
            width=width,
        )
    else:
        story.append(paper.paragraph(_("On this day there was nothing in the ledger.")))
    name = _("{title} {day}", title=title, day=full_date_words(at))
    return paper.build(story, mark, name=name, size=SIZE, margins=paper.FORM_MARGINS)


def _facts(total: AssetSum) -> list[tuple[str, str]]:
    return [
        (_("Cards"), f"{total.cards:,}"),
        (P_("sum of assets", "Quantity"), f"{total.pieces:,}"),
        (_("Original value, yuan"), yuan(total.value)),
        (_("Depreciated, yuan"), yuan(total.depreciated)),
        (_("Net value, yuan"), yuan(total.net)),
    ]


def _rows(listing: AssetListing) -> Iterator[TableRow]:
    for group in listing.groups:
        yield TableRow([_("{name} ({n} cards)", name=group.name, n=f"{len(group.lines):,}")], group=True)
        for line in group.lines:
            yield TableRow(texts(line))
        if len(group.lines) > 1:
            yield _sum(P_("asset list", "Subtotal"), group.sum)
    yield _sum(_("Total"), listing.total)


def texts(line: HeldAsset) -> list[str]:
    """One asset as texts under ``COLUMNS``."""
    return [
        line.number,
        line.name,
        line.class_name,
        line.model,
        f"{line.quantity:,}{line.unit}",
        yuan(line.value),
        yuan(line.depreciated),
        yuan(line.net),
        full_date_words(line.acquired_on),
        line.where,
        line.custodian,
        line.condition.label,
    ]


def _sum(name: str, total: AssetSum) -> TableRow:
    cards = _("{n} cards", n=f"{total.cards:,}")
    money = [yuan(total.value), yuan(total.depreciated), yuan(total.net)]
    return TableRow([name, cards, "", "", f"{total.pieces:,}", *money, "", "", "", ""], sum=True)
