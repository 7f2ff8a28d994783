"""What is looked at before a period is handed in 上报前核对: a table of rules, each of which tells what is odd.

No paper of a district was found that names such rules: which figures have to add up follows from how they are counted,
what is a jump is our own proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from desk.books import figures
from desk.books.own_figures import OwnFigure, OwnValue
from desk.books.registry import books
from desk.books.submissions.reporting import ReportFigures
from desk.core.figure import Figure, FigureKind, Number, Unit
from desk.core.month import Month
from desk.core.words import P_, _, listed

EARLIER = 3
"""Periods of the same length before it, with which one is compared."""
JUMP, SPREADS = 0.5, 3
"""A jump is more than half of the median before, and more than so many median deviations 绝对中位差 from it."""
LEAST = 10
"""Of whatever is counted or added up: what differs by less is no jump, and a share of fewer cases jumps by chance."""
LEAST_POINTS = 20
"""Of a share: the same in percentage points."""
Oddity = tuple[str, str]
"""A key by which it is answered, the same whenever it is found again; and what is odd, in one sentence."""
Values = Mapping[str, Number]


@dataclass(frozen=True)
class CheckedReport:
    """A period counted, with those before it, the nearest first."""

    report: ReportFigures
    earlier: Sequence[Values]
    earlier_own: Sequence[Mapping[str, OwnValue]]
    own_figures: Mapping[str, OwnFigure]
    """By their codes."""

    def tell(self, code: str) -> str:
        """A figure with its value and unit, as a sentence begins."""
        return tell(code, self.report.values.get(code), self.report.own.get(code))


FLOWS = tuple(tuple(f"assets_{name}_{unit}" for name in ("start", "came", "went", "end")) for unit in ("pieces", "fen"))
"""What there was, what came and what went make what there is."""
OVERDUE = ("overdue", "follow_ups_overdue", "resolutions_overdue", "findings_overdue")
"""What should have been done by now and is not."""
TO_BE_ENDED = (
    ("activities_planned", ("activities_held", "activities_cancelled")),
    ("callbacks_owed", ("callbacks_done",)),
)
"""What a period began, and what ends it: the rest is still to be entered."""


def tell(code: str, value: Number, own: OwnValue | None = None) -> str:
    """来访320人次: a figure and its value."""
    if own is not None:
        return P_("check", "{figure} {value}", figure=own.title, value=own.said)
    figure = figures.find(code)
    return P_("check", "{figure} {value}", figure=figure.label, value=figure.unit.tell(value))


def _number(values: Values, code: str) -> int | float:
    return values.get(code) or 0


def unequal_sums(checked: CheckedReport) -> Iterator[Oddity]:
    """Parts that do not make up their whole."""
    values = checked.report.values
    for each in figures.partitions():
        parts = each.parts(values)
        total = sum(_number(parts, code) for code in parts)
        if parts and each.whole in values and total != _number(values, each.whole):
            group, whole = _(figures.find(next(iter(parts))).group), checked.tell(each.whole)
            text = _("{whole}, but {group} adds up to {total}.", whole=whole, group=group, total=total)
            yield f"sum:{each.beginning}", text
    for codes in FLOWS:
        start, came, went, end = (_number(values, code) for code in codes)
        if start + came - went != end:
            figures_told = listed(checked.tell(code) for code in codes)
            yield f"sum:{codes[-1]}", _("{figures} do not come out even.", figures=figures_told)


def parts_beyond_wholes(checked: CheckedReport) -> Iterator[Oddity]:
    """A part that is more than what it is a part of."""
    report = checked.report
    for part, figure in figures.declared().items():
        if figure.within and _number(report.values, part) > _number(report.values, figure.within):
            text = _("{part} is more than {whole}.", part=checked.tell(part), whole=checked.tell(figure.within))
            yield f"part:{part}", text
    for code, parts in report.parts.items():
        if _is_share(checked, code) and (parts.numerator or 0) > (parts.denominator or 0):
            text = _(
                "{figure}: the part {part} is more than the whole {whole}.",
                figure=checked.tell(code),
                part=parts.numerator,
                whole=parts.denominator,
            )
            yield f"part:{code}", text


def _is_share(checked: CheckedReport, code: str) -> bool:
    own, declared = checked.own_figures.get(code), figures.declared().get(code)
    kind = own.kind if own else declared.kind if declared else None
    return kind is FigureKind.SHARE


def jumps(checked: CheckedReport) -> Iterator[Oddity]:
    """What is far from what it was in the periods before."""
    report = checked.report
    for code, figure in figures.declared().items():
        before = [values.get(code) for values in checked.earlier]
        if _may_jump(figure) and _jumps(report, figure.kind, code, before, LEAST * _one(figure)):
            yield _jump(checked, code, [figure.unit.say(value) for value in before])
    for code, own in report.own.items():
        was = [values.get(code) for values in checked.earlier_own]
        before = [each.value if each else None for each in was]
        if _jumps(report, checked.own_figures[code].kind, code, before, LEAST):
            yield _jump(checked, code, [each.said.removesuffix(own.unit).strip() if each else "—" for each in was])


def _may_jump(figure: Figure) -> bool:
    """Parts of a whole jump with it; what moves by its nature was another number at its time."""
    return figure.kind is not FigureKind.ANSWER and not figure.group and not figure.moving


def _one(figure: Figure) -> int:
    """One of the unit, as it is kept."""
    return 100 if figure.unit is Unit.FEN else 1


def _jumps(report: ReportFigures, kind: FigureKind, code: str, before: Sequence[Number], least: int) -> bool:
    value, known = report.values.get(code), [each for each in before if each is not None]
    if value is None or len(known) < EARLIER:
        return False
    usual = median(known)
    spread = median(abs(each - usual) for each in known)
    if kind is FigureKind.SHARE:
        least = LEAST_POINTS
        if (report.parts[code].denominator or 0) < LEAST:
            return False
    difference = abs(value - usual)
    return usual > 0 and difference >= least and difference > JUMP * usual and difference > SPREADS * spread


def _jump(checked: CheckedReport, code: str, before: Sequence[str]) -> Oddity:
    text = _(
        "{figure}; in the {n} periods before it was {values}.",
        figure=checked.tell(code),
        n=len(before),
        values=listed(reversed(before)),
    )
    return f"jump:{code}", text


def empty_books(checked: CheckedReport) -> Iterator[Oddity]:
    """A book in which something was entered in each of the periods before, and now nothing."""
    if len(checked.earlier) < EARLIER:
        return
    for book in books():
        if book.figures is None:
            continue
        counts = [f.code for f in book.figures.declared() if f.kind is FigureKind.COUNT and not f.moving]
        now = sum(_number(checked.report.values, code) for code in counts)
        before = [sum(_number(values, code) for code in counts) for values in checked.earlier]
        if counts and not now and all(before):
            title = _(book.figures.page_title)
            text = _(
                "“{book}”: nothing was entered; in the {n} periods before there were {values}.",
                book=title,
                n=len(before),
                values=listed(str(each) for each in reversed(before)),
            )
            yield f"empty:{book.name}", text


def missing_own_figures(checked: CheckedReport) -> Iterator[Oddity]:
    """A figure entered by hand that is asked for, and was not entered for every month."""
    for code, own in checked.report.own.items():
        if own.missing:
            months = listed(Month.read(name).label for name in own.missing)
            yield f"own:{code}", _("“{figure}” has not been entered for {months}.", figure=own.title, months=months)


def unended_work(checked: CheckedReport) -> Iterator[Oddity]:
    """What is overdue and not done, and what is still to be entered of what took place."""
    values = checked.report.values
    for code in OVERDUE:
        if _number(values, code):
            yield f"open:{code}", _("{figure}, not done yet; the figures will still change.", figure=checked.tell(code))
    for began, ended in TO_BE_ENDED:
        if sum(_number(values, code) for code in ended) < _number(values, began):
            done = listed(checked.tell(code) for code in ended)
            text = _("{began}, but {ended}; please enter how the rest ended.", began=checked.tell(began), ended=done)
            yield f"open:{began}", text


RULES: Sequence[Callable[[CheckedReport], Iterator[Oddity]]] = (
    unequal_sums,
    parts_beyond_wholes,
    missing_own_figures,
    empty_books,
    jumps,
    unended_work,
)
"""In the order in which what they find is told: what must be wrong before what may be right."""
