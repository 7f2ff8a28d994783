"""What the core needs to know of follow-ups 督办."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.attachments import files_in
from desk.books.follow_ups.permissions import PERMISSIONS
from desk.books.follow_ups.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import follow_ups


def _problems(work: Work) -> Iterable[str]:
    from desk.books.follow_ups.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


OWN = functions_of("follow_ups")
LINE = usual_line("follow_ups", NP_("figures of a month", "Follow-ups"), "orders.follow_ups_month")
BOOK = Book(
    name="follow_ups",
    tables=tables_of(follow_ups),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(follow_ups.follow_up_photos.c.file),
    figures=usual_figures("follow_ups", NP_("page of figures", "Follow-ups"), LINE),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.follow_ups.attention",),
    find_records=OWN("lookup.find"),
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
)
