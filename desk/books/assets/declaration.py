"""What the core needs to know of the asset ledger 资产台账."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import assets


def _importers() -> Sequence[ImportSpec]:
    from desk.books.assets import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.assets import ledger
    from desk.books.assets.invariants import INVARIANTS

    return [*sentences(work, INVARIANTS), *ledger.problems(work)]


def _attachments(work: Work) -> Iterable[str]:
    """Photos and papers of cards."""
    return work.connection.execute(select(assets.files.c.file)).scalars()


BOOK = Book(
    name="assets",
    tables=tables_of(assets),
    problems=_problems,
    attachments=_attachments,
    importers=_importers,
)
