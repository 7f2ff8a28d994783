"""Bookings from the command line: what is booked, one more, one less, a list taken in, the papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from desk.books import centre
from desk.books.bookings import resources
from desk.books.bookings.model import BookingState, Cancellation, SlotRule
from desk.books.centre import Centre, RuleValue
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.bookings import Bookable, set_up
from tests.support.command_line import Done
from tests.support.command_line import desk as run
from tests.support.people import id_number

EVERY_DAY = frozenset(range(8))
BOOKED, CANCELLED = BookingState.BOOKED.label, BookingState.CANCELLED.label


def ahead(days: int) -> str:
    return (date.today() + timedelta(days)).isoformat()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """A book by the clock of this PC, as the command line has it, its counter open on every day."""
    about = Centre("示例邻里中心", "示例区", telephone="0595-12345")
    made, _recovery = new_data_file.create(tmp_path / "own", about, "管理员", PASSWORD, cost=CHEAP)
    with made.write() as work:
        there: Bookable = set_up(work)
        for resource in (there.counter, there.hall):
            resources.save_rules(work, resource, [SlotRule(resource, 540, 720, 30, EVERY_DAY, places=2)])
        resources.save_rules(work, there.hall, [SlotRule(there.hall, 480, 1260, 60, EVERY_DAY)])
        centre.save_rules(work, {"booking_days_ahead": RuleValue(30, "")})
    made.close()
    yield made


def booking(desk: Desk, *args: str) -> Done:
    return run(desk.folder, "booking", *args)


def at_the_counter(desk: Desk, person: str, time: str = "09:00", *more: str) -> Done:
    return booking(desk, "add", "综合窗口", ahead(3), time, "--person", person, "--item", "医保参保登记", *more)


def test_a_booking_is_made_listed_and_cancelled(own: Desk) -> None:
    made = at_the_counter(own, id_number(serial=100))
    assert made.returncode == 0, made.stderr
    line, number = made.stdout.splitlines()
    assert line == f"{number}　{ahead(3)} 09:00-09:30　综合窗口　张*丰　医保参保登记　{BOOKED}"
    listed = booking(own, "list", "--from", ahead(3))
    assert listed.stdout.splitlines() == [line] and "张三丰" not in listed.stdout
    assert (
        booking(own, "list", "--from", ahead(0), "--to", ahead(9), "--what", "多功能厅").stdout == "这些天没有预约。\n"
    )
    assert (
        booking(own, "list", "--from", ahead(3), "--state", BookingState.WAITING.label).stdout == "这些天没有预约。\n"
    )
    gone = booking(own, "cancel", number, "--reason", "本人有事")
    assert gone.stdout == line.replace(BOOKED, f"{CANCELLED}（{Cancellation.EARLY.label}）") + "\n"
    assert booking(own, "list", "--from", ahead(3), "--state", "cancelled").stdout == gone.stdout
    again = booking(own, "cancel", number)
    assert again.returncode == 1 and again.stderr.count(CANCELLED) == 2 and again.stderr.count("\n") == 1


def test_a_room_is_booked_by_a_team_until_a_time(own: Desk) -> None:
    team = (
        "--party",
        "太极队",
        "--contact",
        "李小明",
        "--telephone",
        "13800001111",
        "--purpose",
        "排练",
        "--people",
        "20",
    )
    made = booking(own, "add", "多功能厅", ahead(5), "14:30-16:00", *team)
    assert made.stdout.splitlines()[0].endswith(f"{ahead(5)} 14:30-16:00　多功能厅　太极队　排练　{BOOKED}")
    lost = booking(own, "add", "多功能厅", ahead(5), "15:00-17:00", *team, "--party", "舞蹈队")
    assert lost.returncode == 1 and "已约满" in lost.stderr and "太极队" in lost.stderr
    waits = booking(own, "add", "多功能厅", ahead(5), "15:00-17:00", *team, "--party", "舞蹈队", "--waits")
    assert waits.returncode == 0 and BookingState.WAITING.label in waits.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (
            ("add", "三号窗口", "DAY", "09:00"),
            1,
            "没有名称为“三号窗口”的窗口或场地，请填写：综合窗口、多功能厅、阅览室。",
        ),
        (("add", "综合窗口", "DAY", "9点左右"), 1, "“9点左右”"),
        (("add", "综合窗口", "DAY", "09:00"), 1, "预约须用本人姓名"),
        (("add", "综合窗口", "gestern", "09:00"), 2, "gestern"),
        (("add", "综合窗口", "DAY", "09:00", "--person", "张三丰"), 1, "居民中有6人同名，请补填证件号码。"),
        (("add", "综合窗口", "DAY", "09:00", "--person", "王小二"), 1, "居民中没有“王*二”，请先登记此人。"),
        (
            ("add", "综合窗口", "DAY", "09:00", "--person", id_number(serial=9)),
            1,
            "居民中没有此证件号码，请先登记此人。",
        ),
        (("add", "综合窗口", "DAY", "09:00", "--item", "办点事"), 1, "没有服务事项“办点事”"),
        (("add", "多功能厅", "DAY", "09:00"), 1, "请填写场地使用的起止时间"),
        (("add", "多功能厅", "DAY", "09:00-10:00", "--people", "0"), 2, "--people"),
        (("add", "多功能厅", "DAY", "09:00-10:00", "--channel", "飞鸽"), 2, "飞鸽"),
        (("cancel", "Y20200101-001"), 1, "没有预约号Y20200101-001，请核对。"),
        (("list", "--from", "DAY", "--to", "2020-01-01"), 2, ""),
        (("list", "--what", "大礼堂"), 1, "没有名称为“大礼堂”的窗口或场地"),
    ],
)
def test_wrong_use_is_told_and_books_nothing(own: Desk, args: tuple[str, ...], code: int, said: str) -> None:
    done = booking(own, *(ahead(2) if each == "DAY" else each for each in args))
    assert done.returncode == code and said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and (code == 2 or done.stderr.count("\n") == 1)
    assert booking(own, "list", "--from", ahead(0), "--to", ahead(9)).stdout == "这些天没有预约。\n"


def test_the_centres_own_cancelling_wants_a_reason(own: Desk) -> None:
    number = at_the_counter(own, id_number(serial=100)).stdout.splitlines()[-1]
    refused = booking(own, "cancel", number, "--by-us")
    assert refused.returncode == 1 and "请填写原因" in refused.stderr
    done = booking(own, "cancel", number, "--by-us", "--reason", "停电")
    assert f"{CANCELLED}（{Cancellation.BY_US.label}）" in done.stdout


def test_every_paper_of_the_bookings(own: Desk, tmp_path: Path) -> None:
    number = at_the_counter(own, id_number(serial=100)).stdout.splitlines()[-1]
    for name, *args in (
        ("预约单.pdf", "booking-slip", number),
        ("预约单.txt", "booking-slip", number),
        ("名单.pdf", "door-list", "--day", ahead(3)),
        ("安排.pdf", "room-timetable", "--paper", "A3", "--room", "多功能厅"),
        ("申请表.pdf", "room-form"),
        ("时段.txt", "free-times", "--days", "3", "--what", "综合窗口"),
        ("一览.xlsx", "bookings", "--from", ahead(0), "--to", ahead(9)),
    ):
        done = run(own.folder, "report", *args, "-o", str(tmp_path / name))
        assert done.returncode == 0 and (tmp_path / name).stat().st_size > 100, done.stderr
    assert number in (tmp_path / "预约单.txt").read_text("utf-8")
    wrong = run(own.folder, "report", "booking-slip", "Y1", "-o", str(tmp_path / "x.pdf"))
    assert wrong.returncode == 1 and wrong.stderr == "没有预约号Y1，请核对。\n" and not (tmp_path / "x.pdf").exists()


def test_a_list_is_taken_in_by_its_template(own: Desk, tmp_path: Path) -> None:
    file = tmp_path / "模板.xlsx"
    assert run(own.folder, "import-template", "bookings", "-o", str(file)).returncode == 0
    book = openpyxl.load_workbook(file)
    table = book["预约名单"]
    heads = [str(cell.value).rstrip("*") for cell in table[1]]
    row = {"窗口或场地": "综合窗口", "预约日期": ahead(4), "时间": "10:00", "证件号码": id_number(serial=101)}
    row |= {"服务事项": "医保参保登记", "预约渠道": "微信"}
    table.append([row.get(head) for head in heads])
    book.save(file)
    done = run(own.folder, "import", "bookings", str(file))
    assert done.returncode == 0, done.stderr
    (line,) = booking(own, "list", "--from", ahead(4)).stdout.splitlines()
    number = line.partition("　")[0]
    assert "10:00-10:30　综合窗口　张*丰" in line
    again = run(own.folder, "import", "预约名单", str(file))
    assert again.returncode == 2 and f"已有预约：{number}" in again.stderr
