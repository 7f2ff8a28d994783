"""An incident on paper: what it is, the log with both times, reports made, and the head of its chain; or as JSON with the chain."""

from __future__ import annotations

import json
from datetime import timedelta

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from desk.books.incidents import chain, kept
from desk.books.incidents.terms import Entered, Entry, Incident
from desk.books.work import Work
from desk.clock import local
from desk.reports import imprint
from desk.reports.kit import paper
from desk.reports.kit.longtable import LongTable, Row, fitted
from desk.words import N_, _

LOG = (
    (N_("No."), 8),
    (N_("Happened at"), 20),
    (N_("Written at"), 20),
    (N_("Written by whom"), 14),
    (N_("Kind of entry"), 17),
    (N_("What"), 78),
)
REPORTS = (
    (N_("Reported at"), 20),
    (N_("To whom"), 30),
    (N_("By which way"), 20),
    (N_("What was said"), 70),
    (N_("Written by whom"), 14),
)
LATE = timedelta(minutes=5)
"""An entry written so much later than it happened says so."""


def json_file(work: Work, incident_id: int) -> bytes:
    """The incident with its chain, for ``desk/verifier.py``."""
    return json.dumps(chain.exported(work, incident_id), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def pdf(work: Work, incident_id: int) -> bytes:
    """A4 portrait; a drill is marked on its first line."""
    one, log = kept.find(work, incident_id), kept.entries(work, incident_id)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    title = _("Drill report") if one.drill else _("Incident report")
    story: list[Flowable] = [
        *paper.title(title, f"{imprint.of(work).centre} · {one.number}"),
        paper.facts(_facts(one), width),
    ]
    story += [*paper.heading(_("The log")), LongTable(fitted(LOG, width), [Row(_line(entry)) for entry in log], 8.5)]
    reports = [entry for entry in log if entry.kind is Entered.REPORT]
    story += paper.heading(_("Reports made"))
    if reports:
        rows = [Row([_when(e), e.fields["to"], e.fields["way"], e.text, e.author]) for e in reports]
        story.append(LongTable(fitted(REPORTS, width), rows, 8.5))
    else:
        story.append(paper.words(_("None recorded.")))
    story += paper.heading(_("Proof against change"))
    proof = _("{n} entries; head of the chain (SHA-256): {head}", n=len(log), head=chain.head(work, incident_id))
    story += [paper.words(proof, size=9), *paper.signatures(_("Written by"), _("Leader in charge"), width=width)]
    return paper.build(story, imprint.of(work), name=f"{title} {one.number}", size=A4, margins=paper.FORM_MARGINS)


def _facts(one: Incident) -> list[tuple[str, str]]:
    people = _(
        "affected {affected}, injured {injured}, dead {dead}, missing {missing}",
        affected=one.affected,
        injured=one.injured,
        dead=one.dead,
        missing=one.missing,
    )
    closed = f"{local(one.closed_at):%Y-%m-%d %H:%M}" if one.closed_at else _("still open")
    same = _("the same as {number}", number=one.same_as) if one.same_as else ""
    return [
        (_("Incident number"), " ".join(filter(None, (one.number, same)))), (_("Category and kind"), f"{one.kind.category.label} · {one.kind.label}"),
        (_("Where it happens"), one.place), (_("Level of the incident"), one.level.label), (_("State"), one.state.label), (_("Told by"), one.reported_by),
        (_("First heard at"), f"{local(one.heard_at):%Y-%m-%d %H:%M}"), (_("Ended at"), closed), (_("People concerned"), people),
    ]  # fmt: skip


def _when(entry: Entry) -> str:
    return f"{local(entry.happened_at):%m-%d %H:%M:%S}"


def _line(entry: Entry) -> list[str]:
    text = entry.text if entry.corrects is None else _("On entry {n}: {text}", n=entry.corrects, text=entry.text)
    if entry.entered_at - entry.happened_at > LATE:
        text += _(" (written afterwards)")
    if back := entry.fields.get("clock_back_ms"):
        text += _(" (the PC's clock had gone back by {n} seconds)", n=back // 1000)
    return [
        str(entry.seq),
        _when(entry),
        f"{local(entry.entered_at):%m-%d %H:%M:%S}",
        entry.author,
        entry.kind.label,
        text,
    ]
