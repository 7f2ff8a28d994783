"""The papers of the emergency log 应急日志."""

from __future__ import annotations

from desk.books.incidents import plans, queries
from desk.books.incidents.model import IncidentKind
from desk.books.incidents.plans import EmergencyPlan
from desk.core.errors import Refused
from desk.core.words import N_, _
from desk.core.work import Work
from desk.reports.activities.formats import PaperSize
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def incident_id(work: Work, number: str) -> int:
    """The incident with this number. Raises ``Refused`` when there is none."""
    return queries.by_number(work, number).id


def current_plan(work: Work, kind: IncidentKind) -> EmergencyPlan:
    """The plan that holds for a kind of incident. Raises ``Refused`` when there is none."""
    plan = plans.current(work, kind)
    if plan is None:
        raise Refused(_("There is no plan for “{kind}”.", kind=kind.label))
    return plan


PAPERS = (
    Paper(
        "incident",
        N_("Incident report"),
        "One incident: to be read, or with its chain to be checked.",
        {
            Format.PDF: Maker("desk.reports.incidents.incident_pdf:pdf", files=True),
            Format.JSON: Maker("desk.reports.incidents.incident_json:json_file"),
        },
        takes=(
            Input(
                "number",
                InputKind.TEXT,
                "Its number, like 2026-003.",
                resolve=incident_id,
                sample=lambda work: queries.find(work, 1).number,
            ),
        ),
    ),
    Paper(
        "incidents",
        N_("Incidents and drills"),
        "Incidents and drills of a span.",
        {
            Format.PDF: Maker("desk.reports.incidents.incident_list_pdf:pdf"),
            Format.XLSX: Maker("desk.reports.incidents.incident_list_workbook:xlsx"),
        },
        takes=(Input("span", InputKind.SPAN),),
    ),
    Paper(
        "contacts",
        N_("Emergency contacts"),
        "The card with everybody to call in an emergency.",
        {Format.PDF: Maker("desk.reports.incidents.contact_card:pdf")},
    ),
    Paper(
        "plan",
        N_("Emergency plan"),
        "An emergency plan for the wall.",
        {Format.PDF: Maker("desk.reports.incidents.wall_plan:pdf")},
        takes=(
            Input(
                "kind",
                InputKind.CHOICE,
                "For which kind of incident.",
                choices=IncidentKind,
                resolve=current_plan,
                sample=lambda _work: IncidentKind.FIRE,
            ),
            Input("paper", InputKind.CHOICE, "How large.", default=PaperSize.A3, choices=PaperSize),
        ),
    ),
    Paper(
        "drills",
        N_("Drill plan"),
        "The year's drill plan, with what is overdue.",
        {Format.PDF: Maker("desk.reports.incidents.drill_year:pdf")},
        takes=(Input("year", InputKind.YEAR),),
    ),
)
