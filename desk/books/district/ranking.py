"""Who stands where 排名: per 1,000 residents and per open hour, shares by the lower Wilson bound, within like centres.

What is compared is exact: who has the same rate has the same place, however it would be rounded on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from desk.books.district import sums
from desk.books.district.model import CentreReturn, FigureWords
from desk.core.figure import Better, FigureParts, Unit
from desk.core.figures_sheet import SheetFigure
from desk.core.tone import Tone
from desk.core.wilson import lower_bound
from desk.core.words import NP_, Worded

THOUSAND = 1000
NORMAL = 1.4826
"""Times the median absolute deviation is the standard deviation of what is normally distributed."""
LEAST_LIKE = 5
"""From so many centres on it is said which figures moved most."""
MOST_MOVED = 3
EXACT = 12
"""Digits by which two bounds are told apart."""


class Basis(Worded):
    """By what centres are compared."""

    RESIDENTS = "residents", NP_("ranked by", "Per 1,000 residents")
    HOURS = "hours", NP_("ranked by", "Per open hour")
    SHARE = "share", NP_("ranked by", "Share, lower bound")
    MEAN = "mean", NP_("ranked by", "Average")


class Unranked(Worded):
    """Why a centre has no place."""

    MISSING = "missing", NP_("not ranked", "Not sent"), Tone.QUIET
    NO_BASE = "no_base", NP_("not ranked", "Residents or hours unknown"), Tone.QUIET
    TOO_FEW = "too_few", NP_("not ranked", "Too few"), Tone.QUIET


Score = Fraction | float


@dataclass(frozen=True)
class Ranked:
    """A centre in a ranking. ``score`` is what is compared, ``shown`` what a reader takes; ``moved`` how many places it
    went up since the period before, None where it had none.
    """

    sent: CentreReturn
    parts: FigureParts
    score: Score | None = None
    shown: float | None = None
    place: int | None = None
    moved: int | None = None
    unranked: Unranked | None = None


@dataclass(frozen=True)
class Ranking:
    """A figure compared on one basis, within one group of like centres 分组."""

    figure: FigureWords
    basis: Basis
    likeness: str
    rows: tuple[Ranked, ...]
    """Those with a place from the first on, then the others in the order of their codes."""


def bases_of(figure: SheetFigure) -> tuple[Basis, ...]:
    """How a figure can be compared."""
    if sums.is_count(sums.declared_of(figure), figure.parts):
        return Basis.RESIDENTS, Basis.HOURS
    if figure.parts.denominator is None:
        return ()
    return (Basis.SHARE,) if sums.scale_of(figure) == 100 else (Basis.MEAN,)


def rankings(
    sent: Sequence[CentreReturn], before: Sequence[CentreReturn], codes: Sequence[str], least: int
) -> list[Ranking]:
    """Every figure of ``codes`` on each basis in each group. Shares and averages of fewer than ``least`` cases have no
    place.
    """
    made = []
    for code in codes:
        example = next((figure for each in sent if (figure := _figure(each, code))), None)
        for basis in bases_of(example) if example else ():
            assert example
            for likeness in sorted({each.centre.likeness for each in sent}):
                like, then = ([each for each in when if each.centre.likeness == likeness] for when in (sent, before))
                rows = _with_movement(_ranked(like, code, basis, least), _ranked(then, code, basis, least))
                made.append(Ranking(sums.words_of(example), basis, likeness, tuple(rows)))
    return made


def _figure(sent: CentreReturn, code: str) -> SheetFigure | None:
    return sent.by_key.get(code)


def _ranked(sent: Sequence[CentreReturn], code: str, basis: Basis, least: int) -> list[Ranked]:
    rows = [_scored(each, code, basis, least) for each in sent]
    placed = sorted((row for row in rows if row.score is not None), key=_worst_last)
    unplaced = sorted((row for row in rows if row.score is None), key=lambda row: row.sent.centre.code)
    return [*with_places(placed), *unplaced]


def _worst_last(row: Ranked) -> tuple[Score, str]:
    return (-row.score if row.score is not None else 0), row.sent.centre.code


def with_places(rows: Sequence[Ranked]) -> list[Ranked]:
    """The rows, the best first, with their places: 1, 2, 2, 4."""
    placed: list[Ranked] = []
    for n, row in enumerate(rows, 1):
        same = bool(placed) and placed[-1].score == row.score
        placed.append(replace(row, place=placed[-1].place if same else n))
    return placed


def _scored(sent: CentreReturn, code: str, basis: Basis, least: int) -> Ranked:
    figure = _figure(sent, code)
    part = figure.parts.numerator if figure else None
    if figure is None or part is None:
        return Ranked(sent, FigureParts(), unranked=Unranked.MISSING)
    down = _is_better_down(figure)
    if basis in (Basis.RESIDENTS, Basis.HOURS):
        return _rate(sent, figure, basis, down=down)
    whole = figure.parts.denominator
    if whole is None or whole < least:
        few = Unranked.MISSING if whole is None else Unranked.TOO_FEW
        return Ranked(sent, figure.parts, unranked=few)
    if basis is Basis.MEAN:
        mean = Fraction(part) / Fraction(whole)
        return Ranked(sent, figure.parts, -mean if down else mean, float(mean))
    bound = share_bound(part, whole, down=down)
    return Ranked(sent, figure.parts, -bound if down else bound, round(100 * bound, 1))


def share_bound(part: float, whole: float, *, down: bool = False) -> float:
    """How high a share surely is; of one that should be low, how low it surely is: the bound on the bad side."""
    bound = lower_bound(whole - part if down else part, whole) or 0.0
    return round(1 - bound if down else bound, EXACT)


def _rate(sent: CentreReturn, figure: SheetFigure, basis: Basis, *, down: bool) -> Ranked:
    assert sent.sheet
    base = sent.population if basis is Basis.RESIDENTS else sent.sheet.open_hours
    if not base:
        return Ranked(sent, figure.parts, unranked=Unranked.NO_BASE)
    per = THOUSAND if basis is Basis.RESIDENTS else 1
    rate = Fraction(figure.parts.numerator or 0) * per / Fraction(base)
    return Ranked(sent, figure.parts, -rate if down else rate, float(rate))


def _is_better_down(figure: SheetFigure) -> bool:
    declared = sums.declared_of(figure)
    return declared is not None and declared.better is Better.DOWN


def _with_movement(now: Sequence[Ranked], before: Sequence[Ranked]) -> list[Ranked]:
    was = {row.sent.centre.id: row.place for row in before if row.place is not None}
    moved = []
    for row in now:
        place = was.get(row.sent.centre.id)
        up = place - row.place if place is not None and row.place is not None else None
        moved.append(replace(row, moved=up))
    return moved


@dataclass(frozen=True)
class Moved:
    """A figure of a centre that went otherwise than those of like centres 变化. ``change`` is per 1,000 residents, or
    in the unit of the figure; ``z`` how many robust standard deviations it is from their median.
    """

    figure: FigureWords
    basis: Basis
    change: float
    z: float


def movers(sent: Sequence[CentreReturn], before: Sequence[CentreReturn]) -> dict[int, tuple[Moved, ...]]:
    """By the centre's id, the figures that moved most since the period before, compared with like centres."""
    then = {each.centre.id: each for each in before}
    gathered: dict[int, list[Moved]] = {}
    for likeness in {each.centre.likeness for each in sent}:
        like = [each for each in sent if each.centre.likeness == likeness and each.centre.id in then]
        for (key, basis), changes in _changes(like, then).items():
            figure = next(sums.words_of(each.by_key[key]) for each in like if key in each.by_key)
            for id, z in _robust(changes).items():
                gathered.setdefault(id, []).append(Moved(figure, basis, float(changes[id]), z))
    return {
        id: tuple(sorted(each, key=lambda moved: (-abs(moved.z), moved.figure.code))[:MOST_MOVED])
        for id, each in gathered.items()
    }


