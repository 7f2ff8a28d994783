"""Two people editing one thing, for every edit of every book.

A form remembers what it read. Saving sends that and what is wanted: fields that only the other person changed stay as
they are (and are named once it is stored), fields that only this person changed are taken, and a field that both
changed differently is told once, with both values and what else came in, and nothing typed is lost. Saving again then
counts. A field that is a set is merged box by box: what either of the two ticked or took out counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import bindparam, func, select

from desk.core.calendar import moment_words
from desk.core.clock import local
from desk.core.errors import Problem, Refused
from desk.core.words import Worded, _, listed
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.staff import staff

Record = TypeVar("Record")
GONE = object()
"""The value of a field that one of the three does not have, such as a day that was taken out of a table."""
LONGEST = 40


class EditConflict(Refused):
    """Somebody else changed the same fields meanwhile. ``fresh`` is how the book has it now, ``merged`` what a form
    shows next: what was typed, and what only the other person changed. ``problems`` says it of each field that both
    changed.
    """

    def __init__(self, message: str, fresh: Any, merged: Any, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.fresh, self.merged, self.problems = fresh, merged, problems


@dataclass(frozen=True)
class EditedRecord:
    """What is edited: where the audit has it, and what a clerk calls its fields.

    ``labels`` are marked texts by field; ``shown`` says a value in words where its own are none. ``sets`` are fields
    kept in some order that are sets all the same, as boxes to tick are; a ``frozenset`` is one by itself.
    """

    subject: str
    labels: Mapping[Any, str]
    shown: Callable[[Any, Any], str] | None = None
    sets: frozenset[str] = frozenset()


def merged(
    read: Mapping[Any, Any], now: Mapping[Any, Any], wanted: Mapping[Any, Any], sets: Collection[Any] = ()
) -> tuple[dict[Any, Any], list[Any]]:
    """What was wanted upon ``read``, put onto ``now``; and the fields that both changed, and differently. Of ``sets``
    and whatever is a set by its type the members are merged.
    """
    values: dict[Any, Any] = {}
    both = []
    for name in dict.fromkeys((*now, *wanted, *read)):
        was, is_, will = (each.get(name, GONE) for each in (read, now, wanted))
        taken = is_ if will == was else will
        if was not in (is_, will) and is_ != will:
            joined = _joined(was, is_, will) if _is_set(name, (was, is_, will), sets) else ()
            if joined:
                taken = joined
            else:
                both.append(name)
        if taken is not GONE:
            values[name] = taken
    return values, both


def _is_set(name: Any, values: Iterable[Any], sets: Collection[Any]) -> bool:
    return all(isinstance(each, frozenset | set) or (name in sets and each is not GONE) for each in values)


def _joined(was: Any, is_: Any, will: Any) -> Any:
    """What both left or either added, in the kind of ``is_``; empty when together they took everything out."""
    kept = [each for each in is_ if each in will or each not in was]
    return type(is_)([*kept, *(each for each in will if each not in was and each not in is_)])


def settled(work: Work, thing: EditedRecord, read: Record | None, now: Record, wanted: Record) -> Record:
    """What is to be stored, a record or a mapping like ``now``. Without ``read`` what is wanted counts as it stands.

    Only the fields of ``thing`` (of a mapping all of them) are merged. Raises ``EditConflict``.
    """
    if read is None or read == now:
        return wanted
    given = [_values(thing, each) for each in (read, now, wanted)]
    values, both = merged(given[0], given[1], given[2], thing.sets)
    fresh = _with(wanted, values)
    theirs = [name for name in values if name not in both and values[name] != given[2].get(name, GONE)]
    theirs += [name for name in given[2] if name not in values]
    if both:
        fields = [_told(thing, name, given[1], given[2]) for name in both]
        problems = tuple(Problem(str(name), sentence) for name, (_field, sentence) in zip(both, fields, strict=True))
        raise EditConflict(_words(work, thing, fields, theirs), now, fresh, problems)
    if theirs:
        work.remarks.append(_kept_words(work, thing, theirs))
    return fresh


def _values(thing: EditedRecord, record: Any) -> Mapping[Any, Any]:
    if isinstance(record, Mapping):
        return record
    return {name: getattr(record, name) for name in thing.labels}


def _with(record: Record, values: dict[Any, Any]) -> Record:
    if is_dataclass(record) and not isinstance(record, type):
        return cast(Record, replace(record, **values))
    return cast(Record, values)


def labels_of(kind: type[Any], labels: Mapping[str, str]) -> dict[str, str]:
    """Labels for all fields of a record but its id: every field is merged, also one that nobody named."""
    return {field.name: labels.get(field.name, field.name) for field in fields(kind) if field.name != "id"}


def _told(thing: EditedRecord, name: Any, now: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> tuple[str, str]:
    """What both changed: the field, and in brackets or beside the field how."""
    theirs, mine = (_shown(thing, name, each.get(name, GONE)) for each in (now, wanted))
    if theirs == mine:
        how = _("both read {theirs}; they differ in what is hidden: please ask the person", theirs=theirs)
    else:
        how = _("now “{theirs}”, you “{mine}”", theirs=theirs, mine=mine)
    return _label(thing, name), how


def _words(work: Work, thing: EditedRecord, contested: Iterable[tuple[str, str]], theirs: Iterable[Any]) -> str:
    """What both changed, and what else came in and stands in the form now."""
    fields = listed(_("{field} ({how})", field=field, how=how) for field, how in contested)
    who, when = last_changed(work, thing.subject)
    conflict = _(
        "{who} changed {fields} at {time}. What you typed is kept: look at it, and save again to put yours in place.",
        who=who,
        fields=fields,
        time=when,
    )
    came_in = listed(_label(thing, name) for name in theirs)
    return conflict + (_("{fields} came in as well: please look at that too.", fields=came_in) if came_in else "")


def _kept_words(work: Work, thing: EditedRecord, theirs: Iterable[Any]) -> str:
    who, when = last_changed(work, thing.subject)
    fields = listed(_label(thing, name) for name in theirs)
    return _("{who} changed {fields} at {time}; that stays as well.", who=who, fields=fields, time=when)


def _label(thing: EditedRecord, name: Any) -> str:
    return _(thing.labels[name]) if name in thing.labels else str(getattr(name, "label", name))


def _shown(thing: EditedRecord, name: Any, value: Any) -> str:
    said = thing.shown(name, value) if thing.shown and value is not GONE else plain(value)
    return (said if len(said) <= LONGEST else said[: LONGEST - 1] + "…") or _("none")


def plain(value: Any) -> str:
    """A value as a clerk reads it."""
    if value is None or value is GONE:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Worded):
        return value.label
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return listed(sorted(map(plain, value)))
    if isinstance(value, list | tuple):
        return listed(map(plain, value))
    return str(value)


class Versioned(Protocol):
    """A record of which every change counts the version."""

    @property
    def version(self) -> int:
        """How it stands."""
        ...


def require_seen(work: Work, record: Versioned, version: int, subject: str, name: str, state: str) -> None:
    """Raises ``Refused`` when somebody has changed a record since it was seen in this ``version``: who and when, and
    in which ``state`` it is now. What was typed is still in the form.
    """
    if record.version == version:
        return
    who, when = last_changed(work, subject)
    raise Refused(
        _(
            "{who} changed {number} at {time}. It is “{state}” now. Please look at it again.",
            who=who,
            number=name,
            time=when,
            state=state,
        )
    )


def last_changed(work: Work, subject: str) -> tuple[str, str]:
    """Who wrote last about something, and when: the time alone where it was today."""
    line = work.connection.execute(LAST, {"subject": subject}).first()
    if line is None:
        return _("Somebody"), ""
    at = local(line.at)
    return line.who, f"{at:%H:%M}" if at.date() == work.today else moment_words(at, work.today)


LAST = (
    select(func.coalesce(staff.c.name, "").label("who"), audit.c.at)
    .join_from(audit, staff, staff.c.id == audit.c.staff_id, isouter=True)
    .where(audit.c.subject == bindparam("subject"))
    .order_by(audit.c.id.desc())
    .limit(1)
)
