"""What makes a finding right, and by when it is mended. Book and window ask the same."""

from __future__ import annotations

from datetime import date, timedelta

from desk.books import centre
from desk.books.centre import days_off
from desk.books.findings import queries
from desk.books.findings.model import (
    MOVES,
    Finding,
    FindingSeverity,
    FindingSource,
    FindingState,
    NewFinding,
    TrackedFinding,
)
from desk.books.follow_ups.model import UNDONE
from desk.books.officers import queries as officers
from desk.books.zones import queries as zones
from desk.core.errors import Rule
from desk.core.far_days import refuse_far
from desk.core.moves import require_move
from desk.core.plain_text import prose
from desk.core.words import _
from desk.core.work import Work

LONGEST_DESCRIPTION, LONGEST_REASON = 500, 300
OLDEST = timedelta(days=366)
"""Nothing is entered that was found longer ago."""
DAYS = {
    FindingSeverity.URGENT: "finding_urgent_days",
    FindingSeverity.ORDINARY: "finding_ordinary_days",
    FindingSeverity.LONG: "finding_long_days",
}
"""The rule that says within how many working days it is mended."""


def finding_rules(work: Work, new: NewFinding) -> list[Rule]:
    """What is wrong with a finding as it is entered, field by field."""
    refuse_far(found_on=new.found_on)
    return [
        ("description", not prose(new.description), _("Please say what was found, and where.")),
        ("description", len(new.description.strip()) > LONGEST_DESCRIPTION, _too_long(LONGEST_DESCRIPTION)),
        ("found_on", _is_later(work, new), _("This day has not come yet. Please enter today or an earlier day.")),
        ("found_on", _is_older(work, new), _("That is more than a year ago. Please check the day.")),
        (
            "zone",
            new.zone_id is not None and not _is_zone(work, new.zone_id),
            _("Please choose a zone that is in use."),
        ),
        *_officer_rules(work, new),
    ]


def _officer_rules(work: Work, new: NewFinding) -> list[Rule]:
    of_officer, officer = new.source is FindingSource.OFFICER, new.officer_id
    of_visit = queries.officer_of_visit(work, new.visit_id) if new.visit_id is not None else officer
    day = new.found_on or work.today
    unknown = officer is not None and officer not in {each.id for each in officers.serving_on(work, day)}
    return [
        ("officer", of_officer and officer is None, _("Please choose the officer who found it.")),
        ("officer", not of_officer and officer is not None, _("Only what an officer found names an officer.")),
        ("officer", of_visit != officer, _("This visit was another officer's.")),
        ("officer", unknown, _("Please choose an officer who served on that day.")),
    ]


def _is_later(work: Work, new: NewFinding) -> bool:
    return new.found_on is not None and new.found_on > work.today


def _is_older(work: Work, new: NewFinding) -> bool:
    return new.found_on is not None and new.found_on < work.today - OLDEST


def _is_zone(work: Work, id: int) -> bool:
    return id in {each.id for each in zones.names(work)}


def _too_long(most: int) -> str:
    return _("This has at most {n} characters.", n=most)


def reason_rules(reason: str) -> list[Rule]:
    """Why something is not taken up has to be said."""
    return [
        ("reason", not prose(reason), _("Please enter the reason.")),
        ("reason", len(reason.strip()) > LONGEST_REASON, _too_long(LONGEST_REASON)),
    ]


def require_decision(work: Work, finding: Finding, to: FindingState) -> None:
    """Raises ``Refused`` for what was decided already and ``NotAllowed``."""
    require_move(work, MOVES, finding.number, finding.state, to)


def usual_due_day(work: Work, severity: FindingSeverity) -> date:
    """By when something of this severity is mended that is accepted today."""
    return days_off.calendar(work).after(work.today, centre.rule(work, DAYS[severity]))


def takes_photos(tracked: TrackedFinding) -> bool:
    """How it looked before: until it is dismissed, or reported as mended."""
    if tracked.item is not None:
        return tracked.item.state in UNDONE
    return tracked.finding.state is FindingState.REPORTED
