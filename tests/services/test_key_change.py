"""The book's key is changed: old passwords, key files and sheets end, nothing is lost, wherever it is killed or
stopped.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from desk.books import attachment_index, staff
from desk.books.centre import Centre
from desk.core.errors import Cancelled, EnvironmentFailure, NotAllowed, OtherKeys, Refused, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, data_check, emergency_reserve, key_history, new_data_file, restore
from desk.services.accounts import reset_with_recovery_key
from desk.services.attachments import add_incident_photo
from desk.services.key_change import KeyChange, outlook
from desk.services.restore import BackupProof
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import key_exchange
from desk.storage.folder_lock import InUse
from desk.storage.keys import BEFORE, FILE, KeyFile
from desk.storage.reserve import Reserve
from tests.conftest import CHEAP, PASSWORD
from tests.support.key_change import CLERK_PASSWORD, PHOTOS, kept, old_files_left

__all__ = ["kept"]


def changed(desk: Desk, *, delete_old: bool = False) -> str:
    """Change the key; the new recovery key."""
    with KeyChange(desk, PASSWORD) as change:
        change.prepare()
        assert change.complete(delete_old=delete_old) == []
        return change.recovery


def again(desk: Desk, name: str = "管理员", password: str = PASSWORD) -> Desk:
    return sign_in(desk.folder, name, password, desk.clock)


def test_everything_is_there_under_the_new_key_and_the_old_one_opens_nothing(kept: Desk) -> None:
    old, names = kept.store.key, sorted(kept.files.folder.glob("??/*"))
    old_slots = KeyFile.load(kept.folder)
    with kept.read() as work:
        lines = work.rows("SELECT id, hash FROM audit")
    changed(kept)
    opened = again(kept)
    assert opened.store.key != old and data_check.problems(opened) == [] and opened.notices == []
    assert sorted(opened.files.folder.glob("??/*")) == names
    with opened.read() as work:
        assert work.rows("SELECT id, hash FROM audit WHERE id <= ?", lines[-1][0]) == lines
        told = work.rows("SELECT staff_id, after FROM audit WHERE action = 'book.key_changed'")
    assert told == [(1, '{"passwords_ended":1,"photos":3}')]
    slots = KeyFile.load(kept.folder)
    assert [slot.id for slot in slots.slots] == [0, 1] and slots.generation > old_slots.generation
    assert not old_files_left(kept.folder, old, old_slots)
    with pytest.raises(WrongPassword):
        again(kept, "林小芳", CLERK_PASSWORD)
    accounts.reset_password(opened, 2, "another-password")
    opened.close()
    again(kept, "林小芳", "another-password").close()


def test_yesterdays_key_file_and_the_old_sheet_open_nothing_any_more(tmp_path: Path) -> None:
    desk, sheet = new_data_file.create(tmp_path / "b", Centre("甲", "乙"), "管理员", PASSWORD, cost=CHEAP)
    yesterday = (desk.folder / FILE).read_bytes()
    fresh = changed(desk)
    with pytest.raises(WrongPassword):
        reset_with_recovery_key(desk.folder, sheet, "管理员", "brand-new-one")
    today = (desk.folder / FILE).read_bytes()
    (desk.folder / FILE).write_bytes(yesterday)
    with pytest.raises(OtherKeys, match="不匹配"):
        again(desk)
    (desk.folder / FILE).write_bytes(today)
    reset_with_recovery_key(desk.folder, fresh, "管理员", "brand-new-one")
    again(desk, password="brand-new-one").close()


def test_it_can_be_done_twice(kept: Desk) -> None:
    changed(kept)
    second = again(kept)
    changed(second)
    third = again(kept)
    assert data_check.problems(third) == []
    third.close()


def test_only_a_manager_with_the_right_password_may(kept: Desk) -> None:
    with pytest.raises(WrongPassword):
        KeyChange(kept, "not-my-password")
    kept.hand_to("林小芳", CLERK_PASSWORD)
    for ask in (lambda: KeyChange(kept, CLERK_PASSWORD), lambda: outlook(kept)):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.usefixtures("impatient")
def test_others_must_have_closed_the_book_and_the_desk_goes_on(kept: Desk) -> None:
    other = again(kept)
    with pytest.raises(InUse, match="本机的另一个窗口"):
        KeyChange(kept, PASSWORD)
    other.close()
    with kept.write() as work:
        staff.keep_draft(work, "visit", {"name": "张"})
    with KeyChange(kept, PASSWORD), pytest.raises(InUse):
        again(kept)
    again(kept).close()


@pytest.mark.parametrize("at", [0, 3, 5, 8])
def test_cancelling_leaves_all_as_it_was(kept: Desk, at: int) -> None:
    before = contents(kept.folder)
    steps = 0

    def cancel(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1
        if steps > at:
            raise Cancelled

    with KeyChange(kept, PASSWORD) as change, pytest.raises(Cancelled):
        change.prepare(cancel)
        change.prepare(lambda _done, _total: None)
        raise Cancelled
    assert contents(kept.folder) == before
    opened = again(kept)
    assert data_check.problems(opened) == []
    opened.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Keys and photos, byte by byte; the book itself is checked by opening it."""
    kept = [*(folder / name for name in (FILE, BEFORE)), *folder.glob("files/??/*")]
    return {str(path): path.read_bytes() for path in kept} | {
        "there": repr((folder / key_exchange.FOLDER).exists()).encode()
    }


