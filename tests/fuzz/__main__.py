"""``python -m tests.fuzz``: every kind of input, so many of each; then the table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.fuzz import files, running, tables, texts
from tests.fuzz.running import Result

KINDS = (*texts.KINDS, *tables.KINDS, *files.KINDS)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- fuzz: begin -->\n", "<!-- fuzz: end -->"
HEAD = ("what reads", "fed", "taken", "refused in words", "faults", "longest")


def main() -> int:
    """0 when there was no fault, 1 otherwise."""
    asked = _asked()
    kinds = [kind for kind in KINDS if asked.only in kind.name]
    results = running.run(kinds, asked.seed, short=asked.short, share=asked.share)
    content = written(results, asked.seed, date.today())
    print(content)
    if asked.write:
        before, _begin, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}{content}{END}{rest.partition(END)[2]}", "utf-8")
    faults = [fault for result in results for fault in result.faults]
    for words in faults[:20]:
        print(words, file=sys.stderr)
    return 1 if faults else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--share", type=float, default=1.0, help="of the 100,000 inputs (1.0)")
    parser.add_argument("--short", action="store_true", help="a few of each kind")
    parser.add_argument("--only", default="", help="kinds whose name has this in it")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reliability.md")
    return parser.parse_args()


def written(results: Sequence[Result], seed: int, day: date) -> str:
    """The table as Markdown, with when and how it was made."""
    rows = [
        (r.name, *(f"{n:,}" for n in (r.tried, r.taken, r.refused, len(r.faults))), f"{r.longest:.2f} s")
        for r in results
    ]
    sums = (sum(getattr(r, name) for r in results) for name in ("tried", "taken", "refused"))
    faults, longest = sum(len(r.faults) for r in results), max((r.longest for r in results), default=0)
    table = [HEAD, ("---", *["---:"] * 5), *rows, ("all", *(f"{n:,}" for n in (*sums, faults)), f"{longest:.2f} s")]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in table)
    return f"Made on {day} by `python3 run.py fuzz --seed {seed} --write`.\n\n{lines}\n"


if __name__ == "__main__":
    sys.exit(main())
