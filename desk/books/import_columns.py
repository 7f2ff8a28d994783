"""What the columns of a file are taken for where it does not say so itself, and what of its first rows may be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from desk.books.import_check import AS_IT_STANDS, PreparedImport, Reading
from desk.books.imports import first_rows, spec_of
from desk.books.updates import PreparedUpdate
from desk.core import identity
from desk.core.column_guess import fields_by_content, may_be_name
from desk.core.spreadsheet import ColumnsUnknown
from desk.core.words import _

Prepared = TypeVar("Prepared")


def asking(
    kind: str, read: Callable[[Reading], Prepared], reading: Reading = AS_IT_STANDS
) -> Prepared | PreparedImport:
    """What ``read`` prepares; where it cannot know the columns, the table as it came and what has to be said of it.
    Columns without headers of which nobody has said yet what they are, are guessed first by what stands in them.
    """
    try:
        return read(reading)
    except ColumnsUnknown as lacking:
        first = lacking.file.tables[0]
        guessed = {} if reading.mapped or first.headed else fields_by_content(first, spec_of(kind).guessed)
        if guessed:
            return _told_as_guessed(asking(kind, read, replace(reading, mapped=guessed)))
        return PreparedImport(
            kind,
            (),
            (),
            first.named_columns,
            headers=first.headers,
            first=first_rows(first),
            headed=first.headed,
            lacks=lacking.message,
        )


def _told_as_guessed(prepared: Prepared | PreparedImport) -> Prepared | PreparedImport:
    note = _("What the columns are was guessed by what stands in them. Please look whether it is right.")
    if isinstance(prepared, PreparedImport):
        return replace(prepared, notes=(*prepared.notes, note))
    if isinstance(prepared, PreparedUpdate):
        return replace(prepared, file=replace(prepared.file, notes=(*prepared.file.notes, note)))
    return prepared


def first_shown(prepared: PreparedImport) -> list[list[str]]:
    """The first rows of a file with what identifies people masked, as in a list: also in columns of which nobody has
    said yet what they are.
    """
    spec = spec_of(prepared.kind)
    field_of = {header: name for name, header in prepared.columns.items()}
    unsaid = _unsaid if "name" in spec.masked else identity.mask_text
    masks = [spec.masked.get(field_of.get(header, ""), unsaid) for header in prepared.headers]
    return [[mask(cell) for mask, cell in zip(masks, row, strict=False)] for row in prepared.first]


def _unsaid(cell: str) -> str:
    """What may be seen of a cell of which nobody knows what it is, in a table of people."""
    return identity.mask_name(cell) if may_be_name(cell) else identity.mask_text(cell)
