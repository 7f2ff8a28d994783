"""The page 问题整改: what was found, who mends it, and where that stands; and what the centre's own figures propose."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.books.findings import proposals
from desk.books.findings.model import FindingState, FindingView, NewFinding, TrackedFinding
from desk.books.officers import queries as officers
from desk.books.zones import queries as zones
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, phrases
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.findings import acts
from desk.ui.findings.card import FindingCard
from desk.ui.findings.rows import FindingRow, columns, read_rows
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.views_page import ViewsPage
from desk.ui.widgets import papers, quietly
from desk.ui.widgets.controls import Combo, row
from desk.ui.widgets.lists import ListView


class FindingsPage(ViewsPage):
    """问题整改: everybody reports and sees all of it; who may decides, and each does what is theirs."""

    LOOKS_BACK = FindingView.CLOSED
    list: ListView[FindingRow]
    SHOWS = frozenset(
        {"activities", "cases", "centre", "findings", "follow_ups", "officers", "orders", "staff", "zones"}
    )

    def __init__(self, desk: Desk) -> None:
        boxes = Combo([(P_("finding", "Every zone"), None)]), Combo([(_("Every officer"), None)])
        super().__init__(desk, FindingView, boxes)
        self.zone, self.officer = boxes
        self._all: list[FindingRow] = []
        self.zone.setAccessibleName(P_("finding", "Zone"))
        self.officer.setAccessibleName(P_("finding", "Found by"))
        empty = _("Nothing here. F2 writes down what an officer or somebody of the staff found.")
        self.put_list(ListView(columns(), empty, _("Findings")), _("Find a finding"))
        decides = self.desk.actor.may(May.KEEP_OFFICERS)
        left = (self.button(self.print_list), self.button(self.save_list))
        deciding = map(self.button, (self.dismiss, self.accept)) if decides else ()
        mending = map(self.button, (self.check, self.go_on))
        self._new = self.button(self.report)
        self.column.addLayout(row(*left, 1, *deciding, *mending))

    def beside_pages(self) -> tuple[QWidget, ...]:
        return (self._new,)

    def make_commands(self) -> Commands:
        table, inside, decides = self.list.table, self.list, May.KEEP_OFFICERS
        is_item, may_decide = self._is_item, self._may_decide
        return (
            Command("F2", N_("New finding"), self.report, label=NP_("finding", "New…"), role="primary"),
            Command("F3", N_("Find a finding"), self.text.setFocus, repeats=True),
            Command(
                "Enter", N_("Open the card, or take up what is proposed"), self.open_current, of=table, on_label=False
            ),
            Command(
                "A", NP_("finding", "Accept…"), self.accept, of=table, inside=inside, may=decides, enabled=self._is_new
            ),
            Command(
                "D", NP_("finding", "Dismiss…"), self.dismiss, of=table, inside=inside, may=decides, enabled=may_decide
            ),
            Command("N", NP_("follow-up", "Next state"), self.go_on, of=table, inside=inside, enabled=is_item),
            Command("P", N_("Add photos…"), self.add_photos, of=table, inside=inside, enabled=self._is_finding),
            Command("X", NP_("follow-up", "Extend…"), self.extend, of=table, inside=inside, enabled=is_item),
            Command("C", NP_("follow-up", "Check…"), self.check, of=table, inside=inside, enabled=is_item),
            Command(
                "S",
                N_("Open what is behind a proposal"),
                self.open_behind,
                of=table,
                inside=inside,
                enabled=self._has_source,
            ),
            Command("Ctrl+P", N_("Ledger of findings of the month"), self.print_list, label=NP_("finding", "Ledger")),
            Command("", N_("Ledger of findings as Excel…"), self.save_list, label=NP_("finding", "As Excel…")),
        )

    def fill(self) -> None:
        view = self.view.value
        assert isinstance(view, FindingView)
        self.show_span()
        first, last = self.span.span
        with self.desk.read() as work:
            named = {each.id: each.name for each in zones.names(work)}
            serving = {each.id: each.name for each in officers.serving(work)}
            self._all = read_rows(work, view, first, last, named)
        serving |= {each.officer_id: each.source for each in self._all if each.officer_id is not None}
        for box, names in ((self.zone, named), (self.officer, serving)):
            quietly.renew(box, [(box.itemText(0), None), *((name, id) for id, name in names.items())])
        self.narrow()

    def narrow(self) -> None:
        zone, officer = self.zone.value, self.officer.value
        rows = [
            each
            for each in self._all
            if zone in (None, each.zone_id) and officer in (None, each.officer_id) and each.fits(self.text.text())
        ]
        self.list.show_all(rows, keep=True)
        late = sum(each.tone is Tone.OVERDUE for each in rows)
        proposed = self.view.value is FindingView.PROPOSED
        many = _("{n} proposals", n=len(rows)) if proposed else _("{n} findings", n=len(rows))
        counts = [many, _("{n} overdue", n=late) if late else ""]
        self.list.foot.show_sum(phrases(filter(None, counts)))
        self.show_enabled()

    def _is_item(self) -> bool:
        tracked = self.record
        return tracked is not None and tracked.item is not None

    def _is_finding(self) -> bool:
        return self.record is not None

    def _is_new(self) -> bool:
        tracked = self.record
        return tracked is not None and tracked.finding.state is FindingState.REPORTED

    def _may_decide(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and (chosen.proposal is not None or self._is_new())

    def _has_source(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and chosen.proposal is not None and bool(chosen.proposal.leads_to)

    @property
    def record(self) -> TrackedFinding | None:
        chosen = self.list.current()
        return chosen.tracked if chosen else None

    def show_view(self, view: FindingView) -> None:
        """One view, without any other filter."""
        self.clear(view)
        self.load()

    def report(self) -> None:
        """F2: a new finding, chosen once it is there."""
        self._report(None)

    def _report(self, given: NewFinding | None) -> None:
        id, sentence = acts.report(self, self.desk, given)
        if id:
            if given is not None:
                self.clear(FindingView.TO_DECIDE)
            self.done(sentence)
            self.list.choose(id)
        self.list.table.setFocus()

    def open_current(self) -> None:
        """Enter: the card of a finding; a proposal becomes the form of a new one."""
        chosen = self.list.current()
        if chosen is None:
            return
        if chosen.proposal is not None:
            self._report(proposals.as_finding(chosen.proposal))
        elif chosen.tracked is not None:
            self.open_card(chosen.tracked.finding.id)

    def open_card(self, id: int) -> None:
        """The card of a finding, until it is closed."""
        FindingCard(self.desk, id, self).show_over(self.toast)
        self.done()

    def open_behind(self) -> None:
        """S: the case, activity or orders that a proposal is made of."""
        chosen = self.list.current()
        if chosen is not None and chosen.proposal is not None and chosen.proposal.leads_to:
            self.destination_wanted.emit(chosen.proposal.leads_to, chosen.proposal.about)

    def accept(self) -> None:
        """A: somebody mends it."""
        self.run(acts.accept)

    def dismiss(self) -> None:
        """D: it is none, with the reason."""
        chosen = self.list.current()
        if chosen is None or chosen.proposal is None:
            self.run(acts.dismiss)
            return
        if sentence := acts.dismiss_proposal(self, self.desk, chosen.proposal):
            self.done(sentence)
        self.list.table.setFocus()

    def go_on(self) -> None:
        """N: taken on, reported as mended, checked."""
        self.run(acts.go_on)

    def add_photos(self) -> None:
        """P: how it looked before; once somebody mends it, after."""
        self.run(acts.add_photos)

    def extend(self) -> None:
        """X: a later day asked for, or decided on."""
        self.run(acts.extend)

    def check(self) -> None:
        """C: what the officer said, or the checker."""
        self.run(acts.check)

    def print_list(self) -> None:
        """整改台账 of the month, of the zone that is chosen."""
        month = self.month
        papers.preview(self, self.desk, "findings", month.name, span=Given(month.span), zone=Given(self.zone.value))

    def save_list(self) -> None:
        """The same as a workbook."""
        month = self.month
        papers.save(self, "findings", Format.XLSX, month.name, span=Given(month.span), zone=Given(self.zone.value))
