"""The list of staff brought up to date from a file: people by their names; roles and passwords never."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from desk.books.staff import queries, records
from desk.books.staff.columns import COLUMNS
from desk.books.staff.model import Person
from desk.core.permissions import May
from desk.core.sheet_columns import cells_of, said
from desk.core.spreadsheet import as_text
from desk.core.updating import Cells, UpdateField, UpdateSpec, same_named
from desk.core.words import N_
from desk.core.work import Work

UNDER_SETTINGS = N_("what somebody may do is changed under Settings, People only")
FIELDS = (
    same_named("telephone", N_("Telephone")),
    UpdateField(
        N_("disabled"),
        ("disabled",),
        ("active",),
        lambda person: said(not person.active),
        refused=UNDER_SETTINGS,
        taken=lambda _stored, read, _given: {"active": not read.disabled},
    ),
    same_named("role", N_("Role"), refused=UNDER_SETTINGS),
)


def _row_keys(cells: Cells, _today: date) -> Sequence[Hashable]:
    return (records.alike(as_text(cells.get("name", ""))),)


def _filled(person: Person, given: Cells) -> Cells:
    without_password = {name: cell for name, cell in given.items() if name != "password"}
    return {**cells_of(COLUMNS, person, "role", "telephone"), **without_password, "name": person.name}


def write(work: Work, stored: Person, wanted: Person, _file: str) -> None:
    """Another telephone. Raises ``DeskError``."""
    work.require(May.EDIT_STAFF)
    records.set_telephone(work, stored.id, wanted.telephone)


def disable(work: Work, person: Person) -> None:
    """The person's history stays; the key slot is the affair of ``desk.services.accounts``."""
    work.require(May.EDIT_STAFF)
    records.set_active(work, person.id, False)


UPDATE = UpdateSpec(
    required=("name",),
    stored=queries.everyone,
    keys=lambda person: (records.alike(person.name),),
    row_keys=_row_keys,
    filled=_filled,
    fields=lambda _work: FIELDS,
    title=lambda person: person.name,
    write=write,
    in_use=lambda person, _today: person.active,
    drop=disable,
    dropped=N_("disabled: can no longer sign in"),
)
