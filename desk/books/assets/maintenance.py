"""Keeping things in order: repair with its cost, inspections with their log, handing out and restocking consumables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, or_, select

from desk.books.assets import cards, ledger, queries
from desk.books.assets.model import HANDY, Asset, AssetCondition, MovementKind, ProposalState
from desk.books.assets.transfers import MovementNote
from desk.core.clock import local
from desk.core.errors import refuse_wrong
from desk.core.month import Month
from desk.core.permissions import May
from desk.core.words import P_, _
from desk.core.work import Work
from desk.models.assets import assets, loans, proposals
from desk.storage.numbering import in_order

SOON = 30
"""Days before a warranty ends or an inspection is due at which the desk begins to say so."""


def send_to_repair(work: Work, id: int, note: MovementNote) -> None:
    """``note.people`` is who repairs it, ``note.reason`` what is wrong with it. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    refuse_wrong(
        [
            ("reason", not note.reason.strip(), _("Please enter what is wrong with it.")),
            (
                "reason",
                asset.condition not in HANDY,
                _(
                    "{number} is “{condition}” and cannot be sent to repair.",
                    number=asset.number,
                    condition=asset.condition.label,
                ),
            ),
        ]
    )
    fields = {"condition": AssetCondition.REPAIR.value}
    ledger.record(work, id, note.movement(work, MovementKind.REPAIR, fields))


def repaired(work: Work, id: int, cost: int, condition: AssetCondition, note: MovementNote) -> None:
    """It is back from repair; ``cost`` in fen, ``note.people`` who repaired it. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    refuse_wrong(
        [
            (
                "condition",
                asset.condition is not AssetCondition.REPAIR,
                _("{number} is not under repair.", number=asset.number),
            ),
            ("condition", condition not in HANDY, _("After a repair a thing is in use or idle.")),
            ("cost", not 0 <= cost <= 10**11, _("The cost is 0 or more.")),
        ]
    )
    fields = {"condition": condition.value}
    ledger.record(work, id, note.movement(work, MovementKind.REPAIRED, fields, cost=cost))


def inspect(work: Work, id: int, passed: bool, next_on: date | None, note: MovementNote) -> None:
    """One line in the inspection log. Without ``next_on`` the next inspection follows from the card's interval.

    Raises ``Invalid``: what failed needs words.
    """
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    day = note.day or work.today
    refuse_wrong(
        [
            ("reason", not passed and not note.reason.strip(), _("Please enter what was found wrong.")),
            ("inspect_on", next_on is not None and next_on <= day, _("The next inspection comes after this one.")),
        ]
    )
    if next_on is None and asset.inspect_every:
        next_on = cards.months_later(day, asset.inspect_every, _counted_from(work, asset, day))
    result = P_("inspection", "Passed") if passed else P_("inspection", "Failed")
    said = replace(note, reason=" ".join(filter(None, (result, note.reason.strip()))))
    fields = {"inspect_on": next_on.isoformat() if next_on else None}
    ledger.record(work, id, said.movement(work, MovementKind.INSPECT, fields))


def _counted_from(work: Work, asset: Asset, day: date) -> int:
    """The day of the month from which an inspection held when it was due is counted: that of the first one. What began
    on the 31st falls on the last day of every month, and not on the 28th for ever after February.
    """
    wanted, held = day.day, day
    if asset.inspect_on != day:
        return wanted
    for step in reversed(queries.history(work, asset.id)):
        if step.fields.get("inspect_on") is None:
            continue
        if step.fields["inspect_on"] != held.isoformat() or held != Month.of(held).last:
            break
        since = step.day
        if step.kind is not MovementKind.INSPECT and step.at is not None:
            since = local(step.at).date()
            if cards.months_later(since, asset.inspect_every or 0) != held:
                break
        wanted, held = max(wanted, since.day), since
    return wanted


def issue(work: Work, id: int, quantity: int, note: MovementNote) -> int:
    """Hand out pieces of a consumable; how many are left. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    refuse_wrong(
        [
            ("quantity", not asset.is_consumable, _("Only consumables are handed out; other things are lent.")),
            (
                "quantity",
                not 1 <= quantity <= asset.quantity,
                _("Between 1 and {n} can be handed out.", n=asset.quantity),
            ),
            ("people", not note.people.strip(), _("Please enter who took it.")),
        ]
    )
    value = cards.share(asset.value, quantity, asset.quantity)
    ledger.record(work, id, note.movement(work, MovementKind.ISSUE, quantity=-quantity, value=-value))
    return asset.quantity - quantity


