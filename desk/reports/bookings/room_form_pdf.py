"""The application for a room 场地使用申请表: filled from what was asked for, or blank."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books.bookings import queries
from desk.books.bookings.model import Booking, BookingState, ResourceKind
from desk.core import identity
from desk.core.calendar import full_moment_words
from desk.core.errors import Refused
from desk.core.telephones import read_out
from desk.core.words import P_, _, clauses, on_record
from desk.core.work import Work
from desk.reports.bookings import about
from desk.reports.kit import imprint, paper
from desk.reports.kit.writing_box import writing_box

BLANK = "\u00a0"


@on_record()
def pdf(work: Work, booking: Booking | None = None) -> bytes:
    """A4 portrait, to be signed by who asks, the leader in charge and whoever takes the room back. Raises ``Refused``
    for a booking at a counter.
    """
    if booking is not None and booking.kind is not ResourceKind.ROOM:
        raise Refused(_("{number} is no booking of a room; this form is not for it.", number=booking.number))
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    story: list[Flowable] = [
        *paper.title(_("Application for a room"), imprint.of(work).centre),
        paper.facts(_facts(booking), width),
        *paper.heading(P_("booking", "Purpose")),
        writing_box(_purpose(booking), width, 34),
        *paper.heading(_("The applicant's promise")),
        *_promise(width),
        *paper.heading(_("Opinion of the leader in charge")),
        writing_box(_decision(work, booking), width, 40, signed=True),
        *paper.heading(_("Taken back after use")),
        writing_box(_taken_back(), width, 34, signed=True),
    ]
    name = _("Application for a room {number}", number=booking.number) if booking else _("Application for a room")
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def _facts(booking: Booking | None) -> list[tuple[str, str]]:
    """Labels and what is known of them; a line to write on where nothing is."""
    labels = (
        _("Booking number"),
        P_("booking", "Asked for at"),
        P_("booking", "Applicant"),
        _("Contact person"),
        _("Telephone"),
        P_("booking", "People"),
        _("Venue"),
        P_("booking", "Time of use"),
    )
    values = [BLANK + "\n" + BLANK] * len(labels) if booking is None else _values(booking)
    return list(zip(labels, values, strict=True))


def _values(booking: Booking) -> list[str]:
    return [
        booking.number,
        full_moment_words(booking.made_at),
        booking.who,
        about.contact(booking),
        read_out(identity.mask_telephone(booking.telephone)),
        str(booking.people),
        booking.resource,
        about.when(booking),
    ]


def _purpose(booking: Booking | None) -> str:
    return about.what_for(booking)[1] if booking else ""


def _promise(width: float) -> list[Flowable]:
    sentence = _(
        "The room is used at the time and for the purpose named above, not for business; equipment is treated with "
        "care, the room is left as it was found, with lights, water and electricity off and windows shut; what is "
        "broken is made good."
    )
    roles = (_("Applicant (signature, seal)"), _("Date"))
    return [paper.paragraph(sentence, size=10.5), Spacer(1, 2), *paper.signatures(*roles, width=width)]


def _decision(work: Work, booking: Booking | None) -> str:
    """What was decided, by whom and when; empty while nobody has, and where nobody had to."""
    if booking is None:
        return ""
    moves = queries.moves_of(work, booking.id)
    if not any(move.state is BookingState.HELD for move in moves):
        return ""
    decided = next((move for move in moves if move.state in (BookingState.BOOKED, BookingState.REFUSED)), None)
    if decided is None:
        return ""
    agreed = P_("decision", "Agreed") if decided.state is BookingState.BOOKED else P_("decision", "Not agreed")
    return clauses(filter(None, (agreed, decided.remark, decided.who, full_moment_words(decided.at))))


def _taken_back() -> str:
    return _("Room and equipment in good order □　　Damage or loss □, namely:")
