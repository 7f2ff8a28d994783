"""The page 督办: what somebody was told to do, and what the centre still owes anybody, in one list."""

from __future__ import annotations

from desk.books.follow_ups.model import FollowUp, FollowUpKind, FollowUpView
from desk.core.calendar import date_words
from desk.core.permissions import May
from desk.core.tone import Tone
from desk.core.words import N_, NP_, P_, _, phrases
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk
from desk.ui.follow_ups import acts
from desk.ui.follow_ups.card import FollowUpCard
from desk.ui.follow_ups.new_form import NewFollowUpForm
from desk.ui.follow_ups.rows import FollowUpRow, columns, read_rows
from desk.ui.shell.commands import Command, Commands
from desk.ui.shell.views_page import ViewsPage
from desk.ui.widgets import papers, quietly
from desk.ui.widgets.controls import Combo, row
from desk.ui.widgets.lists import ListView

OF_LEADERS = frozenset({FollowUpView.EXTENSIONS, FollowUpView.LONG_OVERDUE, FollowUpView.STEAD})


class FollowUpsPage(ViewsPage):
    """督办: everybody sees all of it, and does what is theirs."""

    LOOKS_BACK = FollowUpView.CLOSED
    list: ListView[FollowUpRow]
    SHOWS = frozenset(
        {
            "bookings",
            "cases",
            "catalogue",
            "findings",
            "follow_ups",
            "incidents",
            "meetings",
            "officers",
            "orders",
            "organisations",
            "residents",
            "roster",
            "staff",
            "teams",
            "zones",
        }
    )

    def __init__(self, desk: Desk) -> None:
        leads = desk.actor.may(May.SUPERVISE)
        boxes = Combo([(_("Every kind"), None)]), Combo([(_("Every owner"), None)])
        views = [each for each in FollowUpView if leads or each not in OF_LEADERS]
        super().__init__(desk, views, boxes)
        self.kind, self.owner = boxes
        self._all: list[FollowUpRow] = []
        self.kind.setAccessibleName(P_("follow-up", "Kind"))
        self.owner.setAccessibleName(P_("follow-up", "Owner"))
        empty = _("Nothing here. What a leader tells somebody to do, and what is still owed to anybody, stands here.")
        self.put_list(ListView(columns(), empty, _("Follow-ups")), _("Find a follow-up"))
        left = (self.button(self.print_list), self.button(self.save_list))
        acts_of_row = map(self.button, (self.extend, self.add_photos, self.check, self.go_on))
        new = [self.button(self.open_new)] if leads else []
        self.column.addLayout(row(*left, 1, *acts_of_row, *new))

    def make_commands(self) -> Commands:
        table, inside = self.list.table, self.list
        is_item = self._is_item
        return (
            Command("F2", N_("New follow-up"), self.open_new, label=N_("New…"), role="primary", may=May.SUPERVISE),
            Command("F3", N_("Find a follow-up"), self.text.setFocus, repeats=True),
            Command(
                "Enter", N_("Open the card, or go to where it is done"), self.open_current, of=table, on_label=False
            ),
            Command("N", NP_("follow-up", "Next state"), self.go_on, of=table, inside=inside, enabled=is_item),
            Command(
                "D", NP_("follow-up", "Add proof photos…"), self.add_photos, of=table, inside=inside, enabled=is_item
            ),
            Command("X", NP_("follow-up", "Extend…"), self.extend, of=table, inside=inside, enabled=is_item),
            Command("C", NP_("follow-up", "Check…"), self.check, of=table, inside=inside, enabled=is_item),
            Command(
                "S",
                NP_("follow-up", "Open what it came from"),
                self.open_source,
                of=table,
                inside=inside,
                enabled=self._has_source,
            ),
            Command("Ctrl+P", N_("Sheet of the chosen follow-up"), self.print, enabled=is_item),
            Command("", N_("List of the month, to print"), self.print_list),
            Command("", N_("List of the month as Excel…"), self.save_list),
        )

    def fill(self) -> None:
        view = self.view.value
        assert isinstance(view, FollowUpView)
        self.show_span()
        first, last = self.span.span
        with self.desk.read() as work:
            self._all = read_rows(work, view, first, last)
        self._offer()
        self.narrow()

    def _offer(self) -> None:
        """The kinds and owners that there are; what was chosen stays."""
        kinds = {each.label for each in FollowUpKind} | {each.kind for each in self._all}
        owners = {each.owner for each in self._all if each.owner}
        for box, offered in ((self.kind, kinds), (self.owner, owners)):
            quietly.renew(box, [(box.itemText(0), None), *((each, each) for each in sorted(offered))])

    def narrow(self) -> None:
        kind, owner = self.kind.value, self.owner.value
        rows = [
            each
            for each in self._all
            if kind in (None, each.kind) and owner in (None, each.owner) and each.fits(self.text.text())
        ]
        self.list.show_all(rows, keep=True)
        late = sum(each.tone is Tone.OVERDUE for each in rows)
        counts = [_("{n} matters", n=len(rows)), _("{n} overdue", n=late) if late else ""]
        self.list.foot.show_sum(phrases(filter(None, counts)))
        self.show_enabled()

    def _is_item(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and chosen.item is not None

    def _has_source(self) -> bool:
        chosen = self.list.current()
        return chosen is not None and chosen.source is not None

    @property
    def record(self) -> FollowUp | None:
        chosen = self.list.current()
        return chosen.item if chosen else None

    def show_view(self, view: FollowUpView | None) -> None:
        """One view, without any other filter; all that is not closed where none is named."""
        self.clear(view or FollowUpView.ALL)
        self.load()

    def open_new(self) -> None:
        """F2: a new item, chosen once it is there."""
        form = NewFollowUpForm(self, self.desk)
        if form.exec() and form.made is not None:
            made = form.made
            day = date_words(made.due_on, self.desk.clock.today())
            self.done(_("{number} is open: {owner}, due on {day}.", number=made.number, owner=made.owner, day=day))
            self.list.choose(("follow_ups", made.id))
            self.list.table.setFocus()
        form.deleteLater()

    def open_current(self) -> None:
        """Enter: the card of an item; what another book owes is done there."""
        chosen = self.list.current()
        if chosen is None:
            return
        if chosen.item is not None:
            self.open_card(chosen.item.id)
        elif chosen.matter is not None:
            self.destination_wanted.emit(chosen.matter.leads_to, chosen.matter.about)

    def open_card(self, id: int) -> None:
        """The card of an item, until it is closed."""
        FollowUpCard(self.desk, id, self).show_over(self.toast)
        self.done()

    def open_source(self) -> None:
        """S: the finding or the order that an item came from."""
        chosen = self.list.current()
        if chosen is not None and chosen.source is not None:
            self.destination_wanted.emit(chosen.source.leads_to, chosen.source.about)

    def go_on(self) -> None:
        """N: taken on, reported as done, checked."""
        self.run(acts.go_on)

    def add_photos(self) -> None:
        """D: photos that prove it."""
        self.run(acts.add_photos)

    def extend(self) -> None:
        """X: a later day asked for, or decided on."""
        self.run(acts.extend)

    def check(self) -> None:
        """C: what the checker says; of what was closed unsolved, how it looks now."""
        self.run(acts.check)

    def print(self) -> None:
        """Ctrl+P 督办单 of the chosen item."""
        if item := self.record:
            papers.preview(self, self.desk, "follow-up", item.number, number=Given(item))

    def print_list(self) -> None:
        """销号表 of the month."""
        month = self.month
        papers.preview(self, self.desk, "follow-ups", month.name, span=Given(month.span))

    def save_list(self) -> None:
        """The same as a workbook."""
        month = self.month
        papers.save(self, "follow-ups", Format.XLSX, month.name, span=Given(month.span))
