"""The widths and the choice of columns that each list comes back with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.services import list_layouts
from desk.services.list_layouts import ListLayout

if TYPE_CHECKING:
    from desk.ui.widgets.rows_view import RowsView


class RemembersLists:
    """A part of the window whose lists, and those of the dialogs over it, come back as somebody left them."""

    @property
    def lists_folder(self) -> Path:
        """Where that is kept."""
        raise NotImplementedError


class RememberedColumns:
    """What is kept of one list; two with the same name and the same headings share it."""

    def __init__(self, folder: Path, name: str, headings: Iterable[str]) -> None:
        self._folder, self._headings = folder, list(headings)
        self._name = f"{name}: {', '.join(self._headings)}"

    def read(self) -> tuple[dict[int, int], set[int]]:
        """The widths that were dragged, and the columns that were put away, by their places."""
        kept = list_layouts.layout(self._folder, self._name)
        widths = {at: kept.widths[name] for at, name in enumerate(self._headings) if name in kept.widths}
        away = {at for at, name in enumerate(self._headings) if name in kept.away}
        return widths, away if len(away) < len(self._headings) else set()

    def keep(self, widths: Mapping[int, int], away: Iterable[int]) -> None:
        """For the next time."""
        by_heading = {self._headings[at]: width for at, width in sorted(widths.items())}
        fresh = ListLayout(by_heading, tuple(self._headings[at] for at in sorted(away)))
        if fresh != list_layouts.layout(self._folder, self._name):
            list_layouts.keep(self._folder, self._name, fresh)


def remembered(view: RowsView) -> RememberedColumns | None:
    """Of a list in a page or in a dialog over one; None where nothing is kept."""
    above: QWidget | None = view
    while above is not None:
        if isinstance(above, RemembersLists):
            return RememberedColumns(above.lists_folder, view.accessibleName(), (each.name for each in view.columns))
        above = above.parentWidget()
    return None
