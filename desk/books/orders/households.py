"""Whether a member of a team lives with whoever asks 同一户: then the leader in charge agrees before they are sent.

By the same record, the same telephone or the same address with a house number; a household has no record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from desk.books import residents
from desk.books.orders import member_queries
from desk.books.orders.model import Order
from desk.core.errors import NotAllowed
from desk.core.identity import mask_name
from desk.core.permissions import May
from desk.core.telephones import JOIN
from desk.core.words import _, listed
from desk.core.work import Work

UNSEEN = re.compile(r"[\s,，、()（）\-—]")
HOUSE = re.compile(r"\d|号|室|栋|幢")
"""What makes an address that of one house: a village or its group alone is that of hundreds."""


@dataclass(frozen=True)
class HouseholdSigns:
    """By what people of one household are known."""

    resident_id: int | None
    telephones: frozenset[str]
    address: str

    def shares(self, other: HouseholdSigns) -> bool:
        """Is it the same household, or the same person?"""
        return (
            (self.resident_id is not None and self.resident_id == other.resident_id)
            or bool(self.telephones & other.telephones)
            or (bool(self.address) and self.address == other.address)
        )


def signs_of(resident_id: int | None, telephones: Collection[str], address: str) -> HouseholdSigns:
    """``telephones`` as they are kept, each perhaps several in a row."""
    bare = UNSEEN.sub("", address)
    numbers = frozenset(number for each in telephones for number in each.split(JOIN) if number)
    return HouseholdSigns(resident_id, numbers, bare if HOUSE.search(bare) else "")


def of_asker(work: Work, order: Order) -> HouseholdSigns:
    """The signs of whoever asks, by the order and by their record."""
    if order.resident_id is None:
        return signs_of(None, (order.telephone,), order.place)
    person = residents.find(work, order.resident_id)
    return signs_of(order.resident_id, (order.telephone, person.telephone), person.address)


def members_of(work: Work, order: Order) -> dict[int, str]:
    """The members of teams who live with whoever asks: their names by their ids."""
    asker = of_asker(work, order)
    return {
        each.id: each.name
        for each in member_queries.whereabouts(work)
        if asker.shares(signs_of(each.resident_id, (each.telephone, each.resident_telephone), each.address))
    }


def need_agreement(work: Work, order: Order, members: Collection[int]) -> None:
    """Raises ``NotAllowed`` where some of these members live with whoever asks and nobody who may decide is signed
    in.
    """
    if work.actor.may(May.DECIDE_ORDERS):
        return
    related = members_of(work, order)
    names = [mask_name(name) for id, name in related.items() if id in members]
    if names:
        raise NotAllowed(
            _(
                "{names} and whoever asks are of one household. Please ask the leader in charge to decide.",
                names=listed(names),
            )
        )
