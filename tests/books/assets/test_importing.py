"""The spreadsheets that centres keep: any order of columns, below titles, with everything people write into cells."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from desk.books import imports
from desk.books.assets import cards, queries
from desk.books.assets.columns import COLUMNS
from desk.books.assets.import_rows import AssetRowReader
from desk.books.assets.model import AssetCondition, AssetSource
from desk.books.assets.queries import AssetFilter
from desk.books.centre import all_venues
from desk.books.imports import PreparedImport
from desk.books.invariants import book_problems
from desk.core.errors import Invalid
from desk.services import accounts
from desk.services.session import Desk
from tests.support.assets import HALL, add, set_up

HEADERS = [
    "序号",
    "固定资产编号",
    "资产名称",
    "规格型号",
    "单位",
    "数量",
    "单价（元）",
    "金额",
    "购置日期",
    "存放地点",
    "使用人",
    "使用状况",
    "备注",
]
ROW: dict[str, Any] = {
    "固定资产编号": "G-001",
    "资产名称": "台式电脑",
    "规格型号": "启天M420",
    "单位": "台",
    "数量": 1,
    "单价（元）": 4500,
    "金额": 4500,
    "购置日期": "2023-05-01",
    "存放地点": HALL,
    "使用人": "林小芳",
    "使用状况": "在用",
}


def workbook(path: Path, *rows: dict[str, Any], above: int = 2) -> Path:
    """A sheet with title rows, a header and these rows; what they do not say is as in ``ROW``."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for n in range(above):
        sheet.append(["示例中心固定资产台账" if n == 0 else None])
    sheet.append(HEADERS)
    for row in rows:
        sheet.append([(ROW | row).get(name) for name in HEADERS])
    book.save(path)
    return path


def prepared(desk: Desk, path: Path, *, clean: bool = False, **mapped: str) -> PreparedImport:
    with desk.read() as work:
        return imports.prepare(work, "assets", path, imports.Reading(mapped, clean=clean))


@pytest.fixture
def centre(desk: Desk) -> Desk:
    with desk.write() as work:
        set_up(work)
    return desk


def test_a_usual_table_is_taken_in(centre: Desk, tmp_path: Path) -> None:
    rows = [
        {},
        {
            "固定资产编号": "G-002",
            "资产名称": "折叠椅",
            "单位": None,
            "数量": "40把",
            "单价（元）": "￥80.00",
            "金额": "￥3,200.00",
            "购置日期": "2023.5.1",
            "存放地点": "便民服务大厅东侧",
            "使用状况": "良好",
        },
        {
            "固定资产编号": "G-003",
            "资产名称": "党建宣传栏",
            "单价（元）": None,
            "金额": "1.2万",
            "购置日期": "2023年5月",
            "存放地点": "文体活动区",
        },
        {"固定资产编号": "G-004", "资产名称": "空调", "购置日期": 45047, "使用状况": "待修", "存放地点": "一楼走廊"},
        {"固定资产编号": "合计", "资产名称": None, "数量": 43, "单价（元）": None, "金额": 99999},
    ]
    book = prepared(centre, workbook(tmp_path / "台账.xlsx", *rows), department="序号")
    assert [(bad.row, bad.message) for bad in book.rejected] == [(6, "请填写资产分类，名称无法判断分类。")]
    rows[2]["资产名称"] = "宣传栏展架"
    book = prepared(centre, workbook(tmp_path / "台账.xlsx", *rows))
    assert not book.rejected
    assert [each.text for each in book.mended][-1] == "第8行，资产编号：是表格下面的合计或签字行，未导入"
    assert book.columns["number"] == "固定资产编号"
    assert book.unknown == ("序号",)
    assert book.first[1][5] == "40把"
    assert accounts.take_in(centre, book, tmp_path / "台账.xlsx") == 4
    with centre.read() as work:
        found = {one.number: one for one in queries.page(work, AssetFilter())}
        assert book_problems(work) == []
    chairs, board, cooler = found["G-002"], found["G-003"], found["G-004"]
    assert (chairs.quantity, chairs.unit, chairs.value, chairs.acquired_on) == (40, "把", 320_000, date(2023, 5, 1))
    assert (chairs.venue, chairs.spot, chairs.class_code) == (HALL, "东侧", "A050103")
    assert (board.value, board.acquired_on, board.zone, board.spot) == (1_200_000, date(2023, 5, 1), "文体活动区", "")
    assert (cooler.condition, cooler.acquired_on, cooler.spot) == (AssetCondition.REPAIR, date(2023, 5, 1), "一楼走廊")
    assert found["G-001"].class_code == "A02010105"
    assert found["G-001"].life_months == 72


