"""What the core needs to know of follow-ups 督办."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from desk.books.attachments import files_in
from desk.books.follow_ups.permissions import PERMISSIONS
from desk.books.follow_ups.settings import SETTINGS
from desk.core.book import Attention, Book, Figures, MonthLine, RecordHit, SampleLife, Span, tables_of
from desk.core.figure import Figure, Number
from desk.core.figure_page import FiguresPage
from desk.core.invariants import sentences
from desk.core.month import Month
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import follow_ups

if TYPE_CHECKING:
    from desk.books.follow_ups.statistics import FollowUpFigures


def _problems(work: Work) -> Iterable[str]:
    from desk.books.follow_ups.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


def _count(work: Work, month: Month) -> FollowUpFigures:
    from desk.books.follow_ups import statistics

    return statistics.of_days(work, *month.span)


def _plain(figures: FollowUpFigures) -> dict[str, Number]:
    from desk.books.follow_ups import statistics

    return statistics.plain(figures)


def _declared() -> Sequence[Figure]:
    from desk.books.follow_ups import figures

    return figures.FIGURES


def _of_spans(work: Work, spans: Sequence[Span], _codes: Collection[str]) -> list[dict[str, Number]]:
    from desk.books.follow_ups import statistics

    return statistics.of_spans(work, spans)


def _page() -> FiguresPage:
    from desk.books.follow_ups import figures

    return figures.PAGE


def _sentence(figures: FollowUpFigures) -> str:
    from desk.books.follow_ups import statistics

    return statistics.sentence(figures)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.follow_ups import sample

    sample.fill(work, life)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.follow_ups import attention

    return attention.due(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.follow_ups import lookup

    return lookup.find(work, typed, most)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.follow_ups import retention

    retention.forget(work, before)


LINE = MonthLine(NP_("figures of a month", "Follow-ups"), _sentence, "orders.follow_ups_month")
BOOK = Book(
    name="follow_ups",
    tables=tables_of(follow_ups),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(follow_ups.follow_up_photos.c.file),
    figures=Figures(_count, _plain, _declared, _of_spans, NP_("page of figures", "Follow-ups"), _page, LINE),
    attention=_attention,
    attention_modules=("desk.books.follow_ups.attention",),
    find_records=_find,
    sample=_fill,
    forget=_forget,
)
