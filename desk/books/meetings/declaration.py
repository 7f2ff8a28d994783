"""What the core needs to know of joint meetings 联席会议."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.meetings.permissions import PERMISSIONS
from desk.books.meetings.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import meetings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.meetings.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


OWN = functions_of("meetings")
BOOK = Book(
    name="meetings",
    tables=tables_of(meetings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    figures=usual_figures("meetings", NP_("page of figures", "Joint meetings")),
    attention=OWN("attention.due"),
    attention_modules=("desk.books.meetings.attention",),
    find_records=OWN("lookup.find"),
    sample=OWN("sample.fill"),
    uses_venue=OWN("queries.reasons_for_venue"),
    occupies=OWN("queries.occupations"),
    forget=OWN("retention.forget"),
)
