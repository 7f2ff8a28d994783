"""What is wrong with what was typed of an officer, a term or a visit. Actions, import and window ask the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from desk.books import centre, staff, submissions
from desk.books.officers import queries, visit_queries
from desk.books.officers.model import (
    SCORES,
    NewOfficer,
    NewOfficerVisit,
    NewTerm,
    Officer,
    OfficerTerm,
    OfficerVisit,
    VisitWay,
)
from desk.books.zones import queries as zones
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.clock import local
from desk.core.errors import Rule
from desk.core.far_days import refuse_far
from desk.core.month import Month
from desk.core.plain_text import prose
from desk.core.telephones import telephone_problem
from desk.core.words import _
from desk.core.work import Work

LONGEST, LONGEST_LETTER, LONGEST_REMARK = 60, 40, 500
LONGEST_TERM, FARTHEST = 60, timedelta(days=366)
"""Months of a term, and how far ahead one may begin."""
HOUR = 60


def entry_rules(officer: NewOfficer) -> list[Rule]:
    """What is wrong with what is entered of somebody, tidied."""
    name, telephone = identity.name_problem(officer.name), telephone_problem(officer.telephone)
    return [
        ("name", name is not None, name or ""),
        ("employer", len(officer.employer) > LONGEST, _("This has at most {n} characters.", n=LONGEST)),
        ("telephone", telephone is not None, telephone or ""),
        ("remark", len(officer.remark) > LONGEST_REMARK, _("This has at most {n} characters.", n=LONGEST_REMARK)),
    ]


def twin_rules(work: Work, officer: NewOfficer, id: int = 0) -> list[Rule]:
    """Whether the same person has another entry than ``id``."""
    twin = queries.twin(work, officer, id)
    state = twin.state.label if twin else ""
    return [("name", twin is not None, _("{name} is an officer already: “{state}”.", name=officer.name, state=state))]


def term_rules(work: Work, term: NewTerm, others: Collection[OfficerTerm], id: int = 0) -> list[Rule]:
    """What is wrong with a term, ``id`` where it is there already; ``others`` are the officer's other terms. Raises
    ``Invalid`` for days that no calendar of a centre has.
    """
    refuse_far(first=term.first, last=term.last)
    clash = next((each for each in others if each.first <= term.last and term.first <= each.until), None)
    taken = queries.whose_letter(work, term.letter, id)
    span = {"first": clash.first, "last": clash.until} if clash else {"first": term.first, "last": term.last}
    longest = Month.of(term.first).plus(LONGEST_TERM).same_day(term.first)
    return [
        ("letter", not term.letter, _("Please enter the number of the letter.")),
        ("letter", len(term.letter) > LONGEST_LETTER, _("This has at most {n} characters.", n=LONGEST_LETTER)),
        ("letter", bool(taken), _("“{letter}” is the letter of {name} already.", letter=term.letter, name=taken)),
        ("first", clash is not None, _("There is a term from {first} to {last} already.", **span)),
        ("first", term.first > work.today + FARTHEST, _("That is more than a year ahead. Please check the day.")),
        ("last", term.last < term.first, _("The last day is before the first.")),
        ("last", term.last > longest, _("A term has at most {n} months. Please check the day.", n=LONGEST_TERM)),
    ]


def usual_last_day(work: Work, first: date) -> date:
    """The last day of a term that begins on ``first``, unless another is set. Raises ``Invalid`` for a far day."""
    refuse_far(first=first)
    return Month.term_from(first, centre.rule(work, "officer_term_months"))


def visit_rules(work: Work, new: NewOfficerVisit, zones_before: Collection[int] = ()) -> list[Rule]:
    """What is wrong with a visit; ``zones_before`` are those that its sheet had before, in use or not."""
    refuse_far(day=new.day)
    here = {each.id for each in staff.everyone(work) if each.active}
    known = {each.id for each in zones.names(work)} | set(zones_before)
    places = [(each.zone_id, each.item) for each in new.scores]
    now = local(work.now)
    ahead = new.day == work.today and new.begins is not None and new.begins > now.hour * HOUR + now.minute
    accompanied, companion = new.way is VisitWay.ACCOMPANIED, new.companion_id
    bad = len(set(places)) != len(places) or any(each.score not in SCORES for each in new.scores)
    empty = not new.scores and not prose(new.remark)
    return [
        *_day_rules(work, new),
        ("begins", ahead, _("This time is still to come.")),
        ("companion_id", accompanied and companion not in here, _("Please say who went along.")),
        ("companion_id", not accompanied and companion is not None, _("Only an accompanied visit has somebody along.")),
        ("scores", bad, _("A score is 1 to 5, one for each item of a zone.")),
        ("scores", any(zone not in known for zone, _item in places), _("A zone is no longer in use.")),
        ("scores", empty, _("The sheet is empty. Please enter at least one score, or a remark.")),
        ("remark", len(new.remark.strip()) > LONGEST_REMARK, _("This has at most {n} characters.", n=LONGEST_REMARK)),
    ]


def _day_rules(work: Work, new: NewOfficerVisit) -> list[Rule]:
    """Who it was, and whether they served on that day."""
    officer = queries.find_or_none(work, new.officer_id)
    if officer is None:
        return [("officer_id", True, _("Please choose the officer."))]
    terms = queries.terms_of(work, officer.id)
    served = any(each.covers(new.day) for each in terms)
    return [
        ("day", new.day > work.today, _("This day is still to come.")),
        ("day", not served, lambda: _not_serving(work, officer, new.day)),
    ]


def _not_serving(work: Work, officer: Officer, day: date) -> str:
    day_said = date_words(day, work.today)
    if officer.first is None or officer.until is None:
        return _("{name} was not appointed yet on {day}.", name=officer.name, day=day_said)
    span = {"first": officer.first, "last": officer.until}
    return _("{name} did not serve on {day}: the term is {first} to {last}.", name=officer.name, day=day_said, **span)


def is_handed_in(work: Work, day: date) -> bool:
    """Is the month of this day with the district, so that nothing in it changes any more?"""
    month = Month.of(day)
    return not submissions.month_is_running(work, month) and submissions.find(work, month.name) is not None


def left_outside(work: Work, term: OfficerTerm, others: Collection[OfficerTerm]) -> list[Rule]:
    """What is wrong with a corrected term: a visit of the officer would lie on a day on which they did not serve."""
    terms = [term, *others]
    outside = [
        each.day
        for each in visit_queries.visits_of(work, term.officer_id)
        if not any(kept.covers(each.day) for kept in terms)
    ]
    day = date_words(min(outside), work.today) if outside else ""
    field = "last" if outside and min(outside) > term.last else "first"
    return [(field, bool(outside), _("There is a visit on {day}, which would lie outside the term.", day=day))]


def broken_off_rules(work: Work, term: OfficerTerm) -> list[Rule]:
    """What is wrong with a corrected term that was broken off: it would have been over before that."""
    broken_off = term.ended_on is not None and term.last < term.ended_on
    day = date_words(term.ended_on or term.last, work.today)
    return [("last", broken_off, _("The term was broken off on {day}. It did not end before that.", day=day))]


def correction_rules(work: Work, was: OfficerVisit, wanted: OfficerVisit) -> list[Rule]:
    """What is wrong with a corrected visit beside what is wrong with any."""
    goes = wanted.officer_id != was.officer_id and was.id in visit_queries.findings_by_visit(work)
    into = wanted.day != was.day and is_handed_in(work, wanted.day)
    return [
        ("officer_id", goes, _("What was found on this visit names the officer: they stay.")),
        ("day", into, _("The month of this day is handed in.")),
    ]
