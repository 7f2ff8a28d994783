"""Handing over 交接班: cash, keys and things, open matters, what is unfinished; signed by both.

Open matters carry on from hand-over to hand-over until somebody closes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update

from desk.books.cases import IN_HAND
from desk.books.incidents import log, queries
from desk.books.roster import attendance
from desk.books.signatures import Signature, signer
from desk.core.book import OwedMatter
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.identity import mask_text
from desk.core.permissions import May
from desk.core.words import P_, _, bracketed
from desk.core.work import Work
from desk.models.cases import cases
from desk.models.roster import handovers, points
from desk.models.staff import staff


@dataclass(frozen=True)
class HandoverNote:
    """What the leaving person tells the next. ``cash`` in fen; ``closed`` are open matters settled, with how."""

    cash: int
    items: str
    note: str = ""
    opened: tuple[str, ...] = ()
    closed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class HandoverPoint:
    """One open matter."""

    id: int
    text: str
    raised_by: str
    raised_at: datetime
    closed_by: str = ""
    closed_at: datetime | None = None
    outcome: str = ""

    def was_open_at(self, moment: datetime) -> bool:
        """Had it come up by then, and was it not closed yet?"""
        return self.raised_at <= moment and (self.closed_at is None or self.closed_at > moment)


@dataclass(frozen=True)
class Handover:
    """One signed hand-over. ``waiting`` are the numbers of the cases that were unfinished then, ``incidents`` what went
    on.
    """

    id: int
    day: date
    from_name: str
    to_name: str
    cash: int
    items: str
    note: str
    waiting: tuple[str, ...]
    at: datetime
    points: tuple[HandoverPoint, ...]
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandoverDraft:
    """What a hand-over begins with: open matters, unfinished cases, what is going on, and the last cash and things
    handed on.
    """

    points: list[HandoverPoint]
    waiting: list[str]
    cash: int
    items: str
    incidents: tuple[str, ...] = ()


LAST = select(handovers).order_by(handovers.c.id.desc()).limit(1)


def offer(work: Work) -> HandoverDraft:
    """What is open now."""
    last = work.connection.execute(LAST).first()
    going_on = tuple(
        f"{incident.number} {log.words_of(incident)}{bracketed(incident.state.label)}"
        for incident in queries.open_ones(work)
    )
    return HandoverDraft(
        open_points(work), _waiting(work), last.cash if last else 0, last.items if last else "", going_on
    )


UNFINISHED = (
    select(cases.c.number)
    .where(cases.c.state.in_([state.value for state in IN_HAND]))
    .order_by(cases.c.due_on, cases.c.id)
    .limit(100)
)


def _waiting(work: Work) -> list[str]:
    """Cases taken in and not finished, those due first; at most a hundred numbers."""
    return list(work.connection.scalars(UNFINISHED))


OPEN_POINTS = (
    select(points, staff.c.name)
    .join(staff, staff.c.id == points.c.raised_by)
    .where(points.c.closed_at.is_(None))
    .order_by(points.c.id)
)


def open_points(work: Work) -> list[HandoverPoint]:
    """The matters 遗留事项 that nobody has closed, in the order in which they came up."""
    return [HandoverPoint(r.id, r.words, r.name, r.raised_at) for r in work.connection.execute(OPEN_POINTS)]


OWED = select(points).where(points.c.closed_at.is_(None)).order_by(points.c.id)


def owed(work: Work) -> Iterable[OwedMatter]:
    """The open matters as the page 督办 shows them: whoever is on duty settles them, at the next hand-over."""
    for row in work.connection.execute(OWED):
        yield OwedMatter(
            P_("owed matter", "Hand-over matter"),
            mask_text(row.words),
            "",
            None,
            row.raised_at,
            "roster.handover",
            row.handover_id,
        )


def sign(work: Work, note: HandoverNote, receiver: Signature) -> int:
    """Keep a hand-over from the signed-in person, who sits at the desk, to the one who has given their password.

    Signs the leaving person out of a finished duty and the coming one in; incidents that go on say who has them now.
    Raises ``Invalid``, ``Refused``.
    """
    work.require(May.SERVE)
    person = signer(work, receiver)
    if person.id == work.actor.id:
        raise Invalid(Problem("to", _("Nobody can hand over to themselves.")))
    _check(note)
    values = {
        "day": work.today,
        "from_id": work.actor.id,
        "to_id": person.id,
        "cash": note.cash,
        "items": note.items.strip(),
        "note": note.note.strip(),
        "waiting": _waiting(work),
        "from_signed_at": work.now,
        "to_signed_at": work.now,
        "incidents": log.hand_over(work, person.name),
    }
    id = work.add(handovers, values)
    for text in note.opened:
        raise_point(work, text, id)
    for point, outcome in note.closed:
        close_point(work, point, outcome)
    attendance.sign_out(work, only_finished=True)
    attendance.sign_in(work, receiver)
    work.audit("handover.sign", f"handovers:{id}", after={"from": work.actor.id, "to": person.id, "cash": note.cash})
    return id


def _check(note: HandoverNote) -> None:
    wrong = (
        ("cash", not 0 <= note.cash <= 10**9, _("Please count the cash: 0 or more.")),
        ("items", not note.items.strip(), _("Please write which keys and things are handed on, or “none”.")),
        ("items", len(note.items) > 300, _("This has at most 300 characters.")),
        ("note", len(note.note) > 1000, _("This has at most 1000 characters.")),
    )
    refuse_wrong(wrong)


def raise_point(work: Work, text: str, handover_id: int | None = None) -> int:
    """A new open matter, with a hand-over or between two."""
    work.require(May.SERVE)
    text = text.strip()
    if not 0 < len(text) <= 200:
        raise Invalid(Problem("opened", _("A matter has 1 to 200 characters.")))
    values = {"words": text, "raised_by": work.actor.id, "raised_at": work.now, "handover_id": handover_id}
    id = work.add(points, values)
    work.audit("point.raise", f"open_points:{id}")
    return id


def close_point(work: Work, id: int, outcome: str) -> None:
    """Settle an open matter, saying how. Raises ``Invalid``, ``Refused`` when it is closed already."""
    work.require(May.SERVE)
    if not 0 < len(outcome.strip()) <= 200:
        raise Invalid(Problem("outcome", _("Please say how it was settled.")))
    values = {"closed_by": work.actor.id, "closed_at": work.now, "outcome": outcome.strip()}
    done = work.connection.execute(update(points).where(points.c.id == id, points.c.closed_at.is_(None)).values(values))
    if not done.rowcount:
        raise Refused(_("This matter is closed already."))
    work.audit("point.close", f"open_points:{id}")


_GIVER, _RECEIVER, _CLOSER = staff.alias("giver"), staff.alias("receiver"), staff.alias("closer")
RECENT = (
    select(handovers, _GIVER.c.name.label("giver"), _RECEIVER.c.name.label("receiver"))
    .join(_GIVER, _GIVER.c.id == handovers.c.from_id)
    .join(_RECEIVER, _RECEIVER.c.id == handovers.c.to_id)
    .where(handovers.c.id <= bindparam("until"))
    .order_by(handovers.c.id.desc())
    .limit(bindparam("most"))
)
OPEN_SINCE = (
    select(points, staff.c.name, _CLOSER.c.name.label("closer"))
    .join(staff, staff.c.id == points.c.raised_by)
    .outerjoin(_CLOSER, _CLOSER.c.id == points.c.closed_by)
    .where(points.c.closed_at.is_(None) | (points.c.closed_at > bindparam("since")))
    .order_by(points.c.id)
)


NEWEST = 2**31 - 1


def recent(work: Work, limit: int = 60, until: int | None = None) -> Sequence[Handover]:
    """The last hand-overs, newest first, each with the matters that were open when it was signed. ``until`` is the id
    of the newest that is wanted.
    """
    rows = work.connection.execute(RECENT, {"most": limit, "until": until or NEWEST}).all()
    if not rows:
        return []
    matters = _open_since(work, rows[-1].to_signed_at)
    return [
        Handover(
            r.id,
            r.day,
            r.giver,
            r.receiver,
            r.cash,
            r.items,
            r.note,
            tuple(r.waiting),
            r.to_signed_at,
            tuple(point for point in matters if point.was_open_at(r.to_signed_at)),
            tuple(r.incidents),
        )
        for r in rows
    ]


def _open_since(work: Work, moment: datetime) -> list[HandoverPoint]:
    """The matters that were open at a moment or came up after it."""
    return [
        HandoverPoint(r.id, r.words, r.name, r.raised_at, r.closer or "", r.closed_at, r.outcome)
        for r in work.connection.execute(OPEN_SINCE, {"since": moment})
    ]
