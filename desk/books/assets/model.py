"""The words of the asset ledger: conditions, sources, owners, movements, and a card itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from desk.core.tone import Tone
from desk.core.words import N_, NP_, Worded, _


class AssetCondition(Worded):
    """状况. Follows from the movements, never typed by itself."""

    IN_USE = "in_use", NP_("condition of an asset", "In use"), Tone.DONE
    IDLE = "idle", NP_("condition of an asset", "Idle"), Tone.QUIET
    REPAIR = "repair", N_("Under repair"), Tone.WAITING
    LENT = "lent", NP_("condition of an asset", "Lent"), Tone.WAITING
    TO_DISPOSE = "to_dispose", N_("To be disposed of"), Tone.WAITING
    DISPOSED = "disposed", N_("Disposed of"), Tone.QUIET


HANDY = (AssetCondition.IN_USE, AssetCondition.IDLE)
"""Conditions that a person may simply choose; the others come with what happens to a thing."""


class AssetSource(Worded):
    """来源: how a thing came to the centre."""

    BOUGHT = "bought", NP_("origin of an asset", "Purchased")
    ALLOCATED = "allocated", NP_("origin of an asset", "Allocated")
    DONATED = "donated", NP_("origin of an asset", "Donated")
    BUILT = "built", NP_("origin of an asset", "Self-built")
    SURPLUS = "surplus", NP_("origin of an asset", "Stocktake surplus")


class AssetOwner(Worded):
    """产权: whose a thing is, whoever keeps it."""

    CENTRE = "centre", NP_("owner of an asset", "This centre")
    VILLAGE = "village", N_("Village collective")
    DEPARTMENT = "department", NP_("owner of an asset", "Department in charge")
    PARTNER = "partner", N_("On loan from a partner")


class MovementKind(Worded):
    """What can happen to a card."""

    ACQUIRE = "acquire", NP_("history of an asset", "Entered")
    CORRECT = "correct", NP_("history of an asset", "Corrected")
    MOVE = "move", NP_("history of an asset", "Moved")
    HAND_OVER = "hand_over", NP_("history of an asset", "Handed over")
    CONDITION = "condition", NP_("history of an asset", "Condition changed")
    LEND = "lend", NP_("history of an asset", "Lent")
    RETURN = "return", NP_("history of an asset", "Returned")
    REPAIR = "repair", NP_("history of an asset", "Sent for repair")
    REPAIRED = "repaired", NP_("history of an asset", "Repaired")
    INSPECT = "inspect", NP_("history of an asset", "Inspected")
    ISSUE = "issue", NP_("history of an asset", "Handed out")
    RESTOCK = "restock", NP_("history of an asset", "Restocked")
    SPLIT = "split", NP_("history of an asset", "Split off")
    MERGE = "merge", NP_("history of an asset", "Merged")
    REVALUE = "revalue", NP_("history of an asset", "Revalued")
    STOCKTAKE = "stocktake", NP_("history of an asset", "Stocktake correction")
    SCRAP = "scrap", NP_("disposal of an asset", "Scrapped")
    TRANSFER = "transfer", NP_("disposal of an asset", "Transferred")
    DONATE = "donate", NP_("disposal of an asset", "Donated")
    SELL = "sell", NP_("disposal of an asset", "Sold")
    LOSE = "lose", NP_("disposal of an asset", "Lost")
    VOID = "void", N_("Entered by mistake")


DISPOSALS = (
    MovementKind.SCRAP,
    MovementKind.TRANSFER,
    MovementKind.DONATE,
    MovementKind.SELL,
    MovementKind.LOSE,
    MovementKind.VOID,
)
"""Ways out of the ledger, each with a manager's approval."""
ON_PAPER = (*DISPOSALS[:-1], MovementKind.REVALUE)
"""What is approved by a paper with a number; a card that should never have been there needs none."""

DECIDED = frozenset({*DISPOSALS, MovementKind.REVALUE, MovementKind.STOCKTAKE})
"""What is booked only by a manager's decision on a proposal."""


class ProposalState(Worded):
    """What became of a proposal that needs a manager 审批."""

    ASKED = "asked", NP_("proposal for an asset", "Waiting for the manager")
    AGREED = "agreed", N_("Approved and recorded")
    DECLINED = "declined", NP_("proposal for an asset", "Declined")


class BorrowerKind(Worded):
    """借用人类型. Only a resident stands in the book; the others are typed by name."""

    RESIDENT = "resident", N_("A resident")
    TENANT = "tenant", NP_("borrower", "Tenant of the building")
    PARTNER = "partner", NP_("borrower", "Partner organisation")


VILLAGE_RESIDUAL = 500
"""预计净残值率 of what a village collective owns, unless a card says otherwise, in hundredths of a per cent: 5 %."""


def usual_residual(owner: AssetOwner) -> int:
    """What a new card is offered. 《政府会计准则第3号》 depreciates the whole value, the rules of village collectives
    (《农村集体经济组织会计制度》) all but an expected rest.
    """
    return VILLAGE_RESIDUAL if owner is AssetOwner.VILLAGE else 0


