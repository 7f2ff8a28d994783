"""Lines of the reserve that cannot be read are told, and the file that holds them is kept."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desk.books.incidents import chain, log, queries, reserve_import
from desk.books.incidents.model import IncidentKind
from desk.services import emergency_reserve
from desk.services.session import Desk
from desk.storage.reserve import FILE
from tests.conftest import Hands

TEXTS = [f"第{n}件事" for n in range(1, 6)]


@pytest.fixture
def fire(desk: Desk, hands: Hands) -> Desk:
    """An incident, and five lines a minute apart that wait in the reserve."""
    desk.reserve.prepare()
    with desk.write() as work:
        log.open_incident(work, IncidentKind.FIRE, "厨房")
    for text in TEXTS:
        hands.forward(minutes=1)
        desk.reserve.note(reserve_import.line_for(desk.actor, desk.clock.now(), "2026-001", text))
    hands.forward(minutes=5)
    return desk


def spoil(desk: Desk, *numbers: int) -> bytes:
    """Flip a bit in some lines; the file as it is then."""
    place = desk.reserve.places[0]
    records = place.read_bytes().split(b"\n")
    for number in numbers:
        record = bytearray(records[number - 1])
        record[len(record) // 2] ^= 1
        records[number - 1] = bytes(record)
    place.write_bytes(b"\n".join(records))
    return place.read_bytes()


def in_log(desk: Desk) -> list[str]:
    with desk.read() as work:
        assert chain.first_fault(work) is None
        return [entry.text for entry in queries.entries(work, 1)[1:]]


def aside(desk: Desk) -> list[Path]:
    return sorted(desk.folder.glob(f"{FILE}.unreadable-*"))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1,), "第1条（11-24 09:02:00之前）"),
        ((3,), "第3条（11-24 09:02:00与11-24 09:04:00之间）"),
        ((3, 4), "第3—4条（11-24 09:02:00与11-24 09:05:00之间）"),
        ((2, 4), "第2条（11-24 09:01:00与11-24 09:03:00之间）、第4条（11-24 09:03:00与11-24 09:05:00之间）"),
        ((5,), "第5条（11-24 09:04:00之后）"),
        ((1, 2, 3, 4, 5), "第1—5条（时间不明）"),
    ],
)
def test_which_lines_cannot_be_read_is_told_and_the_rest_goes_in_once(
    fire: Desk, numbers: tuple[int, ...], said: str
) -> None:
    content = spoil(fire, *numbers)
    emergency_reserve.take_in(fire)
    told = emergency_reserve.unread_words(fire)
    assert said in told and "请向记录人核实" in told
    assert in_log(fire) == [text for n, text in enumerate(TEXTS, 1) if n not in numbers]
    (file,) = aside(fire)
    assert file.name == f"{FILE}.unreadable-20261124-091000"
    assert file.read_bytes() == content and str(file) in told
    assert (emergency_reserve.take_in(fire), emergency_reserve.unread_words(fire), fire.reserve.lines()) == ("", "", [])
    with fire.read() as work:
        ((after,),) = work.rows("SELECT after FROM audit WHERE action = 'incident.reserve'")
    assert said.split("、")[0] in after


def test_a_line_end_that_vanished_joins_two_lines_and_both_are_told(fire: Desk) -> None:
    place = fire.reserve.places[0]
    records = place.read_bytes().split(b"\n")
    place.write_bytes(b"\n".join([records[0], records[1] + b"\x0b" + records[2], *records[3:]]))
    emergency_reserve.take_in(fire)
    assert "第2—3条" in emergency_reserve.unread_words(fire)


def test_writing_goes_on_after_a_file_was_set_aside(fire: Desk) -> None:
    spoil(fire, 2)
    emergency_reserve.take_in(fire)
    fire.reserve.note(reserve_import.line_for(fire.actor, fire.clock.now(), "2026-001", "又满了"))
    spoil(fire, 1)
    emergency_reserve.take_in(fire)
    assert len(aside(fire)) == 2, "two in one second have two names"
    fire.reserve.note(reserve_import.line_for(fire.actor, fire.clock.now(), "2026-001", "第三次"))
    assert emergency_reserve.take_in(fire)
    assert in_log(fire)[-1] == "第三次"
    assert len(aside(fire)) == 2


def test_a_line_that_is_taken_in_on_the_way_does_not_hide_the_lost_one(fire: Desk) -> None:
    spoil(fire, 4)
    assert emergency_reserve.log_line(fire, "2026-001", "有空间了")
    assert "第4条" in emergency_reserve.unread_words(fire)


def test_any_flipped_byte_is_told(desk: Desk, fire: Desk) -> None:
    dice = Random(7)
    place = desk.reserve.places[0]
    whole = place.read_bytes()
    used = len(whole.rstrip())
    for _flip in range(60):
        content = bytearray(whole)
        content[dice.randrange(used)] ^= 1 << dice.randrange(8)
        place.write_bytes(bytes(content))
        lines = desk.reserve.lines()
        assert len(lines) == 5 or desk.reserve.unreadable()
