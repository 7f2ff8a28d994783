"""``desk order``: what residents wish for, one order more, taken, done; by the rules that hold at the counter."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.books.orders.model import OrderChannel, OrderKind, OrderState, OrderUrgency
from desk.cli import base, choices
from desk.cli.base import app
from desk.cli.order_words import WantedOrder, line_of, member_of, minutes_of, new_order, order_of
from desk.core.words import _

orders = typer.Typer(help="Orders of residents.")
app.add_typer(orders, name="order")
Number = Annotated[str, typer.Argument(help="Its number, like D20261130-003.")]


@orders.command(name="list")
def show(
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD; whatever is not over when left out.")] = "",
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD; the same day when left out.")] = "",
    state: Annotated[OrderState | None, typer.Option(help="Where they stand.", **choices.of(OrderState))] = None,
) -> None:
    """The orders, a line each, names masked."""
    from desk.books.orders import queries

    with base.opened() as desk, desk.read() as work:
        if first:
            span = base.span_of(first, last or first)
            shown = queries.between(work, *span)
        else:
            shown = queries.board(work)
        lines = [line_of(each) for each in shown if state in (None, each.state)]
    print("\n".join(lines) or _("No orders."))


@orders.command()
def add(
    kind: Annotated[OrderKind, typer.Argument(help="What it is about.", **choices.of(OrderKind))],
    description: Annotated[str, typer.Argument(help="What is wished for.")],
    person: Annotated[str, typer.Option(help="Who asks: the ID number or the whole name of a resident.")] = "",
    asker: Annotated[str, typer.Option(help="Who asks, where there is no record of the person.")] = "",
    place: Annotated[str, typer.Option(help="The person's address when left out.")] = "",
    village_group: Annotated[str, typer.Option(help="The person's own when left out.")] = "",
    telephone: Annotated[str, typer.Option(help="The person's own when left out.")] = "",
    told_by: Annotated[str, typer.Option(help="Who said it for them.")] = "",
    urgency: Annotated[
        OrderUrgency, typer.Option(help="How soon.", **choices.of(OrderUrgency))
    ] = OrderUrgency.ORDINARY,
    channel: Annotated[
        OrderChannel, typer.Option(help="How it came.", **choices.of(OrderChannel))
    ] = OrderChannel.TELEPHONE,
) -> None:
    """Place an order; its number stands alone on the last line."""
    from desk.books.orders import placing

    wanted = WantedOrder(
        kind, description, person, asker, place, village_group, telephone, told_by, urgency, channel
    )  # fmt: skip
    with base.opened() as desk, desk.write() as work:
        made = placing.place(work, new_order(work, wanted))
    print(line_of(made))
    print(made.number)


@orders.command()
def take(
    number: Number, member: Annotated[str, typer.Argument(help="Who takes it: the number or the whole name.")]
) -> None:
    """Somebody who was asked takes it."""
    from desk.books.orders import answering

    with base.opened() as desk, desk.write() as work:
        taken = answering.take(work, order_of(work, number).id, member_of(work, member).id)
    print(line_of(taken))


@orders.command()
def done(
    number: Number,
    people: Annotated[list[str], typer.Argument(help="Who did it and the minutes of each, as T001:90.")],
    result: Annotated[str, typer.Option(help="What came of it; may be left out where there is a photo.")] = "",
) -> None:
    """It is done."""
    from desk.books.orders import doing

    with base.opened() as desk, desk.write() as work:
        finished = doing.finish(work, order_of(work, number).id, result, minutes_of(work, people))
    print(line_of(finished))
