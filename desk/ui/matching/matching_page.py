"""The page 需求与服务: needs and offerings side by side, what fits, and what was brought together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.books.matching import plan, proposals, scoring
from desk.books.matching.model import MatchWay
from desk.books.matching.proposals import ProposedNeed
from desk.core.permissions import May
from desk.core.words import N_, NP_, P_, _, phrases
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.matching import acts, rows
from desk.ui.matching.acts import Done
from desk.ui.matching.board import MatchingBoard
from desk.ui.matching.match_card import MatchCard
from desk.ui.matching.matching_papers import MatchingPapers
from desk.ui.matching.need_card import NeedCard
from desk.ui.matching.need_form import RaiseNeed
from desk.ui.matching.offering_card import OfferingCard
from desk.ui.matching.offering_form import AddOffering
from desk.ui.matching.plan_window import PlanWindow
from desk.ui.matching.proposed_need import RaiseProposed
from desk.ui.matching.rows import MatchingFilter, MatchingView
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import label, row

Card = type[NeedCard] | type[OfferingCard] | type[MatchCard]


class MatchingPage(ColumnPage):
    """需求与服务: everybody reads all of it and raises needs; who keeps the partners brings them together."""

    SHOWS = frozenset({"activities", "centre", "matching", "orders", "organisations", "staff"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.papers = MatchingPapers(self)
        self._undo: Callable[[Work], object] | None = None
        self.board = MatchingBoard(desk.clock.today())
        self.board.chosen.connect(self.show_enabled)
        self.board.reading_wanted.connect(self.load)
        self.column.addWidget(self.board, 1)
        self._new = self.button(self.raise_need)
        self.proposed: list[ProposedNeed] = []
        self.proposal_line = label("", "muted")
        self._propose = self.button(self.raise_proposed)
        for each in (self.proposal_line, self._propose):
            self.board.foot.addWidget(each)
        left = map(self.button, (self.make_plan, self.add_offering))
        self._of_pairs = tuple(map(self.button, (self.prolong, self.match_pair)))
        self._of_matches = tuple(map(self.button, (self.link, self.go_on)))
        self.column.addLayout(row(*left, 1, self.button(self.end), *self._of_pairs, *self._of_matches))
        self.show_enabled()

    def show_enabled(self) -> None:
        """Only what the view in sight is about stands below it."""
        super().show_enabled()
        shows_matches = self.board.view.value is MatchingView.MATCHES
        for buttons, shown in ((self._of_pairs, not shows_matches), (self._of_matches, shows_matches)):
            for each in buttons:
                each.setVisible(shown and (each is not self._of_pairs[1] or self.desk.actor.may(May.KEEP_PARTNERS)))

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self.papers.button, self._new)

    def make_commands(self) -> Commands:
        board, keep = self.board, May.KEEP_PARTNERS
        lists, inside = (board.needs.table, board.offerings.table, board.matches.table), board.stack
        return (
            *_raising(self),
            Command("F3", N_("Find a need or an offering"), board.text.setFocus, repeats=True),
            Command("F6", N_("Needs, or offerings"), board.next_list, repeats=True),
            Command(
                "F8",
                N_("Take back what was done last"),
                self.take_back,
                enabled=lambda: self._undo is not None,
                repeats=True,
            ),
            Command("Enter", N_("Open the card"), self.open_current, of=lists, on_label=False),
            Command(
                "M", NP_("match", "Match the two"), self.match_pair, inside=inside, may=keep, enabled=board.can_match
            ),
            Command(
                "N", NP_("match", "Next state"), self.go_on, of=lists[2], inside=inside, enabled=board.has_open_match
            ),
            Command(
                "D",
                NP_("match", "Link an activity…"),
                self.link,
                of=lists[2],
                inside=inside,
                enabled=board.has_open_match,
            ),
            Command("P", NP_("need", "Prolong…"), self.prolong, of=lists[0], inside=inside, enabled=board.has_new_need),
            Command("X", NP_("match", "End it…"), self.end, of=lists, inside=inside, enabled=self._can_end),
            Command("V", NP_("match", "Next view"), board.next_view, inside=inside, repeats=True),
            Command("W", NP_("match", "Whole plan…"), self.make_plan, inside=inside, may=keep),
            *self.papers.commands(),
        )

    def fill(self) -> None:
        scope = self.board.scope.value
        assert isinstance(scope, MatchingFilter)
        with self.desk.read() as work:
            read, kept, today = rows.read_rows(self.desk, work, scope), scoring.reliabilities(work), work.today
            self.proposed = proposals.proposed(work)
        self._show_proposals()
        self.board.show_rows(read, kept, today)

    def _show_proposals(self) -> None:
        """The line below the lists, while orders propose something."""
        first, more = self.proposed[:1], len(self.proposed) - 1
        further = [_("{n} further kinds", n=more)] if more > 0 else []
        self.proposal_line.setText(phrases([*(each.sentence for each in first), *further]))
        for each in (self.proposal_line, self._propose):
            each.setVisible(bool(self.proposed))

    def _can_end(self) -> bool:
        board, may = self.board, self.desk.actor.may(May.KEEP_PARTNERS)
        if board.view.value is MatchingView.MATCHES:
            return board.has_open_match() and may
        if board.offerings.table.hasFocus():
            return board.offering is not None and may
        return board.has_new_need()

    def show_view(self, view: MatchingView, scope: MatchingFilter) -> None:
        """A view and a filter, without anything else that was asked for."""
        self.board.show_view(view, scope)
        self.load()

    def raise_need(self) -> None:
        """F2: chosen once it is there, with what fits it beside it."""
        form = RaiseNeed(self, self.desk)
        if form.exec() and form.made is not None:
            self.board.view.choose(MatchingView.NEEDS)
            self.done(_("{number} is on the list.", number=form.made.number))
            self.board.needs.choose(form.made.id)
            self.board.needs.table.setFocus()
        form.deleteLater()

    def raise_proposed(self) -> None:
        """O: what orders of one kind propose, put on the list or dismissed."""
        if not self.proposed:
            return
        form = RaiseProposed(self, self.desk, self.proposed[0])
        form.exec()
        if form.made is not None:
            self.board.view.choose(MatchingView.NEEDS)
            self.done(_("{number} is on the list.", number=form.made.number))
            self.board.needs.choose(form.made.id)
            self.board.needs.table.setFocus()
        elif form.is_dismissed:
            self.done(_("It is not proposed again this month."))
        form.deleteLater()

    def add_offering(self) -> None:
        """F7: chosen once it is there, with the needs that it fits."""
        form = AddOffering(self, self.desk)
        if form.exec() and form.made is not None:
            self.board.view.choose(MatchingView.OFFERINGS)
            self.done(_("{number} can be had.", number=form.made.number))
            self.board.offerings.choose(form.made.id)
            self.board.offerings.table.setFocus()
        form.deleteLater()

    def open_current(self) -> None:
        """Enter: the card of the chosen row of the list that has the keys."""
        if self.board.view.value is MatchingView.MATCHES:
            chosen = self.board.match
            self._open(MatchCard, chosen.id if chosen else None)
        elif self.board.offerings.table.hasFocus():
            self._open(OfferingCard, self.board.offering.id if self.board.offering else None)
        else:
            self._open(NeedCard, self.board.need.id if self.board.need else None)

    def _open(self, kind: Card, id: int | None) -> None:
        if id is None:
            return
        kind(self.desk, id, self).show_over(self.toast)
        self.done()

    def open_need(self, id: int) -> None:
        """The card of a need, over the page."""
        self._open(NeedCard, id)

    def open_offering(self, id: int) -> None:
        """The card of an offering, over the page."""
        self._open(OfferingCard, id)

    def open_match(self, id: int) -> None:
        """The card of a match, over the page."""
        self._open(MatchCard, id)

    def _did(self, done: Done | None) -> None:
        """Say what was done, and how it is taken back."""
        if done is None:
            return
        self._undo = done.undo
        if done.undo is None:
            self.done(done.sentence)
        else:
            self.done()
            self.undo_offered.emit(done.sentence, "good", P_("match", "Take back"))

    def take_back(self) -> None:
        """F8: what was done last here, unless somebody went on with it."""
        undo, self._undo = self._undo, None
        if undo is None:
            return
        with self.desk.write() as work:
            undo(work)
        self.done(_("Taken back."))

    def match_pair(self) -> None:
        """M: the chosen need and the chosen offering."""
        need, offering = self.board.need, self.board.offering
        if need is None or offering is None:
            return
        way = MatchWay.LIST if self.board.weigh(need, offering) else MatchWay.BY_HAND
        self._did(acts.bring_together(self.desk, need, offering, way))

    def go_on(self) -> None:
        """N: claimed, linked with an activity, accepted."""
        if chosen := self.board.match:
            self._did(acts.go_on(self, self.desk, chosen))

    def link(self) -> None:
        """D: by which activity or order it is carried out."""
        if chosen := self.board.match:
            self._did(acts.link(self, self.desk, chosen))

    def prolong(self) -> None:
        """P: a need waits for longer."""
        if need := self.board.need:
            self._did(acts.prolong(self, self.desk, need))

    def end(self) -> None:
        """X: a need is taken down or not met, an offering is had no more, a match came to nothing."""
        chosen, need, offering = self.board.match, self.board.need, self.board.offering
        if self.board.view.value is MatchingView.MATCHES and chosen:
            self._did(acts.fail(self, self.desk, chosen))
        elif self.board.offerings.table.hasFocus() and offering:
            self._did(acts.stop(self, self.desk, offering))
        elif need is not None and need.is_over(self.board.today) and self.desk.actor.may(May.KEEP_PARTNERS):
            self._did(acts.give_up(self, self.desk, need))
        elif need is not None:
            self._did(acts.withdraw(self, self.desk, need))

    def make_plan(self) -> None:
        """W 整体匹配: worked out beside the window, shown to be ticked off."""
        with self.desk.read() as work:
            asked = plan.problem(work)
        jobs.run(
            self,
            P_("match", "The whole plan"),
            lambda progress: plan.solve(asked, progress),
            self._show_plan,
            lambda sentence: self.toast.emit(sentence, "warning"),
        )

    def _show_plan(self, solved: plan.MatchingPlan) -> None:
        if not solved.matches:
            self.toast.emit(_("Nothing that waits fits anything on offer."), "warning")
            return
        form = PlanWindow(self, self.desk, solved)
        if form.exec():
            self.done(_("{n} matches are made; the partners have to say yes.", n=form.made))
        form.deleteLater()


def _raising(page: MatchingPage) -> Commands:
    """What puts something on the lists."""
    return (
        Command("F2", N_("New need"), page.raise_need, label=NP_("need", "New need…"), role="primary", may=May.SERVE),
        Command(
            "F7", N_("New offering"), page.add_offering, label=NP_("offering", "New offering…"), may=May.KEEP_PARTNERS
        ),
        Command(
            "O",
            N_("Put orders of one kind on the list"),
            page.raise_proposed,
            label=NP_("need", "Into a need…"),
            inside=page.board.stack,
            may=May.SERVE,
            enabled=lambda: bool(page.proposed),
        ),
    )
