"""The page 红色积分: who has how many points, what happened to them, and what is exchanged for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.books import centre
from desk.books.points import card, entering, expiring, queries, redeeming
from desk.books.points.card import CardLine, PointCard
from desk.books.points.model import MOVES, Holder, Redemption, RedemptionState
from desk.core.permissions import May
from desk.core.words import N_, NP_, _, phrases
from desk.services.session import Desk
from desk.ui.points import point_columns
from desk.ui.points.card_view import CardView
from desk.ui.points.exchange_commands import exchange_commands
from desk.ui.points.point_forms import EnterPoints, IssueCertificate, RedeemPoints, VerifyCertificate
from desk.ui.points.point_papers import PointPapers
from desk.ui.points.scan_line import MemberLine
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.choices import Latch
from desk.ui.widgets.controls import row
from desk.ui.widgets.form_dialog import FormDialog, ask
from desk.ui.widgets.lists import ListView

HISTORY, EXCHANGES = range(2)
"""The places of the two lists at the right."""
LOW, LEAST_OF_LIST = 330, 84
"""Pixels: of the page's height below which only what matters most is in sight, and of a list at least."""


class PointsPage(ColumnPage):
    """红色积分: members at the left, the card of the chosen one at the right."""

    SHOWS = frozenset({"centre", "orders", "points", "postings", "teams"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.card: PointCard | None = None
        self._expiring: dict[int, date] = {}
        self._only_expiring = False
        self._waiting = 0
        self.papers = PointPapers(self)
        self.line = MemberLine()
        self.list: ListView[Holder] = ListView(
            point_columns.of_members(self._last_day),
            _("Nobody fits. Members are taken in on the page Teams."),
            _("Members and their points"),
        )
        self.history: ListView[CardLine] = ListView(
            point_columns.of_history(),
            _("Nothing yet. Points are given when an order is settled; a leader may enter some by hand."),
            _("Changes of points"),
        )
        self.exchanges: ListView[Redemption] = ListView(
            point_columns.of_exchanges(), _("Nothing exchanged yet. R exchanges points for a reward."), _("Exchanges")
        )
        self.view = CardView()
        self.list.foot.keys_words = _("↑↓ choose　R exchange　right button more")
        self._lay_out()
        self.list.search_from(self.line)
        self.line.textEdited.connect(lambda _text: self._search())
        self.line.returnPressed.connect(self.take_member)
        self.list.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_card())

    def _lay_out(self) -> None:
        self._group, self.lists = QButtonGroup(self), QStackedWidget()
        lists: tuple[ListView[Any], ...] = (self.history, self.exchanges)
        for place, shown in enumerate(lists):
            self._group.addButton(Latch(""), place)
            self.lists.addWidget(shown)
        self.lists.setMinimumHeight(LEAST_OF_LIST)
        self._group.idClicked.connect(self.show_list)
        self.soon = Latch("")
        self.soon.clicked.connect(self._filter_soon)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(row(self.line, self.soon))
        left.addWidget(self.list, 1)
        left.addLayout(row(self.button(self.verify), 1, self.papers.button))
        right.addWidget(self.view)
        right.addLayout(row(*self._group.buttons(), 1))
        right.addWidget(self.lists, 1)
        self._of_history = (self.button(self.take_back),)
        self._of_exchanges = (self.button(self.give_back), self.button(self.hand_out))
        self._certify = self.button(self.certify)
        right.addLayout(row(*self._of_history, *self._of_exchanges, 1, self._certify, self.button(self.redeem)))
        self._enter = self.button(self.enter)
        sides = QHBoxLayout()
        sides.addLayout(left, 4)
        sides.addLayout(right, 5)
        self.column.addLayout(sides, 1)
        self.show_list(HISTORY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the lists need the room of what can be had by a key, or stands on the card's paper."""
        super().resizeEvent(event)
        is_low = self.height() < scaled(LOW)
        self._certify.setVisible(not is_low and self.desk.actor.may(May.KEEP_POINTS))
        self.view.fit(is_low=is_low)

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._enter,) if self.desk.actor.may(May.KEEP_POINTS) else ()

    def make_commands(self) -> Commands:
        people, past = self.list.table, self.history.table
        keep = May.KEEP_POINTS
        return (
            Command("F2", N_("Enter points by hand"), self.enter, label=NP_("points", "Enter…"), may=keep, of=people),
            Command("F3", N_("Find a member"), self.find_member, repeats=True),
            Command("F6", N_("Changes, or exchanges"), self.next_list, repeats=True),
            Command(
                "R",
                N_("Exchange points for a reward"),
                self.redeem,
                label=NP_("points", "Exchange…"),
                role="primary",
                of=people,
                inside=self.list,
            ),
            *exchange_commands(self),
            Command(
                "",
                N_("Take points back…"),
                self.take_back,
                may=keep,
                of=past,
                enabled=self._is_taken_back_here,
            ),
            Command("F7", N_("Certificate of service…"), self.certify, may=keep, of=people),
            Command("F8", N_("Verify a certificate…"), self.verify),
            *self.papers.commands(),
        )

    def may_become(self, to: RedemptionState) -> bool:
        """Is a reserved reward chosen, and may whoever is signed in do this with it?"""
        chosen = self.exchanges.current() if self.lists.currentIndex() == EXCHANGES else None
        may = MOVES.get((chosen.state, to)) if chosen else None
        return may is not None and self.desk.actor.may(may)

    def _is_taken_back_here(self) -> bool:
        chosen = self.history.current()
        if chosen is None or chosen.is_taken_back:
            return False
        return entering.may_be_taken_back(chosen.kind.value, chosen.day, self.desk.clock.today())

    def _last_day(self, holder: Holder) -> date | None:
        """Until when the first points of a member can be exchanged, where that is soon."""
        return self._expiring.get(holder.id)

    def fill(self) -> None:
        with self.desk.read() as work:
            coming = expiring.coming(work)
            self._waiting, _since = queries.count_reserved(work)
        self._expiring = {each.member_id: each.last_day for each in reversed(coming)}
        if not self._expiring:
            self._only_expiring = False
        self.soon.setText(_("Expire soon {n}", n=len(self._expiring)))
        self.soon.setVisible(bool(self._expiring))
        self._show_members()

    def _show_members(self) -> None:
        """Those who fit what is typed, or only those of whom something expires soon."""
        with self.desk.read() as work:
            holders = queries.holders(work, self.line.text())
        if self._only_expiring:
            holders = [each for each in holders if each.id in self._expiring]
        self.soon.setChecked(self._only_expiring)
        self.list.show_all(holders, keep=True)
        total = sum(each.balance for each in holders)
        sums = _("{n} members, {points} points", n=len(holders), points=f"{total:,}")
        if self._waiting:
            sums = phrases((sums, _("{n} rewards wait", n=self._waiting)))
        self.list.foot.show_sum(sums)
        self._show_card()

    def _search(self) -> None:
        self._only_expiring = False
        self._show_members()
        self.show_enabled()

    def _filter_soon(self) -> None:
        self._only_expiring = self.soon.isChecked()
        self._show_members()

    def _show_card(self) -> None:
        """Of the chosen member."""
        chosen = self.list.current()
        notice = 0
        self.card = None
        if chosen is not None:
            with self.desk.read() as work:
                self.card = card.card_of(work, chosen.id)
                notice = centre.rule(work, "points_notice_days")
        self.view.show_card(self.card, self.desk.clock.today(), notice)
        self.history.show_all(self.card.lines if self.card else ())
        self.exchanges.show_all(self.card.redemptions if self.card else (), keep=True)
        waiting = sum(each.state is RedemptionState.RESERVED for each in self.card.redemptions) if self.card else 0
        self._group.button(HISTORY).setText(_("Changes of points"))
        self._group.button(EXCHANGES).setText(_("Exchanges, {n} waiting", n=waiting) if waiting else _("Exchanges"))
        self.show_enabled()

    def show_list(self, place: int) -> None:
        """The changes, or the exchanges, with its buttons."""
        self._group.button(place).setChecked(True)
        self.lists.setCurrentIndex(place)
        for made in self._of_history:
            made.setVisible(place == HISTORY and self.desk.actor.may(May.KEEP_POINTS))
        for made in self._of_exchanges:
            made.setVisible(place == EXCHANGES)
        self.show_enabled()

    def next_list(self) -> None:
        """F6: changes and exchanges in turn."""
        self.show_list(EXCHANGES if self.lists.currentIndex() == HISTORY else HISTORY)
        (self.exchanges if self.lists.currentIndex() == EXCHANGES else self.history).enter()

    def find_member(self) -> None:
        """F3: type, or scan the card."""
        self.line.setFocus()
        self.line.selectAll()

    def take_member(self) -> None:
        """Enter in the line: who was scanned or typed is chosen, and the keys are those of the list."""
        with self.desk.read() as work:
            holder = queries.holder_by_number(work, self.line.text())
        if holder is not None:
            self.show_member(holder.id)
        elif self.list.model.rows:
            self.list.enter()
        else:
            self.toast.emit(_("Nobody fits “{typed}”.", typed=self.line.text()[:30]), "warning")

    def show_member(self, id: int) -> None:
        """The card of a member, whoever was looked for before."""
        self.line.clear()
        self._only_expiring = False
        self.fill()
        self.list.choose(id)
        self.list.table.setFocus()

    def show_expiring(self) -> None:
        """Only those of whom something expires soon."""
        self.line.clear()
        self._only_expiring = True
        self.fill()
        self.list.enter()

    def show_waiting(self) -> None:
        """The member of whom a reward has waited longest, with the exchanges."""
        with self.desk.read() as work:
            waiting = queries.reserved(work)
        if waiting:
            self.show_member(waiting[0].member_id)
            self.show_list(EXCHANGES)
            self.exchanges.choose(waiting[0].id)
            self.exchanges.table.setFocus()

    def _chosen(self) -> Holder | None:
        return self.card.holder if self.card else None

    def _ask(self, form: FormDialog) -> bool:
        done = bool(form.exec())
        form.deleteLater()
        return done

    def enter(self) -> None:
        """F2 录入积分."""
        if (holder := self._chosen()) and self._ask(EnterPoints(self, self.desk, holder)):
            self.done(_("The points are entered."))

    def redeem(self) -> None:
        """R 兑换: then the slip to be signed is one key away."""
        holder = self._chosen()
        if holder is None:
            return
        form = RedeemPoints(self, self.desk, holder)
        if self._ask(form) and form.made is not None:
            made = form.made
            self.show_list(EXCHANGES)
            self.done(
                _("{number} {reward} is reserved, {n} points.", number=made.number, reward=made.reward, n=made.points)
            )
            self.exchanges.choose(made.id)
            self.exchanges.table.setFocus()

    def hand_out(self) -> None:
        """D 已领取."""
        if chosen := self.exchanges.current():
            with self.desk.write() as work:
                redeeming.hand_out(work, chosen.id)
            self.done(_("{number} is handed out.", number=chosen.number))

    def give_back(self) -> None:
        """B 退回: why is asked."""
        chosen = self.exchanges.current()
        if chosen is None:
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                redeeming.give_back(work, chosen.id, texts["reason"])

        if ask(self, _("Give back {number}", number=chosen.number), {"reason": _("Reason")}, act):
            self.done(_("{number} is given back: {n} points.", number=chosen.number, n=chosen.points))

    def take_back(self) -> None:
        """撤销 of what was given by mistake: why is asked."""
        chosen = self.history.current()
        if chosen is None:
            return

        def act(texts: dict[str, str]) -> None:
            with self.desk.write() as work:
                entering.take_back(work, chosen.posting_id, texts["reason"])

        if ask(self, _("Take back {n} points", n=chosen.amount), {"reason": _("Reason")}, act):
            self.done(_("{n} points are taken back.", n=chosen.amount))

    def certify(self) -> None:
        """F7 志愿服务证明: given out, then shown to be printed."""
        holder = self._chosen()
        if holder is None:
            return
        form = IssueCertificate(self, self.desk, holder)
        if self._ask(form) and form.made is not None:
            self.done(_("Certificate {number} is given out.", number=form.made.number))
            self.papers.show_certificate(form.made)

    def verify(self) -> None:
        """F8: whether a paper is genuine."""
        self._ask(VerifyCertificate(self, self.desk))
