"""Which tabs the window has, and how they reach each other. None of them is loaded for being declared here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk.core.permissions import May, Role
from desk.core.words import N_, NP_, _
from desk.ui.shell.tab import TabDeclaration

if TYPE_CHECKING:
    from desk.ui.shell.page import Page
    from desk.ui.visits.tab import VisitsTab


def _show_paper(tab: Page, case_id: int) -> None:
    """The one paper that a case has as it stands."""
    from desk.books import cases
    from desk.reports.cases import papers as case_papers
    from desk.ui.widgets import papers

    with tab.desk.read() as work:
        case = cases.find(work, case_id)
    paper = case_papers.of_state(case.state)
    if paper is None:
        tab.toast.emit(_("The case was withdrawn; there is no paper for it."), "warning")
    else:
        papers.preview(tab.window(), tab.desk, paper.identifier, case.number, id=case_id)


def _open_case(tab: Page, case_id: int) -> None:
    from desk.ui.cases.window import CaseWindow

    window = CaseWindow(tab.desk, case_id, tab.window())
    window.paper_wanted.connect(partial(_show_paper, tab))
    window.exec()
    window.deleteLater()
    tab.done()


def _over_which_cases_and_papers_open(tab: VisitsTab) -> None:
    tab.case_opened.connect(partial(_open_case, tab))
    tab.paper_wanted.connect(partial(_show_paper, tab))


TABS = (
    TabDeclaration(
        "visits",
        N_("Walk-in registration"),
        NP_("narrow tab", "Counter"),
        "ticket-check",
        "desk.ui.visits.tab:VisitsTab",
        connect=_over_which_cases_and_papers_open,
        keeps=("cases", "residents"),
        can_hide=False,
        first_for=frozenset({Role.CLERK}),
    ),
    TabDeclaration(
        "bookings",
        N_("Appointments"),
        NP_("narrow tab", "Booking"),
        "calendar-check",
        "desk.ui.bookings.tab:BookingsTab",
        asks={"bookings.to_decide": May.DECIDE_BOOKINGS},
    ),
    TabDeclaration(
        "orders",
        N_("Orders and teams"),
        NP_("narrow tab", "Orders"),
        "hand-helping",
        "desk.ui.orders.tab:OrdersTab",
        keeps=("teams", "points", "follow_ups"),
    ),
    TabDeclaration(
        "roster",
        N_("Duty roster"),
        NP_("narrow tab", "Roster"),
        "calendar-clock",
        "desk.ui.roster.tab:RosterTab",
    ),
    TabDeclaration(
        "activities",
        N_("Activity calendar"),
        NP_("narrow tab", "Activities"),
        "calendar-days",
        "desk.ui.activities.tab:ActivitiesTab",
        asks={"activities.calendar": May.APPROVE_ACTIVITIES},
    ),
    TabDeclaration(
        "organisations",
        N_("Partners and meetings"),
        NP_("narrow tab", "Partners"),
        "handshake",
        "desk.ui.organisations.tab:OrganisationsTab",
        keeps=("matching", "meetings"),
    ),
    TabDeclaration(
        "officers",
        N_("Findings and zones"),
        NP_("narrow tab", "Findings"),
        "clipboard-check",
        "desk.ui.officers.tab:OfficersTab",
        keeps=("findings", "zones"),
    ),
    TabDeclaration(
        "assets",
        N_("Asset ledger"),
        NP_("narrow tab", "Assets"),
        "package",
        "desk.ui.assets.tab:AssetsTab",
    ),
    TabDeclaration(
        "incidents",
        N_("Emergency log"),
        NP_("narrow tab", "Emergency"),
        "siren",
        "desk.ui.incidents.tab:IncidentsTab",
        can_hide=False,
    ),
    TabDeclaration(
        "figures",
        N_("Reports"),
        NP_("narrow tab", "Reports"),
        "chart-column",
        "desk.ui.figures.tab:FiguresTab",
        first_for=frozenset({Role.LEADER, Role.MANAGER}),
    ),
    TabDeclaration(
        "settings",
        N_("Settings"),
        NP_("narrow tab", "Settings"),
        "settings",
        "desk.ui.settings.tab:SettingsTab",
        asks={
            "settings.catalogue": May.EDIT_CATALOGUE,
            "settings.rules": May.EDIT_CENTRE,
            "settings.safety": May.EDIT_CENTRE,
            "settings.staff": May.EDIT_STAFF,
        },
        can_hide=False,
    ),
)
"""Every tab, in the order of the keys of ``tab_key``, until the manager puts them in another."""
