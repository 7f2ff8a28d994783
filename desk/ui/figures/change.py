"""How a figure moved, in words and by its tone: against the period before, and the same one a year ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.books import own_figures
from desk.books.figure_pages import PageFigures
from desk.core.figure import Better, Figure, FigureKind, Number, Unit
from desk.core.figure_change import FEW, before_of, difference
from desk.core.tone import Tone
from desk.core.words import P_, _, named

NO_CHANGE = frozenset((Unit.ANSWER,))
"""Units of which nothing rises or falls."""


@dataclass(frozen=True)
class Change:
    """What is said of a change, and whether it is one for the better; no tone where neither way is."""

    text: str
    tone: Tone | None = None


def change_of(figure: Figure, counted: PageFigures, today: date) -> Change:
    """A figure against the period before."""
    now = counted.compared.get(figure.code)
    if counted.now.get(figure.code) is None or now is None:
        return Change(P_("figure", "no records to count"))
    if figure.unit in NO_CHANGE or figure.code not in counted.before:
        return Change("")
    before, was = before_of(counted.period, today), counted.before[figure.code]
    if was is None:
        return Change(P_("figure", "nothing to compare in {period}", period=before))
    if was == 0 and now >= FEW:
        return Change(P_("figure", "none in {period}", period=before))
    if now == was:
        return Change(P_("figure", "as in {period}", period=before))
    text = P_("figure", "{change} vs {period}", change=difference(figure.unit, now, was), period=before)
    if figure.better is Better.NEITHER:
        return Change(text)
    return Change(text, Tone.DONE if (now > was) == (figure.better is Better.UP) else Tone.DANGER)


def aim_of(figure: Figure, counted: PageFigures, targets: Mapping[str, float]) -> str:
    """What the manager aims at in the period 目标, and of a count how much of it there is; empty without a target."""
    target = own_figures.target_of(figure, targets.get(figure.code), counted.period)
    if target is None:
        return ""
    now, aimed = counted.now.get(figure.code), figure.unit.tell(target)
    if now is None or not target or figure.kind not in (FigureKind.COUNT, FigureKind.SUM):
        return P_("figure", "target {target}", target=aimed)
    return P_("figure", "target {target}, {percent} of it", target=aimed, percent=f"{100 * now / target:.0f}%")


def tip_of(figure: Figure, counted: PageFigures, today: date) -> str:
    """What the tile tells when somebody asks: its definition, what it was before and a year ago."""
    lines = [_(figure.definition)]
    earlier = (
        (before_of(counted.period, today), counted.before.get(figure.code)),
        (P_("compared with", "a year ago"), counted.year_before.get(figure.code)),
    )
    lines += [named(name, _with_change(figure, counted.compared.get(figure.code), was)) for name, was in earlier if was]
    return "\n".join(lines)


def _with_change(figure: Figure, now: Number, was: float) -> str:
    value = figure.unit.tell(was)
    if now is None or now == was or figure.unit in NO_CHANGE:
        return value
    change = difference(figure.unit, now, was)
    return P_("figure", "{value}; since then {change}", value=value, change=change)
