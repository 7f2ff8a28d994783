"""The classes of things: the tree of GB/T 14885-2022 as far as a centre meets it, editable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, update

from desk.books.assets.model import AssetCondition
from desk.core import edit_conflicts, name_search
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.records import records
from desk.core.words import N_, _
from desk.core.work import Work
from desk.models.assets import assets, classes
from desk.storage.matching import begins_with

TOP = 3
"""Characters of a top-level code: A02."""


@dataclass(frozen=True)
class AssetClass:
    """``life_months`` is what a new card of this class is offered; 0 where nothing is depreciated
    (《政府会计准则第3号——固定资产》应用指南, 表1)."""

    code: str
    name: str
    life_months: int = 0
    active: bool = True

    @property
    def title(self) -> str:
        """As lists show it: A02010105 台式计算机."""
        return f"{self.code} {self.name}"

    @property
    def depth(self) -> int:
        """0 for a top level."""
        return max((len(self.code) - TOP + 1) // 2, 0)


def every(work: Work, *, retired: bool = False) -> list[AssetClass]:
    """The tree in the order of its codes."""
    query = select(classes).order_by(classes.c.code)
    return records(work.connection.execute(query if retired else query.where(classes.c.active)), AssetClass)


def is_known(work: Work, code: str, *, retired: bool = False) -> bool:
    """Is there such a class, one that new cards may have unless ``retired`` ones do too?"""
    is_active = work.connection.execute(IS_ACTIVE, {"code": code}).scalar()
    return is_active is not None and (retired or is_active)


IS_ACTIVE = select(classes.c.active).where(classes.c.code == bindparam("code"))


def find(tree: Sequence[AssetClass], typed: str) -> list[AssetClass]:
    """Those whose code begins with what was typed, or whose name or initials hold it."""
    wanted = name_search.squeezed(typed)
    if not wanted:
        return list(tree)
    return [each for each in tree if each.code.lower().startswith(wanted) or name_search.holds(each.name, wanted)]


def top_of(code: str) -> str:
    """The code of the class at the top of the tree that a code belongs to."""
    return code[:TOP]


LABELS = {"name": N_("Class name"), "life_months": N_("Useful life, years")}


def _shown(field: str, value: Any) -> str:
    return f"{value / 12:g}" if field == "life_months" else edit_conflicts.plain(value)


def put(work: Work, wanted: AssetClass, read: AssetClass | None = None) -> None:
    """Add a class, or change the name and life of one that is there, as it was ``read``.

    Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.APPROVE_ASSETS)
    there = {each.code: each for each in every(work, retired=True)}
    if read is not None and wanted.code in there:
        wanted = edit_conflicts.settled(
            work,
            edit_conflicts.EditedRecord(f"asset_classes:{wanted.code}", LABELS, _shown),
            read,
            there[wanted.code],
            wanted,
        )
    code, name = wanted.code.strip().upper(), wanted.name.strip()
    known = set(there)
    above = any(code.startswith(each) and code != each for each in known)
    refuse_wrong(
        [
            (
                "code",
                not (code.isascii() and code.isalnum() and TOP <= len(code) <= 12),
                _("A class code is a letter and digits, like A02020200."),
            ),
            (
                "code",
                code not in known and len(code) > TOP and not above,
                _(
                    "{code} lies below no class that is there. Please begin with the code of the class above it.",
                    code=code,
                ),
            ),
            ("name", not name or len(name) > 40, _("Please enter the name of the class, at most 40 characters.")),
            ("life_months", not 0 <= wanted.life_months <= 1200, _("The useful life is 0 to 100 years.")),
        ]
    )
    values = {"name": name, "life_months": wanted.life_months, "active": wanted.active}
    work.put(classes, {"code": code}, values)
    work.audit("asset_class.put", f"asset_classes:{code}", after=values)


def retire(work: Work, code: str) -> None:
    """It is offered no longer. Raises ``Refused`` while cards are of it or of a class below it."""
    work.require(May.APPROVE_ASSETS)
    disposed = assets.c.condition == AssetCondition.DISPOSED.value
    query = select(func.count()).where(begins_with(assets.c.class_code, code), ~disposed)
    many = work.connection.execute(query).scalar_one()
    if many:
        raise Refused(_("{n} things are of this class. Please give them another class first.", n=many))
    work.connection.execute(update(classes).where(begins_with(classes.c.code, code)).values(active=False))
    work.audit("asset_class.retire", f"asset_classes:{code}")
