"""The papers of the visits 来访: the form to fill in by hand."""

from __future__ import annotations

from desk.core.words import N_
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper

PAPERS = (
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
