"""The next step of an adjustment 功能区调整: in effect, then whether it helped. Page and card do the same."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.zones import comparison, lowness, queries
from desk.books.zones.model import Adjustment, AdjustmentState, ZoneDetails
from desk.core.errors import Refused
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.zones.adjust_forms import AdjustZone, Conclude, PutIntoEffect, WithdrawAdjustment
from desk.ui.zones.zone_forms import ZoneForm


def adjust(over: QWidget, desk: Desk, zone: ZoneDetails) -> str:
    """Decide on a change; what is told of it, empty where it was left. Raises ``Refused`` while another goes on."""
    with desk.read() as work:
        going_on = queries.going_on(work, zone.id)
        low = next((each for each in lowness.low_zones(work, work.today) if each.id == zone.id), None)
    if going_on is not None:
        raise Refused(
            _(
                "{number} of “{zone}” is not over yet. Please conclude or withdraw it first.",
                number=going_on.number,
                zone=zone.name,
            )
        )
    form = AdjustZone(over, desk, zone, low.why if low else "")
    made = form.made if _asked(form) else None
    return _("{number} is decided on and has a follow-up.", number=made.number) if made else ""


def go_on(over: QWidget, desk: Desk, adjustment: Adjustment) -> str:
    """The next step of it; what is told, empty where it was left. Raises ``Refused`` where there is none now."""
    if adjustment.state is AdjustmentState.DECIDED:
        done = _asked(PutIntoEffect(over, desk, adjustment))
        return _("{number} is in effect.", number=adjustment.number) if done else ""
    if adjustment.state is not AdjustmentState.IN_EFFECT:
        state = adjustment.state.label
        raise Refused(_("{number} is “{state}”: nothing is left to do.", number=adjustment.number, state=state))
    with desk.read() as work:
        compared = comparison.compare(work, adjustment)
    if compared is None or not compared.is_over:
        raise Refused(_("The three months of {number} are not over yet.", number=adjustment.number))
    return _("{number} is concluded.", number=adjustment.number) if _asked(Conclude(over, desk, compared)) else ""


def withdraw(over: QWidget, desk: Desk, adjustment: Adjustment) -> str:
    """Take it back before it is in effect; what is told, empty where it was left."""
    done = _asked(WithdrawAdjustment(over, desk, adjustment))
    return _("{number} is withdrawn.", number=adjustment.number) if done else ""


def change(over: QWidget, desk: Desk, zone: ZoneDetails) -> str:
    """What the centre says of a zone; what is told, empty where it was left."""
    return _("Saved.") if _asked(ZoneForm(over, desk, zone)) else ""


def _asked(form: FormDialog) -> bool:
    stored = bool(form.exec())
    form.deleteLater()
    return stored
