"""The sign-in sheet 签到表 of a joint meeting, to be signed by hand; afterwards with who came."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books.meetings import queries
from desk.books.meetings.model import Meeting, MeetingPerson, Presence
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.meetings import about

SHARES = (7, 34, 18, 18, 26, 24)
MORE = 4
"""Empty lines for who comes without having been asked."""
ROOM = 7
"""Points above and below the words of a row, to sign in."""


@on_record()
def pdf(work: Work, meeting: Meeting) -> bytes:
    """A4 portrait; every page repeats the heading of the table."""
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    people = queries.people_of(work, meeting.id)
    facts = [
        (P_("joint meeting", "Number"), meeting.number),
        (P_("joint meeting", "Title"), meeting.title),
        (P_("joint meeting", "Day"), about.when_words(meeting)),
        (P_("joint meeting", "Place"), meeting.where),
        (P_("joint meeting", "Chair"), meeting.chair),
        (P_("joint meeting", "Minutes by"), meeting.keeper),
    ]
    headings = [
        P_("agenda", "No."),
        P_("person at a meeting", "Organisation"),
        _("Name"),
        P_("person at a meeting", "Position"),
        P_("person at a meeting", "Signature"),
        P_("person at a meeting", "Presence"),
    ]
    rows = [_row(n, each) for n, each in enumerate(people, 1)]
    rows += [[str(len(people) + n), "", "", "", "", ""] for n in range(1, MORE + 1)]
    unit = width / sum(SHARES)
    story: list[Flowable] = [
        *paper.title(_("Sign-in sheet of the joint meeting"), imprint.of(work).centre),
        paper.facts(facts, width),
        Spacer(1, 10),
        paper.table(headings, rows, [share * unit for share in SHARES], 10.5, ROOM, boxed=True),
    ]
    name = _("Sign-in sheet of the joint meeting {number}", number=meeting.number)
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def _row(n: int, person: MeetingPerson) -> list[str]:
    presence = "" if person.presence is Presence.INVITED else person.presence_words
    return [str(n), person.belongs_to, person.name, person.position, "", presence]