def test_a_thing_called_total_with_a_number_is_no_sum_below_the_table(centre: Desk, tmp_path: Path) -> None:
    rows = (
        {"资产名称": "合计"},
        {"固定资产编号": None, "资产名称": "合计"},
        {"固定资产编号": "合计", "资产名称": "2件"},
    )
    book = prepared(centre, workbook(tmp_path / "台账.xlsx", *rows))
    assert [(bad.row, bad.message) for bad in book.rejected] == [(4, "请填写资产分类，名称无法判断分类。")]
    assert [mend.row for mend in book.mended] == [5, 6] and book.good == []


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"金额": -5, "单价（元）": None}, "原值", "金额为负（-5），价值不能为负数。"),
        ({"购置日期": "2027-01-01"}, "购置日期", "2027年1月1日尚未到，请填写实际取得的日期。"),
        ({"购置日期": "2099-01-01"}, "购置日期", "“2099-01-01”不在1900年至2036年之间，请核对年份。"),
        ({"购置日期": None}, "购置日期", "请填写取得日期。"),
        ({"购置日期": "去年"}, "购置日期", "“去年”不是日期，请写成2026-01-31这样。"),
        ({"固定资产编号": None}, "资产编号", "请填写资产编号。"),
        ({"固定资产编号": "G-000"}, "资产编号", "G-000 与第4行重复"),
        ({"固定资产编号": "ZC000001"}, "资产编号", "ZC000001 台账中已有"),
        ({"数量": "若干"}, "数量", "“若干”不是整数。"),
        ({"金额": 9000}, "原值", "单价乘以数量是4,500.00元，不是9,000.00元。"),
        ({"使用状况": "出借"}, "使用状况", "请按“在用”入账，再在程序里登记出借。"),
        ({"使用状况": "已报废"}, "使用状况", "“已报废”：已不在的资产不入账。"),
        ({"资产名称": None}, "资产名称", "请填写资产名称。"),
    ],
)
def test_each_bad_row_is_told_and_nothing_is_stored(
    centre: Desk, tmp_path: Path, wrong: dict[str, Any], field: str, words: str
) -> None:
    with centre.write() as work:
        add(work)
    path = workbook(tmp_path / "台账.xlsx", {"固定资产编号": "G-000"}, {"固定资产编号": "G-009"} | wrong)
    book = prepared(centre, path)
    assert [(bad.row, bad.message) for bad in book.rejected if bad.message] == [(5, words)]
    assert book.rejected[0].field in (field, "资产编号", "购置日期", "原值", "数量", "使用状况", "资产名称")
    assert len(book.good) == 1


def test_cleaning_mends_and_tells_every_mend(centre: Desk, tmp_path: Path) -> None:
    rows = [
        {},
        {"资产名称": "备用电脑"},
        {"固定资产编号": None},
        {"固定资产编号": "G-3", "购置日期": "不详"},
        {"固定资产编号": "G-4", "购置日期": "2027-01-01"},
        {"固定资产编号": "G-5", "使用状况": "出借"},
        {"固定资产编号": "G-6", "资产名称": None},
        {"固定资产编号": "G-7", "金额": -1, "单价（元）": None},
    ]
    path = workbook(tmp_path / "台账.xlsx", *rows)
    book = prepared(centre, path, clean=True)
    assert [(bad.row, bad.message) for bad in book.rejected] == [(11, "金额为负（-1），价值不能为负数。")]
    assert [(each.row, each.message) for each in book.mended] == [
        (5, "编号 G-001 已被占用，由程序顺序编号"),
        (6, "没有编号，由程序顺序编号"),
        (7, "没有可用日期，按今天入账"),
        (8, "2027年1月1日尚未到，按今天入账"),
        (9, "按“在用”入账，请补登出借"),
        (10, "未填分类且名称无法判断，按“设备”入账"),
        (10, "没有名称，取名“启天M420”"),
    ]
    accounts.take_in(centre, book, path)
    with centre.read() as work:
        found = {one.number: one for one in queries.page(work, AssetFilter())}
    assert sorted(found) == ["G-001", "G-3", "G-4", "G-5", "G-6", "ZC000001", "ZC000002"]
    assert found["ZC000001"].note == "表中编号：G-001"
    assert found["G-3"].note == "表中日期：不详"


