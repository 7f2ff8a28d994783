"""The papers of follow-ups from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk.books.centre import Centre
from desk.services import new_data_file
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk as run
from tests.support.follow_ups import hire, opened


def test_the_sheet_of_one_and_the_list_of_some_days(tmp_path: Path) -> None:
    about = Centre("示例邻里中心", "示例区", telephone="0595-12345")
    made, _recovery = new_data_file.create(tmp_path / "own", about, "管理员", PASSWORD, cost=CHEAP)
    with made.write() as work:
        number = opened(work, hire(work)).number
    made.close()
    days = ("--from", date.today().isoformat(), "--to", date.today().isoformat())
    for name, *args in (
        ("督办单.pdf", "follow-up", number),
        ("销号表.pdf", "follow-ups", *days),
        ("销号表.xlsx", "follow-ups", *days),
    ):
        done = run(made.folder, "report", *args, "-o", str(tmp_path / name))
        assert done.returncode == 0 and (tmp_path / name).stat().st_size > 1000, done.stderr
    wrong = run(made.folder, "report", "follow-up", "DB1", "-o", str(tmp_path / "x.pdf"))
    assert wrong.returncode == 1 and wrong.stderr == "没有编号为DB1的督办事项。\n"
