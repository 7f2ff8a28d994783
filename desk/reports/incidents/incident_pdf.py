"""An incident or drill on paper 突发事件处置报告: facts, steps, log, reports, photos, review, head of its chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, Spacer

from desk.books.incidents import chain, drills, queries, review
from desk.books.incidents.checklist import StepMark, StepStanding, checklist, plan_words
from desk.books.incidents.drills import Drill
from desk.books.incidents.model import EntryKind, Incident, IncidentEntry, IncidentState, ReportStage
from desk.books.incidents.reporting import way_words
from desk.core.calendar import day_words, full_date_words, full_moment_words
from desk.core.clock import local
from desk.core.words import N_, NP_, P_, _, in_sentences, named, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, paper, proof
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.kit.photo_grid import photo_grid
from desk.storage.files import PhotoStore

LOG = (
    (N_("No."), 8),
    (N_("Happened at"), 20),
    (N_("Written at"), 20),
    (N_("Author"), 14),
    (N_("Kind of entry"), 17),
    (NP_("log of an incident", "Entry"), 78),
)
WRITTEN = 2
"""The place of "Written at" in ``LOG``."""
REPORTS = (
    (N_("Reported at"), 20),
    (N_("Which report"), 13),
    (N_("To whom"), 28),
    (NP_("report of an incident", "Channel"), 15),
    (NP_("report of an incident", "Content"), 68),
    (N_("Author"), 14),
)
STEPS = (
    (N_("No."), 8),
    (N_("Step"), 86),
    (NP_("step of a plan", "Carried out by"), 18),
    (NP_("step of a plan", "Time limit"), 14),
    (NP_("step of a plan", "Time taken"), 18),
    (N_("Author"), 14),
)
MEASURES = (
    (N_("No."), 8),
    (NP_("measure", "Measure"), 86),
    (NP_("measure", "Owner"), 24),
    (N_("Until when"), 20),
    (N_("Done on"), 20),
)
LATE = timedelta(minutes=5)
"""An entry written so much later than it happened says so."""


@on_record()
def pdf(work: Work, incident_id: int, files: PhotoStore) -> bytes:
    """A4 portrait; a drill is marked on its first line and says how long its steps took."""
    incident, log = queries.find(work, incident_id), queries.entries(work, incident_id)
    width = paper.inner_width(margins=paper.FORM_MARGINS)
    title = _("Drill report") if incident.drill else _("Incident report")
    story: list[Flowable] = [
        *paper.title(title, f"{imprint.of(work).centre} · {incident.number}"),
        paper.facts(_facts(incident, drills.of_incident(work, incident_id)), width),
        *_summary(incident, log),
        *_steps(log, width),
        *paper.heading(_("The log")),
        _log(log, width),
        *_reports(log, width),
        *_photos(log, files, width),
        *_review(work, incident_id, log, width),
        *paper.heading(_("Proof against change")),
    ]
    code = chain.head(work, incident_id)
    proven = _(
        "{n} entries, code {code}; the whole code stands in the appendix.", n=len(log), code=proof.shortened(code)
    )
    story += [
        paper.paragraph(proven, size=9),
        *paper.signatures(P_("signature", "Written by"), _("Leader in charge"), width=width),
        *proof.appendix([(incident.number, code)]),
    ]
    return paper.build(story, imprint.of(work), name=f"{title} {incident.number}", size=A4, margins=paper.FORM_MARGINS)


def _log(log: Sequence[IncidentEntry], width: float) -> LongTable:
    """The log; when a line was written is told only where that was another minute than when it happened."""
    rows = [_line(entry) for entry in log]
    shown = [at for at in range(len(LOG)) if at != WRITTEN or any(row[WRITTEN] for row in rows)]
    columns = fitted([LOG[at] for at in shown], width)
    return LongTable(columns, [TableRow([row[at] for at in shown]) for row in rows], 8.5)


def _summary(incident: Incident, log: Sequence[IncidentEntry]) -> list[Flowable]:
    """In two sentences: what was heard first, how it ended."""
    ended = next((entry.text for entry in reversed(log) if entry.fields.get("state") == IncidentState.CLOSED), "")
    sentences = [paper.paragraph(_("Heard first: {text}", text=log[0].text))]
    if ended := ended.removeprefix(named(IncidentState.CLOSED.label, "")):
        sentences.append(paper.paragraph(_("How it ended: {text}", text=ended)))
    return [*paper.heading(_("Summary")), *sentences]


def _steps(log: Sequence[IncidentEntry], width: float) -> list[Flowable]:
    """The measures of the plan, each with its time and how long it took."""
    steps = checklist(log)
    if not steps:
        return []
    heading = _("Measures by the plan: {plan}", plan=plan_words(log))
    done = sum(step.mark is StepMark.DONE for step in steps)
    late = sum(step.mark is StepMark.DONE and step.due_at is not None and step.is_late(step.due_at) for step in steps)
    sums = _("{done} of {n} steps done, {late} of them after their time.", done=done, n=len(steps), late=late)
    rows = [TableRow(_step(step)) for step in steps]
    return [*paper.heading(heading), paper.paragraph(sums), Spacer(1, 2), LongTable(fitted(STEPS, width), rows, 8.5)]


def _step(standing: StepStanding) -> list[str]:
    asked = _("{n} min", n=standing.step.minutes) if standing.step.minutes else "—"
    took = (
        f"{int(standing.took.total_seconds()) // 60}:{int(standing.took.total_seconds()) % 60:02d}"
        if standing.took
        else "—"
    )
    if standing.took and standing.due_at and standing.is_late(standing.due_at):
        took += _(" (late)")
    struck = (
        P_("step of a plan", "skipped: {words}", words=standing.remark)
        if standing.mark is StepMark.STRUCK
        else standing.remark
    )
    return [
        str(standing.n),
        in_sentences(filter(None, (standing.step.text, struck))),
        standing.step.who,
        asked,
        took,
        standing.by or standing.mark.label,
    ]


def _reports(log: Sequence[IncidentEntry], width: float) -> list[Flowable]:
    made = [entry for entry in log if entry.kind is EntryKind.REPORT]
    if not made:
        return [*paper.heading(_("Reports made")), paper.paragraph(_("None recorded."))]
    rows = [TableRow([_when(e), _stage(e), e.fields["to"], way_words(e.fields["way"]), e.text, e.author]) for e in made]
    return [*paper.heading(_("Reports made")), LongTable(fitted(REPORTS, width), rows, 8.5)]


def _stage(entry: IncidentEntry) -> str:
    stage = entry.fields.get("stage", "")
    return ReportStage(stage).label if stage else ""


def _photos(log: Sequence[IncidentEntry], files: PhotoStore, width: float) -> list[Flowable]:
    """Two beside each other, their words below; one whose file is missing says so."""
    shown = [entry for entry in log if entry.kind is EntryKind.PHOTO]
    if not shown:
        return []
    described = [(e.fields["photo"]["file"], f"{e.seq}　{_when(e)}　{e.text}") for e in shown]
    return [*paper.heading(_("Photos")), photo_grid(described, files, width)]


def _review(work: Work, incident_id: int, log: Sequence[IncidentEntry], width: float) -> list[Flowable]:
    """What was learnt; for a drill its problems, and what was mended."""
    reviewed = review.of(log)
    if reviewed is None:
        return []
    facts = [(_("What went well"), reviewed.well), (_("Shortcomings"), reviewed.badly)]
    story: list[Flowable] = [*paper.heading(_("Review")), paper.facts(facts, width, columns=1)]
    taken = review.of_incident(work, incident_id)
    if taken:
        rows = [
            TableRow(
                [
                    str(m.n),
                    m.text,
                    m.owner,
                    full_date_words(m.due_on),
                    full_date_words(m.done_on) if m.done_on else P_("measure", "not yet"),
                ]
            )
            for m in taken
        ]
        story += [*paper.heading(_("Measures agreed")), LongTable(fitted(MEASURES, width), rows, 8.5)]
    return story


def _facts(incident: Incident, planned: Drill | None) -> list[tuple[str, str]]:
    people = _(
        "affected {affected}, injured {injured}, dead {dead}, missing {missing}",
        affected=incident.affected,
        injured=incident.injured,
        dead=incident.dead,
        missing=incident.missing,
    )
    closed = full_moment_words(incident.closed_at) if incident.closed_at else _("still open")
    same = _("the same as {number}", number=incident.same_as) if incident.same_as else ""
    number, place, began = (
        (P_("drill", "Number of the drill"), P_("place", "Place of the drill"), P_("drill", "Began at"))
        if incident.drill
        else (_("Incident number"), _("Place of the incident"), _("First heard at"))
    )
    return [
        (number, " ".join(filter(None, (incident.number, same)))),
        (_("Category and kind"), f"{incident.kind.category.label} · {incident.kind.label}"),
        (place, incident.place),
        (_("Level of the incident"), incident.level.label),
        (_("State"), incident.state.label),
        (P_("incident", "Reported by"), incident.reported_by),
        (began, full_moment_words(incident.heard_at)),
        (_("Ended at"), closed),
        (_("People concerned"), people),
        *([(_("Taking part"), planned.participants)] if planned and planned.participants else []),
    ]


def _when(entry: IncidentEntry) -> str:
    return _second(entry.happened_at)


def _second(at: datetime) -> str:
    here = local(at)
    return f"{day_words(here.date())} {here:%H:%M:%S}"


def _line(entry: IncidentEntry) -> list[str]:
    text = entry.text if entry.corrects is None else _("On entry {n}: {text}", n=entry.corrects, text=entry.text)
    if entry.entered_at - entry.happened_at > LATE:
        text += _(" (written afterwards)")
    if back := entry.fields.get("clock_back_ms"):
        text += _(" (the PC's clock had gone back by {n} seconds)", n=back // 1000)
    return [
        str(entry.seq),
        _when(entry),
        _second(entry.entered_at) if entry.entered_at - entry.happened_at >= timedelta(minutes=1) else "",
        entry.author,
        entry.kind.label,
        text,
    ]
