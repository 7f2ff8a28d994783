"""The booking slip 预约单 that somebody takes home: when, where, what to bring, until when it can be cancelled."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from desk.books import centre
from desk.books.bookings.model import Booking, BookingState, ResourceKind
from desk.books.centre import rule
from desk.core import identity
from desk.core.telephones import read_out
from desk.core.words import P_, _, on_record, whole_sentences
from desk.core.work import Work
from desk.reports.bookings import about
from desk.reports.cases.counter_form import WIDTH, form, hours_in_words
from desk.reports.kit import paper


@on_record()
def pdf(work: Work, booking: Booking) -> bytes:
    """A5 landscape; name and telephone masked, as others read it on the way. Raises ``Refused`` for a booking that is
    over, cancelled or not agreed to.
    """
    about.require_to_come(booking)
    story: list[Flowable] = [
        *paper.title(_("Booking slip"), centre.get(work).name, 18),
        paper.facts(_facts(booking), WIDTH),
        *_to_bring(work, booking),
        Spacer(1, 6),
        *_how_to_come(work, booking),
        *_closing(work),
    ]
    return form(work, story, _("Booking slip {number}", number=booking.number))


def _facts(booking: Booking) -> list[tuple[str, str]]:
    pairs = [
        (_("Booking number"), booking.number),
        (_("Booked for"), about.when(booking)),
        (about.place_label(booking), booking.resource),
        about.what_for(booking),
        (P_("booking", "Booked by"), booking.who),
        (_("Contact person"), about.contact(booking)),
        (_("Telephone"), read_out(identity.mask_telephone(booking.telephone))),
        (P_("booking", "People"), str(booking.people) if booking.kind is ResourceKind.ROOM else ""),
        (P_("booking", "State"), booking.state.label),
    ]
    return [(label, value) for label, value in pairs if value]


def _to_bring(work: Work, booking: Booking) -> list[Flowable]:
    """Everything that is needed, told once and completely."""
    if booking.kind is ResourceKind.ROOM:
        return []
    materials = about.materials(work, booking)
    if not materials:
        return [Spacer(1, 6), paper.paragraph(_("Please bring your ID card; no other papers are needed."), size=11)]
    return [
        *paper.heading(_("Please bring along")),
        *(paper.paragraph(f"□ {number}. {name}", size=11) for number, name in enumerate(materials, 1)),
    ]


def _how_to_come(work: Work, booking: Booking) -> list[Flowable]:
    """What is still open, when to be there, and how to cancel."""
    stands = about.how_it_stands(booking)
    story = [paper.paragraph(stands, size=11)] if stands else []
    sentences = [about.cancel_by(work, booking)]
    if booking.kind is ResourceKind.DESK and booking.state is BookingState.BOOKED:
        minutes = rule(work, "queue_late_minutes")
        sentences.append(_("Whoever comes more than {n} minutes late is called by the time of arrival.", n=minutes))
    return [*story, paper.paragraph(whole_sentences(sentences), size=10.5)]


def _closing(work: Work) -> list[Flowable]:
    """Where the centre is, and when it is open."""
    house, hours = centre.get(work), hours_in_words(centre.opening_hours(work))
    lines = [
        _("Open: {hours}.", hours=hours) if hours else "",
        _("Address: {place}", place=house.address) if house.address else "",
    ]
    line = "　".join(filter(None, lines))
    return [Spacer(1, 4), paper.paragraph(line, size=9.5, colour=paper.GREY)] if line else []
