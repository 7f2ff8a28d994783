"""What was confirmed is there, or it is said what is not: a lost log, a removed folder, an exchanged file, a forged
slot.
"""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from desk.books import centre as centres
from desk.core.audit_head import AuditHead
from desk.core.errors import Damaged, EnvironmentFailure, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, daily_look, data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import folder_lock, open_file, rekey
from desk.storage.folder_lock import InUse
from desk.storage.head import SUFFIX, HeadFile
from desk.storage.keys import BEFORE, FILE, KeyFile, wrap
from desk.storage.open_file import OpenFile
from desk.storage.store import FILE as BOOK
from desk.storage.store import Store
from tests.conftest import CHEAP, PASSWORD, Hands


def act(desk: Desk, value: int = 5) -> None:
    """A confirmed action with its audit line."""
    with desk.write() as work:
        centres.save_setting(work, "idle_minutes", value)


def opened(desk: Desk) -> Desk:
    return sign_in(desk.folder, "管理员", PASSWORD, desk.clock)


def test_actions_that_a_lost_log_took_away_are_counted_and_named_once(desk: Desk, hands: Hands) -> None:
    act(desk)
    desk.store.tidy()
    kept = (desk.folder / BOOK).read_bytes()
    hands.forward(minutes=30)
    for value in range(6, 10):
        act(desk, value)
    desk.close()
    (desk.folder / BOOK).write_bytes(kept)
    for suffix in ("-wal", "-shm"):
        (desk.folder / (BOOK + suffix)).unlink(missing_ok=True)
    again = opened(desk)
    assert len(again.notices) == 1 and "4条已保存的操作缺失" in again.notices[0] and "09:30" in again.notices[0]
    with again.read() as work:
        assert work.rows("SELECT 1 FROM audit WHERE action = 'book.lines_missing'")
    again.close()
    later = opened(desk)
    assert later.notices == [] and data_check.problems(later) == []
    later.close()


def test_a_sign_in_keeps_the_line_that_another_program_noted_meanwhile(tmp_path: Path) -> None:
    """Between the commit of a sign-in and its own line outside the book another desk may confirm something."""
    ours, theirs = (HeadFile(tmp_path / BOOK, b"k" * 32) for _program in range(2))
    ours.begin_anew(AuditHead(6, 0, "six"))
    ours.note(AuditHead(9, 0, "lost"))
    assert ours.newest().number == 9
    theirs.note(AuditHead(8, 0, "eight"))
    ours.begin_anew(AuditHead(7, 0, "seven"))
    assert theirs.newest() == AuditHead(8, 0, "eight")
    theirs.begin_anew(AuditHead(10, 0, "ten"))
    assert ours.newest() == AuditHead(10, 0, "ten")


def test_a_line_noted_in_one_thread_is_not_forgotten_over_another_ones(tmp_path: Path) -> None:
    """A job and the window commit at the same time. The file is not there, so only memory knows."""
    head, forgotten = HeadFile(tmp_path / BOOK, b"k" * 32), []

    def note_every_fourth(first: int) -> None:
        for number in range(first, 12_000, 4):
            head.note(AuditHead(number, 0, ""))
            if head.newest_number() < number:
                forgotten.append(number)

    threads = [Thread(target=note_every_fourth, args=(first,)) for first in range(1, 5)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert forgotten == []


def test_another_state_of_the_book_put_in_its_place_is_noticed(desk: Desk, tmp_path: Path) -> None:
    desk.store.tidy()
    desk.store.copy_to(tmp_path / "yesterday.db")
    for value in range(6, 9):
        act(desk, value)
    desk.close()
    for left in desk.folder.glob(BOOK + "-[ws]*"):
        left.unlink()
    shutil.copy(tmp_path / "yesterday.db", desk.folder / BOOK)
    other = HeadFile(desk.folder / BOOK, desk.store.key)
    head = other.newest()
    aside = head_moved_aside(desk)
    between = opened(desk)
    for value in range(20, 30):
        act(between, value)
    between.close()
    aside.replace(desk.folder / (BOOK + SUFFIX))
    again = opened(desk)
    assert head.number > 1 and "不是同一份" in again.notices[0]
    again.close()


def head_moved_aside(desk: Desk) -> Path:
    return (desk.folder / (BOOK + SUFFIX)).rename(desk.folder / "aside")


@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-9], lambda c: c + b"12 34 abcd", lambda c: b"\x00\xff" + c, lambda c: c.replace(b"1", b"2")]
)
def test_a_spoilt_line_outside_the_book_is_no_line_and_nobody_is_alarmed(desk: Desk, spoil: object) -> None:
    act(desk)
    desk.close()
    head = desk.folder / (BOOK + SUFFIX)
    head.write_bytes(spoil(head.read_bytes()))  # type: ignore[operator]
    again = opened(desk)
    assert again.notices == []
    again.close()


