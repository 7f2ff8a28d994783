"""The tab 应急日志: incidents started with F12 from anywhere, what is to be done, plans, contacts, drills."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desk.books.incidents import drills
from desk.core.errors import DeskError
from desk.core.month import Month
from desk.core.words import N_, _
from desk.services.session import Desk
from desk.ui.incidents.attention import AttentionPage
from desk.ui.incidents.contacts import ContactsPage
from desk.ui.incidents.drills import DrillsPage
from desk.ui.incidents.incident_list import IncidentListPage
from desk.ui.incidents.start import ReserveWindow, StartIncident
from desk.ui.incidents.window import IncidentWindow
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.shell.waiting_window import PutAway


class IncidentsTab(PagedTab):
    """应急日志: its pages, and the windows of incidents."""

    PAGES = (
        PageDeclaration(N_("Log of incidents"), "desk.ui.incidents.incident_list:IncidentListPage"),
        PageDeclaration(N_("To be done"), "desk.ui.incidents.attention:AttentionPage"),
        PageDeclaration(N_("Plans"), "desk.ui.incidents.plans:PlansPage"),
        PageDeclaration(N_("Contacts"), "desk.ui.incidents.contacts:ContactsPage"),
        PageDeclaration(N_("Drills"), "desk.ui.incidents.drills:DrillsPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "incidents.list": lambda tab, _about: tab.open(IncidentListPage),
        "incidents.month": lambda tab, first: tab.show_month(first),
        "incidents.attention": lambda tab, _about: tab.open(AttentionPage),
        "incidents.incident": lambda tab, id: tab.show_incident(id),
    }

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._put_away = PutAway()
        super().__init__(desk, parent)

    def make_page(self, kind: type[Page]) -> Page:
        page = kind(self.desk)
        if isinstance(page, IncidentListPage):
            page.start_wanted.connect(lambda: self.start())
        if isinstance(page, IncidentListPage | AttentionPage | DrillsPage):
            page.opened.connect(self.open_incident)
        if isinstance(page, AttentionPage):
            page.page_wanted.connect(lambda name: self.open({"drills": DrillsPage, "contacts": ContactsPage}[name]))
        if isinstance(page, DrillsPage):
            page.run_wanted.connect(self.run_drill)
        return page

    @property
    def log_page(self) -> IncidentListPage:
        """The page of incidents, in sight now."""
        page = self.open(IncidentListPage)
        assert isinstance(page, IncidentListPage)
        return page

    def show_month(self, first: date) -> None:
        """The list of one month."""
        page = self.made(IncidentListPage)
        assert isinstance(page, IncidentListPage)
        page.set_span(*Month.of(first).span)
        self.open(IncidentListPage)

    def start(self, heard_at: datetime | None = None) -> None:
        """One key for the kind, one for the place; then the log."""
        asked = StartIncident(self.window(), self.desk, heard_at=heard_at)
        asked.exec()
        if asked.opened is not None:
            self.open_incident(asked.opened)
        elif asked.reserved:
            ReserveWindow(self.window(), self.desk, asked.reserved, asked.head).exec()

    def run_drill(self, id: int) -> None:
        """Begin a planned drill: the same log, marked as a drill."""
        try:
            with self.desk.write() as work:
                incident_id = drills.run(work, id)
        except DeskError as error:
            self.toast.emit(error.message, "bad")
            return
        self.open_incident(incident_id)

    def show_incident(self, id: int) -> None:
        """The window of an incident, over the list."""
        self.load()
        self.open_incident(id)

    def open_incident(self, id: int) -> None:
        """The window of an incident; it comes back after the lock with what was typed in it."""

        def make() -> IncidentWindow:
            return IncidentWindow(self.desk, self, id)

        if self._put_away.show(id, make):
            self.toast.emit(
                _("What you had typed in the log is still there: open the incident again to go on."), "warning"
            )
        self.done()