def _changes(
    like: Sequence[CentreReturn], then: Mapping[int, CentreReturn]
) -> dict[tuple[str, Basis], dict[int, Fraction]]:
    """By figure and basis, how much went up or down at each centre."""
    changes: dict[tuple[str, Basis], dict[int, Fraction]] = {}
    for each in like:
        earlier = then[each.centre.id]
        for key, figure in each.by_key.items():
            was = earlier.by_key.get(key)
            if was is None or not sums.are_alike(figure, was):  # counted otherwise since: it did not move
                continue
            for basis in bases_of(figure)[:1]:
                now, past = _compared(each, figure, basis), _compared(earlier, was, basis)
                if now is not None and past is not None:
                    changes.setdefault((key, basis), {})[each.centre.id] = now - past
    return changes


def _compared(sent: CentreReturn, figure: SheetFigure, basis: Basis) -> Fraction | None:
    """What of a figure is compared over time: the rate, the percentage, the average."""
    if figure.parts.numerator is None:
        return None
    part = Fraction(figure.parts.numerator)
    if basis is Basis.RESIDENTS:
        return part * THOUSAND / sent.population if sent.population else None
    whole = figure.parts.denominator
    return part * sums.scale_of(figure) / Fraction(whole) if whole else None


def _robust(changes: Mapping[int, Fraction]) -> dict[int, float]:
    """How far each change is from the median of all, in robust standard deviations; nothing where most are equal."""
    if len(changes) < LEAST_LIKE:
        return {}
    middle = median(changes.values())
    spread = NORMAL * float(median(abs(change - middle) for change in changes.values()))
    return {id: float(change - middle) / spread for id, change in changes.items()} if spread else {}


def rate_words(figure: FigureWords, basis: Basis, shown: float | None) -> str:
    """What is compared, as a reader takes it: yuan for fen, percent with its sign."""
    if shown is None:
        return "—"
    if basis is Basis.SHARE:
        return f"{shown:.1f}%"
    fen = figure.declared is not None and figure.declared.unit is Unit.FEN
    number = shown / 100 if fen else shown
    return f"{number:,.1f}" if abs(number) >= 10 or not number else f"{number:,.2f}"
