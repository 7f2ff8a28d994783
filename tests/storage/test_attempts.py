"""The counter of wrong passwords slows guessing down and never locks anybody out for good."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.core.errors import Refused, WrongPassword
from desk.services import access
from desk.services.session import Desk
from desk.storage import attempts
from desk.storage.attempts import FILE, AttemptCounter
from tests.conftest import MORNING, PASSWORD, Hands
from tests.support.full_disk import full_disk, needs_limits


def test_each_wrong_one_after_the_third_doubles_the_wait_up_to_a_minute(tmp_path: Path) -> None:
    waits = []
    for _try in range(12):
        AttemptCounter(tmp_path).failed("林小芳", MORNING)
        waits.append(int(AttemptCounter(tmp_path).of("林小芳").left(MORNING).total_seconds()))
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    assert AttemptCounter(tmp_path).of("王敏").left(MORNING) == timedelta(0)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": [3, "noon"]}', b"\xff\xfe"])
def test_a_counter_that_cannot_be_read_counts_as_the_longest_wait_and_passes(
    desk: Desk, hands: Hands, content: bytes
) -> None:
    (desk.folder / FILE).write_bytes(content)
    os.utime(desk.folder / FILE, (MORNING.timestamp(), MORNING.timestamp()))
    with pytest.raises(Refused, match="60"):
        desk.hand_to("管理员", PASSWORD)
    hands.forward(seconds=61)
    desk.hand_to("管理员", PASSWORD)
    assert AttemptCounter(desk.folder).of("管理员").many == 0


def test_where_it_cannot_be_written_wrong_ones_still_count_and_the_right_one_opens(desk: Desk, hands: Hands) -> None:
    (desk.folder / FILE).mkdir()
    (desk.folder / FILE / "in the way").touch()
    hands.at = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(WrongPassword):
        desk.hand_to("管理员", "wrong")
    with pytest.raises(Refused, match="60"):
        desk.hand_to("管理员", PASSWORD)
    hands.forward(minutes=2)
    desk.hand_to("管理员", PASSWORD)


def test_the_file_is_replaced_whole(tmp_path: Path) -> None:
    AttemptCounter(tmp_path).failed("林小芳", datetime(2026, 11, 24, tzinfo=UTC))
    AttemptCounter(tmp_path).failed("王敏", datetime(2026, 11, 24, tzinfo=UTC))
    assert AttemptCounter(tmp_path).passed("林小芳").many == 1
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert AttemptCounter(tmp_path).of("王敏").many == 1 and attempts.FREE == 3


@needs_limits
def test_a_full_disk_and_a_mistyped_password_leave_the_counter_whole(desk: Desk, hands: Hands) -> None:
    AttemptCounter(desk.folder).failed("王敏", hands())
    before = (desk.folder / FILE).read_bytes()
    with full_disk(room=10), pytest.raises(WrongPassword):
        access.unlock(desk.folder, "管理员", "mistyped", desk.clock)
    assert (desk.folder / FILE).read_bytes() == before
    assert AttemptCounter(desk.folder).of("管理员").many == 1
    desk.hand_to("管理员", PASSWORD)
