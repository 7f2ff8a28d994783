"""``desk import --update`` tells what a file changes, and stores all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.books import catalogue
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.books.centre import Centre
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
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


def test_the_same_summary_then_all_or_nothing(book: Desk, tmp_path: Path) -> None:
    rows = [HEADS, ("A1", "医保参保登记", "民政局", "就近办", "5"), ("D1", "社保卡补领", "人社局", "就近办", "")]
    file = str(written(tmp_path / "清单.csv", rows))
    only = run(book.folder, "import", "services", file, "--update", "--gone", "--dry-run")
    assert (only.returncode, only.stdout.splitlines()) == (
        0,
        [
            "新增，第 3 行：D1 社保卡补领",
            "有变化：第 2 行，A1 医保参保登记：收费（元）“0.00”→“5.00”",
            "文件里没有：B1 高龄津贴申请",
            "新增1，有变化1，文件里没有1，无变化0，问题0。",
            "未存入任何内容。",
        ],
    )
    bad = str(written(tmp_path / "坏.csv", [*rows, ("B1", "高龄津贴申请", "民政局", "就近办", "很贵")]))
    refused = run(book.folder, "import", "services", bad, "--update")
    assert refused.returncode == 2 and "第 4 行，收费" in refused.stderr and offered(book) == {"A1": 0, "B1": 0}
    stored = run(book.folder, "import", "services", file, "--update", "--gone")
    assert (stored.returncode, stored.stdout.splitlines()[-1]) == (0, "已存入：新增1，修改1，停用1。")
    assert offered(book) == {"A1": 500, "D1": 0}
    again = run(book.folder, "import", "services", file, "--update", "--gone")
    assert (again.returncode, again.stdout.splitlines()) == (
        0,
        ["新增0，有变化0，文件里没有0，无变化2，问题0。", "未存入任何内容。"],
    )


def test_what_cannot_be_asked_gets_words(book: Desk, tmp_path: Path) -> None:
    file = str(written(tmp_path / "表.csv", [("姓名",), ("某人",)]))
    for args, words in (
        (("activities", file, "--update"), "--update只用于"),
        (("residents", file, "--update", "--gone"), "--gone只用于"),
        (("services", file, "--gone"), "--gone须与--update一起用"),
    ):
        done = run(book.folder, "import", *args)
        assert done.returncode == 2 and words in "".join(done.stderr.replace("│", "").split())
