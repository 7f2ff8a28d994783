"""What the core needs to know of the emergency log 应急日志."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from desk.core.book import Book, tables_of
from desk.core.work import Work
from desk.models import incidents


def _problems(work: Work) -> Iterable[str]:
    """The chain first: what hangs on a broken one is not worth asking."""
    from desk.books.incidents import chain, review

    fault = chain.first_fault(work)
    return [fault.words] if fault else review.problems(work)


def _attachments(work: Work) -> Iterable[str]:
    """Photos in the log."""
    from desk.books.incidents.model import EntryKind

    photos = select(incidents.entries.c.fields).where(incidents.entries.c.kind == EntryKind.PHOTO.value)
    return [fields["photo"]["file"] for fields in work.connection.execute(photos).scalars() if "photo" in fields]


BOOK = Book(
    name="incidents",
    tables=tables_of(incidents),
    problems=_problems,
    attachments=_attachments,
)
