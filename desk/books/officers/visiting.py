"""An officer's visit 体验记录: entered from the sheet, put right while its month is open, remarked on later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import delete

from desk.books.findings import queries as findings
from desk.books.findings import reporting
from desk.books.findings.model import FindingSource, FindingState, NewFinding
from desk.books.officers import rules, visit_queries
from desk.books.officers.model import VISIT_LABELS, NewOfficerVisit, OfficerVisit, ScoreItem, ZoneScore
from desk.core import edit_conflicts
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.plain_text import prose
from desk.core.words import _
from desk.core.work import Work, changes
from desk.models.officers import officer_scores, officer_visits
from desk.storage import numbering

Visit = TypeVar("Visit", bound=NewOfficerVisit)
UNTOLD = frozenset({"remark", "scores"})
"""The remark may name people, and the scores are a table of their own: the audit says them zone by zone."""


def register(work: Work, new: NewOfficerVisit, new_findings: Sequence[NewFinding] = ()) -> OfficerVisit:
    """Enter a sheet with what was found. Raises ``Invalid``; then nothing is stored."""
    work.require(May.SERVE)
    tidied = _tidied(new)
    refuse_wrong(rules.visit_rules(work, tidied))
    prefix = f"TY{tidied.day:%Y%m%d}-"
    number = f"{prefix}{numbering.last(work, 'officer_visits', prefix) + 1:02d}"
    values = {**_row(tidied), "number": number, "entered_by": work.actor.id, "entered_at": work.now}
    id = work.add(officer_visits, values)
    _keep_scores(work, id, tidied.scores)
    audited = {"number": number, **_for_the_audit(_row(tidied)), "scores": _scores_line(tidied.scores)}
    work.audit("officer_visit.register", f"officer_visits:{id}", after=audited)
    for each in new_findings:
        of_officer = replace(each, source=FindingSource.OFFICER, officer_id=tidied.officer_id)
        reporting.report(work, replace(of_officer, visit_id=id, found_on=tidied.day))
    return visit_queries.find_visit(work, id)


def correct(work: Work, wanted: OfficerVisit, read: OfficerVisit) -> OfficerVisit:
    """Put a visit right that was entered wrongly, as it was ``read``. Raises ``Invalid``, ``Refused`` once its month is
    handed in, and ``EditConflict`` as every edit does.
    """
    work.require(May.SERVE)
    was = visit_queries.find_visit(work, wanted.id)
    _require_open(work, was)
    edited = edit_conflicts.EditedRecord(f"officer_visits:{was.id}", VISIT_LABELS, _shown)
    settled = _tidied(edit_conflicts.settled(work, edited, read, was, wanted))
    refuse_wrong(
        [
            *rules.visit_rules(work, settled, {each.zone_id for each in was.scores}),
            *rules.correction_rules(work, was, settled),
        ]
    )
    before, after = changes(_row(was), _row(settled))
    scores_differ = settled.scores != was.scores
    if after or scores_differ:
        work.change(officer_visits, was.id, {**after, "version": was.version + 1})
        before, after = _for_the_audit(before), _for_the_audit(after)
        if scores_differ:
            work.connection.execute(delete(officer_scores).where(officer_scores.c.visit_id == was.id))
            _keep_scores(work, was.id, settled.scores)
            before, after = (
                before | {"scores": _scores_line(was.scores)},
                after | {"scores": _scores_line(settled.scores)},
            )
        work.audit("officer_visit.correct", f"officer_visits:{was.id}", before, after)
    return visit_queries.find_visit(work, was.id)


def remark(work: Work, id: int, version: int, text: str) -> OfficerVisit:
    """Write what is to be added to a visit, also in a month that is handed in. Raises ``Invalid``, and ``Refused`` when
    somebody else has changed it since.
    """
    work.require(May.SERVE)
    visit, text = visit_queries.find_visit(work, id), prose(text)
    edit_conflicts.require_seen(work, visit, version, f"officer_visits:{id}", visit.number, visit.way.label)
    _require_counts(visit)
    empty = not text and not visit.scores
    refuse_wrong(
        [
            ("remark", empty, _("The sheet is empty. Please enter at least one score, or a remark.")),
            (
                "remark",
                len(text) > rules.LONGEST_REMARK,
                _("This has at most {n} characters.", n=rules.LONGEST_REMARK),
            ),
        ]
    )
    if text != visit.remark:
        work.change(officer_visits, id, {"remark": text, "version": visit.version + 1})
        work.audit("officer_visit.remark", f"officer_visits:{id}")
    return visit_queries.find_visit(work, id)


def withdraw(work: Work, id: int, version: int, reason: str) -> OfficerVisit:
    """It was entered twice, or is another officer's 作废: it counts nowhere from now on, its number stays. Raises
    ``Invalid`` without a reason, ``Refused`` once its month is handed in or while something that was found on it is
    followed up, and when somebody else has changed it since.
    """
    work.require(May.KEEP_OFFICERS)
    visit, reason = visit_queries.find_visit(work, id), prose(reason)
    edit_conflicts.require_seen(work, visit, version, f"officer_visits:{id}", visit.number, visit.way.label)
    _require_open(work, visit)
    if any(each.state is not FindingState.DISMISSED for each in findings.of_visit(work, id)):
        raise Refused(_("Something that was found on {number} is kept. Please dismiss it first.", number=visit.number))
    most = rules.LONGEST_REMARK
    refuse_wrong(
        [
            ("reason", not reason, _("Please enter the reason.")),
            ("reason", len(reason) > most, _("This has at most {n} characters.", n=most)),
        ]
    )
    values = {"withdrawn_at": work.now, "withdrawn_for": reason, "version": visit.version + 1}
    work.change(officer_visits, id, values)
    work.audit("officer_visit.withdraw", f"officer_visits:{id}", after={"number": visit.number})
    return visit_queries.find_visit(work, id)


def _require_counts(visit: OfficerVisit) -> None:
    if not visit.counts:
        raise Refused(_("{number} was withdrawn.", number=visit.number))


def _require_open(work: Work, visit: OfficerVisit) -> None:
    _require_counts(visit)
    if rules.is_handed_in(work, visit.day):
        raise Refused(_("The month of {number} is handed in. Please write a remark instead.", number=visit.number))


def _tidied(visit: Visit) -> Visit:
    ordered = tuple(sorted(visit.scores, key=lambda each: (each.zone_id, list(ScoreItem).index(each.item))))
    return replace(visit, remark=prose(visit.remark), scores=ordered)


def _row(visit: NewOfficerVisit) -> dict[str, Any]:
    values = {name: getattr(visit, name) for name in VISIT_LABELS if name != "scores"}
    return {**values, "way": visit.way.value}


def _keep_scores(work: Work, visit_id: int, scores: Sequence[ZoneScore]) -> None:
    rows = [
        {"visit_id": visit_id, "zone_id": each.zone_id, "item": each.item.value, "score": each.score} for each in scores
    ]
    work.add_all(officer_scores, rows)


def _scores_line(scores: Sequence[ZoneScore]) -> str:
    return " ".join(f"{each.zone_id}.{each.item.value}={each.score}" for each in scores)


def _for_the_audit(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if name == "day" else value for name, value in values.items() if name not in UNTOLD}


def _shown(field: str, value: Any) -> str:
    """A value as the sheet shows it."""
    if field == "scores":
        return _("{n} scores, {points} points", n=len(value), points=sum(each.score for each in value))
    return edit_conflicts.plain(value)
