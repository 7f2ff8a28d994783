"""What the cards of needs, offerings and matches share: typed words masked until somebody asks, buttons by state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from desk.books.matching import disclosure
from desk.books.matching.model import Delivery
from desk.core.errors import DeskError
from desk.core.identity import mask_text
from desk.core.words import P_, _, named
from desk.services.session import Desk
from desk.ui.matching.acts import Done
from desk.ui.shell.person_record import PersonRecordWindow, wrapped_lines
from desk.ui.widgets.controls import button, clear_layout, label, row


class MatchingCard(PersonRecordWindow):
    """Left what it says, its history and what hangs on it; right what can be done now."""

    SHOWS = frozenset({"activities", "matching", "orders", "organisations", "staff"})
    PURPOSE = ""
    """What the log says a look was for: a msgid with the number."""

    def __init__(self, desk: Desk, id: int, parent: QWidget, below: str) -> None:
        super().__init__(desk, parent, (900, 600), P_("match", "History"), _("Show numbers in full"))
        self._id = id
        self.below = wrapped_lines(below)
        foot = row(1, button(_("Close"), self.accept, key="Esc"))
        self._lay_out(foot, label(below, "heading"), self.below)
        self.load()
        self.story.setFocus()

    def show_facts(self, first: str, facts: Iterable[tuple[str, str]]) -> None:
        """What it is, then what is known of it."""
        self.facts.setText("\n".join([self.typed(first), *(named(name, value) for name, value in facts if value)]))

    def offer(self, acts: Sequence[tuple[str, Callable[[], Done | None]]]) -> None:
        """What can be done now, what usually comes next first."""
        clear_layout(self._actions)
        self.problem.setText("")
        for place, (caption, act) in enumerate(acts):
            self._actions.addWidget(button(caption, self._doing(act), "" if place else "primary"))

    def _doing(self, act: Callable[[], Done | None]) -> Callable[[], None]:
        def do() -> None:
            try:
                done = act()
            except DeskError as error:
                self.problem.setText(error.message)
                return
            if done:
                self.acted(done.sentence)

        return do

    def typed(self, text: str) -> str:
        """What staff typed: numbers in it are masked until somebody asks."""
        return text if self.veil.lifted else mask_text(text)

    def veil_over(self, *texts: str) -> None:
        """There is something to lift where one of these has numbers in it."""
        self.veil.button.setVisible(any(mask_text(each) != each for each in texts))

    def _look_up(self) -> None:
        with self.desk.write() as work:
            disclosure.look_up(work, _(self.PURPOSE).format(number=self.number))

    @property
    def number(self) -> str:
        """As the log names it."""
        raise NotImplementedError


def delivery_line(each: Delivery) -> str:
    """2026-11-28　免费测血压　已举办　26人, or that it does not count yet."""
    people = _("{n} people", n=each.people) if each.counts else _("does not count yet")
    return f"{each.day}　{each.title}　{each.state_words}　{people}"
