"""The forms of a pairing 结对: what is agreed and for how long, and why it is paused or ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk.books.organisations import pairings, rules
from desk.books.organisations.model import PAIRING_LABELS, NewPairing, Organisation, Pairing, PairingState
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets.controls import Field, line_edit, row
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping

LONGEST_TYPED = 400
"""Characters that can be typed in a line; what is too long is said, not cut."""


class EditPairing(FormDialog):
    """An agreement: new, renewed, or one that there is. With the day of signing it holds, without it is intended."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        organisation: Organisation,
        pairing: NewPairing | None = None,
        *,
        title: str = "",
    ) -> None:
        super().__init__(parent, title or _("Pairing with {name}", name=organisation.name))
        self.setMinimumWidth(680)
        self._desk = desk
        with desk.read() as work:
            usual = NewPairing(organisation.id, work.today, rules.usual_last_day(work, work.today))
        self._pairing = pairing or usual
        self.number = ""
        """Once it is stored."""
        self.first, self.last = DayLine(desk), DayLine(desk)
        self.signed_on = DayLine(desk, leaning=Leaning.BACK)
        self.paper = line_edit(_("as 凤党联〔2026〕3号"), most=LONGEST_TYPED)
        self.agreed = QPlainTextEdit()
        self.agreed.setTabChangesFocus(True)
        called = {name: _(msgid) for name, msgid in PAIRING_LABELS.items()}
        self._pair(
            first=Field(called["first"], self.first, required=True),
            last=Field(called["last"], self.last, required=True),
        )
        signing = _("Empty: it is only intended.")
        self._pair(
            signed_on=Field(called["signed_on"], self.signed_on, signing),
            paper=Field(called["paper"], self.paper),
        )
        self.add("agreed", Field(called["agreed"], self.agreed, width=FULL))
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(self._pairing)
        self.finish(_("Save"))
        (self.signed_on if self._pairing.agreed else self.first).setFocus()

    def _pair(self, **fields: Field) -> None:
        self._column.addLayout(row(*fields.values()))
        self.fields |= fields

    def _show(self, pairing: NewPairing) -> None:
        self.first.show_day(pairing.first)
        self.last.show_day(pairing.last)
        self.signed_on.show_day(pairing.signed_on)
        self.paper.setText(pairing.paper)
        self.agreed.setPlainText(pairing.agreed)

    def _typed(self) -> NewPairing:
        return replace(
            self._pairing,
            first=self.first.day_in("first"),
            last=self.last.day_in("last"),
            signed_on=self.signed_on.day_or_none("signed_on"),
            paper=self.paper.text(),
            agreed=self.agreed.toPlainText(),
        )

    def do(self) -> None:
        with self._desk.write() as work:
            self.number = self._store(work).number

    def _store(self, work: Work) -> Pairing:
        """An intended one whose day of signing was entered is signed by that."""
        assert self.editing is not None
        wanted, read = self.editing.wanted, self.editing.read
        if not isinstance(wanted, Pairing):
            return pairings.add(work, wanted)
        signs = wanted.state is PairingState.INTENDED and wanted.signed_on is not None
        stored = pairings.edit(work, replace(wanted, signed_on=None) if signs else wanted, read=read)
        if signs and wanted.signed_on is not None:
            return pairings.sign(work, stored.id, stored.version, wanted.signed_on)
        return stored


class PairingReason(FormDialog):
    """Why a pairing is paused or ended."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        pairing: Pairing,
        title: str,
        caption: str,
        act: Callable[[Work, int, int, str], Any],
    ) -> None:
        super().__init__(parent, title)
        self._desk, self._stored, self._act = desk, pairing, act
        self.reason = Wrapping(LONGEST_TYPED)
        self.add("reason", Field(P_("pairing", "Reason"), self.reason, required=True, width=FULL))
        self.finish(caption)
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            self._act(work, self._stored.id, self._stored.version, self.reason.toPlainText())
