"""The incidents and drills of a span 突发事件与演练一览表, with what the district asks: by category and level."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Flowable

from desk.books.incidents import chain, statistics
from desk.books.incidents.model import Incident, IncidentCategory, IncidentLevel
from desk.books.incidents.statistics import IncidentFigures
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.words import N_, NP_, _, bracketed, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper, proof
from desk.reports.kit.longtable import LongTable, TableRow, fitted

SIZE = landscape(A4)
COLUMNS = (
    (N_("Incident number"), 20),
    (NP_("incident", "Drill"), 10),
    (N_("First heard at"), 28),
    (N_("Category"), 24),
    (N_("Kind of incident"), 26),
    (N_("Place of the incident"), 44),
    (N_("Level of the incident"), 20),
    (N_("State"), 18),
    (N_("Affected"), 11),
    (N_("Injured"), 11),
    (N_("Deaths"), 11),
    (N_("Missing"), 11),
    (N_("Ended at"), 28),
    (N_("Head of the chain"), 36),
)
NUMBERS = (8, 9, 10, 11)
SUMS = ((N_("Category"), 20), *((level.msgid, 14) for level in IncidentLevel), (N_("Total"), 12))


def cells(work: Work, incident: Incident) -> list[Any]:
    """One incident as a row of ``COLUMNS``."""
    drill = _("Drill") if incident.drill else ""
    return [
        incident.number,
        drill,
        local(incident.heard_at).replace(tzinfo=None),
        incident.kind.category.label,
        incident.kind.label,
        incident.place,
        incident.level.label,
        incident.state.label
        + (bracketed(_("the same as {number}", number=incident.same_as)) if incident.same_as else ""),
        incident.affected,
        incident.injured,
        incident.dead,
        incident.missing,
        local(incident.closed_at).replace(tzinfo=None) if incident.closed_at else None,
        chain.head(work, incident.id)[: proof.SHOWN],
    ]


def sums(figures: IncidentFigures) -> list[list[Any]]:
    """Categories by levels, with a last line for all of them; drills are counted apart and not here."""
    rows: list[list[Any]] = []
    for category in IncidentCategory:
        by_level = [figures.by_category[category, level] for level in IncidentLevel]
        rows.append([category.label, *by_level, sum(by_level)])
    return [*rows, [_("Total"), *(sum(row[n] for row in rows) for n in range(1, len(IncidentLevel) + 2))]]


@on_record()
def pdf(work: Work, first: date, last: date) -> bytes:
    """A4 landscape: sums by category and level, then every incident and drill."""
    figures = statistics.of_days(work, first, last)
    width = paper.inner_width(SIZE, paper.FORM_MARGINS)
    below = _(
        "{centre} · {first} to {last}",
        centre=imprint.of(work).centre,
        first=full_date_words(first),
        last=full_date_words(last),
    )
    title = _("Incidents and drills")
    story: list[Flowable] = [*paper.title(title, below), *paper.heading(statistics.summary(figures))]
    table = sums(figures)
    lines = [TableRow([str(cell) for cell in row], sum=row is table[-1]) for row in table]
    story.append(LongTable(fitted(SUMS, width, range(1, len(SUMS))), lines, 9))
    story += paper.heading(_("The list"))
    rows = [TableRow([paper.shown(cell) for cell in cells(work, incident)]) for incident in figures.opened]
    story.append(LongTable(fitted(COLUMNS, width, NUMBERS), rows, 8) if rows else paper.paragraph(_("None recorded.")))
    if rows:
        story += proof.appendix([(number, code) for number, _many, code in statistics.heads(work, figures)])
    name = _("{title} {first} {last}", title=title, first=full_date_words(first), last=full_date_words(last))
    return paper.build(story, imprint.of(work), name=name, size=SIZE, margins=paper.FORM_MARGINS)
