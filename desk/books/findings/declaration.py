"""What the core needs to know of findings 问题整改."""

from __future__ import annotations

from collections.abc import Iterable

from desk.books.attachments import files_in
from desk.books.findings.permissions import PERMISSIONS
from desk.books.findings.settings import SETTINGS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Book, tables_of
from desk.core.invariants import sentences
from desk.core.words import NP_
from desk.core.work import Work
from desk.models import findings


def _problems(work: Work) -> Iterable[str]:
    from desk.books.findings.invariants import INVARIANTS, UNREADABLE

    yield from sentences(work, UNREADABLE)
    yield from sentences(work, INVARIANTS)


OWN = functions_of("findings")
LINE = usual_line("findings", NP_("figures of a month", "Findings"), "findings.month")
BOOK = Book(
    name="findings",
    tables=tables_of(findings),
    permissions=PERMISSIONS,
    settings=SETTINGS,
    problems=_problems,
    attachments=files_in(findings.finding_photos.c.file),
    figures=usual_figures("findings", NP_("page of figures", "Findings"), LINE),
    attention=OWN("attention.due"),
    attention_of_day=OWN("attention.proposed_of_day"),
    attention_modules=("desk.books.findings.attention",),
    find_records=OWN("lookup.find"),
    sample=OWN("sample.fill"),
    forget=OWN("retention.forget"),
)
