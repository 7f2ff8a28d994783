"""The whole plan 整体匹配: what it proposes, with reasons and its bound, ticked off and then made in one go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desk.books.matching import matches
from desk.books.matching.plan import MatchingPlan, PlannedMatch
from desk.core.errors import Refused
from desk.core.words import P_, _, bracketed
from desk.services.session import Desk
from desk.ui.matching.rows import fit_line
from desk.ui.widgets.controls import button, label
from desk.ui.widgets.form_dialog import FormDialog

PLAN = Qt.ItemDataRole.UserRole + 1


class PlanWindow(FormDialog):
    """Everything is ticked at first; Space takes a tick away. ``made`` is how many matches were made."""

    def __init__(self, parent: QWidget, desk: Desk, plan: MatchingPlan) -> None:
        super().__init__(parent, P_("match", "The whole plan"))
        self.setMinimumWidth(760)
        self._desk = desk
        self.made = 0
        self.bound = label(bound_line(plan), "muted", wrap=True)
        self._column.addWidget(self.bound)
        self.list = QListWidget()
        self.list.setAccessibleName(P_("match", "The whole plan"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(200)
        for each in plan.matches:
            self.list.addItem(_item(each))
        self._column.addWidget(self.list, 1)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.finish(P_("match", "Make the ticked ones"), button(P_("match", "All or none"), self.all_or_none))
        if plan.matches:
            self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def ticked(self) -> list[tuple[int, int]]:
        """The needs and offerings of what is ticked."""
        return [each.data(PLAN) for each in self._items() if each.checkState() is Qt.CheckState.Checked]

    def all_or_none(self) -> None:
        """全选 or none of them."""
        is_whole = len(self.ticked()) == self.list.count()
        for each in self._items():
            each.setCheckState(Qt.CheckState.Unchecked if is_whole else Qt.CheckState.Checked)

    def _count(self) -> None:
        self.ok.setEnabled(bool(self.ticked()))

    def do(self) -> None:
        pairs = self.ticked()
        if not pairs:
            raise Refused(_("Please tick at least one."))
        with self._desk.write() as work:
            self.made = len(matches.make_all(work, pairs))


def _item(each: PlannedMatch) -> QListWidgetItem:
    text = f"{each.need.masked} → {each.offering.title}{bracketed(each.offering.organisation)}\n{fit_line(each.fit)}"
    item = QListWidgetItem(text)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    item.setData(PLAN, (each.need.id, each.offering.id))
    return item


def bound_line(plan: MatchingPlan) -> str:
    """How many of how many, and that no plan is better, or how much better one might be."""
    many = _(
        "{n} of {needs} waiting needs can be matched; {pairs} pairs were weighed.",
        n=len(plan.matches),
        needs=plan.needs,
        pairs=plan.possible,
    )
    if plan.gap_percent == 0:
        return many + _("It is proved that no plan of them is worth more.")
    return many + _("A better plan would be worth {gap} % more at most.", gap=plan.gap_percent)
