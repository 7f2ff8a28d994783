"""What can be done with a thing: each a small form with day, people, reason and paper. One table says when each is
there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desk.books.assets import approvals, cards, lending, maintenance, transfers
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import DISPOSALS, HANDY, Asset, AssetCondition
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.core import money, typed_days
from desk.core.calendar import date_words
from desk.core.errors import Invalid, Problem
from desk.core.numbers import number_in
from desk.core.typed_days import Leaning
from desk.core.words import N_, NP_, P_, _, named
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.assets.pickers import (
    ThingFinder,
    borrower_editors,
    keeper_line,
    place_combo,
    quantity_editor,
    reason_editor,
)
from desk.ui.widgets.controls import Combo, latin_line, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.form_dialog import ask_values
from desk.ui.widgets.parsing import fen_in

Editors = Mapping[str, tuple[str, QWidget]]


@dataclass(frozen=True)
class ActionContext:
    """The thing (or things) that something is done with, and where the forms appear."""

    desk: Desk
    parent: QWidget
    assets: tuple[Asset, ...]

    @property
    def asset(self) -> Asset:
        return self.assets[0]

    @property
    def ids(self) -> list[int]:
        return [asset.id for asset in self.assets]

    @property
    def title(self) -> str:
        """What the form is about: the thing, or how many."""
        if len(self.assets) == 1:
            return f"{self.asset.number} {self.asset.name}"
        return _("{n} things", n=len(self.assets))

    def ask(
        self,
        caption: str,
        editors: Editors,
        act: Callable[[Work, dict[str, Any]], object],
        about: str = "",
        required: Collection[str] = (),
    ) -> bool:
        def do(values: dict[str, Any]) -> None:
            with self.desk.write() as work:
                act(work, values)

        return ask_values(self.parent, named(caption, self.title), editors, do, caption, about, required)


def note_editors(desk: Desk, people: str = "", *, paper: bool = True) -> dict[str, tuple[str, QWidget]]:
    """Day, people, reason and paper number; ``people`` is what the second one is called here."""
    day = DayLine(desk, desk.clock.today(), Leaning.BACK)
    editors: dict[str, tuple[str, QWidget]] = {"day": (_("Day"), day)}
    if people:
        editors["people"] = (people, line_edit(most=200))
    editors["reason"] = reason_editor()
    if paper:
        editors["paper"] = (_("Paper number"), line_edit(most=60))
    return editors


def note_of(values: Mapping[str, Any]) -> MovementNote:
    """What ``note_editors`` hold. Raises ``Invalid`` for a day that cannot be read."""
    return MovementNote(
        typed_days.day_in(values["day"], "day"), values.get("people", ""), values["reason"], values.get("paper", "")
    )


def move(doing: ActionContext) -> bool:
    spot = line_edit(_("shelf, wall, cupboard…"), most=40)
    editors = {
        "venue_id": (_("To room"), place_combo(doing.desk)),
        "spot": (_("Exact spot"), spot),
        **note_editors(doing.desk, _("Moved by")),
    }
    return doing.ask(
        P_("asset", "Move"),
        editors,
        lambda work, v: transfers.move(
            work, doing.ids, replace(v["venue_id"] or AssetPlace(), spot=v["spot"]), note_of(v)
        ),
    )


def hand_over(doing: ActionContext) -> bool:
    editors = {"custodian": (_("New keeper"), keeper_line(doing.desk)), **note_editors(doing.desk, _("Witness"))}
    return doing.ask(
        _("Hand over to a keeper"),
        editors,
        lambda work, v: transfers.hand_over(work, doing.ids, v["custodian"], note_of(v)),
    )


def change_condition(doing: ActionContext) -> bool:
    choice = Combo([(each.label, each) for each in HANDY])
    choice.choose(AssetCondition.IDLE if doing.asset.condition is AssetCondition.IN_USE else AssetCondition.IN_USE)
    editors = {"condition": (_("Condition"), choice), **note_editors(doing.desk, paper=False)}
    return doing.ask(
        _("Change the condition"),
        editors,
        lambda work, v: transfers.set_condition(work, doing.ids, v["condition"], note_of(v)),
    )


def lend(doing: ActionContext) -> int | None:
    """The loan's id, so that its slip can be printed."""
    asset, made = doing.asset, []
    due = DayLine(doing.desk, doing.desk.clock.today() + timedelta(days=7), Leaning.AHEAD)
    editors: Editors = {
        "quantity": quantity_editor(1 if asset.here > 1 else asset.here),
        **borrower_editors(doing.desk),
        "due_on": (_("Due back"), due),
        **note_editors(doing.desk, paper=False),
    }

    def act(work: Work, v: dict[str, Any]) -> None:
        borrower = {name: v[name] for name in ("kind", "resident", "borrower", "contact")}
        quantity, due_on = number_in(v["quantity"], "quantity"), due.day_in("due_on")
        made.append(lending.lend(work, asset.id, LoanRequest(quantity, due_on, *borrower.values()), note_of(v)))

    about = _("{n} {unit} are here.", n=asset.here, unit=asset.unit)
    return made[0] if doing.ask(_("Lend"), editors, act, about) else None


