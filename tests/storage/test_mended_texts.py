"""A book from before the gate for text: its control characters go, its sealed logs stay, and both can be printed."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Connection

from desk.books import centre, residents
from desk.books.centre import Venue
from desk.books.incidents.verifier import GENESIS, hash_of
from desk.core.clock import milliseconds
from desk.core.permissions import Role
from desk.core.work import Actor, Work
from desk.models import metadata
from desk.models.base import Json, Lines
from desk.reports.incidents import incident_list_workbook, incident_pdf
from desk.services import data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import keys, migrate
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store
from tests.conftest import CHEAP, PASSWORD
from tests.support.old_data_files import ROWS
from tests.support.pdf_text import words_of

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DIRTY = (
    "INSERT INTO zones(id, name) VALUES (1, '服务\x07区'), (2, '甲'), (3, '甲\x08')",
    "UPDATE residents SET name = '李\x0b阿婆', note = '第一行\r\n第二行\uffff' WHERE id = 1",
    "INSERT INTO lookups(id, at, staff_id, purpose) VALUES (1, 0, 1, '核\x07对')",
    "UPDATE cases SET remark = '尽\x01快' WHERE id = 1",
    """UPDATE services SET materials = '["身份\\u0007证","户口簿"]' WHERE id = 1""",
)


def seal(connection: Connection) -> None:
    """An incident as it was entered then, its one entry with a control character, chained and sealed."""
    fields = {
        "number": "2026-001",
        "drill": 0,
        "kind": "fire",
        "level": "unset",
        "state": "reported",
        "place": "大\x07厅",
        "reported_by": "",
        "heard_at": milliseconds(AT),
        **dict.fromkeys(("affected", "injured", "dead", "missing"), 0),
        "same_as": "",
        "opened_at": milliseconds(AT),
        "closed_at": None,
    }
    names = ", ".join(fields)
    marks = ", ".join("?" * len(fields))
    connection.exec_driver_sql(f"INSERT INTO incidents(id, {names}) VALUES (1, {marks})", tuple(fields.values()))
    entry = {
        "seq": 1,
        "kind": "open",
        "happened_at": milliseconds(AT),
        "entered_at": milliseconds(AT),
        "staff_id": 1,
        "author": "管理员",
        "text": "起\x1b火",
        "fields": fields,
        "corrects": None,
        "previous": GENESIS,
        "previous_in_book": GENESIS,
    }
    hash_ = hash_of({**entry, "number": "2026-001", "book_seq": 1})
    row = entry | {"id": 1, "incident_id": 1, "hash": hash_, "fields": json.dumps(fields, ensure_ascii=False)}
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.exec_driver_sql(f"INSERT INTO incident_entries({names}) VALUES ({marks})", tuple(row.values()))
    work = Work(connection, Actor(1, "管理员", Role.MANAGER), AT)
    work.audit("incident.entry", "incident_entries:1", after={"hash": hash_})


@pytest.fixture
def mended(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "old"
    folder.mkdir()
    key = keys.new_data_key()
    store = Store(folder / FILE, key, create=True)
    migrate.make(store, "0009")
    with store.writing() as connection:
        for statement in (*ROWS, *DIRTY):
            connection.exec_driver_sql(statement)
        seal(connection)
    store.close()
    KeyFile().with_slot(1, "管理员", "manager", PASSWORD, key, CHEAP).save(folder, key)
    desk = sign_in(folder, "管理员", PASSWORD)
    yield desk
    desk.close()


def test_what_a_book_holds_is_mended_and_told_once(mended: Desk) -> None:
    assert any(
        "已去除：办件 1处、居民 2处、服务事项 1处、中心信息 1处、其他 1处。" in words for words in mended.notices
    )
    assert any("请手工更正：中心信息 1处。" in words for words in mended.notices)
    with mended.read() as work:
        person = residents.find(work, 1)
        assert (person.name, person.note) == ("李 阿婆", "第一行\n第二行")
        assert [hit.id for hit in residents.search(work, "李阿婆")] == [1]
        texts = work.rows("SELECT name FROM zones UNION ALL SELECT materials FROM services")
        assert {text for (text,) in texts} == {"服务区", "甲", "甲\x08", '["身份证","户口簿"]'}
        [(after,)] = work.rows("SELECT after FROM audit WHERE action = 'book.texts_mended'")
        assert json.loads(after)["changed"]["residents.name"] == [1]
        assert centre.setting(work, "mended_texts") == {}


def test_the_sealed_logs_still_hold_and_can_be_printed(mended: Desk) -> None:
    assert data_check.problems(mended) == []
    with mended.read() as work:
        [(text, place)] = work.rows("SELECT e.text, i.place FROM incident_entries e, incidents i")
        assert (text, place) == ("起\x1b火", "大\x07厅")
        book = load_workbook(io.BytesIO(incident_list_workbook.xlsx(work, date(2026, 11, 1), date(2026, 11, 30))))
        assert "大厅" in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
        assert "起火" in words_of(incident_pdf.pdf(work, 1, mended.files))


@pytest.mark.parametrize("version", ["0009", "0011"])
def test_what_turns_the_order_of_letters_goes_too_and_is_told(tmp_path: Path, version: str) -> None:
    key = keys.new_data_key()
    store = Store(tmp_path / FILE, key, create=True)
    migrate.make(store, version)
    with store.writing() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "UPDATE residents SET name = '李\u202e婆阿\u202c', note = '\u2066甲\u2069' WHERE id = 1"
        )
    store.close()
    KeyFile().with_slot(1, "管理员", "manager", PASSWORD, key, CHEAP).save(tmp_path, key)
    desk = sign_in(tmp_path, "管理员", PASSWORD)
    assert any("使打印的字序颠倒），已去除：居民 2处。" in words for words in desk.notices)
    with desk.read() as work:
        person = residents.find(work, 1)
        assert (person.name, person.note) == ("李婆阿", "甲")
        assert [hit.id for hit in residents.search(work, "李婆阿")] == [1]
    assert data_check.problems(desk) == []
    desk.close()


def test_every_column_of_text_stands_behind_the_gate() -> None:
    """Only the audit, whose lines are hashed, has another: there ``canonical`` is the gate."""
    bare = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is str and not isinstance(column.type, Lines | Json) and not column.foreign_keys
    }
    audited = {"action", "subject", "before", "after", "previous_hash", "hash"}
    assert {name for name in bare if type_of(name) == "Text"} == {f"audit.{name}" for name in audited}


def type_of(name: str) -> str:
    table, column = name.split(".")
    return type(metadata.tables[table].c[column].type).__name__


def test_what_is_written_today_goes_through_the_gate(desk: Desk) -> None:
    with desk.write() as work:
        centre.add_venue(work, Venue("打印\x07\u202e室\u202c", "\u2067服\u2069\x0b务\r\n区", 3))
        work.audit("try", "zones:1\x00", after={"name": "打印\ud83d\x07机"})
    with desk.read() as work:
        assert [(room.name, room.zone) for room in centre.all_venues(work)][-1] == ("打印室", "服 务 区")
    assert data_check.problems(desk) == []