def restock(work: Work, id: int, quantity: int, value: int, note: MovementNote) -> int:
    """More pieces of a consumable came in, worth ``value`` fen together; how many there are now. Raises ``Invalid``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, id)
    refuse_wrong(
        [
            (
                "quantity",
                not asset.is_consumable,
                _("Only consumables are restocked; enter other things on a card of their own."),
            ),
            ("quantity", not 1 <= quantity <= 10**6, _("There is at least one of it, and at most 1,000,000.")),
            ("value", not 0 <= value <= cards.MOST_VALUE, _("The value is 0 or more.")),
        ]
    )
    ledger.record(work, id, note.movement(work, MovementKind.RESTOCK, quantity=quantity, value=value))
    return asset.quantity + quantity


@dataclass(frozen=True)
class MaintenanceDue:
    """What somebody has to see to: an inspection or a warranty with its day, or stock that runs low."""

    asset: Asset
    what: str
    day: date | None
    task: str

    def is_late(self, today: date) -> bool:
        """Was its day before today? Stock that runs low has no day and is never late."""
        return self.day is not None and self.day < today


DUE = queries.CARDS.where(
    queries.KEPT,
    or_(
        assets.c.inspect_on <= bindparam("last"),
        assets.c.warranty_until.between(bindparam("today"), bindparam("last")),
        assets.c.quantity <= assets.c.low_mark,
    ),
)


def dues(work: Work, within: int = SOON) -> list[MaintenanceDue]:
    """Inspections due or overdue, warranties about to end, consumables at their low mark."""
    last = work.today + timedelta(days=within)
    dues = []
    for asset in queries.assets_of(work.connection.execute(DUE, {"today": work.today, "last": last})):
        if asset.inspect_on and asset.inspect_on <= last:
            dues.append(MaintenanceDue(asset, "inspection", asset.inspect_on, _("Inspection due")))
        if asset.warranty_until and work.today <= asset.warranty_until <= last:
            dues.append(MaintenanceDue(asset, "warranty", asset.warranty_until, _("Warranty ends")))
        if asset.low_mark is not None and asset.quantity <= asset.low_mark:
            dues.append(
                MaintenanceDue(asset, "stock", None, _("Only {n} {unit} left", n=asset.quantity, unit=asset.unit))
            )
    return sorted(dues, key=lambda due: (due.day or date.max, in_order(due.asset.number)))


@dataclass(frozen=True)
class AssetAttention:
    """What the bar counts: loans overdue, inspections overdue or due within a week, stock low, decisions for a
    manager.
    """

    loans: int
    inspections: int
    stock: int
    decisions: int

    @property
    def all(self) -> int:
        """All four together, for the bar."""
        return self.loans + self.inspections + self.stock + self.decisions


def _many(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*conditions).scalar_subquery()


ATTENTION = select(
    _many(loans.c.back_on.is_(None), loans.c.due_on < bindparam("today")).label("loans"),
    _many(assets.c.inspect_on <= bindparam("week"), queries.KEPT).label("inspections"),
    _many(assets.c.quantity <= assets.c.low_mark, queries.KEPT).label("stock"),
    _many(proposals.c.state == ProposalState.ASKED.value).label("decisions"),
)


def attention(work: Work) -> AssetAttention:
    """Decisions are counted only for who may decide."""
    week = work.today + timedelta(days=7)
    counted = work.connection.execute(ATTENTION, {"today": work.today, "week": week}).one()
    attention = AssetAttention(**counted._mapping)
    return attention if work.actor.may(May.APPROVE_ASSETS) else replace(attention, decisions=0)
