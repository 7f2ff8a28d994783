"""Orders from the command line: one more, taken, done, listed, and the papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desk.books.centre import Centre
from desk.books.orders import dispatching, queries
from desk.books.teams import queries as teams
from desk.services import new_data_file, sign_in
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import Done
from tests.support.command_line import desk as run
from tests.support.orders import Ready, set_up
from tests.support.people import id_number


@dataclass(frozen=True)
class OwnBook:
    """A book by the clock of this PC, as the command line has it."""

    desk: Desk
    ready: Ready

    def order(self, *args: str) -> Done:
        return run(self.desk.folder, "order", *args)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnBook]:
    about = Centre("示例邻里中心", "示例区", telephone="0595-12345")
    made, _recovery = new_data_file.create(tmp_path / "own", about, "管理员", PASSWORD, cost=CHEAP)
    with made.write() as work:
        ready = set_up(work)
    made.close()
    yield OwnBook(made, ready)


def test_an_order_is_placed_taken_done_and_listed(own: OwnBook, tmp_path: Path) -> None:
    placed = own.order(
        "add", "repair", "家里水管漏水", "--person", id_number(date(1950, 1, 1), 100), "--urgency", "urgent"
    )
    assert placed.returncode == 0, placed.stderr
    line, number = placed.stdout.splitlines()
    assert line.startswith(f"{number}　") and line.endswith("维修　张*丰　家里水管漏水　已点单")
    member = _sent(own, number)
    taken = own.order("take", number.lower(), "林一明")
    assert taken.returncode == 0 and "先锋队 林一明　已接单" in taken.stdout, taken.stderr
    wrong = own.order("done", number, "90", "--result", "已修好")
    assert wrong.returncode == 1 and "T001:90" in wrong.stderr
    done = own.order("done", number, f"{member}:1", "--result", "已修好")
    assert done.returncode == 0 and done.stdout.strip().endswith("已办结"), done.stderr
    listed = own.order("list")
    assert number in listed.stdout and "张三丰" not in listed.stdout
    assert own.order("list", "--state", "placed").stdout.strip() == "没有点单。"
    today = f"{number[1:5]}-{number[5:7]}-{number[7:9]}"
    assert number in own.order("list", "--from", today).stdout
    file = tmp_path / "点单.xlsx"
    report = run(own.desk.folder, "report", "orders", "--from", today, "--to", today, "-o", str(file))
    assert report.returncode == 0, report.stderr
    assert number in str(list(openpyxl.load_workbook(file).worksheets[0].values))


def _sent(own: OwnBook, number: str) -> str:
    """Taken on and sent to the first team, as at the desk; the number of the member who will take it."""
    desk = sign_in.sign_in(own.desk.folder, "管理员", PASSWORD)
    with desk.write() as work:
        order = queries.by_number(work, number)
        assert order is not None
        dispatching.review(work, order.id)
        dispatching.offer(work, order.id, own.ready.team)
        member = teams.find_member(work, own.ready.members[0]).number
    desk.close()
    return member


def test_what_is_not_known_is_said(own: OwnBook) -> None:
    assert "没有编号为D1的点单" in own.order("take", "D1", "林一明").stderr
    nobody = own.order("add", "other", "想理发", "--asker", "王阿婆")
    assert nobody.returncode == 1 and nobody.stderr.strip()
