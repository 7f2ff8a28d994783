"""What is asked while a need or a match is on its way: why it ends, until when it waits, how it is carried out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.books.activities.model import ActivityKind
from desk.books.matching import deliveries, needs, queries, rules
from desk.books.matching.link_queries import LinkableActivity
from desk.books.matching.model import Match, Need
from desk.core.moves import LONGEST_REASON
from desk.core.permissions import May
from desk.core.typed_days import Leaning
from desk.core.words import P_, _, bracketed
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.widgets.controls import Combo, Field, label, latin_line
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.wrapping import Wrapping

NEW_ACTIVITY = -1


class MatchingReason(FormDialog):
    """Why a need is taken down or not met, or a match came to nothing."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, about: str, act: Callable[[Work, str], object]) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(560)
        self._desk, self._act = desk, act
        self._column.addWidget(label(about, "muted", wrap=True))
        self.reason = Wrapping(LONGEST_REASON + 100)
        self.add("reason", Field(P_("match", "Reason"), self.reason, required=True, width=FULL))
        self.finish(_("Save"))
        self.reason.setFocus()

    def do(self) -> None:
        with self._desk.write() as work:
            self._act(work, self.reason.text())


class ProlongNeed(FormDialog):
    """Until when a need stands on the list."""

    def __init__(self, parent: QWidget, desk: Desk, need: Need) -> None:
        super().__init__(parent, _("Let {number} stand for longer", number=need.number))
        self.setMinimumWidth(560)
        self._desk, self._need = desk, need
        self._column.addWidget(label(need.masked, "muted", wrap=True))
        with desk.read() as work:
            usual = rules.usual_end(work)
        assert need.list_until is not None
        self.list_until = DayLine(desk, max(usual, need.list_until), Leaning.AHEAD)
        hint = _("Until now: {day}.", day=need.list_until.isoformat())
        self.add("list_until", Field(P_("need", "On the list until"), self.list_until, hint, required=True))
        self.finish(_("Save"))
        self.list_until.setFocus()

    def do(self) -> None:
        day = self.list_until.day_in("list_until")
        with self._desk.write() as work:
            needs.prolong(work, self._need.id, self._need.version, day)


class LinkDelivery(FormDialog):
    """By what a match is carried out: an activity that there is, a new one (``wants_new``), or an order."""

    def __init__(self, parent: QWidget, desk: Desk, match: Match) -> None:
        super().__init__(parent, _("Carry out {need}", need=match.need_number))
        self.setMinimumWidth(620)
        self._desk, self._match = desk, match
        self._column.addWidget(label(f"{match.masked} → {match.offering}（{match.organisation}）", "muted", wrap=True))
        with desk.read() as work:
            self._offering = queries.find_offering(work, match.offering_id)
            offered = deliveries.choices(work, match)
        self.activity = Combo([(_words(each), each.id) for each in offered])
        self.order = latin_line("D20261130-001", most=30)
        if isinstance(self._offering.kind, ActivityKind):
            self._offer_activities(offered)
        else:
            hint = _("It counts once it is done. Of the kind {kind}.", kind=self._offering.kind.label)
            self.add("order", Field(P_("match", "Number of the order"), self.order, hint, required=True))
        self.finish(P_("match", "Link"))

    def _offer_activities(self, offered: list[LinkableActivity]) -> None:
        if self._desk.actor.may(May.PLAN_ACTIVITIES):
            choices = [(_words(each), each.id) for each in offered]
            self.activity.offer([*choices, (_("A new activity…"), NEW_ACTIVITY)])
        own = next((each for each in offered if each.organisation_id == self._offering.organisation_id), None)
        self.activity.choose(own.id if own else NEW_ACTIVITY)
        hint = _("It counts once it was held and its people are counted.")
        self.add("activity", Field(P_("match", "Activity"), self.activity, hint, required=True, width=FULL))

    @property
    def wants_new(self) -> bool:
        """Is it to be a new activity?"""
        return isinstance(self._offering.kind, ActivityKind) and self.activity.value == NEW_ACTIVITY

    def do(self) -> None:
        match = self._match
        if self.wants_new:
            return
        with self._desk.write() as work:
            if isinstance(self._offering.kind, ActivityKind):
                deliveries.link_activity(work, match.id, match.version, self.activity.value or 0)
            else:
                deliveries.link_order(work, match.id, match.version, self.order.text())


def _words(each: LinkableActivity) -> str:
    """2026-11-28 义诊（区第二医院） 已举办."""
    return f"{each.day} {each.title}{bracketed(each.organisation) if each.organisation else ''} {each.state.label}"
