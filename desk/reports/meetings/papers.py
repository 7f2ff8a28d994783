"""The papers of joint meetings 联席会议: notice, sign-in sheet, minutes."""

from __future__ import annotations

from desk.books.meetings import queries
from desk.books.meetings.model import Meeting, MeetingState
from desk.core.errors import Refused
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def meeting_of(work: Work, number: str) -> Meeting:
    """The meeting with this number. Raises ``Refused``."""
    wanted = number.strip().upper()
    meeting = next((each for each in queries.search(work, wanted, 9) if each.number == wanted), None)
    if meeting is None:
        raise Refused(_("There is no joint meeting with the number {number}.", number=number))
    return meeting


def lately_issued(work: Work) -> str:
    """The number of the last one whose minutes are out, else of the last one, for the demo."""
    there = [each for year in queries.years(work) for each in reversed(queries.of_year(work, year))]
    issued = [each for each in there if each.state is MeetingState.ISSUED]
    return (issued or there)[0].number


def to_come(work: Work) -> str:
    """The number of the next one, else of the last one, for the demo."""
    there = queries.not_over(work)
    return there[0].number if there else lately_issued(work)


PAPERS = (
    Paper(
        "meeting",
        N_("Minutes of the joint meeting"),
        "The minutes of a joint meeting as an official paper: who came, what was said, who does what by when.",
        {Format.PDF: Maker("desk.reports.meetings.minutes_pdf:pdf")},
        takes=(Input("number", InputKind.TEXT, "Its number.", resolve=meeting_of, sample=lately_issued),),
        permission=May.SERVE,
    ),
    Paper(
        "meeting-notice",
        N_("Notice of the joint meeting"),
        "When and where it is held, who is asked, and its agenda.",
        {Format.PDF: Maker("desk.reports.meetings.notice_pdf:pdf")},
        takes=(Input("number", InputKind.TEXT, "Its number.", resolve=meeting_of, sample=to_come),),
        permission=May.SERVE,
    ),
    Paper(
        "meeting-sign-in",
        N_("Sign-in sheet of the joint meeting"),
        "Everybody who is asked, with room to sign, and lines for who comes without.",
        {Format.PDF: Maker("desk.reports.meetings.sign_in_pdf:pdf")},
        takes=(Input("number", InputKind.TEXT, "Its number.", resolve=meeting_of, sample=to_come),),
        permission=May.SERVE,
    ),
)
