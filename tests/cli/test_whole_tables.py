"""``desk import-template`` and ``desk export KIND``: out of one book and into another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.books import residents
from desk.books.centre import Centre
from desk.books.residents.queries import everyone
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk as run
from tests.support.people import person


@pytest.fixture
def books(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    made = [
        new_data_file.create(tmp_path / name, Centre("甲", "示例区"), "管理员", PASSWORD, cost=CHEAP)[0]
        for name in ("old", "new")
    ]
    yield made[0], made[1]
    for each in made:
        each.close()


def test_everybody_moves_from_one_book_to_another(books: tuple[Desk, Desk], tmp_path: Path) -> None:
    old, new = books
    file = tmp_path / "全部.xlsx"
    with old.write() as work:
        residents.add(work, replace(person(), marks=("alone",), note="轮椅；二楼"))
        residents.add(work, residents.ResidentDetails("Anna Li", birth=date(1990, 5, 1), sex="female"))
    unsaid = run(old.folder, "export", "residents", "-o", str(file))
    assert (unsaid.returncode, file.exists()) == (1, False) and "用途" in unsaid.stderr
    done = run(old.folder, "export", "residents", "-o", str(file), "--purpose", "换电脑")
    assert done.returncode == 0 and "2行" in done.stdout, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    taken = run(new.folder, "import", "residents", str(file))
    assert (taken.returncode, taken.stderr) == (0, "")
    with old.read() as before, new.read() as after:
        assert list(everyone(before)) == list(everyone(after))


def test_a_template_is_written_and_taken_in_again(books: tuple[Desk, Desk], tmp_path: Path) -> None:
    folder, file = books[0].folder, tmp_path / "模板.xlsx"
    assert run(folder, "import-template", "服务事项", "-o", str(file)).returncode == 0
    taken = run(folder, "import", "services", str(file))
    assert taken.returncode == 0
    assert taken.stderr == "列名下面没有任何内容，没有可导入的行。\n", "the sheet that explains it is not told as left"
    assert taken.stdout == "未存入任何内容。\n"
    assert run(folder, "export", "服务事项", "-o", str(tmp_path / "全.xlsx")).returncode == 0
    wrong = run(folder, "import-template", "residents", "-o", str(tmp_path / "表.csv"))
    assert wrong.returncode == 2
