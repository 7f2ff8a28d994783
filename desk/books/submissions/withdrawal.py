"""What becomes of a report that was handed in: the district has it 已收, or it is taken back 撤回 before that."""

from __future__ import annotations

from desk.books.submissions import queries
from desk.books.submissions.model import ReportState, Submission
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.submissions import report_copies, reports

LONGEST_REASON = 200
"""Characters."""


def take_back(work: Work, report_id: int, reason: str) -> Submission:
    """The period is free again; what went out stays listed with its files.

    Raises ``Invalid`` for ``reason``, ``Refused`` once the district has it or for a second time, ``NotAllowed``.
    """
    work.require(May.HAND_IN)
    reason = reason.strip()
    refuse_wrong(
        [
            ("reason", not reason, _("Please say why the report is taken back.")),
            ("reason", len(reason) > LONGEST_REASON, _("This has at most {n} characters.", n=LONGEST_REASON)),
        ]
    )
    _require_standing(queries.get(work, report_id))
    values = {"withdrawn_at": work.now, "withdrawn_by": work.actor.id, "withdrawn_for": reason}
    work.change(reports, report_id, values)
    work.audit("report.take_back", f"reports:{report_id}", after={"reason": reason})
    return queries.get(work, report_id)


def mark_received(work: Work, report_id: int) -> Submission:
    """The district has said that it has the report: from now on it cannot be taken back.

    Raises ``Refused`` for one that was taken back or is marked already, ``NotAllowed``.
    """
    work.require(May.HAND_IN)
    _require_standing(queries.get(work, report_id))
    work.change(reports, report_id, {"received_at": work.now, "received_by": work.actor.id})
    work.audit("report.received", f"reports:{report_id}")
    return queries.get(work, report_id)


def _require_standing(report: Submission) -> None:
    """Raises ``Refused`` for one whose course is over."""
    if report.state is ReportState.WITHDRAWN:
        raise Refused(_("This report has been taken back already."))
    if report.state is ReportState.RECEIVED:
        sentence = _("The district has this report already. What changes is told as a correction in the next one.")
        raise Refused(sentence)


def record_copy(work: Work, report_id: int, folder: str, files: int) -> None:
    """Its files were put into a folder, read back and found equal. Raises ``NotAllowed``."""
    work.require(May.HAND_IN)
    row = {"report_id": report_id, "folder": folder, "files": files, "at": work.now, "staff_id": work.actor.id}
    work.add(report_copies, row)
    work.audit("report.copy", f"reports:{report_id}", after={"folder": folder, "files": files})
