"""The papers of the district's own forms 区级表样; a filled form is a file of the district's and no paper of ours."""

from __future__ import annotations

from desk.core.permissions import May
from desk.core.words import NP_
from desk.reports.kit.declaration import Format, Maker, Paper

PAPERS = (
    Paper(
        "form-codes",
        NP_("report form", "Sample form"),
        "A form with the codes of all figures, to begin with.",
        {Format.XLSX: Maker("desk.reports.forms.codes_workbook:xlsx")},
        permission=May.KEEP_FIGURES,
    ),
)