@dataclass(frozen=True)
class AssetCard:
    """What a person enters. ``value`` is that of all pieces together, in fen; ``life_months`` 0 where nothing is
    depreciated; ``residual`` in hundredths of a per cent; ``low_mark`` makes it a consumable; ``inspect_every`` in
    months.
    """

    name: str
    class_code: str
    acquired_on: date
    number: str = ""
    model: str = ""
    serial: str = ""
    unit: str = "件"
    source: AssetSource = AssetSource.BOUGHT
    funding: str = ""
    supplier: str = ""
    owner_kind: AssetOwner = AssetOwner.CENTRE
    owner: str = ""
    zone_id: int | None = None
    venue_id: int | None = None
    spot: str = ""
    custodian: str = ""
    condition: AssetCondition = AssetCondition.IN_USE
    life_months: int = 0
    residual: int = 0
    parent_id: int | None = None
    low_mark: int | None = None
    warranty_until: date | None = None
    inspect_every: int | None = None
    inspect_on: date | None = None
    note: str = ""
    quantity: int = 1
    value: int = 0


@dataclass(frozen=True)
class Asset(AssetCard):
    """A stored card: the sum of its movements, with the names that belong to its ids."""

    id: int = 0
    depreciated: int = 0
    lent: int = 0
    last_day: date = date.min
    class_name: str = ""
    zone: str = ""
    venue: str = ""
    parent: str = ""

    @property
    def where(self) -> str:
        """便民服务大厅 西墙, or the zone where no room is known."""
        return " ".join(filter(None, (self.venue or self.zone, self.spot))) or _("No place given")

    @property
    def is_gone(self) -> bool:
        """Disposed of? Its card stays, but nothing can be done with it."""
        return self.condition is AssetCondition.DISPOSED

    @property
    def is_consumable(self) -> bool:
        """耗材: handed out and restocked, not lent. What has a low mark, even 0, is one."""
        return self.low_mark is not None

    @property
    def here(self) -> int:
        """How many of them are not lent out."""
        return self.quantity - self.lent


@dataclass(frozen=True)
class Movement:
    """One line of a card's history. ``fields`` are what it set; the numbers what it added, ``value`` and ``cost`` in
    fen.
    """

    kind: MovementKind
    day: date
    fields: dict[str, Any]
    quantity: int = 0
    value: int = 0
    depreciated: int = 0
    lent: int = 0
    cost: int = 0
    people: str = ""
    reason: str = ""
    paper: str = ""
    other_id: int | None = None
    loan_id: int | None = None
    approved_by: int | None = None
    id: int = 0
    asset_id: int = 0
    staff_id: int = 0
    at: datetime | None = None
    who: str = ""
    approver: str = ""


@dataclass(frozen=True)
class FreeText:
    """A line of a card that no rule reads: typed, imported, corrected and printed as it stands. Its column, its field
    of ``AssetCard`` and its place here are all that it needs.
    """

    label: str
    """The msgid of its name."""
    most: int
    """Characters."""
    headers: tuple[str, ...]
    """What spreadsheets call it, without spaces; the program's own name is known as well."""
    searched: bool = False
    """Is a card found by it?"""


FREE_TEXTS: Mapping[str, FreeText] = {
    "funding": FreeText(N_("Paid from"), 40, ("经费来源", "资金来源")),
    "supplier": FreeText(
        N_("Supplier"),
        60,
        ("供应商", "供货商", "销售商", "供货单位", "销货单位", "销售单位", "厂家", "生产厂家"),
        searched=True,
    ),
}

COUNTED = ("quantity", "value", "depreciated", "lent")
"""Columns that movements add to; all other columns of a card are set."""
SET = tuple(field.name for field in fields(AssetCard) if field.name not in COUNTED)
DAYS = frozenset({"acquired_on", "warranty_until", "inspect_on"})
KINDS = {"source": AssetSource, "owner_kind": AssetOwner, "condition": AssetCondition}

LABELS = {
    "name": N_("Asset name"),
    "class_code": N_("Asset class"),
    "number": N_("Asset number"),
    "model": N_("Model"),
    "serial": N_("Serial number"),
    "unit": N_("Unit"),
    "acquired_on": N_("Acquired on"),
    "source": NP_("asset", "Acquired by"),
    **{name: text.label for name, text in FREE_TEXTS.items()},
    "owner_kind": N_("Ownership"),
    "owner": N_("Owner"),
    "zone_id": N_("Zone"),
    "venue_id": N_("Room"),
    "spot": N_("Exact spot"),
    "custodian": N_("Keeper"),
    "condition": N_("Condition"),
    "life_months": N_("Useful life, months"),
    "residual": N_("Residual rate"),
    "parent_id": N_("Part of"),
    "low_mark": N_("Restock at"),
    "warranty_until": N_("Warranty until"),
    "inspect_every": N_("Inspect every, months"),
    "inspect_on": N_("Next inspection"),
    "note": N_("Note on the card"),
    "quantity": NP_("asset", "Quantity"),
    "value": N_("Original value"),
}
"""The words for each column of a card, for history, papers and problems."""


def plain(card: AssetCard) -> dict[str, Any]:
    """The columns that a movement sets, as JSON takes them."""
    return {name: as_plain(getattr(card, name)) for name in SET}


def as_plain(value: Any) -> Any:
    """A day as YYYY-MM-DD, a word as its short English value."""
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Worded) else value


def as_column(name: str, value: Any) -> Any:
    """What ``as_plain`` made, as the column wants it."""
    return date.fromisoformat(value) if name in DAYS and value else value
