"""What can be done on a page that nobody has looked at yet, read from its class.

A page costs 10 to 50 ms to make, all of them more than a second; their tables of commands, asked with a stand-in for
the page, cost nothing that can be measured. What such a command does is asked of the page itself, once it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import getattr_static
from typing import Any

from desk.ui.shell.commands import Commands


class StandIn:
    """In the place of a page, while its table is made: it has whatever is asked for, and nothing is in it; what its
    ``kind`` knows without a page is asked of that.
    """

    def __init__(self, kind: type[Any] | None = None) -> None:
        self._kind = kind

    def __getattr__(self, name: str) -> Any:
        is_of_kind = self._kind is not None and isinstance(getattr_static(self._kind, name, None), classmethod)
        return getattr(self._kind, name) if is_of_kind else StandIn()

    def __call__(self, *_given: object, **_named: object) -> StandIn:
        return StandIn()

    def __iter__(self) -> Iterator[StandIn]:
        return iter(())


_TABLES: dict[str, Commands] = {}


def table_of(kind: type[Any]) -> Commands:
    """The table of a kind of ``Page`` in the order in which the page itself has it, but for what only a page that is
    there knows of: that stands at its end.
    """
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name not in _TABLES:
        _TABLES[name] = kind.make_commands(StandIn(kind))
    return _TABLES[name]
