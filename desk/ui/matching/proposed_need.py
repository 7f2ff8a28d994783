"""A need that orders of one kind propose 点单线索: put on the list, or dismissed with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk.books.matching import proposals
from desk.books.matching.model import code_of
from desk.books.matching.proposals import ProposedNeed
from desk.core.words import P_
from desk.services.session import Desk
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.widgets.controls import keyed
from desk.ui.widgets.form_dialog import ask


class RaiseProposed(RaiseNeed):
    """Begins with what was counted; ``is_dismissed`` where it is not to be proposed again."""

    def __init__(self, parent: QWidget, desk: Desk, proposal: ProposedNeed) -> None:
        self._proposal, self.is_dismissed = proposal, False
        new = proposal.need
        super().__init__(parent, desk, new.source, new.subject, new.description, code_of(new.kind))
        self.people.setValue(new.people)

    def acts(self) -> Sequence[QWidget]:
        return (keyed(self, P_("need", "Do not propose it…"), self.dismiss, "Ctrl+D"),)

    def dismiss(self) -> None:
        """不列: why, and it does not come back this month."""

        def act(typed: dict[str, str]) -> None:
            with self._desk.write() as work:
                proposals.dismiss(work, self._proposal, typed["reason"])

        if ask(self, self._proposal.sentence, {"reason": P_("match", "Reason")}, act):
            self.is_dismissed = True
            self.done(0)
