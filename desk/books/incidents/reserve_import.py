"""Taking in what was written while the book could not be: each line becomes an entry, in its order, at its own time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desk.books import staff
from desk.books.incidents import checklist, log, queries
from desk.books.incidents.chain import moment
from desk.books.incidents.entry import AHEAD, check_text, enter
from desk.books.incidents.model import EntryKind, IncidentKind
from desk.core.clock import local, milliseconds
from desk.core.errors import DeskError, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _, listed
from desk.core.work import Actor, Work
from desk.storage.reserve import Unreadable

Line = dict[str, Any]


def line_for(actor: Actor, now: datetime, incident: str, text: str) -> Line:
    """A line about an incident of the book, by its number, or about one that could not be opened, by its name there.

    Raises ``Invalid`` for what could not be taken in later.
    """
    check_text(text)
    return {"incident": incident, "text": text, "at": milliseconds(now), "staff_id": actor.id}


def opening(
    actor: Actor, now: datetime, name: str, kind: IncidentKind, place: str, *, drill: bool = False, locked: bool = False
) -> Line:
    """The line that opens an incident which has no number yet."""
    opened = {"kind": kind.value, "place": place, "drill": drill, "locked": locked}
    return line_for(actor, now, name, log.opening_words(kind, place)) | opened


def take_in(work: Work, lines: Sequence[Line], unreadable: Sequence[Unreadable] = ()) -> list[str]:
    """All of them in one transaction; what was taken in before is left. The numbers of the incidents that they belong
    to.

    What is ``unreadable`` is named in the audit, so that it is known later that something was written then.
    """
    work.require(May.SERVE)
    ids: dict[str, int] = {}
    for line in lines:
        own, name, at = _as_writer(work, line["staff_id"]), line["incident"], min(moment(line["at"]), work.now)
        if "kind" in line:
            ids[name] = _opened(own, line, at)
        else:
            if name not in ids:
                ids[name] = _known(own, name, at)
            _write(own, ids[name], line["text"], at)
    lost = {"unreadable": [unread_words(unread) for unread in unreadable]} if unreadable else {}
    work.audit("incident.reserve", "incident_entries", after={"lines": len(lines), **lost})
    return [queries.find(work, id).number for id in dict.fromkeys(ids.values())]


def _as_writer(work: Work, staff_id: int) -> Work:
    """Whoever wrote the line, as far as this book knows them: it may be an older one brought back."""
    writer = next((person for person in staff.everyone(work) if person.id == staff_id), None)
    return replace(work, actor=Actor(writer.id, writer.name, writer.role)) if writer else work


def _known(work: Work, number: str, at: datetime) -> int:
    """The incident that a line is about; one that an older book does not know is opened anew, so that no line is
    lost.
    """
    known = queries.numbered(work, number)
    if known:
        return known.id
    text = _("From the reserve file, about {number}, which this book does not have", number=number)
    return log.open_incident(work, IncidentKind.ACCIDENT, _("not known"), text=text, heard_at=at)


def _opened(work: Work, line: Line, at: datetime) -> int:
    kind, place = IncidentKind(line["kind"]), line["place"]
    opened = queries.heard_of(work, moment(line["at"]), kind, place)
    if opened is not None:
        return opened
    return log.open_incident(work, kind, place, drill=line["drill"], locked=line["locked"], heard_at=at)


def _write(work: Work, incident_id: int, text: str, at: datetime) -> None:
    picked = checklist.named_in(text)
    same_time = [entry for entry in queries.entries(work, incident_id) if entry.happened_at == at]
    if any(e.text.endswith(text.strip()) or (picked and e.fields.get("step") == picked[0]) for e in same_time):
        return
    try:
        write(work, incident_id, text, at)
    except DeskError:
        log.add(work, incident_id, text, happened_at=at)


def write(work: Work, incident_id: int, text: str, now: datetime | None = None) -> int:
    """A line as it was typed, ``now`` when it was typed: a time in front of it is when it happened, ``#`` ticks that
    step.

    The entry's number. Raises ``Invalid`` for a time that is still to come.
    """
    work.require(May.SERVE)
    at, text = happening(text, now or work.now, queries.find(work, incident_id).heard_at)
    to_come = _(
        "A time in front says when it happened, and this one is still to come. If it is meant otherwise, write it "
        "later in the line."
    )
    refuse_wrong([("text", at is not None and at > work.now + AHEAD, to_come)])
    at = at or now
    picked = checklist.named_in(text)
    if picked is not None and any(
        standing.n == picked[0] for standing in checklist.checklist(queries.entries(work, incident_id))
    ):
        return log.mark_step(work, incident_id, picked[0], checklist.StepMark.DONE, picked[1], at=at)
    return enter(work, incident_id, EntryKind.NOTE, text, {}, at)


TIMED = re.compile(r"\s*([01]?\d|2[0-3])[:：]([0-5]\d)(?![\d:：])[\s，,]*")


def happening(text: str, now: datetime, begun: datetime) -> tuple[datetime | None, str]:
    """The moment of a time like 21:05 in front of a line, and the rest of the line.

    A time later than now is yesterday's when the incident had begun by then; else it is refused where it is written.
    """
    time = TIMED.match(text)
    if time is None or not text[time.end() :].strip():
        return None, text
    at = local(now).replace(hour=int(time[1]), minute=int(time[2]), second=0, microsecond=0)
    day_before = at - timedelta(days=1)
    if at > now + AHEAD and day_before >= begun - timedelta(minutes=1):
        at = day_before
    return at, text[time.end() :]


def unread_words(unread: Unreadable) -> str:
    """Which lines cannot be read, and from when, as far as the lines around them tell: 第3条（09:12与09:20之间）."""
    numbers = str(unread.first) if unread.first == unread.last else f"{unread.first}—{unread.last}"
    before, after = (_moment_of(line) for line in (unread.before, unread.after))
    if before and after:
        when = _("between {before} and {after}", before=before, after=after)
    elif before or after:
        when = _("after {time}", time=before) if before else _("before {time}", time=after)
    else:
        when = _("at an unknown time")
    return _("line {n} ({when})", n=numbers, when=when)


def _moment_of(line: Line | None) -> str:
    return f"{local(moment(line['at'])):%m-%d %H:%M:%S}" if line else ""


def unread_sentence(unreadable: Sequence[Unreadable], kept_as: Sequence[Path]) -> str:
    """What is said about them."""
    return _(
        "Of what was written while the disk was full, this could not be read: {lines}. The file is kept: {files}. "
        "Please ask who wrote it, and write it into the log again.",
        lines=listed(map(unread_words, unreadable)),
        files=listed(str(path) for path in kept_as),
    )


def taken_in_sentence(numbers: Sequence[str]) -> str:
    """What is said once the lines are in."""
    return _("What was written while the disk was full is in the log now: {numbers}", numbers=listed(numbers))