def test_a_head_of_another_book_says_nothing_about_this_one(desk: Desk, tmp_path: Path) -> None:
    other = HeadFile(desk.folder / BOOK, secrets.token_bytes(32))
    other.note(AuditHead(999_999, 0, "f" * 64))
    assert other.newest().number == 999_999
    assert desk.head.newest().number < 999_999


@pytest.mark.parametrize("change", ["folder removed", "file unlinked", "folder swapped", "log unlinked"])
def test_nothing_is_confirmed_once_the_file_is_no_longer_the_one_that_was_opened(
    desk: Desk, change: str, tmp_path: Path
) -> None:
    act(desk, 7)
    if change == "folder removed":
        shutil.rmtree(desk.folder)
    elif change == "file unlinked":
        (desk.folder / BOOK).unlink()
    elif change == "log unlinked":
        (desk.folder / (BOOK + "-wal")).unlink()
    else:
        shutil.copytree(desk.folder, tmp_path / "synced")
        desk.folder.rename(tmp_path / "away")
        (tmp_path / "synced").rename(desk.folder)
    for _again in range(2):
        with pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
            act(desk, 8)
    if change == "folder removed":
        assert not desk.folder.exists()


def write_into(book: Path, content: bytes) -> None:
    """As some sync tools bring a file: into the one that is there."""
    with book.open("r+b") as file:
        file.write(content)
        file.truncate()


@pytest.mark.parametrize("folded", [False, True])
def test_nothing_is_confirmed_once_another_book_was_written_into_the_open_file(
    desk: Desk, folded: bool, tmp_path: Path
) -> None:
    act(desk, 7)
    if folded:
        desk.store.tidy()
    with Store(tmp_path / "other.db", secrets.token_bytes(32), create=True).writing() as connection:
        connection.exec_driver_sql("CREATE TABLE other (id INTEGER PRIMARY KEY)")
    write_into(desk.folder / BOOK, (tmp_path / "other.db").read_bytes() or secrets.token_bytes(8192))
    for _again in range(2):
        with pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
            act(desk, 8)


def test_nothing_is_confirmed_once_an_earlier_copy_was_written_into_the_open_file(desk: Desk) -> None:
    desk.store.tidy()
    earlier = (desk.folder / BOOK).read_bytes()
    act(desk, 7)
    act(desk, 8)
    desk.store.tidy()
    write_into(desk.folder / BOOK, earlier)
    with desk.read(), pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
        act(desk, 9)  # a second connection, which has none of the later pages in its memory


def test_an_idle_window_confirms_nothing_either_after_an_earlier_copy_was_written_in(desk: Desk) -> None:
    """It never noted a line of what is gone; the file beside the book tells it what others noted."""
    idle = opened(desk)
    desk.store.tidy()
    earlier = (desk.folder / BOOK).read_bytes()
    for value in range(6, 10):
        act(desk, value)
    desk.store.tidy()
    write_into(desk.folder / BOOK, earlier)
    for _again in range(6):
        with idle.read(), pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
            act(idle, 20)
    with desk.read(), pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
        act(desk, 21)
    idle.close()


