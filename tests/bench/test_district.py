"""Three hundred workbooks of a month merged within 60 s and 500 MB; and a whole year kept.

What is measured is a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk.books.centre import Centre
from desk.books.district import queries, report, returns
from desk.books.district.model import FigureFile
from desk.core.month import Month
from desk.core.period import Period, PeriodKind
from desk.services import new_data_file
from desk.services.session import Desk
from desk.storage.keys import ArgonCost
from tests.bench.conftest import PASSWORD, Table, took
from tests.support import district
from tests.support.source import ROOT

MANY, MONTHS = 300, 12
SECONDS, MEGABYTES = 60, 500
MERGE = """
import os, resource, sys, time
from pathlib import Path
from desk.books.district import reading, report, returns
from desk.reports import registry
from desk.reports.kit.declaration import Format, Given
from desk.services.sign_in import sign_in
folder, data, out, name = sys.argv[1:]
desk = sign_in(Path(data), "管理员", sys.stdin.readline().strip())
began = time.perf_counter()
period = report.period_of(name)
files = reading.read_folder(Path(folder))
with desk.write() as work:
    taken = returns.take_in(work, period, files)
    merged = report.of_period(work, period, taken.files)
with desk.read() as work:
    for wanted in (Format.XLSX, Format.PDF):
        content = registry.paper("district-merge").make(work, wanted, {"period": Given(merged)}, desk.files)
        Path(out + wanted.suffix).write_bytes(content)
seconds = time.perf_counter() - began
own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(seconds, (own + children) / 1024, merged.delivery.came)
desk.close()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A district's data file with 300 centres."""
    folder = tmp_path_factory.mktemp("district") / "book"
    made, _key = new_data_file.create(folder, Centre("示例区", "示例区"), "管理员", PASSWORD, cost=ArgonCost())
    with made.write() as work:
        district.enlist(work, district.centres(MANY))
    return made


def test_three_hundred_workbooks_are_merged(data: Desk, tmp_path: Path, table: Table) -> None:
    folder = tmp_path / "报表"
    folder.mkdir()
    period = Period.around(PeriodKind.MONTH, data.clock.today()).plus(-1)
    for each in district.with_everything(district.centres(MANY)):
        district.write(folder / each.file_name, each.sheet(period).rows, details=500)
    arguments = [str(folder), str(data.folder), str(tmp_path / "out"), period.name]
    data.close()
    done = subprocess.run(
        [sys.executable, "-c", MERGE, *arguments], input=f"{PASSWORD}\n", capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes, came = map(float, done.stdout.split())
    assert came == MANY and (tmp_path / "out.xlsx").exists() and (tmp_path / "out.pdf").exists()
    said = f"{seconds:.1f} s (goal {SECONDS} s), {megabytes:.0f} MB at most (goal {MEGABYTES} MB)"
    table.add("300 workbooks read, judged, kept, merged and written (xlsx, pdf)", said)


def test_a_year_is_kept_and_read(tmp_path: Path, table: Table) -> None:
    made, _key = new_data_file.create(
        tmp_path / "book", Centre("示例区", "示例区"), "管理员", PASSWORD, cost=ArgonCost()
    )
    everybody = district.with_everything(district.centres(MANY))
    last = Month.of(made.clock.today()).previous
    with made.write() as work:
        district.enlist(work, everybody)
    for month in last.plus(1 - MONTHS).until(last):
        period = Period.around(PeriodKind.MONTH, month.first)
        files = [FigureFile(each.file_name, each.code + period.name, each.sheet(period)) for each in everybody]
        with made.write() as work:
            returns.take_in(work, period, files)
    with made.read() as work:
        assert [many for _kind, _name, many in queries.periods(work)] == [MANY] * MONTHS
        seconds = took(lambda: report.of_name(work, last.name), times=3)
    size = sum(file.stat().st_size for file in made.folder.rglob("*") if file.is_file()) / 2**20
    made.close()
    table.add(
        "a district of 300 centres, 12 months kept: a month read and ranked", f"{seconds:.2f} s, {size:.0f} MB file"
    )
