"""Which tabs a person has, and how they reach each other."""

from __future__ import annotations

from pathlib import Path

from desk.session import Desk
from desk.ui.cases.tab import CasesTab
from desk.ui.cases.window import CaseWindow
from desk.ui.figures.tab import FiguresTab
from desk.ui.residents.tab import ResidentsTab
from desk.ui.settings.tab import SettingsTab
from desk.ui.tab import Tab
from desk.ui.visits.tab import VisitsTab


def make_tabs(desk: Desk, folder: Path) -> list[Tab]:
    """Every tab that this person may see, connected."""
    visits, cases, people = VisitsTab(desk), CasesTab(desk), ResidentsTab(desk)
    reports, settings = FiguresTab(desk), SettingsTab(desk, folder)

    def show_paper(case_id: int, notice: bool) -> None:
        from desk.reports import visits as papers
        from desk.ui.preview import Preview
        from desk.words import _

        with desk.read() as work:
            content = papers.notice(work, case_id) if notice else papers.receipt(work, case_id)
        Preview(content, _("One-time notice") if notice else _("Receipt"), visits.window()).exec()

    def open_case(case_id: int) -> None:
        window = CaseWindow(desk, case_id, visits.window())
        window.receipt_wanted.connect(show_paper)
        window.changed.connect(visits.changed)
        window.exec()
        next(tab for tab in (cases, people, visits) if tab.isVisible()).refresh()

    for tab in (visits, cases):
        tab.receipt_wanted.connect(show_paper)
    for opener in (visits, cases, people):
        opener.case_opened.connect(open_case)
    return [visits, cases, people, reports, settings]
