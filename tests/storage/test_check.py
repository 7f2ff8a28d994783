import pytest

from desk.core.errors import EnvironmentFailure
from desk.models import metadata
from desk.services import data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import migrate
from desk.storage.store import FILE, Store
from tests.conftest import PASSWORD


def test_a_migrated_book_has_exactly_the_tables_of_the_models(desk: Desk) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with desk.store.reading() as connection:
        ours = {"include_name": lambda name, kind, _parents: kind != "table" or name in metadata.tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), metadata) == []
    assert ScriptDirectory(str(migrate.SCRIPTS)).get_current_head() == migrate.HEAD


@pytest.mark.parametrize(
    "tampering",
    [
        'UPDATE audit SET after = \'{"name":"别人"}\' WHERE id = 2',
        "DELETE FROM audit WHERE id = 2",
        "UPDATE audit SET id = CASE id WHEN 1 THEN 2002 ELSE 2001 END WHERE id < 3",
        "INSERT INTO audit SELECT 99, at, staff_id, action, subject, before, after, hash, hash FROM audit WHERE id = 3",
    ],
)
def test_a_changed_audit_line_is_named(desk: Desk, tampering: str) -> None:
    assert data_check.problems(desk) == []
    with desk.store.writing() as connection:
        connection.exec_driver_sql(tampering)
    assert any("操作日志" in problem for problem in data_check.problems(desk))


def test_a_newer_book_and_a_damaged_one_are_told_in_words(desk: Desk) -> None:
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    desk.close()
    with pytest.raises(EnvironmentFailure, match="升级"):
        sign_in(desk.folder, "管理员", PASSWORD)
    for extra in desk.folder.glob(FILE + "-*"):
        extra.unlink()
    content = bytearray((desk.folder / FILE).read_bytes())
    content[200:4000] = b"x" * 3800
    (desk.folder / FILE).write_bytes(content)
    with pytest.raises(EnvironmentFailure, match="损坏"):
        sign_in(desk.folder, "管理员", PASSWORD)


def test_a_full_disk_and_a_held_lock_are_told_in_words(desk: Desk) -> None:
    other = Store(desk.store.path, desk.store.key)
    with other.writing() as connection:
        connection.exec_driver_sql("UPDATE centres SET pledge = 'x'")
        raw = desk.store.raw()
        raw.execute("PRAGMA busy_timeout = 0")
        from desk.storage.db_errors import translate_errors

        with pytest.raises(EnvironmentFailure, match="另一个程序"), translate_errors():
            raw.execute("BEGIN IMMEDIATE")
        raw.close()
    other.close()
    raw = desk.store.raw()
    raw.execute("PRAGMA max_page_count = 1")
    with pytest.raises(EnvironmentFailure, match="磁盘已满"), translate_errors():
        raw.execute("CREATE TABLE filler AS SELECT randomblob(900000) AS x")
    raw.close()
