"""Taking tables in: every rejected row is told with its number, field and reason; all of a file, or nothing of it.

What can be taken in is what the books declare: an ``ImportSpec`` for each kind of table.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from desk.books import audit_queries
from desk.books.import_check import (
    AS_IT_STANDS,
    FileCheck,
    PreparedImport,
    Reading,
    file_notes,
    taken_before_words,
)
from desk.books.registry import books
from desk.core import spreadsheet
from desk.core.errors import Refused
from desk.core.garbage import uncollected
from desk.core.importing import ImportSpec
from desk.core.os_errors import translate_os_errors
from desk.core.pasted_table import PastedTable, Source
from desk.core.resources import RESOURCES
from desk.core.spreadsheet import Progress, SheetTable, Spreadsheet
from desk.core.words import _
from desk.core.work import Work

__all__ = [
    "PreparedImport",
    "Reading",
    "digest_of",
    "prepare",
    "sample_catalogue",
    "spec_of",
    "specs",
    "store",
]
FIRST = 5
"""Rows of the file that are shown as they are."""


def specs() -> tuple[ImportSpec, ...]:
    """Every kind of table that a book takes in."""
    return tuple(spec for book in books() for spec in book.importers())


def spec_of(kind: str) -> ImportSpec:
    """The kind of table that goes by a name; KeyError for a name that is none."""
    return {spec.kind: spec for spec in specs()}[kind]


def prepare(
    work: Work,
    kind: str,
    source: Source,
    reading: Reading = AS_IT_STANDS,
    progress: Progress | None = None,
) -> PreparedImport:
    """Read and check a whole file against the book. Raises ``Refused``, ``ColumnsUnknown`` to ask which columns are
    which.
    """
    spec = spec_of(kind)
    work.require(spec.permission)
    file = spreadsheet.read(source, spec.headers, spec.required, reading.mapped, reading.sheets, progress)
    check = FileCheck(work, spec, reading)
    with uncollected():
        check.read(file, progress)
    return come_of(work, spec, source, file, check)


def come_of(work: Work, spec: ImportSpec, source: Source, file: Spreadsheet, check: FileCheck) -> PreparedImport:
    """What a check of a whole file has found."""
    before = audit_queries.taken_in(work, spec.kind, digest := digest_of(source))
    first = file.tables[0]
    return PreparedImport(
        spec.kind,
        check.good,
        check.rejected,
        first.named_columns,
        tuple(dict.fromkeys(header for table in file.tables for header in table.unknown)),
        first.headers,
        first_rows(first),
        check.mended,
        check.doubles,
        file.sheets,
        file.taken,
        (*(taken_before_words(work, each) for each in before[-1:]), *file_notes(file)),
        digest,
        len(before),
        check.doubts.question,
        headed=first.headed,
    )


def first_rows(table: SheetTable) -> list[list[str]]:
    """As the file has them; what of them may be seen, ``import_columns.first_shown`` says."""
    return [[spreadsheet.as_text(cell) for cell in cells] for _number, cells in table.rows[:FIRST]]


def digest_of(source: Source) -> str:
    """SHA-256 of a file, by which the book knows it again."""
    if isinstance(source, PastedTable):
        return source.digest
    with translate_os_errors(), source.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def store(work: Work, prepared: PreparedImport, source: Source, progress: Progress | None = None) -> int:
    """Store the good rows of a prepared file in this transaction. How many.

    Raises ``Refused`` when rows of it have come into the book since it was checked.
    """
    spec = spec_of(prepared.kind)
    work.require(spec.permission)
    require_unchanged(work, spec, prepared)
    spec.store(work, [record for _row, record in prepared.good], progress)
    after = {
        "file": source.name,
        "rows": len(prepared.good),
        "rejected": len(prepared.rejected),
        "digest": prepared.digest,
    }
    work.audit(f"import.{prepared.kind}", prepared.kind, after=after)
    return len(prepared.good)


def require_unchanged(work: Work, spec: ImportSpec, prepared: PreparedImport) -> None:
    """Raises ``Refused`` when the file, or rows of it, have come into the book since it was checked."""
    if prepared.digest and len(audit_queries.taken_in(work, spec.kind, prepared.digest)) > prepared.taken_in_before:
        raise Refused(_("This file has been taken in since it was checked. Nothing was stored; please check it again."))
    keys, alike = spec.stored_keys(work), spec.stored_alike(work)
    come = 0
    for at, (_row, record) in enumerate(prepared.good):
        key, likeness = spec.key(record)[1], spec.likeness(record)
        come += bool(key and key in keys) or (at not in prepared.doubles and likeness in alike)
    if come:
        raise Refused(
            _(
                "{n} rows of it have come into the book since the file was checked. Nothing was stored; please check "
                "it again.",
                n=come,
            )
        )


def sample_catalogue() -> Path:
    """The catalogue that comes with the program, from public knowledge and marked as a sample."""
    return RESOURCES / "catalogue" / "sample.csv"
