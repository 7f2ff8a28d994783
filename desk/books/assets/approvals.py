"""What needs a manager: disposals, revaluations, and the differences that a stocktake found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update

from desk.books.assets import cards, ledger, queries
from desk.books.assets.model import (
    DISPOSALS,
    KINDS,
    ON_PAPER,
    Asset,
    AssetCondition,
    Movement,
    MovementKind,
    ProposalState,
)
from desk.core import identity
from desk.core.errors import Refused, refuse_wrong
from desk.core.money import yuan
from desk.core.permissions import May
from desk.core.words import _, listed
from desk.core.work import Work
from desk.models.assets import assets, proposals
from desk.models.staff import staff


@dataclass(frozen=True)
class Proposal:
    """``content`` is what would be booked: quantity, value in fen, or columns of the card; ``of`` is how many there
    were when asked.
    """

    id: int
    asset: Asset
    kind: MovementKind
    state: ProposalState
    day: date
    content: Mapping[str, Any]
    reason: str
    paper: str
    answer: str
    stocktake_id: int | None
    asked_by: str
    asked_at: datetime
    decided_by: str

    @property
    def summary(self) -> str:
        """What would happen, in a line."""
        return SAID[self.kind](self) if self.kind in SAID else self.kind.label


def _value_words(proposal: Proposal) -> str:
    from desk.core.money import yuan

    return _("New value {value} yuan", value=yuan(proposal.content["value"]))


def _move_words(proposal: Proposal) -> str:
    return _("To {place}", place=proposal.content.get("room", ""))


def _count_words(proposal: Proposal) -> str:
    return _(
        "{n} pieces counted instead of {was}",
        n=proposal.content["of"] + proposal.content["quantity"],
        was=proposal.content["of"],
    )


def _disposal_words(proposal: Proposal) -> str:
    many, there = proposal.content["quantity"], proposal.content["of"]
    return (
        proposal.kind.label if many == there else _("{kind}: {n} of {all}", kind=proposal.kind.label, n=many, all=there)
    )


SAID: dict[MovementKind, Callable[[Proposal], str]] = {
    MovementKind.REVALUE: _value_words,
    MovementKind.MOVE: _move_words,
    MovementKind.STOCKTAKE: _count_words,
    **dict.fromkeys(DISPOSALS, _disposal_words),
}


def propose_disposal(
    work: Work,
    id: int,
    kind: MovementKind,
    quantity: int,
    reason: str,
    *,
    paper: str = "",
    stocktake_id: int | None = None,
) -> int:
    """Ask a manager to let a thing go. Until the answer it is 待处置 (when all of it is to go). The proposal's id.

    Raises ``Invalid``; ``Refused`` for what is lent, asked for already, or has parts that would stay.
    """
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    if kind not in DISPOSALS:
        raise ValueError(kind)
    if asset.lent:
        raise _lent_out(asset)
    _refuse_twice(work, asset)
    if quantity == asset.quantity:
        _refuse_parts(work, asset)
    refuse_wrong(
        [
            ("quantity", not 1 <= quantity <= asset.quantity, _("Between 1 and {n} pieces can go.", n=asset.quantity)),
            ("reason", not reason.strip(), _("Please enter why it goes.")),
        ]
    )
    content = {"quantity": quantity, "was": asset.condition.value}
    proposal = _ask(work, asset, kind, content, reason, paper, stocktake_id)
    if quantity == asset.quantity:
        fields = {"condition": AssetCondition.TO_DISPOSE.value}
        sentence = _("Proposed: {kind}. {reason}", kind=kind.label, reason=reason.strip())
        ledger.record(work, id, Movement(MovementKind.CONDITION, work.today, fields, reason=sentence))
    return proposal


def _lent_out(asset: Asset) -> Refused:
    names = {"number": asset.number, "name": asset.name}
    return Refused(_("{number} {name} is lent out. It has to come back before it can go.", **names))


def _refuse_parts(work: Work, asset: Asset) -> None:
    parts = queries.page(work, queries.AssetFilter(parent_id=asset.id))
    if parts:
        named = listed(part.number for part in parts[:3])
        raise Refused(_("Parts belong to it: {named}. Please take them off or let them go first.", named=named))


def propose_value(work: Work, id: int, value: int, reason: str, *, paper: str = "") -> int:
    """Ask a manager for another original value, in fen. Raises ``Invalid`` and ``Refused``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    _refuse_twice(work, asset)
    charged = ledger.state_of(work, id).worth(work.today).depreciated
    refuse_wrong(
        [
            ("value", value < 0, _("The value is 0 or more.")),
            ("value", value > cards.MOST_VALUE, _("This value is too large. Please check it.")),
            ("value", value == asset.value, _("This is the value that it has already.")),
            (
                "value",
                0 <= value < charged,
                _("This is less than what is depreciated already ({value} yuan).", value=yuan(charged)),
            ),
            ("reason", not reason.strip(), _("Please enter why the value changes.")),
        ]
    )
    return _ask(work, asset, MovementKind.REVALUE, {"value": value}, reason, paper)


