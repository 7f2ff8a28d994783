"""``desk point``: a member's points, and whether a certificate is genuine."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.cli import base
from desk.cli.base import app
from desk.core.errors import Refused
from desk.core.words import _

points = typer.Typer(help="Red points of members, and certificates of service.")
app.add_typer(points, name="point")


@points.command()
def card(number: Annotated[str, typer.Argument(help="The member's number, as on the point card.")]) -> None:
    """What a member has, what expires when, and what happened; the name masked."""
    from desk.books.points import card as cards
    from desk.books.points import queries
    from desk.core import identity

    with base.opened() as desk, desk.read() as work:
        holder = queries.holder_by_number(work, number)
        if holder is None:
            raise Refused(_("No member has the number {number}.", number=number.strip()[:30]))
        shown = cards.card_of(work, holder.id)
    print(f"{holder.number} {identity.mask_name(holder.name)} {holder.team}: {holder.balance}")
    for each in shown.coming:
        print(_("{n} points until {day}", n=each.points, day=each.last_day.isoformat()))
    for line in shown.lines:
        print(f"{line.day} {line.kind.label} {line.amount:+d} {line.details}".rstrip())


@points.command()
def verify(
    number: Annotated[str, typer.Argument(help="The certificate's number, its hash, or 12 digits of it.")],
) -> None:
    """Whether a certificate of service is genuine, and what it has to say; ends with 1 where it is not."""
    from desk.books.points import certificates
    from desk.books.points.model import CertificateStanding
    from desk.core import identity

    with base.opened() as desk, desk.read() as work:
        verified = certificates.verify(work, number)
    made = verified.certificate
    span = f"{made.first_on}/{made.last_on}"
    who = f"{made.member_number} {identity.mask_name(made.name)}".rstrip()
    print(verified.standing.label)
    print(f"{made.number} {who} {span} {made.orders} {made.minutes}")
    print(certificates.grouped(made.hash))
    if verified.standing is CertificateStanding.ALTERED:
        raise typer.Exit(1)
