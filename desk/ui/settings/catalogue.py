"""The service catalogue: the three modes counted, items edited and retired, the sample taken in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from desk.books import catalogue, sample
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.core import money
from desk.core.errors import Invalid, Problem
from desk.core.numbers import is_whole
from desk.core.tone import Tone
from desk.core.words import N_, P_, _
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.shell.commands import Command, Commands
from desk.ui.widgets.choices import Choice
from desk.ui.widgets.columns import Column
from desk.ui.widgets.controls import Field, label, latin_line, line_edit, row
from desk.ui.widgets.editing import Editing
from desk.ui.widgets.form_dialog import FormDialog
from desk.ui.widgets.lists import ListView
from desk.ui.widgets.parsing import fen_in


class CatalogueSection(Section):
    """服务事项: what is handled here; items are ended, never deleted."""

    TITLE = N_("Service catalogue")
    SHOWS = frozenset({"catalogue"})

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.counts = label("", "heading")
        self.text = line_edit(_("Name, initials, code or department"))
        self.text.setMinimumWidth(280)
        self.text.setAccessibleName(_("Find an item"))
        self.text.textEdited.connect(lambda _text: self._show())
        columns: list[Column[ServiceItem]] = [
            Column(_("Code"), 70, lambda i: i.code),
            Column(_("Item"), 260, lambda i: i.name, flex=4),
            Column(_("Department"), 130, lambda i: i.department, flex=2),
            Column(P_("service", "Mode"), 80, lambda i: i.mode.label),
            Column(P_("service", "Working days"), 76, lambda i: str(i.promised_days or "—"), number=True),
            Column(P_("service", "Offered"), 150, self._offered, self._offered_tone),
        ]
        self.list: ListView[ServiceItem] = ListView(
            columns,
            _("The catalogue is empty. Take in the sample, or import a table under Import."),
            _("Service catalogue"),
        )
        self.list.on_open(self.edit)
        self.list.search_from(self.text)
        self.text.returnPressed.connect(self.list.enter)
        self.sample_button = self.button(self.take_sample)
        self.column.addLayout(row(self.counts, 1, self.text))
        self.column.addWidget(self.list, 1)
        acts = map(self.button, (self.edit_chosen, self.add))
        self.column.addLayout(row(self.button(self.retire), 1, self.sample_button, *acts))

    def make_commands(self) -> Commands:
        table = self.list.table
        return (
            Command("", N_("Add an item"), self.add, role="primary"),
            Command("", N_("Edit"), self.edit_chosen, of=table),
            Command("", N_("Retire or bring back"), self.retire, of=table),
            Command("", N_("Take in the sample catalogue"), self.take_sample),
        )

    def _offered(self, item: ServiceItem) -> str:
        if not item.offered_on(self.desk.clock.today()):
            return _("retired on {day}", day=item.ends_on)
        until = f" {_('until {day}', day=item.ends_on)}" if item.ends_on else ""
        return (P_("service", "offered (sample)") if item.sample else P_("service", "offered")) + until

    def _offered_tone(self, item: ServiceItem) -> Tone | None:
        return None if item.offered_on(self.desk.clock.today()) else Tone.QUIET

    def fill(self) -> None:
        with self.desk.read() as work:
            self._items = catalogue.all_items(work)
            offered = [item for item in self._items if item.offered_on(work.today)]
        self._sought = catalogue.sought(self._items)
        counted = catalogue.count_by_mode(offered)
        self.counts.setText("　".join(_("{mode} {n}", mode=mode.label, n=n) for mode, n in counted.items()))
        self.sample_button.setVisible(not self._items)
        self._show()

    def _show(self) -> None:
        typed = self.text.text().strip()
        items = catalogue.matching(self._sought, typed) if typed else self._items
        self.list.show_all(items)

    def add(self) -> None:
        """添加事项: an empty item, 马上办 until another mode is chosen."""
        self._open(ServiceItem("", "", "", ServiceMode.ON_THE_SPOT))

    def edit_chosen(self) -> None:
        """编辑: the form of the chosen item; nothing happens when none is chosen."""
        if item := self.list.current():
            self.edit(item)

    def edit(self, item: ServiceItem) -> None:
        self._open(item)

    def _open(self, item: ServiceItem) -> None:
        if EditItem(self, self.desk, item).exec():
            self.done(_("Saved."))

    def retire(self) -> None:
        """停办/恢复: the chosen item ended yesterday, or is offered again."""
        item = self.list.current()
        if item is None:
            return
        yesterday = self.desk.clock.today() - timedelta(days=1)
        ends = yesterday if item.offered_on(self.desk.clock.today()) else None

        def act() -> None:
            with self.desk.write() as work:
                catalogue.retire(work, item.id, ends)

        sentence = _("{name} is no longer offered.") if ends else _("{name} is offered again.")
        self.attempt(act, sentence.format(name=item.name))

    def take_sample(self) -> None:
        """导入示例清单: items marked as a sample, to be checked against the district's own."""

        def act() -> None:
            with self.desk.write() as work:
                sample.take_in_catalogue(work)

        self.attempt(act, _("The sample catalogue is in. Please check every line against your district's own."))


