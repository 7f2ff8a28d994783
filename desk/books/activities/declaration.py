"""What the core needs to know of the activity calendar 活动月历."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select, union

from desk.core.book import Book, tables_of
from desk.core.importing import ImportSpec
from desk.core.invariants import sentences
from desk.core.work import Work
from desk.models import activities


def _importers() -> Sequence[ImportSpec]:
    from desk.books.activities import importing

    return (importing.SPEC,)


def _problems(work: Work) -> Iterable[str]:
    from desk.books.activities.invariants import INVARIANTS

    return sentences(work, INVARIANTS)


def _attachments(work: Work) -> Iterable[str]:
    """Photos of activities, and pictures of what went out."""
    pictures = select(activities.publications.c.photo).where(activities.publications.c.photo != "")
    return work.connection.execute(union(select(activities.photos.c.file), pictures)).scalars()


BOOK = Book(
    name="activities",
    tables=tables_of(activities),
    problems=_problems,
    attachments=_attachments,
    importers=_importers,
)
