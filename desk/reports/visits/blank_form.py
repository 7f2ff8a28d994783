"""The registration form 登记表 to fill in by hand while there is no power; entered afterwards 补录."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desk.books.visits import Channel, letter_of
from desk.books.visits.model import label_of
from desk.core.words import P_, _, listed, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper

ROWS = 20
SIZE = landscape(A4)
MARGINS = (12 * mm, 12 * mm, 12 * mm, 12 * mm)
BLANK = "\u00a0"
ROOM = 3.6
"""Points above and below a line, so that it is high enough to write on and all twenty stand on one sheet."""


@on_record()
def pdf(work: Work, first: int | None = None) -> bytes:
    """A4 across, twenty rows. ``first``: the queue numbers from this one on are printed; else that column is empty."""
    width = paper.inner_width(SIZE, MARGINS)
    columns = (
        (_("No."), 14),
        (P_("paper", "Arrived"), 16),
        (P_("paper", "Began"), 16),
        (P_("paper", "Ended"), 16),
        (_("Name"), 24),
        (_("ID number"), 44),
        (_("Telephone"), 30),
        (_("Village group"), 18),
        (_("Item"), 0),
        (P_("visit", "Channel"), 18),
        (P_("paper", "Outcome"), 20),
        (P_("paper", "Agent, relation"), 28),
    )
    fixed = sum(wide for _heading, wide in columns) * mm
    widths = [wide * mm if wide else width - fixed for _heading, wide in columns]
    letter = letter_of(work)
    rows = [(label_of(letter, first + n) if first else BLANK, *[""] * (len(columns) - 1)) for n in range(ROWS)]
    about = _(
        "Day: ____________　Clerk: ____________　Channel: {channels}; enter what is here afterwards.",
        channels=listed(channel.label for channel in Channel),
    )
    story: list[Flowable] = [
        *paper.title(_("Registration form"), imprint.of(work).centre, 16),
        paper.paragraph(about, size=9.5),
        paper.table([heading for heading, _wide in columns], rows, widths, size=9, room=ROOM, boxed=True),
    ]
    return paper.build(story, imprint.of(work), name=_("Registration form"), size=SIZE, margins=MARGINS)
