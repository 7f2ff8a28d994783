"""A movement in a sentence: for the history on screen and on the card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desk.books.assets.model import KINDS, LABELS, Movement, MovementKind
from desk.books.assets.queries import LedgerPlaces
from desk.core.money import yuan, yuan_change
from desk.core.words import _, clauses, named


def what(step: Movement, places: LedgerPlaces, unit: str) -> str:
    """What a movement did, with who was there and why, pieces counted in ``unit``: 移到图书阅览室；黄志强；换房间."""
    parts = [
        DETAILS[step.kind](step, places) if step.kind in DETAILS else "",
        *_numbers(step, unit),
        step.people,
        step.reason,
    ]
    return clauses(filter(None, parts))


def _numbers(step: Movement, unit: str) -> list[str]:
    numbers = []
    if step.quantity:
        numbers.append(_("pieces {n}", n=f"{step.quantity:+,}"))
    if step.value:
        numbers.append(_("value {value} yuan", value=yuan_change(step.value)))
    if step.lent:
        out, many = step.lent > 0, abs(step.lent)
        numbers.append(_("{n} {unit} out", n=many, unit=unit) if out else _("{n} {unit} back", n=many, unit=unit))
    if step.cost:
        numbers.append(_("cost {value} yuan", value=yuan(step.cost)))
    return numbers


def _moved(step: Movement, places: LedgerPlaces) -> str:
    return _("To {place}", place=places.name_of(step.fields))


def _keeper(step: Movement, _places: LedgerPlaces) -> str:
    return _("To {place}", place=step.fields.get("custodian", ""))


def _condition(step: Movement, _places: LedgerPlaces) -> str:
    from desk.books.assets.model import AssetCondition

    value = step.fields.get("condition")
    return AssetCondition(value).label if value else ""


def _returned(step: Movement, places: LedgerPlaces) -> str:
    condition = _condition(step, places)
    return _("Returned: {condition}.", condition=condition) if condition else ""


def _corrected(step: Movement, places: LedgerPlaces) -> str:
    """Each column that changed, with what it says now."""
    return clauses(named(_(LABELS[name]), said(name, value)) for name, value in step.fields.items())


def said(name: str, value: Any) -> str:
    """A column's value as people read it."""
    if value is None or value == "":
        return _("nothing")
    return KINDS[name](value).label if name in KINDS else str(value)


def _inspected(step: Movement, _places: LedgerPlaces) -> str:
    day = step.fields.get("inspect_on")
    return _("next on {day}", day=day) if day else ""


def _entered(step: Movement, places: LedgerPlaces) -> str:
    return clauses(
        filter(None, (said("source", step.fields["source"]), places.name_of(step.fields), step.fields["custodian"]))
    )


DETAILS: Mapping[MovementKind, Callable[[Movement, LedgerPlaces], str]] = {
    MovementKind.ACQUIRE: _entered,
    MovementKind.MOVE: _moved,
    MovementKind.HAND_OVER: _keeper,
    MovementKind.CONDITION: _condition,
    MovementKind.CORRECT: _corrected,
    MovementKind.INSPECT: _inspected,
    MovementKind.RETURN: _returned,
    MovementKind.REPAIRED: _condition,
}
