"""The figures of the asset ledger 资产指标: what there was at the start, what came and went, what there is now."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from desk.books.assets import flows
from desk.books.assets.flows import FlowMove
from desk.books.assets.model import AssetCondition
from desk.core.figure import Better, Figure, FigureKind, FigureRow, NotAdded, Unit
from desk.core.figure_page import ChartDeclaration, ChartKind, FiguresPage
from desk.core.words import N_, NP_, P_
from desk.core.work import Work

PIECES, FEN = 0, 1


def _moves(part: str, unit: int, work: Work, first: date, last: date) -> list[FigureRow]:
    """The cards, or the movements, of which a part of the flow is the sum."""
    day = first - timedelta(days=1) if part == "start" else last
    return [
        _row(move, getattr(move, part)[unit], day)
        for move in flows.flow_moves(work, first, last)
        if getattr(move, part)[unit]
    ]


def _row(move: FlowMove, amount: int, day: date) -> FigureRow:
    columns = move.card.columns
    moved = bool(move.movement_id)
    condition = AssetCondition(columns["condition"])
    return FigureRow(
        f"asset_movements:{move.movement_id}" if moved else f"assets:{move.card.id}",
        date.fromisoformat(move.day) if moved else day,
        P_("row of a figure", "{number} {name}", number=columns["number"], name=columns["name"]),
        move.step.kind.label if move.step else P_("asset", "class changed") if moved else condition.label,
        None if moved else condition.tone,
        amount,
        "assets.card",
        move.card.id,
    )


def _figure(part: str, unit: int, title: str, definition: str) -> Figure:
    code = f"assets_{part}_{('pieces', 'fen')[unit]}"
    rows = partial(_moves, part, unit)
    kept_in = (Unit.PIECES, Unit.FEN)[unit]
    stands = NotAdded.STANDS if part in ("start", "end") else None
    return Figure(code, title, definition, kept_in, FigureKind.SUM, Better.NEITHER, rows, not_added=stands)


FIGURES: tuple[Figure, ...] = (
    _figure(
        "start",
        PIECES,
        NP_("figure", "Pieces at start"),
        N_("Pieces of all cards that were there when these days began."),
    ),
    _figure(
        "start",
        FEN,
        NP_("figure", "Value at start"),
        N_("Original value of all cards that were there when these days began."),
    ),
    _figure(
        "came",
        PIECES,
        NP_("figure", "Pieces in"),
        N_("Pieces that came into the ledger in these days, also into another class by a change of class."),
    ),
    _figure(
        "came",
        FEN,
        NP_("figure", "Value in"),
        N_("Original value that came into the ledger in these days, also by a revaluation or a change of class."),
    ),
    _figure(
        "went",
        PIECES,
        NP_("figure", "Pieces out"),
        N_("Pieces that went out of the ledger in these days, also out of a class by a change of class."),
    ),
    _figure(
        "went",
        FEN,
        NP_("figure", "Value out"),
        N_("Original value that went out of the ledger in these days, also by a revaluation or a change of class."),
    ),
    _figure(
        "end",
        PIECES,
        NP_("figure", "Pieces at end"),
        N_("Pieces of all cards that were there when these days ended: at start, plus in, less out."),
    ),
    _figure(
        "end",
        FEN,
        NP_("figure", "Value at end"),
        N_("Original value of all cards that were there when these days ended: at start, plus in, less out."),
    ),
)

PAGE = FiguresPage(
    tuple(f"assets_{part}_{unit}" for unit in ("pieces", "fen") for part in ("start", "came", "went", "end")),
    (
        ChartDeclaration(
            ChartKind.COLUMNS, NP_("chart", "Pieces in and out by month"), ("assets_came_pieces", "assets_went_pieces")
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Value by month"), ("assets_end_fen",)),
        ChartDeclaration(
            ChartKind.COLUMNS, NP_("chart", "Value in and out by month"), ("assets_came_fen", "assets_went_fen")
        ),
        ChartDeclaration(ChartKind.LINES, NP_("chart", "Pieces by month"), ("assets_end_pieces",)),
    ),
)
