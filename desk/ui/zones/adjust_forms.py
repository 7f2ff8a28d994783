"""The forms of an adjustment 功能区调整: deciding on it, putting it into effect, saying whether it helped."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books import staff
from desk.books.follow_ups import opening
from desk.books.follow_ups import rules as follow_up_rules
from desk.books.follow_ups.model import FollowUpOwner, OwnerKind
from desk.books.zones import adjusting, queries, rules
from desk.books.zones.adjusting import Carrying
from desk.books.zones.comparison import Comparison
from desk.books.zones.lowness import rate_words, satisfaction_words
from desk.books.zones.model import Adjustment, AdjustmentKind, AdjustmentState, NewAdjustment, ZoneDetails
from desk.core.calendar import date_words
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, bracketed, named
from desk.services.session import Desk
from desk.ui.follow_ups.new_form import OUTSIDE
from desk.ui.settings.centre import hours_in
from desk.ui.widgets.choices import Choice, NumberedChoice
from desk.ui.widgets.controls import Combo, Field, label, latin_line, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL, NARROW
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping


class AdjustZone(FormDialog):
    """How a zone is changed, from when on, and who sees to it. ``made`` is the new adjustment."""

    def __init__(self, parent: QWidget, desk: Desk, zone: ZoneDetails, reason: str = "") -> None:
        """``reason`` is what the numbers say, to be gone on with."""
        super().__init__(parent, _("Adjust “{zone}”", zone=zone.name))
        self.setMinimumWidth(600)
        self._desk, self._zone = desk, zone
        self.made: Adjustment | None = None
        with desk.read() as work:
            owners, due_on = opening.owners(work), follow_up_rules.usual_due_day(work)
            others = [each for each in queries.names(work) if each.id != zone.id]
            people = [each for each in staff.everyone(work) if each.active]
        self.kind = NumberedChoice(tuple(AdjustmentKind))
        self.hours = latin_line("14:00-20:00", most=30)
        self.purpose = line_edit(most=rules.LONGEST_PURPOSE)
        self.other = Combo([(_("Please choose"), None), *((each.name, each.id) for each in others)])
        self.reason, self.description = Wrapping(rules.LONGEST_TEXT), Wrapping(rules.LONGEST_TEXT)
        self.reason.setText(reason)
        self.effective_on = DayLine(desk, None, Leaning.AHEAD)
        offered = [(_owner_words(each), each) for each in owners]
        self.owner = Combo([(_("Please choose"), None), *offered, (OwnerKind.OUTSIDE.label, OUTSIDE)])
        self.owner_name = line_edit(most=follow_up_rules.LONGEST_NAME)
        self.checker = Combo([(each.name, each.id) for each in people])
        self.checker.choose(desk.actor.id)
        self.due_on = DayLine(desk, due_on, Leaning.AHEAD)
        self._lay_out()
        self.kind.changed.connect(lambda _kind: self._show_fields())
        self.owner.currentIndexChanged.connect(lambda _at: self._show_fields())
        self.kind.choose(AdjustmentKind.HOURS)
        self.kind.setFocus()

    def _lay_out(self) -> None:
        self.add("kind", Field(P_("adjustment", "Kind"), self.kind, required=True))
        now = self._zone.hours_words or _("the centre's hours")
        hint = _("Now: {hours}", hours=now)
        self.add("hours", Field(P_("zone", "Hours"), self.hours, hint, required=True, width=NARROW))
        hint = _("Now: {purpose}", purpose=self._zone.purpose) if self._zone.purpose else ""
        self.add("purpose", Field(P_("zone", "Purpose"), self.purpose, hint, required=True, width=FULL))
        hint = _("Its rooms go along, and their people of past months; months handed in stay as they are.")
        self.add("other_zone_id", Field(P_("adjustment", "Into"), self.other, hint, required=True))
        self.add("reason", Field(P_("adjustment", "Reason"), self.reason, required=True, width=FULL))
        self.add("description", Field(P_("adjustment", "What is done"), self.description, required=True, width=FULL))
        self.add("effective_on", Field(P_("adjustment", "From"), self.effective_on, required=True))
        hint = _("Gets a follow-up.")
        self.add("owner", Field(P_("follow-up", "Owner"), self.owner, hint, required=True))
        self.add("owner_name", Field(P_("follow-up", "Name"), self.owner_name, required=True))
        self.add("checker", Field(P_("follow-up", "Checker"), self.checker))
        self.add("due_on", Field(P_("follow-up", "Due day"), self.due_on, required=True))
        self.finish(P_("adjustment", "Decide"))

    def _show_fields(self) -> None:
        kind = self.kind.value
        self.fields["hours"].setVisible(kind is AdjustmentKind.HOURS)
        self.fields["purpose"].setVisible(kind is AdjustmentKind.PURPOSE)
        self.fields["other_zone_id"].setVisible(kind is AdjustmentKind.MERGE)
        self.fields["owner_name"].setVisible(self.owner.value == OUTSIDE)

    def entered(self) -> NewAdjustment:
        """What is typed. Raises ``Invalid`` for hours or a day that are none."""
        kind = self.kind.value
        opens, closes = hours_in(self.hours.text()) if kind is AdjustmentKind.HOURS else (None, None)
        return NewAdjustment(
            self._zone.id,
            kind,
            self.reason.text(),
            self.description.text(),
            self.other.value if kind is AdjustmentKind.MERGE else None,
            self.effective_on.day_or_none("effective_on"),
            self.purpose.text() if kind is AdjustmentKind.PURPOSE else "",
            opens,
            closes,
        )

    def _carrying(self) -> Carrying:
        owner = self.owner.value or FollowUpOwner(OwnerKind.STAFF, "")
        if owner == OUTSIDE:
            owner = FollowUpOwner(OwnerKind.OUTSIDE, self.owner_name.text())
        return Carrying(owner, self.checker.value, self.due_on.day_in("due_on"))

    def do(self) -> None:
        new, carrying = self.entered(), self._carrying()
        with self._desk.write() as work:
            self.made = adjusting.decide(work, new, carrying)


def _owner_words(owner: FollowUpOwner) -> str:
    """林小芳, or 第一突击队（突击队）."""
    return owner.name if owner.kind is OwnerKind.STAFF else owner.name + bracketed(owner.kind.label)


class PutIntoEffect(FormDialog):
    """From which day on it really holds."""

    def __init__(self, parent: QWidget, desk: Desk, adjustment: Adjustment) -> None:
        super().__init__(parent, _("{number}: in effect", number=adjustment.number))
        self._desk, self._adjustment = desk, adjustment
        today = desk.clock.today()
        planned = adjustment.effective_on or today
        self.effective_on = DayLine(desk, min(planned, today), Leaning.BACK)
        hint = _("Planned: {day}. The months before and after this day are compared.", day=date_words(planned, today))
        self._column.addWidget(label(adjustment.description, "muted", wrap=True))
        self.add("effective_on", Field(P_("adjustment", "From"), self.effective_on, hint, required=True))
        self.finish(P_("adjustment", "Put into effect"))
        self.effective_on.setFocus()

    def do(self) -> None:
        day = self.effective_on.day_in("effective_on")
        with self._desk.write() as work:
            adjusting.take_effect(work, self._adjustment.id, self._adjustment.version, day)


class Conclude(FormDialog):
    """Whether it helped: what the numbers say is chosen already."""

    def __init__(self, parent: QWidget, desk: Desk, compared: Comparison) -> None:
        adjustment = compared.adjustment
        super().__init__(parent, _("{number}: did it help?", number=adjustment.number))
        self._desk, self._adjustment = desk, adjustment
        self._column.addWidget(label("\n".join(comparison_lines(compared)), wrap=True))
        self.outcome = Choice((AdjustmentState.RECOVERED, AdjustmentState.NOT_RECOVERED))
        self.outcome.choose(rules.concluded(compared.has_recovered))
        self.remark = Wrapping(rules.LONGEST_TEXT)
        hint = _("Needed where it is not what the numbers say.")
        self.add("outcome", Field(P_("adjustment", "Outcome"), self.outcome, required=True))
        self.add("remark", Field(P_("adjustment", "Remark"), self.remark, hint, width=FULL))
        self.finish(P_("adjustment", "Conclude"))
        self.outcome.setFocus()

    def do(self) -> None:
        recovered = self.outcome.value is AdjustmentState.RECOVERED
        with self._desk.write() as work:
            adjusting.conclude(work, self._adjustment.id, self._adjustment.version, recovered, self.remark.text())


class WithdrawAdjustment(FormDialog):
    """It will not be done after all."""

    def __init__(self, parent: QWidget, desk: Desk, adjustment: Adjustment) -> None:
        super().__init__(parent, _("Withdraw {number}", number=adjustment.number))
        self._desk, self._adjustment = desk, adjustment
        self.remark = Wrapping(rules.LONGEST_TEXT)
        hint = _("Its follow-up stays open until its checker closes it.")
        self.add("remark", Field(P_("adjustment", "Reason"), self.remark, hint, required=True, width=FULL))
        self.finish(P_("adjustment", "Withdraw"))
        self.remark.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            adjusting.withdraw(work, self._adjustment.id, self._adjustment.version, self.remark.text())


def comparison_lines(compared: Comparison) -> list[str]:
    """Three months before and after, in lines."""
    before, after = compared.before, compared.after
    change = "" if compared.change is None else bracketed(f"{compared.change:+d}%")
    lines = [
        named(P_("zone", "People"), _pair(f"{before.people:,}", f"{after.people:,}")),
        named(P_("zone", "Per hour"), _pair(rate_words(before.rate), rate_words(after.rate)) + change),
    ]
    if before.answers.given or after.answers.given:
        shown = (satisfaction_words(each, compared.rules) for each in (before, after))
        lines.append(named(P_("zone", "Satisfaction"), _pair(*shown)))
    outcome = rules.concluded(compared.has_recovered).label
    if compared.is_over:
        return [*lines, named(_("The numbers say"), outcome)]
    day = date_words(compared.after_span[1], None)
    return [*lines, _("The three months after end on {day}.", day=day)]


def _pair(before: str, after: str) -> str:
    return P_("before and after", "{before} → {after}", before=before, after=after)