def test_two_serial_numbers_alike_are_told(centre: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("资产名称,购置日期,序列号\n电脑,2024-01-01,SN1\n打印机,2024-01-01,SN1\n", "utf-8")
    assert [(bad.row, bad.message) for bad in prepared(centre, path).rejected] == [(3, "序列号 SN1 已用于电脑。")]


def test_a_foreign_table_comes_in_through_its_map(centre: Desk, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["Asset Tag", "Item", "Category", "Purchase Cost", "Purchase Date", "Status", "Serial", "Assigned To"]
        )
        writer.writerow(
            ["1001", "MacBook Pro", "Laptops", "$1,299.00", "03/15/2021", "Ready to Deploy", "C02", "Jane Roe"]
        )
        writer.writerow(["1002", "Office Chair", "Furniture", "85.5", "15-Mar-2021", "In Stock", "", ""])
    book = prepared(
        centre,
        path,
        number="Asset Tag",
        name="Item",
        original_value="Purchase Cost",
        acquired_on="Purchase Date",
        condition="Status",
        custodian="Assigned To",
        **{"class": "Category"},
    )
    assert not book.rejected
    accounts.take_in(centre, book, path)
    with centre.read() as work:
        mac, chair = queries.page(work, AssetFilter())
    assert (mac.class_code, mac.value, mac.acquired_on, mac.serial) == ("A02010108", 129_900, date(2021, 3, 15), "C02")
    assert (chair.class_code, chair.condition, chair.source) == ("A0501", AssetCondition.IDLE, AssetSource.BOUGHT)


def test_of_fifty_sheets_the_one_with_the_ledger_is_read(centre: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for n in range(50):
        sheet = book.create_sheet(f"表{n}")
        sheet.append(["姓名", "电话"] if n != 37 else HEADERS)
        sheet.append(["示例", "1"] if n != 37 else [ROW.get(name) for name in HEADERS])
    path = tmp_path / "五十张表.xlsx"
    book.save(path)
    found = prepared(centre, path)
    assert (found.taken_sheets, len(found.good), found.rejected) == (("表37",), 1, [])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023.5.1", date(2023, 5, 1)),
        ("2023年5月", date(2023, 5, 1)),
        ("2023-05", date(2023, 5, 1)),
        (45047, date(2023, 5, 1)),
        ("20230501", date(2023, 5, 1)),
        ("3/15/2021", date(2021, 3, 15)),
        ("15/3/2021", date(2021, 3, 15)),
        ("Mar 15, 2021", date(2021, 3, 15)),
        (datetime(2023, 5, 1, 8), date(2023, 5, 1)),
    ],
)
def test_days_as_people_write_them(centre: Desk, tmp_path: Path, written: Any, day: date) -> None:
    """The month is enough for a thing: depreciation counts from the next one."""
    found = prepared(centre, workbook(tmp_path / "台账.xlsx", {"购置日期": written}))
    assert [card.acquired_on for _row, card in found.good] == [day]


@pytest.mark.parametrize("clean", [False, True])
@pytest.mark.parametrize("written", ["3/1/23", "05/03/2021", "05.03.2021", "27.1.5", "1月5日", "15-Mar-21"])
def test_a_day_with_several_readings_is_asked_about_and_never_mended(
    centre: Desk, tmp_path: Path, written: str, clean: bool
) -> None:
    found = prepared(
        centre, workbook(tmp_path / "台账.xlsx", {}, {"固定资产编号": "G-2", "购置日期": written}), clean=clean
    )
    assert [bad.field for bad in found.rejected] == ["购置日期"] and written in found.rejected[0].message
    assert found.question is not None and found.question.samples == (written,)


@pytest.mark.parametrize("written", ["2023Q1", "2023"])
def test_a_quarter_or_a_year_is_no_day(centre: Desk, tmp_path: Path, written: str) -> None:
    found = prepared(centre, workbook(tmp_path / "台账.xlsx", {"购置日期": written}))
    assert [bad.field for bad in found.rejected] == ["购置日期"] and found.question is None


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("￥1,234.50", 123450),
        ("0.285", 29),
        (0.285, 29),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("1234.505", 123451),
        ("１，２３４．５", 123450),
    ],
)
def test_amounts_as_ledgers_have_them(centre: Desk, tmp_path: Path, written: Any, fen: int) -> None:
    found = prepared(centre, workbook(tmp_path / "台账.xlsx", {"金额": written, "单价（元）": None}))
    assert [card.value for _row, card in found.good] == [fen]


