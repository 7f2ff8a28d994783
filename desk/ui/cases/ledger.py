"""The page 办件台账: every case, filtered by anything, due and overdue coloured and counted on top."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.books import catalogue, staff
from desk.books.cases import CaseState, Evaluation, case_queries
from desk.books.cases.case_queries import NEWEST, CaseFilter, CaseOrder, CaseRow, Urgency
from desk.books.catalogue import ServiceMode
from desk.books.visits import Channel
from desk.core.clock import local
from desk.core.month import Month
from desk.core.words import N_, NP_, P_, _
from desk.services.session import Desk
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.page import Destinations
from desk.ui.shell.saved_filters import SavedFilters
from desk.ui.visits.page import CounterPage
from desk.ui.widgets import quietly
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Combo, line_edit, row
from desk.ui.widgets.day_span import DaySpan, SpanChoice
from desk.ui.widgets.lists import ListView

FILTER_AFTER_MS = 150
MOST_COUNTED = 1000


def columns() -> list[Column[CaseRow]]:
    """The columns of the list. A click on a head sorts where the column has an order."""
    return [
        Column(_("Case number"), 132, lambda c: c.number, order="day"),
        Column(P_("case", "Accepted at"), 128, lambda c: f"{local(c.accepted_at):%m-%d %H:%M}", order="day", rank=5),
        Column(_("Queue number"), 72, lambda c: c.queue, rank=3),
        Column(_("Name"), 80, lambda c: c.name),
        Column(_("Item"), 220, lambda c: c.service, order="service_id", flex=4),
        Column(_("Department"), 120, lambda c: c.department, order="department", flex=2, rank=2),
        Column(P_("service", "Mode"), 76, lambda c: c.mode.label, order="mode", rank=4),
        Column(_("State"), 90, lambda c: c.state.label, lambda c: c.state.tone, order="state"),
        Column(_("Promised day"), 110, lambda c: f"{c.due_on:%Y-%m-%d}" if c.due_on else "", order="due", rank=1),
        Column(P_("case", "Deadline"), 90, lambda c: c.urgency.label, lambda c: c.urgency.tone),
        Column(_("Evaluation"), 96, lambda c: c.evaluation.label, order="evaluation", rank=1),
        Column(_("Clerk in charge"), 80, lambda c: c.staff, order="staff_id"),
    ]


class CaseLedgerPage(CounterPage):
    """办件台账: all cases by filter, the due and overdue ones counted on top."""

    SHOWS = frozenset({"cases", "catalogue", "centre", "residents", "visits"})
    DESTINATIONS: ClassVar[Destinations] = {
        "cases.case": lambda tab, id: tab.show_case(id),
        "cases.list": lambda tab, wanted: tab.show_filter(wanted),
        "cases.overdue": lambda tab, _about: tab.show_filter(CaseFilter(urgency=Urgency.OVERDUE)),
        "cases.due_soon": lambda tab, _about: tab.show_filter(CaseFilter(urgency=Urgency.DUE_SOON)),
        "cases.callbacks": lambda tab, _about: tab.show_filter(CaseFilter(callback_owed=True)),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.wanted = CaseFilter()
        self.order = NEWEST
        self.text = line_edit(_("Name, initials, number or item"))
        self.span = DaySpan(desk)
        self.state = Combo([(_("Every state"), None), (_("Not finished"), "open"), *((s.label, s) for s in CaseState)])
        self.channel = Combo([(_("Every channel"), None), *((c.label, c) for c in Channel)])
        self.mode = Combo([(_("Every mode"), None), *((m.label, m) for m in ServiceMode)])
        self.department = Combo()
        self.clerk = Combo()
        self.evaluation = Combo([(_("Every evaluation"), None), *((e.label, e) for e in Evaluation)])
        self.urgency = Combo(
            [(_("In time or not"), None), *((u.label, u) for u in Urgency), (_("Call-back owed"), "owed")]
        )
        self.list: ListView[CaseRow] = ListView(
            columns(), _("No case fits. Widen the days, or clear the filter with Esc."), _("Case ledger")
        )
        boxes = (self.channel, self.state, self.urgency, self.mode, self.department, self.clerk, self.evaluation)
        self.saved = SavedFilters(self, "cases", boxes, self.search, self.span)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search)
        self._lay_out()
        self._fill_choices()
        self.span.choose(SpanChoice.MONTH)
        self._connect()

    def make_commands(self) -> Commands:
        table = self.list.table
        return (
            Command("F3", N_("Find a case"), self.text.setFocus, repeats=True),
            Command("Enter", N_("Open the chosen case"), self.open_chosen, label=NP_("button", "Open"), of=table),
            Command("Ctrl+P", N_("Paper of the chosen case"), self.print),
            Command("", N_("All cases of this person"), self.show_person, of=table),
            Command("F6", N_("Saved filters"), self.show_saved, role="flat", opens_menu=True, repeats=True),
            Command("Esc", N_("Clear the filter"), self.clear, role="flat", on_label=False, repeats=True),
        )

    def _lay_out(self) -> None:
        self.clear_button = self.button(self.clear)
        self.saved_button = self.button(self.show_saved)
        boxes: list[tuple[Combo, str]] = [
            (self.channel, P_("visit", "Channel")),
            (self.state, _("State")),
            (self.urgency, _("In time or not")),
            (self.mode, P_("service", "Mode")),
            (self.department, _("Department")),
            (self.clerk, _("Clerk in charge")),
            (self.evaluation, _("Evaluation")),
        ]
        for box, name in boxes:
            box.setAccessibleName(name)
        self.text.setAccessibleName(_("Find a case"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row(self.text, self.span, self.channel, self.state, self.urgency))
        outer.addLayout(
            row(self.mode, self.department, self.clerk, self.evaluation, 1, self.saved_button, self.clear_button)
        )
        outer.addWidget(self.list, 1)
        self.text.setMinimumWidth(200)

    def _connect(self) -> None:
        self.text.textEdited.connect(lambda _text: self._timer.start(FILTER_AFTER_MS))
        self.span.changed.connect(lambda: self._timer.start(0))
        self.span.refused.connect(lambda sentence: self.toast.emit(sentence, "bad"))
        for box in (self.channel, self.state, self.mode, self.department, self.clerk, self.evaluation, self.urgency):
            box.currentIndexChanged.connect(lambda _i: self._timer.start(0))
        self.text.returnPressed.connect(self.enter_list)
        self.list.search_from(self.text)
        self.list.table.sort_wanted.connect(self._sort)

    def _fill_choices(self) -> None:
        with self.desk.read() as work:
            departments = sorted({item.department for item in catalogue.all_items(work)})
            people = staff.everyone(work)
        for box, choices in (
            (self.department, [(_("Every department"), ""), *((d, d) for d in departments)]),
            (self.clerk, [(_("Every clerk"), None), *((p.name, p.id) for p in people)]),
        ):
            quietly.renew(box, choices)

    def filter(self) -> CaseFilter:
        """What the boxes say."""
        state, urgency = self.state.value, self.urgency.value
        first, last = self.span.span
        return CaseFilter(
            text=self.text.text(),
            first=first,
            last=last,
            state=state if isinstance(state, CaseState) else None,
            open_only=state == "open",
            mode=self.mode.value,
            department=self.department.value or "",
            staff_id=self.clerk.value,
            evaluation=self.evaluation.value,
            urgency=urgency if isinstance(urgency, Urgency) else None,
            callback_owed=urgency == "owed",
            channel=self.channel.value,
        )

    def show_filter(self, wanted: CaseFilter) -> None:
        """Read and show the rows behind a count: the boxes say what the list shows."""
        self.freshness.is_read()
        self._fill_choices()
        exact = {
            self.channel: wanted.channel,
            self.state: wanted.state or ("open" if wanted.open_only else None),
            self.mode: wanted.mode,
            self.department: wanted.department,
            self.clerk: wanted.staff_id,
            self.evaluation: wanted.evaluation,
            self.urgency: wanted.urgency or ("owed" if wanted.callback_owed else None),
        }
        for box in exact:
            box.blockSignals(True)
        for box, value in exact.items():
            box.choose(value)
        self.span.show_span(wanted.first, wanted.last)
        self.text.setText(wanted.text)
        for box in exact:
            box.blockSignals(False)
        self._timer.stop()
        self._show(self.filter())

    def search(self) -> None:
        """Show what the fields above the list ask for now."""
        self._show(self.filter())

    def enter_list(self) -> None:
        """Enter in the search line: into what it finds."""
        self._timer.stop()
        self.search()
        self.list.enter()

    def _show(self, wanted: CaseFilter, *, again: bool = False) -> None:
        self.wanted = wanted
        desk, order = self.desk, self.order

        def fetch(offset: int, limit: int) -> list[CaseRow]:
            with desk.read() as work:
                return case_queries.page(work, wanted, order, offset, limit)

        self.list.table.show_order(order.by, descending=order.descending)
        self.list.show_rows(fetch, again=again)
        with desk.read() as work:
            many = case_queries.count(work, wanted, MOST_COUNTED)
        sentence = _("{n} cases") if many < MOST_COUNTED else _("{n} cases and more")
        self.list.foot.show_sum(sentence.format(n=f"{many:,}"))
        if self.list.model.rows and self.list.current() is None:
            self.list.table.selectRow(0)

    def show_saved(self) -> None:
        """F6 常用筛选."""
        self.saved.show_menu(self.saved_button)

    def clear(self) -> None:
        """Esc 清除筛选: back to all cases of this month."""
        self.show_filter(CaseFilter(first=Month.of(self.desk.clock.today()).first))
        self.text.setFocus()

    def _sort(self, section: int) -> None:
        """A first click puts the newest or latest first, a second one turns it round."""
        by = self.list.model.columns[section].order
        if by:
            again = self.order.by == by
            self.order = CaseOrder(by, not self.order.descending if again else True)
            self._show(self.wanted)

    def show_case(self, id: int) -> None:
        """The window of a case, over the list."""
        self.load()
        self.case_opened.emit(id)

    def open_chosen(self) -> None:
        """Enter: the window of the chosen case."""
        if line := self.list.current():
            self.case_opened.emit(line.id)

    def print(self) -> None:
        """The paper that the chosen case has as it stands: receipt, one-time notice or notice of refusal."""
        if line := self.list.current():
            self.paper_wanted.emit(line.id)

    def show_person(self) -> None:
        """All cases of whom the chosen one belongs to."""
        if line := self.list.current():
            self._show(CaseFilter(resident_id=line.resident_id))

    def fill(self) -> None:
        self._fill_choices()
        self._show(self.wanted if self.wanted != CaseFilter() else self.filter(), again=True)
