"""A form of the district 区级表样, filled in for a period: what is handed in, and what is shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.books.report_forms import known, placeholders, queries
from desk.books.report_forms.model import ReportForm
from desk.books.report_forms.template import Template
from desk.books.submissions.reporting import ReportFigures
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.words import on_record
from desk.core.work import Work
from desk.reports.forms import answers


@dataclass(frozen=True)
class FilledPlace:
    """One place of a form: where it is, what it asks for, what came there."""

    where: str
    placeholder: str
    title: str
    """What the code stands for, in words."""
    value: str
    is_missing: bool
    """Is nothing known of it in this period?"""

    @property
    def id(self) -> tuple[str, str]:
        """By which the list knows it again."""
        return self.where, self.placeholder


@dataclass(frozen=True)
class FilledForm:
    """A form filled in, with its places in the order of the file."""

    file_name: str
    content: bytes
    places: Sequence[FilledPlace]


@on_record()
def filled(work: Work, form_id: int, report: ReportFigures) -> bytes:
    """The form's file with the figures of a report in their places; the same file each time on the same day. Raises
    ``Refused`` for a form that is not there, ``NotAllowed``.
    """
    work.require(May.SEE_FIGURES)
    form, template = queries.find(work, form_id), Template(queries.content(work, form_id))
    return template.filled(answers.of_codes(work, form.codes, report))


def shown(work: Work, form_id: int, report: ReportFigures) -> FilledForm:
    """The same, and what stands where, in the language of the screen. Raises ``Refused``, ``NotAllowed``."""
    work.require(May.SEE_FIGURES)
    form, template = queries.find(work, form_id), Template(queries.content(work, form_id))
    with on_record():
        values = answers.of_codes(work, form.codes, report)
        content = template.filled(values)
    names = known.all_known(work)
    places = []
    for place in template.places():
        answer = values[placeholders.name(place.typed)]
        placeholder, title = "{{" + placeholders.plain(place.typed) + "}}", known.name_of(names, place.typed)
        missing = answer.is_number and answer.number is None
        places.append(FilledPlace(place.where, placeholder, title, answer.text, missing))
    return FilledForm(file_name(form, report.period), content, places)


def file_name(form: ReportForm, period: Period) -> str:
    """What a filled form is called."""
    return f"{form.name}{period.name}{form.file.value}"
