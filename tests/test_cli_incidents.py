"""The emergency log from the command line, from the first word to the checked export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desk import session
from desk.books.centre import Centre
from desk.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.reports.test_activity_papers import words_of
from tests.test_cli import desk as run


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Desk]:
    made, _key = session.create(tmp_path / "book", Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    yield made
    made.close()


def ok(desk: Desk, *args: str) -> str:
    done = run(desk.folder, *args)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_lost_child_is_found_in_twenty_minutes(book: Desk, tmp_path: Path) -> None:
    """Opened, written, corrected, reported, ended, reviewed; on paper, as JSON, checked without the program."""
    number = ok(
        book, "incident", "open", "--kind", "lost_person", "--place", "多功能厅", "--told-by", "母亲"
    ).splitlines()[-1]
    assert number.endswith("-001")
    ok(book, "incident", "state", number, "responding")
    ok(book, "incident", "add", number, "广播寻人，封闭出入口")
    ok(book, "incident", "add", number, "男孩 5 岁，蓝色上衣")
    ok(book, "incident", "add", number, "男孩 6 岁", "--corrects", "4")
    ok(book, "incident", "level", number, "4", "--reason", "十分钟未找到")
    ok(book, "incident", "people", number, "--affected", "1", "--missing", "1")
    ok(book, "incident", "told", number, "走失儿童一名", "--to", "派出所", "--way", "电话")
    ok(book, "incident", "people", number, "--missing", "0", "--text", "在图书室找到")
    ok(book, "incident", "state", number, "closed", "--reason", "孩子已交给母亲")
    ok(book, "incident", "state", number, "reviewed", "--reason", "活动时门口留人")
    ok(book, "report", "incident", number, "-o", str(tmp_path / "报告.pdf"))
    told = words_of((tmp_path / "报告.pdf").read_bytes())
    for words in (
        "突发事件处置报告",
        number,
        "社会安全事件·人员走失",
        "更正第4条：男孩6岁",
        "派出所",
        "孩子已交给母亲",
        "链首校验码",
    ):
        assert words in told
    file = tmp_path / "事件.json"
    ok(book, "report", "incident", number, "-o", str(file))
    content = json.loads(file.read_text("utf-8"))
    assert content["head"] in told
    assert "11 条记录校验通过" in ok(book, "incident", "verify", str(file))
    assert "11 条记录校验通过" in ok(book, "incident", "verify")
    content["entries"][3]["text"] = "女孩"
    file.write_text(json.dumps(content), "utf-8")
    done = run(book.folder, "incident", "verify", str(file))
    assert done.returncode == 1 and "entry 4" in done.stderr


def test_drills_and_incidents_of_a_year(book: Desk, tmp_path: Path) -> None:
    ok(book, "incident", "open", "--kind", "fire", "--place", "长者食堂", "--drill")
    first = ok(book, "incident", "open", "--kind", "power_cut", "--place", "全中心").splitlines()[-1]
    second = ok(book, "incident", "open", "--kind", "power_cut", "--place", "大厅").splitlines()[-1]
    ok(book, "incident", "same-as", second, first)
    ok(book, "incident", "put-right", first, "--place", "一楼", "--reason", "只有一楼停电")
    year = str(book.clock.today().year)
    span = ("--from", f"{year}-01-01", "--to", f"{year}-12-31")
    ok(book, "report", "incidents", *span, "-o", str(tmp_path / "表.pdf"))
    told = words_of((tmp_path / "表.pdf").read_bytes())
    assert "突发事件2起，演练1次" in told and f"演{year}-001" in told
    ok(book, "report", "incidents", *span, "-o", str(tmp_path / "表.xlsx"))
    sums = list(openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[1].iter_rows(values_only=True))
    assert sums[-1][0] == "总计" and sums[-1][-1] == 2


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("incident", "add", "2026-999", "没有"), 1), (("incident", "open", "--kind", "war", "--place", "厅"), 2),
        (("incident", "open", "--kind", "fire", "--place", " "), 1), (("incident", "open", "--kind", "fire", "--place", "厅", "--heard", "昨夜"), 2),
        (("incident", "verify", "没有.json"), 1), (("report", "incident", "1", "-o", "x.doc"), 2),
    ],
)  # fmt: skip
def test_wrong_use_is_told(book: Desk, args: tuple[str, ...], code: int) -> None:
    done = run(book.folder, *args)
    assert done.returncode == code and "Traceback" not in done.stderr
