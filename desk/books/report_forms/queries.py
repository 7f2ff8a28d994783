"""Reading the district's own forms 区级表样."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from desk.books.report_forms.model import ReportForm
from desk.core.errors import Refused
from desk.core.period import PeriodKind
from desk.core.records import first_record, records
from desk.core.words import _
from desk.core.work import Work
from desk.models.report_forms import report_forms
from desk.models.staff import staff

KEPT = ("id", "name", "file_name", "codes", "kinds", "added_at", "retired_at")
FORMS: Select[Any] = select(
    *(report_forms.c[name] for name in KEPT),
    staff.c.name.label("who"),
    func.length(report_forms.c.content).label("size"),
).join_from(report_forms, staff, staff.c.id == report_forms.c.staff_id)


def all_forms(work: Work) -> list[ReportForm]:
    """Every form, those in use first, in the order in which they came."""
    query = FORMS.order_by(report_forms.c.retired_at.is_not(None), report_forms.c.id)
    return records(work.connection.execute(query), ReportForm)


def of_kind(work: Work, kind: PeriodKind) -> list[ReportForm]:
    """The forms in use that are handed in with a period of this kind, in the order in which they came."""
    return [form for form in all_forms(work) if form.active and kind.value in form.kinds]


def find(work: Work, id: int) -> ReportForm:
    """One form. Raises ``Refused`` for one that is not there."""
    form = first_record(work.connection.execute(FORMS.where(report_forms.c.id == id)), ReportForm)
    if form is None:
        raise Refused(_("This form is no longer there."))
    return form


def find_named(work: Work, name: str) -> ReportForm:
    """A form by its name. Raises ``Refused`` with the names that there are."""
    form = first_record(work.connection.execute(FORMS.where(report_forms.c.name == name.strip())), ReportForm)
    if form is None:
        raise Refused(_("There is no form “{name}”. desk report forms lists them.", name=name))
    return form


def content(work: Work, id: int) -> bytes:
    """The file of a form, as it was chosen. Raises ``Refused``."""
    stored = work.connection.execute(select(report_forms.c.content).where(report_forms.c.id == id)).scalar()
    if stored is None:
        raise Refused(_("This form is no longer there."))
    return bytes(stored)
