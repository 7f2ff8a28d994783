"""A new follow-up 交办: what is to be done, by whom, who checks it, and by when."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from desk.books import staff
from desk.books.follow_ups import opening, rules
from desk.books.follow_ups.model import FollowUp, FollowUpOwner, NewFollowUp, OwnerKind
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, bracketed
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, Field, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping

OUTSIDE = FollowUpOwner(OwnerKind.OUTSIDE, "")


class NewFollowUpForm(FormDialog):
    """Whoever opens it checks it, unless somebody else is chosen; never who does it. ``made`` is the new item."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("New follow-up"))
        self.setMinimumWidth(560)
        self._desk = desk
        self.made: FollowUp | None = None
        with desk.read() as work:
            owners, due_on = opening.owners(work), rules.usual_due_day(work)
            people = [each for each in staff.everyone(work) if each.active]
        self.description = Wrapping(rules.LONGEST_DESCRIPTION)
        offered = [(owner_words(each), each) for each in owners]
        self.owner = Combo([(_("Please choose"), None), *offered, (OwnerKind.OUTSIDE.label, OUTSIDE)])
        self.owner_name = line_edit(most=rules.LONGEST_NAME)
        self.checker = Combo([(each.name, each.id) for each in people])
        self.checker.choose(desk.actor.id)
        self.due_on = DayLine(desk, due_on, Leaning.AHEAD)
        self.urgent = QCheckBox(P_("follow-up", "Urgent"))
        self._lay_out()
        self.owner.currentIndexChanged.connect(self._owner_chosen)
        self._owner_chosen()
        self.description.setFocus()

    def _lay_out(self) -> None:
        self.add("description", Field(P_("follow-up", "What"), self.description, required=True, width=FULL))
        self.add("owner", Field(P_("follow-up", "Owner"), self.owner, required=True))
        self.add("owner_name", Field(P_("follow-up", "Name"), self.owner_name, _("A person, office or firm.")))
        hint = _("Only the checker closes it, never whoever does it.")
        self.add("checker", Field(P_("follow-up", "Checker"), self.checker, hint))
        self.add("due_on", Field(P_("follow-up", "Due day"), self.due_on))
        self.add("urgent", Field(P_("follow-up", "Urgency"), self.urgent))
        self.finish(P_("follow-up", "Open"))

    def _owner_chosen(self) -> None:
        self.fields["owner_name"].setVisible(self.owner.value == OUTSIDE)

    def entered(self) -> NewFollowUp:
        """What is typed, not yet checked. Raises ``Invalid`` for a day that is none."""
        owner = self.owner.value or FollowUpOwner(OwnerKind.STAFF, "")
        if owner == OUTSIDE:
            owner = FollowUpOwner(OwnerKind.OUTSIDE, self.owner_name.text())
        return NewFollowUp(
            self.description.text(),
            owner,
            self.checker.value,
            self.due_on.day_in("due_on"),
            urgent=self.urgent.isChecked(),
        )

    def do(self) -> None:
        new = self.entered()
        with self._desk.write() as work:
            self.made = opening.open_item(work, new)


def owner_words(owner: FollowUpOwner) -> str:
    """林小芳, or 第一突击队（突击队）."""
    return owner.name if owner.kind is OwnerKind.STAFF else owner.name + bracketed(owner.kind.label)
