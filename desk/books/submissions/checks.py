"""What is odd in a period before it is handed in 上报前核对, and what somebody said of it 说明."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.books import figures, own_figures
from desk.books.submissions import queries
from desk.books.submissions.check_rules import EARLIER, RULES, CheckedReport, Values
from desk.books.submissions.model import Answer
from desk.books.submissions.reporting import ReportFigures
from desk.core.book import Span
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work


@dataclass(frozen=True)
class CheckFinding:
    """Something odd, in one sentence with its numbers. Papers show what nobody answered as 未说明."""

    key: str
    text: str
    answer: str = ""
    """One sentence; empty where nobody said anything of it."""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def said(self) -> str:
        """The answer as a paper tells it, or that there is none."""
        return self.answer or _("not explained")


def findings(work: Work, report: ReportFigures, known: Mapping[Span, Values] | None = None) -> list[CheckFinding]:
    """What is odd in a period, what must be wrong first. Nothing of one that is not over, or that has other days than
    whole months. ``known``: spans of which every figure was counted already. Raises ``NotAllowed``.
    """
    work.require(May.SEE_FIGURES)
    if report.period.last >= work.today:
        return []
    before = [report.period.plus(-many) for many in range(1, EARLIER + 1)]
    checked = CheckedReport(
        report,
        _counted(work, [(period.first, period.last) for period in before], known or {}),
        [own_figures.values(work, period) for period in before],
        {figure.code: figure for figure in own_figures.all_figures(work)},
    )
    answered = queries.answers_of(work, report.period)
    oddities = [oddity for rule in RULES for oddity in rule(checked)]
    return [_with_answer(key, text, answered.get(key)) for key, text in oddities]


def _counted(work: Work, spans: Sequence[Span], known: Mapping[Span, Values]) -> list[Values]:
    unknown = [span for span in spans if span not in known]
    counted = figures.of_spans(work, unknown, frozenset(figures.declared())) if unknown else []
    all_known = {**known, **dict(zip(unknown, counted, strict=True))}
    return [all_known[span] for span in spans]


def _with_answer(key: str, text: str, answered: Answer | None) -> CheckFinding:
    if answered is None:
        return CheckFinding(key, text)
    return CheckFinding(key, text, answered.answer, answered.who, answered.at)


def unanswered(oddities: Sequence[CheckFinding]) -> int:
    """How many of them nobody said anything of."""
    return sum(not finding.answer for finding in oddities)
