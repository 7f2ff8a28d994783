"""What the core needs to know of the asset ledger 资产台账."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from desk.books.assets.permissions import PERMISSIONS
from desk.books.attachments import files_in
from desk.books.own_function import functions_of
from desk.core.book import Attention, Book, Concern, Figures, MonthLine, SampleLife, Span, tables_of
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.setting import Setting
from desk.core.tone import Tone
from desk.core.words import N_, NP_, _, clauses
from desk.core.work import Work
from desk.models import assets

if TYPE_CHECKING:
    from desk.books.assets.statistics import AssetChanges


def _importers() -> Sequence[ImportSpec]:
    from desk.books.assets import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.assets import ledger
    from desk.books.assets.invariants import INVARIANTS

    return [*sentences(work, INVARIANTS), *ledger.problems(work)]


def _count(work: Work, first: date, last: date) -> AssetChanges:
    from desk.books.assets import statistics

    return statistics.changes(work, first, last)


def _plain(figures: AssetChanges) -> dict[str, Number]:
    """Pieces and fen at the start, what came and went, and at the end."""
    return {
        f"assets_{name}_{unit}": getattr(figures.total, name)[place]
        for name in ("start", "came", "went", "end")
        for place, unit in enumerate(("pieces", "fen"))
    }


def _declared() -> Sequence[Figure]:
    from desk.books.assets import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], _codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.assets import spans as together

    return together.of_spans(work, spans)


def _page() -> FiguresPage:
    from desk.books.assets import figures

    return figures.PAGE


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.assets import maintenance

    due = maintenance.attention(work)
    parts = (
        (due.loans, _("{n} loans overdue", n=due.loans)),
        (due.inspections, _("{n} inspections due", n=due.inspections)),
        (due.stock, _("{n} to restock", n=due.stock)),
        (due.decisions, _("{n} to decide", n=due.decisions)),
    )
    yield Attention(
        "assets",
        Concern.HOUSE,
        due.all,
        _("Assets {n}", n=due.all),
        _("assets {n}", n=due.all),
        "assets.due",
        Tone.OVERDUE if due.loans else Tone.WAITING,
        clauses(label for n, label in parts if n),
    )


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.assets import sample

    sample.fill(work, Random(life.seed), life.until, life.adults)


OWN = functions_of("assets")
SETTINGS = (Setting("asset_prefix", "ZC", str, N_("New numbers")),)


def _keeps_residents(since: date) -> Sequence[ColumnElement[bool]]:
    from desk.books.assets import lending

    return (lending.keeps_resident(since),)


BOOK = Book(
    name="assets",
    tables=tables_of(assets),
    permissions=PERMISSIONS,
    find_records=OWN("lookup.find_records"),
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(assets.files.c.file),
    figures=Figures(
        _count,
        _plain,
        _declared,
        _of_spans,
        NP_("page of figures", "Assets"),
        _page,
        MonthLine(N_("Assets"), OWN("statistics.sentence"), "assets.list"),
    ),
    attention=_attention,
    attention_modules=("desk.books.assets.maintenance",),
    sample=_fill,
    importers=_importers,
    keeps_residents=_keeps_residents,
    uses_venue=OWN("queries.reasons_for_venue"),
)
