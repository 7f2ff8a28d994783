"""Lending to residents, tenants and partners; reserving for activities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desk.books import clock_ahead, residents
from desk.books.assets import cards, ledger, queries
from desk.books.assets.model import HANDY, Asset, AssetCondition, BorrowerKind, MovementKind
from desk.books.assets.transfers import MovementNote
from desk.core import identity
from desk.core.calendar import date_words
from desk.core.errors import Invalid, Problem, Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _, clauses, listed
from desk.core.work import Work
from desk.models.assets import loans, reservations
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
        "contact": "" if wanted.kind is BorrowerKind.RESIDENT else identity.tidy(wanted.contact),
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
                wanted.kind is not BorrowerKind.RESIDENT and not wanted.contact.strip(),
                _("Please enter a telephone, so that the borrower can be reminded."),
            ),
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
    query = (
        "SELECT asset_id, quantity - back, lent_on, borrower_kind, note FROM asset_loans"
        " WHERE id = ? AND back_on IS NULL"
    )
    rows = work.rows(query, loan_id)
    if not rows:
        raise Refused(_("This loan is not open: nothing is to come back."))
    asset_id, out, lent_on, kind, said = rows[0]
    asset, day = queries.find(work, asset_id), note.day or work.today
    refuse_wrong(
        [
            ("quantity", not 1 <= quantity <= out, _("Between 1 and {n} can come back.", n=out)),
            ("condition", condition not in BACK_AS, _("It comes back in use, idle, or to be repaired.")),
            (
                "day",
                day < clock_ahead.not_ahead(work, date.fromisoformat(lent_on)),
                _(
                    "It was lent on {day}; it cannot come back before that.",
                    day=date_words(date.fromisoformat(lent_on), work.today),
                ),
            ),
        ]
    )
    done: dict[str, object] = {"back_on": day} if quantity == out else {}
    if BorrowerKind(kind) is BorrowerKind.RESIDENT:
        done["note"] = clauses(filter(None, (said, identity.one_line(note.reason))))[:400]
    work.connection.execute(update(loans).where(loans.c.id == loan_id).values(back=loans.c.back + quantity, **done))
    whole = asset.condition is AssetCondition.LENT
    fields = {"condition": condition.value} if whole else {}
    named = _without_names(note, BorrowerKind(kind))
    state = "" if whole else _("Came back: {condition}.", condition=condition.label)
    told = replace(named, reason=" ".join(filter(None, (state, named.reason.strip()))))
    ledger.record(work, asset_id, told.movement(work, MovementKind.RETURN, fields, lent=-quantity, loan_id=loan_id))


def prolong(work: Work, loan_id: int, due_on: date) -> None:
    """Another due date. Raises ``Refused`` when it is back, ``Invalid`` for a date that cannot be."""
    work.require(May.KEEP_ASSETS)
    rows = work.rows("SELECT due_on, lent_on FROM asset_loans WHERE id = ? AND back_on IS NULL", loan_id)
    if not rows:
        raise Refused(_("This loan is not open: nothing is to come back."))
    was, lent_on = map(date.fromisoformat, rows[0])
    refuse_wrong(
        [
            ("due_on", due_on < work.today, _("Please enter today or a later day.")),
            (
                "due_on",
                (due_on - lent_on).days > LONGEST_LOAN,
                _("A loan lasts at most a year; lend it again after that."),
            ),
        ]
    )
    work.connection.execute(update(loans).where(loans.c.id == loan_id).values(due_on=due_on))
    work.audit("asset_loan.prolong", f"asset_loans:{loan_id}", {"due_on": was}, {"due_on": due_on})


LOANS = (
    "SELECT l.id, l.asset_id, a.number, a.name, a.unit, l.quantity, l.borrower_kind, l.resident_id,"
    " coalesce(r.name, l.borrower), coalesce(r.telephone, l.contact), l.lent_on, l.due_on, l.back, l.back_on, l.note, "
    "s.name"
    " FROM asset_loans l JOIN assets a ON a.id = l.asset_id JOIN staff s ON s.id = l.staff_id"
    " LEFT JOIN residents r ON r.id = l.resident_id WHERE {where} ORDER BY l.back_on IS NOT NULL, l.due_on, l.id"
)


def open_loans(work: Work) -> list[Loan]:
    """What is out, the longest overdue first."""
    return _loans(work, "l.back_on IS NULL")


def of_asset(work: Work, asset_id: int) -> list[Loan]:
    return _loans(work, "l.asset_id = ?", asset_id)


def find(work: Work, loan_id: int) -> Loan:
    return _loans(work, "l.id = ?", loan_id)[0]


def look_up(work: Work, loan_id: int, purpose: str) -> Loan:
    """A loan with its resident's name and telephone in full, and a line that says who looked, when and what for."""
    work.require(May.KEEP_ASSETS)
    loan = _loans(work, "l.id = ?", loan_id, clear=True)[0]
    if loan.resident_id is not None:
        residents.look_up(work, loan.resident_id, purpose)
    return loan


