"""A member of staff as the desk knows them."""

from __future__ import annotations

from dataclasses import dataclass

from desk.core.permissions import Role


@dataclass(frozen=True)
class Person:
    """One member of staff."""

    id: int
    name: str
    role: Role
    telephone: str
    active: bool
