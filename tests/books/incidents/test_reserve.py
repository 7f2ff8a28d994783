"""Lines that are kept while the disk is full, and what becomes of them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from desk.books.incidents import (
    chain,
    log,
    queries,
    reserve_import,
)
from desk.books.incidents.model import (
    EntryKind,
    IncidentKind,
)
from desk.books.invariants import book_problems
from desk.core.errors import Invalid
from desk.services import emergency_reserve
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.reserve import Reserve
from tests.conftest import PASSWORD, Hands
from tests.support.full_disk import full_disk, needs_limits
from tests.support.incidents import later


@needs_limits
def test_a_full_disk_keeps_the_lines_and_they_are_taken_in(desk: Desk, hands: Hands) -> None:
    """Real refusals by the operating system; the log is whole once there is room again, each line at its own time."""
    desk.reserve.prepare()
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.FIRE, "厨房")
        log.add(work, id, "拨打 119")
    with full_disk():
        hands.forward(minutes=1)
        assert not emergency_reserve.log_line(desk, "2026-001", "磁盘已满时疏散")
        hands.forward(minutes=1)
        assert not emergency_reserve.log_line(desk, "2026-001", "#2 总闸已拉")
        assert emergency_reserve.take_in(desk) == ""
        with pytest.raises(Invalid):
            emergency_reserve.log_line(desk, "2026-001", "长" * 50_000)
    hands.forward(minutes=10)
    assert emergency_reserve.log_line(desk, "2026-001", "有空间了"), "what waits comes first"
    with desk.read() as work:
        evacuated, ticked, after = queries.entries(work, id)[2:]
        assert after.text == "有空间了"
        assert (evacuated.text, ticked.fields["step"], ticked.kind) == ("磁盘已满时疏散", 2, EntryKind.STEP)
        assert evacuated.entered_at - evacuated.happened_at == timedelta(minutes=11)
        assert book_problems(work) == []
    assert emergency_reserve.take_in(desk) == "" and desk.reserve.lines() == []


@needs_limits
def test_an_incident_can_begin_while_the_disk_is_full(desk: Desk, hands: Hands) -> None:
    desk.reserve.prepare()
    now = hands()
    with full_disk():
        desk.reserve.note(reserve_import.opening(desk.actor, now, "此刻", IncidentKind.LIFT, "东楼梯", locked=True))
        desk.reserve.note(reserve_import.line_for(desk.actor, now + timedelta(minutes=2), "此刻", "已和被困人员说话"))
    hands.forward(minutes=30)
    lines = desk.reserve.lines()
    assert emergency_reserve.take_in(desk) == "磁盘已满时写下的内容已补入处置记录：2026-001"
    with desk.write() as work:
        one = queries.by_number(work, "2026-001")
        assert (one.kind, one.place, one.heard_at) == (IncidentKind.LIFT, "东楼梯", now)
        assert [entry.author for entry in queries.entries(work, one.id)] == ["锁屏", "管理员"]
        assert [each.id for each in queries.unnamed(work)] == [one.id]
        reserve_import.take_in(work, lines)
        assert len(queries.entries(work, one.id)) == 2


def test_no_line_is_lost_when_an_older_book_was_brought_back(desk: Desk) -> None:
    """The incident, the person and the clock of the line may be unknown to it."""
    ahead = desk.clock.now() + timedelta(hours=5)
    desk.reserve.note(reserve_import.line_for(replace(desk.actor, id=77), ahead, "2026-009", "救出两人"))
    assert emergency_reserve.take_in(desk) == "磁盘已满时写下的内容已补入处置记录：2026-001"
    with desk.read() as work:
        opened, saved = queries.entries(work, 1)
        assert opened.text == "来自备用文件，原编号 2026-009 不在现有数据中"
        assert (saved.text, saved.author, saved.happened_at) == ("救出两人", "管理员", work.now)


def test_the_reserve_is_encrypted_and_leaves_out_what_was_changed(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "book", b"k" * 32)
    reserve.prepare()
    size = reserve.places[0].stat().st_size
    for n in range(5):
        assert reserve.note({"text": f"第{n}条 张三"}) == n + 1
    content = reserve.places[0].read_bytes()
    assert len(content) == size and "张三".encode() not in content
    assert [line["text"] for line in reserve.lines()] == [f"第{n}条 张三" for n in range(5)]
    assert Reserve(tmp_path / "book", b"o" * 32).lines() == []
    records = content.split(b"\n")
    records[1], records[2] = records[2].replace(b"3:", b"2:"), b"3:" + os.urandom(9)
    reserve.places[0].write_bytes(b"\n".join(records))
    assert [line["text"][1] for line in reserve.lines()] == ["0", "3", "4"]
    assert reserve.note({"text": "第5条"}) == 6
    assert [line["text"][1] for line in reserve.lines()] == ["0", "3", "4", "5"]
    whole = reserve.places[0].read_bytes().rstrip(b" ")
    reserve.places[0].write_bytes(whole[:-9])
    assert reserve.note({"text": "第6条"}) == 6, "what was cut off by a power cut does not take the next line with it"
    assert [line["text"][1] for line in reserve.lines()] == ["0", "3", "4", "6"]
    reserve.clear()
    assert reserve.lines() == [] and reserve.places[0].stat().st_size == size


@needs_limits
def test_without_room_beside_the_book_another_place_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    reserve = Reserve(tmp_path / "gone" / "book", b"k" * 32)
    reserve.note({"text": "一"})
    reserve.note({"text": "二"})
    assert [line["text"] for line in reserve.lines()] == ["一", "二"]
    assert len(list(elsewhere.iterdir())) == 1
    reserve.clear()
    assert list(elsewhere.iterdir()) == []


def test_signing_in_takes_the_room_beforehand(desk: Desk) -> None:
    desk.close()
    again = sign_in(desk.folder, "管理员", PASSWORD, desk.clock)
    assert again.reserve.places[0].stat().st_size == 512 * 1024
    again.close()


def test_random_lines_of_the_reserve_come_in_in_their_order(desk: Desk) -> None:
    dice = Random(6)
    with desk.write() as work:
        log.open_incident(work, IncidentKind.FIRE, "厨房")
        told = [f"第{n}件事{'。' * dice.randint(0, 3)}" for n in range(60)]
    for n, text in enumerate(told):
        desk.reserve.note(
            reserve_import.line_for(desk.actor, desk.clock.now() + timedelta(seconds=n), "2026-001", text)
        )
    with desk.write() as work:
        reserve_import.take_in(later(work, minutes=5), desk.reserve.lines())
        assert [entry.text for entry in queries.entries(work, 1)[1:]] == told
        assert chain.first_fault(work) is None
