"""How somebody came, and who came for them: folded away until it is wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books.visits import NOBODY, RELATIONS, Agent, Channel
from desk.core.errors import Problem
from desk.core.words import P_, _
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, latin_line, line_edit, tell_problems
from desk.ui.widgets.field_parts import FULL, MEDIUM
from desk.ui.widgets.finder import FinderDelegate, Hit

CHANNELS = tuple(Channel)
AGENT = ("agent", "agent_relation", "agent_id_tail")


class VisitDetails(QWidget):
    """The channel 办理渠道, in sight unless it is the counter; the agent 代办人, in sight once asked for."""

    changed = Signal()

    def __init__(self, ground: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._unfolded = False
        self.channel = Choice(CHANNELS)
        self.name, self.tail = line_edit(most=60), latin_line(most=30)
        self.relation = FinderDelegate(_("e.g. child, spouse, neighbour"), self._relations, opens_empty=True)
        self.relation.ground = ground
        self.fields = {
            "channel": Field(P_("visit", "Channel"), self.channel, width=FULL),
            "agent": Field(_("Agent"), self.name, width=MEDIUM),
            "agent_relation": Field(_("Relation"), self.relation, width=MEDIUM),
            "agent_id_tail": Field(_("ID, last 4"), self.tail),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for field in self.fields.values():
            column.addWidget(field)
        for line in (self.name, self.relation, self.tail):
            line.textEdited.connect(lambda _text: self.changed.emit())
        self.relation.taken.connect(lambda _relation: self._related())
        self.channel.changed.connect(lambda _channel: self._chosen())
        self.clear()

    def _relations(self, typed: str) -> list[Hit]:
        known = [_(each) for each in RELATIONS]
        return [Hit(each, each) for each in known if not typed.strip() or typed.strip() in each]

    def _related(self) -> None:
        self.changed.emit()
        self.tail.setFocus()

    def _chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def clear(self) -> None:
        """At the counter, for oneself."""
        self._unfolded = False
        self.channel.choose(Channel.COUNTER)
        for line in (self.name, self.relation, self.tail):
            line.clear()
        for field in self.fields.values():
            field.tell("")
        self._fit()

    def show_visit(self, channel: Channel, agent: Agent) -> None:
        """As the visit has it."""
        self.channel.choose(channel)
        for line, text in ((self.name, agent.name), (self.relation, agent.relation), (self.tail, agent.id_tail)):
            line.setText(text)
        self._fit()

    def next_channel(self) -> None:
        """One key: the channel after the one that is chosen."""
        self.channel.choose(CHANNELS[(CHANNELS.index(self.channel.value) + 1) % len(CHANNELS)])
        self._chosen()

    def unfold_agent(self) -> None:
        """The fields of who came for the person; the first of them has the focus."""
        self.want_agent(wanted=True)
        self.name.setFocus()

    def want_agent(self, *, wanted: bool) -> None:
        """In sight, or away again where nothing is typed in them."""
        self._unfolded = wanted
        self._fit()

    def _fit(self) -> None:
        self.fields["channel"].setVisible(self.channel.value is not Channel.COUNTER)
        for name in AGENT:
            self.fields[name].setVisible(self._unfolded or self.agent != NOBODY)

    @property
    def agent(self) -> Agent:
        """As typed; the book tidies and checks it."""
        return Agent(self.name.text().strip(), self.relation.text().strip(), self.tail.text().strip())

    def tell(self, problems: list[Problem]) -> list[Problem]:
        """Each problem beside its field, which comes in sight. Gives back those that have no field here."""
        if any(problem.field in AGENT for problem in problems):
            self.want_agent(wanted=True)
        return tell_problems(self.fields, problems)

    def content(self) -> dict[str, Any]:
        """What differs from somebody who came to the counter themselves, for the draft."""
        agent = self.agent
        typed = {"agent": [agent.name, agent.relation, agent.id_tail]} if agent != NOBODY else {}
        channel = {"channel": self.channel.value.value} if self.channel.value is not Channel.COUNTER else {}
        return {**typed, **channel}

    def restore(self, content: dict[str, Any]) -> None:
        """Fill in a draft again."""
        self.show_visit(Channel(content.get("channel", Channel.COUNTER)), Agent(*content.get("agent", ())))
