"""Offerings 下沉服务项目: what an organisation brings down, entered, changed and stopped."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any

from desk.books.matching import delivery_queries, queries, rules
from desk.books.matching.model import OFFERING_LABELS, NewOffering, Offering, OfferingState, code_of
from desk.books.organisations import queries as organisations
from desk.books.teams.members import times_words
from desk.books.zones import queries as zones
from desk.core import edit_conflicts
from desk.core.calendar import date_words
from desk.core.errors import Rule, refuse_wrong
from desk.core.permissions import May
from desk.core.words import Worded, _
from desk.core.work import Work, changes
from desk.models.matching import offerings
from desk.storage import numbering

FIELDS = tuple(field.name for field in fields(NewOffering))


def offer(work: Work, new: NewOffering) -> Offering:
    """Enter what an organisation promises 资源清单. Raises ``Invalid``."""
    work.require(May.KEEP_PARTNERS)
    values = {**_row(rules.checked_offering(work, new)), "number": _next_number(work)}
    made = {"state": OfferingState.AVAILABLE.value, "made_by": work.actor.id, "made_at": work.now}
    id = work.add(offerings, {**values, **made})
    work.audit("offering.add", f"offerings:{id}", after=_for_the_audit(values))
    return queries.find_offering(work, id)


def _next_number(work: Work) -> str:
    """FW2026-001: the year in which it is entered, and a number that begins again each year."""
    prefix = f"FW{work.today:%Y}-"
    return f"{prefix}{numbering.last(work, 'offerings', prefix) + 1:03d}"


def edit(work: Work, id: int, wanted: NewOffering, read: Offering | None = None) -> Offering:
    """Change an offering as it was ``read``. No fewer times can be promised than are delivered or held by a match, and
    the kind stays once it has been matched. Raises ``Invalid``, and ``EditConflict`` as every edit does.
    """
    work.require(May.KEEP_PARTNERS)
    was = queries.find_offering(work, id)
    edited = edit_conflicts.EditedRecord(
        f"offerings:{id}", OFFERING_LABELS, partial(_shown, work), frozenset({"times"})
    )
    asked = replace(was, **{name: getattr(wanted, name) for name in FIELDS})
    settled = rules.checked_offering(work, edit_conflicts.settled(work, edited, read, was, asked))
    used = was.delivered + was.reserved
    matched = bool(queries.matches_of_offering(work, id))
    refuse_wrong(
        [
            (
                "promised",
                settled.promised < min(used, was.promised),
                _("{n} times are delivered or agreed on already.", n=used),
            ),
            _begins_in_time(work, was, settled),
            ("kind", matched and settled.kind is not was.kind, _("It has been matched by its kind: the kind stays.")),
            (
                "organisation_id",
                matched and settled.organisation_id != was.organisation_id,
                _("It has been matched: the organisation stays."),
            ),
        ]
    )
    before, after = changes(_row(was), _row(settled))
    if after:
        work.change(offerings, id, {**after, "version": was.version + 1})
        work.audit("offering.edit", f"offerings:{id}", _for_the_audit(before), _for_the_audit(after))
    return queries.find_offering(work, id)


def _begins_in_time(work: Work, was: Offering, settled: NewOffering) -> Rule:
    """What is linked with it already would lie before it begins, and count no more."""
    days = [each.day for each in delivery_queries.of_offering(work, was.id) if each.day < settled.first]
    too_late = bool(days) and settled.first > was.first
    day = date_words(min(days, default=settled.first), work.today)
    return "first", too_late, _("Something of {day} is linked with it: it cannot begin after that.", day=day)


def stop(work: Work, id: int, version: int) -> Offering:
    """It is offered no more 停用; what is agreed on already stays. Raises ``Refused``."""
    return _switch(work, id, version, OfferingState.STOPPED)


def resume(work: Work, id: int, version: int) -> Offering:
    """It is offered again 恢复. Raises ``Refused``."""
    return _switch(work, id, version, OfferingState.AVAILABLE)


def _switch(work: Work, id: int, version: int, to: OfferingState) -> Offering:
    work.require(May.KEEP_PARTNERS)
    offering = queries.find_offering(work, id)
    edit_conflicts.require_seen(work, offering, version, f"offerings:{id}", offering.number, offering.state.label)
    work.change(offerings, id, {"state": to.value, "version": offering.version + 1})
    work.audit(f"offering.{to.value}", f"offerings:{id}", {"state": offering.state.value}, {"state": to.value})
    return queries.find_offering(work, id)


def _row(offering: NewOffering) -> dict[str, Any]:
    values = {name: getattr(offering, name) for name in FIELDS}
    times = [[weekday, half.value] for weekday, half in offering.times]
    return {**values, "kind": code_of(offering.kind), "times": times}


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, date) else value for name, value in values.items() if name != "remark"
    }


def _shown(work: Work, field: str, value: Any) -> str:
    """A value as the form shows it."""
    if field == "organisation_id":
        return organisations.names_of(work, [value]).get(value, "")
    if field == "zone_id":
        return next((zone.name for zone in zones.names(work) if zone.id == value), "")
    if field == "times":
        return times_words(value)
    return value.label if isinstance(value, Worded) else edit_conflicts.plain(value)
