"""The word of the experience officer 体验官意见 who checks a follow-up and has no sign-in: who asks for it, how it was
given, and from which day on a leader in charge checks in their stead 代复核.
"""

from __future__ import annotations

from datetime import date, timedelta

from desk.books import centre
from desk.books.centre import days_off
from desk.books.follow_ups import queries
from desk.books.follow_ups.model import OFFICERS_OWN, FollowUp, FollowUpState, OfficerMeans
from desk.core.calendar import date_words
from desk.core.errors import Rule
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work


def not_the_askers(work: Work, item: FollowUp) -> str:
    """Why the signed-in person does not ask the officer: the checker does, or any leader; never who did it."""
    if work.actor.id in queries.doers(work, item):
        return _("Whoever had a part in it does not check it: somebody else closes {number}.", number=item.number)
    if work.actor.id == item.checker_id or work.actor.may(May.SUPERVISE):
        return ""
    return _(
        "{number} is checked by the officer {officer}; {checker} or a leader in charge asks them.",
        number=item.number,
        officer=item.officer,
        checker=item.checker,
    )


def stead_from(work: Work, item: FollowUp) -> date | None:
    """From which day on a leader in charge may check in the officer's stead: at once where the officer serves no more,
    some working days after it was reported as done, and what was closed in their stead at once; None where the officer
    alone can say it.
    """
    if not item.officer_serves(work.today):
        return work.today
    if item.state is FollowUpState.DONE:
        reported = queries.reported_on(work, item.id)
        assert reported is not None
        return days_off.calendar(work).after(reported, centre.rule(work, "follow_up_stead_days"))
    if item.state is FollowUpState.CLOSED and queries.was_closed_in_stead(work, item.id):
        return work.today
    return None


def workdays_before(work: Work, workdays: int) -> date:
    """The last day since which so many working days have passed, today counted."""
    day, calendar = work.today, days_off.calendar(work)
    while workdays > 0:
        workdays -= calendar.is_workday(day)
        day -= timedelta(days=1)
    return day


def stead_since(work: Work) -> date:
    """What was reported as done on this day or before, a leader in charge may check today in the officer's stead."""
    return workdays_before(work, centre.rule(work, "follow_up_stead_days"))


def why_no_stead(work: Work, item: FollowUp) -> str:
    """Why the signed-in person does not check in the officer's stead now; empty where they do."""
    if not work.actor.may(May.SUPERVISE):
        return _("Only a leader in charge checks in the officer's stead.")
    day = stead_from(work, item)
    if day is None:
        return _("This takes the word of the officer {officer}.", officer=item.officer)
    if work.today < day:
        return _(
            "The officer {officer} is asked first: a leader in charge checks in their stead from {day} on.",
            officer=item.officer,
            day=date_words(day, work.today),
        )
    return ""


def means_allowed(work: Work, item: FollowUp) -> set[OfficerMeans]:
    """How it can be said now: the officer's own word while they serve, or in their stead."""
    own = set(OFFICERS_OWN) if item.officer_serves(work.today) else set()
    return own if why_no_stead(work, item) else own | {OfficerMeans.STEAD}


def word_rules(work: Work, item: FollowUp, means: OfficerMeans) -> list[Rule]:
    """What is wrong with how the officer's word is said to have been given."""
    if item.officer_id is None:
        return [("means", means is not OfficerMeans.NONE, _("No officer checks {number}.", number=item.number))]
    missing = _("Please say how the officer {officer} said so.", officer=item.officer)
    if not item.officer_serves(work.today):
        gone = _(
            "The officer {officer} serves no more: a leader in charge checks in their stead.", officer=item.officer
        )
        return [("means", means is not OfficerMeans.STEAD or not work.actor.may(May.SUPERVISE), gone)]
    refusal = why_no_stead(work, item) if means is OfficerMeans.STEAD else ""
    return [("means", means is OfficerMeans.NONE, missing), ("means", bool(refusal), refusal)]
