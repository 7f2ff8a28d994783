"""Which tabs a person has, and how they reach each other. Each is made when it is first looked at."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from desk.books import cases as cases_book
from desk.core.words import _
from desk.reports.cases import papers as case_papers
from desk.services.session import Desk
from desk.ui.activities.tab import ActivitiesTab
from desk.ui.assets.tab import AssetsTab
from desk.ui.cases.tab import CasesTab
from desk.ui.figures.tab import FiguresTab
from desk.ui.incidents.tab import IncidentsTab
from desk.ui.residents.tab import ResidentsTab
from desk.ui.roster.tab import RosterTab
from desk.ui.settings.tab import SettingsTab
from desk.ui.shell.page import Page
from desk.ui.shell.tab import TabMaker
from desk.ui.visits.tab import VisitsTab
from desk.ui.widgets import papers


def make_tabs(desk: Desk, folder: Path) -> list[TabMaker]:
    """Every tab that this person may see."""

    def show_paper(tab: Page, case_id: int) -> None:
        with desk.read() as work:
            paper = case_papers.of_state(cases_book.find(work, case_id).state)
        if paper is None:
            tab.told.emit(_("The case was withdrawn; there is no paper for it."), "warning")
        else:
            papers.preview(tab.window(), desk, paper.label, paper.identifier, id=case_id)

    def open_case(tab: Page, case_id: int) -> None:
        from desk.ui.cases.window import CaseWindow

        window = CaseWindow(desk, case_id, tab.window())
        window.paper_wanted.connect(partial(show_paper, tab))
        window.exec()
        window.deleteLater()
        tab.done()

    def visits() -> Page:
        tab = VisitsTab(desk)
        tab.paper_wanted.connect(partial(show_paper, tab))
        tab.case_opened.connect(lambda id: open_case(tab, id))
        return tab

    def cases() -> Page:
        tab = CasesTab(desk)
        tab.paper_wanted.connect(partial(show_paper, tab))
        tab.case_opened.connect(lambda id: open_case(tab, id))
        return tab

    def residents() -> Page:
        tab = ResidentsTab(desk)
        tab.case_opened.connect(lambda id: open_case(tab, id))
        return tab

    return [
        TabMaker(VisitsTab, visits),
        TabMaker(CasesTab, cases),
        TabMaker(ResidentsTab, residents),
        TabMaker(RosterTab, lambda: RosterTab(desk)),
        TabMaker(ActivitiesTab, lambda: ActivitiesTab(desk)),
        TabMaker(AssetsTab, lambda: AssetsTab(desk)),
        TabMaker(IncidentsTab, lambda: IncidentsTab(desk)),
        TabMaker(FiguresTab, lambda: FiguresTab(desk)),
        TabMaker(SettingsTab, lambda: SettingsTab(desk, folder)),
    ]
