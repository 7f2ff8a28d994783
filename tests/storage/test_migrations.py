"""Every earlier version of the book comes up to this one, with a backup made before."""

from pathlib import Path

import pytest
from sqlalchemy import text

from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.services.session import sign_in
from desk.storage import folder_lock, keys, migrate
from desk.storage.backup import backups_in
from desk.storage.folder_lock import InUse
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store
from tests.conftest import CHEAP, PASSWORD

ROWS = (
    "INSERT INTO centres(id, name, district) VALUES (1, '旧中心', '示例区')",
    "INSERT INTO staff(id, name, role) VALUES (1, '管理员', 'manager')",
    "INSERT INTO services(id, code, name, department, mode, promised_days)"
    " VALUES (1, 'A', '事项', '部门', 'nearby', 5)",
    "INSERT INTO residents(id, name, id_kind, birth, created_at) VALUES (1, '李阿婆', 'none', '1950-01-01', 0),"
    " (2, '王小明', 'none', '2000-01-01', 0)",
    "INSERT INTO resident_search(rowid, tails) VALUES (1, '李阿婆'), (2, '王小明')",
    "INSERT INTO visits(id, day, queue, number, resident_id, state, arrived_at, ended_at, staff_id)"
    " VALUES (1, '2026-01-05', 'A', 1, 1, 'finished', 0, 1, 1), (2, '2026-01-05', 'A', 2, 2, 'finished', 0, 1, 1)",
    "INSERT INTO cases(id, number, visit_id, resident_id, service_id, mode, department, state, day, accepted_at, "
    "due_on, staff_id)"
    " VALUES (1, '202601050001', 1, 1, 1, 'nearby', '部门', 'forwarded', '2026-01-05', 0, '2026-01-12', 1),"
    " (2, '202601050002', 2, 2, 1, 'nearby', '部门', 'forwarded', '2026-01-05', 0, '2026-01-12', 1)",
    "INSERT INTO case_moves(case_id, state, at, staff_id) VALUES (1, 'forwarded', 0, 1), (2, 'forwarded', 0, 1)",
)


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005", "0006", "0007"])
def test_a_book_of_an_earlier_version_opens_with_all_it_holds(tmp_path: Path, version: str) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    key = keys.new_data_key()
    store = Store(folder / FILE, key, create=True)
    migrate.make(store, version)
    with store.writing() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
        if version >= "0002":
            connection.exec_driver_sql("UPDATE cases SET vulnerable = 1 WHERE id = 1")
    store.close()
    KeyFile().with_slot(1, "管理员", "manager", PASSWORD, key, CHEAP).save(folder, key)
    desk = sign_in(folder, "管理员", PASSWORD)
    assert desk.problems() == []
    assert len(backups_in(folder / "backups")) == 1
    with desk.read() as work:
        assert [line.number for line in case_queries.page(work, CaseFilter())] == ["202601050002", "202601050001"]
        marked = work.connection.execute(text("SELECT id, vulnerable FROM cases ORDER BY id")).all()
    assert list(map(tuple, marked)) == [(1, 1), (2, 0)]
    desk.close()


def test_a_book_is_brought_up_to_date_only_while_nobody_else_has_it_open(tmp_path: Path) -> None:
    key = keys.new_data_key()
    store = Store(tmp_path / FILE, key, create=True)
    migrate.make(store, "0007")
    with store.writing() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
    KeyFile().with_slot(1, "管理员", "manager", PASSWORD, key, CHEAP).save(tmp_path, key)
    another = folder_lock.hold(tmp_path)
    try:
        with pytest.raises(InUse, match="本机的另一个窗口"):
            sign_in(tmp_path, "管理员", PASSWORD)
        with store.reading() as connection:
            assert migrate.version_of(connection) == "0007"
    finally:
        another.let_go()
        store.close()
    sign_in(tmp_path, "管理员", PASSWORD).close()
