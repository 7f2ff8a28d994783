"""Reports of whole periods handed in to the district 上报: figures and files as they went out, corrections since."""

from desk.books.submissions.corrections import corrections, of_report
from desk.books.submissions.handing_in import draft, hand_in
from desk.books.submissions.model import (
    Correction,
    MakeFiles,
    NewFile,
    ReportCopy,
    ReportDraft,
    ReportFile,
    ReportState,
    StaleDraft,
    Submission,
    period_of,
    title_of,
)
from desk.books.submissions.queries import (
    all_months,
    all_reports,
    copies_of,
    file_of,
    files_of,
    find,
    get,
    is_running,
    month_is_running,
    parts_of,
)
from desk.books.submissions.withdrawal import mark_received, record_copy, take_back

__all__ = [
    "Correction",
    "MakeFiles",
    "NewFile",
    "ReportCopy",
    "ReportDraft",
    "ReportFile",
    "ReportState",
    "StaleDraft",
    "Submission",
    "all_months",
    "all_reports",
    "copies_of",
    "corrections",
    "draft",
    "file_of",
    "files_of",
    "find",
    "get",
    "hand_in",
    "is_running",
    "mark_received",
    "month_is_running",
    "of_report",
    "parts_of",
    "period_of",
    "record_copy",
    "take_back",
    "title_of",
]
