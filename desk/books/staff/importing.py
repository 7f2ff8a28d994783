"""The people who work here 工作人员 from the spreadsheet that a centre keeps, one row a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desk.books.staff import queries, records
from desk.books.staff.columns import COLUMNS
from desk.books.staff.updating import UPDATE
from desk.core import importing
from desk.core.column_guess import Content
from desk.core.errors import Invalid, Problem, refuse_wrong
from desk.core.importing import ImportSpec
from desk.core.masking import hidden
from desk.core.permissions import May, Role
from desk.core.sheet_columns import NO, YES
from desk.core.spreadsheet import Cell, Progress, as_text
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.staff import staff

DISABLED = {YES: True, "停用": True, "已停用": True, NO: False, "在用": False, "在职": False}
ROLES = {
    "值班人员": Role.CLERK,
    "带班领导": Role.LEADER,
    "管理员": Role.MANAGER,
    "工作人员": Role.CLERK,
    "领导": Role.LEADER,
    **{role.value: role for role in Role},
}
"""What tables call the roles; what the window calls them is known as well."""


@dataclass(frozen=True)
class NewPerson:
    """A row of a staff table; without a first password the manager gives one later."""

    name: str
    role: Role
    telephone: str
    password: str = ""
    disabled: bool = False


class StaffReader:
    """Reads one row after another. Whoever takes the table in is in the book, and stays as they are there."""

    def __init__(self, work: Work, _clean: bool) -> None:
        self._work = work
        self.mends: Sequence[Problem] = ()

    def __call__(self, cells: Mapping[str, Cell]) -> NewPerson | None:
        """A row; None for that of the signed-in person. Raises ``Invalid``."""
        self.mends = ()
        name = as_text(cells.get("name", ""))
        if records.is_named(self._work.actor.name, name):
            self.mends = (Problem("name", _("{name} is signed in here and stays unchanged", name=name)),)
            return None
        return read(cells)


def read(cells: Mapping[str, Cell]) -> NewPerson:
    """One row; without a role it is a clerk. Raises ``Invalid``."""
    problems: list[Problem] = []
    name, password = (as_text(cells.get(field, "")) for field in ("name", "password"))
    known = ROLES | {role.label: role for role in Role}
    role = importing.chosen(cells, "role", known, problems) or Role.CLERK
    disabled = importing.chosen(cells, "disabled", DISABLED, problems) or False
    telephone = ""
    try:
        telephone = records.checked_telephone(as_text(cells.get("telephone", "")))
    except Invalid as wrong:
        problems.extend(wrong.problems)
    try:
        name = records.checked_name(name)
        if password:
            records.check_password(password, name)
            never = _("Somebody who is disabled needs no password. Please leave it empty.")
            refuse_wrong([("password", disabled, never)])
    except Invalid as wrong:
        problems.extend(wrong.problems)
    if problems:
        raise Invalid(*problems)
    return NewPerson(name, role, telephone, password, disabled)


def _key(person: NewPerson) -> tuple[str, str]:
    return "name", records.alike(person.name)


def _stored_names(work: Work) -> set[str]:
    return set(map(records.alike, work.connection.execute(select(staff.c.name)).scalars()))


def store(work: Work, people: list[NewPerson], progress: Progress | None) -> None:
    """Add every person; first passwords are given by whoever holds the keys."""
    work.require(May.EDIT_STAFF)
    for person in people:
        added = records.add(work, person.name, person.role, person.telephone)
        if person.disabled:
            records.set_active(work, added.id, False)


SPEC = ImportSpec(
    kind="staff",
    title=N_("People"),
    columns=COLUMNS,
    required=("name",),
    guessed={Content.NAME: ("name",), Content.TELEPHONE: ("telephone",)},
    masked={"password": hidden},
    permission=May.EDIT_STAFF,
    reader=StaffReader,
    key=_key,
    store=store,
    exported=queries.everyone,
    left_out=N_("Passwords are never in it: they cannot be read."),
    stored_keys=_stored_names,
    update=UPDATE,
)
