"""The table at the end, and where it stands in docs/reliability.md."""

from __future__ import annotations

import platform
from datetime import date
from pathlib import Path

from tests.torture.known import GAPS, Gap
from tests.torture.outcome import Verdict
from tests.torture.running import Result

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- torture: begin -->", "<!-- torture: end -->"
HEAD = ("kind", "tried", "noticed in words", "unharmed", "lost silently")


def lines(results: list[Result]) -> list[tuple[str, ...]]:
    """One line of the table for each row, and one for all together."""
    tried = [result for result in results if result.tried]
    rows = [
        (
            result.row.name,
            *map(str, (result.tried, result.verdicts[Verdict.NOTICED], result.verdicts[Verdict.UNHARMED], result.lost)),
        )
        for result in tried
    ]
    sums = [str(sum(int(row[at]) for row in rows)) for at in range(1, len(HEAD))]
    return [*rows, ("all", *sums)]


def written(results: list[Result], seed: int, minutes: float, day: date, gaps: tuple[Gap, ...] = GAPS) -> str:
    """The table as Markdown, with when and how it was made, and the known gaps below."""
    table = [HEAD, ("---",) + ("---:",) * (len(HEAD) - 1), *lines(results)]
    rows = "\n".join(f"| {' | '.join(row)} |" for row in table)
    known = [f"- {gap.row}: {gap.why}" for gap in gaps]
    below = "\n".join(["Known gaps:", "", *known]) if known else "No gap is known."
    made = (
        f"Made on {day} by `python3 run.py torture --minutes {minutes:g} --seed {seed} --write`, "
        f"Python {platform.python_version()}, {platform.system()}."
    )
    return f"{made}\n\n{rows}\n\n{below}\n"


def write(content: str, document: Path = DOCUMENT) -> None:
    """Between the two markers; the rest of the document stays."""
    text = document.read_text("utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n{content}{END}{after}", "utf-8")
