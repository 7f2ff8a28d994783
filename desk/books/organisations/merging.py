"""Two records of one organisation become one 合并 with all their history; which records are likely to be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from sqlalchemy import Column, Table, delete, update

from desk.books.follow_ups.model import OwnerKind
from desk.books.organisations import pairing_queries, queries
from desk.books.organisations.model import SIGNED, NewOrganisation, Organisation, OrganisationRole, Pairing
from desk.books.organisations.organisations import for_the_audit, remember_alias, row_of, store
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.plain_text import tidy
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models import metadata
from desk.models.follow_ups import follow_ups
from desk.models.organisations import organisation_roles, organisations

GAPS = ("credit_code", "party_name", "liaison", "telephone", "address", "remark")
"""What is taken from the dropped record where the kept one has nothing."""
NOISE = re.compile(
    r"股份|集团|责任|有限|分公司|总公司|公司|（[^）]*）|\([^)]*\)|居民委员会$|村民委员会$|委员会$|[\s·.、,，-]+"
    r"|^.{2,4}?省|^.{2,4}?(?<!超)市(?!场)|^.{2,4}?(?<![社小园校厂院])[县区]|^.{2,4}?(?<!城)镇|^[省县区镇村]|^市(?!场)"
)
"""What says where it is and what it is in law, not which one."""
SHORTEST = 2
"""Characters of a name without its noise that tell one from another."""


@dataclass(frozen=True)
class LikelySame:
    """Two records that may be of one organisation; the one that was entered first is kept."""

    keep: Organisation
    drop: Organisation


def references() -> list[Column[Any]]:
    """Every column that says of which organisation a row is, but for the roles, the names and the record itself."""
    own: tuple[Table, ...] = (organisations, organisation_roles)
    others = (table for table in metadata.sorted_tables if table not in own)
    return [column for table in others for column in table.columns if column.references(organisations.c.id)]


def subjects() -> list[Column[Any]]:
    """Every column that names what a row is about as ``table:id``, but for the audit, which stays as it was."""
    return [table.c.subject for table in metadata.sorted_tables if "subject" in table.c and table.name != "audit"]


def merge(work: Work, keep: int, drop: int) -> Organisation:
    """All that is of ``drop`` becomes that of ``keep``: its names too, and what ``keep`` lacks is filled from it.

    Raises ``Refused`` for two different credit codes, and while both have a signed pairing for the same time.
    """
    work.require(May.KEEP_PARTNERS)
    kept, dropped = queries.find(work, keep), queries.find(work, drop)
    if why := why_not(work, kept, dropped):
        raise Refused(why)
    for column in references():
        work.connection.execute(update(column.table).where(column == dropped.id).values({column: kept.id}))
    for column in subjects():
        of_dropped = column == f"organisations:{dropped.id}"
        work.connection.execute(update(column.table).where(of_dropped).values({column: f"organisations:{kept.id}"}))
    owned = (follow_ups.c.owner_kind == OwnerKind.ORGANISATION.value) & (follow_ups.c.owner_id == dropped.id)
    work.connection.execute(update(follow_ups).where(owned).values(owner_id=kept.id))
    _unite_roles(work, kept, dropped)
    was_merged = organisations.c.merged_into == dropped.id
    work.connection.execute(update(organisations).where(was_merged).values(merged_into=kept.id))
    work.change(organisations, dropped.id, {"merged_into": kept.id, "credit_code": "", "active": False})
    _settle(work, kept, dropped)
    return queries.find(work, kept.id)


def why_not(work: Work, kept: Organisation, dropped: Organisation) -> str:
    """Why these two cannot become one, in words; empty where they can."""
    if kept.id == dropped.id:
        return _("These are the same record.")
    if kept.credit_code and dropped.credit_code and kept.credit_code != dropped.credit_code:
        return _("Two different credit codes: these are two organisations. Correct the code first if it is mistyped.")
    clash = next(_clashes(work, kept, dropped), None)
    if clash is None:
        return ""
    return _(
        "{first} and {second} are both signed for the same time. Please end one of them first.",
        first=clash[0].number,
        second=clash[1].number,
    )


def _clashes(work: Work, kept: Organisation, dropped: Organisation) -> Iterator[tuple[Pairing, Pairing]]:
    mine, theirs = (
        [each for each in pairing_queries.of_organisation(work, id) if each.state in SIGNED]
        for id in (kept.id, dropped.id)
    )
    return (
        (my_pairing, their_pairing)
        for my_pairing in mine
        for their_pairing in theirs
        if my_pairing.first <= their_pairing.last and their_pairing.first <= my_pairing.last
    )


def _unite_roles(work: Work, kept: Organisation, dropped: Organisation) -> None:
    roles = organisation_roles
    work.connection.execute(delete(roles).where(roles.c.organisation_id == dropped.id))
    new = [role for role in dropped.roles if role not in kept.roles]
    work.add_all(roles, [{"organisation_id": kept.id, "role": role.value} for role in new])


def _settle(work: Work, kept: Organisation, dropped: Organisation) -> None:
    """Fill what the kept record lacks, keep the dropped name, and say it in the audit."""
    gaps = {name: getattr(dropped, name) for name in GAPS if not getattr(kept, name)}
    filled = replace(kept, **gaps, active=kept.active or dropped.active)
    before, after = changes(row_of(kept), row_of(filled))
    store(work, kept, {**after, "active": filled.active})
    remember_alias(work, kept.id, dropped.name)
    roles = [role for role in OrganisationRole if role in (*kept.roles, *dropped.roles)]
    was = {"merged": dropped.id, "name": dropped.name, **for_the_audit(before, kept.roles)}
    work.audit("organisation.merge", f"organisations:{kept.id}", was, for_the_audit(after, roles))


@lru_cache(maxsize=5000)
def core_of(name: str) -> str:
    """A name without what says where it is and what it is in law, as 海湾物业 of 泉州市海湾物业管理有限公司."""
    bare = previous = tidy(name)
    while (bare := NOISE.sub("", previous)) != previous:
        previous = bare
    return bare.removesuffix("管理").removesuffix("服务") or name


def likely_same(work: Work) -> list[LikelySame]:
    """Pairs of records that are likely to be of one organisation, by their names."""
    by_core: dict[str, list[Organisation]] = {}
    for each in sorted(queries.everyone(work), key=lambda each: each.id):
        for core in {core_of(name) for name in (each.name, *each.aliases)}:
            if len(core) >= SHORTEST:
                by_core.setdefault(core, []).append(each)
    pairs = {
        (first.id, second.id): LikelySame(first, second)
        for alike_ones in by_core.values()
        for first, second in combinations(alike_ones, 2)
        if _may_be_same(first, second)
    }
    return [pairs[ids] for ids in sorted(pairs)]


def alike(work: Work, typed: NewOrganisation, id: int = 0) -> Sequence[Organisation]:
    """Who is there already and may be what is being entered: by code, or by name without its noise."""
    cores = {core_of(typed.name)} if typed.name.strip() else set()
    return [
        each
        for each in queries.everyone(work)
        if each.id != id
        and (
            (typed.credit_code and each.credit_code == typed.credit_code)
            or (_may_be_same(each, typed) and _is_alike(cores, {core_of(name) for name in (each.name, *each.aliases)}))
        )
    ]


def _may_be_same(first: NewOrganisation, second: NewOrganisation) -> bool:
    return not (first.credit_code and second.credit_code) or first.credit_code == second.credit_code


def _is_alike(first: set[str], second: set[str]) -> bool:
    return any(len(core) >= SHORTEST for core in first & second)
