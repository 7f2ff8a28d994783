"""Sending an order 派单: who is proposed and why; Enter takes the first, arrows another, typing looks for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desk.books.orders import dispatching, helping, proposals, queries
from desk.books.orders.model import LABELS, Order
from desk.books.orders.proposals import Candidate
from desk.books.organisations import queries as organisations
from desk.books.teams import queries as teams
from desk.books.teams.model import Team
from desk.core import name_search
from desk.core.errors import Invalid, Problem
from desk.core.tone import Tone
from desk.core.words import P_, _, phrases
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.shell.text_size import hold
from desk.ui.widgets import papers
from desk.ui.widgets.controls import Combo, Field, keyed, label, line_edit, row
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.line_list import LineList

STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
LIST_HEIGHT = 300
"""Pixels, at least."""


@dataclass(frozen=True)
class Receiver:
    """To whom an order can be sent: a member, or a team as a whole."""

    name: str
    team_id: int
    team: str
    reasons: str
    member_id: int | None = None
    needs_leader: bool = False


def receivers(candidates: list[Candidate], all_teams: list[Team]) -> list[Receiver]:
    """The members, the best first, then each team as a whole."""
    members = [
        Receiver(
            each.member.name,
            each.team_id,
            each.member.team,
            phrases(each.reasons),
            each.member_id,
            each.needs_leader,
        )
        for each in candidates
    ]
    whole = _("Whoever of the team answers first takes it.")
    return members + [Receiver(_("Whole team"), team.id, team.name, whole) for team in all_teams]


class SendOrder(FormDialog):
    """``receiver`` is who it was sent to; ``is_copied``: the text for the group is on the clipboard."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order) -> None:
        super().__init__(parent, _("Send {number}", number=order.number))
        self.setMinimumWidth(720)
        self._desk, self._order = desk, order
        self.receiver: Receiver | None = None
        self.is_copied = False
        self._shown: list[Receiver] = []
        with desk.read() as work:
            self._receivers = receivers(proposals.candidates(work, order), teams.all_teams(work))
            self._for_leader = dispatching.needs_leader(work, order)
            offered = organisations.names(work)
        self.organisation = Combo([(P_("order", "nobody"), None), *((each.name, each.id) for each in offered)])
        self.organisation.choose(order.organisation_id)
        self.text = line_edit(_("Name, initials, team or skill"), most=40)
        self.people = LineList(_("Who is proposed"))
        hold(self.people, QWidget.setMinimumHeight, LIST_HEIGHT)
        self._lay_out()
        self.text.textEdited.connect(lambda _text: self._show())
        self.text.installEventFilter(self)
        self.people.itemDoubleClicked.connect(lambda _item: self.ok.click())
        self._show()
        self.text.setFocus()

    def _lay_out(self) -> None:
        order = self._order
        about = "　".join(
            filter(None, (order.kind.label, order.who, order.whereabouts, order.masked(order.description)))
        )
        self._column.addWidget(label(about, "muted", wrap=True))
        if self._for_leader:
            sentence = _("It came back {n} times: the leader in charge sends it.", n=order.refused_times)
            self._column.addWidget(label(sentence, "notice", wrap=True))
        self.add("receiver", Field(_("Find"), self.text, width=FULL))
        self._column.addWidget(self.people, 1)
        self.add("organisation", Field(_(LABELS["organisation_id"]), self.organisation))
        copying = keyed(self, _("Send, and copy for the group"), self.send_and_copy, "F4")
        self._column.addLayout(row(1, copying))
        self.finish(P_("order", "Send"))

    def _show(self) -> None:
        """Who fits what is typed; the first is chosen."""
        typed = self.text.text().strip()
        names = name_search.fitting([each.name for each in self._receivers], typed) if typed else []
        self._shown = [each for each in self._receivers if not typed or each.name in names or _says(each, typed)]
        self.people.clear()
        for each in self._shown:
            tag = P_("order", "Leader agrees") if each.needs_leader else ""
            self.people.add(f"{each.name}　{each.team}", each.reasons, tag, Tone.DANGER)
        self.people.setCurrentRow(0 if self._shown else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the line step through the list under it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in STEPS:
            return super().eventFilter(watched, event)
        if watched is self.text:
            self._step(event.key())
            return True
        return super().eventFilter(watched, event)

    def _step(self, key: int) -> None:
        page = 5 if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else 1
        down = key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
        at = self.people.currentRow() + (page if down else -page)
        self.people.setCurrentRow(min(max(at, 0), len(self._shown) - 1))
        if (item := self.people.currentItem()) is not None:
            self.people.scrollToItem(item, QAbstractItemView.ScrollHint.EnsureVisible)

    def send_and_copy(self) -> None:
        """F4: sent, and the text for the team's group is ready to paste."""
        self.is_copied = True
        self.ok.click()
        self.is_copied = self.is_copied and self.receiver is not None

    def do(self) -> None:
        at = self.people.currentRow()
        if not 0 <= at < len(self._shown):
            raise Invalid(Problem("receiver", _("Please choose a member or a team.")))
        chosen = self._shown[at]
        with self._desk.write() as work:
            dispatching.offer(work, self._order.id, chosen.team_id, chosen.member_id)
            helping.ask_organisation(work, self._order.id, self.organisation.value)
        self.receiver = chosen
        if self.is_copied:
            copy_message(self._desk, self._order.id)


def copy_message(desk: Desk, id: int) -> None:
    """The text for the group of the team that an order was sent to, onto the clipboard. Raises ``Refused``."""
    with desk.read() as work:
        order = queries.find(work, id)
        text = papers.text(desk, work, "order", number=Given(order))
    QApplication.clipboard().setText(text)


def _says(receiver: Receiver, typed: str) -> bool:
    return typed in receiver.team or typed in receiver.reasons or typed in receiver.name
