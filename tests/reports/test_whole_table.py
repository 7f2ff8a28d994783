"""Templates that are filled in, and complete exports, come back through the import as they were meant."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from desk.books import disclosure, imports, residents, updates
from desk.books.centre import Centre
from desk.books.imports import spec_of
from desk.books.residents import ResidentDetails
from desk.core import sheet_process
from desk.core.clock import Clock
from desk.core.errors import Invalid, NotAllowed
from desk.core.permissions import Role
from desk.core.sheet_columns import CellKind
from desk.core.words import _
from desk.core.work import Actor, Work
from desk.reports import whole_table
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.people import CHARACTERS, id_number
from tests.support.sheet_columns import column as column_of
from tests.support.whole_tables import STRATEGIES, fill, held, surround, undone

KINDS = tuple(spec.kind for spec in imports.specs())
EXAMPLES = int(os.environ.get("DESK_EXAMPLES", "4"))
"""Books that are tried of each kind; ``DESK_EXAMPLES=200`` tries more."""
MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A book in which nothing was entered yet."""
    made, _key = new_data_file.create(
        tmp_path_factory.mktemp("book") / "book",
        Centre("甲", "示例区"),
        "管理员",
        PASSWORD,
        Clock(lambda: MORNING),
        CHEAP,
    )
    yield made
    made.close()


def exported(work: Work, kind: str, file: Path) -> int:
    logged = disclosure.allow(work, "换电脑", kind) if spec_of(kind).personal else None
    return whole_table.export(work, kind, file, logged=logged)


