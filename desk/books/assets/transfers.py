"""Where things are and who keeps them: moving, handing over, in use or idle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from desk.books.assets import cards, ledger
from desk.books.assets.model import HANDY, AssetCondition, Movement, MovementKind, ProposalState
from desk.core import identity
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.assets import proposals
from desk.models.centre import venues


@dataclass(frozen=True)
class MovementNote:
    """What is written down with a change: the day (today when None), who was there, why, and the paper's number."""

    day: date | None = None
    people: str = ""
    reason: str = ""
    paper: str = ""

    def movement(
        self,
        work: Work,
        kind: MovementKind,
        fields: Mapping[str, Any] = MappingProxyType({}),
        *,
        quantity: int = 0,
        value: int = 0,
        lent: int = 0,
        cost: int = 0,
        loan_id: int | None = None,
    ) -> Movement:
        """The movement of which this is written down. Raises ``Invalid`` for texts that are too long."""
        people, reason, paper = map(identity.one_line, (self.people, self.reason, self.paper))
        long = _("At most {n} characters, please.", n=200)
        texts = {"people": people, "reason": reason, "paper": paper}
        refuse_wrong([(name, len(text) > 200, long) for name, text in texts.items()])
        day = self.day or work.today
        return Movement(kind, day, dict(fields), quantity, value, 0, lent, cost, people, reason, paper, loan_id=loan_id)


@dataclass(frozen=True)
class AssetPlace:
    """A room, or only a zone, and the spot in it."""

    zone_id: int | None = None
    venue_id: int | None = None
    spot: str = ""


def move(work: Work, ids: Sequence[int], place: AssetPlace, note: MovementNote = MovementNote()) -> int:
    """Bring things to another place, all or none. How many were somewhere else before. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    zone = place.zone_id
    if place.venue_id is not None:
        room = select(venues.c.zone_id).where(venues.c.id == place.venue_id, venues.c.active)
        zone = work.connection.execute(room).scalar()
        refuse_wrong([("venue_id", zone is None, _("This room is no longer in use."))])
    spot = identity.one_line(place.spot)
    refuse_wrong(
        [
            ("venue_id", zone is None and not spot, _("Please choose where it goes.")),
            ("spot", len(spot) > cards.LENGTHS["spot"], _("At most {n} characters, please.", n=cards.LENGTHS["spot"])),
        ]
    )
    fields = {"zone_id": zone, "venue_id": place.venue_id, "spot": spot}
    moved = 0
    for id in ids:
        asset = cards.there(work, id)
        if fields != {"zone_id": asset.zone_id, "venue_id": asset.venue_id, "spot": asset.spot}:
            ledger.record(work, id, note.movement(work, MovementKind.MOVE, fields))
            moved += 1
    return moved


def hand_over(work: Work, ids: Sequence[int], custodian: str, note: MovementNote = MovementNote()) -> int:
    """Give things to another keeper, all or none. How many changed hands. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    name = identity.tidy_name(custodian)
    refuse_wrong(
        [
            ("custodian", not name, _("Please enter who keeps it from now on.")),
            ("custodian", len(name) > cards.LENGTHS["custodian"], _("At most {n} characters, please.", n=20)),
        ]
    )
    changed = [id for id in ids if cards.there(work, id).custodian != name]
    for id in changed:
        ledger.record(work, id, note.movement(work, MovementKind.HAND_OVER, {"custodian": name}))
    return len(changed)


def set_condition(
    work: Work, ids: Sequence[int], condition: AssetCondition, note: MovementNote = MovementNote()
) -> int:
    """In use or idle; everything else comes with lending, repair and disposal. Raises ``Refused``."""
    work.require(May.KEEP_ASSETS)
    changed = []
    for id in ids:
        asset = cards.there(work, id)
        asked = select(proposals.c.id).where(proposals.c.asset_id == id, proposals.c.state == ProposalState.ASKED.value)
        may_end = asset.condition is AssetCondition.TO_DISPOSE and not work.connection.execute(asked).first()
        if condition not in HANDY or (asset.condition not in HANDY and not may_end):
            raise Refused(
                _(
                    "{number} is “{condition}”; that ends with its own step.",
                    number=asset.number,
                    condition=asset.condition.label,
                )
            )
        if asset.condition is not condition:
            changed.append(id)
    for id in changed:
        ledger.record(work, id, note.movement(work, MovementKind.CONDITION, {"condition": condition.value}))
    return len(changed)
