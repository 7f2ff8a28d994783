"""What the core needs to know of findings 问题整改."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk.books.attachments import files_in
from desk.books.findings.permissions import PERMISSIONS
from desk.books.findings.settings import SETTINGS
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Attention, Book, RecordHit, SampleLife, tables_of
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import findings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.findings.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.findings import sample

    sample.fill(work, life)


def _attention(work: Work) -> Iterable[Attention]:
    from desk.books.findings import attention

    return attention.due(work)


def _attention_of_day(work: Work) -> Iterable[Attention]:
    from desk.books.findings import attention

    return attention.proposed_of_day(work)


def _find(work: Work, typed: str, most: int) -> Iterable[RecordHit]:
    from desk.books.findings import lookup

    return lookup.find(work, typed, most)


def _forget(work: Work, before: datetime) -> None:
    from desk.books.findings import retention

    retention.forget(work, before)


LINE = usual_line("findings", NP_("figures of a month", "Findings"), "findings.month")
BOOK = Book(
    name="findings",
    tables=tables_of(findings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(findings.finding_photos.c.file),
    figures=usual_figures("findings", NP_("page of figures", "Findings"), LINE),
    attention=_attention,
    attention_of_day=_attention_of_day,
    attention_modules=("desk.books.findings.attention",),
    find_records=_find,
    sample=_fill,
    forget=_forget,
)
