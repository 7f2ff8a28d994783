"""``desk report district`` and ``desk report submitted``: the reports of whole periods that go to the district."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from desk.cli import base
from desk.cli.reports import papers
from desk.core.clock import local
from desk.core.errors import Invalid, Refused
from desk.core.period import Period
from desk.core.words import _
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format, Given
from desk.services.session import Desk

PERIOD = "YYYY-MM, YYYY-Qn, YYYY-Hn or YYYY"
ENDINGS = (Format.XLSX.suffix, Format.PDF.suffix)


@papers.command("district", help="The report of a period: as it was handed in, or as it would be now.")
def district(
    period: Annotated[str, typer.Argument(help=PERIOD)],
    output: Annotated[Path | None, typer.Option("-o", help="A .xlsx or .pdf file.")] = None,
    hand_in: Annotated[bool, typer.Option("--hand-in", help="Hand it in, frozen with all its files.")] = False,
) -> None:
    """Write a report, hand it in, or both."""
    asked = read_period(period)
    if output is None and not hand_in:
        raise typer.BadParameter(_("Please name a file with -o, or give --hand-in."))
    if output is not None:
        base.require_output(output, *ENDINGS)
    with base.opened() as desk:
        if hand_in:
            print(_handed_in(desk, asked))
        if output is not None:
            print(_written(desk, asked, output))


def read_period(given: str) -> Period:
    """The period of whole months that was typed. Raises ``BadParameter``."""
    from desk.books.submissions import period_of

    try:
        return period_of(given)
    except Invalid as wrong:
        raise typer.BadParameter(wrong.message) from None


def _handed_in(desk: Desk, period: Period) -> str:
    from desk.books.submissions import title_of
    from desk.services import report_submission

    report = report_submission.hand_in(desk, period)
    return _("{report} is handed in.", report=title_of(report.span))


def _written(desk: Desk, period: Period, output: Path) -> str:
    """The file as it went out, byte for byte, where the period was handed in; else as it would be now."""
    from desk.books import submissions
    from desk.reports.kit.sheets import write_file

    wanted = Format(output.suffix.lower().removeprefix("."))
    with desk.read() as work:
        report = submissions.find(work, period.name)
        if report is None:
            paper = registry.paper("district")
            write_file(output, paper.make(work, wanted, {"period": Given(period)}, desk.files))
            return _("Written: {file}", file=output)
        if wanted.value not in {each.name for each in submissions.files_of(work, report.id)}:
            raise Refused(_("The report was handed in without a file of this kind."))
        write_file(output, submissions.file_of(work, report.id, wanted.value))
    return _("Written as it was handed in: {file}", file=output)


@papers.command("submitted", help="What was handed in; of one period its files, copies and corrections.")
def submitted(period: Annotated[str, typer.Argument(help=PERIOD)] = "") -> None:
    """A line for each report, those taken back too; of a period also what belongs to it."""
    asked = read_period(period) if period else None
    with base.opened() as desk, desk.read() as work:
        for line in _of_period(work, asked) if asked else _reports(work, None):
            print("\t".join(line))


def _reports(work: Work, period: Period | None) -> Iterator[tuple[str, ...]]:
    """Period, state, when and by whom; why where it was taken back."""
    from desk.books import submissions

    for each in submissions.all_reports(work, withdrawn=True):
        if period is None or each.period == period.name:
            at = f"{local(each.at):%Y-%m-%d %H:%M}"
            yield each.period, each.state.label, at, each.who, *filter(None, (each.withdrawn_for,))


def _of_period(work: Work, period: Period) -> Iterator[tuple[str, ...]]:
    """Its reports; of the one that stands each file with its SHA-256, the copies, and what reads otherwise today."""
    from desk.books import figures, submissions

    yield from _reports(work, period)
    report = submissions.find(work, period.name)
    if report is None:
        return
    for file in submissions.files_of(work, report.id):
        yield file.file_name, str(file.size), file.sha256
    for copy in submissions.copies_of(work, report.id):
        yield f"{local(copy.at):%Y-%m-%d %H:%M}", copy.who, copy.folder
    for each in submissions.of_report(work, report):
        yield (
            each.figure,
            each.title,
            figures.said(each.figure, each.was),
            figures.said(each.figure, each.now),
        )