def test_what_a_window_knows_of_lost_actions_is_told_at_the_next_sign_in_and_not_backed_up_over(desk: Desk) -> None:
    """A sync tool brought earlier copies of all the files: of the book, its log, and the lines kept outside it."""
    desk.store.tidy()
    earlier = {path: path.read_bytes() for path in desk.folder.glob(f"{BOOK}*")}
    for value in range(6, 10):
        act(desk, value)
    for path, content in earlier.items():
        write_into(path, content)
    with desk.read(), pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
        act(desk, 20)
    with pytest.raises(EnvironmentFailure, match="被移动、删除或替换"):
        backups.back_up(desk, by_hand=True)
    desk.close()
    again = opened(desk)
    assert "4条已保存的操作缺失" in again.notices[0]
    again.close()


def test_a_connection_that_broke_is_no_other_file(desk: Desk) -> None:
    """With the last connection SQLite removes its log; the next connection begins another one."""
    act(desk)
    with desk.store.reading() as connection:
        connection.connection.invalidate()
    for n in range(50):
        (desk.folder / f"other{n}").write_text("takes the place of the log that is gone", "utf-8")
    act(desk, 8)
    with desk.read() as work:
        assert centres.setting(work, "idle_minutes") == 8


def test_looking_at_the_pages_of_an_open_file_takes_no_lock_away(desk: Desk) -> None:
    act(desk)
    before = descriptors_of(desk.folder / BOOK)
    assert rekey.has_page_of(desk.folder / BOOK, desk.store.key)
    assert rekey.is_encrypted_with(open_file.first_page(desk.folder / BOOK, rekey.PAGE), desk.store.key)
    assert descriptors_of(desk.folder / BOOK) == before and act(desk, 8) is None


def test_a_key_file_of_an_earlier_program_learns_whose_it_is(desk: Desk) -> None:
    desk.close()
    replace(KeyFile.load(desk.folder), book="").save(desk.folder, desk.store.key)
    again = opened(desk)
    assert KeyFile.load(desk.folder).book == again.book_id
    again.close()


def test_the_file_that_several_have_open_is_let_go_after_the_last_of_them(desk: Desk) -> None:
    """A descriptor that is closed earlier takes SQLite's locks along; one that stays keeps a removed file alive."""
    book = desk.folder / BOOK
    act(desk)
    first, second = OpenFile(book), OpenFile(book)
    first.close()
    assert second.is_the_same()
    second.close()
    act(desk, 6)
    assert len(descriptors_of(book)) > 0
    desk.close()
    assert descriptors_of(book) == []


def descriptors_of(path: Path) -> list[Path]:
    """This program's open descriptors of a file."""
    links = Path("/proc/self/fd")
    if not links.exists():
        pytest.skip("only Linux lists them")
    return [link for link in links.iterdir() if link.exists() and link.resolve() == path.resolve()]


def test_a_book_that_is_not_there_is_not_made_by_opening_it(desk: Desk) -> None:
    desk.close()
    (desk.folder / BOOK).unlink()
    for left in desk.folder.glob(BOOK + "-[ws]*"):
        left.unlink()
    with pytest.raises(EnvironmentFailure):
        opened(desk)
    assert not (desk.folder / BOOK).exists()


@pytest.mark.usefixtures("impatient")
def test_whoever_wants_the_folder_alone_is_told_who_has_it_open(desk: Desk) -> None:
    second = opened(desk)
    with pytest.raises(InUse, match="本机的另一个窗口"), folder_lock.alone(desk.folder):
        pass
    desk.close()
    with pytest.raises(InUse), folder_lock.alone(desk.folder):
        pass
    second.close()
    with folder_lock.alone(desk.folder), pytest.raises(InUse, match="稍后再试"):
        opened(desk)
    opened(desk).close()


