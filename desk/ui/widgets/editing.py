"""What a form read when it was filled, for every form that changes something: saving changes only what was touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Generic, TypeVar, cast

from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid
from desk.core.work import Work
from desk.ui.widgets.controls import Field, tell_problems

Record = TypeVar("Record")


class Editing(Generic[Record]):
    """``show`` fills the form, ``typed`` gives what stands in it: a record, or values by name.

    ``fields`` by the names of the record are where it is said what both changed.
    """

    def __init__(
        self, show: Callable[[Record], object], typed: Callable[[], Record], fields: Mapping[str, Field] | None = None
    ) -> None:
        self._show, self._typed, self._fields = show, typed, fields or {}
        self._read: Record | None = None
        self._shown: Record | None = None
        self._is_settled = True

    def begin(self, read: Record) -> None:
        """Fill the form with what the book has; what was said of it before no longer counts."""
        self._show(read)
        for field in self._fields.values():
            field.tell("")
        self._read = read
        self._is_settled = False
        try:
            self._shown = self._typed()
        except Invalid:
            self._shown = None

    def follow(self, read: Record) -> None:
        """Show what the book has now, unless something is typed here that it does not have: then that stays, upon what
        was read when it was begun.
        """
        if not self.is_dirty:
            self.begin(read)

    def settle(self) -> None:
        """What is typed was stored, or is wanted no more: the next reading may take its place."""
        self._is_settled = True

    def store(self, work: Work, add: Callable[[Work, Any], int], edit: Callable[..., object]) -> int:
        """Put the record where it belongs: ``add`` one without a number, or ``edit`` the one that was read. Its id."""
        wanted: Any = self.wanted
        if not wanted.id:
            return add(work, wanted)
        edit(work, wanted.id, wanted, read=self.read)
        return int(wanted.id)

    @property
    def read(self) -> Record:
        """What the book had when the form was filled, or when the other person's change was told."""
        assert self._read is not None
        return self._read

    @property
    def wanted(self) -> Record:
        """What is typed; a field that nobody touched is as it was read, however the form shows it. Raises
        ``Invalid``.
        """
        typed = self._typed()
        if self._shown is None:
            return typed
        if isinstance(typed, Mapping):
            read = cast(Mapping[Any, Any], self.read)
            shown = cast(Mapping[Any, Any], self._shown)
            kept = {name: read[name] for name in typed if name in read and name in shown and shown[name] == typed[name]}
            return cast(Record, {**typed, **kept})
        assert is_dataclass(typed) and not isinstance(typed, type)
        names = [field.name for field in fields(typed) if hasattr(self.read, field.name)]
        same = [name for name in names if getattr(self._shown, name) == getattr(typed, name)]
        return cast(Record, replace(typed, **{name: getattr(self.read, name) for name in same}))

    def take(self, stale: EditConflict) -> None:
        """Somebody else changed it too: what is typed stays, what only they changed comes in; saving again counts.

        What both changed is marked, and the focus goes to the first of it.
        """
        self.resume(stale.fresh, stale.merged)
        tell_problems(self._fields, stale.problems)

    def resume(self, read: Record, typed: Record) -> None:
        """Go on with what was typed upon what was read."""
        self.begin(read)
        self._show(typed)

    @property
    def changed(self) -> list[str]:
        """The fields of a record with what is typed and not in the book, in the order of the form."""
        try:
            typed = self._typed()
        except Invalid:
            return []
        return [name for name in self._fields if getattr(typed, name, None) != getattr(self._shown, name, None)]

    @property
    def is_dirty(self) -> bool:
        """Is anything typed that the book did not have when the form was filled?"""
        if self._is_settled:
            return False
        try:
            return self._shown != self._typed()
        except Invalid:
            return True
