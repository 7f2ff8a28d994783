"""The papers of the visits 来访: what somebody gets who takes a number, and the form to fill in by hand."""

from __future__ import annotations

from desk.books import visits
from desk.core.paper_kinds import PaperKind
from desk.core.words import N_
from desk.core.work import Work
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper
from desk.reports.visits.ticket_size import TicketSize


def _first(work: Work) -> int:
    """Whoever is here, for the demo."""
    return visits.queue(work)[0].id


PAPERS = (
    Paper(
        "ticket",
        N_("Queue ticket"),
        "The ticket of somebody who waits.",
        {Format.PDF: Maker("desk.reports.visits.ticket:pdf")},
        takes=(
            Input("visit", InputKind.ID, sample=_first),
            Input("size", InputKind.CHOICE, "The paper.", default=TicketSize.ROLL, choices=TicketSize),
        ),
        command=False,
        kind=PaperKind.TICKET,
    ),
    Paper(
        "registration-form",
        N_("Registration form"),
        "A form to register visits by hand, for a power cut.",
        {Format.PDF: Maker("desk.reports.visits.blank_form:pdf")},
        takes=(
            Input("first", InputKind.POSITION, "The first queue number to print; none where left out.", default=None),
        ),
    ),
)
