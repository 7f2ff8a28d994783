"""The two ways out beside the way in: the template of the kind of table that is chosen, and all of it from the book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton

from desk.books import disclosure, whole_tables
from desk.core.importing import ImportSpec
from desk.core.words import _
from desk.ui.shell.page import Page
from desk.ui.widgets import jobs
from desk.ui.widgets.controls import button, line_edit
from desk.ui.widgets.form_dialog import ask_values
from desk.ui.widgets.save_as import ask_path, save_as


class WholeTables:
    """Two buttons of the import page; ``chosen`` is the kind of table in its list."""

    def __init__(self, page: Page, chosen: Callable[[], ImportSpec]) -> None:
        self._page, self._chosen = page, chosen
        self.template = button(_("Template…"), self.save_template)
        self.export = button(_("Export all…"), self.export_all)

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """In their order."""
        return self.template, self.export

    def follow(self) -> None:
        """Another kind was chosen: only what this person may take out is offered."""
        self.export.setVisible(self._page.desk.actor.may(whole_tables.permission(self._chosen())))

    def save_template(self) -> None:
        """下载模板: an empty table of the chosen kind."""
        from desk.reports import whole_table

        spec = self._chosen()
        save_as(self._page, whole_table.template_name(spec), lambda work: whole_table.template(work, spec.kind))

    def export_all(self) -> None:
        """导出全部: where people are named it is asked what for, once, and logged."""
        spec = self._chosen()
        logged: list[int] = []

        def allow(typed: dict[str, Any]) -> None:
            with self._page.desk.write() as work:
                logged.append(disclosure.allow(work, typed["purpose"], spec.kind))

        if spec.personal:
            about = _("The file shows names, numbers and notes in the clear. Purpose and time go into the log.")
            title = _("Export all: {table}", table=_(spec.title))
            fields = {"purpose": (_("Purpose"), line_edit())}
            if not ask_values(self._page, title, fields, allow, _("Export"), about):
                return
        self._write(spec, logged[0] if logged else None)

    def _write(self, spec: ImportSpec, logged: int | None) -> None:
        from desk.reports import whole_table

        page, desk = self._page, self._page.desk
        path = ask_path(page, whole_table.export_name(spec))
        if path is None:
            return

        def work(progress: Any) -> int:
            with desk.read() as reading:
                return whole_table.export(reading, spec.kind, path, logged=logged, progress=progress)

        def done(many: int) -> None:
            page.toast.emit(_("{n} rows in {file}.", n=many, file=path), "good")

        jobs.run(page, _("Writing"), work, done, lambda message: page.toast.emit(message, "bad"))
