"""A list of the widgets' own, with what a row of it is."""

from __future__ import annotations

from dataclasses import dataclass

from desk.core.tone import Tone
from desk.ui.widgets.columns import Column


@dataclass(frozen=True)
class Line:
    id: int
    name: str
    price: int
    tone: Tone = Tone.DONE


def columns() -> list[Column[Line]]:
    return [
        Column("EName", 120, lambda line: line.name, order="name", flex=2),
        Column("Price", 110, lambda line: f"{line.price}E", number=True, order="price"),
        Column("Ends", 110, lambda _line: "Ends", lambda line: line.tone),
        Column("Place", 120, lambda _line: "EPlace", rank=2, flex=1),
        Column("Model", 120, lambda _line: "EModel", rank=1),
    ]


LINES = [Line(n, f"E{n}", 100 * n, tone) for n, tone in enumerate(Tone, 1)]
