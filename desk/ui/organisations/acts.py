"""What can be done with an organisation and its pairing, from the page and from the card alike. Each act tells what
came of it, in words for a toast; nothing where somebody went back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk.books.organisations import organisations, pairing_queries, pairings
from desk.books.organisations.model import PAIRING_MOVES, SIGNED, Organisation, Pairing, PairingState
from desk.core.words import NP_, P_, _
from desk.services.session import Desk
from desk.ui.organisations.organisation_forms import EditOrganisation, MergeOrganisations
from desk.ui.organisations.pairing_forms import EditPairing, PairingReason
from desk.ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True)
class Chosen:
    """What an act is about: an organisation, and the pairing that is chosen or counts today."""

    organisation: Organisation
    pairing: Pairing | None = None

    @property
    def state(self) -> PairingState | None:
        """Where the pairing stands; None without one."""
        return self.pairing.state if self.pairing else None


Act = Callable[[QWidget, Desk, Chosen], str]


def _asked(form: FormDialog) -> bool:
    is_stored = bool(form.exec())
    form.deleteLater()
    return is_stored


def _the(chosen: Chosen) -> Pairing:
    assert chosen.pairing is not None
    return chosen.pairing


def _now(desk: Desk, pairing: Pairing) -> str:
    with desk.read() as work:
        now = pairing_queries.find(work, pairing.id)
    return _("{number} is now “{state}”.", number=now.number, state=now.state.label)


def change(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """修改: what is known of the organisation."""
    return _("Saved.") if _asked(EditOrganisation(parent, desk, chosen.organisation)) else ""


def pair(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """结对: a new agreement."""
    form = EditPairing(parent, desk, chosen.organisation)
    return _("Pairing {number} is entered.", number=form.number) if _asked(form) else ""


def renew(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """续签: the same agreement for the time after the old one."""
    was = _the(chosen)
    with desk.read() as work:
        new = pairings.following(work, was)
    title = _("Renew {number}", number=was.number)
    form = EditPairing(parent, desk, chosen.organisation, new, title=title)
    return _("Pairing {number} is entered.", number=form.number) if _asked(form) else ""


def correct(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """What is agreed, and when it was signed."""
    was = _the(chosen)
    form = EditPairing(parent, desk, chosen.organisation, was, title=_("Pairing {number}", number=was.number))
    return _now(desk, was) if _asked(form) else ""


def pause(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """暂停, with a reason; what is paused goes on 恢复 at once."""
    was = _the(chosen)
    if was.state is PairingState.PAUSED:
        with desk.write() as work:
            pairings.resume(work, was.id, was.version)
        return _now(desk, was)
    title = _("Pause {number}", number=was.number)
    form = PairingReason(parent, desk, was, title, P_("pairing", "Pause"), pairings.pause)
    return _now(desk, was) if _asked(form) else ""


def end(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """终止, with a reason."""
    was = _the(chosen)
    title = _("End {number}", number=was.number)
    form = PairingReason(parent, desk, was, title, P_("pairing", "End"), pairings.end)
    return _now(desk, was) if _asked(form) else ""


def merge(parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """合并: another record of the same organisation is taken in."""
    kept = chosen.organisation
    is_merged = _asked(MergeOrganisations(parent, desk, kept))
    return _("One record now: “{name}”.", name=kept.name) if is_merged else ""


def retire(_parent: QWidget, desk: Desk, chosen: Chosen) -> str:
    """停用, or in use again."""
    organisation = chosen.organisation
    with desk.write() as work:
        organisations.set_active(work, organisation.id, not organisation.active)
    if organisation.active:
        return _("“{name}” is out of use.", name=organisation.name)
    return _("“{name}” is in use again.", name=organisation.name)


@dataclass(frozen=True)
class OrganisationAct:
    """An act with what it is called, its key, and in which states of the pairing it makes sense; None: always."""

    act: Act
    label: str
    key: str
    states: tuple[PairingState | None, ...] | None = None
    active: bool | None = None
    """Only for an organisation in use, or out of use; None: for both."""

    def fits(self, chosen: Chosen) -> bool:
        """Can it be done now?"""
        fits_use = self.active is None or chosen.organisation.active is self.active
        return fits_use and (self.states is None or chosen.state in self.states)


def _from(to: PairingState) -> tuple[PairingState, ...]:
    return tuple(was for was, state in PAIRING_MOVES if state is to)


ACTS: Sequence[OrganisationAct] = (
    OrganisationAct(pair, NP_("pairing", "New pairing…"), "J", active=True),
    OrganisationAct(correct, NP_("pairing", "Sign…"), "Q", (PairingState.INTENDED,)),
    OrganisationAct(renew, NP_("pairing", "Renew…"), "X", (*SIGNED, PairingState.ENDED), active=True),
    OrganisationAct(correct, NP_("pairing", "Correct the pairing…"), "G", SIGNED),
    OrganisationAct(pause, NP_("pairing", "Pause…"), "T", (PairingState.PAIRED,)),
    OrganisationAct(pause, NP_("pairing", "Go on"), "T", (PairingState.PAUSED,)),
    OrganisationAct(end, NP_("pairing", "End…"), "Z", _from(PairingState.ENDED)),
    OrganisationAct(change, NP_("organisation", "Change…"), "B"),
    OrganisationAct(merge, NP_("organisation", "Merge…"), "H"),
    OrganisationAct(retire, NP_("organisation", "Out of use"), "", active=True),
    OrganisationAct(retire, NP_("organisation", "In use again"), "", active=False),
)
"""In the order in which the card offers them. The letters are the initials of the words."""


def fitting(chosen: Chosen) -> list[OrganisationAct]:
    """What can be done now, by whoever keeps the partners."""
    return [each for each in ACTS if each.fits(chosen)]
