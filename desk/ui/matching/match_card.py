"""The card of a match 对接卡: the need, the offering, its history, and by what it was carried out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desk.books.matching import deliveries, delivery_queries, queries
from desk.books.matching.model import Match
from desk.books.matching.scoring import Fit
from desk.core.clock import local
from desk.core.errors import Refused
from desk.core.words import N_, P_, _
from desk.services.session import Desk
from desk.ui.matching import acts
from desk.ui.matching.acts import Done
from desk.ui.matching.card import MatchingCard, delivery_line
from desk.ui.matching.rows import fit_line


class MatchCard(MatchingCard):
    """Opened from the page."""

    PURPOSE = N_("Card of the match of {number}")

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, id, parent, P_("match", "Carried out by"))

    def fill(self) -> None:
        """Read the match again and offer what the signed-in person may do with it."""
        with self.desk.read() as work:
            self.match = queries.find_match(work, self._id)
            self._moves = queries.moves_of_match(work, self._id)
            self._deliveries = delivery_queries.of_match(work, self._id)
        match = self.match
        self.setWindowTitle(_("Match of {number}", number=match.need_number))
        self.heading.setText(f"{match.need_number} → {match.offering_number} · {match.state.label}")
        self._draw()
        offered: list[tuple[str, Callable[[], Done | None]]] = [
            (caption, partial(act, self, self.desk, match)) for caption, act in acts.matches_offered(self.desk, match)
        ]
        if self._deliveries and match.settled_at is None:
            offered.append((P_("match", "Take the chosen link away"), self.unlink))
        self.offer(offered)

    def unlink(self) -> Done | None:
        """解除关联 of the line that is chosen; of the only one there is."""
        at = self.below.currentRow()
        if at < 0 and len(self._deliveries) > 1:
            raise Refused(_("Please choose the line of what is to be taken away first."))
        chosen = self._deliveries[max(at, 0)]
        with self.desk.write() as work:
            deliveries.unlink(work, chosen.id)
        return Done(_("“{title}” is no longer linked.", title=chosen.title))

    def _draw(self) -> None:
        """What was read, numbers in it masked unless somebody asked to see them."""
        self.show_facts(self.match.need, self._facts(self.match))
        self.veil_over(self.match.need, *(move.remark for move in self._moves))
        self.story.clear()
        for move in self._moves:
            line = f"{local(move.at):%Y-%m-%d %H:%M}　{move.state.label}　{move.who}"
            self.story.addItem(line + (f"\n{self.typed(move.remark)}" if move.remark else ""))
        self.below.clear()
        for each in self._deliveries:
            self.below.addItem(delivery_line(each))

    def _facts(self, match: Match) -> tuple[tuple[str, str], ...]:
        reached = _("{people} of {wanted} people", people=match.people, wanted=match.wanted)
        return (
            (P_("match", "Offering"), match.offering),
            (P_("match", "Organisation"), match.organisation),
            (P_("match", "Why"), fit_line(Fit(match.score, match.reasons)) if match.score else ""),
            (P_("match", "Way"), match.way.label),
            (P_("match", "Delivered"), _("{n} times", n=match.delivered) if match.delivered else ""),
            (P_("match", "People reached"), reached),
        )

    @property
    def number(self) -> str:
        """That of the need."""
        return self.match.need_number
