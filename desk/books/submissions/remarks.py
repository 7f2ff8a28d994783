"""What the manager writes into the report of a period 情况说明, until it is handed in."""

from __future__ import annotations

from desk.books.submissions import queries
from desk.books.submissions.answers import require_not_handed_in
from desk.core import edit_conflicts
from desk.core.errors import refuse_wrong
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.plain_text import prose
from desk.core.words import NP_, _
from desk.core.work import Work
from desk.models.submissions import report_remarks

LONGEST = 1000
"""Characters: half a page."""
LABELS = {"text": NP_("report", "Remarks")}


def save(work: Work, period: Period, text: str, read: str | None = None) -> None:
    """Keep what is written, where the form had ``read`` what stood there. Raises ``Invalid``, ``EditConflict``, and
    ``Refused`` once the period is handed in.
    """
    work.require(May.HAND_IN)
    require_not_handed_in(work, period)
    wanted, was = prose(text), queries.remarks_of(work, period)
    refuse_wrong([("text", len(wanted) > LONGEST, _("The remarks have more than {n} characters.", n=LONGEST))])
    record = edit_conflicts.EditedRecord(f"report_remarks:{period.name}", LABELS)
    stood = None if read is None else {"text": prose(read)}
    settled = edit_conflicts.settled(work, record, stood, {"text": was}, {"text": wanted})["text"]
    if settled != was:
        place = {"kind": period.kind.value, "period": period.name}
        work.put(report_remarks, place, {"text": settled, "at": work.now, "staff_id": work.actor.id})
        work.audit("report.remark", f"report_remarks:{period.name}", {"length": len(was)}, {"length": len(settled)})
