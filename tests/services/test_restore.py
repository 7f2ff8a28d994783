"""Bringing a backup back: opened and checked first, with its own people's passwords, whatever became of the book."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk.books import centre, visits
from desk.core.errors import Damaged, DeskError, EnvironmentFailure, NotAllowed, Refused, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, data_check, restore
from desk.services.new_data_file import create
from desk.services.restore import BackupProof
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import bundle, contents, keys
from desk.storage.folder_lock import InUse
from desk.storage.keys import KeyFile
from desk.storage.store import FILE, Store
from tests.conftest import CHEAP, PASSWORD, Hands
from tests.support.photos import with_photo

MANAGER = BackupProof("管理员", PASSWORD)


def rename(desk: Desk, name: str) -> None:
    with desk.write() as work:
        centre.save(work, centre.Centre(name, "示例区"))


def name_of(folder: Path) -> str:
    desk = sign_in(folder, "管理员", PASSWORD)
    try:
        assert data_check.problems(desk) == []
        with desk.read() as work:
            return centre.get(work).name
    finally:
        desk.close()


def test_a_backup_brings_back_the_day_it_was_made_and_keeps_the_replaced_book(desk: Desk) -> None:
    made, warnings = backups.back_up(desk)
    assert warnings == []
    rename(desk, "改了名")
    desk.close()
    done, kept = restore.restore(made, desk.folder, MANAGER)
    assert name_of(desk.folder) == "示例邻里中心"
    assert kept is not None and (kept / FILE).exists() and (kept / keys.FILE).exists()
    assert done.held.summary.startswith("居民0人，办件0件，记录到11月24日09:00")
    assert not list(desk.folder.glob("scratch"))


def rebuilt(made: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(made) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    change(content)
    path = made.with_name("desk-20991231-235959.deskbackup")
    with zipfile.ZipFile(path, "w") as packed:
        for name, bytes_ in content.items():
            packed.writestr(name, bytes_)
    return path


def newer_told(content: dict[str, bytes]) -> None:
    content[bundle.ABOUT] = json.dumps({**json.loads(content[bundle.ABOUT]), "schema": "9999"}).encode()


WRONG = {
    "no book": (lambda c: c.pop(FILE), "不是本程序的完整备份"),
    "no keys": (lambda c: c.pop(keys.FILE), "不是本程序的完整备份"),
    "garbage keys": (lambda c: c.update({keys.FILE: b"{]"}), "keys.json）无法读取"),
    "other keys": (lambda c: c.update({keys.FILE: b'{"slots": [{"id": 1}]}'}), "keys.json）无法读取"),
    "empty book": (lambda c: c.update({FILE: b""}), "数据不完整"),
    "cut book": (lambda c: c.update({FILE: c[FILE][:10000]}), "数据不完整"),
    "half a book": (lambda c: c.update({FILE: c[FILE][: 4096 * 30]}), "已损坏"),
    "garbage book": (lambda c: c.update({FILE: b"x" * 40960}), "已损坏"),
    "flipped book": (lambda c: c.update({FILE: c[FILE][:50000] + b"\1\2\3" + c[FILE][50003:]}), "已损坏"),
    "newer": (newer_told, "更新版本"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_sound_backup_is_never_put_in_place(desk: Desk, what: str) -> None:
    change, words = WRONG[what]
    made, _warnings = backups.back_up(desk)
    wrong = rebuilt(made, change)  # type: ignore[arg-type]
    with pytest.raises(EnvironmentFailure, match=words):
        restore.restore(wrong, desk.folder, MANAGER)
    assert data_check.problems(desk) == [] and not list(desk.folder.glob("replaced-*"))
    if what in ("no book", "no keys", "empty book", "cut book", "newer"):
        assert [offer.file for offer in restore.offers(desk.folder)] == [made]


def test_a_text_a_cut_and_a_flipped_file_are_refused(desk: Desk, tmp_path: Path) -> None:
    made, _warnings = backups.back_up(desk)
    content = made.read_bytes()
    chance = random.Random(16)
    for number in range(25):
        place = chance.randrange(len(content) - 200)
        flipped = content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
        broken = (b"no", content[: chance.randrange(len(content))], flipped)[min(number % 5, 2)]
        path = tmp_path / "x.deskbackup"
        path.write_bytes(broken)
        with pytest.raises(EnvironmentFailure):
            restore.restore(path, desk.folder, MANAGER)
    with pytest.raises(EnvironmentFailure):
        restore.restore(tmp_path / "nowhere.deskbackup", desk.folder, MANAGER)
    assert data_check.problems(desk) == [] and not list(desk.folder.glob("replaced-*"))


def test_a_newer_book_is_found_by_opening_it_whatever_the_file_tells(desk: Desk) -> None:
    made, _warnings = backups.back_up(desk)
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    copy = desk.folder / "copy"
    desk.store.copy_to(copy)
    wrong = rebuilt(made, lambda c: c.update({FILE: copy.read_bytes()}))
    with pytest.raises(EnvironmentFailure, match="更新版本"):
        restore.restore(wrong, desk.folder, MANAGER)


@pytest.mark.usefixtures("impatient")
def test_a_restore_says_who_has_the_book_open_and_changes_nothing(desk: Desk) -> None:
    made, _warnings = backups.back_up(desk)
    before = sorted(path.name for path in desk.folder.iterdir())
    with pytest.raises(InUse, match="本机的另一个窗口"):
        restore.restore(made, desk.folder, MANAGER)
    assert sorted(path.name for path in desk.folder.iterdir()) == before
    with desk.write() as work:
        assert visits.take_number(work).label == "A001"


def test_only_a_manager_of_the_backup_restores_it(desk: Desk) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    made, _warnings = backups.back_up(desk)
    for proof, error in (
        (BackupProof("管理员", "wrong-wrong"), WrongPassword),
        (BackupProof("林小芳", PASSWORD), NotAllowed),
        (BackupProof("无此人", PASSWORD), WrongPassword),
        (BackupProof("", "AAAA-BBBB", is_recovery_key=True), WrongPassword),
    ):
        with pytest.raises(error):
            restore.restore(made, desk.folder, proof)
    assert not list(desk.folder.glob("replaced-*")) and not (desk.folder / "scratch").exists()


def test_the_recovery_key_opens_a_backup(tmp_path: Path) -> None:
    desk, key = create(tmp_path / "book", centre.Centre("甲", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    made, _warnings = backups.back_up(desk)
    desk.close()
    restore.restore(made, tmp_path / "new", BackupProof("", key.lower(), is_recovery_key=True))
    assert name_of(tmp_path / "new") == "甲"


def spoil(folder: Path, how: str) -> None:
    book = folder / FILE
    if how.startswith("row"):
        store = Store(book, KeyFile.load(folder).unlock("管理员", PASSWORD)[1])
        statement = {
            "row gone": "DELETE FROM alembic_version",
            "row broken": "UPDATE alembic_version SET version_num = 'xyz'",
            "row empty": "UPDATE alembic_version SET version_num = ''",
            "row table": "DROP TABLE alembic_version",
        }
        with store.writing() as connection:
            connection.exec_driver_sql(statement[how])
        store.close()
        return
    content = book.read_bytes()
    broken = {
        "empty": b"",
        "one page": content[:4096],
        "cut": content[:100_000],
        "cut at a page": content[: 4096 * 25],
        "garbage": b"x" * len(content),
        "flipped": content[:40] + b"\0" + content[41:],
    }
    book.write_bytes(broken[how])


SPOILT = (
    "empty",
    "one page",
    "cut",
    "cut at a page",
    "garbage",
    "flipped",
    "row gone",
    "row broken",
    "row empty",
    "row table",
)


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_book_is_told_never_made_anew_and_can_be_brought_back(desk: Desk, how: str) -> None:
    made, _warnings = backups.back_up(desk)
    desk.close()
    spoil(desk.folder, how)
    before = (desk.folder / FILE).read_bytes()
    with pytest.raises(Damaged, match="损坏") as damaged:
        sign_in(desk.folder, "管理员", PASSWORD)
    assert (desk.folder / FILE).read_bytes() == before
    told = restore.way_back(damaged.value, desk.folder).message
    assert f"desk restore {made}" in told and "11月24日09:00（居民0人，办件0件）" in told and "\n" not in told
    _done, kept = restore.restore(made, desk.folder, MANAGER)
    assert kept is not None and (kept / FILE).read_bytes() == before
    assert name_of(desk.folder) == "示例邻里中心"


def test_what_is_left_of_a_book_is_told_before_anybody_signs_in(desk: Desk, tmp_path: Path) -> None:
    assert contents.trouble(tmp_path / "nothing") == "" and contents.trouble(desk.folder) == ""
    backups.back_up(desk)
    desk.close()
    slots = (desk.folder / keys.FILE).read_bytes()
    for name in (keys.FILE, keys.BEFORE):
        (desk.folder / name).unlink()
    assert "缺少密钥文件（keys.json）" in contents.trouble(desk.folder)
    (desk.folder / keys.FILE).write_bytes(b"")
    assert "密钥文件" in contents.trouble(desk.folder)
    (desk.folder / keys.FILE).write_bytes(slots)
    (desk.folder / FILE).write_bytes(b"")
    assert "0字节" in contents.trouble(desk.folder)


def test_a_backup_of_an_earlier_version_comes_back_at_this_one(tmp_path: Path) -> None:
    from desk.storage import migrate
    from tests.support.old_data_files import ROWS

    key = keys.new_data_key()
    store = Store(tmp_path / FILE, key, create=True)
    migrate.make(store, "0003")
    with store.writing() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
    store.tidy()
    store.close()
    KeyFile().with_slot(1, "管理员", "manager", PASSWORD, key, CHEAP).save(tmp_path, key)
    old = tmp_path / "desk-20260105-080000.deskbackup"
    with zipfile.ZipFile(old, "w") as packed:
        packed.write(tmp_path / FILE, FILE)
        packed.write(tmp_path / keys.FILE, keys.FILE)
    done, _kept = restore.restore(old, tmp_path / "new", MANAGER)
    assert done.held.counts["cases"] == 2 and name_of(tmp_path / "new") == "旧中心"


def test_a_single_file_without_its_photos_says_how_many_are_missing_and_where_they_may_be(
    desk: Desk, tmp_path: Path
) -> None:
    with_photo(desk, tmp_path)
    made, _warnings = backups.back_up(desk)
    desk.close()
    alone = tmp_path / "mailed" / made.name
    alone.parent.mkdir()
    shutil.copyfile(made, alone)
    candidate = restore.examine(alone, tmp_path / "new", MANAGER)
    assert candidate.missing == 1 and "缺少1张照片" in candidate.summary and "files" in candidate.summary
    candidate.close()
    shutil.copytree(made.parent / "files", alone.parent / "files")
    done, _kept = restore.restore(alone, tmp_path / "new", MANAGER)
    assert done.missing == 0 and "缺少" not in done.summary
    again = sign_in(tmp_path / "new", "管理员", PASSWORD)
    assert data_check.problems(again) == []
    again.close()


def test_a_drill_tries_the_newest_backup_and_is_asked_for_once_a_month(desk: Desk, hands: Hands) -> None:
    with pytest.raises(Refused, match="还没有"):
        restore.drill(desk)
    assert restore.drill_reminder(desk) == ""
    hands.forward(days=40)
    assert "试恢复最新备份" in restore.drill_reminder(desk)
    backups.back_up(desk)
    hands.forward(days=3)
    done = restore.drill(desk)
    assert done.days_old == 3 and "3天前的" in done.summary and "数据完好" in done.summary
    with desk.read() as work:
        assert centre.setting(work, "last_drill") == date(2027, 1, 6).isoformat()
    assert restore.drill_reminder(desk) == "" and not (desk.folder / "scratch").exists()
    hands.forward(days=32)
    assert restore.drill_reminder(desk) != ""


def test_a_drill_names_what_is_wrong_and_is_not_noted(desk: Desk, hands: Hands) -> None:
    made, _warnings = backups.back_up(desk)
    content = bytearray(made.read_bytes())
    content[60000] ^= 4
    made.write_bytes(content)
    with pytest.raises(DeskError, match="不能恢复"):
        restore.drill(desk)
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET after = '{}' WHERE id = 2")
    hands.forward(minutes=1)
    backups.back_up(desk)
    with pytest.raises(Refused, match="操作日志"):
        restore.drill(desk)
    with desk.read() as work:
        assert centre.setting(work, "last_drill") == ""


def test_the_books_folder_is_untouched_while_a_backup_is_examined(desk: Desk) -> None:
    made, _warnings = backups.back_up(desk)
    before = sorted(path.name for path in desk.folder.iterdir())
    candidate = restore.examine(made, desk.folder, MANAGER)
    rename(desk, "照常登记")
    candidate.close()
    assert sorted(path.name for path in desk.folder.iterdir()) == before
    assert data_check.problems(desk) == []
