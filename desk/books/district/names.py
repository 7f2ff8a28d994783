"""Names and codes as they are compared: of centres, and of figures that several centres enter by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.core.figures_sheet import OWN, FiguresSheet, SheetFigure


def bare(title: str) -> str:
    """A name without spaces, punctuation and what stands in brackets."""
    plain = re.sub(r"[（(].*?[）)]", "", title)
    return "".join(letter for letter in plain if letter.isalnum())


def key_of(figure: SheetFigure) -> str:
    """By what figures of two centres are the same one: the code, but of what is entered by hand name and unit."""
    return f"{OWN}{bare(figure.title)}/{figure.unit.strip()}" if figure.code.startswith(OWN) else figure.code


def by_key(sheet: FiguresSheet) -> Mapping[str, SheetFigure]:
    """The figures of a sheet by what tells them from others."""
    return {key_of(figure): figure for figure in sheet.figures}
