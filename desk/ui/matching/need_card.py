"""The card of a need 需求卡: what is wanted, its history, and who was brought together with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desk.books.matching import queries
from desk.books.matching.model import NEED_LABELS, Match, Need
from desk.books.matching.scoring import Fit
from desk.core.calendar import date_words, full_moment_words
from desk.core.clock import local
from desk.core.words import N_, P_, _, bracketed
from desk.services.session import Desk
from desk.ui.matching import acts
from desk.ui.matching.card import MatchingCard
from desk.ui.matching.rows import fit_line


class NeedCard(MatchingCard):
    """Opened from the page, from 待办, from a figure, or by its number."""

    PURPOSE = N_("Card of need {number}")

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, id, parent, P_("need", "Matches"))

    def fill(self) -> None:
        """Read the need again and offer what the signed-in person may do with it."""
        with self.desk.read() as work:
            self.need = queries.find_need(work, self._id)
            self._moves = queries.moves_of_need(work, self._id)
            self._matches = queries.matches_of_need(work, self._id)
            self._today = work.today
        self.setWindowTitle(_("Need {number}", number=self.need.number))
        over = bracketed(P_("need", "At its end")) if self.need.is_over(self._today) else ""
        self.heading.setText(f"{self.need.number} · {self.need.kind.label} · {self.need.state.label}{over}")
        self._draw()
        offered = [
            (caption, partial(act, self, self.desk, self.need))
            for caption, act in acts.needs_offered(self.desk, self.need)
        ]
        for match in (each for each in self._matches if each.settled_at is None):
            own = acts.matches_offered(self.desk, match)
            offered = [(caption, partial(act, self, self.desk, match)) for caption, act in own] + offered
        self.offer(offered)

    def _draw(self) -> None:
        """What was read, numbers in it masked unless somebody asked to see them."""
        self.show_facts(self.need.description, self._facts(self.need))
        self.veil_over(self.need.description, *(move.remark for move in self._moves))
        self.story.clear()
        for move in self._moves:
            line = f"{local(move.at):%Y-%m-%d %H:%M}　{move.state.label}　{move.who}"
            self.story.addItem(line + (f"\n{self.typed(move.remark)}" if move.remark else ""))
        self.below.clear()
        for match in self._matches:
            self.below.addItem(match_line(match))

    def _facts(self, need: Need) -> tuple[tuple[str, str], ...]:
        labels = {name: _(msgid) for name, msgid in NEED_LABELS.items()}
        today = self._today
        return (
            (labels["audience"], need.audience),
            (labels["people"], str(need.people)),
            (labels["zone_id"], need.zone),
            (labels["wanted_by"], date_words(need.wanted_by, today) if need.wanted_by else ""),
            (labels["list_until"], date_words(need.list_until, today) if need.list_until else ""),
            (labels["source"], need.source.label),
            (P_("need", "Raised by"), f"{need.raiser} {full_moment_words(need.raised_at)}" if need.raised_at else ""),
        )

    @property
    def number(self) -> str:
        """XQ20261130-001."""
        return self.need.number


def match_line(match: Match) -> str:
    """Who, what, how it stands, and why it was proposed."""
    head = f"{match.offering}（{match.organisation}）　{match.state.label}"
    if match.delivered:
        head += "　" + _("{n} times, {people} people", n=match.delivered, people=match.people)
    why = fit_line(Fit(match.score, match.reasons)) if match.score else match.way.label
    return f"{head}\n{why}"
