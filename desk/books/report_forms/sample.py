"""The demo district's forms: a table and a text, as districts send them out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.books.report_forms import keeping
from desk.books.report_forms.model import FormChoice
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.period import PeriodKind
from desk.core.permissions import May
from desk.core.resources import RESOURCES
from desk.core.work import Work

FOLDER = RESOURCES / "forms"
EVERY = frozenset((PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR))
FORMS = (
    ("monthly-form.xlsx", "运行情况报表.xlsx", FormChoice("运行情况报表", EVERY)),
    ("work-form.docx", "基层治理工作情况.docx", FormChoice("基层治理工作情况", frozenset((PeriodKind.QUARTER,)))),
)


def fill(work: Work, life: SampleLife) -> None:
    """Both forms, kept from the centre's first day on."""
    work.require(May.EDIT_CENTRE)
    at_first = replace(work, now=start_of(life.first) + timedelta(hours=9))
    for file, file_name, choice in FORMS:
        keeping.add(at_first, choice, file_name, (FOLDER / file).read_bytes())
