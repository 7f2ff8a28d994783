"""What is kept of whose backups; a stick that is missing or full."""

import errno
import json
import multiprocessing
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.books import centre
from desk.books.centre import Centre
from desk.core.clock import Clock
from desk.core.errors import Damaged, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, new_data_file, restore
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import backup, bundle, data_file_id, keys
from desk.storage.backup import BY_HAND_KEPT, BackupFile, to_drop
from desk.storage.bundle import BackupAbout
from desk.storage.store import FILE, Store
from tests.conftest import CHEAP, PASSWORD, Hands

OURS, OTHERS = BackupAbout(book="a" * 32), BackupAbout(book="b" * 32)


def id_of(desk: Desk) -> str:
    with desk.store.reading() as connection:
        return data_file_id.book_id(connection)


def test_a_missing_usb_stick_is_a_warning(desk: Desk, tmp_path: Path) -> None:
    with desk.write() as work:
        centre.save_setting(work, "second_backup", str(tmp_path / "stick"))
    made, warnings = backups.back_up(desk)
    assert made.exists() and "stick" in warnings[0]
    (tmp_path / "stick").mkdir()
    assert backups.back_up(desk)[1] == []
    assert len(backup.backups_in(tmp_path / "stick")) == 1


def test_a_full_stick_is_a_warning_too(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with desk.write() as work:
        centre.save_setting(work, "second_backup", str(stick))
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.parent == stick:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    made, warnings = backups.back_up(desk)
    assert made.exists() and "磁盘已满" in warnings[0] and list(stick.iterdir()) == []


def test_a_backup_tells_whose_it_is_and_how_much_is_in_it(desk: Desk) -> None:
    made, _warnings = backups.back_up(desk, by_hand=True)
    with zipfile.ZipFile(made) as packed:
        told = json.loads(packed.read(bundle.ABOUT))
    assert told["book"] == id_of(desk) and told["by_hand"] is True and told["counts"]["residents"] == 0
    assert made.name == f"desk-20261124-090000-{id_of(desk)[:8]}-hand.deskbackup"
    assert backup.backups_in(made.parent)[0].about.summary == "居民0人，办件0件"


def test_two_by_hand_on_one_day_both_stay_even_in_the_same_second(desk: Desk, hands: Hands) -> None:
    for _time in range(3):
        backups.back_up(desk, by_hand=True)
    hands.forward(hours=1)
    backups.back_up(desk, by_hand=True)
    for _time in range(3):
        hands.forward(minutes=5)
        backups.back_up(desk)
    kept = backup.backups_in(desk.folder / "backups")
    assert [each.about.by_hand for each in kept].count(True) == 4
    assert [each.about.by_hand for each in kept].count(False) == 1
    assert backups.backed_up_today(desk)


def test_two_centres_on_one_stick_never_remove_each_others(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    other, _key = new_data_file.create(
        tmp_path / "other", Centre("另一家", "示例区"), "管理员", PASSWORD, Clock(hands), CHEAP
    )
    assert id_of(other) != id_of(desk)
    theirs, _warnings = backups.back_up_to(other, stick)
    old = stick / "desk-20200101-080000.deskbackup"
    old.write_bytes(b"of an earlier program, or of nobody")
    for _day in range(40):
        hands.forward(days=1)
        backups.back_up_to(desk, stick)
    kept = backup.backups_in(stick)
    assert theirs in [each.path for each in kept] and old.exists()
    assert 10 < len([each for each in kept if each.about.book == id_of(desk)]) <= 7 + 4 + 12
    assert not backups.backed_up_today(other)
    other.close()


@given(st.lists(st.integers(0, 24 * 800), max_size=150))
def test_seven_days_four_weeks_and_twelve_months_are_kept(hours: list[int]) -> None:
    start = datetime(2024, 1, 1)
    backups = [BackupFile(Path(str(h)), start + timedelta(hours=h), OURS) for h in set(hours)]
    dropped = to_drop(backups, OURS.book)
    left = [k for k in backups if k not in dropped]
    for span, many in (
        (lambda d: d, 7),
        (lambda d: d.isocalendar()[:2], 4),
        (lambda d: (d.year, d.month), 12),
    ):
        wanted = sorted({span(k.made.date()) for k in backups}, reverse=True)[:many]
        assert set(wanted) <= {span(k.made.date()) for k in left}
        newest = max(backups, key=lambda k: k.made, default=None)
        assert newest is None or newest in left
    assert len(left) <= 7 + 4 + 12


@given(
    st.lists(
        st.tuples(
            st.integers(0, 24 * 800),
            st.sampled_from([OURS, OTHERS, BackupAbout(), BackupAbout(OURS.book, by_hand=True)]),
        ),
        max_size=80,
        unique_by=lambda one: one[0],
    )
)
def test_only_a_books_own_backups_are_ever_dropped_and_the_last_by_hand_stay(
    made: list[tuple[int, BackupAbout]],
) -> None:
    backups = [BackupFile(Path(str(h)), datetime(2024, 1, 1) + timedelta(hours=h), about) for h, about in made]
    dropped = to_drop(backups, OURS.book)
    assert all(kept.about.book == OURS.book for kept in dropped)
    by_hand = sorted((k for k in backups if k.about.by_hand), key=lambda k: k.made)
    assert [k for k in by_hand if k not in dropped] == by_hand[-BY_HAND_KEPT:]
    assert to_drop(backups, "") == []


def _write_busily(folder: str, key: bytes, stop: object) -> None:
    store = Store(Path(folder) / FILE, key)
    while not stop.is_set():  # type: ignore[attr-defined]
        with store.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE filler SET x = randomblob(1000), n = n + 1 WHERE id = abs(random()) % 100"
            )
    store.close()


FILLER = (
    "CREATE TABLE filler AS WITH RECURSIVE n(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM n WHERE id < 30000)"
    " SELECT id, randomblob(1000) AS x, 0 AS n FROM n"
)


def test_a_backup_beside_three_busy_writers_finishes(desk: Desk) -> None:
    """It began again at every change, and took 24 s; now the copy is of one moment. A ratio of one run, no seconds."""
    with desk.store.writing() as connection:
        connection.exec_driver_sql(FILLER)
        connection.exec_driver_sql("CREATE UNIQUE INDEX filler_id ON filler(id)")
    idle = _seconds(desk)
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    writers = [context.Process(target=_write_busily, args=(str(desk.folder), desk.store.key, stop)) for _n in range(3)]
    for writer in writers:
        writer.start()
    while not (before := _changes(desk)):
        assert all(writer.is_alive() for writer in writers)
    busy = _seconds(desk)
    assert _changes(desk) > before + 3
    stop.set()
    for writer in writers:
        writer.join()
    assert busy < 6 * idle


def _changes(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT sum(n) FROM filler WHERE id < 100").scalar_one())


def _seconds(desk: Desk) -> float:
    target = desk.folder / "copy.db"
    began = time.perf_counter()
    steps: list[int] = []
    desk.store.copy_to(target, lambda done, _total: steps.append(done))
    spent = time.perf_counter() - began
    assert len(steps) > 2 and steps == sorted(steps)
    opened = Store(target, desk.store.key)
    with opened.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM filler").scalar() == 30001
    opened.close()
    target.unlink()
    return spent


def test_slots_of_a_backup_open_it(desk: Desk) -> None:
    made, _warnings = backups.back_up(desk)
    with zipfile.ZipFile(made) as packed:
        packed.extract(keys.FILE, desk.folder / "elsewhere")
    assert keys.KeyFile.load(desk.folder / "elsewhere").unlock("管理员", PASSWORD)[1] == desk.store.key


@pytest.mark.parametrize("left", [None, b'{"slots": ['])
def test_a_missing_or_damaged_key_file_is_stood_in_for_as_at_sign_in(desk: Desk, left: bytes | None) -> None:
    (desk.folder / keys.FILE).unlink()
    if left is not None:
        (desk.folder / keys.FILE).write_bytes(left)
    made, warnings = backups.back_up(desk)
    assert warnings == []
    restore.restore(made, desk.folder.with_name("new"), restore.BackupProof("管理员", PASSWORD), desk.clock)
    sign_in(desk.folder.with_name("new"), "管理员", PASSWORD, desk.clock).close()


def test_a_backup_between_a_commit_and_its_key_file_has_the_new_slots(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as power, pytest.raises(RuntimeError):
        power.setattr(keys, "settle", lambda *_args: (_ for _ in ()).throw(RuntimeError("power cut")))
        accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    made, _warnings = backups.back_up(desk)
    fresh = desk.folder.with_name("new")
    restore.restore(made, fresh, restore.BackupProof("管理员", PASSWORD), desk.clock)
    again = sign_in(fresh, "林小芳", PASSWORD, desk.clock)
    assert again.notices == []
    again.close()


def test_no_backup_is_made_that_nobody_could_open(desk: Desk) -> None:
    (desk.folder / keys.FILE).unlink()
    (desk.folder / keys.BEFORE).write_bytes(b'{"slots": [')
    with pytest.raises(Damaged, match=r"keys\.json已损坏或丢失"):
        backups.back_up(desk)
    assert list((desk.folder / "backups").iterdir()) == []


def test_the_keys_in_a_backup_are_those_of_its_book(desk: Desk, tmp_path: Path) -> None:
    """Somebody is added, and another disabled, in the moment after the book was copied."""
    gone = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    changed: list[int] = []

    def meanwhile(_done: int, _total: int) -> None:
        if not changed:
            changed.append(accounts.add_person(desk, "甲某", Role.CLERK, PASSWORD).id)
            accounts.disable_person(desk, gone.id)

    made = backup.back_up(desk.store, tmp_path / "stick", desk.clock.now(), meanwhile)
    with zipfile.ZipFile(made) as whole:
        whole.extractall(tmp_path / "looked")
    slots, copied = keys.KeyFile.load(tmp_path / "looked"), Store(tmp_path / "looked" / FILE, desk.store.key)
    with copied.reading() as connection:
        assert slots.generation == data_file_id.key_generation(connection)
    copied.close()
    assert changed and [slot.name for slot in slots.people] == ["管理员", "林小芳"]


def test_a_key_slot_of_nobody_is_taken_out_and_opens_for_nobody_who_gets_its_number(desk: Desk) -> None:
    """As after restoring: the book is older than its key file."""
    stray = accounts.add_person(desk, "甲某", Role.CLERK, PASSWORD)
    with desk.write() as work:
        work.connection.exec_driver_sql("DELETE FROM staff WHERE id = ?", (stray.id,))
        work.connection.exec_driver_sql(
            "INSERT INTO staff(id, name, role, telephone) VALUES (?, ?, ?, ?)", (stray.id, "新领导", "manager", "")
        )
    with pytest.raises(WrongPassword):
        desk.hand_to("甲某", PASSWORD)
    with pytest.raises(WrongPassword):
        desk.confirm("甲某", PASSWORD)
    with pytest.raises(WrongPassword):
        sign_in(desk.folder, "甲某", PASSWORD, desk.clock)
    manager = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    assert any("甲某" in notice and "已清除" in notice for notice in manager.notices)
    assert [slot.name for slot in keys.KeyFile.load(desk.folder).people] == ["管理员"]
    manager.close()
    again = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    assert not any("已清除" in notice for notice in again.notices)
    again.close()
