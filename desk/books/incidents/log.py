"""Writing the emergency log. Entries are only ever added; ``_enter`` is the one place that does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from desk.books import identity
from desk.books.incidents import chain
from desk.books.incidents.chain import milliseconds
from desk.books.incidents.kept import find
from desk.books.incidents.terms import MOVES, PEOPLE, Entered, Incident, Kind, Level, State
from desk.books.roles import May
from desk.books.work import Work
from desk.clock import local
from desk.errors import Refused, refuse_wrong
from desk.models.incidents import entries, incidents
from desk.verifier import GENESIS, hash_of
from desk.words import _

LONGEST = 5000
"""Characters of one entry; a longer report belongs on a paper that the entry names."""
AHEAD = timedelta(minutes=1)
"""How far two clocks may differ before a happening is in the future."""


def open_incident(
    work: Work, kind: Kind, place: str, *, drill: bool = False, text: str = "", reported_by: str = "", heard_at: datetime | None = None,
) -> int:  # fmt: skip
    """Open an incident with place and kind alone; everything else may follow. Its id. Raises ``Invalid``."""
    work.require(May.SERVE)
    place, heard = identity.one_line(place), heard_at or work.now
    refuse_wrong([
        ("place", not place, _("Please enter where it happens.")),
        ("place", len(place) > 80, _("At most {n} characters, please.", n=80)),
        ("reported_by", len(reported_by) > 80, _("At most {n} characters, please.", n=80)),
        ("heard_at", heard > work.now + AHEAD, _("This time is still to come. Please enter when it was.")),
    ])  # fmt: skip
    fields: dict[str, Any] = {
        "number": _next_number(work, drill), "drill": int(drill), "kind": Kind(kind).value, "level": Level.UNSET.value,
        "state": State.REPORTED.value, "place": place, "reported_by": identity.one_line(reported_by), "heard_at": milliseconds(heard),
        **dict.fromkeys(PEOPLE, 0), "same_as": "", "opened_at": milliseconds(work.now), "closed_at": None,
    }  # fmt: skip
    moments = {name: chain.moment(fields[name]) for name in ("heard_at", "opened_at")}
    id = work.add(incidents, fields | moments)
    _enter(work, id, Entered.OPEN, text.strip() or f"{Kind(kind).label}，{place}", fields, heard)
    return id


def _next_number(work: Work, drill: bool) -> str:
    """2026-003, and 演2026-001 for a drill."""
    prefix = f"{'演' if drill else ''}{local(work.now).year}-"
    query = "SELECT coalesce(max(CAST(substr(number, ?) AS INTEGER)), 0) FROM incidents WHERE number GLOB ?"
    last = work.rows(query, len(prefix) + 1, prefix + "*")[0][0]
    return f"{prefix}{last + 1:03d}"


def add(work: Work, incident_id: int, text: str, *, happened_at: datetime | None = None) -> int:
    """One line: what happened or was done. Its number in the incident. Raises ``Invalid``."""
    work.require(May.SERVE)
    return _enter(work, incident_id, Entered.NOTE, text, {}, happened_at)


def correct(work: Work, incident_id: int, seq: int, text: str) -> int:
    """An entry is never changed: this one says what is right instead. Raises ``Invalid`` and ``Refused``."""
    work.require(May.SERVE)
    if not work.rows("SELECT 1 FROM incident_entries WHERE incident_id = ? AND seq = ?", incident_id, seq):
        raise Refused(_("There is no entry {n} to be corrected.", n=seq))
    return _enter(work, incident_id, Entered.CORRECTION, text, {}, None, seq)


def set_level(work: Work, incident_id: int, level: Level, reason: str) -> int:
    """Raise or lower the level. Raises ``Invalid`` without a reason."""
    work.require(May.SERVE)
    one = find(work, incident_id)
    refuse_wrong([
        ("reason", not reason.strip(), _("Please enter why the level changes.")),
        ("level", one.level is level, _("It has this level already.")),
    ])  # fmt: skip
    words = _("{was} → {now}: {reason}", was=one.level.label, now=level.label, reason=reason.strip())
    return _enter(work, incident_id, Entered.LEVEL, words, {"level": level.value}, None)


def set_state(work: Work, incident_id: int, state: State, reason: str = "") -> int:
    """Go on to another state. Ending and reviewing need words. Raises ``Invalid`` and ``Refused``."""
    one = find(work, incident_id)
    work.require(May.REVIEW_INCIDENTS if state is State.REVIEWED else May.SERVE)
    if state not in MOVES[one.state]:
        raise Refused(_("From “{was}” an incident does not go to “{now}”.", was=one.state.label, now=state.label))
    again = one.state is State.CLOSED and state is State.RESPONDING
    needed = state in (State.CLOSED, State.REVIEWED) or again
    refuse_wrong(
        [("reason", needed and not reason.strip(), _("Please enter how it ended, what was learnt, or why it goes on."))]
    )
    fields: dict[str, Any] = {"state": state.value}
    if state is State.CLOSED or again:
        fields["closed_at"] = milliseconds(work.now) if state is State.CLOSED else None
    words = "：".join(filter(None, (state.label, reason.strip())))
    return _enter(work, incident_id, Entered.STATE, words, fields, None)


def set_people(work: Work, incident_id: int, numbers: Mapping[str, int], text: str = "") -> int:
    """How many are affected, injured, dead, missing, as far as known. Raises ``Invalid``."""
    work.require(May.SERVE)
    one = find(work, incident_id)
    refuse_wrong(
        [(name, not 0 <= many <= 10**6, _("The number of people is 0 or more.")) for name, many in numbers.items()]
    )
    fields = {name: many for name, many in numbers.items() if name in PEOPLE and getattr(one, name) != many}
    refuse_wrong([("affected", not fields, _("These are the numbers that stand there already."))])
    merged = {name: fields.get(name, getattr(one, name)) for name in PEOPLE}
    words = _("affected {affected}, injured {injured}, dead {dead}, missing {missing}", **merged)
    return _enter(work, incident_id, Entered.PEOPLE, "；".join(filter(None, (words, text.strip()))), fields, None)


def put_right(work: Work, incident_id: int, *, kind: Kind | None = None, place: str = "", reason: str) -> int:
    """The place or kind was not what it seemed at first. Raises ``Invalid``."""
    work.require(May.SERVE)
    one = find(work, incident_id)
    place = identity.one_line(place)
    fields = {name: value for name, value, was in (("kind", kind and kind.value, one.kind.value), ("place", place, one.place)) if value and value != was}  # fmt: skip
    refuse_wrong([
        ("place", not fields, _("Nothing is different.")), ("place", len(place) > 80, _("At most {n} characters, please.", n=80)),
        ("reason", not reason.strip(), _("Please enter why it is put right.")),
    ])  # fmt: skip
    said = "，".join(Kind(value).label if name == "kind" else value for name, value in fields.items())
    return _enter(work, incident_id, Entered.PLACE, f"{said}：{reason.strip()}", fields, None)


def report(work: Work, incident_id: int, to: str, way: str, text: str, *, at: datetime | None = None) -> int:
    """A report upwards 信息报送: to whom, by which way, what was said. Raises ``Invalid``."""
    work.require(May.SERVE)
    to, way = identity.one_line(to), identity.one_line(way)
    refuse_wrong([
        ("to", not to, _("Please enter to whom it was reported.")), ("way", not way, _("Please enter by which way: telephone, in writing…")),
    ])  # fmt: skip
    return _enter(work, incident_id, Entered.REPORT, text, {"to": to, "way": way}, at)


def link(work: Work, incident_id: int, same_as: str) -> int:
    """This one is a second record of another incident; it ends here, and the log goes on there. Raises ``Refused``."""
    work.require(May.SERVE)
    one = find(work, incident_id)
    other = work.rows("SELECT 1 FROM incidents WHERE number = ? AND drill = ?", same_as, int(one.drill))
    if not other or same_as == one.number:
        raise Refused(_("There is no other incident {number}.", number=same_as))
    fields = {"same_as": same_as, "state": State.CLOSED.value, "closed_at": milliseconds(work.now)}
    return _enter(
        work, incident_id, Entered.LINK, _("The same as {number}; its log goes on there.", number=same_as), fields, None
    )


def _enter(
    work: Work, incident_id: int, kind: Entered, text: str, fields: Mapping[str, Any], happened_at: datetime | None, corrects: int | None = None,
) -> int:  # fmt: skip
    """Add one entry to the two chains and bring the incident's row up to date."""
    text, happened = text.strip(), happened_at or work.now
    refuse_wrong([
        ("text", not text, _("Please enter what happened.")),
        ("text", len(text) > LONGEST, _("This entry has {n} characters; {most} is the most. Please split it.", n=len(text), most=LONGEST)),
        ("happened_at", happened > work.now + AHEAD, _("This time is still to come. Please enter when it was.")),
    ])  # fmt: skip
    last = work.rows("SELECT id, hash, entered_at FROM incident_entries ORDER BY id DESC LIMIT 1")
    mine = work.rows(
        "SELECT seq, hash FROM incident_entries WHERE incident_id = ? ORDER BY seq DESC LIMIT 1", incident_id
    )
    seq, previous = mine[0] if mine else (0, GENESIS)
    content = dict(fields)
    if last and milliseconds(work.now) < last[0][2]:
        content["clock_back_ms"] = last[0][2] - milliseconds(work.now)
    row = {
        "number": work.rows("SELECT number FROM incidents WHERE id = ?", incident_id)[0][0], "seq": seq + 1,
        "book_seq": last[0][0] + 1 if last else 1, "kind": kind.value, "happened_at": milliseconds(happened),
        "entered_at": milliseconds(work.now), "staff_id": work.actor.id, "author": work.actor.name, "text": text, "fields": content,
        "corrects": corrects, "previous": previous, "previous_in_book": last[0][1] if last else GENESIS,
    }  # fmt: skip
    hash_ = hash_of(row)
    stored = {name: value for name, value in row.items() if name not in ("number", "book_seq")}
    work.add(
        entries,
        stored
        | {
            "id": row["book_seq"],
            "incident_id": incident_id,
            "hash": hash_,
            "happened_at": happened,
            "entered_at": work.now,
        },
    )
    _bring_up(work, incident_id, fields, new=kind is Entered.OPEN)
    work.audit("incident.entry", f"incident_entries:{row['book_seq']}", after={"hash": hash_})
    return int(seq) + 1


def _bring_up(work: Work, incident_id: int, fields: Mapping[str, Any], *, new: bool) -> None:
    columns = {name: value for name, value in fields.items() if name in incidents.c and not new}
    if "closed_at" in columns and columns["closed_at"] is not None:
        columns["closed_at"] = chain.moment(columns["closed_at"])
    if columns:
        work.connection.execute(update(incidents).where(incidents.c.id == incident_id).values(columns))


def words_of(one: Incident) -> str:
    """火灾，便民服务大厅."""
    return f"{one.kind.label}，{one.place}"
