"""样表: every code of the figures with its placeholders, as a workbook to cut a form of one's own from."""

from __future__ import annotations

from desk.books import centre
from desk.books.report_forms import known
from desk.books.report_forms.placeholders import BEFORE, DENOMINATOR, NUMERATOR, YEAR_BEFORE, Code
from desk.core.words import N_, NP_, P_, on_record
from desk.core.work import Work
from desk.reports.kit.list_workbook import ListWorkbook

COLUMNS = (
    (N_("Figure"), 34),
    (NP_("figure", "Unit"), 10),
    (NP_("report form", "This period"), 30),
    (NP_("report form", "Period before"), 36),
    (NP_("report form", "Year before"), 40),
    (NP_("report form", "Numerator"), 40),
    (NP_("report form", "Denominator"), 42),
)


@on_record()
def xlsx(work: Work) -> bytes:
    """A line a figure. It is a form itself, with all figures and what they are compared with."""
    rows = [_row(each) for each in known.all_known(work).values()]
    name = P_("report form", "Sample form")
    made = ListWorkbook(name, centre.get(work).name)
    made.sheet(name, COLUMNS, rows, ["desk cell"] * len(COLUMNS))
    return made.content("codes", f"{work.today:%Y-%m-%d}", {})


def _row(figure: known.Known) -> tuple[str, ...]:
    if not figure.is_figure:
        return (figure.title, "", Code(figure.code).placeholder, *("",) * 4)
    compared = (Code(figure.code, of).placeholder for of in ("", BEFORE, YEAR_BEFORE))
    parts = (Code(figure.code, part=part).placeholder if figure.has_parts else "" for part in (NUMERATOR, DENOMINATOR))
    return (figure.title, figure.unit, *compared, *parts)