def give_back(doing: ActionContext, loan: lending.Loan) -> bool:
    """归还 of some or all pieces that are still out. True when it was recorded, as with every action here."""
    condition = Combo([(each.label, each) for each in lending.BACK_AS])
    editors = {
        "quantity": quantity_editor(loan.still_out),
        "condition": (_("Condition on return"), condition),
        **note_editors(doing.desk, paper=False),
    }
    about = _(
        "{borrower} borrowed {n} {unit} on {day}, due on {due}.",
        borrower=loan.borrower,
        n=loan.still_out,
        unit=loan.unit,
        day=date_words(loan.lent_on),
        due=date_words(loan.due_on),
    )
    return doing.ask(
        P_("loan", "Return"),
        editors,
        lambda work, v: lending.give_back(
            work, loan.id, number_in(v["quantity"], "quantity"), v["condition"], note_of(v)
        ),
        about,
    )


def prolong(doing: ActionContext, loan: lending.Loan) -> bool:
    due = DayLine(doing.desk, max(loan.due_on, doing.desk.clock.today()) + timedelta(days=7), Leaning.AHEAD)
    return doing.ask(
        _("Extend the loan"),
        {"due_on": (_("Due back"), due)},
        lambda work, _v: lending.prolong(work, loan.id, due.day_in("due_on")),
    )


def reserve(doing: ActionContext) -> bool:
    """Keep it for an activity of the next two months."""
    from desk.books.activities import queries as calendar
    from desk.books.activities.model import OVER

    with doing.desk.read() as work:
        coming = [
            activity
            for activity in calendar.between(work, work.today, work.today + timedelta(days=62))
            if activity.state not in OVER
        ]
    choice = Combo([(f"{activity.day:%m-%d} {activity.times} {activity.title}", activity.id) for activity in coming])
    editors = {"activity": (_("Activity"), choice), "quantity": quantity_editor(1)}

    def act(work: Work, v: dict[str, Any]) -> None:
        if v["activity"] is None:
            raise Invalid(Problem("activity", _("There is no activity to come.")))
        lending.reserve(work, doing.asset.id, v["activity"], number_in(v["quantity"], "quantity"))

    return doing.ask(_("Reserve"), editors, act)


def send_to_repair(doing: ActionContext) -> bool:
    return doing.ask(
        P_("asset", "Send for repair"),
        note_editors(doing.desk, P_("repair", "Repairer")),
        lambda work, v: maintenance.send_to_repair(work, doing.asset.id, note_of(v)),
        required=("day", "reason"),
    )


def repaired(doing: ActionContext) -> bool:
    cost = latin_line(_("yuan"), most=14)
    choice = Combo([(each.label, each) for each in HANDY])
    editors = {
        "cost": (_("Cost, yuan"), cost),
        "condition": (_("Condition"), choice),
        **note_editors(doing.desk, P_("repair that was done", "Repaired by")),
    }
    return doing.ask(
        _("It is repaired"),
        editors,
        lambda work, v: maintenance.repaired(work, doing.asset.id, fen_in(cost, "cost"), v["condition"], note_of(v)),
    )


def inspect(doing: ActionContext) -> bool:
    passed, following = QCheckBox(P_("inspection", "passed")), DayLine(doing.desk, leaning=Leaning.AHEAD)
    following.setPlaceholderText(_("empty: by the card's interval"))
    passed.setChecked(True)
    editors = {
        "passed": (_("Result of the inspection"), passed),
        "inspect_on": (_("Next inspection"), following),
        **note_editors(doing.desk, _("Inspector")),
    }

    def act(work: Work, v: dict[str, Any]) -> None:
        following_day = following.day_or_none("inspect_on")
        maintenance.inspect(work, doing.asset.id, v["passed"], following_day, note_of(v))

    return doing.ask(P_("asset", "Inspect"), editors, act)


def issue(doing: ActionContext) -> bool:
    editors = {"quantity": quantity_editor(1), **note_editors(doing.desk, _("Recipient"), paper=False)}
    about = _("{n} {unit} are here.", n=doing.asset.quantity, unit=doing.asset.unit)
    return doing.ask(
        _("Hand out"),
        editors,
        lambda work, v: maintenance.issue(work, doing.asset.id, number_in(v["quantity"], "quantity"), note_of(v)),
        about,
    )


def restock(doing: ActionContext) -> bool:
    value = latin_line(_("yuan, all of it"), most=14)
    editors = {
        "quantity": quantity_editor(1),
        "value": (_("Original value, yuan"), value),
        **note_editors(doing.desk, _("Supplier")),
    }
    return doing.ask(
        P_("asset", "Restock"),
        editors,
        lambda work, v: maintenance.restock(
            work, doing.asset.id, number_in(v["quantity"], "quantity"), fen_in(value, "value"), note_of(v)
        ),
    )


