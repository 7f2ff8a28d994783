"""The emergency log from the command line, from the first word to the checked export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from desk.books.centre import Centre
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk as run
from tests.support.pdf_text import words_of


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Desk]:
    made, _key = new_data_file.create(
        tmp_path / "book", Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, cost=CHEAP
    )
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
    ok(book, "incident", "told", number, "走失儿童一名", "--to", "派出所", "--way", "telephone")
    ok(book, "incident", "step", number, "1", "--text", "照片已拿到")
    ok(book, "incident", "people", number, "--missing", "0", "--text", "在图书室找到")
    done = run(book.folder, "incident", "state", number, "closed", "--reason", "孩子已交给母亲")
    assert done.returncode == 1 and "预案还有7步未完成" in done.stderr
    ok(book, "incident", "state", number, "closed", "--reason", "孩子已交给母亲", "--strike", "已找到")
    later = (book.clock.today() + timedelta(days=9)).isoformat()
    ok(
        book,
        "incident",
        "review",
        number,
        "--well",
        "守住了门",
        "--badly",
        "发现太晚",
        "--measure",
        f"活动时门口留人|林小芳|{later}",
    )
    ok(book, "incident", "measure", number, "1", "排班表已加门岗")
    ok(book, "report", "incident", number, "-o", str(tmp_path / "报告.pdf"))
    told = words_of((tmp_path / "报告.pdf").read_bytes())
    for words in (
        "突发事件处置报告",
        number,
        "社会安全事件·老人儿童走失",
        "更正第4条：男孩6岁",
        "派出所",
        "孩子已交给母亲",
        "防篡改校验码",
    ):
        assert words in told
    file = tmp_path / "事件.json"
    ok(book, "report", "incident", number, "-o", str(file))
    content = json.loads(file.read_text("utf-8"))
    assert content["head"] in told
    assert "20条记录校验通过" in ok(book, "incident", "verify", str(file))
    assert "20条记录校验通过" in ok(book, "incident", "verify")
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
    assert "突发事件1起，演练1次" in told and f"演{year}-001" in told
    ok(book, "report", "incidents", *span, "-o", str(tmp_path / "表.xlsx"))
    sums = list(openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[1].iter_rows(values_only=True))
    assert sums[-1][0] == "总计" and sums[-1][-1] == 1, "the second record is of the same emergency"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("incident", "add", "2026-999", "没有"), 1),
        (("incident", "open", "--kind", "war", "--place", "厅"), 2),
        (("incident", "open", "--kind", "fire", "--place", " "), 1),
        (("incident", "open", "--kind", "fire", "--place", "厅", "--heard", "昨夜"), 2),
        (("incident", "verify", "没有.json"), 1),
        (("report", "incident", "1", "-o", "x.doc"), 2),
    ],
)
def test_wrong_use_is_told(book: Desk, args: tuple[str, ...], code: int) -> None:
    done = run(book.folder, *args)
    assert done.returncode == code and "Traceback" not in done.stderr


def test_a_time_of_another_year_is_asked_back(book: Desk) -> None:
    number = ok(book, "incident", "open", "--kind", "power_cut", "--place", "大厅").splitlines()[-1]
    slip = f"{book.clock.today().year - 1}-{book.clock.today():%m}-01 09:12"
    for command in (
        ("add", number, "恢复供电"),
        ("told", number, "大厅停电"),
        ("open", "--kind", "fire", "--place", "厅"),
    ):
        option = "--heard" if command[0] == "open" else "--at"
        done = run(book.folder, "incident", *command, option, slip)
        assert done.returncode == 1 and slip in done.stderr and "--at-is-right" in done.stderr
        ok(book, "incident", *command, option, slip, "--at-is-right")
    for wrong in ("9999-12-31 09:12", "1026-11-28 09:12", str(book.clock.today())):
        assert run(book.folder, "incident", "add", number, "恢复供电", "--at", wrong).returncode == 2
    assert run(book.folder, "incident", "add", number, "更正", "--at", slip, "--corrects", "1").returncode == 2


def test_steps_reports_and_photos_from_the_command_line(book: Desk, tmp_path: Path) -> None:
    from PIL import Image

    number = ok(book, "incident", "open", "--kind", "collapse", "--place", "大厅").splitlines()[-1]
    ok(book, "incident", "step", number, "2", "--text", "120 已出发")
    ok(book, "incident", "step", number, "3", "--mark", "struck", "--text", "有呼吸")
    shown = ok(book, "incident", "steps", number)
    assert "2　完成　拨打120" in shown and "3　不适用" in shown and "电话首报" in shown and "待报" in shown
    drafted = ok(book, "incident", "told", number)
    assert "关于示例邻里中心大厅突发疾病事件的情况报告（首报）" in drafted and "120 已出发" in drafted
    assert "电话首报" in ok(book, "incident", "steps", number).splitlines()[-1]
    picture = tmp_path / "现场.png"
    Image.new("RGB", (80, 60), "red").save(picture)
    ok(book, "incident", "photo", number, str(picture), "--text", "大厅东侧")
    ok(book, "report", "incident", number, "-o", str(tmp_path / "报告.pdf"))
    told = words_of((tmp_path / "报告.pdf").read_bytes())
    for words in ("突发疾病应急预案（范本）", "共10步，完成1步", "不适用：有呼吸", "大厅东侧", "首报"):
        assert words in told, words
    done = run(book.folder, "incident", "step", number, "2", "--mark", "open")
    assert done.returncode == 1 and "请填写原因" in done.stderr


def test_papers_for_the_wall_and_the_telephone(book: Desk, tmp_path: Path) -> None:
    for args, words in (
        (("plan", "fire"), "火灾应急预案"),
        (("plan", "gas", "--paper", "A4"), "燃气泄漏应急预案"),
        (("contacts",), "应急联络卡"),
        (("drills", "2026"), "2026年度应急演练计划"),
    ):
        file = tmp_path / f"{args[0]}.pdf"
        ok(book, "report", *args, "-o", str(file))
        assert words in words_of(file.read_bytes())