@pytest.mark.parametrize(
    "written",
    [
        "27,83",
        "11230,80",
        "1234,56",
        "1.234,50",
        "1e3",
        "1_000",
        "nan",
        "inf",
        "①",
        "²",
        "9" * 5000,
        "1百万",
        "1万万",
        "٣",
        "九百",
        "1,2,3",
        "--1",
    ],
)
def test_a_number_that_could_be_guessed_only_stops_its_row_and_never_the_import(
    centre: Desk, tmp_path: Path, written: str
) -> None:
    """The good row stands; of three others each has it in another column. Cleaning mends the last: a life may be
    left open."""
    file = tmp_path / "台账.csv"
    good = {
        "资产编号": "G-1",
        "资产名称": "台式电脑",
        "购置日期": "2023-05-01",
        "金额": "45",
        "数量": "1",
        "使用年限": "6",
    }
    wrong = [
        good | {"资产编号": f"G-{at}", column: written} for at, column in enumerate(("金额", "数量", "使用年限"), 2)
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([good, *(row.values() for row in (good, *wrong))])
    for clean in (False, True):
        found = prepared(centre, file, clean=clean)
        assert len(found.good) == 1 + clean
        assert [bad.row for bad in found.rejected] == ([3, 4] if clean else [3, 4, 5])
        assert [bad.row for bad in found.mended] == ([5] if clean else [])


def test_the_columns_of_an_accountants_ledger(centre: Desk, tmp_path: Path) -> None:
    file = tmp_path / "财务.csv"
    file.write_text(
        "卡片编号,资产名称,出厂号,数量,采购价格,采购日期,增加方式,销货单位,使用状态,残值率,累计折旧,净值\n"
        "G-1,台式电脑,SN-1,1,4500,2023-05-01,接受捐赠,某某公司,正常在用,5%,1425,3075\n"
        "G-2,投影仪,,1,3000,2023-05-01,购置,,停用,0.03,1000,2100\n"
        "G-3,打印机,,1,800,2023-05-01,购置,,待维修,1,,\n",
        "utf-8",
    )
    found = prepared(centre, file)
    ((_row, card),) = found.good
    assert (card.serial, card.value, card.acquired_on, card.supplier) == ("SN-1", 450_000, date(2023, 5, 1), "某某公司")
    assert (card.source, card.condition, card.residual) == (AssetSource.DONATED, AssetCondition.IN_USE, 500)
    assert card.note == "台账所载累计折旧：1,425.00元；台账所载净值：3,075.00元"
    assert [(bad.row, bad.field, bad.message) for bad in found.rejected] == [
        (3, "净值", "原值3,000.00减累计折旧1,000.00应为2,000.00元，不是2,100.00元。"),
        (4, "预计净残值率", "“1”不是净残值率，请写成5%这样的形式。"),
    ]


@pytest.mark.parametrize("header", ["采购日期", "开始使用日期", "启用"])
def test_the_day_goes_by_many_names(centre: Desk, tmp_path: Path, header: str) -> None:
    file = tmp_path / "日期.csv"
    file.write_text(f"资产名称,{header},残值率\n台式电脑,2023-05-01,0.03\n", "utf-8")
    ((_row, card),) = prepared(centre, file).good
    assert (card.acquired_on, card.residual) == (date(2023, 5, 1), 300)


def test_what_makes_a_number_text_and_what_nobody_sees_stay_out_of_the_ledger(centre: Desk, tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text('资产编号,资产名称,购置日期,出厂编号\n"=""G-7""",台式\x07电脑,2023-05-01,"=""SN-7"""\n', "utf-8")
    found = prepared(centre, file, serial="出厂编号")
    assert [(card.number, card.name, card.serial) for _row, card in found.good] == [("G-7", "台式电脑", "SN-7")]


CELL = st.one_of(
    st.text("林·’ ‧‐Ａ１，\u3000\u200b\ufeff\t\n\x07a1-", max_size=12),
    st.sampled_from(["", 1.0, True, None, date(2023, 5, 1)]),
)


def test_what_nobody_sees_behind_a_room_is_no_place(centre: Desk) -> None:
    with centre.read() as work:
        room = all_venues(work)[0].name
        read = AssetRowReader(work, False)
        card = read({"name": "椅子", "acquired_on": date(2023, 5, 1), "location": f"{room}·\u200b"})
        assert card is not None and card.spot == ""
        nowhere = read({"name": "椅子", "acquired_on": date(2023, 5, 1), "location": "\ufeff"})
        assert nowhere is not None and nowhere.spot == ""


@given(cells=st.dictionaries(st.sampled_from(sorted(set(COLUMNS) - {"quantity", "acquired_on"})), CELL))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_texts_of_a_card_that_was_read_need_no_more_tidying(desk: Desk, cells: dict[str, Any]) -> None:
    with desk.read() as work:
        try:
            card = AssetRowReader(work, False)({"name": "椅子", "acquired_on": date(2023, 5, 1), **cells})
        except Invalid:
            return
        assert card is None or cards.tidy(work, card) == card


def test_only_what_a_village_owns_keeps_a_rest_unless_the_list_says_so(centre: Desk, tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text(
        "资产编号,资产名称,购置日期,金额,产权,预计净残值率\n"
        "R-1,台式电脑,2023-05-01,4500,,\n"
        "R-2,台式电脑,2023-05-01,4500,村集体,\n"
        "R-3,台式电脑,2023-05-01,4500,村集体,3%\n"
        "R-4,台式电脑,2023-05-01,4500,,5%\n",
        "utf-8",
    )
    found = prepared(centre, file)
    assert {card.number: card.residual for _row, card in found.good} == {"R-1": 0, "R-2": 500, "R-3": 300, "R-4": 500}
