"""Reading the people who work here: one, all, and whether the signed-in person still may act."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, and_, exists, or_, select

from desk.books.staff.model import Person
from desk.core.errors import LockedOut
from desk.core.permissions import Role
from desk.core.records import records
from desk.core.words import _
from desk.core.work import Actor, Work
from desk.models.audit import audit
from desk.models.staff import drafts, staff

PEOPLE = select(*(staff.c[field.name] for field in fields(Person)))
"""The columns of ``Person``, each by its name."""


WITH_PASSWORD = ("session.sign_in", "session.hand_over", "session.recovered", "staff.password")
"""What nobody does, and what is done to nobody, without a password."""


def everyone(work: Work) -> list[Person]:
    """All staff, those who work here now first."""
    query = PEOPLE.order_by(staff.c.active.desc(), staff.c.id)
    return records(work.connection.execute(query), Person, role=Role)


def find(work: Work, id: int) -> Person:
    """One member of staff, active or not."""
    (person,) = records(work.connection.execute(PEOPLE.where(staff.c.id == id)), Person, role=Role)
    return person


def had_password(work: Work, id: int) -> bool:
    """Did this person have a password before: one was used or set, or the book's key was changed since they were
    added?
    """
    later = audit.alias("later")
    key_changed = exists().where(later.c.action == "book.key_changed", later.c.id > audit.c.id)
    had = or_(audit.c.action.in_(WITH_PASSWORD), and_(audit.c.action == "staff.add", key_changed))
    query = select(audit.c.id).where(audit.c.subject == f"staff:{id}", had).limit(1)
    return work.connection.execute(query).first() is not None


def present(connection: Connection, actor: Actor) -> Actor:
    """The signed-in person as the book has them at this moment, so that what they may do is read with each action.

    Raises ``LockedOut`` for somebody who was disabled or is not in this book. While a book is being made it has no
    people yet, and its maker is believed.
    """
    cursor = connection.connection.cursor()
    try:
        row = cursor.execute("SELECT name, role, active FROM staff WHERE id = ?", (actor.id,)).fetchone()
        founding = row is None and cursor.execute("SELECT 1 FROM staff LIMIT 1").fetchone() is None
    finally:
        cursor.close()
    if founding:
        return actor
    if row is None or not row[2]:
        raise LockedOut(_("{name} can no longer sign in. Please ask the manager.", name=actor.name))
    return actor if (row[0], row[1]) == (actor.name, actor.role.value) else Actor(actor.id, row[0], Role(row[1]))


def draft(work: Work, form: str) -> dict[str, Any]:
    """What the signed-in person left half typed in a form; empty where nothing was."""
    mine = (drafts.c.staff_id == work.actor.id) & (drafts.c.form == form)
    return work.connection.execute(select(drafts.c.content).where(mine)).scalar() or {}
