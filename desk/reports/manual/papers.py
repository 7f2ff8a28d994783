"""The manual 使用手册 as a paper."""

from __future__ import annotations

from desk.core.words import N_
from desk.reports.kit.declaration import Format, Maker, Paper

PAPERS = (
    Paper(
        "manual",
        N_("User manual"),
        "The manual: what each page is for, how the usual things are done there, its keys.",
        {Format.PDF: Maker("desk.reports.manual.manual_pdf:pdf")},
    ),
)