@pytest.mark.usefixtures("impatient")
def test_the_lock_of_a_program_that_was_killed_is_gone_with_it(desk: Desk) -> None:
    desk.close()
    code = (
        "import sys, time; from pathlib import Path; from desk.storage import folder_lock;"
        "h = folder_lock.hold(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(desk.folder)], stdout=subprocess.PIPE, text=True)
    assert other.stdout and other.stdout.readline() == "held\n"
    with pytest.raises(InUse, match="本机的另一个窗口"), folder_lock.alone(desk.folder):
        pass
    other.kill()
    other.communicate()
    with folder_lock.alone(desk.folder):
        pass
    assert folder_lock.holders(desk.folder) == "另一个程序"


def forge(desk: Desk, name: str, password: str) -> None:
    """Somebody who may write into the folder puts a slot of their own over the manager's."""
    content = json.loads((desk.folder / FILE).read_text("utf-8"))
    id = next(slot["id"] for slot in content["slots"] if slot["name"] == name)
    forged = wrap(id, name, "manager", password, secrets.token_bytes(32), CHEAP)
    slots = tuple(forged if slot.id == id else slot for slot in KeyFile.load(desk.folder).slots)
    KeyFile(slots, content["generation"]).save(desk.folder, secrets.token_bytes(32))


def test_a_forged_slot_neither_opens_the_locked_window_nor_signs(desk: Desk) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    desk.hand_to("林小芳", PASSWORD)
    forge(desk, "管理员", "my-own-password")
    with pytest.raises(WrongPassword):
        desk.hand_to("管理员", "my-own-password")
    with pytest.raises(WrongPassword):
        desk.confirm("管理员", "my-own-password")
    assert desk.actor.name == "林小芳"


def test_a_key_file_changed_from_outside_is_told_to_whoever_signs_in(desk: Desk) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    desk.close()
    forge(desk, "林小芳", "my-own-password")
    again = opened(desk)
    assert any("以外的方式改动" in words for words in again.notices)
    again.close()


def test_yesterdays_key_file_is_told(desk: Desk) -> None:
    old = (desk.folder / FILE).read_bytes()
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    desk.close()
    (desk.folder / FILE).write_bytes(old)
    again = opened(desk)
    assert any("比数据旧" in words for words in again.notices)
    again.close()


def test_every_damage_of_the_key_file_is_mended_from_the_version_before_or_told(desk: Desk) -> None:
    """Flips, cuts and nonsense: never a traceback, never another person's slot broken without a word."""
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    accounts.add_person(desk, "王敏", Role.CLERK, PASSWORD)
    desk.close()
    whole, before = (desk.folder / FILE).read_bytes(), (desk.folder / BEFORE).read_bytes()
    flips = [
        whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :] for at in range(0, len(whole), len(whole) // 60)
    ]
    for spoilt in (*flips, b"", whole[:200], b"[]", b"\xff\xfe\x00", b'{"slots": 5}', b'{"slots": [{"id": 1}]}'):
        (desk.folder / FILE).write_bytes(spoilt)
        (desk.folder / BEFORE).write_bytes(before)
        read = KeyFile.load(desk.folder)
        assert read.from_before or replace(read, seal="") == replace(KeyFile._read_content(whole), seal="")
    (desk.folder / FILE).write_bytes(b"{")
    again = opened(desk)
    assert any("已用前一份恢复" in words for words in again.notices)
    assert not KeyFile.load(desk.folder).from_before
    again.close()
    for name in (FILE, BEFORE):
        (desk.folder / name).write_bytes(b"{")
    with pytest.raises(EnvironmentFailure, match="密钥文件"):
        opened(desk)


def test_a_slot_that_was_taken_away_does_not_stay_in_the_version_before(desk: Desk) -> None:
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    old = next(slot.wrapped for slot in KeyFile.load(desk.folder).people if slot.id == clerk.id)
    accounts.reset_password(desk, clerk.id, "another-password")
    for name in (FILE, BEFORE):
        assert old not in (desk.folder / name).read_text("utf-8")
    accounts.disable_person(desk, clerk.id)
    for name in (FILE, BEFORE):
        assert "林小芳" not in (desk.folder / name).read_text("utf-8")


def test_a_damaged_page_is_told_by_the_daily_look_and_the_good_backups_stay(desk: Desk, hands: Hands) -> None:
    act(desk)
    backups.back_up(desk)
    desk.store.tidy()
    desk.store.close()
    size = (desk.folder / BOOK).stat().st_size
    with (desk.folder / BOOK).open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 64)
    hands.forward(days=1)
    with pytest.raises(Damaged, match="已损坏"):
        daily_look.look_after(desk)
    assert len(list((desk.folder / "backups").glob("*.deskbackup"))) == 1