def propose_change(
    work: Work, id: int, kind: MovementKind, content: Mapping[str, Any], reason: str, stocktake_id: int
) -> int:
    """A stocktake's difference: another place (``fields`` and ``room``), condition, or number of pieces."""
    work.require(May.KEEP_ASSETS)
    return _ask(work, cards.there(work, id), kind, content, reason, "", stocktake_id)


def _refuse_twice(work: Work, asset: Asset) -> None:
    asked = select(proposals.c.id).where(
        proposals.c.asset_id == asset.id,
        proposals.c.state == ProposalState.ASKED.value,
        proposals.c.kind != MovementKind.MOVE.value,
    )
    if work.connection.execute(asked).first():
        raise Refused(_("Something is proposed for {number} already; it waits for the manager.", number=asset.number))


def _ask(
    work: Work,
    asset: Asset,
    kind: MovementKind,
    content: Mapping[str, Any],
    reason: str,
    paper: str,
    stocktake_id: int | None = None,
) -> int:
    row = {
        "asset_id": asset.id,
        "kind": kind.value,
        "state": ProposalState.ASKED.value,
        "day": work.today,
        "content": {**content, "of": asset.quantity},
        "reason": identity.one_line(reason)[:200],
        "paper": identity.one_line(paper)[:60],
        "stocktake_id": stocktake_id,
        "asked_by": work.actor.id,
        "asked_at": work.now,
    }
    id = work.add(proposals, row)
    work.audit("asset.propose", f"asset_proposals:{id}", after={"asset": asset.id, "kind": kind.value})
    return id


def agree(work: Work, id: int, *, answer: str = "", paper: str = "") -> None:
    """Book what was proposed. Disposals and revaluations need a paper number. Raises ``Invalid`` and ``Refused``."""
    work.require(May.APPROVE_ASSETS)
    proposal = _open(work, id)
    paper = identity.one_line(paper) or proposal.paper
    needs = proposal.kind in ON_PAPER
    refuse_wrong([("paper", needs and not paper, _("Please enter the number of the paper that approves it."))])
    if proposal.asset.is_gone:
        raise Refused(_("{number} is gone already.", number=proposal.asset.number))
    ledger.record(work, proposal.asset.id, _movement(work, proposal, paper), proposal_id=proposal.id)
    _decide(work, proposal, ProposalState.AGREED, answer, paper)


def _movement(work: Work, proposal: Proposal, paper: str) -> Movement:
    """What is booked when a proposal is agreed to."""
    asset = proposal.asset
    common: dict[str, Any] = {"reason": proposal.reason, "paper": paper}
    charged = ledger.state_of(work, asset.id).worth(work.today).depreciated
    if proposal.kind is MovementKind.REVALUE:
        return Movement(proposal.kind, work.today, {}, value=proposal.content["value"] - asset.value, **common)
    if proposal.kind is MovementKind.STOCKTAKE:
        change = proposal.content["quantity"]
        if change <= -asset.quantity or change == 0:
            raise Refused(_("{number} has changed since the stocktake; please look at it again.", number=asset.number))
        value, moved = (
            -cards.share(whole, -change, asset.quantity) if change < 0 else 0 for whole in (asset.value, charged)
        )
        return Movement(proposal.kind, work.today, {}, change, value, moved, **common)
    if proposal.kind not in DISPOSALS:
        return Movement(proposal.kind, work.today, dict(proposal.content["fields"]), **common)
    quantity = min(proposal.content["quantity"], asset.quantity)
    if quantity > asset.here:
        raise _lent_out(asset)
    fields = {"condition": AssetCondition.DISPOSED.value} if quantity == asset.quantity else {}
    value, moved = (cards.share(whole, quantity, asset.quantity) for whole in (asset.value, charged))
    return Movement(proposal.kind, work.today, fields, -quantity, -value, -moved, **common)