def _loans(work: Work, where: str, *values: int, clear: bool = False) -> list[Loan]:
    found = []
    for (
        id,
        asset_id,
        number,
        name,
        unit,
        many,
        kind,
        resident_id,
        borrower,
        contact,
        lent,
        due,
        back,
        back_on,
        note,
        by,
    ) in work.rows(LOANS.format(where=where), *values):
        if resident_id is not None and not clear:
            note = identity.mask_text(note, borrower)
            borrower, contact = identity.mask_name(borrower), identity.mask_telephone(contact)
        found.append(
            Loan(
                id,
                asset_id,
                number,
                name,
                unit,
                many,
                BorrowerKind(kind),
                resident_id,
                borrower,
                contact,
                date.fromisoformat(lent),
                date.fromisoformat(due),
                back,
                queries.day_or_none(back_on),
                note,
                by,
            )
        )
    return found


@dataclass(frozen=True)
class Reservation:
    asset_id: int
    number: str
    name: str
    unit: str
    quantity: int
    activity_id: int
    title: str
    day: date


RESERVED = (
    "SELECT r.asset_id, a.number, a.name, a.unit, r.quantity, r.activity_id, t.title, t.day FROM asset_reservations r"
    " JOIN assets a ON a.id = r.asset_id JOIN activities t ON t.id = r.activity_id"
    " WHERE t.state NOT IN ('held', 'cancelled') AND {where} ORDER BY t.day, t.begins, "
    + numbering.IN_ORDER.format("a.number")
)


def reservations_of(work: Work, asset_id: int) -> list[Reservation]:
    """For which activities to come a thing is kept."""
    return _reservations(work, "r.asset_id = ? AND t.day >= ?", asset_id, work.today.isoformat())


def reserved_for(work: Work, activity_id: int) -> list[Reservation]:
    return _reservations(work, "r.activity_id = ?", activity_id)


def _reservations(work: Work, where: str, *values: object) -> list[Reservation]:
    rows = work.rows(RESERVED.format(where=where), *values)
    return [Reservation(*(*named, date.fromisoformat(day))) for *named, day in rows]


def free(work: Work, asset: Asset, first: date, last: date) -> int:
    """How many are neither lent nor reserved for an activity in a span of days."""
    reserved = _reservations(
        work, "r.asset_id = ? AND t.day BETWEEN ? AND ?", asset.id, first.isoformat(), last.isoformat()
    )
    by_day: dict[date, int] = {}
    for one in reserved:
        by_day[one.day] = by_day.get(one.day, 0) + one.quantity
    return max(asset.here - max(by_day.values(), default=0), 0)


def _reserved_words(work: Work, asset_id: int, first: date, last: date) -> str:
    found = _reservations(
        work, "r.asset_id = ? AND t.day BETWEEN ? AND ?", asset_id, first.isoformat(), last.isoformat()
    )
    return listed(f"“{one.title}”" for one in found[:3])


def reserve(work: Work, asset_id: int, activity_id: int, quantity: int) -> None:
    """Keep pieces for an activity; again with another number changes it. Raises ``Invalid`` and ``Refused``."""
    work.require(May.KEEP_ASSETS)
    asset = cards.there(work, asset_id)
    rows = work.rows("SELECT day, title, state FROM activities WHERE id = ?", activity_id)
    if not rows or rows[0][2] in ("held", "cancelled") or rows[0][0] < work.today.isoformat():
        raise Refused(_("This activity is not to come; nothing needs to be kept for it."))
    day = date.fromisoformat(rows[0][0])
    others = sum(
        one.quantity
        for one in _reservations(
            work, "r.asset_id = ? AND t.day = ? AND t.id <> ?", asset_id, day.isoformat(), activity_id
        )
    )
    out = work.rows(
        "SELECT total(quantity - back) FROM asset_loans WHERE asset_id = ? AND back_on IS NULL AND due_on >= ?",
        asset_id,
        day.isoformat(),
    )[0][0]
    left = asset.quantity - others - int(out)
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
    statement = upsert(reservations).values(asset_id=asset_id, activity_id=activity_id, **values)
    work.connection.execute(statement.on_conflict_do_update(index_elements=["asset_id", "activity_id"], set_=values))
    work.audit("asset.reserve", f"assets:{asset_id}", after={"activity": activity_id, "quantity": quantity})


def release(work: Work, asset_id: int, activity_id: int) -> None:
    """Keep it for the activity no longer."""
    work.require(May.KEEP_ASSETS)
    both = (reservations.c.asset_id == asset_id, reservations.c.activity_id == activity_id)
    work.connection.execute(delete(reservations).where(*both))
    work.audit("asset.release", f"assets:{asset_id}", before={"activity": activity_id})
