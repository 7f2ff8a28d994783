from pathlib import Path

import pytest

from desk.books.centre import Centre
from desk.core.clock import Clock
from desk.core.errors import Invalid, Refused, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts
from desk.services.accounts import reset_with_recovery_key
from desk.services.new_data_file import create
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.keys import KeyFile, unwrap
from desk.storage.store import FILE
from tests.conftest import CHEAP, PASSWORD, Hands


def test_the_file_tells_nothing_without_the_key(desk: Desk) -> None:
    desk.store.copy_to(desk.folder / "copy.db")
    for file in (desk.folder / "copy.db", desk.folder / FILE):
        content = file.read_bytes()
        assert not content.startswith(b"SQLite format 3")
        assert "示例邻里中心".encode() not in content


def test_people_come_go_and_change_passwords_without_the_book_being_rewritten(desk: Desk) -> None:
    key = desk.store.key
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, "first-password")
    assert KeyFile.load(desk.folder).unlock("林小芳", "first-password") == (clerk.id, key)
    accounts.reset_password(desk, clerk.id, "second-password")
    with pytest.raises(WrongPassword):
        sign_in(desk.folder, "林小芳", "first-password", desk.clock)
    accounts.disable_person(desk, clerk.id)
    with pytest.raises(WrongPassword):
        sign_in(desk.folder, "林小芳", "second-password", desk.clock)
    assert desk.store.key == key


def test_a_slot_moved_to_another_person_does_not_open(desk: Desk) -> None:
    (slot,) = KeyFile.load(desk.folder).people
    from dataclasses import replace

    with pytest.raises(WrongPassword):
        unwrap(replace(slot, id=99), PASSWORD)


def test_the_paper_key_lets_the_manager_in_again(tmp_path: Path) -> None:
    made, recovery = create(tmp_path / "b", Centre("甲", "乙"), "管理员", PASSWORD, cost=CHEAP)
    made.close()
    typed = recovery.lower().replace("-", " ").replace("0", "o")
    reset_with_recovery_key(tmp_path / "b", typed, "管理员", "brand-new-one")
    sign_in(tmp_path / "b", "管理员", "brand-new-one").close()
    with pytest.raises(WrongPassword):
        reset_with_recovery_key(tmp_path / "b", "AAAA" + recovery[4:], "管理员", "brand-new-two")


def test_wrong_passwords_slow_down_and_the_right_one_waits_its_turn(desk: Desk, hands: Hands) -> None:
    for _try in range(4):
        with pytest.raises(WrongPassword):
            desk.hand_to("管理员", "wrong")
        hands.forward(seconds=3)
    with pytest.raises(Refused, match="1秒后再试"):
        desk.hand_to("管理员", PASSWORD)
    hands.forward(seconds=10)
    desk.hand_to("管理员", PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "管理员"])
def test_a_poor_password_is_refused_and_leaves_no_book(tmp_path: Path, password: str) -> None:
    with pytest.raises(Invalid):
        create(tmp_path / "b", Centre("甲", "乙"), "管理员", password, cost=CHEAP)
    assert not (tmp_path / "b").exists()


def test_a_failed_start_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="县（市、区）"):
        create(tmp_path / "b", Centre("甲", ""), "管理员", PASSWORD, cost=CHEAP)
    assert list((tmp_path / "b").iterdir()) == []


def test_a_clerk_may_not_add_people_and_the_last_manager_stays(desk: Desk) -> None:
    clerk = accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    with pytest.raises(Refused, match="唯一的管理员"):
        accounts.change_role(desk, desk.actor.id, Role.CLERK)
    desk.hand_to("林小芳", PASSWORD)
    assert desk.actor.id == clerk.id
    with pytest.raises(Refused, match="权限"):
        accounts.add_person(desk, "新人", Role.MANAGER, PASSWORD)
    assert [slot.name for slot in KeyFile.load(desk.folder).people] == ["管理员", "林小芳"]


def test_the_clock_may_be_set_back_without_locking_anyone_out(desk: Desk, hands: Hands) -> None:
    for _try in range(5):
        with pytest.raises((WrongPassword, Refused)):
            desk.hand_to("管理员", "wrong")
        hands.forward(seconds=61)
    hands.forward(days=-400)
    desk.hand_to("管理员", PASSWORD)
    assert Clock(hands).today().year == 2025
