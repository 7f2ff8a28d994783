"""The card of a follow-up 督办卡: what is to be done, its history and photos, and what can be done with it now."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.books.follow_ups import disclosure, queries, rules, source_queries
from desk.books.follow_ups.model import FollowUp, FollowUpAct
from desk.core.calendar import date_words, full_moment_words
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.identity import mask_text
from desk.core.words import P_, _, bracketed, named
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.follow_ups import acts
from desk.ui.follow_ups.acts import Act
from desk.ui.shell.person_record import PersonRecordWindow
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, clear_layout, keyed, label, row
from desk.ui.widgets.gallery import Gallery


def checker_words(item: FollowUp, today: date) -> str:
    """Who checks it: 陈主任, or 体验官庄某（陈主任联系）; that they have left, or serve no more."""
    if item.officer_id is None:
        return item.checker + ("" if item.checker_is_here else bracketed(_("has left")))
    if not item.officer_serves(today):
        return item.checked_by + bracketed(_("serves no more"))
    return item.checked_by + bracketed(_("asked by {checker}", checker=item.checker))


class FollowUpCard(PersonRecordWindow):
    """Opened from the page, from 待办, from a figure, or by its number."""

    SHOWS = frozenset({"findings", "follow_ups", "officers", "orders", "staff"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (900, 620), P_("follow-up", "History"), _("Show numbers in full"))
        self._id = id
        self.gallery = Gallery(desk, acts.shelf_of(id))
        self.gallery.message.connect(self.problem.setText)
        self.gallery.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.sheet_button = keyed(self, _("Follow-up sheet"), self.print, "Ctrl+P")
        foot = row(self.sheet_button, 1, button(_("Close"), self.accept, key="Esc"))
        self._lay_out(foot, label(P_("follow-up", "Proof"), "heading"), self.gallery)
        self.load()
        self.story.setFocus()

    def fill(self) -> None:
        """Read the item again and offer what the signed-in person may do with it."""
        with self.desk.read() as work:
            self.item = queries.find(work, self._id)
            self._moves = queries.moves_of(work, self._id)
            source = source_queries.sources(work, [self.item]).get(self._id)
            self._source = source.number if source else ""
            offered = acts.offered(work, self.item)
            may_add = not rules.why_not(work, self.item, FollowUpAct.ADD_PHOTO)
        self.setWindowTitle(_("Follow-up {number}", number=self.item.number))
        self.heading.setText(f"{self.item.number} · {self.item.state_words}")
        self._draw()
        self.gallery.load(may_add=may_add)
        clear_layout(self._actions)
        self.problem.setText("")
        for caption, _key, act in offered:
            self._actions.addWidget(button(caption, self.doing(partial(self._act, act))))

    def _draw(self) -> None:
        """What was read, numbers in it masked unless somebody asked to see them."""
        self.facts.setText("\n".join(self._fact_lines(self.item)))
        typed = [self.item.description, *(move.remark for move in self._moves)]
        self.veil.button.setVisible(any(mask_text(each) != each for each in typed))
        self.story.clear()
        for move in self._moves:
            text = f"{local(move.at):%Y-%m-%d %H:%M}　{move.title}　{move.by}"
            self.story.addItem(text + (f"\n{self._typed(move.remark)}" if move.remark else ""))

    def _typed(self, text: str) -> str:
        return text if self.veil.lifted else mask_text(text)

    def _fact_lines(self, item: FollowUp) -> list[str]:
        today = self.desk.clock.today()
        due = date_words(item.due_on, today)
        if item.due_on != item.first_due_on:
            due += bracketed(_("first {day}", day=date_words(item.first_due_on, today)))
        if item.is_overdue(today):
            due += bracketed(_("overdue {n} days", n=(today - item.due_on).days))
        facts = (
            (P_("follow-up", "Owner"), item.owner + bracketed(item.owner_kind.label)),
            (P_("follow-up", "Checker"), checker_words(item, today)),
            (P_("follow-up", "Due day"), due),
            (P_("follow-up", "Urgency"), P_("follow-up", "Urgent") if item.urgent else ""),
            (P_("follow-up", "Kind"), item.kind.label + (bracketed(self._source) if self._source else "")),
            (P_("follow-up", "Opened by"), f"{item.opener} {full_moment_words(item.opened_at)}"),
            (P_("follow-up", "Returned"), _("{n} times", n=item.returned) if item.returned else ""),
            (P_("follow-up", "Extended"), _("{n} times", n=item.extended) if item.extended else ""),
            (P_("follow-up", "Same as number"), item.same_as),
            (P_("follow-up", "Look again on"), date_words(item.look_again_on, today) if item.look_again_on else ""),
        )
        return [self._typed(item.description), *(named(caption, value) for caption, value in facts if value)]

    def _act(self, act: Act) -> str:
        return act(self, self.desk, self.item)

    def print(self) -> None:
        """Ctrl+P 督办单."""
        try:
            papers.preview(self, self.desk, "follow-up", self.item.number, number=Given(self.item))
        except DeskError as error:
            self.problem.setText(error.message)

    def _look_up(self) -> None:
        with self.desk.write() as work:
            disclosure.look_up(work, self._id, _("Card of follow-up {number}", number=self.item.number))
