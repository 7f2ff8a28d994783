"""The papers of bookings 预约: what is handed out, what hangs at a door, and lists."""

from __future__ import annotations

from datetime import date

from desk.books.bookings import queries, references
from desk.books.bookings.model import TO_COME, Booking, Resource, ResourceKind
from desk.core.errors import Refused
from desk.core.paper_kinds import PaperKind
from desk.core.permissions import May
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.activities.formats import PaperSize
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def booking_of(work: Work, number: str) -> Booking:
    """The booking with this number. Raises ``Refused``."""
    return references.booking_of(work, number)


def booking_or_blank(work: Work, number: str) -> Booking | None:
    """The booking with this number, or none for a blank form. Raises ``Refused``."""
    return references.booking_of(work, number) if number else None


def resource_or_all(work: Work, name: str) -> Resource | None:
    """The counter or room of that name, or all of them. Raises ``Invalid``."""
    return references.resource_of(work, name) if name else None


def room_or_all(work: Work, name: str) -> Resource | None:
    """The room of that name, or all rooms. Raises ``Invalid``, and ``Refused`` for a counter."""
    resource = resource_or_all(work, name)
    if resource is not None and resource.kind is not ResourceKind.ROOM:
        raise Refused(_("“{name}” is no room.", name=resource.name))
    return resource


def day_or_today(work: Work, day: date | None) -> date:
    """The day that was asked for, else today."""
    return day or work.today


def next_booked(work: Work) -> str:
    """The number of a booking that is still to come, for the demo."""
    ahead = queries.in_states(work, TO_COME)
    return max(ahead, key=lambda each: (each.kind is ResourceKind.DESK, each.begins_at)).number


def day_input() -> Input:
    """The day of a list; today when left out."""
    return Input(
        "day", InputKind.DAY, "Which day, YYYY-MM-DD; today when left out.", default=None, resolve=day_or_today
    )


PAPERS = (
    Paper(
        "booking-slip",
        N_("Booking slip"),
        "What somebody takes home of a booking; as text to paste into a message.",
        {
            Format.PDF: Maker("desk.reports.bookings.slip_pdf:pdf"),
            Format.TXT: Maker("desk.reports.bookings.slip_txt:text"),
        },
        takes=(Input("number", InputKind.TEXT, "The booking's number.", resolve=booking_of, sample=next_booked),),
        permission=May.SERVE,
        kind=PaperKind.RECEIPT,
    ),
    Paper(
        "door-list",
        N_("Bookings of a day"),
        "Who comes on a day, masked, with a box to tick, by counter and room.",
        {Format.PDF: Maker("desk.reports.bookings.door_list_pdf:pdf")},
        takes=(
            day_input(),
            Input("what", InputKind.TEXT, "One counter or room.", default="", resolve=resource_or_all),
        ),
        permission=May.SERVE,
    ),
    Paper(
        "room-timetable",
        N_("Room timetable"),
        "The week of a day, days by hours, a page for each room: bookings, activities, closures.",
        {Format.PDF: Maker("desk.reports.bookings.timetable_pdf:pdf")},
        takes=(
            day_input(),
            Input("paper", InputKind.CHOICE, "The size of the paper.", default=PaperSize.A4, choices=PaperSize),
            Input("room", InputKind.TEXT, "One room.", default="", resolve=room_or_all),
        ),
        permission=May.SERVE,
    ),
    Paper(
        "room-form",
        N_("Application for a room"),
        "The form by which a room is asked for, filled from a booking, or blank.",
        {Format.PDF: Maker("desk.reports.bookings.room_form_pdf:pdf")},
        takes=(
            Input(
                "number",
                InputKind.TEXT,
                "The booking's number; a blank form when left out.",
                default="",
                resolve=booking_or_blank,
            ),
        ),
        permission=May.SERVE,
    ),
    Paper(
        "free-times",
        N_("Times that can be booked"),
        "What is free, as text to paste into a group.",
        {Format.TXT: Maker("desk.reports.bookings.free_times_txt:text")},
        takes=(
            day_input(),
            Input("days", InputKind.POSITION, "How many days from then on.", default=7),
            Input("what", InputKind.TEXT, "One counter or room.", default="", resolve=resource_or_all),
        ),
        permission=May.SERVE,
    ),
    Paper(
        "bookings",
        N_("Overview of bookings"),
        "All bookings of a span, masked.",
        {Format.XLSX: Maker("desk.reports.bookings.list_workbook:xlsx")},
        takes=(Input("span", InputKind.SPAN),),
        permission=May.SEE_FIGURES,
    ),
)
