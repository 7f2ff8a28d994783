"""Organisations brought up to date from a file: by the credit code, else by the name or another name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Protocol

from desk.books.organisations import credit_codes, organisations, queries
from desk.books.organisations.columns import COLUMNS, roles_written
from desk.books.organisations.model import ORGANISATION_LABELS, Organisation
from desk.core import identity
from desk.core.permissions import May
from desk.core.sheet_columns import cells_of
from desk.core.spreadsheet import as_text
from desk.core.updating import Cells, UpdateField, UpdateSpec, same_named
from desk.core.words import N_
from desk.core.work import Work


def _keys(organisation: Organisation) -> Iterator[Hashable]:
    if organisation.credit_code:
        yield "credit_code", organisation.credit_code
    for name in (organisation.name, *organisation.aliases):
        yield "name", name


def _row_keys(cells: Cells, _today: date) -> Sequence[Hashable]:
    code = credit_codes.tidied(as_text(cells.get("credit_code", "")))
    name = identity.one_line(as_text(cells.get("name", "")))
    by_code = [("credit_code", code)] if code else []
    return (*by_code, ("name", name))


def _filled(organisation: Organisation, given: Cells) -> Cells:
    return {**cells_of(COLUMNS, organisation, "name", "kind", "credit_code", "roles"), **given}


def _fields(_work: Work) -> Sequence[UpdateField]:
    label = ORGANISATION_LABELS
    return (
        same_named("name", label["name"]),
        same_named("kind", label["kind"], lambda each: each.kind.label),
        same_named("credit_code", label["credit_code"]),
        same_named("roles", label["roles"], roles_written),
        same_named("party_name", label["party_name"]),
        same_named("liaison", label["liaison"], lambda each: identity.mask_name(each.liaison)),
        same_named("telephone", label["telephone"], lambda each: identity.mask_telephone(each.telephone)),
        same_named("address", label["address"]),
        same_named("remark", label["remark"], lambda each: identity.mask_text(each.remark, each.liaison)),
    )


def write(work: Work, stored: Organisation, wanted: Organisation, _file: str) -> None:
    """By the book's own edit. Raises ``DeskError``."""
    work.require(May.IMPORT)
    organisations.edit(work, replace(wanted, id=stored.id), read=stored)


class ReaderOfOne(Protocol):
    """A reader that can be told of which stored record a row is."""

    def of(self, stored: Organisation, /) -> AbstractContextManager[None]:
        """The row to be read is of this record."""
        ...


def _released(reader: ReaderOfOne, stored: Organisation) -> AbstractContextManager[None]:
    return reader.of(stored)


UPDATE = UpdateSpec(
    required=("name",),
    stored=queries.everyone,
    keys=_keys,
    row_keys=_row_keys,
    filled=_filled,
    fields=_fields,
    title=lambda organisation: organisation.name,
    write=write,
    in_use=lambda organisation, _today: organisation.active,
    drop=lambda work, organisation: organisations.set_active(work, organisation.id, False),
    dropped=N_("is taken out of use"),
    released=_released,
)
