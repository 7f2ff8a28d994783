"""The papers of the asset ledger 资产台账."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.books.assets import approvals, labels, lending, queries
from desk.books.assets.lending import Loan
from desk.books.assets.model import Asset
from desk.books.assets.statistics import GroupBy
from desk.core.errors import Refused
from desk.core.paper_kinds import PaperKind
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.assets.label_sheets import LabelLayout
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def day_or_today(work: Work, day: date | None) -> date:
    """The day that was asked for, else today."""
    return day or work.today


def asset_id(work: Work, number: str) -> int:
    """The card with this number on its label. Raises ``Refused`` when there is none."""
    asset = queries.by_number(work, number)
    if asset is None:
        raise Refused(_("There is no card with the number {number}.", number=number))
    return asset.id


def to_be_labelled(work: Work, new: bool) -> list[Asset]:
    """Every asset in the house, or only those without a label."""
    return labels.without(work) if new else queries.page(work, queries.AssetFilter())


def record_labels(work: Work, values: Mapping[str, Any]) -> str:
    """What was printed for things without a label counts as their label from now on."""
    if not values["new"]:
        return ""
    assets = to_be_labelled(work, True)
    labels.record(work, assets)
    return _("{n} labels; recorded as printed.", n=len(assets))


def masked_loan(work: Work, loan_id: int) -> Loan:
    """A loan with its resident's name masked; the window shows it in full and logs who looked."""
    return lending.find(work, loan_id)


SPAN = Input("span", InputKind.SPAN)
PAPERS = (
    Paper(
        "assets",
        N_("Asset list"),
        "The asset ledger with sums, on any day.",
        {
            Format.PDF: Maker("desk.reports.assets.asset_list_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.assets.asset_list_workbook:xlsx"),
        },
        takes=(
            Input("by", InputKind.CHOICE, "What the list is grouped by.", default=GroupBy.CLASS, choices=GroupBy),
            Input(
                "at",
                InputKind.DAY,
                "On which day, YYYY-MM-DD; today when left out.",
                default=None,
                resolve=day_or_today,
            ),
        ),
    ),
    Paper(
        "asset-changes",
        N_("Changes in the ledger"),
        "What came and went in a span: start + in - out = end.",
        {
            Format.PDF: Maker("desk.reports.assets.changes_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.assets.changes_workbook:xlsx"),
        },
        takes=(SPAN,),
    ),
    Paper(
        "stocktake",
        N_("Stocktake report"),
        "The result of a stocktake.",
        {
            Format.PDF: Maker("desk.reports.assets.stocktake_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.assets.stocktake_workbook:xlsx"),
        },
        takes=(Input("id", InputKind.ID, "Its number: 1 is the first one.", sample=lambda _work: 1),),
    ),
    Paper(
        "asset-card",
        N_("Asset card"),
        "One thing's card with photos and history.",
        {Format.PDF: Maker("desk.reports.assets.card:pdf", files=True)},
        takes=(
            Input(
                "number",
                InputKind.TEXT,
                "The number on its label.",
                resolve=asset_id,
                sample=lambda work: queries.page(work, queries.AssetFilter())[4].number,
            ),
        ),
    ),
    Paper(
        "labels",
        N_("Asset labels"),
        "Labels with a code to scan, at true size.",
        {Format.PDF: Maker("desk.reports.assets.labels:pdf")},
        takes=(
            Input(
                "new",
                InputKind.FLAG,
                "Only what has no label yet; they count as labelled then.",
                default=False,
                resolve=to_be_labelled,
            ),
            Input("sheet", InputKind.CHOICE, "The label paper.", default=LabelLayout.A4_21, choices=LabelLayout),
            Input("start", InputKind.POSITION, "The first free position of the first sheet.", default=1),
        ),
        record=record_labels,
        kind=PaperKind.LABEL,
    ),
    Paper(
        "loans",
        N_("Things on loan"),
        "What is on loan and overdue.",
        {
            Format.PDF: Maker("desk.reports.assets.loans_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.assets.loans_workbook:xlsx"),
        },
        command=False,
    ),
    Paper(
        "inspections",
        N_("Inspections due"),
        "Inspections, warranties and restocking due.",
        {
            Format.PDF: Maker("desk.reports.assets.inspections_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.assets.inspections_workbook:xlsx"),
        },
        command=False,
    ),
    Paper(
        "loan-slip",
        N_("Loan slip"),
        "The slip that a borrower signs.",
        {Format.PDF: Maker("desk.reports.assets.loan_slip:pdf")},
        takes=(
            Input(
                "id",
                InputKind.ID,
                resolve=masked_loan,
                sample=lambda work: lending.open_loans(work)[0].id,
            ),
        ),
        command=False,
    ),
    Paper(
        "disposal",
        N_("Application for disposal"),
        "The application for a disposal, as manager and district sign it.",
        {Format.PDF: Maker("desk.reports.assets.disposal:pdf")},
        takes=(Input("id", InputKind.ID, sample=lambda work: approvals.waiting(work)[0].id),),
        command=False,
    ),
)
