"""The page 红色合伙人: organisations, their pairings, and what each has promised and delivered."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk.books.organisations import contacts, merging, overview
from desk.books.organisations.model import (
    OrganisationRole,
    PairingStanding,
)
from desk.books.organisations.overview import PartnerLine
from desk.core import identity, name_search
from desk.core.identity import mask_telephone
from desk.core.permissions import May
from desk.core.telephones import read_out
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, listed, phrases
from desk.services.session import Desk
from desk.ui.organisations import acts
from desk.ui.organisations.acts import Act, Chosen
from desk.ui.organisations.organisation_card import OrganisationCard
from desk.ui.organisations.organisation_forms import EditOrganisation, LinkOrganisers
from desk.ui.organisations.partner_papers import PartnerPapers
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import hold
from desk.ui.widgets import quietly
from desk.ui.widgets.columns import Column
from desk.ui.widgets.contact_veil import ContactVeil
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.lists import ListView

FIND_AFTER_MS = 120


class PartnersPage(ColumnPage):
    """红色合伙人: everybody may read it and ring somebody up; telephones are masked until somebody asks."""

    SHOWS = frozenset({"activities", "centre", "matching", "orders", "organisations"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[PartnerLine] = []
        self._doubles = 0
        self.text = line_edit(_("Name, initials or credit code"))
        self.text.setAccessibleName(_("Find an organisation"))
        self.role = Combo([(_("Every role"), None), *((role.label, role) for role in OrganisationRole)])
        self.role.setAccessibleName(P_("organisation", "Known as"))
        self.standing = Combo([(_("Paired or not"), None), *((each.label, each) for each in PairingStanding)])
        self.standing.setAccessibleName(P_("organisation", "Pairing"))
        self.with_retired = QCheckBox(_("also out of use"))
        self.list: ListView[PartnerLine] = ListView(
            self._columns(),
            _("No organisations yet. F2 enters the first; a whole list is taken in on the page of imports."),
            _("Organisations"),
        )
        self.contact = ContactVeil(self, self.list, self._look_up, lambda sentence: self.toast.emit(sentence, "bad"))
        self.papers = PartnerPapers(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._add = self.button(self.add)
        hold(self.text, QLineEdit.setMinimumWidth, 220)
        self.column.addLayout(row(self.text, self.role, self.standing, self.with_retired))
        self.column.addWidget(self.list, 1)
        keeping = [self.button(act) for act in (self.link, self.merge, self.renew, self.pair)]
        mine = keeping if self.desk.actor.may(May.KEEP_PARTNERS) else []
        self.column.addLayout(row(self.contact.button, self.contact.text, 1, *mine))

    def _connect(self) -> None:
        self._timer.timeout.connect(self._show)
        self.text.textEdited.connect(lambda _text: self._timer.start(FIND_AFTER_MS))
        self.text.returnPressed.connect(self.open_first)
        for box in (self.role, self.standing):
            box.currentIndexChanged.connect(lambda _at: self._show())
        self.with_retired.toggled.connect(lambda _on: self._show())
        self.list.search_from(self.text)
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self.show_enabled())

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.papers.button, *([self._add] if self.desk.actor.may(May.KEEP_PARTNERS) else []))

    def make_commands(self) -> Commands:
        table, keep, inside = self.list.table, May.KEEP_PARTNERS, self.list
        return (
            Command("F2", N_("Enter an organisation"), self.add, label=NP_("button", "Add"), role="primary", may=keep),
            Command("F3", N_("Find an organisation"), self.go_to_search, repeats=True),
            Command("F4", N_("Show the telephone, and mask it again"), self.contact.toggle, of=table, repeats=True),
            Command("Enter", N_("Open the chosen one"), self.open_chosen, on_label=False, of=table),
            Command("J", NP_("pairing", "New pairing…"), self.pair, may=keep, of=table, inside=inside,
                    enabled=self._is_in_use),
            Command("X", NP_("pairing", "Renew…"), self.renew, may=keep, of=table, inside=inside,
                    enabled=self._can_renew),
            Command("H", NP_("organisation", "Merge…"), self.merge, may=keep, of=table, inside=inside,
                    enabled=self._has_row),
            Command("F7", N_("Link organisers of activities"), self.link, NP_("organiser", "Link…"), may=keep),
            *self.papers.commands(),
        )  # fmt: skip

    def _columns(self) -> list[Column[PartnerLine]]:
        return [
            Column(
                P_("organisation", "Name"),
                190,
                lambda each: each.organisation.name,
                flex=4,
                muted=lambda each: not each.organisation.active,
            ),
            Column(P_("organisation", "Kind"), 84, lambda each: each.organisation.kind.label, rank=4),
            Column(P_("organisation", "Known as"), 120, self._roles, flex=2, rank=3),
            Column(P_("organisation", "Pairing"), 90, self._standing_words, self._tone),
            Column(P_("organisation", "Paired until"), 96, lambda each: f"{each.until or ''}", rank=1),
            Column(P_("organisation", "Promised"), 60, lambda each: _count(each.promised), number=True, rank=2),
            Column(P_("organisation", "Delivered"), 60, _delivered, number=True, rank=2),
            Column(P_("organisation", "People reached"), 60, lambda each: _count(each.people), number=True, rank=2),
            Column(
                P_("organisation", "Liaison"), 70, lambda each: identity.mask_name(each.organisation.liaison), rank=5
            ),
            Column(_("Telephone"), 116, lambda each: mask_telephone(each.organisation.telephone), rank=1),
        ]

    def _roles(self, each: PartnerLine) -> str:
        return listed(role.label for role in each.organisation.roles)

    def _standing_words(self, each: PartnerLine) -> str:
        return each.standing.label if each.organisation.active else P_("organisation", "out of use")

    def _tone(self, each: PartnerLine) -> Tone | None:
        return each.standing.tone if each.organisation.active else Tone.QUIET

    def fill(self) -> None:
        with self.desk.read() as work:
            self._all = overview.lines(work, work.today.year)
            self._doubles = len(merging.likely_same(work)) if self.desk.actor.may(May.KEEP_PARTNERS) else 0
        self._show()

    def _show(self) -> None:
        """Those that the fields above ask for."""
        self._timer.stop()
        typed, role, standing = self.text.text().strip(), self.role.value, self.standing.value
        there = [each for each in self._all if each.organisation.active or self.with_retired.isChecked()]
        if typed:
            there = _fitting(there, typed)
        if role is not None:
            there = [each for each in there if role in each.organisation.roles]
        if standing is not None:
            there = [each for each in there if each.standing is standing]
        self.list.show_all(there, keep=True)
        counts = [_("{n} organisations", n=len(there)) if there else ""]
        counts += [_("{n} perhaps entered twice", n=self._doubles)] if self._doubles else []
        self.list.foot.show_sum(phrases(filter(None, counts)))
        self.contact.button.setEnabled(bool(there))
        self.show_enabled()

    def _has_row(self) -> bool:
        return self.list.current() is not None

    def _is_in_use(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and chosen.organisation.active

    def _can_renew(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and any(each.act is acts.renew for each in acts.fitting(self._about(chosen)))

    @staticmethod
    def _about(line: PartnerLine) -> Chosen:
        return Chosen(line.organisation, line.pairing)

    def go_to_search(self) -> None:
        """F3: the field for names and codes."""
        self.text.setFocus()
        self.text.selectAll()

    def open_first(self) -> None:
        """Enter in the field: the first that fits."""
        self._show()
        if self.list.model.rows:
            self.list.table.selectRow(0)
            self.open_card(self.list.model.rows[0].id)

    def open_chosen(self) -> None:
        """Enter: the card of an organisation."""
        if chosen := self.list.current():
            self.open_card(chosen.id)

    def open_card(self, id: int) -> None:
        """The card of an organisation, until it is closed; then what was chosen there is opened."""
        card = OrganisationCard(self.desk, id, self)
        card.show_over(self.toast)
        self.done()
        if card.leads is not None:
            self.destination_wanted.emit(*card.leads)

    def show_standing(self, standing: PairingStanding | None) -> None:
        """All organisations that are paired so, without any other filter."""
        for box, value in ((self.role, None), (self.standing, standing)):
            quietly.choose(box, value)
        self.text.clear()
        self.load()

    def add(self) -> None:
        """F2: another organisation, chosen once it is there."""
        form = EditOrganisation(self, self.desk)
        if form.exec():
            self.done(_("Saved. J enters its pairing."))
            self.list.choose(form.stored_id)
            self.list.table.setFocus()
        form.deleteLater()

    def _do(self, act: Act) -> None:
        chosen = self.list.current()
        if chosen is None:
            return
        if sentence := act(self, self.desk, self._about(chosen)):
            self.done(sentence)
            self.list.choose(chosen.id)
        self.list.table.setFocus()

    def pair(self) -> None:
        """J 结对."""
        self._do(acts.pair)

    def renew(self) -> None:
        """X 续签."""
        self._do(acts.renew)

    def merge(self) -> None:
        """H 合并."""
        self._do(acts.merge)

    def link(self) -> None:
        """F7 关联单位."""
        form = LinkOrganisers(self, self.desk)
        form.exec()
        linked = form.linked
        form.deleteLater()
        if linked:
            self.done(_("{n} activities are linked with their organisations.", n=linked))

    def _look_up(self, chosen: PartnerLine) -> str:
        with self.desk.write() as work:
            seen = contacts.look_up(work, chosen.id, _("Ringing up {name}", name=chosen.organisation.name))
        return "　".join(filter(None, (seen.liaison, read_out(seen.telephone)))) or _("No telephone is known.")


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _fitting(lines: list[PartnerLine], typed: str) -> list[PartnerLine]:
    """Those whose name or another name holds what was typed, also by initials, or whose credit code begins with it."""
    fitting = set(
        name_search.fitting(
            {name for each in lines for name in (each.organisation.name, *each.organisation.aliases)}, typed
        )
    )
    return [
        each
        for each in lines
        if fitting & {each.organisation.name, *each.organisation.aliases}
        or each.organisation.credit_code.startswith(typed.upper())
    ]


def _delivered(line: PartnerLine) -> str:
    """Nothing of something promised is told, as a nought."""
    return f"{line.delivered:,}" if line.promised or line.delivered else ""
