"""The times that can be chosen for a booking: the next free ones of every counter that takes the item, or of a room,
and on the day that was asked for also those that are full, which stay in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desk.books.bookings import availability, rules
from desk.books.bookings.model import NoPlaceReason, Resource, minutes_of_day
from desk.books.bookings.schedule import Slot
from desk.books.visits import Pace
from desk.core.calendar import date_words, weekday_words
from desk.core.clock import local
from desk.core.clock_times import END_OF_DAY, span_words
from desk.core.words import P_, _, listed
from desk.core.work import Work
from desk.ui.bookings.board import BoardCell
from desk.ui.shell.text_size import scaled
from desk.ui.widgets.inks import Inks
from desk.ui.widgets.whole_text import hint

MOST = 40
"""Times that are offered."""
LINES, LINE, PADDING = 3, 30, 8
"""Rows in sight at least, and pixels."""


@dataclass(frozen=True)
class TimeChoice:
    """A slot of a resource."""

    resource: Resource
    slot: Slot

    @property
    def day(self) -> date:
        """The centre's day."""
        return local(self.slot.begins_at).date()

    @property
    def span(self) -> str:
        """09:00-09:30."""
        return span_words(minutes_of_day(self.slot.begins_at), minutes_of_day(self.slot.ends_at) or END_OF_DAY)

    def spoken(self, people: int) -> str:
        """11月25日 周三 09:00-09:30　余3　窗口一: a long name is what may be cut."""
        if self.slot.free >= people:
            shared = self.resource.is_shared
            room = P_("slot", "{n} free", n=self.slot.free) if shared else P_("slot", "Free")
        elif self.slot.free:
            room = P_("slot", "only {n} free", n=self.slot.free)
        else:
            room = P_("slot", "Full")
        at = f"{date_words(self.day)} {weekday_words(self.day)} {self.span}"
        by = "" if self.slot.free else listed(each.text for each in self.slot.by[:2])
        return "　".join(filter(None, (at, room, self.resource.name, by)))


@dataclass(frozen=True)
class Offer:
    """What can be chosen from a day on. ``why`` says why nothing is free on that day; None where something is."""

    choices: Sequence[TimeChoice]
    why: NoPlaceReason | None


def offered(work: Work, which: Sequence[Resource], day: date, people: int, pace: Pace | None = None) -> Offer:
    """The times of these resources: of the day itself all that are not over, of later days those with room. ``pace`` as
    the caller has read it.
    """
    last = max(day, work.today + timedelta(days=max(rules.days_ahead(work, each.kind) for each in which)))
    choices: list[TimeChoice] = []
    schedules = availability.schedules(work, which, day, last, pace=pace)
    for ahead in range((last - day).days + 1):
        on = day + timedelta(days=ahead)
        there = [(slot, each.resource) for each in schedules.values() for slot in each.slots(on)]
        for slot, resource in sorted(there, key=lambda pair: (pair[0].begins_at, pair[1].id)):
            shown = not (slot.is_past or slot.closed) and (ahead == 0 or slot.free >= people)
            if shown:
                choices.append(TimeChoice(resource, slot))
        if len(choices) >= MOST:
            break
    reasons = [each.why_none(day, people) for each in schedules.values()]
    return Offer(choices[:MOST], None if None in reasons else _strongest(reasons))


def _strongest(reasons: Sequence[NoPlaceReason | None]) -> NoPlaceReason:
    """Of several counters: full rather than closed, as somebody could have had it."""
    for why in (NoPlaceReason.FULL, NoPlaceReason.TOO_SHORT):
        if why in reasons:
            return why
    return NoPlaceReason.NO_SLOTS


class TimeList(QListWidget):
    """The list of times: arrows choose one, the first free one is chosen from the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: Sequence[TimeChoice] = ()
        self.setAccessibleName(_("Times"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(scaled(LINES * LINE))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(LINES * LINE + PADDING))

    @property
    def choice(self) -> TimeChoice | None:
        """The chosen time; None where there is none."""
        at = self.currentRow()
        return self.choices[at] if 0 <= at < len(self.choices) else None

    def show_offer(self, offer: Offer, people: int, wanted: TimeChoice | None) -> None:
        """Offer other times; the ``wanted`` one is chosen if it is among them, else the first with room."""
        self.choices = offer.choices
        self.clear()
        muted = Inks.in_use().muted
        for each in self.choices:
            item = QListWidgetItem(each.spoken(people))
            item.setToolTip(hint(each.spoken(people)))
            if each.slot.free < people:
                item.setForeground(muted)
            self.addItem(item)
        first = next((n for n, each in enumerate(self.choices) if each.slot.free >= people), 0 if self.choices else -1)
        self.setCurrentRow(next((n for n, each in enumerate(self.choices) if is_same(each, wanted)), first))


def is_same(choice: TimeChoice, other: TimeChoice | None) -> bool:
    """The same time of the same counter or room, whatever is free of it?"""
    return (
        other is not None and choice.resource.id == other.resource.id and choice.slot.begins_at == other.slot.begins_at
    )


def choice_of(cell: BoardCell | None) -> TimeChoice | None:
    """The time on the board as one that can be chosen."""
    return TimeChoice(cell.resource, Slot(cell.begins_at, cell.ends_at, cell.free, 0)) if cell else None
