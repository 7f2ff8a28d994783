"""The sheet of an officer's visit 体验记录表: empty, to be filled in by hand at the visit, or as it was entered."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from desk.books.findings import queries as findings
from desk.books.findings.model import FindingKind
from desk.books.officers import visit_queries
from desk.books.officers.model import OfficerVisit, ScoreItem, VisitWay
from desk.books.zones import queries as zones
from desk.core.calendar import full_date_words
from desk.core.clock_times import clock
from desk.core.identity import mask_text
from desk.core.words import P_, _, bracketed, listed, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.writing_box import writing_box

EMPTY_LINES, ROOM = 5, 5
"""Lines for findings on an empty sheet, and the points above and below a cell that is written in by hand."""
BOX = "□"


@on_record()
def pdf(work: Work, visit: OfficerVisit | None) -> bytes:
    """A4 portrait, one page; without a visit everything is left to be written in."""
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    number = visit.number if visit else ""
    story: list[Flowable] = [
        *paper.title(_("Sheet of a visit"), imprint.of(work).centre),
        paper.facts(_facts(visit) if visit else _empty_facts(), width),
        *paper.heading(P_("officer's visit", "Scores") + bracketed(_("1 to 5, the best is 5; not seen: left empty"))),
        _scores(work, visit, width),
        *paper.heading(P_("officer's visit", "Findings")),
        _findings(work, visit, width),
        *paper.heading(_("Remark")),
        writing_box(mask_text(visit.remark) if visit else "", width, 16),
        Spacer(1, 2 * mm),
        *paper.signatures(
            P_("officer", "Experience officer"), P_("officer's visit", "Entered by"), _("Date"), width=width
        ),
    ]
    name = f"{_('Sheet of a visit')}{number}"
    return paper.build(story, imprint.of(work), name=name, margins=paper.FORM_MARGINS)


def _facts(visit: OfficerVisit) -> list[tuple[str, str]]:
    when = full_date_words(visit.day) + (f" {clock(visit.begins)}" if visit.begins is not None else "")
    return [
        (P_("officer", "Experience officer"), visit.officer),
        (P_("officer's visit", "Number"), visit.number),
        (P_("officer's visit", "Day"), when),
        (P_("officer's visit", "Way"), visit.way.label + (bracketed(visit.companion) if visit.companion else "")),
    ]


def _empty_facts() -> list[tuple[str, str]]:
    ways = "　".join(f"{BOX}{way.label}" for way in VisitWay)
    return [
        (P_("officer", "Experience officer"), ""),
        (P_("officer's visit", "Day"), ""),
        (P_("officer's visit", "Way"), ways),
        (P_("officer's visit", "Accompanied by"), ""),
    ]


def _scores(work: Work, visit: OfficerVisit | None, width: float) -> Flowable:
    """The zones in use, and those that the sheet has; what was not seen is empty."""
    names = {each.id: each.name for each in zones.names(work)}
    if visit is not None:
        names |= visit_queries.zone_names(work, [each.zone_id for each in visit.scores])
    rows = [[name, *_cells(visit, id)] for id, name in names.items()]
    headings = [P_("officer's visit", "Zone"), *(item.label for item in ScoreItem)]
    share = width / (len(ScoreItem) + 2)
    return paper.table(headings, rows, [2 * share, *[share] * len(ScoreItem)], 10, ROOM, boxed=True)


def _cells(visit: OfficerVisit | None, zone_id: int) -> list[str]:
    given = visit.of_zone(zone_id) if visit else {}
    return [str(given.get(item, "")) for item in ScoreItem]


def _findings(work: Work, visit: OfficerVisit | None, width: float) -> Flowable:
    kinds = listed(kind.label for kind in FindingKind)
    headings = [P_("officer's visit", "Zone"), P_("finding", "Kind"), P_("finding", "What is wrong")]
    rows: Sequence[Sequence[object]] = [["", "", ""]] * EMPTY_LINES
    if visit is not None:
        there = findings.of_visit(work, visit.id)
        rows = [[each.zone, each.kind.label, mask_text(each.description)] for each in there] or [[_("none"), "", ""]]
    else:
        headings[1] += bracketed(kinds)
    return paper.table(headings, rows, [width * 0.2, width * 0.26, width * 0.54], 10, ROOM, boxed=True)
