"""A centre that sends two files of one period: the same figures count once, in the better file of the two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desk.books.district import queries, reading, report, returns
from desk.books.district.model import Light, Trouble
from desk.books.district.returns import Taken
from desk.core.figures_sheet import FiguresSheet
from desk.services.session import Desk
from tests.support import district
from tests.support.district import OCTOBER

(ONE,) = district.centres(1)


def taken_in(desk: Desk, folder: Path, sent: dict[str, FiguresSheet]) -> Taken:
    folder.mkdir()
    for name, sheet in sent.items():
        district.write(folder / f"{name}.xlsx", sheet.rows)
    with desk.write() as work:
        if not queries.centres(work):
            district.enlist(work, [ONE])
        return returns.take_in(work, OCTOBER, reading.read_folder(folder))


def test_the_same_figures_in_two_files_count_once(desk: Desk, tmp_path: Path) -> None:
    taken = taken_in(desk, tmp_path / "来件", {"甲": ONE.sheet(), "乙": ONE.sheet(made_at="2026-11-04T01:00:00Z")})
    assert {reason.trouble for each in taken.files for reason in each.reasons} == {Trouble.SAME_AGAIN}
    assert [each.counts for each in taken.files].count(True) == 1
    with desk.read() as work:
        [visits] = [each for each in report.of_period(work, OCTOBER).figures if each.figure.code == "visits"]
    assert visits.value == ONE.values["visits"]


def test_a_file_that_was_put_right_counts_although_the_old_one_still_lies_there(desk: Desk, tmp_path: Path) -> None:
    """Its figures are the same, only the definition by which they were counted is today's."""
    counted = ONE.sheet().figures
    old = district.resigned(ONE, replace(ONE.sheet(), figures=(replace(counted[0], version=99), *counted[1:])))
    for names in (("1 旧", "2 新"), ("2 旧", "1 新")):
        taken = taken_in(desk, tmp_path / names[0], dict(zip(names, (old, ONE.sheet()), strict=True)))
        assert {each.file.name[2]: each.counts for each in taken.files} == {"旧": False, "新": True}
        [kept] = [each for each in taken.files if each.counts]
        assert kept.light is Light.YELLOW and Trouble.NEW_DEFINITION not in {reason.trouble for reason in kept.reasons}
