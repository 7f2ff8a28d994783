"""The ledger of findings of a period 整改台账: A4 landscape, its counts on top, then photos of before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable, Spacer

from desk.books.findings import photos, statistics
from desk.books.findings.figures import FIGURES
from desk.books.findings.model import TrackedFinding
from desk.books.follow_ups import photos as proof
from desk.books.zones import queries as zones
from desk.core.calendar import full_date_words
from desk.core.plain_text import excerpt
from desk.core.words import P_, _, on_record
from desk.core.work import Work
from desk.reports.findings import lines
from desk.reports.findings.lines import COLUMNS, NUMBERS, LedgerLine
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.kit.photo_grid import photo_grid
from desk.storage.files import PhotoStore

PAGE = landscape(A4)
SIZE = 8.5
COUNTED = (
    "findings_reported",
    "findings_accepted",
    "findings_mended",
    "findings_not_mended",
    "findings_in_time",
    "findings_in_time_percent",
    "findings_overdue",
    "findings_returned",
    "findings_in_stead",
)
PAIR = 0.5
"""How much of the page's width a photo of before and one of after take together: two pairs stand on a page."""


@on_record()
def pdf(work: Work, first: date, last: date, zone: int | None, files: PhotoStore) -> bytes:
    """Whatever was open on any of these days, in the order of the numbers; of one zone, or of all."""
    width = paper.inner_width(PAGE, paper.FORM_MARGINS)
    read = lines.read(work, first, last, zone)
    mark, span = imprint.of(work), f"{full_date_words(first)}—{full_date_words(last)}"
    place = "".join(each.name for each in zones.names(work) if each.id == zone)
    rows = [_row(line) for _tracked, line in read]
    name = _("Ledger of findings")
    story: list[Flowable] = [
        *paper.title(name, "　".join(filter(None, (mark.centre, place, span)))),
        paper.facts(_counts(work, first, last, zone), width, columns=3),
        Spacer(1, 6),
        LongTable(fitted(COLUMNS, width, NUMBERS), rows, SIZE)
        if rows
        else paper.paragraph(_("There were no findings in these days.")),
        Spacer(1, 8),
        *paper.signatures(_("Made by"), _("Leader in charge"), _("Date"), width=width),
        *_photos(work, [tracked for tracked, _line in read], files, width),
    ]
    return paper.build(story, mark, name=f"{name} {span}", size=PAGE, margins=paper.FORM_MARGINS)


def _counts(work: Work, first: date, last: date, zone: int | None) -> list[tuple[str, str]]:
    values = statistics.plain(statistics.of_days(work, first, last, zone))
    labels = {each.code: each.label for each in FIGURES}
    shown = {code: "—" if values[code] is None else P_("ledger", "{n} findings", n=values[code]) for code in COUNTED}
    if (percent := values["findings_in_time_percent"]) is not None:
        shown["findings_in_time_percent"] = f"{percent}%"
    shown["findings_returned"] = _("{n} times", n=values["findings_returned"])
    return [(labels[code], shown[code]) for code in COUNTED]


def _row(line: LedgerLine) -> TableRow:
    return TableRow(
        [
            line.number,
            line.zone,
            line.kind,
            line.description,
            line.found_by,
            _day(line.found_on),
            line.owner,
            _day(line.first_due_on),
            line.result,
            _day(line.closed_on),
            line.state,
            line.checked_by,
            str(line.returned) if line.returned else "",
        ]
    )


def _day(day: date | None) -> str:
    return full_date_words(day) if day else ""


def _photos(work: Work, read: list[TrackedFinding], files: PhotoStore, width: float) -> Iterator[Flowable]:
    """Of each finding that has any: what it looked like before at the left, and after at the right."""
    for tracked in read:
        finding = tracked.finding
        before = [each.file for each in photos.of(work, finding.id)]
        after = [each.file for each in proof.of(work, tracked.item.id)] if tracked.item else []
        if not before and not after:
            continue
        yield from paper.heading(
            P_("finding", "Before and after: {number} {text}", number=finding.number, text=excerpt(finding.masked, ""))
        )
        yield photo_grid(_pairs(before, after), files, width * PAIR)


def _pairs(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """One of before beside one of after, as long as there are both; then what is left of either."""
    captions = P_("finding", "Before"), P_("finding", "After")
    both = zip_longest(before, after)
    return [(file, caption) for pair in both for file, caption in zip(pair, captions, strict=True) if file]