SOME_BOOKS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=(Phase.generate,),
)
ALIKE = "无法确定是哪一条"
"""Of two people of one name and telephone without a number: that is told, and right so."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_book_comes_back_into_an_empty_one_as_it_was(
    book: Desk, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    file = tmp_path_factory.mktemp("file") / "全部.xlsx"

    @SOME_BOOKS
    @given(st.lists(STRATEGIES[kind][0], min_size=4, max_size=8))
    def comes_back(typed: list[Any]) -> None:
        with undone(book) as work:
            surround(work, kind)
            fill(work, kind, typed)
            before = held(work, kind)
            exported(work, kind, file)
        with undone(book) as work:
            surround(work, kind)
            prepared = imports.prepare(work, kind, file)
            assert [bad.text for bad in prepared.rejected] == []
            imports.store(work, prepared, file)
            after = held(work, kind)
        assert after == before

    comes_back()


@pytest.mark.parametrize("kind", [spec.kind for spec in imports.specs() if spec.update is not None])
def test_a_book_is_the_same_as_its_complete_export_column_by_column(book: Desk, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "全部.xlsx"

    @SOME_BOOKS
    @given(st.lists(STRATEGIES[kind][0], min_size=4, max_size=8))
    def is_the_same(typed: list[Any]) -> None:
        with undone(book) as work:
            surround(work, kind)
            fill(work, kind, typed)
            exported(work, kind, file)
            found = updates.prepare(work, kind, file)
        told = [bad.text for bad in found.file.rejected if ALIKE not in bad.text]
        assert (told, [row.text for row in found.changed]) == ([], [])
        assert not found.file.good
        left = [note for note in found.file.notes if "不比对的列" in note]
        assert left == (["不比对的列：初始密码"] if kind == "staff" else [])

    is_the_same()


PLAIN: Mapping[str, Any] = {
    "name": "张三丰",
    "department": "民政局",
    "code": "MZ01",
    "mode": "就近办",
    "number": "ZC000001",
    "acquired_on": date(2025, 1, 31),
    "title": "健康义诊",
    "day": date(2027, 1, 5),
    "times": "14:30-16:00",
    "venue_id": "村口广场",
    "first": date(2027, 1, 5),
    "resource_id": "综合窗口",
    "team_id": "第一突击队",
    "points": 30,
    "description": "想请人教用手机",
}
"""What is written where something has to stand, row after row."""
ALSO: Mapping[str, Mapping[str, Any]] = {
    "bookings": {"resident_id": "李小明", "service_id": "医保参保登记", "times": "14:30"},
    "points": {"number": "T0001"},
    "needs": {"kind": "健康义诊"},
    "offerings": {"organisation_id": "区第二医院", "kind": "健康义诊", "people_each": 30},
    "zone_counts": {"zone_id": "健身休闲区", "hour": 9, "people": 12},
}
"""What a row of a kind needs beside what is required of every row."""
OWN_NAMES = {("leave", "name"): "管理员", ("assets", "name"): "办公桌", ("services", "name"): "老年优待证办理"}
OF_A_ROOM = {"times": "14:30-16:00", "party": "太极队", "purpose": "排练", "telephone": "13800005678"}
NEEDS_MORE: Mapping[tuple[str, str], Callable[[str], dict[str, Any]]] = {
    ("residents", "id_kind"): lambda word: {"id_number": NUMBERS[word]},
    ("activities", "state"): lambda word: {"day": date(2026, 1, 5)} if word == "已举办" else {},
    ("activities", "organiser_kind"): lambda _word: {"organiser": "县医院"},
    ("bookings", "resource_id"): lambda word: {} if word == "综合窗口" else OF_A_ROOM,
    ("assets", "owner_kind"): lambda _word: {"owner": "县文旅局"},
    ("needs", "register"): lambda _word: {"kind": "其他"},
    ("offerings", "register"): lambda _word: {"kind": "其他"},
    ("leave", "shift"): lambda _word: {"kind": "希望排班"},
    ("leave", "half"): lambda _word: {"kind": "不可值班"},
}
"""What else a row needs where a choice stands in it."""
NUMBERS = {
    "居民身份证": id_number(),
    "无证件": "",
    "港澳居民来往内地通行证": "H12345678",
    "台湾居民来往大陆通行证": "12345678",
    "港澳台居民居住证": id_number(region="810000"),
    "外国人永久居留身份证": id_number(region="935156"),
    "护照": "E12345678",
}
LEFT_OUT = {("activities", "state"): {"已取消"}, ("bookings", "state"): {"已取消"}}
"""Choices that say of a row that it is none."""


def row_of(kind: str, at: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """A row with what the template calls required, each on a day and with a code of its own, and what is ``said``."""
    spec = spec_of(kind)
    row = {field: OWN_NAMES.get((kind, field), PLAIN.get(field)) for field in spec.template}
    row = {field: value for field, value in row.items() if spec.template[field].required}
    for field in ("code", "number", "description"):
        if field in row:
            row[field] = f"{row[field]}{at}"
    if kind == "offerings":
        row["title"] += str(at)
    if kind == "organisations":
        row["name"] = f"{CHARACTERS[at]}字{at}号公司"
    if kind == "staff":
        row["name"] = f"同事{CHARACTERS[at]}"
    if kind == "members":
        row["name"] = f"队员{CHARACTERS[at]}"
    if kind == "officers":
        row["name"] = f"体验官{CHARACTERS[at]}"
    for field in ("day", "first"):
        if field in row:
            row[field] += timedelta(at - 300 if kind == "zone_counts" else at)
    return {**row, **ALSO.get(kind, {}), **said}


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_is_filled_in_is_read_without_a_problem(book: Desk, tmp_path: Path, kind: str) -> None:
    """One row with what is required, and one with each choice of each drop-down list."""
    spec, file = spec_of(kind), tmp_path / "模板.xlsx"
    fields = list(spec.template)
    with undone(book) as work:
        surround(work, kind)
        file.write_bytes(whole_table.template(work, kind))
        workbook = load_workbook(file)
        assert workbook.sheetnames == [_(spec.title), "填写说明", "_choices"]
        table, choices = workbook[_(spec.title)], workbook["_choices"]
        rows = [row_of(kind, 0, {})]
        for at, field in enumerate(fields, 1):
            listed = [cell.value for cell in next(choices.iter_cols(at, at)) if cell.value]
            assert listed == list(spec.template[field].choices(work)), "what drops down is what the program knows"
            for word in listed:
                more = NEEDS_MORE.get((kind, field), lambda _word: {})(word)
                rows.append(row_of(kind, len(rows), {field: word, **more}))
        for row in rows:
            table.append([row.get(field) for field in fields])
        workbook.save(file)
        prepared = imports.prepare(work, kind, file)
        left = {word for (of, _field), left_out in LEFT_OUT.items() if of == kind for word in left_out}
        assert [bad.text for bad in prepared.rejected] == [] and len(prepared.mended) == len(left)
        assert prepared.lines() == [] and set(prepared.columns) == set(fields), (
            "every column is known, no sheet is left"
        )
        assert imports.store(work, prepared, file) == len(rows) - len(left)


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_has_a_line_for_each_column_and_codes_are_text(book: Desk, tmp_path: Path, kind: str) -> None:
    spec, file = spec_of(kind), tmp_path / "模板.xlsx"
    with book.read() as work:
        file.write_bytes(whole_table.template(work, kind))
    workbook = load_workbook(file)
    lines = [row for row in workbook["填写说明"].iter_rows(min_row=2, values_only=True) if row[0] and row[2]]
    assert [line[0] for line in lines] == [spec.headers[field][0] for field in spec.template]
    assert [line[0] for line in lines if line[1]] == [
        spec.headers[field][0] for field, column in spec.template.items() if column.required
    ]
    table = workbook.worksheets[0]
    helped = {str(each.sqref).split("2:")[0]: each for each in table.data_validations.dataValidation}
    for at, column in enumerate(spec.template.values(), 1):
        letter = get_column_letter(at)
        assert len(helped[letter].prompt) <= 255 and helped[letter].prompt.endswith("。")
        if column.kind in (CellKind.CODE, CellKind.DAY):
            assert column_of(table, letter).number_format == "@"


def test_a_complete_export_is_for_managers_who_said_what_for_and_for_no_other_reader(
    book: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "全部.xlsx"
    with undone(book) as work:
        surround(work, "residents")
        clerk = replace(work, actor=Actor(2, "某同事", Role.CLERK))
        with pytest.raises(NotAllowed):
            whole_table.export(clerk, "residents", file, logged=disclosure.allow(work, "换电脑", "residents"))
        with pytest.raises(NotAllowed, match="用途"):
            whole_table.export(work, "residents", file)
        with pytest.raises(Invalid):
            disclosure.allow(work, " ", "residents")
        assert not file.exists()
        exported(work, "residents", file)
        assert file.stat().st_mode & 0o077 == 0
        logged = work.rows("SELECT action, subject, after FROM audit ORDER BY id DESC LIMIT 1")
        assert logged[0][:2] == ("export.unmasked", "residents") and "换电脑" in logged[0][2]
        leader = replace(work, actor=Actor(3, "Li Ming", Role.LEADER))
        whole_table.export(leader, "services", file)
        assert whole_table.export_name(spec_of("services")) == "服务事项完整导出.xlsx", "it names nobody"


def test_words_that_a_workbook_would_take_for_something_else_stay_words(book: Desk, tmp_path: Path) -> None:
    """#N/A was written as an error and _x0041_ as A, in every workbook."""
    file = tmp_path / "全部.xlsx"
    with undone(book) as work:
        for word in ("#N/A", "_x0041_"):
            residents.add(work, ResidentDetails("张三丰", note=word))
        exported(work, "residents", file)
    (sheet, *_beside) = sheet_process.load(file)
    at = list(spec_of("residents").template).index("note")
    assert [cells[at] for _number, cells in sheet["rows"][1:]] == ["#N/A", "_x0041_"]
