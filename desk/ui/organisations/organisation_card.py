"""The card of an organisation 单位卡: who it is, how it is paired, what it promised and did, what can be done now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.books.organisations import contacts, overview
from desk.books.organisations.model import ORGANISATION_LABELS, OrganisationView
from desk.books.organisations.overview import PartnerLine
from desk.core import identity
from desk.core.errors import DeskError
from desk.core.identity import mask_telephone
from desk.core.permissions import May
from desk.core.telephones import read_out
from desk.core.words import P_, _, bracketed, listed, named
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.organisations import acts, card_rows
from desk.ui.organisations.acts import Chosen, OrganisationAct
from desk.ui.organisations.card_rows import CardRow
from desk.ui.shell.record_window import RecordWindow, beside_actions
from desk.ui.widgets import papers
from desk.ui.widgets.choices import NumberedChoice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import button, clear_layout, fit, keyed, label, row
from desk.ui.widgets.flow import FlowLayout
from desk.ui.widgets.key_cap import CapButton
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.once import shortcut
from desk.ui.widgets.veil import Veil


class OrganisationCard(RecordWindow):
    """Opened from the page, from 查找, or from a figure. Digits choose what is listed, letters what is done."""

    SHOWS = frozenset({"activities", "follow_ups", "matching", "orders", "organisations"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent)
        fit(self, 980, 640)
        self._id = id
        self.leads: tuple[str, object] | None = None
        """Where Enter on a row leads, once the card is closed."""
        self._contact = ("", "")
        self._by_key: dict[str, CapButton] = {}
        self.heading = label("", "title", wrap=True)
        self.facts = label("", wrap=True), label("", wrap=True)
        for each in self.facts:
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            each.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem = label("", "problem", wrap=True)
        names = (_("Show the telephone"), _("Mask again"))
        self.veil = Veil(self, self._show_in_full, self._draw, self.problem.setText, names, "F4")
        shortcut(self, "F4", self.veil.toggle)
        self.view = NumberedChoice(tuple(OrganisationView))
        self.list: ListView[CardRow] = ListView(self._columns(), _("Nothing here yet."), _("What is known"))
        self._actions = QVBoxLayout()
        self._lay_out()
        self.view.choose(OrganisationView.PAIRINGS)
        self._connect()
        self.load()
        self.list.enter()

    def _columns(self) -> list[Column[CardRow]]:
        return [
            Column(P_("organisation", "Day or term"), 196, lambda each: each.day),
            Column(P_("organisation", "What it is"), 160, lambda each: each.text, flex=1),
            Column(_("State"), 90, lambda each: each.state, lambda each: each.tone),
        ]

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        facts = QHBoxLayout()
        facts.setSpacing(16)
        for each in self.facts:
            facts.addWidget(each, 1)
        left.addLayout(facts)
        left.addWidget(self.view)
        left.addWidget(self.list, 1)
        self.agreement = keyed(self, _("Pairing agreement"), self.print_agreement, "Ctrl+P")
        foot = row(self.agreement, self.veil.button, 1, button(_("Close"), self.accept, key="Esc"))
        outer = QVBoxLayout(self)
        outer.addWidget(self.heading)
        outer.addLayout(beside_actions(left, self._actions, self.problem, (7, 3)), 1)
        outer.addLayout(foot)

    def _connect(self) -> None:
        self.view.changed.connect(lambda _view: self._read_rows())
        self.list.on_open(lambda _row: self.open_current())
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key in dict.fromkeys(each.key for each in acts.ACTS if each.key):
            shortcut(self.list, key, partial(self._press, key), context=inside)
        for place, view in enumerate(OrganisationView, 1):
            shortcut(self.list, str(place), partial(self.view.choose, view), context=inside)

    def fill(self) -> None:
        """Read the organisation again, and what is listed of it."""
        with self.desk.read() as work:
            self.line: PartnerLine = overview.line_of(work, self._id, work.today.year)
            self._rows = card_rows.read(work, self._id, self.view.value)
        organisation = self.line.organisation
        self.setWindowTitle(organisation.name)
        out = "" if organisation.active else bracketed(P_("organisation", "out of use"))
        self.heading.setText(f"{organisation.name}{out} · {self.line.standing.label}")
        self._draw()
        self.list.show_all(self._rows, keep=True)
        self._offer()

    def _read_rows(self) -> None:
        with self.desk.read() as work:
            self._rows = card_rows.read(work, self._id, self.view.value)
        self.list.show_all(self._rows)
        self.list.enter()
        self._offer()

    def _draw(self) -> None:
        """What was read; whom to ring up is masked unless somebody asked to see it."""
        for shown, lines in zip(self.facts, self._fact_lines(), strict=True):
            shown.setText("\n".join(named(caption, value) for caption, value in lines if value))
        organisation = self.line.organisation
        self.veil.button.setVisible(bool(organisation.telephone or organisation.liaison))

    def _fact_lines(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What stands at the left and at the right."""
        line, organisation = self.line, self.line.organisation
        liaison, telephone = self._contact
        if not self.veil.lifted:
            liaison = identity.mask_name(organisation.liaison)
            telephone = mask_telephone(organisation.telephone)
        called = {name: _(msgid) for name, msgid in ORGANISATION_LABELS.items()}
        until = _("{standing} until {day}", standing=line.standing.label, day=line.until) if line.until else ""
        year = _(
            "{promised} promised, {delivered} delivered, {people} people",
            promised=line.promised,
            delivered=line.delivered,
            people=line.people,
        )
        left = [
            (called["kind"], organisation.kind.label),
            (called["credit_code"], organisation.credit_code),
            (called["liaison"], f"{liaison}　{read_out(telephone)}".strip()),
            (P_("organisation", "Pairing"), until),
            (P_("organisation", "Also called"), listed(organisation.aliases)),
        ]
        right = [
            (called["roles"], listed(role.label for role in organisation.roles)),
            (called["party_name"], organisation.party_name),
            (called["address"], organisation.address),
            (P_("organisation", "This year"), year if line.promised or line.delivered else ""),
            (called["remark"], self._remark()),
        ]
        return left, right

    def _remark(self) -> str:
        organisation = self.line.organisation
        return (
            organisation.remark if self.veil.lifted else identity.mask_text(organisation.remark, organisation.liaison)
        )

    @property
    def chosen(self) -> Chosen:
        """The organisation, with the pairing that is chosen in the list, else the one that counts today."""
        current = self.list.current()
        pairing = current.pairing if current is not None and current.pairing is not None else self.line.pairing
        return Chosen(self.line.organisation, pairing)

    def _offer(self) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        self._by_key = {}
        self.agreement.setVisible(self.chosen.pairing is not None)
        if not self.desk.actor.may(May.KEEP_PARTNERS):
            return
        made = []
        for each in acts.fitting(self.chosen):
            made.append(button(_(each.label), self.doing(partial(self._act, each)), key=each.key))
            if each.key:
                self._by_key[each.key] = made[-1]
        holder = QWidget()
        holder.setLayout(FlowLayout(*made))
        self._actions.addWidget(holder)

    def _press(self, key: str) -> None:
        if key in self._by_key:
            self._by_key[key].click()

    def _act(self, offered: OrganisationAct) -> str:
        if sentence := offered.act(self, self.desk, self.chosen):
            self.veil.drop()
        return sentence

    def open_current(self) -> None:
        """Enter: a pairing is corrected here, everything else is opened where it is kept."""
        current = self.list.current()
        if current is None:
            return
        if current.leads_to:
            self.leads = (current.leads_to, current.about)
            self.accept()
        elif current.pairing is not None:
            self._press("G")
            self._press("Q")

    def print_agreement(self) -> None:
        """Ctrl+P 共建协议 of the pairing."""
        pairing = self.chosen.pairing
        if pairing is None:
            return
        try:
            papers.preview(self, self.desk, "pairing-agreement", pairing.number, number=Given(pairing))
        except DeskError as error:
            self.problem.setText(error.message)

    def _show_in_full(self) -> None:
        with self.desk.write() as work:
            purpose = _("Card of {name}", name=self.line.organisation.name)
            seen = contacts.look_up(work, self._id, purpose)
        self._contact = (seen.liaison, seen.telephone)
        self.problem.setText("")
        self.veil.rest(lifted=True)
        self._draw()
