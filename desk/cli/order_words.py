"""What is typed of an order on the command line as the book takes it, and how an order is told there."""

from __future__ import annotations

from dataclasses import dataclass

from desk.books.orders import queries
from desk.books.orders.model import NewOrder, Order, OrderChannel, OrderKind, OrderUrgency
from desk.books.teams import queries as teams
from desk.books.teams.model import Member
from desk.core.errors import Invalid, Problem, Refused
from desk.core.words import _
from desk.core.work import Work

ID_DIGITS = 6
"""What has so many digits in it is the number of somebody's papers, and no name."""


@dataclass(frozen=True)
class WantedOrder:
    """As it was typed."""

    kind: OrderKind
    description: str
    person: str
    asker: str
    place: str
    village_group: str
    telephone: str
    told_by: str
    urgency: OrderUrgency
    channel: OrderChannel


def new_order(work: Work, wanted: WantedOrder) -> NewOrder:
    """Raises ``Invalid`` for a person who is not known."""
    return NewOrder(
        wanted.kind,
        wanted.description,
        wanted.place,
        wanted.village_group,
        _person(work, wanted.person),
        wanted.asker,
        wanted.told_by,
        wanted.telephone,
        wanted.channel,
        wanted.urgency,
    )


def _person(work: Work, said: str) -> int | None:
    """A resident by ID number or name; None where nobody is named."""
    from desk.books.bookings import references

    if not said.strip():
        return None
    is_number = sum(letter.isdigit() for letter in said) >= ID_DIGITS
    return references.person_of(work, "", said) if is_number else references.person_of(work, said)


def order_of(work: Work, number: str) -> Order:
    """The order with this number. Raises ``Refused``."""
    order = queries.by_number(work, number.strip().upper())
    if order is None:
        raise Refused(_("There is no order with the number {number}.", number=number))
    return order


def member_of(work: Work, said: str) -> Member:
    """A member of a team by number, or by the whole name where only one has it. Raises ``Invalid``."""
    known = teams.member_by_number(work, said)
    if known is not None:
        return known
    named = [each for each in teams.active_members(work) if each.name == said.strip()]
    if len(named) != 1:
        raise Invalid(Problem("member", _("Please enter the number of a member, or a name that only one has.")))
    return named[0]


def minutes_of(work: Work, said: list[str]) -> dict[int, int]:
    """Members with their minutes, as “T001:90”. Raises ``Invalid``."""
    minutes = {}
    for each in said:
        who, _colon, typed = each.replace("：", ":").rpartition(":")
        if not typed.strip().isdecimal() or not who:
            raise Invalid(Problem("people", _("Please enter a member and the minutes, as T001:90.")))
        minutes[member_of(work, who).id] = int(typed)
    return minutes


def line_of(order: Order) -> str:
    """Number, day, kind, who (masked), what, who has it, state: in one line."""
    owner = " ".join(filter(None, (order.team, order.member)))
    wish = order.masked(order.description)
    parts = (order.number, f"{order.day}", order.kind.label, order.who, wish, owner, order.state.label)
    return "　".join(" ".join(part.split()) for part in parts if part)
