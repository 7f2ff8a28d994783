"""Handing in 上报: a whole period is counted, its files are made, and all of it is frozen in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from desk import __version__
from desk.books import figures
from desk.books.submissions import queries, reporting
from desk.books.submissions.model import MakeFiles, ReportDraft, StaleDraft, Submission
from desk.core.errors import Refused
from desk.core.figure import FigureParts, Number
from desk.core.period import MONTHS, Period
from desk.core.permissions import May
from desk.core.words import _, on_record
from desk.core.work import Work
from desk.models.submissions import report_files, reports


def draft(work: Work, period: Period, make: MakeFiles) -> ReportDraft:
    """Count a period and make its files from the same count. Raises ``Refused`` and ``NotAllowed`` as ``hand_in``."""
    work.require(May.HAND_IN)
    _require_open(work, period)
    with on_record():
        report = reporting.counted(work, period)
        files = tuple(make(work, report))
    return ReportDraft(report, files, queries.last_audit_hash(work))


def hand_in(work: Work, drafted: ReportDraft) -> Submission:
    """Freeze a period 上报: its figures with their numerators and denominators, and the files made from them.

    Once: raises ``Refused`` for a second time and for a running period, ``StaleDraft`` when anything was written in the
    book since the draft was counted (every change leaves a line in the audit), ``NotAllowed`` for a role that may not.
    """
    work.require(May.HAND_IN)
    period, report = drafted.period, drafted.report
    _require_open(work, period)
    if queries.last_audit_hash(work) != drafted.counted_after:
        raise StaleDraft(_("The book was changed while the figures were counted. Please hand in once more."))
    frozen: dict[str, Mapping[str, Any]] = {
        "figures": dict(report.values),
        "parts": _kept(report.parts),
        "versions": _versions(report.values),
    }
    values = {
        "kind": period.kind.value,
        "period": period.name,
        "handed_in_at": work.now,
        "staff_id": work.actor.id,
        **frozen,
        "program": __version__,
    }
    id = work.add(reports, values)
    hashes = {each.name: hashlib.sha256(each.content).hexdigest() for each in drafted.files}
    rows = [
        {
            "report_id": id,
            "name": each.name,
            "file_name": each.file_name,
            "content": each.content,
            "sha256": hashes[each.name],
        }
        for each in drafted.files
    ]
    work.add_all(report_files, rows)
    line = {"period": period.name, "sha256": hashes, "figures": figures_digest(**frozen)}
    work.audit("report.hand_in", f"reports:{id}", after=line)
    return queries.get(work, id)


def figures_digest(figures: Mapping[str, Any], parts: Mapping[str, Any], versions: Mapping[str, Any]) -> str:
    """The SHA-256 in hex over frozen figures as they are stored. The log of changes keeps it beside those of the files:
    nobody changes a figure by hand without being found.
    """
    return hashlib.sha256(json.dumps([figures, parts, versions], sort_keys=True).encode()).hexdigest()


def _kept(parts: Mapping[str, FigureParts]) -> dict[str, list[Number]]:
    """Those that there are, as they are stored."""
    return {code: [each.numerator, each.denominator] for code, each in parts.items() if each != FigureParts()}


def _versions(codes: Iterable[str]) -> dict[str, int]:
    """By which versions of their definitions the figures were counted; those entered by hand have none."""
    numbered = ((code, figures.version_of(code)) for code in codes)
    return {code: version for code, version in numbered if version is not None}


def _require_open(work: Work, period: Period) -> None:
    if period.kind not in MONTHS:
        raise Refused(_("Months, quarters, half years and years are handed in."))
    if queries.is_running(work, period):
        raise Refused(_("The period {period} is not over yet.", period=period.label))
    if queries.find(work, period.name):
        raise Refused(_("The period {period} has been handed in already.", period=period.label))
