"""Everything that is told of a period of the district 区级汇总, for the page and the papers: read and reckoned once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from desk.books import centre
from desk.books.district import merging, queries, ranking, returns
from desk.books.district.merging import Delivery, MergedFigure
from desk.books.district.model import FOR_THE_DISTRICT, CentreReturn, DistrictCentre, Judged, Light, Reason
from desk.books.district.ranking import Moved, Ranking
from desk.core.errors import Refused
from desk.core.figure import Number
from desk.core.period import MONTHS, Period, named_period
from desk.core.words import _
from desk.core.work import Work


@dataclass(frozen=True)
class FileLine:
    """A file in a list, with what was found in it; ``centre`` is None where nobody knows whose it is."""

    name: str
    centre: DistrictCentre | None
    light: Light
    reasons: tuple[Reason, ...]
    counts: bool = True
    judged: Judged | None = None
    """The file as it was read, right after that."""

    @property
    def sentences(self) -> list[str]:
        """What was found, in the language of whoever reads it."""
        return [reason.sentence for reason in self.reasons]


@dataclass(frozen=True)
class Receipt:
    """What a centre is sent back 回执: what came of it, and what it has to do."""

    centre: DistrictCentre
    light: Light | None
    """None where nothing came."""
    received_on: date | None
    late: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class DistrictReport:
    """A period of the district. ``sent`` are the returns of the centres that report, also the red ones."""

    district: str
    period: Period
    deadline: date
    centres: tuple[DistrictCentre, ...]
    """Those that have to report."""
    everybody: tuple[DistrictCentre, ...]
    """Those that do not, too."""
    sent: tuple[CentreReturn, ...]
    before: tuple[CentreReturn, ...]
    figures: tuple[MergedFigure, ...]
    figures_before: Mapping[str, MergedFigure]
    rankings: tuple[Ranking, ...]
    delivery: Delivery
    delivery_before: Delivery
    files: tuple[FileLine, ...] = ()
    """What lies in the folder, right after it was read; else what is kept of each centre."""
    key_figures: Sequence[str] = field(default_factory=tuple)

    @property
    def merged(self) -> list[CentreReturn]:
        """What the sums are made of."""
        return [each for each in self.sent if merging.is_merged(each)]

    @cached_property
    def by_centre(self) -> Mapping[int, CentreReturn]:
        """What came of each centre, by its id."""
        return {each.centre.id: each for each in self.sent}

    @cached_property
    def movers(self) -> Mapping[int, tuple[Moved, ...]]:
        """By the centre's id what moved most since the period before."""
        return ranking.movers(self.merged, self.before)

    @property
    def groups(self) -> Mapping[str, Delivery]:
        """How much came, by group of like centres."""
        expected = Counter(each.likeness for each in self.centres)
        by_group = {name: [each for each in self.merged if each.centre.likeness == name] for name in expected}
        return {name: _delivery(by_group[name], many, self.deadline) for name, many in expected.items()}

    def is_late(self, sent: CentreReturn) -> bool:
        """Did it come after the deadline?"""
        return sent.received_on > self.deadline

    def value_before(self, figure: MergedFigure) -> Number:
        """What the district had in the period before; None where that is not known, or was counted otherwise."""
        earlier = self.figures_before.get(figure.figure.code)
        return earlier.value if earlier and figure.is_like(earlier) else None

    @property
    def odd(self) -> list[FileLine]:
        """The files of which there is something to say, the red ones first."""
        order = list(reversed(Light))
        return sorted((each for each in self.files if each.reasons), key=lambda each: order.index(each.light))

    @property
    def receipts(self) -> list[Receipt]:
        """For every centre that reports, in the order of the codes."""
        return [self.receipt(each) for each in self.centres]

    def receipt(self, of: DistrictCentre) -> Receipt:
        """What one centre is sent back."""
        sent = self.by_centre.get(of.id)
        files = [each for each in self.files if each.centre is not None and each.centre.id == of.id]
        its_own = (reason for each in files for reason in each.reasons if reason.trouble not in FOR_THE_DISTRICT)
        sentences = dict.fromkeys(reason.sentence for reason in its_own)
        light = sent.light if sent else (Light.RED if files else None)
        late = sent is not None and self.is_late(sent)
        return Receipt(of, light, sent.received_on if sent else None, late, tuple(sentences))


def of_period(work: Work, period: Period, files: Iterable[Judged] = ()) -> DistrictReport:
    """What is kept of a period. ``files``: those of a folder that was read just now, which are told one by one."""
    everybody = queries.centres(work)
    reporting = [each for each in everybody if each.active]
    active = {each.id for each in reporting}
    sent, before = (
        tuple(each for each in queries.returns(work, when) if each.centre.id in active)
        for when in (period, period.plus(-1))
    )
    merged, earlier = ([each for each in some if merging.is_merged(each)] for some in (sent, before))
    codes = centre.setting(work, "district_key_figures")
    least = centre.rule(work, "district_least_cases")
    until = returns.deadline(work, period)
    figures_before = _merged(earlier, len(reporting))
    return DistrictReport(
        district=centre.get(work).district,
        period=period,
        deadline=until,
        centres=tuple(reporting),
        everybody=tuple(everybody),
        sent=sent,
        before=tuple(earlier),
        figures=tuple(_merged(merged, len(reporting))),
        figures_before={each.figure.code: each for each in figures_before},
        rankings=tuple(ranking.rankings(merged, earlier, codes, least)),
        delivery=_delivery(merged, len(reporting), until),
        delivery_before=_delivery(earlier, len(reporting), returns.deadline(work, period.plus(-1))),
        files=_lines(list(files), sent),
        key_figures=tuple(codes),
    )


def _merged(sent: Sequence[CentreReturn], expected: int) -> list[MergedFigure]:
    return merging.merged([each.sheet for each in sent if each.sheet], expected)


def _delivery(merged: Sequence[CentreReturn], expected: int, deadline: date) -> Delivery:
    return Delivery(expected, len(merged), sum(each.received_on <= deadline for each in merged))


def _lines(files: Sequence[Judged], sent: Sequence[CentreReturn]) -> tuple[FileLine, ...]:
    """The files of the folder; then of every centre that has none there what is kept."""
    lines = [FileLine(each.file.name, each.centre, each.light, each.reasons, each.counts, each) for each in files]
    there = {each.centre.id for each in files if each.centre}
    kept = [each for each in sent if each.centre.id not in there]
    return (*lines, *(FileLine(each.file_name, each.centre, each.light, each.reasons) for each in kept))


def of_name(work: Work, name: str) -> DistrictReport:
    """What is kept of a period by its name, such as 2026-11. Raises ``Refused`` where nothing is kept of it."""
    period = period_of(name)
    report = of_period(work, period)
    if not report.sent:
        raise Refused(
            _("Nothing is kept of {period}. Please take in the centres' workbooks first.", period=period.label)
        )
    return report


def period_of(name: str) -> Period:
    """The period of a name. Raises ``Refused`` for what is none of whole months."""
    try:
        period = named_period(name.strip().upper())
    except ValueError:
        sentence = _(
            "“{name}” is not a period. Please write 2026-11, 2026-Q4, 2026-H2 or 2026.", name=name.strip()[:20]
        )
        raise Refused(sentence) from None
    assert period.kind in MONTHS
    return period


def newest(work: Work) -> str:
    """The name of the latest month of which something is kept; empty without any."""
    return next((name for kind, name, _many in queries.periods(work) if kind == "month"), "")
