"""``desk booking``: what is booked, one more, one less; by the rules that hold at the counter."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.books.bookings.model import BookingChannel, BookingState
from desk.cli import base, choices
from desk.cli.base import app
from desk.cli.booking_words import Wanted, line_of, number_of, request_of
from desk.core.words import _

bookings = typer.Typer(help="Bookings of counters and rooms.")
app.add_typer(bookings, name="booking")
Number = Annotated[str, typer.Argument(help="Its number, like Y20261130-007.")]
What = Annotated[str, typer.Argument(help="The counter or room, by its name.")]
Person = Annotated[str, typer.Option(help="Who comes: the ID number or the whole name of a resident.")]


@bookings.command(name="list")
def show(
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD; today when left out.")] = "",
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD; the same day when left out.")] = "",
    what: Annotated[str, typer.Option(help="One counter or room.")] = "",
    state: Annotated[BookingState | None, typer.Option(help="Where they stand.", **choices.of(BookingState))] = None,
) -> None:
    """What is booked, a line each, names masked."""
    from desk.books.bookings import queries, references

    with base.opened() as desk, desk.read() as work:
        begins = base.day_of(first) if first else work.today
        span = base.span_of(begins.isoformat(), last) if last else (begins, begins)
        resource = references.resource_of(work, what) if what else None
        booked = queries.between(work, *span, *([state] if state else []))
        lines = [line_of(each) for each in booked if resource is None or each.resource_id == resource.id]
    print("\n".join(lines) or _("Nothing is booked for these days."))


@bookings.command()
def add(
    what: What,
    day: Annotated[str, typer.Argument(help="YYYY-MM-DD")],
    time: Annotated[str, typer.Argument(help="14:30, or 14:30-16:00; of a room both.")],
    person: Person = "",
    item: Annotated[str, typer.Option(help="At a counter: the service item, by its name or code.")] = "",
    party: Annotated[str, typer.Option(help="Of a room: which organisation or team.")] = "",
    contact: Annotated[str, typer.Option(help="Who speaks for it.")] = "",
    people: Annotated[int, typer.Option(min=1, help="How many come.")] = 1,
    purpose: Annotated[str, typer.Option(help="Of a room: what for.")] = "",
    telephone: Annotated[str, typer.Option(help="The person's own when left out.")] = "",
    guardian: Annotated[str, typer.Option(help="Of a child.")] = "",
    guardian_telephone: Annotated[str, typer.Option(help="Of a child.")] = "",
    channel: Annotated[
        BookingChannel, typer.Option(help="How it was asked for.", **choices.of(BookingChannel))
    ] = BookingChannel.TELEPHONE,
    waits: Annotated[bool, typer.Option("--waits", help="Onto the waiting list where there is no place.")] = False,
) -> None:
    """Book; what came of it is told, and its number stands alone on the last line."""
    from desk.books.bookings import booking

    wanted = Wanted(
        what, base.day_of(day), time, person, item, party, contact, people, purpose, telephone, guardian,
        guardian_telephone, channel, waits,
    )  # fmt: skip
    with base.opened() as desk, desk.write() as work:
        made = booking.book(work, request_of(work, wanted))
    print(line_of(made))
    print(made.number)


@bookings.command()
def cancel(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why; needed with --by-us.")] = "",
    by_us: Annotated[bool, typer.Option("--by-us", help="The centre cancels it; the person is to be rung up.")] = False,
) -> None:
    """Cancel; whoever waits for the place gets it."""
    from desk.books.bookings import booking

    with base.opened() as desk, desk.write() as work:
        done = booking.cancel(work, number_of(work, number), reason, by_us=by_us)
    print(line_of(done))
