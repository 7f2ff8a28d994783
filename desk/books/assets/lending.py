"""Lending to residents, tenants and partners; reserving for activities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, exists, func, or_, select, update

from desk.books import clock_ahead, residents
from desk.books.activities.model import OVER
from desk.books.assets import cards, ledger, queries
from desk.books.assets.model import HANDY, Asset, AssetCondition, BorrowerKind, MovementKind
from desk.books.assets.transfers import MovementNote
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.records import records
from desk.core.telephones import office_telephone_problem
from desk.core.words import _, clauses, listed
from desk.core.work import Work
from desk.models.activities import activities
from desk.models.assets import assets, loans, reservations
from desk.models.residents import residents as residents_table
from desk.models.staff import staff
from desk.storage import numbering

BACK_AS = (*HANDY, AssetCondition.REPAIR)
"""In what condition a thing comes back."""
LONGEST_LOAN = 366
"""Days."""


@dataclass(frozen=True)
class LoanRequest:
    """A loan as it is asked for. A resident by id; a tenant or partner by name and telephone."""

    quantity: int
    due_on: date
    kind: BorrowerKind = BorrowerKind.RESIDENT
    resident_id: int | None = None
    borrower: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Loan:
    """A loan as it stands. ``borrower``, ``contact`` and ``note`` are masked for a resident unless looked up."""

    id: int
    asset_id: int
    number: str
    name: str
    unit: str
    quantity: int
    kind: BorrowerKind
    resident_id: int | None
    borrower: str
    contact: str
    lent_on: date
    due_on: date
    back: int
    back_on: date | None
    note: str
    lent_by: str

    @property
    def still_out(self) -> int:
        """Pieces that have not come back."""
        return self.quantity - self.back

    def days_late(self, today: date) -> int:
        """0 while it is not late."""
        return max(((self.back_on or today) - self.due_on).days, 0)


def lend(work: Work, asset_id: int, wanted: LoanRequest, note: MovementNote = MovementNote()) -> int:
    """Lend pieces of a card. The loan's id. Raises ``Invalid`` and ``Refused``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, asset_id)
    day = note.day or work.today
    _check(work, asset, wanted, day)
    kept_for = free(work, asset, day, wanted.due_on)
    if wanted.quantity > kept_for:
        raise Invalid(
            Problem(
                "quantity",
                _(
                    "Only {n} are free until {day}: the others are reserved for {activities}.",
                    n=kept_for,
                    day=date_words(wanted.due_on, work.today),
                    activities=_reserved_words(work, asset.id, day, wanted.due_on),
                ),
            )
        )
    row = {
        "asset_id": asset_id,
        "quantity": wanted.quantity,
        "borrower_kind": BorrowerKind(wanted.kind).value,
        "resident_id": wanted.resident_id if wanted.kind is BorrowerKind.RESIDENT else None,
        "borrower": "" if wanted.kind is BorrowerKind.RESIDENT else identity.one_line(wanted.borrower),
        "contact": "" if wanted.kind is BorrowerKind.RESIDENT else identity.tidy_telephone(wanted.contact),
        "lent_on": day,
        "due_on": wanted.due_on,
        "note": identity.one_line(note.reason)[:200],
        "staff_id": work.actor.id,
    }
    id = work.add(loans, row)
    fields = {"condition": AssetCondition.LENT.value} if wanted.quantity == asset.here else {}
    said = _without_names(note, wanted.kind)
    ledger.record(work, asset_id, said.movement(work, MovementKind.LEND, fields, lent=wanted.quantity, loan_id=id))
    return id


def _without_names(note: MovementNote, kind: BorrowerKind) -> MovementNote:
    """What was written about a resident stays with the loan, where it can be forgotten; movements are for ever."""
    return replace(note, people="", reason="") if kind is BorrowerKind.RESIDENT else note


