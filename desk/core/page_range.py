"""Which pages of a paper are wanted, as people type it: 1-3,5."""

from __future__ import annotations

import re

from desk.core.errors import Invalid, Problem
from desk.core.plain_text import tidy
from desk.core.words import _

PART = re.compile(r"(\d{1,6})(?:[-–—~至](\d{1,6})?)?|[-–—~至](\d{1,6})")
BETWEEN = re.compile(r"[,;、\s]+")


def pages_in(typed: str, count: int) -> list[int]:
    """The pages, counted from 0, each once and in their order; all of ``count`` where nothing is typed.

    ``3-`` is from the third on, ``-3`` up to it. Raises ``Invalid`` for what is no page of this paper."""
    text = tidy(typed).replace("，", ",").replace("。", ",")
    if not text:
        return list(range(count))
    wanted: set[int] = set()
    for part in filter(None, BETWEEN.split(text)):
        match = PART.fullmatch(part)
        if match is None:
            raise _wrong(count)
        first = int(match[1] or 1)
        has_end = len(part) > len(match[1] or "")
        last = int(match[2] or match[3] or count) if has_end else first
        if not 1 <= first <= last <= count:
            raise _wrong(count)
        wanted.update(range(first - 1, last))
    return sorted(wanted)


def _wrong(count: int) -> Invalid:
    return Invalid(Problem("pages", _("Please enter pages from 1 to {n}, such as 1-3,5.", n=count)))
