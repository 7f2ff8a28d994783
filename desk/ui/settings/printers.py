"""On which printer and paper this PC prints what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk.core.paper_kinds import PaperKind, Sheet
from desk.core.words import N_, P_, _
from desk.services import print_choices
from desk.services.session import Desk
from desk.ui.settings.section import Section
from desk.ui.widgets.controls import Combo, Field, label
from desk.ui.widgets.form_sections import FormSections


class PrintersSection(Section):
    """打印机与纸张, for this PC: receipts, labels and everything else, as the preview offers them."""

    TITLE = N_("Printers and paper")

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk, folder)
        self.printers = {kind: Combo() for kind in PaperKind}
        self.sheets = {kind: Combo([(sheet.label, sheet.value) for sheet in Sheet]) for kind in PaperKind}
        form = FormSections()
        for kind in PaperKind:
            fields = Field(_("Printer"), self.printers[kind]), Field(P_("printing", "Paper"), self.sheets[kind])
            form.add(kind.label, "", *fields)
        self.show_form(form)
        self.column.addWidget(
            label(_("The preview offers these; what is chosen there counts from then on."), "muted", wrap=True)
        )
        self.finish()

    def fill(self) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo  # asks the system; only when somebody wants to know

        names = QPrinterInfo.availablePrinterNames()
        for kind in PaperKind:
            chosen = print_choices.choice(self.folder, kind)
            self.printers[kind].offer([(_("As the system has it"), ""), *((name, name) for name in names)])
            self.printers[kind].choose(chosen.printer if chosen.printer in names else "")
            self.sheets[kind].choose(chosen.sheet)

    def save(self) -> None:
        for kind in PaperKind:
            before = print_choices.choice(self.folder, kind)
            chosen = replace(before, printer=self.printers[kind].value, sheet=self.sheets[kind].value)
            print_choices.keep(self.folder, kind, chosen)
        self.toast.emit(_("Saved."), "good")
