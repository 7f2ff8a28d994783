"""Needs 需求: raised at the counter or wherever one was heard, changed, taken down, prolonged, given up as not met."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any

from desk.books.matching import queries, rules
from desk.books.matching.model import NEED_LABELS, Need, NeedState, NewNeed, code_of
from desk.books.matching.moves import move_need, need_as_seen, record_need
from desk.books.zones import queries as zones
from desk.core import edit_conflicts
from desk.core.calendar import date_words
from desk.core.errors import Refused, refuse_wrong
from desk.core.far_days import refuse_far
from desk.core.moves import require_reason
from desk.core.permissions import May
from desk.core.words import Worded, _, on_record
from desk.core.work import Work, changes
from desk.models.matching import needs
from desk.storage import numbering

FIELDS = tuple(field.name for field in fields(NewNeed))
UNTOLD = frozenset({"description"})
"""May name people, so the audit, which is kept for ever, does not hold it."""


def raise_need(work: Work, new: NewNeed) -> Need:
    """Put something on the list of what is wanted 需求清单. Raises ``Invalid``, and ``Refused`` where what was proposed
    from the orders of a month is there already.
    """
    work.require(May.SERVE)
    checked = rules.checked_need(work, new)
    _require_first(work, checked)
    values = {
        **_row(checked),
        "number": _next_number(work),
        "state": NeedState.NEW.value,
        "raised_by": work.actor.id,
        "raised_at": work.now,
    }
    id = work.add(needs, values)
    record_need(work, id, None, NeedState.NEW)
    work.audit("need.raise", f"needs:{id}", after=_for_the_audit({**_row(checked), "number": values["number"]}))
    return queries.find_need(work, id)


def _require_first(work: Work, new: NewNeed) -> None:
    is_of_a_month = new.subject.count(":") == 2
    for earlier in queries.from_subject(work, new.subject) if is_of_a_month else ():
        raise Refused(
            _("{number} came from these orders already: “{state}”.", number=earlier.number, state=earlier.state.label)
        )


def _next_number(work: Work) -> str:
    """XQ20261130-001: the day on which it is raised, and a number that begins again each day."""
    prefix = f"XQ{work.today:%Y%m%d}-"
    return f"{prefix}{numbering.last(work, 'needs', prefix) + 1:03d}"


def edit(work: Work, id: int, wanted: NewNeed, read: Need | None = None) -> Need:
    """Change a need that is still open, as it was ``read``. Where it came from stays. Raises ``Invalid``, ``Refused``,
    and ``EditConflict`` as every edit does.
    """
    work.require(May.SERVE)
    was = queries.find_need(work, id)
    if was.state is not NeedState.NEW:
        raise Refused(
            _("{number} is “{state}”; it can no longer be changed.", number=was.number, state=was.state.label)
        )
    edited = edit_conflicts.EditedRecord(f"needs:{id}", NEED_LABELS, partial(_shown, work))
    asked = replace(was, **{name: getattr(wanted, name) for name in FIELDS if name not in ("source", "subject")})
    settled = rules.checked_need(work, edit_conflicts.settled(work, edited, read, was, asked), was)
    before, after = changes(_row(was), _row(settled))
    if after:
        work.change(needs, id, {**after, "version": was.version + 1})
        work.audit("need.edit", f"needs:{id}", _for_the_audit(before), _for_the_audit(after))
    return queries.find_need(work, id)


def withdraw(work: Work, id: int, version: int, reason: str) -> Need:
    """Take a need off the list 撤下. Raises ``Invalid`` without a reason, ``Refused`` while it is matched."""
    work.require(May.SERVE)
    need = need_as_seen(work, id, version)
    _require_unmatched(need)
    return move_need(work, need, NeedState.WITHDRAWN, require_reason(reason))


def give_up(work: Work, id: int, version: int, reason: str) -> Need:
    """Say that nobody could be brought together with it 未满足. Raises ``Invalid`` without a reason, ``Refused``."""
    work.require(May.KEEP_PARTNERS)
    need = need_as_seen(work, id, version)
    _require_unmatched(need)
    return move_need(work, need, NeedState.UNMET, require_reason(reason))


def _require_unmatched(need: Need) -> None:
    if need.state is NeedState.MATCHED:
        raise Refused(_("{number} is matched. Please end the match first.", number=need.number))


def reopen(work: Work, id: int, version: int) -> Need:
    """Put a need back on the list that was taken down or not met; for the usual days where its end is over. Raises
    ``Refused``.
    """
    work.require(May.SERVE)
    need = need_as_seen(work, id, version)
    over = need.list_until is not None and need.list_until < work.today
    columns = {"list_until": rules.usual_end(work)} if over else {}
    with on_record():
        remark = _("Put on the list again")
    return move_need(work, need, NeedState.NEW, remark, **columns)


def prolong(work: Work, id: int, version: int, until: date) -> Need:
    """Let a need stand on the list for longer 延长. Raises ``Invalid`` for a day that is over, ``Refused``."""
    work.require(May.SERVE)
    refuse_far(list_until=until)
    need = need_as_seen(work, id, version)
    if need.state is not NeedState.NEW:
        raise Refused(
            _("{number} is “{state}”; it can no longer be changed.", number=need.number, state=need.state.label)
        )
    assert need.list_until is not None
    earliest = max(need.list_until, work.today)
    refuse_wrong(
        [
            (
                "list_until",
                not earliest < until <= work.today + rules.LONGEST_TERM,
                _("Please choose a day after {day}, at most three years ahead.", day=earliest.isoformat()),
            )
        ]
    )
    work.change(needs, id, {"list_until": until, "version": need.version + 1})
    with on_record():
        remark = _("On the list until {day}", day=date_words(until))
    record_need(work, id, need.state, need.state, remark)
    work.audit("need.prolong", f"needs:{id}", {"list_until": str(need.list_until)}, {"list_until": str(until)})
    return queries.find_need(work, id)


def _row(need: NewNeed) -> dict[str, Any]:
    values = {name: getattr(need, name) for name in FIELDS}
    return {**values, "kind": code_of(need.kind), "source": need.source.value}


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, date) else value for name, value in values.items() if name not in UNTOLD
    }


def _shown(work: Work, field: str, value: Any) -> str:
    """A value as the form shows it."""
    if field == "zone_id":
        return next((zone.name for zone in zones.names(work) if zone.id == value), "")
    return value.label if isinstance(value, Worded) else edit_conflicts.plain(value)
