"""Guessing is slow wherever a password is asked for, and the person is told of it once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desk.core.clock import Clock
from desk.core.errors import DeskError, Invalid, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, restore
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.attempts import AttemptCounter
from desk.storage.backup import backups_in
from tests.conftest import PASSWORD, Hands

NAME = "管理员"
WAYS: dict[str, Callable[[Desk, str], object]] = {
    "sign in": lambda desk, word: sign_in(desk.folder, NAME, word, desk.clock).close(),
    "take over": lambda desk, word: desk.hand_to(NAME, word),
    "sign a paper": lambda desk, word: desk.confirm(NAME, word),
    "change the password": lambda desk, word: accounts.change_password(desk, word, "new-password-1"),
    "bring a backup back": lambda desk, word: bring_back(desk, word),
}


def bring_back(desk: Desk, word: str) -> None:
    """A backup is opened with a password, whoever has the book open."""
    if not backups_in(desk.folder / "backups"):
        backups.back_up(desk)
    [kept] = backups_in(desk.folder / "backups")
    restore.examine(kept.path, desk.folder, restore.BackupProof(NAME, word), desk.clock).close()


@pytest.mark.parametrize("way", WAYS)
def test_the_fourth_guess_has_to_wait_everywhere(desk: Desk, way: str) -> None:
    for _guess in range(3):
        with pytest.raises((WrongPassword, Invalid)):
            WAYS[way](desk, "a-wrong-guess")
    with pytest.raises(DeskError, match="秒"):
        WAYS[way](desk, PASSWORD)


def test_thirty_guesses_at_changing_the_password_get_nowhere(desk: Desk) -> None:
    told = []
    for _guess in range(30):
        with pytest.raises(Invalid) as wrong:
            accounts.change_password(desk, "a-wrong-guess", "new-password-1")
        told += [(problem.field, "秒" in problem.message) for problem in wrong.value.problems]
    assert told == [("old", False)] * 3 + [("old", True)] * 27


def guess(desk: Desk, hands: Hands, many: int, way: str = "sign in") -> None:
    for _guess in range(many):
        hands.forward(minutes=2)
        with pytest.raises((WrongPassword, Invalid)):
            WAYS[way](desk, "a-wrong-guess")


def signed_in(desk: Desk) -> str:
    """What is told at the next sign-in."""
    again = sign_in(desk.folder, NAME, PASSWORD, desk.clock)
    again.close()
    return again.wrong_before


def test_wrong_passwords_are_told_once_at_the_next_sign_in(desk: Desk, hands: Hands) -> None:
    assert signed_in(desk) == ""
    guess(desk, hands, 3)
    hands.forward(minutes=2)
    assert signed_in(desk) == "上次登录后有3次密码输错，最近一次11月24日09:06。如非本人所为，请告知管理员。"
    assert signed_in(desk) == ""


@pytest.mark.parametrize("way", ["sign a paper", "change the password"])
def test_a_right_password_elsewhere_does_not_hide_the_guesses_before_it(desk: Desk, hands: Hands, way: str) -> None:
    guess(desk, hands, 2)
    hands.forward(minutes=2)
    desk.confirm(NAME, PASSWORD)
    guess(desk, hands, 2, way)
    hands.forward(minutes=2)
    assert signed_in(desk).startswith("上次登录后有4次密码输错，最近一次11月24日09:10。")


def test_guesses_at_a_backup_are_told_although_a_right_password_opened_it(desk: Desk, hands: Hands) -> None:
    guess(desk, hands, 2, "bring a backup back")
    hands.forward(minutes=2)
    bring_back(desk, PASSWORD)
    assert signed_in(desk).startswith("上次登录后有2次密码输错")


def test_coming_back_from_the_lock_tells_what_was_typed_meanwhile_and_only_that(desk: Desk, hands: Hands) -> None:
    guess(desk, hands, 1)
    hands.forward(minutes=2)
    desk.hand_to(NAME, PASSWORD)
    assert "1次" in desk.wrong_before
    desk.hand_to(NAME, PASSWORD)
    assert desk.wrong_before == ""
    assert signed_in(desk) == ""


def test_guesses_at_another_name_are_told_to_that_person(desk: Desk, hands: Hands) -> None:
    accounts.add_person(desk, "林小芳", Role.CLERK, "frontdesk-2")
    with pytest.raises(WrongPassword):
        desk.hand_to("林小芳", "a-wrong-guess")
    assert signed_in(desk) == ""
    desk.hand_to("林小芳", "frontdesk-2")
    assert "1次" in desk.wrong_before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"管理员": 3}', '{"管理员": [1, "x"]}'])
def test_a_counter_that_cannot_be_read_tells_nothing(desk: Desk, content: str) -> None:
    from desk.services import wrong_passwords

    (desk.folder / "attempts.json").write_text(content, "utf-8")
    assert wrong_passwords.words_of(AttemptCounter(desk.folder).known_of(NAME)) == ""


def test_the_clock_may_stand_still(desk: Desk) -> None:
    """Two tries within one millisecond are two tries."""
    for _guess in range(2):
        with pytest.raises(WrongPassword):
            sign_in(desk.folder, NAME, "a-wrong-guess", Clock(lambda: desk.clock.now()))
    assert "2次" in signed_in(desk)
