from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from desk.books import catalogue, imports, residents, sample
from desk.books.imports import PreparedImport
from desk.core.errors import Cancelled, DeskError, NotAllowed, Refused
from desk.core.permissions import Role
from desk.services import accounts, data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.support.people import id_number

GOOD = id_number(date(1980, 1, 1), 123)
OTHER = id_number(date(1950, 3, 8), 2)


def prepare(desk: Desk, file: Path, kind: str = "residents", **mapped: str) -> PreparedImport:
    with desk.read() as work:
        return imports.prepare(work, kind, file, imports.Reading(mapped))


def csv(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "table.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_in_any_usual_coding_and_column_order(desk: Desk, tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["村组", "手机号码", "身份证号", "姓名"], ["三组", "13800005678", GOOD, "张𬱖丰"], ["", "", "", "李四"]]
    file = csv(tmp_path, "\n".join(separator.join(row) for row in rows), encoding)
    prepared = prepare(desk, file)
    assert prepared.rejected == [] and accounts.take_in(desk, prepared, file) == 2
    with desk.read() as work:
        found = residents.search(work, "张𬱖")
    assert [(f.name, f.village_group, f.age) for f in found] == [("张𬱖丰", "三组", 46)]
    assert data_check.problems(desk) == []


def test_a_workbook_with_titles_merged_headers_real_dates_and_numbers(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["凤亭村居民登记表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["制表：2026年"])
    sheet.append(["序号", "姓名", "证件", None, "联系电话", "出生日期"])
    sheet.append([None, None, "类型", "号码", None, None])
    sheet.merge_cells("C3:D3")
    sheet.append([1, "王一", "居民身份证", GOOD, 13800005678, None])
    sheet.append([2, "陈二", "无证件", None, "", datetime(2015, 6, 1)])
    sheet.append([3, "林三", None, None, None, "2016年5月3日"])
    file = tmp_path / "table.xlsx"
    book.save(file)
    prepared = prepare(desk, file)
    assert prepared.rejected == []
    people = [details for _row, details in prepared.good]
    assert [p.name for p in people] == ["王一", "陈二", "林三"]
    assert people[0].id_number == GOOD and people[0].telephone == "13800005678"
    assert [p.birth for p in people[1:]] == [date(2015, 6, 1), date(2016, 5, 3)]
    assert [place.row for place, _details in prepared.good] == [5, 6, 7]


def test_every_bad_row_is_told_with_row_field_and_reason_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    lines = [
        "姓名,身份证号,电话,出生日期",
        f"张三,{GOOD},,",
        "李四,35059919800101123,12,",
        f"王五,{GOOD},,",
        ",,13800005678,",
        "赵六,,,2016-13-40",
        "=1+1,,,",
        f"{'长' * 200},,,",
    ]
    prepared = prepare(desk, csv(tmp_path, "\n".join(lines)))
    told = [(bad.row, bad.field) for bad in prepared.rejected]
    assert told == [
        (3, "身份证号"),
        (3, "联系电话"),
        (4, "身份证号"),
        (5, "姓名"),
        (6, "出生日期"),
        (7, "姓名"),
        (8, "姓名"),
    ]
    assert "第2行重复" in prepared.rejected[2].message and GOOD not in prepared.rejected[2].message
    assert len(prepared.good) == 1
    with desk.read() as work:
        assert residents.search(work, "张三") == []


def test_what_is_in_the_book_already_is_a_rejected_row(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, f"姓名,身份证号\n张三,{GOOD}")
    accounts.take_in(desk, prepare(desk, file), file)
    assert "台账中已有" in prepare(desk, file).rejected[0].message


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\n\n,,\n", "a.csv", "是空的"),
        ("电话\n138".encode(), "a.csv", "缺少这些列：姓名"),
        (b"just text", "a.xlsx", "不是工作簿或已损坏"),
        (b"", "a.xlsx", "是空文件"),
        (b"", "a.csv", "是空文件"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), "a.jpg", "不是表格"),
        (b"P", "a.ods", "不是工作簿"),
        (b"\x00K\x03\x04<\x08 broken at its head", "a.xlsx", "不是工作簿"),
        (b"<html><table></table></html>", "a.xls", "网页"),
        (b"\n<table><tr><td>", "a.xls", "网页"),
        (b"PK\x03\x04 broken", "a.xlsx", "无法读取"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "a.xls", "无法读取"),
    ],
)
def test_what_is_no_such_table_gets_words(desk: Desk, tmp_path: Path, content: bytes, name: str, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Refused, match=words):
        prepare(desk, file)


def test_headers_can_be_mapped_by_hand(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, f"Who,Card\n张三,{GOOD}")
    prepared = prepare(desk, file, name="Who", id_number="Card")
    assert len(prepared.good) == 1
    with pytest.raises(Refused, match="没有“Nobody”"):
        prepare(desk, file, name="Nobody")


def test_formula_and_sql_text_stay_text(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, "姓名,备注\n张三,=cmd|' /C calc'!A0\n李四,'); DROP TABLE residents;--")
    assert accounts.take_in(desk, prepare(desk, file), file) == 2
    with desk.read() as work:
        notes = [
            residents.find(work, hit.id).note
            for hit in (*residents.search(work, "张三"), *residents.search(work, "李四"))
        ]
    assert notes == ["=cmd|' /C calc'!A0", "'); DROP TABLE residents;--"]


def test_the_sample_catalogue_has_every_field_and_all_modes(desk: Desk) -> None:
    with desk.write() as work:
        items = sample.take_in_catalogue(work)
    assert len(items) >= 80 and all(item.sample and item.department for item in items)
    counted = catalogue.count_by_mode(items)
    assert all(counted.values()) and sum(counted.values()) == len(items)
    assert len({item.department for item in items}) >= 12


def test_services_with_days_and_fees_in_words(desk: Desk, tmp_path: Path) -> None:
    text = (
        "事项编码,事项名称,主管部门,办理方式,承诺时限,收费,所需材料\n"
        "X1,登记,民政局,就近办,5个工作日,￥1,1\nX2,查询,民政局,随便办,0,,\nX3,查询,民政局,马上办,3,,"
    )
    prepared = prepare(desk, csv(tmp_path, text.replace("￥1,1", "￥10.5,甲；乙")), "services")
    ((_row, item),) = prepared.good
    assert (item.promised_days, item.fee, item.materials) == (5, 1050, ("甲", "乙"))
    assert [(bad.row, bad.field) for bad in prepared.rejected] == [(3, "办理方式"), (4, "承诺工作日")]


def test_imported_staff_sign_in_with_their_first_password(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, "姓名,角色,初始密码\n林小芳,值班人员,first-pass-1\n陈主任,带班领导,")
    accounts.take_in(desk, prepare(desk, file, "staff"), file)
    other = sign_in(desk.folder, "林小芳", "first-pass-1", desk.clock)
    assert other.actor.role is Role.CLERK
    with other.read() as work, pytest.raises(NotAllowed):
        imports.prepare(work, "residents", file)
    other.close()


def test_a_large_import_can_be_stopped_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    file = csv(tmp_path, "姓名\n" + "\n".join("张三李四王五"[i % 6] + "小明" for i in range(3000)))
    prepared = prepare(desk, file)
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        seen.append(done)
        if done >= 2000:
            raise Cancelled

    with pytest.raises(DeskError):
        accounts.take_in(desk, prepared, file, progress)
    assert seen == [0, 1000, 2000]
    with desk.read() as work:
        assert residents.search(work, "张小明") == []
    assert data_check.problems(desk) == []
