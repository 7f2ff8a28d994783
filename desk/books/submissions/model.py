"""A report of a whole period that was handed in 上报, its files and copies, and what reads differently since."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desk.books.submissions.reporting import ReportFigures
from desk.core.errors import Invalid, Problem, Refused
from desk.core.figure import Number
from desk.core.period import Period, PeriodKind, named_period
from desk.core.tone import Tone
from desk.core.words import NP_, Worded, _, phrases
from desk.core.work import Work

WORKBOOK, PAPER, FORM = "xlsx", "pdf", "form:"
"""What the files of a report are known by; a form's own number follows."""
TITLES: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: NP_("report", "{period}, month report"),
    PeriodKind.QUARTER: NP_("report", "{period}, quarter report"),
    PeriodKind.HALF_YEAR: NP_("report", "{period}, half-year report"),
    PeriodKind.YEAR: NP_("report", "{period}, year report"),
}


class ReportState(Worded):
    """Where a report is."""

    HANDED_IN = "handed_in", NP_("state of a report", "handed in"), Tone.DONE
    RECEIVED = "received", NP_("state of a report", "received by the district"), Tone.DONE
    WITHDRAWN = "withdrawn", NP_("state of a report", "taken back"), Tone.QUIET


@dataclass(frozen=True)
class Submission:
    """A report as it went out. ``kind`` and ``period`` are the names of ``core.period``; ``program`` its version then,
    ``versions`` those of the definitions by which its figures were counted, none of programs that did not keep them.

    ``received_at`` is when the district said that it has it 已收; ``withdrawn_at`` when it was taken back 撤回.
    """

    id: int
    kind: str
    period: str
    at: datetime
    who: str
    figures: Mapping[str, Number]
    versions: Mapping[str, int]
    program: str
    received_at: datetime | None
    received_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_for: str

    @property
    def span(self) -> Period:
        """The days that it is about."""
        return named_period(self.period)

    @property
    def state(self) -> ReportState:
        """Taken back, received, or handed in."""
        if self.withdrawn_at is not None:
            return ReportState.WITHDRAWN
        return ReportState.HANDED_IN if self.received_at is None else ReportState.RECEIVED


@dataclass(frozen=True)
class ReportFile:
    """A file of a report, without its content; ``size`` in bytes."""

    name: str
    file_name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ReportCopy:
    """Where so many files were put, each read back and found equal."""

    folder: str
    files: int
    at: datetime
    who: str


@dataclass(frozen=True)
class Correction:
    """A figure of a period handed in that reads differently in the book today 更正, maybe since its definition 口径 is
    another: ``versions`` are that of then and of now, where both are known.
    """

    period: str
    figure: str
    name: str
    was: Number
    now: Number
    versions: tuple[int | None, int | None] = (None, None)

    @property
    def title(self) -> str:
        """What the figure is called, and that it is counted otherwise since, where it is."""
        return phrases(filter(None, (self.name, self.redefined)))

    @property
    def redefined(self) -> str:
        """That it is counted otherwise, in words; nothing where it is not, or nobody knows."""
        was, now = self.versions
        if was is None or now is None or was == now:
            return ""
        return _("definition no. {was}, now no. {now}", was=was, now=now)


@dataclass(frozen=True)
class NewFile:
    """A file to be frozen with a report. ``name`` is what it is known by, ``file_name`` what it is called outside."""

    name: str
    file_name: str
    content: bytes


MakeFiles = Callable[[Work, ReportFigures], Sequence[NewFile]]
"""Makes the files of a report from figures that were counted already, in the same transaction."""


class StaleDraft(Refused):
    """What was counted may no longer be what the book says."""


@dataclass(frozen=True)
class ReportDraft:
    """A period counted and on paper, from one view of the book.

    ``counted_after`` is the hash of the last audit line of that view.
    """

    report: ReportFigures
    files: Sequence[NewFile]
    counted_after: str | None

    @property
    def period(self) -> Period:
        """The days counted."""
        return self.report.period


def period_of(given: str) -> Period:
    """The period of a name: 2026-11, 2026-Q4, 2026-H2 or 2026. Raises ``Invalid`` for any other text."""
    try:
        return named_period(given.strip().upper())
    except ValueError:
        sentence = _("“{given}” is no period. Please write 2026-11, 2026-Q4, 2026-H2 or 2026.", given=given[:20])
        raise Invalid(Problem("period", sentence)) from None


def title_of(period: Period) -> str:
    """2026年11月月报, as 待办 and the list of reports name it."""
    return _(TITLES[period.kind], period=period.label)


@dataclass(frozen=True)
class Answer:
    """What was said of something odd 说明, found again by its ``check``."""

    check: str
    answer: str
    who: str
    at: datetime


@dataclass(frozen=True)
class CentreKey:
    """A key of the centre 签名密钥, 32 bytes each; the private part is shown nowhere."""

    private: bytes = field(repr=False)
    public: bytes
