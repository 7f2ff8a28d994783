"""The papers of the page of points 打印与导出: slips, cards, certificates, lists for the wall, and the Excel list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk.books.points import queries
from desk.books.points.model import Certificate, Redemption, RedemptionState
from desk.core.month import Month
from desk.core.words import N_, _
from desk.reports.kit.declaration import Format, Given
from desk.reports.points.card_layouts import CardLayout
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import papers
from desk.ui.widgets.page_papers import PagePapers

if TYPE_CHECKING:
    from desk.ui.points.points_page import PointsPage


class PointPapers(PagePapers):
    """What can be printed and saved of the chosen member, and of all."""

    _page: PointsPage

    @property
    def _exchange(self) -> Redemption | None:
        """The exchange that is chosen in its list, or else the newest that waits."""
        if self._page.card is None:
            return None
        chosen = self._page.exchanges.current() if self._page.exchanges.isVisible() else None
        waiting = [each for each in self._page.card.redemptions if each.state is RedemptionState.RESERVED]
        return chosen or next(iter(waiting), None)

    def _has_member(self) -> bool:
        return self._page.card is not None

    def commands(self) -> Commands:
        """All of them; the first is the key's."""
        chosen = self._has_member
        return (
            Command("Ctrl+P", N_("Slip of the exchange, or the point card"), self.slip_or_card, enabled=chosen),
            Command("", N_("Point card of the member"), self.point_card, enabled=chosen),
            Command("", N_("Label for the point card"), self.card_label, enabled=chosen),
            Command("", N_("Print the last certificate again"), self.last_certificate, enabled=chosen),
            Command("", N_("Point cards of everybody"), self.all_cards),
            Command("", N_("Public list of the month"), self.public_list),
            Command("", N_("Stars of the year so far"), self.stars),
            Command("", N_("Points of the year as Excel…"), self.save_list),
        )

    def slip_or_card(self) -> None:
        """Ctrl+P: 兑换单 of the exchange, where there is one to sign, else the card."""
        chosen = self._exchange
        if chosen is None or chosen.state is RedemptionState.RETURNED:
            self.point_card()
            return
        self.preview("redemption-slip", chosen.number, number=Given(chosen))

    def point_card(self) -> None:
        """积分卡 of the chosen member."""
        self._card(CardLayout.A6)

    def card_label(self) -> None:
        """The label for a card that is there."""
        self._card(CardLayout.LABEL)

    def _card(self, layout: CardLayout) -> None:
        if card := self._page.card:
            self.preview("point-card", card.holder.number, number=Given([card.holder]), layout=layout)

    def all_cards(self) -> None:
        """积分卡 of everybody in a team."""
        self.preview("point-card")

    def last_certificate(self) -> None:
        """志愿服务证明 again, as it was given out."""
        if (card := self._page.card) is None:
            return
        with self._page.desk.read() as work:
            made = queries.certificates_of(work, card.holder.id)
        if made:
            self.show_certificate(made[0])
        else:
            self._page.toast.emit(_("This member has no certificate yet."), "warning")

    def show_certificate(self, certificate: Certificate) -> None:
        """志愿服务证明, ready to print."""
        self.preview("service-certificate", certificate.number, number=Given(certificate))

    def public_list(self) -> None:
        """积分公示 of this month."""
        month = Month.of(self._page.desk.clock.today())
        self.preview("points-public", month.name, span=Given(month.span))

    def stars(self) -> None:
        """年度之星."""
        year = self._page.desk.clock.today().year
        self.preview("stars", year, year=year)

    def save_list(self) -> None:
        """积分台账 of this year."""
        today = self._page.desk.clock.today()
        span = (date(today.year, 1, 1), today)
        papers.save(self._page, "points", Format.XLSX, today.year, span=Given(span))
