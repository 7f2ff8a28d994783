"""The words of the district's own forms 区级表样."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from desk.core.period import PeriodKind

LONGEST_NAME = 40


class FormFile(Enum):
    """What a form can be a file of, by the ending of its name."""

    XLSX = ".xlsx"
    DOCX = ".docx"


@dataclass(frozen=True)
class Place:
    """Where in a form a figure belongs."""

    where: str
    """A cell as 汇总!B3; of a text, the part of the file and how it begins."""
    typed: str
    """What stands between the braces."""


@dataclass(frozen=True)
class FormChoice:
    """What somebody decides of a form: what it is called, and with which kinds of periods it is handed in."""

    name: str
    kinds: frozenset[PeriodKind]


@dataclass(frozen=True)
class ReportForm:
    """A form as it is kept, without its file. ``codes`` are what it asks for, each once; ``kinds`` the names of the
    kinds of periods with which it is handed in.
    """

    id: int
    name: str
    file_name: str
    codes: Sequence[str]
    kinds: Sequence[str]
    added_at: datetime
    who: str
    size: int
    """Bytes of its file."""
    retired_at: datetime | None = None

    @property
    def choice(self) -> FormChoice:
        """What can be changed of it."""
        return FormChoice(self.name, frozenset(map(PeriodKind, self.kinds)))

    @property
    def active(self) -> bool:
        """Is it handed in?"""
        return self.retired_at is None

    @property
    def file(self) -> FormFile:
        """What its file is."""
        return FormFile(self.file_name[-5:].lower())


def in_order(kinds: Any) -> list[str]:
    """The names of kinds of periods, shorter ones first."""
    return [kind.value for kind in PeriodKind if kind in kinds]
