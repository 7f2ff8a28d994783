"""``python -m tests.torture``: all trials, or as many as fit in the minutes given; then the table."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from tests.torture import running, table
from tests.torture.outcome import Row


def main() -> int:
    """0 when nothing was lost but what is known, 1 otherwise."""
    asked = _asked()
    rows = [row for row in running.ROWS if asked.only in row.name]
    if not rows:
        print(f"no row has “{asked.only}” in its name", file=sys.stderr)
        return 2
    if asked.trial is not None:
        return _one(rows, asked.trial, asked.seed)
    results = running.run(rows, asked.seed, short=asked.short, minutes=asked.minutes)
    content = table.written(results, asked.seed, asked.minutes, date.today())
    print(content)
    if asked.write:
        table.write(content)
    wrong = running.wrong(results)
    for words in wrong:
        print(words, file=sys.stderr)
    return 1 if wrong else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20, help="stop after so many minutes (20)")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--short", action="store_true", help="a few trials of each kind")
    parser.add_argument("--only", default="", help="rows whose name has this in it")
    parser.add_argument("--trial", type=int, help="the trial of this number alone, of each such row")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reliability.md")
    return parser.parse_args()


def _one(rows: list[Row], trial: int, seed: int) -> int:
    outcomes = {row.name: running.alone(row.name, trial, seed) for row in rows}
    for name, outcome in outcomes.items():
        print(f"{name}, trial {trial}: {outcome.verdict.value}. {outcome.words}")
    return int(any(outcome.verdict.value == "lost" for outcome in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main())
