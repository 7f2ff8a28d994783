"""The people who work here 工作人员."""

from desk.books.staff.model import Person
from desk.books.staff.queries import draft, everyone, find, had_password, present
from desk.books.staff.records import (
    add,
    alike,
    check_password,
    checked_name,
    is_named,
    keep_draft,
    set_active,
    set_role,
    set_telephone,
)

__all__ = [
    "Person",
    "add",
    "alike",
    "check_password",
    "checked_name",
    "draft",
    "everyone",
    "find",
    "had_password",
    "is_named",
    "keep_draft",
    "present",
    "set_active",
    "set_role",
    "set_telephone",
]
