"""Handing a report in 上报: counting, its files and freezing as one job, so that files and frozen figures agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import chain, count
from pathlib import PurePath

from desk.books import centre, report_forms, submissions
from desk.books.submissions import MakeFiles, NewFile, StaleDraft, Submission, signing, title_of
from desk.books.submissions.model import FORM, PAPER, WORKBOOK
from desk.books.submissions.reporting import ReportFigures
from desk.core.errors import NotAllowed
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.words import on_record
from desk.core.work import Work
from desk.reports.kit.declaration import Maker
from desk.services.session import Desk

TRIES_ASIDE = 2
"""How often a period is counted without keeping others from writing, before they have to wait."""
FILLED = Maker("desk.reports.forms.filling:filled")
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f\x7f]+')
"""What some disk does not take in the name of a file."""
HIDES = ".~$-"
"""With one of these in front a file is hidden, or passed over as that of a program which has another one open."""
LONGEST_NAME, LONGEST_FILE_NAME = 90, 230
"""Bytes of a centre's name in front, and of the whole name before its ending: no disk takes more than 255."""


def hand_in(desk: Desk, period: Period, make: MakeFiles | None = None) -> Submission:
    """Count a period, make its files, and freeze all; nothing of it is kept when a part fails.

    The period is counted from one view of the book while others go on writing, and frozen under the write lock only
    when nothing was written since; else it is counted anew, at last under the lock.
    Raises ``NotAllowed``, ``Refused`` and ``EnvironmentFailure`` as ``submissions.hand_in`` and ``Desk.write`` do.
    """
    make = make or files
    _make_key(desk)
    for _try in range(TRIES_ASIDE):
        with desk.read() as work:
            drafted = submissions.draft(work, period, make)
        with suppress(StaleDraft), desk.write() as work:
            return submissions.hand_in(work, drafted)
    with desk.write() as work:
        return submissions.hand_in(work, submissions.draft(work, period, make))


def _make_key(desk: Desk) -> None:
    """The centre's key, in a data file of a program that knew of none."""
    with desk.read() as work:
        if signing.public_key(work) or not work.actor.may(May.HAND_IN):
            return
    with suppress(NotAllowed), desk.write() as work:
        work.require(May.HAND_IN)
        signing.ensure(work)


@on_record()
def files(work: Work, report: ReportFigures) -> list[NewFile]:
    """The workbook, the paper, and each form of the district that goes with such a period; no two of one name."""
    from desk.reports.figures import compared, month_pdf, month_workbook  # the window stands without what draws them

    about = file_name(work, title_of(report.period))
    beside = compared.of_report(work, report)
    workbook, paper = month_workbook.from_figures(work, beside), month_pdf.from_figures(work, beside)
    forms = [
        NewFile(
            f"{FORM}{form.id}",
            f"{file_name(work, form.name)}{report.period.name}{PurePath(form.file_name).suffix}",
            FILLED.load()(work, form.id, report),
        )
        for form in report_forms.of_kind(work, report.period.kind)
    ]
    return told_apart(
        [
            NewFile(WORKBOOK, f"{about}.xlsx", workbook),
            NewFile(PAPER, f"{about}.pdf", paper),
            *forms,
        ]
    )


def told_apart(made: Iterable[NewFile]) -> list[NewFile]:
    """The files, a number behind the name of one that has the name of another: two forms can differ in nothing but a
    sign that no disk takes, or in the case of letters, and in one folder there is room for one of them.
    """
    taken: set[str] = set()
    named: list[NewFile] = []
    for each in made:
        stem, dot, ending = each.file_name.rpartition(".")
        names = chain([each.file_name], (f"{stem}（{n}）{dot}{ending}" for n in count(2)))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        named.append(replace(each, file_name=name))
    return named


def file_name(work: Work, about: str) -> str:
    """What a file is called among those of other centres: the centre's code, its name, what it is about."""
    house = centre.get(work)
    whole = f"{house.code}{cut(house.name, LONGEST_NAME)}{about}"
    return cut(NOT_IN_NAMES.sub("", whole).lstrip(HIDES), LONGEST_FILE_NAME)


def cut(text: str, most: int) -> str:
    """As much of a text as so many bytes hold."""
    return text.encode()[:most].decode(errors="ignore")
