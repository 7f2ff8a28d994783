"""Needs, offerings and matches as they are written in the data file, and as they were entered, for ``desk check``."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Text, func, select, type_coerce

from desk.core.work import Work
from desk.models.audit import audit
from desk.models.matching import matches, needs, offerings
from desk.models.organisations import organisations

ASKED_AT_ONCE = 500


def written_times(work: Work) -> list[tuple[str, str]]:
    """Number and half days of every offering."""
    query = select(offerings.c.number, type_coerce(offerings.c.times, Text))
    return [(number, times) for number, times in work.connection.execute(query)]


def written_reasons(work: Work) -> list[tuple[str, str, str]]:
    """The numbers of need and offering and the reasons of every match."""
    query = (
        select(needs.c.number, offerings.c.number, type_coerce(matches.c.reasons, Text))
        .join(needs, needs.c.id == matches.c.need_id)
        .join(offerings, offerings.c.id == matches.c.offering_id)
    )
    return [(need, offering, reasons) for need, offering, reasons in work.connection.execute(query)]


def matched_offerings(work: Work) -> list[tuple[int, str, str, int]]:
    """Of every match the id and number of its offering, the number of its need, and the organisation's id."""
    query = (
        select(offerings.c.id, offerings.c.number, needs.c.number, offerings.c.organisation_id)
        .join_from(matches, offerings, offerings.c.id == matches.c.offering_id)
        .join(needs, needs.c.id == matches.c.need_id)
        .order_by(matches.c.id)
    )
    return [(id, offering, need, owner) for id, offering, need, owner in work.connection.execute(query)]


def promises_of(work: Work, ids: Collection[int]) -> list[tuple[int, str, int]]:
    """The id, the number and the promised times of some offerings."""
    query = select(offerings.c.id, offerings.c.number, offerings.c.promised).where(offerings.c.id.in_(ids))
    return [(id, number, promised) for id, number, promised in work.connection.execute(query)]


def entered(work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """By offering what was entered of it last, field by field, as the audit has it."""
    fields: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), ASKED_AT_ONCE):
        subjects = [f"offerings:{id}" for id in ids[start : start + ASKED_AT_ONCE]]
        query = select(audit.c.subject, audit.c.after).where(
            audit.c.subject.in_(subjects), audit.c.action.in_(("offering.add", "offering.edit"))
        )
        for subject, after in work.connection.execute(query.order_by(audit.c.id)):
            fields.setdefault(int(subject.partition(":")[2]), {}).update(json.loads(after or "{}"))
    return fields


def organisations_kept(work: Work) -> dict[int, tuple[int, str]]:
    """By organisation the one under which it is kept since it was merged, and that one's name."""
    kept = organisations.alias("kept")
    query = select(organisations.c.id, kept.c.id, kept.c.name).join(
        kept, kept.c.id == func.coalesce(organisations.c.merged_into, organisations.c.id)
    )
    return {id: (kept_id, name) for id, kept_id, name in work.connection.execute(query)}
