"""What is wrong with what was entered of a joint meeting, and when something is possible. Window and actions ask the
same.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desk.books import centre, staff
from desk.books.meetings import queries
from desk.books.meetings.model import QUARTERS, Meeting, MeetingKind, MeetingState, NewItem, NewMeeting, NewPerson
from desk.books.occupations import busy
from desk.core.calendar import date_words, day_words
from desk.core.clock import local, start_of
from desk.core.clock_times import span_words
from desk.core.errors import Refused, Rule
from desk.core.far_days import refuse_far
from desk.core.month import QUARTER, Month
from desk.core.words import _, on_record
from desk.core.work import Work

LONGEST_TITLE, LONGEST_NAME, LONGEST_PLACE, LONGEST_TELEPHONE = 60, 30, 60, 30
LONGEST_REMARK, LONGEST_ITEM, LONGEST_DECISION = 500, 300, 2000
FARTHEST = timedelta(days=400)
DAY = 24 * 60


def quarter_words(quarter: int) -> str:
    """第四季度."""
    return _(QUARTERS[quarter - 1])


def last_day_of(year: int, quarter: int) -> date:
    """The day on which a quarter ends."""
    return Month(year, quarter * QUARTER).last


def usual_title(kind: MeetingKind, day: date) -> str:
    """2026年第四季度党建联席会议: what it is called unless somebody calls it otherwise."""
    with on_record():
        if kind is MeetingKind.QUARTERLY:
            return _("Joint meeting, {quarter} of {year}", year=day.year, quarter=quarter_words(Month.of(day).quarter))
        return _("Special joint meeting of {year}", year=day.year)


def meeting_rules(work: Work, new: NewMeeting, was: Meeting | None = None) -> list[Rule]:
    """What is wrong with a meeting; ``was`` is how it stands already."""
    refuse_far(day=new.day)
    here = {each.id for each in staff.everyone(work) if each.active} | ({was.keeper_id} if was else set())
    too_long = _("Please enter at most {n} characters.", n=LONGEST_REMARK)
    return [
        ("title", not new.title, _("Please enter what the meeting is called.")),
        ("title", len(new.title) > LONGEST_TITLE, _("This has at most {n} characters.", n=LONGEST_TITLE)),
        ("chair", not new.chair, _("Please enter who chairs it.")),
        ("chair", len(new.chair) > LONGEST_NAME, _("This has at most {n} characters.", n=LONGEST_NAME)),
        ("keeper_id", new.keeper_id not in here, _("Please choose somebody who works here.")),
        ("place", len(new.place) > LONGEST_PLACE, _("This has at most {n} characters.", n=LONGEST_PLACE)),
        ("place", new.venue_id is None and not new.place, _("Please choose a venue, or enter where it is held.")),
        ("remark", len(new.remark) > LONGEST_REMARK, too_long),
        *_time_rules(work, new, was),
        *_quarter_rules(work, new, was),
        *_venue_rules(work, new, was),
    ]


def _time_rules(work: Work, new: NewMeeting, was: Meeting | None) -> list[Rule]:
    is_over = new.day < work.today and (was is None or new.day != was.day)
    return [
        ("day", is_over, _("That day is over. Please enter today or a later one.")),
        ("day", new.day > work.today + FARTHEST, _("That is more than a year ahead. Please check the day.")),
        ("begins", not 0 <= new.begins < DAY, _("It begins between 00:00 and 23:59.")),
        ("ends", not new.begins < new.ends <= DAY, _("It ends before it begins. Please check the times.")),
    ]


def _quarter_rules(work: Work, new: NewMeeting, was: Meeting | None) -> list[Rule]:
    """One quarterly meeting a quarter; its number names the quarter, so its day stays in it."""
    if new.kind is not MeetingKind.QUARTERLY:
        return []
    if was is not None:
        moved = (new.day.year, Month.of(new.day).quarter) != (was.year, was.quarter)
        sentence = _("{number} is that of its quarter. Please keep the day in it, or cancel it.", number=was.number)
        return [("day", moved, sentence)]
    other = queries.of_quarter(work, new.day.year, Month.of(new.day).quarter)
    if other is None:
        return []
    sentence = _(
        "That quarter has its meeting already: {number} on {day}. Please call a special one.",
        number=other.number,
        day=date_words(other.day, work.today),
    )
    return [("kind", True, sentence)]


def _venue_rules(work: Work, new: NewMeeting, was: Meeting | None) -> list[Rule]:
    if new.venue_id is None or not 0 <= new.begins < new.ends <= DAY:
        return []
    venue = next((each for each in centre.all_venues(work) if each.id == new.venue_id), None)
    if venue is None:
        is_kept = was is not None and was.venue_id == new.venue_id
        return [("venue_id", not is_kept, _("Please choose a venue that is in use."))]
    begins_at, ends_at = span_of(new)
    there = busy(work, venue.id, begins_at, ends_at, f"meetings:{was.id}" if was else "")
    if not there:
        return []
    taken, starts, stops = there[0], local(there[0].begins_at), local(there[0].ends_at)
    sentence = _(
        "{venue} is taken on {day} {span} by {what}. Please take another time or venue.",
        venue=venue.name,
        day=day_words(starts.date()),
        span=span_words(starts.hour * 60 + starts.minute, stops.hour * 60 + stops.minute),
        what=taken.text,
    )
    return [("venue_id", True, sentence)]


def span_of(meeting: NewMeeting) -> tuple[datetime, datetime]:
    """From when to when."""
    midnight = start_of(meeting.day)
    return midnight + timedelta(minutes=meeting.begins), midnight + timedelta(minutes=meeting.ends)


def person_rules(work: Work, new: NewPerson) -> list[Rule]:
    """What is wrong with somebody who is to be asked."""
    here = {each.id for each in staff.everyone(work) if each.active}
    is_staff = new.staff_id is not None
    return [
        ("staff_id", is_staff and new.staff_id not in here, _("Please choose somebody who works here.")),
        ("organisation_id", new.organisation_id == 0, _("Please choose an organisation that is there.")),
        ("name", not is_staff and not new.name and new.organisation_id is None, _("Please enter a name.")),
        *(
            (field, len(getattr(new, field)) > most, _("This has at most {n} characters.", n=most))
            for field, most in (("name", LONGEST_NAME), ("position", LONGEST_NAME), ("telephone", LONGEST_TELEPHONE))
        ),
    ]


def item_rules(new: NewItem) -> list[Rule]:
    """What is wrong with an item for the agenda."""
    return [
        ("text", not new.text, _("Please say what it is about.")),
        ("text", len(new.text) > LONGEST_ITEM, _("This has at most {n} characters.", n=LONGEST_ITEM)),
    ]


def require_state(meeting: Meeting, *states: MeetingState) -> None:
    """Raises ``Refused`` unless the meeting is in one of ``states``; of issued minutes with what is done instead."""
    if meeting.state in states:
        return
    if meeting.state is MeetingState.ISSUED:
        sentence = _(
            "The minutes of {number} are issued and stay as they are. Please put a correction on the next agenda.",
            number=meeting.number,
        )
        raise Refused(sentence)
    number, state = meeting.number, meeting.state.label
    raise Refused(_("{number} is “{state}”; this is not possible now.", number=number, state=state))
