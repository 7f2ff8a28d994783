"""The list to sign at the door 报名与签到表: who signed up, with room for signatures and for those who just come."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.books.activities import queries, signups
from desk.books.activities.model import Activity, SignUpState
from desk.books.activities.signups import SignUp
from desk.core import identity
from desk.core.calendar import day_words, full_date_words, weekday_words
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper

EMPTY_ROWS = 8
BLANK = "\u00a0"
ROOM = 7
"""Points above and below the words of a line, so that it is high enough to sign on."""


@on_record()
def pdf(work: Work, activity_id: int) -> bytes:
    """A4 portrait; telephones are masked, because the list lies on a table."""
    activity = queries.find(work, activity_id)
    everyone = signups.all_of(work, activity_id)
    placed = [_row(each) for each in everyone if each.standing is SignUpState.CONFIRMED]
    waiting = [_row(each) for each in everyone if each.standing is not SignUpState.CONFIRMED]
    walk_ups = [("", _("walk-up") if n == 0 else BLANK, "", "", "", "") for n in range(EMPTY_ROWS)]
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    headings = (_("No."), _("Name"), _("Age"), _("Telephone"), _("Guardian"), _("Signature"))
    widths = (12 * mm, 30 * mm, 14 * mm, 34 * mm, 46 * mm, width - 136 * mm)
    story: list[Flowable] = [
        *paper.title(activity.title, _("Sign-up and attendance list"), size=18),
        paper.facts(_facts(work, activity), width),
    ]
    signed = paper.table(headings, [*placed, *walk_ups], widths, size=11, room=ROOM, boxed=True)
    story += [*paper.heading(_("Has a place")), signed]
    if waiting:
        story += [
            *paper.heading(_("On the waiting list")),
            paper.table(headings, waiting, widths, size=11, room=ROOM, boxed=True),
        ]
    name = _("{title} {day} sign-up list", title=activity.title, day=day_words(activity.day))
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def _row(each: SignUp) -> tuple[str, ...]:
    guardian = f"{identity.mask_text(each.guardian)} {identity.mask_telephone(each.guardian_telephone)}"
    age, telephone = "" if each.age is None else str(each.age), identity.mask_telephone(each.telephone)
    return str(each.place), each.name, age, telephone, guardian if each.guardian else "", ""


def _facts(work: Work, activity: Activity) -> list[tuple[str, str]]:
    return [
        (_("Time"), f"{full_date_words(activity.day)} {weekday_words(activity.day)} {activity.times}"),
        (_("Place"), activity.where),
        (_("Person responsible"), activity.responsible),
        (_("Organiser"), activity.held_by or imprint.of(work).centre),
        (_("Audience"), activity.audience),
        (P_("activity", "Places"), str(activity.capacity or _("no limit"))),
    ]
