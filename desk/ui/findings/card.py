"""The card of a finding 问题卡: what was found, how it looked before and after, how its mending went, and what can be
done now.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.books.findings import disclosure, queries, rules
from desk.books.findings.model import FindingState
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups import rules as follow_up_rules
from desk.books.follow_ups.model import FollowUp, FollowUpAct, FollowUpMove
from desk.books.matching import queries as matching
from desk.books.matching.model import Need
from desk.core.calendar import date_words, full_moment_words
from desk.core.clock import local
from desk.core.errors import DeskError
from desk.core.identity import mask_text
from desk.core.words import P_, _, bracketed, named
from desk.reports.kit.declaration import Given
from desk.services.session import Desk
from desk.ui.findings import acts
from desk.ui.findings.acts import Act
from desk.ui.follow_ups.acts import shelf_of as proof_of
from desk.ui.follow_ups.card import checker_words
from desk.ui.shell.person_record import PersonRecordWindow
from desk.ui.widgets import papers
from desk.ui.widgets.controls import button, clear_layout, keyed, label, row
from desk.ui.widgets.gallery import Gallery
from desk.ui.widgets.key_cap import CapButton

KEYS = "ADNXCL"
"""The keys of the list do here what they do there."""


class FindingCard(PersonRecordWindow):
    """Opened from the page, from 待办, from a figure, or by its number. Whatever can be done with the follow-up that
    mends it is done here as well.
    """

    SHOWS = frozenset({"findings", "follow_ups", "matching", "officers", "staff"})

    def __init__(self, desk: Desk, id: int, parent: QWidget) -> None:
        super().__init__(desk, parent, (940, 640), P_("finding", "History"), _("Show numbers in full"))
        self._id = id
        self._moves: list[FollowUpMove] = []
        self._needs: list[Need] = []
        self._by_key: dict[str, CapButton] = {}
        self.before = self._gallery(Gallery(desk, acts.shelf_of(id)))
        self._after_column = QVBoxLayout()
        self.after: Gallery | None = None
        self.sheet_button = keyed(self, _("Follow-up sheet"), self.print, "Ctrl+P")
        foot = row(self.sheet_button, 1, button(_("Close"), self.accept, key="Esc"))
        self._lay_out(foot, self._photos())
        for key in KEYS:
            self.while_reading(key, partial(self._press, key))
        self.load()
        self.story.setFocus()

    def _photos(self) -> QWidget:
        """Before and after, beside each other."""
        both = QWidget()
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        sides = QHBoxLayout(both)
        sides.setContentsMargins(0, 0, 0, 0)
        before = QVBoxLayout()
        before.addWidget(label(P_("finding", "Before"), "heading"))
        before.addWidget(self.before)
        before.addStretch(1)
        self._after_head = label(P_("finding", "After"), "heading")
        self._after_column.addWidget(self._after_head)
        sides.addLayout(before, 1)
        sides.addLayout(self._after_column, 1)
        return both

    def _gallery(self, made: Gallery) -> Gallery:
        made.message.connect(self.problem.setText)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return made

    def fill(self) -> None:
        """Read it again and offer what the signed-in person may do with it."""
        with self.desk.read() as work:
            self.tracked = queries.find_tracked(work, self._id)
            item = self.tracked.item
            self._moves = follow_ups.moves_of(work, item.id) if item else []
            offered = acts.offered(work, self.tracked)
            self._needs = matching.from_subject(work, acts.subject_of(self.tracked))
            may_prove = item is not None and not follow_up_rules.why_not(work, item, FollowUpAct.ADD_PHOTO)
        finding = self.tracked.finding
        self.setWindowTitle(_("Finding {number}", number=finding.number))
        self.heading.setText(f"{finding.number} · {self.tracked.state_words}")
        self.sheet_button.setVisible(item is not None)
        self._draw()
        self.before.load(may_add=rules.takes_photos(self.tracked))
        self._show_after(item, may_prove=may_prove)
        self._offer(offered)

    def _show_after(self, item: FollowUp | None, *, may_prove: bool) -> None:
        if item is not None and self.after is None:
            self.after = self._gallery(Gallery(self.desk, proof_of(item.id)))
            self._after_column.addWidget(self.after)
            self._after_column.addStretch(1)
        self._after_head.setVisible(item is not None)
        if self.after is not None:
            self.after.load(may_add=may_prove)

    def _offer(self, offered: list[tuple[str, str, Act]]) -> None:
        clear_layout(self._actions)
        self.problem.setText("")
        self._by_key = {}
        for caption, key, act in offered:
            made = button(caption, self.doing(partial(self._act, act)), key=key)
            self._actions.addWidget(made)
            if key:
                self._by_key[key] = made

    def _press(self, key: str) -> None:
        if made := self._by_key.get(key):
            made.click()

    def _draw(self) -> None:
        """What was read, numbers in it masked unless somebody asked to see them."""
        self.facts.setText("\n".join(self._fact_lines()))
        finding = self.tracked.finding
        typed = [finding.description, finding.reason, *(move.remark for move in self._moves)]
        self.veil.button.setVisible(any(mask_text(each) != each for each in typed))
        self.story.clear()
        assert finding.entered_at is not None
        self.story.addItem(
            f"{local(finding.entered_at):%Y-%m-%d %H:%M}　{P_('finding', 'Reported')}　{finding.reporter}"
        )
        if finding.state is FindingState.DISMISSED and finding.decided_at is not None:
            at = f"{local(finding.decided_at):%Y-%m-%d %H:%M}"
            self.story.addItem(f"{at}　{finding.state.label}　{finding.decider}\n{self._typed(finding.reason)}")
        for move in self._moves:
            text = f"{local(move.at):%Y-%m-%d %H:%M}　{move.title}　{move.by}"
            self.story.addItem(text + (f"\n{self._typed(move.remark)}" if move.remark else ""))

    def _typed(self, text: str) -> str:
        return text if self.veil.lifted else mask_text(text)

    def _fact_lines(self) -> list[str]:
        finding, today = self.tracked.finding, self.desk.clock.today()
        found_on = date_words(finding.found_on, today) if finding.found_on else ""
        facts = (
            (P_("finding", "Zone"), finding.zone),
            (P_("finding", "Kind"), finding.kind.label + bracketed(finding.severity.label)),
            (P_("finding", "Found by"), finding.source.label + (bracketed(finding.officer) if finding.officer else "")),
            (P_("finding", "Found on"), found_on),
            (P_("finding", "Decided by"), self._decided_words()),
            *((P_("finding", "Need"), f"{each.number}（{each.state.label}）") for each in self._needs),
            *self._item_facts(self.tracked.item),
        )
        return [self._typed(finding.description), *(named(caption, value) for caption, value in facts if value)]

    def _decided_words(self) -> str:
        finding = self.tracked.finding
        return f"{finding.decider} {full_moment_words(finding.decided_at)}" if finding.decided_at else ""

    def _item_facts(self, item: FollowUp | None) -> tuple[tuple[str, str], ...]:
        """What its follow-up says."""
        if item is None:
            return ()
        today = self.desk.clock.today()
        due = date_words(item.due_on, today)
        if item.due_on != item.first_due_on:
            due += bracketed(_("first {day}", day=date_words(item.first_due_on, today)))
        if item.is_overdue(today):
            due += bracketed(_("overdue {n} days", n=(today - item.due_on).days))
        return (
            (P_("finding", "Follow-up"), item.number),
            (P_("follow-up", "Owner"), item.owner + bracketed(item.owner_kind.label)),
            (P_("follow-up", "Checker"), checker_words(item, today)),
            (P_("follow-up", "Due day"), due),
            (P_("follow-up", "Returned"), _("{n} times", n=item.returned) if item.returned else ""),
            (P_("follow-up", "Look again on"), date_words(item.look_again_on, today) if item.look_again_on else ""),
        )

    def _act(self, act: Act) -> str:
        return act(self, self.desk, self.tracked)

    def print(self) -> None:
        """Ctrl+P 督办单."""
        item = self.tracked.item
        if item is None:
            return
        try:
            papers.preview(self, self.desk, "follow-up", item.number, number=Given(item))
        except DeskError as error:
            self.problem.setText(error.message)

    def _look_up(self) -> None:
        with self.desk.write() as work:
            disclosure.look_up(work, self._id, _("Card of finding {number}", number=self.tracked.finding.number))
