"""What each centre is sent back 回执, as a text to paste: a line a centre."""

from __future__ import annotations

from desk.books.district import telling
from desk.books.district.report import DistrictReport
from desk.core.words import on_record
from desk.core.work import Work


@on_record()
def text(_work: Work, report: DistrictReport) -> str:
    """The centres in the order of their codes."""
    return "".join(f"{telling.receipt_text(report, each)}\n" for each in report.receipts)
