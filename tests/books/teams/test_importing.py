"""A list of members as a branch keeps it: taken in, out again, and brought up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desk.books import imports, residents
from desk.books.orders.model import OrderKind
from desk.books.teams import members, queries, sheet_times
from desk.books.teams.columns import COLUMNS, exported
from desk.books.teams.importing import SPEC
from desk.books.teams.model import HalfDay, MemberKind
from desk.books.teams.sheet_times import NotATime
from desk.core.errors import Refused
from desk.core.sheet_columns import cells_of, words_of
from desk.services.session import Desk
from tests.support.teams import FIRST, SECOND, joined, resident, two_teams

HEADERS = (
    "突击队",
    "姓名",
    "政治面貌",
    "手机号",
    "身份证号",
    "擅长",
    "技能特长",
    "网格",
    "服务时间",
    "加入时间",
    "队长",
)
REPAIR = words_of(OrderKind.REPAIR)
Row = dict[str, object]


def listed(folder: Path, *rows: Row) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HEADERS)
    for row in rows:
        book.active.append([row.get(header) for header in HEADERS])
    book.save(file := folder / "队员名单.xlsx")
    return file


def taken_in(desk: Desk, file: Path) -> None:
    with desk.write() as work:
        imports.store(work, imports.prepare(work, "members", file), file)


def test_rows_become_members_and_what_is_known_comes_from_the_record(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        two_teams(work)
        person = residents.find(work, resident(work))
    file = listed(
        tmp_path,
        {"突击队": FIRST, "姓名": "司马相如", "政治面貌": "中共党员", "身份证号": person.id_number, "队长": "是"},
        {"突击队": SECOND, "姓名": "东方朔月", "手机号": "138 0000 1111", "擅长": REPAIR, "服务时间": "周末、周一晚上"},
    )
    taken_in(desk, file)
    with desk.read() as work:
        known, other = queries.active_members(work)
    assert (known.resident_id, known.telephone, known.kind, known.leads) == (
        person.id,
        person.telephone,
        MemberKind.PARTY,
        True,
    )
    assert (other.kind, other.telephone, other.skills) == (MemberKind.VOLUNTEER, "13800001111", ("repair",))
    assert len(other.times) == 7 and (0, HalfDay.EVENING) in other.times


def test_what_is_wrong_in_a_row_is_told_and_who_is_there_is_doubtful(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        first, _second = two_teams(work)
        joined(work, first, "东方朔月", telephone="13800001111")
    file = listed(
        tmp_path,
        {
            "突击队": "没有的队",
            "姓名": "甲乙丙",
            "擅长": "开飞机",
            "服务时间": "有空就来",
            "身份证号": "350599198001011239",
        },
        {"突击队": SECOND, "姓名": "东方朔月", "手机号": "13800001111"},
    )
    with desk.read() as work:
        prepared = imports.prepare(work, "members", file)
    said = "\n".join(bad.text for bad in prepared.rejected)
    assert all(text in said for text in ("没有的队", "开飞机", "有空就来"))
    assert prepared.doubles, "somebody who is in a team is probably the same"


def test_the_export_is_read_back_into_an_empty_book_number_for_number(desk: Desk) -> None:
    with desk.write() as work:
        first, second = two_teams(work)
        joined(work, first, "", resident_id=resident(work), times=((5, HalfDay.MORNING),), leads=True)
        joined(work, second, "东方朔月", skills=("repair", "company"), abilities="水电、木工", village_group="三组")
        before = queries.active_members(work)
        cells = [cells_of(COLUMNS, each) for each in exported(work)]
        work.connection.execute(queries.team_members.delete())
        reader = SPEC.reader(work, False)
        for row in cells:
            members.join(work, reader(row))
        after = queries.active_members(work)
    assert [each.number for each in after] == [each.number for each in before]
    for was, now in zip(before, after, strict=True):
        assert replace(now, id=was.id) == was


def test_nothing_is_stored_when_one_row_cannot_be(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        two_teams(work)
    file = listed(tmp_path, {"突击队": FIRST, "姓名": "甲乙丙"}, {"突击队": FIRST, "姓名": "丁戊己"})
    with desk.read() as work:
        prepared = imports.prepare(work, "members", file)
    with desk.write() as work:
        joined(work, queries.all_teams(work)[0].id, "丁戊己")
    with pytest.raises(Refused), desk.write() as work:
        imports.store(work, prepared, Path("队员名单.xlsx"))
    with desk.read() as work:
        assert [each.name for each in queries.active_members(work)] == ["丁戊己"]


@pytest.mark.parametrize(
    ("written", "many"),
    [
        ("", 0),
        ("随时", 0),
        ("周一上午", 1),
        ("周六全天", 3),
        ("星期天", 3),
        ("工作日晚上，周末", 11),
        ("每天上午 礼拜一下午", 8),
    ],
)
def test_times_as_people_write_them(written: str, many: int) -> None:
    times = sheet_times.times_in(written)
    assert len(times) == many
    assert sheet_times.times_in(sheet_times.written(times)) == times


def test_what_is_no_time_is_named() -> None:
    with pytest.raises(NotATime, match="有空"):
        sheet_times.times_in("周一上午、有空就来")
