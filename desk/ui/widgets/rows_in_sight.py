"""Rows that are known by their ids and read when somebody looks at them, as if all were there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

Row = TypeVar("Row")
Reader = Callable[[Sequence[int]], Mapping[int, Row]]
"""Gives rows by their ids."""
AT_ONCE = 500


class RowsInSight(Sequence[Row], Generic[Row]):
    """``read`` gives rows by their ids; ``known`` are those that are there already. Nothing of what is listed may be
    removed from the data file, or it would be missing here.
    """

    def __init__(
        self,
        ids: Sequence[int],
        read: Reader[Row],
        known: Mapping[int, Row] | None = None,
    ) -> None:
        self._ids, self._read, self._known = ids, read, dict(known or {})

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return self.of(self._ids[at])
        return self.of([self._ids[at]])[0]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.of(self._ids))

    def of(self, ids: Sequence[int]) -> list[Row]:
        """Rows by their ids, in that order."""
        missing = [id for id in ids if id not in self._known]
        for start in range(0, len(missing), AT_ONCE):
            self._known.update(self._read(missing[start : start + AT_ONCE]))
        return [self._known[id] for id in ids]