def split(doing: ActionContext) -> bool:
    editors = {"quantity": quantity_editor(1), "reason": reason_editor()}
    about = _("A new card gets the next number and its share of the value.")
    return doing.ask(
        P_("asset", "Split"),
        editors,
        lambda work, v: cards.split(work, doing.asset.id, number_in(v["quantity"], "quantity"), reason=v["reason"]),
        about,
    )


def merge(doing: ActionContext) -> bool:
    """合并: the other card's pieces come to this one. Refused unless both are of one kind and age."""
    editors: dict[str, tuple[str, QWidget]] = {
        "other": (_("The other card"), ThingFinder(doing.desk)),
        "reason": reason_editor(),
    }

    def act(work: Work, v: dict[str, Any]) -> None:
        if v["other"] is None:
            raise Invalid(Problem("other", _("Please choose the other card.")))
        cards.merge(work, doing.asset.id, v["other"], reason=v["reason"])

    return doing.ask(P_("asset", "Merge with"), editors, act)


def dispose(doing: ActionContext) -> bool:
    """申请处置: a manager decides; until then the thing is 待处置."""
    kind = Combo([(each.label, each) for each in DISPOSALS])
    editors: dict[str, tuple[str, QWidget]] = {
        "kind": (P_("asset", "Disposal"), kind),
        "quantity": quantity_editor(doing.asset.quantity),
        "reason": reason_editor(),
        "paper": (_("Paper number"), line_edit(_("may come with the approval"), most=60)),
    }
    about = _("A manager decides. Until then it is “to be disposed of”.")
    return doing.ask(
        _("Ask to dispose"),
        editors,
        lambda work, v: approvals.propose_disposal(
            work, doing.asset.id, v["kind"], number_in(v["quantity"], "quantity"), v["reason"], paper=v["paper"]
        ),
        about,
        required=("quantity", "reason"),
    )


def revalue(doing: ActionContext) -> bool:
    value = latin_line(_("yuan, all of it"), most=14)
    value.setText(money.plain(doing.asset.value))
    editors = {
        "value": (_("Original value, yuan"), value),
        "reason": reason_editor(),
        "paper": (_("Paper number"), line_edit(most=60)),
    }
    return doing.ask(
        _("Ask for another value"),
        editors,
        lambda work, v: approvals.propose_value(
            work, doing.asset.id, fen_in(value, "value"), v["reason"], paper=v["paper"]
        ),
        _("A manager decides."),
        required=("value", "reason"),
    )


@dataclass(frozen=True)
class AssetAction:
    """One entry of the menu: its words, what it does, when it is there, and what is said when it is done."""

    label: str
    run: Callable[[ActionContext], object]
    fits: Callable[[Asset], bool]
    done: str


def _is(*conditions: AssetCondition) -> Callable[[Asset], bool]:
    return lambda asset: asset.condition in conditions


def _here(asset: Asset) -> bool:
    return not asset.is_gone


ACTS = (
    AssetAction(NP_("asset", "Move"), move, _here, N_("Moved.")),
    AssetAction(N_("Hand over to a keeper"), hand_over, _here, N_("Handed over.")),
    AssetAction(
        N_("Lend"),
        lend,
        lambda a: not a.is_gone and a.here > 0 and not a.is_consumable and a.condition in (*HANDY, AssetCondition.LENT),
        N_("Lent."),
    ),
    AssetAction(N_("Reserve"), reserve, _here, N_("Reserved for the activity.")),
    AssetAction(N_("Hand out"), issue, lambda a: not a.is_gone and a.is_consumable, N_("Handed out.")),
    AssetAction(NP_("asset", "Restock"), restock, lambda a: not a.is_gone and a.is_consumable, N_("Restocked.")),
    AssetAction(NP_("asset", "Inspect"), inspect, _here, N_("The inspection is recorded.")),
    AssetAction(NP_("asset", "Send for repair"), send_to_repair, _is(*HANDY), N_("Recorded as under repair.")),
    AssetAction(N_("It is repaired"), repaired, _is(AssetCondition.REPAIR), N_("Recorded as repaired.")),
    AssetAction(
        N_("Change the condition"),
        change_condition,
        _is(*HANDY, AssetCondition.TO_DISPOSE),
        N_("The condition is changed."),
    ),
    AssetAction(NP_("asset", "Split"), split, lambda a: not a.is_gone and a.quantity > 1, N_("Split into two cards.")),
    AssetAction(NP_("asset", "Merge with"), merge, _here, N_("The two cards are one now.")),
    AssetAction(N_("Ask for another value"), revalue, _here, N_("It waits for the manager.")),
    AssetAction(N_("Ask to dispose"), dispose, _here, N_("It waits for the manager.")),
)
"""Everything, in the order of how often it is done."""
TOGETHER = (move, hand_over, change_condition)
"""What can be done with many things at once."""
