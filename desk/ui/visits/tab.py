"""The tab 窗口登记: registering, every case, every resident. What is half typed stays while another page is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal

from desk.core.words import N_, NP_
from desk.ui.shell.page import Destinations, Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.tab import PageDeclaration
from desk.ui.visits.page import CounterPage
from desk.ui.visits.registration import RegistrationPage

OF_CASES = ("cases.case", "cases.list", "cases.overdue", "cases.due_soon", "cases.callbacks")


def _of_cases(name: str) -> Callable[[VisitsTab, object], None]:
    """A destination of the page 办件台账, by its name there."""
    return lambda tab, about: tab.open_cases(name, about)


class VisitsTab(PagedTab):
    """窗口登记: the counter's own books. Only the page of the registration is loaded with it."""

    PAGES = (
        PageDeclaration(NP_("page", "Registration"), "desk.ui.visits.registration:RegistrationPage"),
        PageDeclaration(N_("Case ledger"), "desk.ui.cases.ledger:CaseLedgerPage"),
        PageDeclaration(N_("Residents"), "desk.ui.residents.page:ResidentsPage"),
    )
    DESTINATIONS: ClassVar[Destinations] = {
        "residents.person": lambda tab, id: tab.open_resident(id),
        "cases.register": lambda tab, about: tab.register(about),
        **{name: _of_cases(name) for name in OF_CASES},
    }
    paper_wanted = Signal(int)
    """The id of a case whose paper is to be seen."""
    case_opened = Signal(int)

    def make_page(self, kind: type[Page]) -> Page:
        page = kind(self.desk, self.stack)
        assert isinstance(page, CounterPage)
        page.paper_wanted.connect(self.paper_wanted)
        page.case_opened.connect(self.case_opened)
        page.visit_wanted.connect(self.serve)
        return page

    def serve(self, resident_id: int) -> None:
        """A visit of somebody who stands at the counter; what was half typed for somebody else goes onto the shelf."""
        page = self.open(RegistrationPage)
        assert isinstance(page, RegistrationPage)
        page.form.start()
        page.form.person.show_resident(resident_id)

    def register(self, about: object) -> None:
        """A case, with the person and the item by their ids, as far as they are known; what was half typed for somebody
        else goes onto the shelf.
        """
        resident_id, service_id = about if isinstance(about, tuple) else (None, None)
        page = self.open(RegistrationPage)
        assert isinstance(page, RegistrationPage)
        page.form.start()
        if service_id is not None:
            page.form.item.take_known(service_id)
        if resident_id is not None:
            page.form.person.show_resident(resident_id)

    def open_cases(self, destination: str, about: object) -> None:
        """The cases behind a count, filtered as the destination has it."""
        from desk.ui.cases.ledger import CaseLedgerPage

        page = self.raise_page(CaseLedgerPage)
        page.DESTINATIONS[destination](page, about)

    def open_resident(self, id: int) -> None:
        """The card of a resident, masked."""
        from desk.ui.residents.page import ResidentsPage

        page = self.open(ResidentsPage)
        assert isinstance(page, ResidentsPage)
        page.open(id)
