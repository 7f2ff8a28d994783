"""``desk import --update`` tells what a file changes, and stores all of it or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.books import catalogue, staff
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.centre import Centre
from desk.core.permissions import Role
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import at_terminal
from tests.support.command_line import desk as run
from tests.support.updating import written

HEADS = ("事项编码", "事项名称", "主管部门", "办理方式", "收费")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Desk]:
    made, _key = new_data_file.create(tmp_path / "book", Centre("甲", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    with made.write() as work:
        for code, name in (("A1", "医保参保登记"), ("B1", "高龄津贴申请")):
            catalogue.add(work, ServiceItem(code, name, "民政局", ServiceMode.NEARBY))
    yield made
    made.close()


def offered(book: Desk) -> dict[str, int]:
    with book.read() as work:
        return {item.code: item.fee for item in catalogue.all_items(work, retired=False)}


def active(book: Desk) -> set[str]:
    with book.read() as work:
        return {person.name for person in staff.everyone(work) if person.active}


def test_the_same_summary_then_all_or_nothing(book: Desk, tmp_path: Path) -> None:
    rows = [HEADS, ("A1", "医保参保登记", "民政局", "就近办", "5"), ("D1", "社保卡补领", "人社局", "就近办", "")]
    file = str(written(tmp_path / "清单.csv", rows))
    only = run(book.folder, "import", "services", file, "--update", "--gone", "--dry-run")
    assert (only.returncode, only.stdout.splitlines()) == (
        0,
        [
            "新增，第3行：D1 社保卡补领",
            "有变化：第2行，A1 医保参保登记：收费（元）“0.00”→“5.00”",
            "文件里没有：B1 高龄津贴申请",
            "新增1，有变化1，文件里没有1，无变化0，问题0。",
            "未存入任何内容。",
        ],
    )
    bad = str(written(tmp_path / "坏.csv", [*rows, ("B1", "高龄津贴申请", "民政局", "就近办", "很贵")]))
    refused = run(book.folder, "import", "services", bad, "--update")
    assert refused.returncode == 2 and "第4行，收费" in refused.stderr and offered(book) == {"A1": 0, "B1": 0}
    stored = run(book.folder, "import", "services", file, "--update", "--gone", "--gone-count", "1")
    assert (stored.returncode, stored.stdout.splitlines()[-1]) == (0, "已存入：新增1，修改1，停用1。")
    assert offered(book) == {"A1": 500, "D1": 0}
    again = run(book.folder, "import", "services", file, "--update", "--gone")
    assert (again.returncode, again.stdout.splitlines()) == (
        0,
        ["新增0，有变化0，文件里没有0，无变化2，问题0。", "未存入任何内容。"],
    )


def test_what_a_file_leaves_out_goes_out_of_use_only_when_the_number_is_said(book: Desk, tmp_path: Path) -> None:
    with book.write() as work:
        for name in ("某甲", "某乙", "某丙"):
            staff.add(work, name, Role.CLERK)
    file = str(written(tmp_path / "名单.csv", [("姓名", "电话"), ("管理员", "13912345678")]))
    update = ("import", "staff", file, "--update", "--gone")
    told = run(book.folder, *update)
    assert told.returncode == 1
    assert told.stdout.splitlines()[:3] == ["文件里没有：某甲", "文件里没有：某乙", "文件里没有：某丙"]
    assert told.stderr.splitlines()[-1] == (
        "本处在用的4条中，有3条文件里没有：某甲、某乙、某丙。存入后这3条将：停用，不能再登录。"
        "这已超过三分之一，请确认文件确为完整名单。未存入任何内容。如确需停用，请加上 --gone-count 3。"
    )
    other = run(book.folder, *update, "--gone-count", "2")
    assert other.returncode == 1 and "--gone-count写的是2，而实际将停用3条。未存入任何内容。" in other.stderr
    assert active(book) == {"管理员", "某甲", "某乙", "某丙"}
    assert run(book.folder, *update, "--gone-count", "3").returncode == 0
    assert active(book) == {"管理员"}


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made with pty")
@pytest.mark.parametrize(("typed", "left"), [("\n", {"管理员", "某甲"}), ("1\n", {"管理员"})])
def test_at_a_terminal_the_number_is_asked(book: Desk, tmp_path: Path, typed: str, left: set[str]) -> None:
    with book.write() as work:
        staff.add(work, "某甲", Role.CLERK)
    file = str(written(tmp_path / "名单.csv", [("姓名", "电话"), ("管理员", "13912345678")]))
    shown = at_terminal(book.folder, typed, "import", "staff", file, "--update", "--gone")
    assert "某甲" in shown and "请输入要停用的条数" in shown
    assert active(book) == left


def test_what_cannot_be_asked_gets_words(book: Desk, tmp_path: Path) -> None:
    file = str(written(tmp_path / "表.csv", [("姓名",), ("某人",)]))
    for args, words in (
        (("activities", file, "--update"), "--update只用于"),
        (("residents", file, "--update", "--gone"), "--gone只用于"),
        (("services", file, "--gone"), "--gone须与--update一起用"),
        (("services", file, "--update", "--gone-count", "1"), "--gone-count须与--gone一起用"),
    ):
        done = run(book.folder, "import", *args)
        assert done.returncode == 2 and words in "".join(done.stderr.replace("│", "").split())
