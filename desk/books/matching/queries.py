"""Reading needs 需求, offerings 下沉服务项目 and matches 对接, with what was delivered of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, bindparam, func, or_, select, type_coerce

from desk.books.matching import delivery_queries
from desk.books.matching.model import (
    KINDS,
    OPEN_MATCHES,
    OPEN_NEEDS,
    Match,
    MatchMove,
    MatchReason,
    MatchState,
    MatchWay,
    Need,
    NeedMove,
    NeedSource,
    NeedState,
    Offering,
    OfferingState,
)
from desk.books.teams.model import HalfDay
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.centre import zones
from desk.models.matching import deliveries, match_moves, matches, need_moves, needs, offerings
from desk.models.organisations import organisations
from desk.models.staff import staff
from desk.storage.matching import LONGEST

DAY = timedelta(days=1)
ZONE = func.coalesce(zones.c.name, "").label("zone")
NEEDS: Select[Any] = (
    select(
        *(column for column in needs.c if column.name in Need.__dataclass_fields__), ZONE, staff.c.name.label("raiser")
    )
    .join(staff, staff.c.id == needs.c.raised_by)
    .outerjoin(zones, zones.c.id == needs.c.zone_id)
)
"""The columns of ``Need``, each by its name."""
MADE_NEED: dict[str, Any] = {"kind": KINDS.__getitem__, "source": NeedSource, "state": NeedState}
NEED_BY_ID = NEEDS.where(needs.c.id == bindparam("need"))
IS_OPEN_NEED = needs.c.state.in_([state.value for state in OPEN_NEEDS])
IS_OPEN_MATCH = matches.c.state.in_([state.value for state in OPEN_MATCHES])
_RESERVED = (
    select(func.count())
    .where(
        matches.c.offering_id == offerings.c.id,
        IS_OPEN_MATCH,
        delivery_queries.times_of(deliveries.c.match_id == matches.c.id) == 0,
    )
    .scalar_subquery()
)
OFFERINGS: Select[Any] = (
    select(
        *(column for column in offerings.c if column.name in Offering.__dataclass_fields__),
        organisations.c.name.label("organisation"),
        ZONE,
        delivery_queries.times_of(deliveries.c.offering_id == offerings.c.id).label("delivered"),
        delivery_queries.people_of(deliveries.c.offering_id == offerings.c.id).label("people"),
        _RESERVED.label("reserved"),
    )
    .join(organisations, organisations.c.id == offerings.c.organisation_id)
    .outerjoin(zones, zones.c.id == offerings.c.zone_id)
)
"""The columns of ``Offering``, each by its name."""
IS_AVAILABLE = offerings.c.state == OfferingState.AVAILABLE.value


class Promise(NamedTuple):
    """What of an offering tells how far an organisation keeps its word."""

    organisation_id: int
    first: date
    last: date
    promised: int
    delivered: int


def _times(kept: Iterable[Any]) -> tuple[tuple[int, HalfDay], ...]:
    return tuple((weekday, HalfDay(half)) for weekday, half in kept)


def _reasons(kept: Iterable[str]) -> tuple[MatchReason, ...]:
    return tuple(map(MatchReason, kept))


MADE_OFFERING: dict[str, Any] = {"kind": KINDS.__getitem__, "state": OfferingState, "times": _times}
OFFERING_BY_ID = OFFERINGS.where(offerings.c.id == bindparam("offering"))
MATCHES: Select[Any] = (
    select(
        *(column for column in matches.c if column.name in Match.__dataclass_fields__),
        needs.c.number.label("need_number"),
        needs.c.description.label("need"),
        needs.c.people.label("wanted"),
        offerings.c.number.label("offering_number"),
        offerings.c.title.label("offering"),
        offerings.c.organisation_id,
        organisations.c.name.label("organisation"),
        delivery_queries.times_of(deliveries.c.match_id == matches.c.id).label("delivered"),
        delivery_queries.people_of(deliveries.c.match_id == matches.c.id).label("people"),
    )
    .join(needs, needs.c.id == matches.c.need_id)
    .join(offerings, offerings.c.id == matches.c.offering_id)
    .join(organisations, organisations.c.id == offerings.c.organisation_id)
)
"""The columns of ``Match``, each by its name."""
MADE_MATCH: dict[str, Any] = {"state": MatchState, "way": MatchWay, "reasons": _reasons}
MATCH_BY_ID = MATCHES.where(matches.c.id == bindparam("match"))


def _needs(work: Work, query: Select[Any]) -> list[Need]:
    return records(work.connection.execute(query), Need, **MADE_NEED)


def _offerings(work: Work, query: Select[Any]) -> list[Offering]:
    return records(work.connection.execute(query), Offering, **MADE_OFFERING)


def _matches(work: Work, query: Select[Any]) -> list[Match]:
    return records(work.connection.execute(query), Match, **MADE_MATCH)


def find_need(work: Work, id: int) -> Need:
    """One need as it stands. Raises ``Refused`` for one that is not in the data file."""
    need = first_record(work.connection.execute(NEED_BY_ID, {"need": id}), Need, **MADE_NEED)
    if need is None:
        raise Refused(_("This need is no longer there."))
    return need


def find_offering(work: Work, id: int) -> Offering:
    """One offering as it stands. Raises ``Refused`` for one that is not in the data file."""
    offering = first_record(work.connection.execute(OFFERING_BY_ID, {"offering": id}), Offering, **MADE_OFFERING)
    if offering is None:
        raise Refused(_("This offering is no longer there."))
    return offering


def find_match(work: Work, id: int) -> Match:
    """One match as it stands. Raises ``Refused`` for one that is not in the data file."""
    match = first_record(work.connection.execute(MATCH_BY_ID, {"match": id}), Match, **MADE_MATCH)
    if match is None:
        raise Refused(_("This match is no longer there."))
    return match


def open_needs(work: Work) -> list[Need]:
    """Those that nobody has met, given up or taken down yet, the one that is longest on the list first."""
    return _needs(work, NEEDS.where(IS_OPEN_NEED).order_by(needs.c.id))


def settled_needs(work: Work, since: date) -> list[Need]:
    """Those that were met, given up or taken down on this day or later, the last first."""
    query = NEEDS.where(needs.c.settled_at >= start_of(since))
    return _needs(work, query.order_by(needs.c.settled_at.desc(), needs.c.id.desc()))


def needs_between(work: Work, first: date, last: date) -> list[Need]:
    """What was on the list on any of these days 需求清单, in the order of their numbers."""
    query = NEEDS.where(
        needs.c.raised_at < start_of(last) + DAY,
        or_(needs.c.settled_at.is_(None), needs.c.settled_at >= start_of(first)),
    )
    return _needs(work, query.order_by(needs.c.id))


def raised_between(work: Work, first: date, last: date) -> list[Need]:
    """What was raised on these days."""
    return _needs(work, NEEDS.where(_within(needs.c.raised_at, first, last)).order_by(needs.c.id))


def settled_between(work: Work, first: date, last: date) -> list[Need]:
    """What was met, given up or taken down on these days, and still is."""
    return _needs(work, NEEDS.where(_within(needs.c.settled_at, first, last)).order_by(needs.c.id))


def _within(column: ColumnElement[Any], first: date, last: date) -> ColumnElement[bool]:
    return (column >= start_of(first)) & (column < start_of(last) + DAY)


def from_subject(work: Work, subject: str) -> list[Need]:
    """The needs that came from something, ``table:id``."""
    return _needs(work, NEEDS.where(needs.c.subject == subject).order_by(needs.c.id))


FROM_ORDERS = needs.c.subject.between("orders:a", "orders:z~")
"""That came from orders of a kind in a month, ``orders:repair:2026-11``: single orders are numbers."""


def kinds_raised(work: Work, month: str) -> set[str]:
    """The kinds of orders of which a need came this month, ``2026-11``, or of which one from earlier is still open."""
    query = select(needs.c.subject).where(FROM_ORDERS, or_(needs.c.subject.endswith(f":{month}"), IS_OPEN_NEED))
    return {subject.split(":")[1] for (subject,) in work.connection.execute(query)}


def available_offerings(work: Work) -> list[Offering]:
    """What can be had: not stopped, and its term not over; the one whose term ends first, first."""
    query = OFFERINGS.where(IS_AVAILABLE, offerings.c.last >= work.today)
    return _offerings(work, query.order_by(offerings.c.last, offerings.c.id))


def past_offerings(work: Work, since: date) -> list[Offering]:
    """What was stopped or whose term is over, and whose term reached this day; the last first."""
    over = or_(~IS_AVAILABLE, offerings.c.last < work.today)
    query = OFFERINGS.where(over, offerings.c.last >= since).order_by(offerings.c.last.desc(), offerings.c.id.desc())
    return _offerings(work, query)


def offerings_between(work: Work, first: date, last: date) -> list[Offering]:
    """Whose term has any of these days in it 资源清单, in the order of their numbers."""
    query = OFFERINGS.where(offerings.c.first <= last, offerings.c.last >= first)
    return _offerings(work, query.order_by(offerings.c.id))


def promised_between(work: Work, first: date, last: date) -> dict[int, int]:
    """How many times each organisation promised, of the offerings whose term has any of these days in it, by its id."""
    query = (
        select(offerings.c.organisation_id, func.sum(offerings.c.promised).label("times"))
        .where(offerings.c.first <= last, offerings.c.last >= first)
        .group_by(offerings.c.organisation_id)
    )
    return {row.organisation_id: row.times for row in work.connection.execute(query)}


def promises(work: Work) -> list[Promise]:
    """Every promise with what was delivered of it, and nothing else of it."""
    delivered = delivery_queries.times_by_offering(work)
    first, last = (type_coerce(day, Text) for day in (offerings.c.first, offerings.c.last))
    query = select(offerings.c.id, offerings.c.organisation_id, first, last, offerings.c.promised)
    day = cache(date.fromisoformat)  # terms of thousands begin and end on a few hundred days
    return [
        Promise(owner, day(begins), day(ends), promised, delivered.get(id, 0))
        for id, owner, begins, ends, promised in work.connection.execute(query)
    ]


def offerings_of(work: Work, organisation_id: int) -> list[Offering]:
    """Everything that an organisation offers or offered, the last first."""
    query = OFFERINGS.where(offerings.c.organisation_id == organisation_id).order_by(offerings.c.id.desc())
    return _offerings(work, query)


def all_offerings(work: Work) -> list[Offering]:
    """Every offering, in the order of their numbers."""
    return _offerings(work, OFFERINGS.order_by(offerings.c.id))


def open_matches(work: Work) -> list[Match]:
    """Neither accepted nor failed, the one that was made first, first."""
    return _matches(work, MATCHES.where(IS_OPEN_MATCH).order_by(matches.c.id))


def settled_matches(work: Work, since: date) -> list[Match]:
    """Those accepted or failed on this day or later, the last first."""
    query = MATCHES.where(matches.c.settled_at >= start_of(since))
    return _matches(work, query.order_by(matches.c.id.desc()))


def some_matches(work: Work, ids: Collection[int]) -> list[Match]:
    """Those with these ids, the one that was made first, first."""
    return _matches(work, MATCHES.where(matches.c.id.in_(ids)).order_by(matches.c.id))


def matches_between(work: Work, first: date, last: date) -> list[Match]:
    """What was brought together before the end of these days and not settled before they began 项目清单."""
    query = MATCHES.where(
        matches.c.made_at < start_of(last) + DAY,
        or_(matches.c.settled_at.is_(None), matches.c.settled_at >= start_of(first)),
    )
    return _matches(work, query.order_by(matches.c.id))


def made_between(work: Work, first: date, last: date) -> list[Match]:
    """The matches that were made on these days, whatever became of them."""
    return _matches(work, MATCHES.where(_within(matches.c.made_at, first, last)).order_by(matches.c.id))


def matches_of_need(work: Work, need_id: int) -> list[Match]:
    """Every match of a need, the last first."""
    return _matches(work, MATCHES.where(matches.c.need_id == need_id).order_by(matches.c.id.desc()))


def matches_of_offering(work: Work, offering_id: int) -> list[Match]:
    """Every match of an offering, the last first."""
    return _matches(work, MATCHES.where(matches.c.offering_id == offering_id).order_by(matches.c.id.desc()))


def moves_of_need(work: Work, need_id: int) -> list[NeedMove]:
    """What became of a need, from the day on which it was raised."""
    query = (
        select(need_moves.c.at, staff.c.name.label("who"), need_moves.c.state, need_moves.c.remark)
        .join(staff, staff.c.id == need_moves.c.staff_id)
        .where(need_moves.c.need_id == need_id)
        .order_by(need_moves.c.id)
    )
    return records(work.connection.execute(query), NeedMove, state=NeedState)


def moves_of_match(work: Work, match_id: int) -> list[MatchMove]:
    """What became of a match, from the day on which it was made."""
    query = (
        select(match_moves.c.at, staff.c.name.label("who"), match_moves.c.state, match_moves.c.remark)
        .join(staff, staff.c.id == match_moves.c.staff_id)
        .where(match_moves.c.match_id == match_id)
        .order_by(match_moves.c.id)
    )
    return records(work.connection.execute(query), MatchMove, state=MatchState)


def search_needs(work: Work, typed: str, most: int) -> list[Need]:
    """Needs by the beginning of their number; the newest first."""
    text = typed.strip()[:LONGEST].upper()
    query = NEEDS.where(needs.c.number.startswith(text, autoescape=True))
    return _needs(work, query.order_by(needs.c.id.desc()).limit(most))


def needs_with_text(work: Work, typed: str, most: int) -> list[Need]:
    """Needs in whose words this stands, the newest first."""
    query = NEEDS.where(needs.c.description.icontains(typed.strip()[:LONGEST], autoescape=True))
    return _needs(work, query.order_by(needs.c.id.desc()).limit(most))


def search_offerings(work: Work, typed: str, most: int) -> list[Offering]:
    """Offerings by the beginning of their number, a piece of their title or of their organisation's name."""
    text = typed.strip()[:LONGEST]
    query = OFFERINGS.where(
        or_(
            offerings.c.number.startswith(text.upper(), autoescape=True),
            offerings.c.title.icontains(text, autoescape=True),
            organisations.c.name.icontains(text, autoescape=True),
        )
    )
    return _offerings(work, query.order_by(offerings.c.id.desc()).limit(most))
