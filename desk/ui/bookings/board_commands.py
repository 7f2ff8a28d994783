"""What can be done on the day board with a time, with another day and with a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.books.bookings.model import BookingState
from desk.core.permissions import May
from desk.core.words import N_, NP_
from desk.ui.shell.commands import Command, Commands

if TYPE_CHECKING:
    from desk.ui.bookings.board_page import DayBoardPage

SERVE = May.SERVE


def of_day(page: DayBoardPage) -> Commands:
    """What is about a time, or another day."""
    new, unmet = N_("New booking at the chosen time"), N_("Asked for, but no place: count it")
    opening = N_("Book the chosen time, or open the booking")
    views = (page.grid, page.list)
    return (
        Command("F2", new, page.new, N_("New booking"), "primary", may=SERVE),
        Command("F3", N_("Go to the board"), page.grid.setFocus, repeats=True),
        Command("F4", unmet, page.note_unmet, NP_("booking", "No place"), may=SERVE),
        Command("Enter", opening, page.open_chosen, NP_("booking", "Open"), of=views),
        Command("Alt+←/→", N_("The day before or after"), inside=page),
    )


def of_booking(page: DayBoardPage) -> Commands:
    """What is about the chosen booking, as far as its state allows it."""
    booked, been, missed = BookingState.BOOKED, BookingState.ARRIVED, BookingState.MISSED
    arrive, cancel = N_("The person is here"), N_("Cancel the booking")
    to_move, to_come = page.chosen_in(booked, BookingState.HELD), page.chosen_in(booked, missed, today=True)
    to_cancel = page.chosen_in(booked, BookingState.HELD, BookingState.WAITING)
    here, to_take_back = page.chosen_in(been), page.chosen_in(been, missed)
    move, finish = N_("Choose another time for the booking"), N_("It is over: the room is free again")
    back = N_("Take back that somebody is here or did not come, or that you counted somebody")
    return (
        Command("Space", arrive, page.arrive, NP_("booking", "Here"), may=SERVE, inside=page.area, enabled=to_come),
        Command("F6", move, page.move_chosen, NP_("booking", "Move"), may=SERVE, enabled=to_move),
        Command(
            "F7",
            finish,
            page.finish,
            NP_("booking", "Finish"),
            may=SERVE,
            enabled=lambda: here() and page.is_room,
        ),
        Command(
            "F8",
            back,
            page.take_back,
            NP_("booking", "Take back"),
            may=SERVE,
            enabled=lambda: page.counted is not None or to_take_back(),
            repeats=True,
        ),
        Command(
            "Delete",
            cancel,
            page.cancel,
            NP_("booking", "Cancel"),
            may=SERVE,
            inside=page.area,
            enabled=to_cancel,
        ),
    )