def _check(work: Work, asset: Asset, wanted: LoanRequest, day: date) -> None:
    blocked = asset.condition in (AssetCondition.REPAIR, AssetCondition.TO_DISPOSE)
    named = wanted.resident_id if wanted.kind is BorrowerKind.RESIDENT else wanted.borrower.strip()
    number = identity.tidy_telephone(wanted.contact)
    problem = office_telephone_problem(number)
    field = "resident" if wanted.kind is BorrowerKind.RESIDENT else "borrower"
    refuse_wrong(
        [
            (
                "quantity",
                blocked,
                _(
                    "{number} is “{condition}” and cannot be lent.",
                    number=asset.number,
                    condition=asset.condition.label,
                ),
            ),
            ("quantity", asset.is_consumable, _("Consumables are handed out, not lent.")),
            ("quantity", asset.here == 0, _("{number} is lent out already.", number=asset.number)),
            ("quantity", not 1 <= wanted.quantity <= asset.here, _("Between 1 and {n} can be lent.", n=asset.here)),
            (field, not named, _("Please choose who borrows it.")),
            ("borrower", len(wanted.borrower) > 60, _("At most {n} characters, please.", n=60)),
            (
                "contact",
                wanted.kind is not BorrowerKind.RESIDENT and not number,
                _("Please enter a telephone, so that the borrower can be reminded."),
            ),
            ("contact", wanted.kind is not BorrowerKind.RESIDENT and problem, problem or ""),
            ("due_on", wanted.due_on < day, _("It is due back before it is lent. Please enter a later day.")),
            (
                "due_on",
                (wanted.due_on - day).days > LONGEST_LOAN,
                _("A loan lasts at most a year; lend it again after that."),
            ),
        ]
    )


def give_back(
    work: Work, loan_id: int, quantity: int, condition: AssetCondition, note: MovementNote = MovementNote()
) -> None:
    """Pieces come back, in this condition. Raises ``Refused`` for what was never lent or is back already."""
    work.require(May.KEEP_ASSETS)
    loan = _open(work, loan_id)
    asset, day, out = queries.find(work, loan.asset_id), note.day or work.today, loan.quantity - loan.back
    refuse_wrong(
        [
            ("quantity", not 1 <= quantity <= out, _("Between 1 and {n} can come back.", n=out)),
            ("condition", condition not in BACK_AS, _("It comes back in use, idle, or to be repaired.")),
            (
                "day",
                day < clock_ahead.not_ahead(work, loan.lent_on),
                _(
                    "It was lent on {day}; it cannot come back before that.",
                    day=date_words(loan.lent_on, work.today),
                ),
            ),
        ]
    )
    done: dict[str, object] = {"back_on": _last_back(work, loan, day)} if quantity == out else {}
    if BorrowerKind(loan.borrower_kind) is BorrowerKind.RESIDENT:
        done["note"] = clauses(filter(None, (loan.note, identity.one_line(note.reason))))[:400]
    work.connection.execute(update(loans).where(loans.c.id == loan_id).values(back=loans.c.back + quantity, **done))
    whole = asset.condition is AssetCondition.LENT
    fields = {"condition": condition.value} if whole else {}
    named = _without_names(note, BorrowerKind(loan.borrower_kind))
    state = "" if whole else _("Returned: {condition}.", condition=condition.label)
    as_told = replace(named, reason=" ".join(filter(None, (state, named.reason.strip()))))
    ledger.record(work, asset.id, as_told.movement(work, MovementKind.RETURN, fields, lent=-quantity, loan_id=loan_id))


def _last_back(work: Work, loan: Row[Any], day: date) -> date:
    """When the last piece came: a part that came later than ``day`` may have been entered before."""
    came = (each for each in queries.history(work, loan.asset_id) if each.loan_id == loan.id)
    return max([day, *(clock_ahead.not_ahead(work, each.day) for each in came if each.kind is MovementKind.RETURN)])


def _open(work: Work, loan_id: int) -> Row[Any]:
    """A loan of which something is still out. Raises ``Refused``."""
    row = work.connection.execute(select(loans).where(loans.c.id == loan_id, loans.c.back_on.is_(None))).first()
    if row is None:
        raise Refused(_("This loan is not open: nothing is to come back."))
    return row


