"""Every paper of the registry, in every format, from the demo centre's own data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desk.books.cases import statistics
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import REQUIRED, Format, Input, InputKind, Paper
from desk.services.session import Desk


def write_papers(desk: Desk, folder: Path) -> None:
    """One file for each paper and format, and one for every other choice that it offers. Raises ``DeskError``."""
    for paper in registry.PAPERS:
        for wanted in paper.makers:
            with desk.read() as work:
                for variant, values in choices(work, paper, wanted):
                    name = f"{paper.label}{variant}{wanted.suffix}"
                    (folder / name).write_bytes(paper.make(work, wanted, values, desk.files))
                    print(f"  {name}")


def choices(work: Work, paper: Paper, wanted: Format) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a paper is asked for: its sample, then one option after the other otherwise, with what to call it."""
    sample = {asked.name: sample_of(work, asked) for asked in paper.takes if asked.default is REQUIRED}
    yield "", sample
    for asked in paper.takes:
        if asked.choices and asked.default is not REQUIRED and asked.counts_for(wanted):
            for choice in asked.choices:
                if choice is not asked.default:
                    yield f"-{choice.label}", {**sample, asked.name: choice}


def sample_of(work: Work, asked: Input) -> Any:
    """What is asked for where the paper does not say it: the last busy day, last month, this year so far."""
    if asked.sample:
        return asked.sample(work)
    today = work.today
    new_year = today.replace(month=1, day=1)
    if asked.kind is InputKind.DAY:
        return last_busy_day(work)
    natural = {
        InputKind.MONTH: Month.of(today).previous,
        InputKind.SPAN: (new_year, today),
        InputKind.YEAR: today.year,
    }
    return natural[asked.kind]


def last_busy_day(work: Work) -> date:
    """The newest day before today with cases; today where there was none in two weeks."""
    days = (work.today - timedelta(days=back) for back in range(1, 15))
    return next((day for day in days if statistics.of_days(work, day, day).cases), work.today)
