"""Key slots and the book agree, whoever else is changing some at the same moment, and wherever it was cut off."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from pathlib import Path

import pytest

from desk.core.clock import Clock
from desk.core.errors import Damaged, EnvironmentFailure, OtherKeys, WrongPassword
from desk.core.permissions import Role
from desk.services import access, accounts, data_check, key_history, key_slots
from desk.services.accounts import reset_with_recovery_key
from desk.services.key_change import KeyChange
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import folder_lock, key_exchange, keys
from desk.storage.keys import FILE, PENDING, KeyFile
from tests.conftest import CHEAP, PASSWORD

TURNS = 40


def change_own(folder: Path, name: str) -> None:
    """In another program: one's own password, again and again; the last one counts."""
    desk = sign_in(folder, name, PASSWORD)
    desk.cost = CHEAP
    for turn in range(TURNS):
        accounts.reset_password(desk, desk.actor.id, f"{name}-{turn:04d}-next")
    desk.close()


def come_and_go(folder: Path, name: str) -> None:
    for _turn in range(TURNS // 2):
        sign_in(folder, name, PASSWORD).close()


@pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX systems")
def test_every_confirmed_change_counts_however_many_programs_change_passwords(desk: Desk) -> None:
    for name in ("林小芳", "王敏", "陈立"):
        accounts.add_person(desk, name, Role.CLERK, PASSWORD)
    desk.close()
    context = multiprocessing.get_context("fork")
    jobs = [context.Process(target=change_own, args=(desk.folder, name)) for name in ("林小芳", "王敏")]
    jobs.append(context.Process(target=come_and_go, args=(desk.folder, "陈立")))
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert [job.exitcode for job in jobs] == [0, 0, 0]
    for name in ("林小芳", "王敏"):
        sign_in(desk.folder, name, f"{name}-{TURNS - 1:04d}-next").close()
    assert not list(desk.folder.glob(f"{PENDING}*"))


def test_a_change_that_is_not_committed_leaves_the_old_password(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    with pytest.raises(RuntimeError, match="cut off"), desk.write() as work:
        slots = key_slots.present(desk, work)
        slots = slots.with_slot(clerk.id, clerk.name, "clerk", "another-password", desk.store.key, CHEAP)
        key_slots.save(desk, work, slots)
        raise RuntimeError("cut off")
    assert not list(desk.folder.glob(f"{PENDING}*"))
    sign_in(desk.folder, "林小芳", PASSWORD, desk.clock).close()


def test_a_crash_between_commit_and_key_file_is_made_good_by_the_next_who_signs_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as power, pytest.raises(RuntimeError):
        power.setattr(keys, "settle", lambda *_args: (_ for _ in ()).throw(RuntimeError("power cut")))
        accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    desk.close()
    assert [slot.name for slot in KeyFile.load(desk.folder).people] == ["管理员"]
    again = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    assert again.notices == []
    again.close()
    sign_in(desk.folder, "林小芳", PASSWORD, desk.clock).close()


def test_an_odd_key_file_is_told_to_every_manager_whoever_comes_first(desk: Desk) -> None:
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    old = (desk.folder / FILE).read_bytes()
    accounts.add_person(desk, "王敏", Role.CLERK, PASSWORD)
    desk.close()
    (desk.folder / FILE).write_bytes(old)
    first = sign_in(desk.folder, "林小芳", PASSWORD, desk.clock)
    accounts.reset_password(first, clerk.id, "covers-the-tracks")
    first.close()
    for expected in (1, 0):
        manager = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
        assert sum("比数据旧" in words for words in manager.notices) == expected
        with manager.read() as work:
            assert len(work.rows("SELECT 1 FROM audit WHERE action = 'keys.odd'")) == 1
        manager.close()


def test_recovery_keeps_what_was_committed_just_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from desk.books.centre import Centre
    from desk.services import new_data_file

    made, sheet = new_data_file.create(tmp_path / "other", Centre("甲", "乙"), "管理员", PASSWORD, desk.clock, CHEAP)
    with monkeypatch.context() as power, pytest.raises(RuntimeError):
        power.setattr(keys, "settle", lambda *_args: (_ for _ in ()).throw(RuntimeError("power cut")))
        accounts.add_person(made, "林小芳", Role.CLERK, PASSWORD)
    made.close()
    reset_with_recovery_key(made.folder, sheet, "管理员", "brand-new-one", desk.clock)
    sign_in(made.folder, "林小芳", PASSWORD, desk.clock).close()
    again = sign_in(made.folder, "管理员", "brand-new-one", desk.clock)
    with again.read() as work:
        assert key_history.is_change_due(work)
    again.close()


def test_a_hand_over_that_could_not_be_written_leaves_the_seat_as_it_was(desk: Desk) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    raw = desk.store.raw()
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentFailure):
        desk.hand_to("林小芳", PASSWORD)
    raw.execute("ROLLBACK")
    raw.close()
    assert desk.actor.name == "管理员"
    with pytest.raises(WrongPassword):
        desk.hand_to("林小芳", "wrong")
    assert desk.actor.name == "管理员"


def forged(folder: Path, key: bytes) -> None:
    slot = keys.wrap(1, "管理员", "manager", "my-own-password", key, CHEAP)
    KeyFile((slot,), 99).save(folder, key)


@pytest.mark.parametrize("head", [True, False])
def test_a_slot_of_another_key_is_told_as_that_and_not_as_damage(desk: Desk, head: bool) -> None:
    desk.close()
    if not head:
        desk.head.path.unlink()
    before = (desk.folder / "desk.db").read_bytes()
    slots = (desk.folder / FILE).read_bytes()
    forged(desk.folder, bytes(32))
    with pytest.raises(OtherKeys, match="不匹配") as told:
        sign_in(desk.folder, "管理员", "my-own-password", desk.clock)
    assert "损坏" not in told.value.message and (desk.folder / "desk.db").read_bytes() == before
    (desk.folder / FILE).write_bytes(slots)
    sign_in(desk.folder, "管理员", PASSWORD, desk.clock).close()


@pytest.mark.parametrize(("place", "head"), [(3, True), (3, False), (40, True), (4000, True), (4000, False)])
def test_a_flip_in_the_first_page_is_damage_and_not_another_key(desk: Desk, place: int, head: bool) -> None:
    """A flipped salt without the line outside the book leaves nothing that shows the key to be right."""
    desk.store.tidy()
    desk.close()
    if not head:
        desk.head.path.unlink()
    content = bytearray((desk.folder / "desk.db").read_bytes())
    content[place] ^= 1
    (desk.folder / "desk.db").write_bytes(content)
    with pytest.raises(EnvironmentFailure) as told:
        sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    assert isinstance(told.value, Damaged if head or place > 16 else OtherKeys)


def test_nobody_can_exchange_the_slots_while_somebody_signs_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.close()
    unlock, looked = access.unlock, list[bool]()

    def meanwhile(folder: Path, name: str, password: str, clock: Clock) -> tuple[int, bytes]:
        with pytest.raises(folder_lock.InUse), folder_lock.alone(folder):
            pass
        looked.append(True)
        return unlock(folder, name, password, clock)

    monkeypatch.setattr(access, "unlock", meanwhile)
    sign_in(desk.folder, "管理员", PASSWORD, desk.clock).close()
    assert looked


def test_a_change_decided_just_before_a_sign_in_by_a_program_that_died_is_finished_first(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, ready, hold = desk.store.key, desk.folder / key_exchange.FOLDER, folder_lock.hold
    with KeyChange(desk, PASSWORD) as change:
        change.prepare()
        shutil.copytree(ready, tmp_path / "ready")

    def too_late(folder: Path) -> folder_lock.Hold:
        if (tmp_path / "ready").exists():
            (tmp_path / "ready").rename(ready)
            key_exchange.decide(folder)
        return hold(folder)

    monkeypatch.setattr(folder_lock, "hold", too_late)
    again = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    assert again.store.key != old and not ready.exists() and data_check.problems(again) == []
    again.close()


@pytest.mark.parametrize(
    "content", [b"garbage of a hundred bytes" * 4, b"SQLite format 3\0", b"SQLite format 3\0" + b"x" * 4080]
)
@pytest.mark.usefixtures("impatient")
def test_a_spoilt_lock_file_keeps_nobody_out(desk: Desk, content: bytes) -> None:
    desk.close()
    (desk.folder / folder_lock.FILE).write_bytes(content)
    opened = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    with pytest.raises(folder_lock.InUse), folder_lock.alone(desk.folder):
        pass
    opened.close()
    with folder_lock.alone(desk.folder):
        assert (desk.folder / folder_lock.FILE).read_bytes() != content