def decline(work: Work, id: int, answer: str) -> None:
    """Leave things as they are; a thing to be disposed of is again what it was. Raises ``Invalid``."""
    work.require(May.APPROVE_ASSETS)
    proposal = _open(work, id)
    refuse_wrong([("answer", not answer.strip(), _("Please enter why it is not agreed."))])
    if proposal.kind in DISPOSALS and proposal.asset.condition is AssetCondition.TO_DISPOSE:
        fields = {"condition": proposal.content["was"]}
        sentence = _("Declined: {answer}", answer=answer.strip())
        ledger.record(
            work,
            proposal.asset.id,
            Movement(MovementKind.CONDITION, work.today, fields, reason=sentence),
            proposal_id=proposal.id,
        )
    _decide(work, proposal, ProposalState.DECLINED, answer, proposal.paper)


def _decide(work: Work, proposal: Proposal, state: ProposalState, answer: str, paper: str) -> None:
    values = {
        "state": state.value,
        "answer": identity.one_line(answer)[:200],
        "paper": paper,
        "decided_by": work.actor.id,
        "decided_at": work.now,
    }
    work.connection.execute(update(proposals).where(proposals.c.id == proposal.id).values(values))
    work.audit(
        f"asset.{state}",
        f"asset_proposals:{proposal.id}",
        after={"asset": proposal.asset.id, "kind": proposal.kind.value},
    )


def _open(work: Work, id: int) -> Proposal:
    proposal = find(work, id)
    if proposal.state is not ProposalState.ASKED:
        raise Refused(_("This was decided already: {state}.", state=proposal.state.label))
    return proposal


OWN = "proposal_"
askers, deciders = staff.alias("askers"), staff.alias("deciders")
PROPOSALS = (
    queries.CARDS.add_columns(
        *(
            column.label(OWN + column.name)
            for column in proposals.c
            if column.name not in ("asset_id", "asked_by", "decided_by", "decided_at")
        ),
        askers.c.name.label(OWN + "asked_by"),
        func.coalesce(deciders.c.name, "").label(OWN + "decided_by"),
    )
    .join(proposals, proposals.c.asset_id == assets.c.id)
    .join(askers, askers.c.id == proposals.c.asked_by)
    .outerjoin(deciders, deciders.c.id == proposals.c.decided_by)
    .order_by(proposals.c.state != ProposalState.ASKED.value, proposals.c.id.desc())
)


def find(work: Work, id: int) -> Proposal:
    """One proposal with its card as it stands now."""
    return _proposals(work, proposals.c.id == id)[0]


def waiting(work: Work) -> list[Proposal]:
    """What a manager has to decide, the newest first."""
    return _proposals(work, proposals.c.state == ProposalState.ASKED.value)


def latest(work: Work, limit: int = 200) -> list[Proposal]:
    """Those that wait first, then the newest decided ones."""
    return _proposals(work, limit=limit)


def of_asset(work: Work, asset_id: int) -> list[Proposal]:
    """All that was ever proposed for a card."""
    return _proposals(work, proposals.c.asset_id == asset_id)


def _proposals(work: Work, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Proposal]:
    return [_proposal(row) for row in work.connection.execute(PROPOSALS.where(*conditions).limit(limit))]


def _proposal(row: Row[Any]) -> Proposal:
    own = {name.removeprefix(OWN): value for name, value in row._mapping.items() if name.startswith(OWN)}
    card = {name: value for name, value in row._mapping.items() if not name.startswith(OWN)}
    own |= {"kind": MovementKind(own["kind"]), "state": ProposalState(own["state"])}
    card |= {name: kind(card[name]) for name, kind in KINDS.items()}
    return Proposal(asset=Asset(**card), **own)
