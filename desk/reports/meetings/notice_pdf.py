"""The notice 会议通知 of a joint meeting, in the manner of an official paper."""

from __future__ import annotations

from reportlab.platypus import Flowable

from desk.books import centre
from desk.books.meetings import queries
from desk.books.meetings.model import Meeting
from desk.core.telephones import read_out
from desk.core.words import P_, _, listed, named, on_record, phrases
from desk.core.work import Work
from desk.reports.kit import imprint, official, paper
from desk.reports.meetings import about


@on_record()
def pdf(work: Work, meeting: Meeting) -> bytes:
    """A4 portrait: when, where, who, the agenda, and what is asked of those who come."""
    own = imprint.of(work).centre
    people = queries.people_of(work, meeting.id)
    organisations = about.organisations_of(people)
    guests = [about.asked_words(each) for each in people if each.staff_id is None and not each.organisation]
    staff = [each.name for each in people if each.staff_id is not None]
    asked = [*organisations, *guests, *([_("staff of the centre")] if staff else [])]
    story: list[Flowable] = [
        *official.title(_("Notice that the {title} is held", title=meeting.title)),
        official.address(_("To all who take part")),
        *official.paragraphs(
            _("As decided, the {title} is held. Notice is given of the following.", title=meeting.title)
        ),
        official.point(1, P_("notice of a meeting", "When"), _("{text}.", text=about.when_words(meeting))),
        official.point(2, P_("notice of a meeting", "Where"), _("{text}.", text=meeting.where)),
        official.point(3, P_("notice of a meeting", "Who"), _who(asked, meeting)),
        official.section(4, P_("notice of a meeting", "Agenda")),
        *official.numbered([_("{text}.", text=each.rstrip("。")) for each in about.agenda_lines(work, meeting)]),
        official.point(
            5,
            P_("notice of a meeting", "Please"),
            _("Come in time; who cannot come sends somebody with full powers and says so before."),
        ),
        *_contact(work, meeting),
        *official.signed(own, meeting.notified_on or work.today),
    ]
    name = _("Notice of the joint meeting {number}", number=meeting.number)
    return paper.build(story, imprint.of(work), name=name)


def _who(asked: list[str], meeting: Meeting) -> str:
    return _("{who}. It is chaired by {chair}.", who=listed(asked) or "—", chair=meeting.chair)


def _contact(work: Work, meeting: Meeting) -> list[Flowable]:
    """Whom to tell that somebody else comes, at the centre's own telephone."""
    keeper = named(P_("notice of a meeting", "Contact"), meeting.keeper)
    telephone = centre.get(work).telephone
    number = named(_("Telephone"), read_out(telephone)) if telephone else ""
    return official.paragraphs(phrases(filter(None, (keeper, number))))
