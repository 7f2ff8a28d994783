"""Whether a member of a team lives with whoever asks 同一户: then the leader in charge agrees before they are sent.

By the same record, the same telephone or the same address with a house number; by the name where one of the two has no
record, who may be the same person. A household has no record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
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
    """By what people of one household are known; the address is empty where it is not that of one house."""

    resident_id: int | None
    telephones: frozenset[str]
    address: str
    name: str

    def has(self, resident_id: int | None, telephones: Iterable[str], address: str, name: str = "") -> bool:
        """Is somebody with these of the same household, or the same person? ``telephones`` as they are kept."""
        if resident_id is not None and resident_id == self.resident_id:
            return True
        if name and name == self.name and None in (resident_id, self.resident_id):
            return True
        if not self.telephones.isdisjoint(numbers_in(telephones)):
            return True
        return bool(self.address and address) and UNSEEN.sub("", address) == self.address


def numbers_in(telephones: Iterable[str]) -> Iterator[str]:
    """Each number by itself: several may stand in a row."""
    for each in telephones:
        if JOIN in each:
            yield from each.split(JOIN)
        elif each:
            yield each


def of_asker(work: Work, order: Order) -> HouseholdSigns:
    """The signs of whoever asks, by the order and by their record."""
    telephones, address = [order.telephone], order.place
    if order.resident_id is not None:
        person = residents.find(work, order.resident_id)
        telephones, address = [order.telephone, person.telephone], person.address
    bare = UNSEEN.sub("", address)
    house = bare if HOUSE.search(bare) else ""
    return HouseholdSigns(order.resident_id, frozenset(numbers_in(telephones)), house, order.resident or order.asker)


def need_agreement(work: Work, order: Order, members: Collection[int]) -> None:
    """Raises ``NotAllowed`` where some of these members live with whoever asks and nobody who may decide is signed
    in.
    """
    if work.actor.may(May.DECIDE_ORDERS):
        return
    asker = of_asker(work, order)
    names = [
        mask_name(each.name)
        for each in member_queries.whereabouts(work, members)
        if asker.has(each.resident_id, (each.telephone, each.resident_telephone), each.address, each.name)
    ]
    if names:
        raise NotAllowed(
            _(
                "{names} and whoever asks are of one household. Please ask the leader in charge to decide.",
                names=listed(names),
            )
        )
