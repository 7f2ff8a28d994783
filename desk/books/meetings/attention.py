"""What of joint meetings needs attention now 待办: a quarter without its meeting, a notice, a report, minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from desk.books import centre
from desk.books.meetings import queries, rules
from desk.books.meetings.model import TO_COME, Meeting, MeetingState
from desk.core.book import Attention, Concern
from desk.core.calendar import date_words
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import P_, _, listed
from desk.core.work import Work

LEADS_TO = "meetings.meeting"


def due(work: Work) -> Iterable[Attention]:
    """For whoever holds meetings: what comes next with each, the latest first."""
    if not work.actor.may(May.HOLD_MEETINGS):
        return
    meetings = queries.not_over(work)
    yield _quarter(work)
    yield from _before(work, [each for each in meetings if each.state in TO_COME])
    yield from _after(work, [each for each in meetings if each.state is MeetingState.HELD])


def _quarter(work: Work) -> Attention:
    """Towards its end: this quarter has no meeting yet, not even a planned one."""
    quarter = Month.of(work.today).quarter
    last = rules.last_day_of(work.today.year, quarter)
    is_near = work.today >= last - timedelta(days=centre.rule(work, "meeting_quarter_days"))
    is_missing = is_near and queries.of_quarter(work, work.today.year, quarter) is None
    return Attention(
        "meeting_of_the_quarter",
        Concern.PROGRAMME,
        int(is_missing),
        _("{quarter}: no joint meeting yet", quarter=rules.quarter_words(quarter)),
        P_("narrow", "no meeting"),
        "meetings.call",
        Tone.WAITING,
        due=last,
    )


def _before(work: Work, meetings: Sequence[Meeting]) -> Iterable[Attention]:
    notice_days, report_days = (centre.rule(work, name) for name in ("meeting_notice_days", "meeting_report_days"))
    unannounced = [
        each
        for each in meetings
        if each.state is MeetingState.PLANNED and each.day <= work.today + timedelta(days=notice_days)
    ]
    unreported = [
        each for each in meetings if each.reported_on is None and each.day <= work.today + timedelta(days=report_days)
    ]
    yield _entry(
        "meeting_notice",
        unannounced,
        _("Notice of a joint meeting not out {n}", n=len(unannounced)),
        P_("narrow", "notice {n}", n=len(unannounced)),
        _first_day(unannounced, notice_days),
        work.today,
    )
    yield _entry(
        "meeting_report",
        unreported,
        _("Agenda of a joint meeting not reported {n}", n=len(unreported)),
        P_("narrow", "report {n}", n=len(unreported)),
        _first_day(unreported, report_days),
        work.today,
    )
    missed = [each for each in meetings if each.state is MeetingState.NOTIFIED and each.day < work.today]
    yield _entry(
        "meeting_missed",
        missed,
        _("Day of a joint meeting is over: held or cancelled? {n}", n=len(missed)),
        P_("narrow", "held? {n}", n=len(missed)),
        _first_day(missed, 0),
        work.today,
    )


def _after(work: Work, held: Sequence[Meeting]) -> Iterable[Attention]:
    """Held and not minuted: on the day itself as a reminder, after the day for minutes as overdue."""
    first = min((each.minutes_due_on for each in held if each.minutes_due_on), default=None)
    yield _entry(
        "meeting_minutes",
        held,
        _("Minutes of a joint meeting to be issued {n}", n=len(held)),
        P_("narrow", "minutes {n}", n=len(held)),
        first,
        work.today,
    )


def _first_day(meetings: Sequence[Meeting], days_before: int) -> date | None:
    return meetings[0].day - timedelta(days=days_before) if meetings else None


def _entry(key: str, meetings: Sequence[Meeting], text: str, short: str, due_on: date | None, today: date) -> Attention:
    is_late = due_on is not None and due_on < today
    return Attention(
        key,
        Concern.PROGRAMME,
        len(meetings),
        text,
        short,
        LEADS_TO,
        Tone.OVERDUE if is_late else Tone.WAITING,
        listed(f"{each.number} {date_words(each.day, today)}" for each in meetings),
        meetings[0].id if meetings else None,
        due_on,
    )
