"""The page 回访: whose order is done and who is to be asked how it was, with a digit for what they say."""

from __future__ import annotations

from functools import partial

from desk.books.cases import LEVELS, Evaluation
from desk.books.orders import contacts, queries, rating
from desk.books.orders.contacts import OrderContact
from desk.books.orders.model import Order
from desk.core.calendar import date_words
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, named
from desk.services.session import Desk
from desk.ui.orders import columns
from desk.ui.orders.acts import rated_words
from desk.ui.orders.forms import RateOrder
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.columns import Column
from desk.ui.widgets.contact_veil import ContactVeil
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.lists import ListView


class OrderCallsPage(ColumnPage):
    """回访: telephones are masked until somebody asks for one, which is logged. Who did it does not ask."""

    SHOWS = frozenset({"orders", "organisations", "residents", "teams"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._levels = {level: partial(self.rate, level) for level in LEVELS}
        self.list: ListView[Order] = ListView(
            self._columns(),
            _("Nobody is to be rung up. The working day after an order is done, its asker stands here."),
            P_("page", "Call-backs"),
        )
        self.contact = ContactVeil(self, self.list, self._look_up, self._tell_refusal)
        hint = _("Rung up by somebody who had no part in it. 1 to 5 note the rating; a poor one has it done again.")
        self.column.addWidget(label(hint, "muted", wrap=True))
        self.column.addWidget(self.list, 1)
        levels = [self.button(act) for act in self._levels.values()]
        missed = self.button(self.not_reached)
        self.column.addLayout(row(*levels, 1, self.contact.text, self.contact.button, missed))

    def make_commands(self) -> Commands:
        called = self.list.table
        return (
            Command("F3", N_("Go to the call-backs"), called.setFocus, repeats=True),
            Command("F4", N_("Show the telephone, and mask it again"), self.contact.toggle, of=called, repeats=True),
            Command("Enter", N_("Open the order"), self.open_current, on_label=False, of=called),
            *(
                Command(str(place), level.msgid, act, may=May.SERVE, of=called, inside=self.list)
                for place, (level, act) in enumerate(self._levels.items(), 1)
            ),
            Command("F7", N_("Nobody answered: again on the next working day"), self.not_reached,
                    NP_("order", "Not reached"), may=May.SERVE, of=called),
        )  # fmt: skip

    def _columns(self) -> list[Column[Order]]:
        return [
            Column(P_("order", "Call on"), 90, lambda each: f"{each.call_back_on}", self._tone),
            columns.number(rank=3),
            columns.kind(),
            columns.who(),
            columns.tail(),
            columns.wish(),
            Column(P_("order", "Result"), 160, lambda each: each.masked(each.result), flex=4, rank=1),
            columns.owner(),
        ]

    def _tone(self, each: Order) -> Tone:
        """Late once the day is over."""
        today = self.desk.clock.today()
        return Tone.OVERDUE if each.call_back_on is not None and each.call_back_on < today else Tone.DUE_SOON

    def fill(self) -> None:
        with self.desk.read() as work:
            to_call, today = queries.to_call(work), work.today
        self.list.show_all(to_call, keep=True)
        if to_call:
            first = date_words(min(each.call_back_on for each in to_call if each.call_back_on), today)
            self.list.foot.show_sum(_("{n} to ring up, the earliest of {day}", n=len(to_call), day=first))
        self.contact.button.setEnabled(bool(to_call))

    def _look_up(self, chosen: Order) -> str:
        with self.desk.write() as work:
            rating.require_no_part(work, chosen)
            purpose = _("Ringing up about order {number}", number=chosen.number)
            return contact_words(contacts.look_up(work, chosen.id, purpose))

    def _tell_refusal(self, sentence: str) -> None:
        self.toast.emit(sentence, "bad")

    def open_current(self) -> None:
        """Enter: the card of the order."""
        if (chosen := self.list.current()) is not None:
            self.opened.emit(chosen.id)

    def rate(self, level: Evaluation) -> None:
        """1 to 5: the level is chosen, Enter keeps it; what was said can be typed before."""
        chosen = self.list.current()
        if chosen is None:
            return
        with self.desk.read() as work:
            rating.require_no_part(work, chosen)
        form = RateOrder(self, self.desk, chosen, level)
        if form.exec():
            with self.desk.read() as work:
                now = queries.find(work, chosen.id)
            self.done(rated_words(now))
            self.list.table.setFocus()
        form.deleteLater()

    def not_reached(self) -> None:
        """F7 未接通: on the list again on the next working day."""
        chosen = self.list.current()
        if chosen is None:
            return
        with self.desk.write() as work:
            now = rating.not_reached(work, chosen.id)
            today = work.today
        day = date_words(now.call_back_on, today) if now.call_back_on else ""
        self.done(_("{number}: nobody answered; again on {day}.", number=now.number, day=day))


def contact_words(contact: OrderContact) -> str:
    """张三丰 138 0000 1111, and who said it for them."""
    parts = (f"{contact.name} {contact.telephone}", named(P_("order", "Told by"), contact.told_by))
    return "　".join(parts if contact.told_by else parts[:1])
