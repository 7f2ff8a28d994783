"""A figure that is entered by hand 自填指标, as a report has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.core.figure import Number


@dataclass(frozen=True)
class OwnValue:
    """What was entered of a period: ``value`` is None where a month is missing. ``who`` entered it last, and when."""

    code: str
    title: str
    unit: str
    numerator: Number
    denominator: Number
    value: Number
    who: str = ""
    at: datetime | None = None
