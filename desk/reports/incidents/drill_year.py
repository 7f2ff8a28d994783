"""The year's drills 年度应急演练计划: planned, held, cancelled or overdue, and which kinds should be rehearsed."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from desk.books.incidents import drills
from desk.core.calendar import full_date_words
from desk.core.words import N_, NP_, P_, _, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted

PLANNED = (
    (N_("Planned on"), 20),
    (N_("Kind of incident"), 24),
    (NP_("place", "Place of the drill"), 36),
    (N_("Taking part"), 40),
    (N_("State"), 18),
    (NP_("drill", "Log or reason"), 28),
)
KINDS = (
    (N_("Kind of incident"), 36),
    (N_("Every so many months"), 24),
    (N_("Last held on"), 24),
    (N_("Next planned on"), 24),
    (N_("State"), 24),
)


@on_record()
def pdf(work: Work, year: int) -> bytes:
    """A4 portrait."""
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    title = _("Drill plan {year}", year=year)
    planned = [
        TableRow(
            [
                full_date_words(d.planned_on),
                d.kind.label,
                d.place,
                d.participants,
                d.standing(work.today).label,
                d.number or d.cancelled,
            ]
        )
        for d in drills.of_year(work, year)
    ]
    kinds = [
        TableRow(
            [
                each.kind.label,
                str(each.months),
                full_date_words(each.last_on) if each.last_on else _("never"),
                full_date_words(each.next_on) if each.next_on else P_("drill", "none planned"),
                P_("drill", "Overdue") if each.is_overdue(work.today) else "",
            ]
        )
        for each in drills.yearly(work)
    ]
    story: list[Flowable] = [*paper.title(title, imprint.of(work).centre), *paper.heading(_("Drills of the year"))]
    story.append(LongTable(fitted(PLANNED, width), planned, 9) if planned else paper.paragraph(_("None planned yet.")))
    story += [*paper.heading(_("What should be rehearsed")), LongTable(fitted(KINDS, width), kinds, 9)]
    story += paper.signatures(P_("signature", "Drawn up by"), _("Leader in charge"), width=width)
    return paper.build(story, imprint.of(work), name=title, size=A4, margins=paper.FORM_MARGINS)
