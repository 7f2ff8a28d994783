"""Months handed in to the district 已上报: frozen figures and file; what changed since is told as corrections."""

from desk.books.submissions.months import (
    MakeWorkbook,
    MonthDraft,
    StaleDraft,
    Submission,
    all_months,
    corrections,
    draft,
    file_of,
    find,
    hand_in,
    month_is_running,
)

__all__ = [
    "MakeWorkbook",
    "MonthDraft",
    "StaleDraft",
    "Submission",
    "all_months",
    "corrections",
    "draft",
    "file_of",
    "find",
    "hand_in",
    "month_is_running",
]
