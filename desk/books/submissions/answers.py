"""What somebody said of what was odd 说明, before the period was handed in."""

from __future__ import annotations

from sqlalchemy import delete

from desk.books import own_figures
from desk.books.submissions import queries
from desk.core.errors import Refused, refuse_wrong
from desk.core.period import Period
from desk.core.permissions import May
from desk.core.plain_text import one_line
from desk.core.words import _
from desk.core.work import Work
from desk.models.submissions import report_answers

LONGEST = 100
"""Characters: one sentence."""


def save(work: Work, period: Period, key: str, text: str) -> None:
    """Put down one sentence; none takes it away. Raises ``Invalid``, and ``Refused`` once the period is handed in."""
    work.require(May.HAND_IN)
    require_not_handed_in(work, period)
    sentence = one_line(text)
    refuse_wrong([("answer", len(sentence) > LONGEST, _("The explanation has more than {n} characters.", n=LONGEST))])
    was = stood.answer if (stood := queries.answers_of(work, period).get(key)) else ""
    if was == sentence:
        return
    place = {"kind": period.kind.value, "period": period.name, "check": key}
    if sentence:
        work.put(report_answers, place, {"answer": sentence, "at": work.now, "staff_id": work.actor.id})
    else:
        mine = [report_answers.c[name] == value for name, value in place.items()]
        work.connection.execute(delete(report_answers).where(*mine))
    # Who is named in it can be forgotten, which nothing in the audit can: that has only how long it is.
    work.audit("report.answer", f"reports:{period.name}", {key: len(was)}, {key: len(sentence)})


def require_not_handed_in(work: Work, period: Period) -> None:
    """Raises ``Refused`` for a period that was handed in: what went with it is written by nobody any more."""
    if period in own_figures.handed_in(work):
        raise Refused(
            _("{period} has been handed in. To change this, take the report back first.", period=period.label)
        )
