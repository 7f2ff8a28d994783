"""The complete export 完整导出 of each book: every field that was entered, as the import reads it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desk.books import disclosure
from desk.books.imports import spec_of
from desk.core.importing import ImportSpec
from desk.core.permissions import May
from desk.core.work import Work

FORMULA = '="', '"'
"""Between these signs stands a text that a spreadsheet is to leave as it is; the reader takes them off."""


def permission(spec: ImportSpec) -> May:
    """What it takes to export a kind of table as a whole."""
    return May.UNMASKED_EXPORT if spec.personal else spec.permission


def rows(work: Work, kind: str, logged: int | None = None) -> Iterator[Sequence[Any]]:
    """Every record of a kind, cell by cell in the order of its columns.

    ``logged`` is the line of ``disclosure.allow``, which a kind that names people needs. Raises ``NotAllowed``.
    """
    spec = spec_of(kind)
    work.require(permission(spec))
    if spec.personal:
        disclosure.require(work, logged)
    values = [column.value for column in spec.template.values()]
    return ([_cell(value(record)) for value in values] for record in spec.exported(work))


def _cell(value: Any) -> Any:
    begins, ends = FORMULA
    if isinstance(value, str) and value.startswith(begins) and value.endswith(ends):
        return f"{begins}{value}{ends}"
    return value
