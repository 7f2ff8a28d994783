"""The ticket 取号小票 that somebody gets with a queue number."""

from __future__ import annotations

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from desk.books import centre, visits
from desk.books.visits import VisitState
from desk.books.visits.hall_settings import kind_of
from desk.core.calendar import full_moment_words
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.reports.cases.counter_form import hours_in_words
from desk.reports.kit import fonts, paper
from desk.reports.visits.ticket_size import TicketSize

ROLL_WIDTH = 80 * mm
ROLL_MARGINS = (4 * mm, 5 * mm, 8 * mm, 5 * mm)
"""Top, right, bottom, left: a thermal head prints 70 to 72 mm of the 80, and the knife stands above the last line."""
LEAST_HEIGHT = 82 * mm
"""Higher than wide, so that no printer turns it."""
LARGER = 1.7
"""Of the letters on a sheet of A5."""


@on_record()
def pdf(work: Work, visit_id: int, size: TicketSize = TicketSize.ROLL) -> bytes:
    """The number large, what it is for, how many are before it, when it was taken, when the centre is open.

    How many are before and how long it takes stand on it only while the number waits. Raises ``Refused``.
    """
    visit, scale = visits.find(work, visit_id), LARGER if size is TicketSize.A5 else 1.0
    story = _story(work, visit, scale)
    name = _("Queue ticket {number}", number=visit.label)
    if size is TicketSize.A5:
        return paper.build(story, None, name=name, size=A5, margins=paper.FORM_MARGINS)
    top, right, bottom, left = ROLL_MARGINS
    needed = sum(each.wrap(ROLL_WIDTH - left - right, 10 * ROLL_WIDTH)[1] for each in story)
    high = max(needed + top + bottom + 1 * mm, LEAST_HEIGHT)
    return paper.build(story, None, name=name, size=(ROLL_WIDTH, high), margins=ROLL_MARGINS)


def _story(work: Work, visit: visits.Visit, scale: float) -> list[Flowable]:
    def line(text: str, size: float, font: str = fonts.BODY) -> Flowable:
        return paper.paragraph(text, size=size * scale, font=font, align=TA_CENTER, lead=1.35, least=0.7)

    house, kind = centre.get(work), kind_of(work, visit.label[0])
    hours = hours_in_words(centre.opening_hours(work))
    lines = [line(text, 11.5) for text in _waiting(work, visit)]
    return [
        line(house.name, 12, fonts.BOLD),
        line(kind.label, 12) if kind else Spacer(1, 0),
        line(visit.label, 46, fonts.BOLD),
        *lines,
        Spacer(1, 2 * mm * scale),
        line(full_moment_words(visit.arrived_at), 9.5),
        line(_("Open: {hours}.", hours=hours) if hours else "", 9.5),
        line(_("Please watch the screen. Who missed a call tells the desk; no new number is needed."), 9.5),
    ]


def _waiting(work: Work, visit: visits.Visit) -> list[str]:
    waiting = [each.id for each in visits.queue(work) if each.state is VisitState.WAITING]
    if visit.id not in waiting:
        return []
    before = waiting.index(visit.id)
    wait = visits.expected_waits(work).of_visits.get(visit.id)
    ahead = _("{n} before you", n=before) if before else _("You are next")
    return [ahead, _("Wait: about {n} minutes", n=wait)] if wait else [ahead]