def test_a_full_disk_is_told_in_numbers_before_anything_begins(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(kept.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=9_000_000))
    with pytest.raises(Refused, match=r"需要\d+ MB.*只有9 MB"):
        KeyChange(kept, PASSWORD)
    assert data_check.problems(kept) == []


def test_lines_that_wait_in_the_reserve_are_taken_in_first(kept: Desk) -> None:
    with kept.read() as work:
        number = work.rows("SELECT number FROM incidents")[0][0]
    from desk.books.incidents import reserve_import

    kept.reserve.note(reserve_import.line_for(kept.actor, kept.clock.now(), number, "已疏散"))
    changed(kept)
    opened = again(kept)
    with opened.read() as work:
        assert work.rows("SELECT 1 FROM incident_entries WHERE fields LIKE '%已疏散%' OR text = '已疏散'")
    opened.close()


def test_lines_that_cannot_be_taken_in_keep_the_old_key(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.reserve.note({"number": "x"})
    monkeypatch.setattr(emergency_reserve, "take_in", lambda _desk: "")
    with pytest.raises(Refused, match="应急记录"):
        KeyChange(kept, PASSWORD)
    Reserve(kept.store.path, kept.store.key).clear()


def test_a_damaged_photo_is_taken_from_the_backup_or_the_key_stays(kept: Desk) -> None:
    backups.back_up(kept)
    first, second, _third = sorted(kept.files.folder.glob("??/*"))
    first.write_bytes(b"damaged")
    second.unlink()
    changed(kept)
    opened = again(kept)
    assert data_check.problems(opened) == []
    first.write_bytes(b"damaged")
    shutil.rmtree(kept.folder / "backups")
    with KeyChange(opened, PASSWORD) as change, pytest.raises(Refused, match=first.name[:12]):
        change.prepare()
    assert first.read_bytes() == b"damaged"
    still = again(kept)
    assert len(data_check.problems(still)) == 1
    still.close()


def test_photos_of_a_replaced_book_neither_block_nor_get_lost(kept: Desk, tmp_path: Path) -> None:
    made = backups.back_up(kept, by_hand=True)[0]
    changed(kept)
    newer = again(kept)
    with newer.read() as work:
        incident = work.rows("SELECT id FROM incidents")[0][0]
    Image.new("RGB", (20, 20), (1, 2, 3)).save(tmp_path / "later.png")
    add_incident_photo(newer, incident, tmp_path / "later.png")
    foreign = {path: path.read_bytes() for path in newer.files.folder.glob("??/*")}
    newer.close()
    restore.restore(made, kept.folder, BackupProof("管理员", PASSWORD), kept.clock)
    back = again(kept)
    with back.read() as work:
        (left,) = {path for path in foreign if path.name not in attachment_index.names(work)}
    changed(back)
    last = again(kept)
    assert data_check.problems(last) == [] and left.read_bytes() == foreign[left]
    last.close()


def test_a_drill_tries_the_newest_backup_under_the_present_key(kept: Desk) -> None:
    made = backups.back_up(kept, by_hand=True)[0]
    changed(kept)
    opened = again(kept)
    (fresh,) = (path for path in (kept.folder / "backups").glob("*.deskbackup") if path != made)
    shutil.copy(made, kept.folder / "backups" / made.name.replace("desk-2026", "desk-2027"))
    assert restore.drill(opened).file == fresh
    fresh.unlink()
    with pytest.raises(Refused, match=r"更换数据密钥之前.*请现在备份"):
        restore.drill(opened)
    backups.back_up(opened)
    assert restore.drill(opened).missing == 0
    opened.close()


def test_what_a_change_says_is_what_holds_wherever_it_was_left(kept: Desk) -> None:
    with KeyChange(kept, PASSWORD) as change:
        change.prepare()
        assert "原密码和原恢复密钥单仍然有效" in change.state_words
    opened = again(kept)
    (kept.folder / "backups").mkdir(exist_ok=True)
    with KeyChange(opened, PASSWORD) as change:
        change.prepare()
        (kept.folder / key_exchange.FOLDER / "files" / "stray").write_bytes(b"")
        blocked = kept.folder / key_exchange.FOLDER / "old-files"
        blocked.write_bytes(b"a file where a folder has to be")
        with pytest.raises(EnvironmentFailure, match="新密钥已经生效"):
            change.complete()
        assert "下次登录时完成" in change.state_words
        blocked.unlink()
    last = again(kept)
    assert data_check.problems(last) == []
    with last.read() as work:
        assert work.rows("SELECT 1 FROM audit WHERE action = 'book.key_changed'")
    last.close()


def test_old_backups_are_counted_and_deleted_only_if_wanted_and_only_of_this_book(kept: Desk, tmp_path: Path) -> None:
    other, _sheet = new_data_file.create(tmp_path / "other", Centre("甲", "乙"), "管理员", PASSWORD, kept.clock, CHEAP)
    theirs = backups.back_up(other)[0]
    ours = backups.back_up(kept)[0]
    foreign = ours.with_name("desk-20200101-080000.deskbackup")
    shutil.copy(theirs, foreign)
    (ours.with_name("desk-20200102-080000.deskbackup")).write_bytes(b"no zip")
    assert outlook(kept).old == (ours,) and outlook(kept).ended == ("林小芳",)
    kept_bytes = ours.read_bytes()
    changed(kept, delete_old=False)
    opened = again(kept)
    shutil.rmtree(kept.folder / "backups" / "files")
    ours.with_name("desk-20200103-080000.deskbackup").write_bytes(kept_bytes)
    assert len(outlook(opened).old) == 1
    changed(opened, delete_old=True)
    assert foreign.exists() and not (kept.folder / "backups" / "files").exists()
    last = again(kept)
    (fresh,) = outlook(last).old
    with zipfile.ZipFile(fresh) as pack:
        assert [s["id"] for s in json.loads(pack.read(FILE))["slots"]] == [0, 1]
    last.close()
    other.close()


def test_photos_of_old_backups_are_not_overwritten_by_the_new_keys(kept: Desk) -> None:
    backups.back_up(kept)
    before = {path: path.read_bytes() for path in (kept.folder / "backups" / "files").glob("??/*")}
    assert len(before) == PHOTOS
    changed(kept)
    opened = again(kept)
    backups.back_up(opened)
    assert all(path.read_bytes() == content for path, content in before.items())
    (fresh,) = (kept.folder / "backups").glob("files-*")
    copies = opened.files.elsewhere(fresh)
    with opened.read() as work:
        from desk.books import attachment_index as book_attachment_index

        assert copies.problems(sorted(book_attachment_index.names(work))) == []
    opened.close()


def test_the_use_of_the_recovery_key_is_told_to_every_manager_once_and_asks_for_a_new_key(tmp_path: Path) -> None:
    desk, sheet = new_data_file.create(tmp_path / "b", Centre("甲", "乙"), "管理员", PASSWORD, cost=CHEAP)
    accounts.add_person(desk, "陈主任", Role.MANAGER, PASSWORD)
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    desk.close()
    reset_with_recovery_key(desk.folder, sheet, "管理员", "brand-new-one")
    for name, password, told in (
        ("林小芳", PASSWORD, 0),
        ("陈主任", PASSWORD, 1),
        ("陈主任", PASSWORD, 0),
        ("管理员", "brand-new-one", 1),
        ("管理员", "brand-new-one", 0),
    ):
        opened = again(desk, name, password)
        assert len(opened.notices) == told and all(
            "恢复密钥" in words and "管理员" in words for words in opened.notices
        )
        with opened.read() as work:
            assert key_history.is_change_due(work)
            assert len(work.rows("SELECT 1 FROM audit WHERE action = 'session.recovered' AND staff_id = 1")) == 1
        assert data_check.problems(opened) == []
        opened.close()
    opened = again(desk, password="brand-new-one")
    with KeyChange(opened, "brand-new-one") as change:
        change.prepare()
        change.complete()
    opened = again(desk, password="brand-new-one")
    with opened.read() as work:
        assert not key_history.is_change_due(work)
    opened.close()


def test_a_manager_who_takes_over_is_told_as_well(tmp_path: Path) -> None:
    desk, sheet = new_data_file.create(tmp_path / "b", Centre("甲", "乙"), "管理员", PASSWORD, cost=CHEAP)
    accounts.add_person(desk, "陈主任", Role.MANAGER, PASSWORD)
    reset_with_recovery_key(desk.folder, sheet, "管理员", "brand-new-one")
    desk.hand_to("陈主任", PASSWORD)
    assert len(desk.notices) == 1 and "恢复密钥" in desk.notices[0]
    desk.close()
