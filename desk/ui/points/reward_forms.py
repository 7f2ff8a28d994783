"""The forms behind 积分设置: a reward, and a rule of points."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from desk.books.orders.model import OrderKind
from desk.books.points import rewards, rules
from desk.books.points.model import PointRule, Reward, RuleBasis
from desk.books.points.rewards import REWARD_LABELS
from desk.books.points.rules import RULE_LABELS
from desk.core import money
from desk.core.numbers import number_in
from desk.core.typed_days import Leaning
from desk.core.words import P_, _
from desk.services.session import Desk
from desk.ui.roster.assignees import ticks
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.controls import Field, label, latin_line, line_edit
from desk.ui.widgets.day_line import DayLine
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.field_parts import FULL
from desk.ui.widgets.form_dialog import FormDialog


class EditReward(FormDialog):
    """What can be had, for how many points, what it costs the centre, how many are there."""

    def __init__(self, parent: QWidget, desk: Desk, reward: Reward) -> None:
        super().__init__(parent, _("Reward") if reward.id else _("New reward"))
        self._desk, self._reward = desk, reward
        self.stored_id = reward.id
        self.name = line_edit(most=rewards.LONGEST_NAME)
        self.points, self.cost, self.stock = latin_line(most=6), latin_line(most=9), latin_line(most=6)
        self.active = QCheckBox(P_("reward", "can be exchanged"))
        self.add("name", Field(_(REWARD_LABELS["name"]), self.name, required=True))
        self.add("points", Field(_(REWARD_LABELS["points"]), self.points, required=True))
        hint = _("What one costs the centre, in yuan; the cost of the points left is reckoned from it.")
        self.add("cost", Field(_(REWARD_LABELS["cost"]), self.cost, hint, required=True))
        self.add("stock", Field(_(REWARD_LABELS["stock"]), self.stock, _("Without those that are reserved.")))
        self.add("active", Field(_(REWARD_LABELS["active"]), self.active))
        self.editing: Editing[Reward] = Editing(self._show, self._typed)
        self.editing.begin(reward)
        self.finish(_("Save"))

    def _show(self, reward: Reward) -> None:
        self.name.setText(reward.name)
        self.points.setText(str(reward.points or ""))
        self.cost.setText(money.plain(reward.cost) if reward.id else "")
        self.stock.setText(str(reward.stock))
        self.active.setChecked(reward.active)

    def _typed(self) -> Reward:
        return replace(
            self._reward,
            name=self.name.text(),
            points=number_in(self.points.text(), "points"),
            cost=money.fen_in(self.cost.text(), "cost"),
            stock=number_in(self.stock.text() or "0", "stock"),
            active=self.active.isChecked(),
        )

    def do(self) -> None:
        assert self.editing is not None
        with self._desk.write() as work:
            self.stored_id = self.editing.store(work, rewards.add, rewards.edit)


class EditPointRule(FormDialog):
    """So many points for what; one that was used is ended, and what is typed holds from today on."""

    def __init__(self, parent: QWidget, desk: Desk, rule: PointRule, *, is_used: bool = False) -> None:
        super().__init__(parent, _("Rule of points") if rule.id else _("New rule of points"))
        self.setMinimumWidth(640)
        self._desk, self._rule = desk, rule
        self.stored_id = rule.id
        if is_used:
            sentence = _("Points were given by it: it ends yesterday, and what you enter holds from today on.")
            self._column.addWidget(label(sentence, "muted", wrap=True))
        self.name = line_edit(most=rules.LONGEST_NAME)
        self.basis = Choice(tuple(RuleBasis))
        self.points, self.cap_day, self.cap_month = latin_line(most=5), latin_line(most=6), latin_line(most=6)
        holder, self.kinds = ticks([(kind.label, kind.value) for kind in OrderKind], frozenset(rule.kinds))
        self.first_on, self.last_on = (DayLine(desk, None, Leaning.AHEAD) for _n in range(2))
        self.paper = line_edit(most=rules.LONGEST_PAPER)
        self._add_fields(holder)
        self.basis.changed.connect(lambda _chosen: self._offer())
        self.editing: Editing[PointRule] = Editing(self._show, self._typed)
        self.editing.begin(rule)
        self.finish(_("Save"))

    def _add_fields(self, kinds: QWidget) -> None:
        self.add("name", Field(_(RULE_LABELS["name"]), self.name, required=True))
        self.add("basis", Field(_(RULE_LABELS["basis"]), self.basis, required=True))
        self.add("points", Field(_(RULE_LABELS["points"]), self.points, required=True))
        hint = _("None ticked: for all. A rule that names the kind goes before one for all.")
        self.add("kinds", Field(_(RULE_LABELS["kinds"]), kinds, hint, width=FULL))
        caps = _("Empty: no cap. What other rules gave for orders counts as well.")
        self.add("cap_day", Field(_(RULE_LABELS["cap_day"]), self.cap_day, caps))
        self.add("cap_month", Field(_(RULE_LABELS["cap_month"]), self.cap_month))
        self.add("first_on", Field(_(RULE_LABELS["first_on"]), self.first_on, required=True))
        self.add("last_on", Field(_(RULE_LABELS["last_on"]), self.last_on, _("Empty: until it is ended.")))
        self.add("paper", Field(_(RULE_LABELS["paper"]), self.paper))

    def _offer(self) -> None:
        """Kinds and caps only of what is given for orders."""
        is_fixed = self.basis.value is RuleBasis.FIXED
        for name in ("kinds", "cap_day", "cap_month"):
            self.fields[name].setVisible(not is_fixed)

    def _show(self, rule: PointRule) -> None:
        self.name.setText(rule.name)
        self.points.setText(str(rule.points or ""))
        for kind, box in self.kinds.items():
            box.setChecked(kind in rule.kinds)
        self.cap_day.setText("" if rule.cap_day is None else str(rule.cap_day))
        self.cap_month.setText("" if rule.cap_month is None else str(rule.cap_month))
        self.first_on.setText(rule.first_on.isoformat())
        self.last_on.setText(rule.last_on.isoformat() if rule.last_on else "")
        self.paper.setText(rule.paper)
        self.basis.choose(rule.basis)

    def _typed(self) -> PointRule:
        caps = {"cap_day": self.cap_day.text().strip(), "cap_month": self.cap_month.text().strip()}
        numbers = {name: number_in(typed, name) if typed else None for name, typed in caps.items()}
        return replace(
            self._rule,
            name=self.name.text(),
            basis=self.basis.value,
            points=number_in(self.points.text(), "points"),
            kinds=tuple(str(kind) for kind, box in self.kinds.items() if box.isChecked()),
            cap_day=numbers["cap_day"],
            cap_month=numbers["cap_month"],
            first_on=self.first_on.day_in("first_on"),
            last_on=self.last_on.day_or_none("last_on"),
            paper=self.paper.text(),
        )

    def do(self) -> None:
        assert self.editing is not None
        wanted = self.editing.wanted
        with self._desk.write() as work:
            if wanted.id:
                self.stored_id = rules.edit(work, wanted.id, wanted, read=self.editing.read)
            else:
                self.stored_id = rules.add(work, wanted)
