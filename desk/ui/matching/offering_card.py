"""The card of an offering 服务项目卡: what is promised, what was delivered of it, and for which needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.books.matching import delivery_queries, queries
from desk.books.matching.model import OFFERING_LABELS, Offering, OfferingState
from desk.books.teams.members import times_words
from desk.core.permissions import May
from desk.core.words import N_, P_, _
from desk.services.session import Desk
from desk.ui.matching import acts
from desk.ui.matching.card import MatchingCard, delivery_line


class OfferingCard(MatchingCard):
    """Opened from the page, from 待办, or by number, title or organisation."""

    PURPOSE = N_("Card of offering {number}")

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, id, parent, P_("offering", "Delivered by"))

    def fill(self) -> None:
        """Read the offering again and offer what the signed-in person may do with it."""
        with self.desk.read() as work:
            self.offering = queries.find_offering(work, self._id)
            self._matches = queries.matches_of_offering(work, self._id)
            self._deliveries = delivery_queries.of_offering(work, self._id)
        offering = self.offering
        self.setWindowTitle(_("Offering {number}", number=offering.number))
        self.heading.setText(f"{offering.number} · {offering.title} · {offering.state.label}")
        self._draw()
        if not self.desk.actor.may(May.KEEP_PARTNERS):
            return
        stopped = offering.state is OfferingState.STOPPED
        caption = P_("offering", "Have it again") if stopped else P_("offering", "Offer it no more")
        self.offer(
            (
                (P_("offering", "Change…"), partial(acts.edit_offering, self, self.desk, offering)),
                (caption, partial(acts.stop, self, self.desk, offering)),
            )
        )

    def _draw(self) -> None:
        """What was read, numbers in the remark masked unless somebody asked to see them."""
        self.show_facts(self.offering.organisation, self._facts(self.offering))
        self.veil_over(self.offering.remark)
        self.story.clear()
        for match in self._matches:
            line = f"{match.made_at:%Y-%m-%d}　{match.need_number}　{match.state.label}"
            self.story.addItem(f"{line}\n{self.typed(match.need)}")
        self.below.clear()
        for each in self._deliveries:
            self.below.addItem(delivery_line(each))

    def _facts(self, offering: Offering) -> tuple[tuple[str, str], ...]:
        labels = {name: _(msgid) for name, msgid in OFFERING_LABELS.items()}
        kept = _(
            "{n} of {promised} times, {people} people",
            n=offering.delivered,
            promised=offering.promised,
            people=offering.people,
        )
        return (
            (labels["kind"], offering.kind.label),
            (P_("offering", "Term"), f"{offering.first}—{offering.last}"),
            (P_("offering", "Delivered"), kept),
            (P_("offering", "Left"), _("{n} times", n=offering.remaining)),
            (labels["people_each"], str(offering.people_each)),
            (labels["audience"], offering.audience),
            (labels["times"], times_words(offering.times)),
            (labels["requires"], offering.requires),
            (labels["zone_id"], offering.zone),
            (labels["remark"], self.typed(offering.remark)),
        )

    @property
    def number(self) -> str:
        """FW2026-001."""
        return self.offering.number