def prolong(work: Work, loan_id: int, due_on: date) -> None:
    """Another due date. Raises ``Refused`` when it is back, ``Invalid`` for a date that cannot be."""
    work.require(May.KEEP_ASSETS)
    loan = _open(work, loan_id)
    refuse_wrong(
        [
            ("due_on", due_on < work.today, _("Please enter today or a later day.")),
            (
                "due_on",
                (due_on - loan.lent_on).days > LONGEST_LOAN,
                _("A loan lasts at most a year; lend it again after that."),
            ),
        ]
    )
    work.connection.execute(update(loans).where(loans.c.id == loan_id).values(due_on=due_on))
    work.audit("asset_loan.prolong", f"asset_loans:{loan_id}", {"due_on": loan.due_on}, {"due_on": due_on})


LOANS: Select[Any] = (
    select(
        loans.c.id,
        loans.c.asset_id,
        assets.c.number,
        assets.c.name,
        assets.c.unit,
        loans.c.quantity,
        loans.c.borrower_kind.label("kind"),
        loans.c.resident_id,
        func.coalesce(residents_table.c.name, loans.c.borrower).label("borrower"),
        func.coalesce(residents_table.c.telephone, loans.c.contact).label("contact"),
        loans.c.lent_on,
        loans.c.due_on,
        loans.c.back,
        loans.c.back_on,
        loans.c.note,
        staff.c.name.label("lent_by"),
    )
    .join(assets, assets.c.id == loans.c.asset_id)
    .join(staff, staff.c.id == loans.c.staff_id)
    .outerjoin(residents_table, residents_table.c.id == loans.c.resident_id)
    .order_by(loans.c.back_on.is_not(None), loans.c.due_on, loans.c.id)
)
"""The columns of ``Loan``, each by its name; a resident's in the clear."""


def open_loans(work: Work) -> list[Loan]:
    """What is out, the longest overdue first."""
    return _loans(work, loans.c.back_on.is_(None))


def of_asset(work: Work, asset_id: int) -> list[Loan]:
    """All loans of a card, those still out first."""
    return _loans(work, loans.c.asset_id == asset_id)


def find(work: Work, loan_id: int) -> Loan:
    """One loan, a resident masked."""
    return _loans(work, loans.c.id == loan_id)[0]


def look_up(work: Work, loan_id: int, purpose: str) -> Loan:
    """A loan with its resident's name and telephone in full, and a line that says who looked, when and what for."""
    work.require(May.KEEP_ASSETS)
    loan = _loans(work, loans.c.id == loan_id, clear=True)[0]
    if loan.resident_id is not None:
        residents.look_up(work, loan.resident_id, purpose)
    return loan


def _loans(work: Work, condition: ColumnElement[bool], *, clear: bool = False) -> list[Loan]:
    loans = records(work.connection.execute(LOANS.where(condition)), Loan, kind=BorrowerKind)
    return [loan if clear or loan.resident_id is None else _masked(loan) for loan in loans]


def _masked(loan: Loan) -> Loan:
    return replace(
        loan,
        note=identity.mask_text(loan.note, loan.borrower),
        borrower=identity.mask_name(loan.borrower),
        contact=identity.mask_telephone(loan.contact),
    )


@dataclass(frozen=True)
class Reservation:
    """Pieces of a thing that are kept for an activity on its day 预留."""

    asset_id: int
    number: str
    name: str
    unit: str
    quantity: int
    activity_id: int
    title: str
    day: date


