"""A function of a book that its declaration names and does not load: it is imported when somebody calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class OwnFunction:
    """``book`` is the package's name, ``place`` the function below it: "attention.due"."""

    book: str
    place: str

    def load(self) -> Callable[..., Any]:
        """The function, its module imported now if nobody has called it yet. Raises ``AttributeError`` and
        ``ModuleNotFoundError`` for one that is not there; a test loads all.
        """
        module, _dot, name = self.place.rpartition(".")
        function: Callable[..., Any] = getattr(import_module(f"desk.books.{self.book}.{module}"), name)
        return function

    def __call__(self, *given: Any) -> Any:
        """What it gives for these arguments."""
        return self.load()(*given)


def functions_of(book: str) -> Callable[[str], OwnFunction]:
    """Names a function of this book by its place: ``own = functions_of("teams")``, ``own("attention.due")``."""
    return lambda place: OwnFunction(book, place)