class EditItem(FormDialog):
    """A service item; its promised time is in working days, its fee in yuan."""

    def __init__(self, parent: CatalogueSection, desk: Desk, item: ServiceItem) -> None:
        super().__init__(parent, item.name or _("Add an item"))
        self._desk, self._item = desk, item
        self.setMinimumWidth(620)
        self.code, self.name, self.department = latin_line(most=40), line_edit(most=80), line_edit(most=40)
        self.mode = Choice(tuple(ServiceMode))
        self.days, self.fee = latin_line(most=5), latin_line(most=12)
        self.materials = QPlainTextEdit()
        self.materials.setTabChangesFocus(True)
        self.materials.setMaximumHeight(120)
        self.on_behalf = QCheckBox(_("may be done on behalf"))
        self.editing = Editing(self._show, self._typed)
        self.editing.begin(item)
        for key, field in {
            "code": Field(_("Code"), self.code, required=True),
            "name": Field(_("Item"), self.name, required=True),
            "department": Field(_("Department"), self.department, required=True),
            "mode": Field(P_("service", "Mode"), self.mode),
            "promised_days": Field(P_("service", "Working days"), self.days),
            "materials": Field(_("Documents needed"), self.materials, _("One on each line")),
            "fee": Field(_("Fee, yuan"), self.fee),
            "on_behalf": Field(_("Assistance"), self.on_behalf),
        }.items():
            self.add(key, field)
        self.finish(_("Save"))

    def _show(self, item: ServiceItem) -> None:
        self.code.setText(item.code)
        self.name.setText(item.name)
        self.department.setText(item.department)
        self.mode.choose(item.mode)
        self.days.setText(str(item.promised_days))
        self.materials.setPlainText("\n".join(item.materials))
        self.fee.setText(money.plain(item.fee))
        self.on_behalf.setChecked(item.on_behalf)

    def _typed(self) -> ServiceItem:
        return ServiceItem(
            self.code.text(),
            self.name.text(),
            self.department.text(),
            self.mode.value,
            self._days(),
            tuple(self.materials.toPlainText().splitlines()),
            fen_in(self.fee, "fee"),
            self.on_behalf.isChecked(),
            self._item.ends_on,
            self._item.sample,
        )

    def do(self) -> None:
        assert self.editing is not None
        item = self.editing.wanted
        with self._desk.write() as work:
            if self._item.id:
                catalogue.edit(work, self._item.id, item, read=self.editing.read)
            else:
                catalogue.add(work, item)

    def _days(self) -> int:
        if not is_whole(self.days.text().strip()):
            raise Invalid(Problem("promised_days", _("Promised working days are 0 to 365.")))
        return int(self.days.text())
