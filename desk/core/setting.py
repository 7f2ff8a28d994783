"""One thing that can be set 设置, as the book that reads it declares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RuleLimits:
    """What a rule's number may be: from ``smallest`` to ``largest``, in ``unit``; ``group`` is the heading under which
    it stands. Both are msgids.
    """

    group: str
    unit: str
    smallest: int
    largest: int


@dataclass(frozen=True)
class Setting:
    """``read`` makes what is stored (JSON) into what is used."""

    name: str
    """Its name in the data file: one for all books, so that a book's own begin with what they are of."""
    default: Any
    """What it is until it is set."""
    read: Callable[[Any], Any]
    label: str = ""
    """The msgid of its name in a form; without one the program keeps it, or a form of its own names its parts."""
    own: bool = False
    """Is it the program's own, kept without a permission and a line in the audit?"""
    limits: RuleLimits | None = None
    """Given for a rule 规则, which ``rule_setting`` makes."""


def rule_setting(name: str, group: str, label: str, number: int, unit: str, smallest: int, largest: int) -> Setting:
    """A rule 规则 that the district may set otherwise: a whole number, with the paper 依据文件 that says so.

    It is read by ``desk.books.centre.rule_settings`` and stands on the settings page 规则与依据 by being declared.
    ``group``, ``label`` and ``unit`` are msgids; ``number`` holds until somebody sets another, and has no paper.
    """
    assert smallest <= number <= largest, name
    return Setting(name, {"value": number, "paper": ""}, dict, label, limits=RuleLimits(group, unit, smallest, largest))
