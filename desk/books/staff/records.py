"""The people who work here. Passwords and keys are ``desk.services.accounts``' affair."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update

from desk.books.staff.model import Person
from desk.books.staff.queries import everyone, find
from desk.core import edit_conflicts, identity, name_search
from desk.core.errors import Invalid, Problem, Refused
from desk.core.permissions import May, Role
from desk.core.telephones import office_telephone_problem
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.staff import drafts, staff
from desk.storage import keys


def checked_name(typed: str) -> str:
    """A name as it is kept, however it came in: "Li  Ming" with one space, 李 明 without. Raises ``Invalid``."""
    name = identity.tidy_name(typed)
    if not 0 < len(name) <= 30:
        raise Invalid(Problem("name", _("Please enter a name of 1 to 30 characters.")))
    return name


def is_named(name: str, typed: str) -> bool:
    """Is this the person whose name was typed? Spaces, dots and capitals do not tell two people apart."""
    return alike(name) == alike(typed)


def alike(name: str) -> str:
    """Two names are the same person's when this is equal: case, spaces and dots do not count."""
    return name_search.squeezed(identity.tidy_name(name)) or name


def check_password(password: str, name: str) -> None:
    """The rule for every new password, however it comes in. Raises ``Invalid``."""
    keys.check_password(password, name)
    if is_named(name, password):
        raise Invalid(Problem("password", _("The password must not be the name.")))


def checked_telephone(typed: str) -> str:
    """As it is kept; the house's own exchange has short ones. Raises ``Invalid`` for what is none."""
    number = identity.tidy_telephone(typed)
    if problem := office_telephone_problem(number):
        raise Invalid(Problem("telephone", problem))
    return number


def add(work: Work, name: str, role: Role, telephone: str = "") -> Person:
    """A new person, active at once. Raises ``Invalid`` for an empty or taken name."""
    work.require(May.EDIT_STAFF)
    name = checked_name(name)
    if any(is_named(person.name, name) for person in everyone(work)):
        raise Invalid(
            Problem("name", _("{name} is already on the list. Add something that tells the two apart.", name=name))
        )
    values: dict[str, Any] = {"name": name, "role": role.value, "telephone": checked_telephone(telephone)}
    id = work.add(staff, values)
    work.audit("staff.add", f"staff:{id}", after=values)
    return find(work, id)


def set_active(work: Work, id: int, active: bool) -> Person:
    """Disable or bring back. The last active manager stays."""
    work.require(May.EDIT_STAFF)
    person = find(work, id)
    if not active:
        _keep_a_manager(work, person)
    work.connection.execute(update(staff).where(staff.c.id == id).values(active=active))
    work.audit("staff.active", f"staff:{id}", {"active": person.active}, {"active": active})
    return find(work, id)


def set_role(work: Work, id: int, role: Role, read: Role | None = None) -> Person:
    """Give somebody another role than the one that was ``read``. Raises ``EditConflict`` as every edit does."""
    work.require(May.EDIT_STAFF)
    person = find(work, id)
    if read is not None:
        thing = edit_conflicts.EditedRecord(f"staff:{id}", {"role": N_("Role")})
        role = edit_conflicts.settled(work, thing, {"role": read}, {"role": person.role}, {"role": role})["role"]
    if role is not Role.MANAGER:
        _keep_a_manager(work, person)
    work.connection.execute(update(staff).where(staff.c.id == id).values(role=role.value))
    work.audit("staff.role", f"staff:{id}", {"role": person.role.value}, {"role": role.value})
    return find(work, id)


def set_telephone(work: Work, id: int, telephone: str) -> Person:
    """Give somebody another telephone. Raises ``Invalid`` for what is none."""
    work.require(May.EDIT_STAFF)
    person, wanted = find(work, id), checked_telephone(telephone)
    work.connection.execute(update(staff).where(staff.c.id == id).values(telephone=wanted))
    work.audit("staff.telephone", f"staff:{id}", {"telephone": person.telephone}, {"telephone": wanted})
    return find(work, id)


def _keep_a_manager(work: Work, person: Person) -> None:
    others = select(func.count()).where(staff.c.role == Role.MANAGER.value, staff.c.active, staff.c.id != person.id)
    if person.role is Role.MANAGER and not work.connection.execute(others).scalar():
        raise Refused(_("{name} is the only manager, so this cannot be done.", name=person.name))


def keep_draft(work: Work, form: str, content: dict[str, Any]) -> None:
    """What is half typed in a form; an empty ``content`` forgets it. Not audited: nothing has happened yet."""
    mine = (drafts.c.staff_id == work.actor.id) & (drafts.c.form == form)
    work.connection.execute(drafts.delete().where(mine))
    if content:
        row = {"staff_id": work.actor.id, "form": form, "content": content, "saved_at": work.now}
        work.add_all(drafts, [row])
