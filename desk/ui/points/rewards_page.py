"""The page 积分设置: rewards with stock and cost, and the rules by which points are given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.books.points import queries, reckoning, rules
from desk.books.points.model import PointRule, Reward, RuleBasis
from desk.core import money
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _
from desk.services.session import Desk
from desk.ui.points.reward_forms import EditPointRule, EditReward
from desk.ui.shell.column_page import ColumnPage
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import label, row
from desk.ui.widgets.form_dialog import sure
from desk.ui.widgets.lists import ListView


class RewardsPage(ColumnPage):
    """积分设置: for whoever keeps the points."""

    SHOWS = frozenset({"points", "postings"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list: ListView[Reward] = ListView(
            self._reward_columns(),
            _("No rewards yet. F2 adds what can be had for points, with its cost and how many are there."),
            _("Rewards"),
        )
        self.rules: ListView[PointRule] = ListView(
            self._rule_columns(),
            _("No rules yet. Take the usual ones and check them, or add one with F7."),
            _("Rules of points"),
        )
        for each in (self.list, self.rules):  # what stands at the foot of one takes no width from the other
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.presets = self.button(self.take_presets)
        self.rules.empty.offer(self.presets)
        self._add = self.button(self.add)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(label(_("Rewards"), "heading"))
        left.addWidget(self.list, 1)
        right.addWidget(label(_("Rules of points"), "heading"))
        right.addWidget(self.rules, 1)
        right.addLayout(row(self.button(self.remove_rule), self.button(self.end_rule), 1, self.button(self.add_rule)))
        sides = QHBoxLayout()
        sides.addLayout(left, 4)
        sides.addLayout(right, 5)
        self.column.addLayout(sides, 1)
        papers = _("How long points count, and how often somebody may exchange: Settings, Rules and their papers.")
        self.column.addLayout(row(label(papers, "caption"), self.button(self.open_rules), 1))

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._add,)

    def make_commands(self) -> Commands:
        offered, given, keep = self.list.table, self.rules.table, May.KEEP_POINTS
        return (
            Command("F2", N_("Add a reward"), self.add, label=NP_("button", "Add"), role="primary", may=keep),
            Command("F3", N_("Go to the rewards"), offered.setFocus, repeats=True),
            Command("F6", N_("Rewards, or rules"), self.next_list, repeats=True),
            Command("F7", N_("Add a rule"), self.add_rule, may=keep),
            Command(
                "Enter", N_("Change the chosen one"), self.edit_chosen, on_label=False, may=keep, of=(offered, given)
            ),
            Command("", N_("End the rule…"), self.end_rule, may=keep, of=given, enabled=self._is_running),
            Command("", N_("Remove the rule…"), self.remove_rule, may=keep, of=given),
            Command("", N_("Take the usual rules"), self.take_presets, may=keep),
            Command("", N_("Rules and their papers"), self.open_rules, role="link", may=May.EDIT_CENTRE),
        )

    def _is_running(self) -> bool:
        chosen = self.rules.current()
        return chosen is not None and chosen.last_on is None

    def _reward_columns(self) -> list[Column[Reward]]:
        return [
            Column(P_("reward", "Name"), 130, lambda each: each.name, flex=3),
            Column(P_("reward", "Points"), 70, lambda each: f"{each.points:,}", number=True),
            Column(P_("reward", "Cost"), 70, lambda each: money.yuan(each.cost), number=True, rank=1),
            Column(P_("reward", "In stock"), 60, lambda each: str(each.stock), number=True),
            Column(_("State"), 80, _state_words, _tone),
        ]

    def _rule_columns(self) -> list[Column[PointRule]]:
        return [
            Column(P_("rule of points", "Name"), 130, lambda each: each.name, flex=3),
            Column(P_("rule of points", "Points for"), 80, lambda each: each.basis.label),
            Column(P_("rule of points", "Points"), 50, lambda each: str(each.points), number=True),
            Column(P_("rule of points", "Kinds of orders"), 110, _kind_words, flex=3, rank=2),
            Column(
                P_("rule of points", "At most a day"), 70, lambda each: str(each.cap_day or ""), number=True, rank=3
            ),
            Column(
                P_("rule of points", "At most a month"), 70, lambda each: str(each.cap_month or ""), number=True, rank=4
            ),
            Column(_("Valid"), 180, self._valid_words, self._rule_tone, rank=1),
            Column(P_("rule of points", "Paper"), 90, lambda each: each.paper, flex=2, rank=5),
        ]

    def _valid_words(self, each: PointRule) -> str:
        return f"{each.first_on}—{each.last_on or ''}"

    def _rule_tone(self, each: PointRule) -> Tone:
        return Tone.DONE if reckoning.holds(each, self.desk.clock.today()) else Tone.QUIET

    def fill(self) -> None:
        with self.desk.read() as work:
            offered, given = queries.all_rewards(work), queries.all_rules(work)
        self.list.show_all(offered, keep=True)
        self.rules.show_all(given, keep=True)
        stock = sum(each.stock * each.cost for each in offered)
        self.list.foot.show_sum(_("In stock for {yuan} yuan", yuan=money.yuan(stock)) if offered else "")

    def next_list(self) -> None:
        """F6: rewards and rules in turn."""
        (self.list if self.rules.table.hasFocus() else self.rules).enter()

    def add(self) -> None:
        """F2: another reward."""
        self._edit_reward(Reward("", 0, 0, 0))

    def edit_chosen(self) -> None:
        """Enter: the form of the chosen reward or rule."""
        reward, rule = self.list.current(), self.rules.current()
        if self.rules.table.hasFocus() and rule is not None:
            self._edit_rule(rule)
        elif reward is not None:
            self._edit_reward(reward)

    def _edit_reward(self, reward: Reward) -> None:
        form = EditReward(self, self.desk, reward)
        if form.exec():
            self.done(_("Saved."))
            self.list.choose(form.stored_id)
        form.deleteLater()

    def add_rule(self) -> None:
        """F7: another rule, from today on."""
        self._edit_rule(PointRule("", RuleBasis.HOUR, 0, self.desk.clock.today()))

    def _edit_rule(self, rule: PointRule) -> None:
        with self.desk.read() as work:
            is_used = bool(rule.id) and queries.is_rule_used(work, rule.id)
        form = EditPointRule(self, self.desk, rule, is_used=is_used)
        if form.exec():
            self.done(_("Saved."))
            self.rules.choose(form.stored_id)
        form.deleteLater()

    def end_rule(self) -> None:
        """停用: it holds for the last time today."""
        rule = self.rules.current()
        if rule is None or not sure(self, _("End “{name}” with today?", name=rule.name), P_("rule of points", "End")):
            return
        with self.desk.write() as work:
            rules.end(work, rule.id, work.today)
        self.done(_("“{name}” holds for the last time today.", name=rule.name))

    def remove_rule(self) -> None:
        """Take out a rule that was made by mistake; one that was used is told."""
        rule = self.rules.current()
        if rule is None or not sure(self, _("Remove “{name}”?", name=rule.name), _("Remove")):
            return
        with self.desk.write() as work:
            rules.remove(work, rule.id)
        self.done(_("“{name}” is removed.", name=rule.name))

    def take_presets(self) -> None:
        """采用常用规则."""
        with self.desk.write() as work:
            added = rules.take_presets(work)
        self.done(_("{n} rules are set up. Please check them.", n=added))

    def open_rules(self) -> None:
        """The numbers that hold for all points, each with its paper, in the settings."""
        self.destination_wanted.emit("settings.rules", None)


def _state_words(each: Reward) -> str:
    if not each.active:
        return P_("reward", "Stopped")
    return P_("reward", "Can be had") if each.stock else P_("reward", "Out of stock")


def _tone(each: Reward) -> Tone:
    if not each.active:
        return Tone.QUIET
    return Tone.DONE if each.stock else Tone.DUE_SOON


def _kind_words(each: PointRule) -> str:
    return "" if each.basis is RuleBasis.FIXED else rules.kinds_words(each.kinds)
