"""A movement in a sentence: for the history on screen and on the card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desk.books.assets.kept import Places
from desk.books.assets.terms import KINDS, LABELS, Kind, Movement, yuan
from desk.words import _


def what(step: Movement, places: Places) -> str:
    """What a movement did, with who was there and why: 移到图书阅览室 西墙；黄志强；换房间."""
    parts = [
        DETAILS[step.kind](step, places) if step.kind in DETAILS else "",
        *_numbers(step),
        step.people,
        step.reason,
    ]
    return "；".join(filter(None, parts))


def _numbers(step: Movement) -> list[str]:
    found = []
    if step.quantity:
        found.append(_("pieces {n}", n=f"{step.quantity:+,}"))
    if step.value:
        found.append(_("value {value} yuan", value=f"{step.value / 100:+,.2f}"))
    if step.lent:
        found.append(_("{n} out", n=step.lent) if step.lent > 0 else _("{n} back", n=-step.lent))
    if step.cost:
        found.append(_("cost {value} yuan", value=yuan(step.cost)))
    return found


def _moved(step: Movement, places: Places) -> str:
    return _("To {place}", place=places.words(step.fields))


def _keeper(step: Movement, _places: Places) -> str:
    return _("To {place}", place=step.fields.get("custodian", ""))


def _condition(step: Movement, _places: Places) -> str:
    from desk.books.assets.terms import Condition

    value = step.fields.get("condition")
    return Condition(value).label if value else ""


def _corrected(step: Movement, places: Places) -> str:
    """Each column that changed, with what it says now."""
    return "；".join(f"{_(LABELS[name])}：{said(name, value)}" for name, value in step.fields.items())


def said(name: str, value: Any) -> str:
    """A column's value as people read it."""
    if value is None or value == "":
        return _("nothing")
    return KINDS[name](value).label if name in KINDS else str(value)


def _inspected(step: Movement, _places: Places) -> str:
    day = step.fields.get("inspect_on")
    return _("next on {day}", day=day) if day else ""


def _entered(step: Movement, places: Places) -> str:
    return "；".join(
        filter(None, (said("source", step.fields["source"]), places.words(step.fields), step.fields["custodian"]))
    )


DETAILS: Mapping[Kind, Callable[[Movement, Places], str]] = {
    Kind.ACQUIRE: _entered, Kind.MOVE: _moved, Kind.HAND_OVER: _keeper, Kind.CONDITION: _condition, Kind.CORRECT: _corrected,
    Kind.INSPECT: _inspected, Kind.RETURN: _condition, Kind.REPAIRED: _condition,
}  # fmt: skip
