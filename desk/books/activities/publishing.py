"""The 25th: next month's calendar goes out, channel by channel, and what changes afterwards is announced.

The seed: before the 25th of every month the centre gives out next month's calendar through the public account, the
WeChat groups and the notice board.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select, update

from desk.books import audit_queries, centre
from desk.books.activities import queries, transitions
from desk.books.activities.model import ActivityChange, ActivityState
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Refused, refuse_wrong
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.activities import activities, changes, publications
from desk.models.staff import staff

WARN_FROM, DUE_BY = 20, 25


@dataclass(frozen=True)
class Publication:
    """A month's calendar went out through one channel on one day."""

    channel: str
    day: date
    link: str
    who: str
    late: int
    """Days after the 25th; 0 when in time."""
    photo: str = ""
    """The name of its photo's file."""

    @property
    def in_time(self) -> bool:
        """Was it out by the 25th?"""
        return self.late <= 0


def due_day(month: Month) -> date:
    """The last day on which the month's calendar is in time."""
    return month.previous.first.replace(day=DUE_BY)


ANY_PUBLISHED = select(publications.c.id).limit(1)


def could_be_in_time(work: Work, month: Month) -> bool:
    """False for a calendar that was due before this data file was made: a new centre is not late with it."""
    began = local(audit_queries.first_moment(work)).date()
    return due_day(month) >= began or work.connection.execute(ANY_PUBLISHED).scalar() is not None


PUBLISHED = (
    select(publications, staff.c.name.label("who"))
    .join(staff, staff.c.id == publications.c.staff_id)
    .where(publications.c.month == bindparam("name"))
    .order_by(publications.c.day, publications.c.id)
)


def published(work: Work, month: Month) -> list[Publication]:
    """How a month went out 发布记录, in the order of the days."""
    return [
        Publication(row.channel, row.day, row.link, row.who, late_days(month, row.day), row.photo)
        for row in work.connection.execute(PUBLISHED, {"name": month.name})
    ]


def late_days(month: Month, day: date) -> int:
    """How many days after the 25th a day is; 0 when in time."""
    return max((day - due_day(month)).days, 0)


def record(work: Work, month: Month, channel: str, day: date, link: str = "", photo: str = "") -> int:
    """The calendar went out; with the first channel every approved activity becomes published. How many did.

    Raises ``Invalid`` for a day to come, a channel twice; ``Refused`` for a month with nothing approved.
    """
    work.require(May.APPROVE_ACTIVITIES)
    channel, link = identity.one_line(channel), link.strip()
    _check(work, month, channel, day, link)
    approved = queries.of_month(work, month, (ActivityState.APPROVED,))
    if not approved and not queries.is_out(work, month):
        raise Refused(_("Nothing in {month} is approved yet. Please approve the activities first.", month=month.label))
    row = {
        "month": month.name,
        "channel": channel,
        "day": day,
        "link": link,
        "photo": photo,
        "staff_id": work.actor.id,
        "at": work.now,
    }
    id = work.add(publications, row)
    work.audit("calendar.publish", f"publications:{id}", after={"month": month.name, "channel": channel, "day": day})
    transitions.publish(work, [activity.id for activity in approved])
    return len(approved)


def _check(work: Work, month: Month, channel: str, day: date, link: str) -> None:
    recorded = {publication.channel for publication in published(work, month)}
    wrong = (
        ("channel", not channel, _("Please enter the channel.")),
        ("channel", len(channel) > 20, _("The channel's name has 20 characters at most.")),
        (
            "channel",
            channel in recorded,
            _("{channel} is recorded already for {month}.", channel=channel, month=month.label),
        ),
        (
            "day",
            day > work.today,
            _("{day} is still to come. Please enter the day on which it went out.", day=date_words(day, work.today)),
        ),
        (
            "day",
            (month.first - day).days > 100,
            _("{day} is too early for {month}.", day=date_words(day, work.today), month=month.label),
        ),
        ("link", len(link) > 500, _("The link is too long.")),
    )
    refuse_wrong(wrong)


def missing_channels(work: Work, month: Month) -> list[str]:
    """The channels that the centre promised and that are not recorded."""
    return missing_of(work, published(work, month))


def missing_of(work: Work, recorded: Sequence[Publication]) -> list[str]:
    """The channels that the centre promised and that are not among those recorded."""
    known = {publication.channel for publication in recorded}
    return [channel for channel in centre.setting(work, "calendar_channels") if channel not in known]


@dataclass(frozen=True)
class PublicationDue:
    """What the bar says of next month's calendar. ``days`` left until the 25th, negative when late."""

    month: Month
    days: int
    missing: tuple[str, ...]
    out: bool

    @property
    def text(self) -> str:
        """How the bar says it."""
        if self.out:
            return _("{n} calendar: {channels} missing", n=self.month.number, channels=listed(self.missing))
        if self.days < 0:
            return _("calendar {n}: {days} d late", n=self.month.number, days=-self.days)
        if self.days == 0:
            return _("{n} calendar due today", n=self.month.number)
        return _("{n} calendar due in {days} days", n=self.month.number, days=self.days)


def due(work: Work) -> PublicationDue | None:
    """From the 20th on, until next month's calendar is out everywhere; a month already begun is warned of until out."""
    today = work.today
    present = Month.of(today)
    for month in (present, present.next):
        days = (due_day(month) - today).days
        if days > DUE_BY - WARN_FROM or not could_be_in_time(work, month):
            continue
        missing = missing_channels(work, month)
        if month == present and (
            queries.is_out(work, month)
            or not queries.of_month(work, month, (ActivityState.DRAFT, ActivityState.APPROVED))
        ):
            continue
        if missing:
            return PublicationDue(month, days, tuple(missing), queries.is_out(work, month))
    return None


@dataclass(frozen=True)
class CalendarNews:
    """One change after publishing that was not announced yet."""

    id: int
    activity_id: int
    kind: ActivityChange
    sentence: str


STANDS_IN_SPAN = or_(
    activities.c.day.between(bindparam("first"), bindparam("last")),
    activities.c.was_day.between(bindparam("first"), bindparam("last")),
)
TO_ANNOUNCE = (
    select(changes)
    .join(activities, activities.c.id == changes.c.activity_id)
    .where(changes.c.announced_at.is_(None), STANDS_IN_SPAN)
    .order_by(changes.c.id)
)


def to_announce(work: Work, month: Month) -> list[CalendarNews]:
    """In the order in which they happened, of the month in which the activity stands or first stood."""
    rows = work.connection.execute(TO_ANNOUNCE, {"first": month.first, "last": month.last})
    return [CalendarNews(row.id, row.activity_id, ActivityChange(row.kind), row.words) for row in rows]


def announced(work: Work, month: Month) -> int:
    """These changes have been told to the residents. How many."""
    work.require(May.PLAN_ACTIVITIES)
    news = to_announce(work, month)
    ids = [change.id for change in news]
    if ids:
        work.connection.execute(update(changes).where(changes.c.id.in_(ids)).values(announced_at=work.now))
        work.audit("calendar.announce", f"publications:{month.name}", after={"changes": len(ids)})
    return len(ids)
