"""Every earlier version of the book comes up to this one, with a backup made before."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from desk.books import submissions
from desk.books.cases import case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.books.submissions import signing
from desk.core.period import named_period
from desk.services import data_check, report_submission
from desk.services.sign_in import sign_in
from desk.storage import folder_lock, keys, migrate
from desk.storage.backup import backups_in
from desk.storage.folder_lock import InUse
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store
from tests.conftest import CHEAP, PASSWORD
from tests.support import old_data_files
from tests.support.extent import LONG
from tests.support.old_data_files import ROWS
from tests.support.reports import one_file

VERSIONS = sorted(path.name[1:5] for path in (migrate.SCRIPTS / "versions").glob("v0*.py"))
"""Every version that a data file ever had, the present one last."""
EARLIER = VERSIONS[:-1] if LONG else sorted({*VERSIONS[:-1:4], *VERSIONS[-4:-1]})
"""Those that are brought up here. A new migration comes last, after whichever was before; one of long ago stays as it
was."""


@pytest.mark.parametrize("version", EARLIER)
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
    assert data_check.problems(desk) == []
    assert len(backups_in(folder / "backups")) == 1
    with desk.read() as work:
        assert [line.number for line in case_queries.page(work, CaseFilter())] == ["202601050002", "202601050001"]
        marked = work.connection.execute(text("SELECT id, vulnerable FROM cases ORDER BY id")).all()
    assert list(map(tuple, marked)) == [(1, 1), (2, 0)]
    desk.close()


def test_a_month_handed_in_long_ago_opens_byte_for_byte(tmp_path: Path) -> None:
    """With its figures, by whom, and the file as it went out; what is handed in next is signed by a key made then."""
    folder, file = tmp_path / "old", os.urandom(20_000)
    folder.mkdir()
    key, sha = keys.new_data_key(), sha256(file).hexdigest()
    store = Store(folder / FILE, key, create=True)
    migrate.make(store, "0023")
    with store.writing() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
        row = ("month", "2025-12", 1_767_240_000_000, 1, '{"cases": 2, "in_time": 92.3}', file, sha)
        columns = "kind, period, handed_in_at, staff_id, figures, file, sha256"
        connection.exec_driver_sql(f"INSERT INTO reports({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    store.close()
    KeyFile().with_slot(1, "管理员", "manager", PASSWORD, key, CHEAP).save(folder, key)
    desk = sign_in(folder, "管理员", PASSWORD)
    assert data_check.problems(desk) == []
    with desk.read() as work:
        report = submissions.find(work, "2025-12")
        assert report is not None and (report.who, report.figures) == ("管理员", {"cases": 2, "in_time": 92.3})
        assert [(each.name, each.sha256) for each in submissions.files_of(work, report.id)] == [("xlsx", sha)]
        assert submissions.file_of(work, report.id) == file and signing.public_key(work) == ""
    report_submission.hand_in(desk, named_period("2026-01"), one_file)
    with desk.read() as work:
        assert signing.public_key(work)
    desk.close()


MOVED = {("reports", column): ("report_files", place) for column, place in (("file", "content"), ("sha256", "sha256"))}
"""Columns that are in another table today, in rows of the same ids: a report has more than one file."""
RENAMED = {
    ("asset_classes", "A0205", "name"),
    ("asset_classes", "A0232", "name"),
    ("asset_classes", "A0703", "active"),
    ("asset_classes", "A0704", "active"),
}
"""What the program brought along itself, and calls otherwise since."""


@pytest.mark.parametrize("version", EARLIER)
def test_the_rows_of_every_book_come_through_all_later_migrations(tmp_path: Path, version: str) -> None:
    """Rows in every table that a version has, whoever's it is: what was entered reads the same at today's version."""
    store = Store(tmp_path / FILE, keys.new_data_key(), create=True)
    migrate.make(store, version)
    with store.writing() as connection:
        before = old_data_files.fill(connection)
    assert [name for name, rows in before.items() if not rows] == []
    migrate.bring_up_to_date(store)
    with store.reading() as connection:
        after = old_data_files.contents(connection, old_data_files.tables_at(connection).tables.values())
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    store.close()
    lost = [
        f"{name}.{column} of {key}: {value!r}"
        for name, rows in before.items()
        for key, row in rows.items()
        for column, value in row.items()
        if (name, *key, column) not in RENAMED
        for to, place in [MOVED.get((name, column), (name, column))]
        if after.get(to, {}).get(key, {}).get(place, KeyError) != value
    ]
    assert lost == []


@pytest.mark.usefixtures("impatient")
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


def test_what_waited_for_papers_has_no_promised_day_any_more_and_classes_go_by_their_standard(tmp_path: Path) -> None:
    store = Store(tmp_path / FILE, keys.new_data_key(), create=True)
    migrate.make(store, "0013")
    with store.writing() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE cases SET state = 'papers' WHERE id = 1")
    migrate.bring_up_to_date(store)
    with store.reading() as connection:
        days = connection.exec_driver_sql("SELECT due_on FROM cases ORDER BY id").scalars().all()
        names = dict(connection.exec_driver_sql("SELECT code, name FROM asset_classes WHERE active").tuples().all())
        complaints = connection.exec_driver_sql("SELECT complaints FROM centres").scalar_one()
    store.close()
    assert days == ["9999-12-31", "2026-01-12"] and complaints == "12345"
    assert (names["A0205"], names["A0232"], names["A02051227"], names["A0504"]) == (
        "机械设备",
        "医疗设备",
        "电梯",
        "办公用品",
    )
    assert "A0703" not in names and "A0704" not in names
