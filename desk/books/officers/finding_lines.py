"""What an officer found, as it is typed below the scores 体验问题: a line each, ``阅览室 | 堵点 | 插座没有电``.

Zone and kind may be left out; of a zone its beginning is enough where no other begins so. Without a kind it counts as a
suggestion. The bar may be the full-width one, or a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desk.books.findings.model import FindingKind, FindingSource, NewFinding
from desk.books.zones.queries import ZoneName
from desk.core.errors import Invalid, Problem
from desk.core.plain_text import prose
from desk.core.sheet_columns import words_of
from desk.core.words import _, listed

BETWEEN = re.compile(r"\s*[|｜/／]\s*")
MOST_PARTS = 3
FIELD = "findings"


def read(typed: str, zones: Sequence[ZoneName]) -> list[NewFinding]:
    """The findings of some lines. Raises ``Invalid`` naming the first line that cannot be read."""
    return [_finding(line, zones) for line in map(str.strip, typed.splitlines()) if line]


def _finding(line: str, zones: Sequence[ZoneName]) -> NewFinding:
    *before, description = BETWEEN.split(line, maxsplit=MOST_PARTS - 1)
    zone_id: int | None = None
    kind = FindingKind.SUGGESTION
    for part in before:
        if (read_kind := _kind(part)) is not None:
            kind = read_kind
        elif part:
            zone_id = _zone(part, zones, line)
    if not prose(description):
        raise Invalid(Problem(FIELD, _("“{line}”: please say what is wrong.", line=line[:20])))
    return NewFinding(description.strip(), kind, source=FindingSource.OFFICER, zone_id=zone_id)


def _kind(part: str) -> FindingKind | None:
    return next((kind for kind in FindingKind if part in (words_of(kind), kind.label)), None)


def _zone(part: str, zones: Iterable[ZoneName], line: str) -> int:
    fitting = [each for each in zones if each.name == part] or [each for each in zones if each.name.startswith(part)]
    if len(fitting) == 1:
        return fitting[0].id
    choices = listed([each.name for each in fitting or zones][:4])
    kinds = listed(kind.label for kind in FindingKind)
    sentence = _(
        "“{line}”: “{part}” is no zone ({zones} …) and no kind ({kinds}).",
        line=line[:20],
        part=part[:12],
        zones=choices,
        kinds=kinds,
    )
    raise Invalid(Problem(FIELD, sentence))