TO_COME = activities.c.state.not_in([state.value for state in OVER])
"""Of what was held or cancelled nothing is kept any longer."""
RESERVED: Select[Any] = (
    select(
        reservations.c.asset_id,
        assets.c.number,
        assets.c.name,
        assets.c.unit,
        reservations.c.quantity,
        reservations.c.activity_id,
        activities.c.title,
        activities.c.day,
    )
    .join(assets, assets.c.id == reservations.c.asset_id)
    .join(activities, activities.c.id == reservations.c.activity_id)
    .where(TO_COME)
    .order_by(activities.c.day, activities.c.begins, *numbering.order_of(assets.c.number))
)
"""The columns of ``Reservation``, each by its name."""


def reservations_of(work: Work, asset_id: int) -> list[Reservation]:
    """For which activities to come a thing is kept."""
    return _reservations(work, reservations.c.asset_id == asset_id, activities.c.day >= work.today)


def reserved_for(work: Work, activity_id: int) -> list[Reservation]:
    """What is kept for an activity to come."""
    return _reservations(work, reservations.c.activity_id == activity_id)


def _reservations(work: Work, *conditions: ColumnElement[bool]) -> list[Reservation]:
    return records(work.connection.execute(RESERVED.where(*conditions)), Reservation)


def _reserved_between(work: Work, asset_id: int, first: date, last: date) -> list[Reservation]:
    return _reservations(work, reservations.c.asset_id == asset_id, activities.c.day.between(first, last))


def free(work: Work, asset: Asset, first: date, last: date) -> int:
    """How many are neither lent nor reserved for an activity in a span of days."""
    by_day: dict[date, int] = {}
    for reserved in _reserved_between(work, asset.id, first, last):
        by_day[reserved.day] = by_day.get(reserved.day, 0) + reserved.quantity
    return max(asset.here - max(by_day.values(), default=0), 0)


def _reserved_words(work: Work, asset_id: int, first: date, last: date) -> str:
    return listed(f"“{reserved.title}”" for reserved in _reserved_between(work, asset_id, first, last)[:3])


def reserve(work: Work, asset_id: int, activity_id: int, quantity: int) -> None:
    """Keep pieces for an activity; again with another number changes it. Raises ``Invalid`` and ``Refused``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, asset_id)
    coming = select(activities.c.day).where(activities.c.id == activity_id, activities.c.day >= work.today, TO_COME)
    day = work.connection.execute(coming).scalar()
    if day is None:
        raise Refused(_("This activity is not to come; nothing needs to be kept for it."))
    kept = _reservations(
        work, reservations.c.asset_id == asset_id, activities.c.day == day, activities.c.id != activity_id
    )
    still_out = select(func.coalesce(func.sum(loans.c.quantity - loans.c.back), 0)).where(
        loans.c.asset_id == asset_id, loans.c.back_on.is_(None), loans.c.due_on >= day
    )
    out = int(work.connection.execute(still_out).scalar_one())
    left = asset.quantity - sum(each.quantity for each in kept) - out
    refuse_wrong(
        [
            (
                "quantity",
                not 1 <= quantity <= left,
                _(
                    "On {day}, {n} are free: the others are lent or reserved.",
                    day=date_words(day, work.today),
                    n=max(left, 0),
                ),
            )
        ]
    )
    values = {"quantity": quantity, "staff_id": work.actor.id, "at": work.now}
    work.put(reservations, {"asset_id": asset_id, "activity_id": activity_id}, values)
    work.audit("asset.reserve", f"assets:{asset_id}", after={"activity": activity_id, "quantity": quantity})


def release(work: Work, asset_id: int, activity_id: int) -> None:
    """Keep it for the activity no longer."""
    work.require(May.KEEP_ASSETS)
    both = (reservations.c.asset_id == asset_id, reservations.c.activity_id == activity_id)
    work.connection.execute(delete(reservations).where(*both))
    work.audit("asset.release", f"assets:{asset_id}", before={"activity": activity_id})


def keeps_resident(since: date) -> ColumnElement[bool]:
    """Of a row of ``residents``: something is lent to them, or came back on this day or later."""
    kept = or_(loans.c.back_on.is_(None), loans.c.back_on >= since)
    return exists().where(loans.c.resident_id == residents_table.c.id, kept)
