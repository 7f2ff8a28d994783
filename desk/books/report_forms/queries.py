"""Reading the district's own forms 区级表样."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desk.core.period import PeriodKind
from desk.core.records import records
from desk.core.work import Work
from desk.models.report_forms import report_forms


@dataclass(frozen=True)
class ReportForm:
    """A form in use. ``kinds`` are the names of the periods for which it is handed in."""

    id: int
    name: str
    file_name: str
    kinds: Sequence[str]


def of_kind(work: Work, kind: PeriodKind) -> list[ReportForm]:
    """The forms in use that are handed in with a period of this kind, in the order in which they came."""
    query = select(*(report_forms.c[name] for name in ("id", "name", "file_name", "kinds")))
    kept = records(work.connection.execute(query.where(report_forms.c.retired_at.is_(None)).order_by("id")), ReportForm)
    return [form for form in kept if kind.value in form.kinds]
