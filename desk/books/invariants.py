"""Is every book right in itself? Each declares what must always hold of it; ``desk check`` asks them all."""

from __future__ import annotations

from desk.books.registry import books
from desk.core.audit import first_broken_line
from desk.core.words import _
from desk.core.work import Work


def book_problems(work: Work) -> list[str]:
    """Every sentence names one thing that is wrong; empty when all is well."""
    problems = [sentence for book in books() for sentence in book.problems(work)]
    broken = first_broken_line(work.connection)
    if broken is not None:
        problems.append(_("Audit line {id} was changed, removed or inserted outside the program.", id=broken))
    return problems
