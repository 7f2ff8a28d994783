"""The people who work here 工作人员."""

from desk.books.staff.records import (
    Person,
    add,
    alike,
    check_password,
    checked_name,
    draft,
    everyone,
    find,
    had_password,
    is_named,
    keep_draft,
    present,
    set_active,
    set_role,
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
]
