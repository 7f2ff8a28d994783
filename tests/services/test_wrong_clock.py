"""A clock that is wrong is asked about before anything is written; a day of work ten years ahead holds nothing up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desk.books import centre, clock_ahead, visits
from desk.books.assets import ledger, lending, queries, transfers
from desk.books.assets.lending import Loan, LoanRequest
from desk.books.assets.model import AssetCondition, BorrowerKind
from desk.books.assets.queries import AssetFilter
from desk.books.assets.statistics import changes
from desk.books.incidents import log
from desk.books.incidents import queries as incidents
from desk.books.incidents.model import IncidentKind
from desk.books.invariants import book_problems
from desk.core.clock import Clock, local
from desk.core.errors import Invalid, NotAllowed, WrongPassword
from desk.core.permissions import Role
from desk.services import accounts, backups, clock_check, clock_correction, new_data_file
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage import backup
from tests.conftest import CHEAP, MORNING, PASSWORD, Hands
from tests.support import assets as things
from tests.support.clock_words import clock_words

NAME = "管理员"
IN_2036 = datetime(2036, 11, 28, 1, 0, tzinfo=UTC)


def lines(desk: Desk) -> int:
    with desk.read() as work:
        return int(work.rows("SELECT count(*) FROM audit")[0][0])


class Door:
    """Answers the question about the clock."""

    def __init__(self, answer: bool) -> None:
        self.answer, self.asked = answer, list[str]()

    def __call__(self, words: str) -> bool:
        self.asked.append(words)
        return self.answer


def sign_in_at(desk: Desk, door: Door) -> None:
    sign_in(desk.folder, NAME, PASSWORD, desk.clock, clock_is_right=door).close()


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (timedelta(minutes=-4), ""),
        (timedelta(minutes=-6), "慢了：上次使用时间为11月24日09:00"),
        (timedelta(days=-4000), "慢了"),
        (timedelta(days=10), ""),
        (timedelta(days=11), "日期和时间为12月5日09:00，上次使用是11月24日"),
        (timedelta(days=3653), "时间为2036年11月24日"),
    ],
)
def test_an_odd_clock_is_asked_about_before_anything_is_written(
    desk: Desk, hands: Hands, step: timedelta, said: str
) -> None:
    hands.at += step
    before, door = lines(desk), Door(False)
    if not said:
        sign_in_at(desk, door)
        assert door.asked == [] and lines(desk) > before
        return
    with pytest.raises(clock_check.WrongClock, match="未写入"):
        sign_in_at(desk, door)
    assert said in door.asked[0] and lines(desk) == before
    sign_in_at(desk, yes := Door(True))
    assert len(yes.asked) == 1
    with desk.read() as work:
        ((after,),) = work.rows("SELECT after FROM audit WHERE action = 'session.sign_in' ORDER BY id DESC LIMIT 1")
    assert said in after


@dataclass
class Running:
    """Seconds that go on with the right time, however a test sets the clock."""

    hands: Hands
    set_by: timedelta = timedelta()

    def __call__(self) -> float:
        return (self.hands.at - self.set_by).timestamp()


@pytest.fixture
def open_window(desk: Desk, hands: Hands) -> Iterator[tuple[Desk, Running, Door]]:
    """Somebody signed in at nine, and the clock was right."""
    accounts.add_person(desk, "林小芳", Role.CLERK, PASSWORD)
    running, door = Running(hands), Door(True)
    opened = sign_in(desk.folder, NAME, PASSWORD, Clock(hands, running), clock_is_right=door)
    yield opened, running, door
    opened.close()


GIVEN: dict[str, Callable[[Desk], object]] = {
    "hand over": lambda desk: desk.hand_to("林小芳", PASSWORD),
    "come back": lambda desk: desk.hand_to(NAME, PASSWORD),
    "sign": lambda desk: desk.confirm("林小芳", PASSWORD),
    "own password": lambda desk: accounts.change_password(desk, PASSWORD, "another-one-1"),
}


@pytest.mark.parametrize("step", [timedelta(days=-2), timedelta(minutes=-20), timedelta(hours=3), timedelta(days=3)])
@pytest.mark.parametrize("way", GIVEN)
def test_a_clock_set_under_an_open_window_is_asked_about_once_before_anything_is_written(
    open_window: tuple[Desk, Running, Door], hands: Hands, way: str, step: timedelta
) -> None:
    desk, running, door = open_window
    hands.forward(hours=20)  # a night
    desk.hand_to(NAME, PASSWORD)
    assert door.asked == []
    hands.at += step
    running.set_by += step
    before, actor, door.answer = lines(desk), desk.actor, False
    with pytest.raises(clock_check.WrongClock, match="未写入"):
        GIVEN[way](desk)
    assert lines(desk) == before and desk.actor == actor and len(door.asked) == 1
    door.answer = True
    GIVEN[way](desk)
    assert len(door.asked) == 2
    with desk.read() as work:
        ((after,),) = work.rows("SELECT after FROM audit WHERE action = 'clock.confirmed'")
    assert door.asked[1] in after
    desk.confirm("林小芳", PASSWORD)
    assert len(door.asked) == 2


def test_a_long_time_without_anything_written_is_asked_about_once_at_the_lock(
    open_window: tuple[Desk, Running, Door], hands: Hands
) -> None:
    desk, _running, door = open_window
    hands.forward(days=9, hours=15)
    desk.hand_to(NAME, PASSWORD)
    assert door.asked == []
    hands.forward(days=11)
    desk.hand_to(NAME, PASSWORD)
    assert len(door.asked) == 1 and "现在的日期是否正确" in door.asked[0]
    hands.forward(days=1)
    desk.hand_to("林小芳", PASSWORD)
    assert len(door.asked) == 1


def test_the_recovery_key_asks_as_well_before_it_writes(tmp_path: Path, hands: Hands) -> None:
    made, sheet = new_data_file.create(
        tmp_path / "other", centre.Centre("中心", "区"), NAME, PASSWORD, Clock(hands), CHEAP
    )
    made.close()
    hands.forward(days=12)
    door = Door(False)
    with pytest.raises(clock_check.WrongClock):
        accounts.reset_with_recovery_key(made.folder, sheet, NAME, "brand-new-one", Clock(hands), clock_is_right=door)
    sign_in(made.folder, NAME, PASSWORD, Clock(hands)).close()
    assert len(door.asked) == 1


def test_wrong_passwords_come_before_the_question(desk: Desk, hands: Hands) -> None:
    hands.at = IN_2036
    door = Door(True)
    with pytest.raises(WrongPassword):
        sign_in(desk.folder, NAME, "a-wrong-guess", desk.clock, clock_is_right=door)
    assert door.asked == []


def test_times_of_files_count_by_the_system_clock(tmp_path: Path) -> None:
    made, _key = new_data_file.create(tmp_path / "book", centre.Centre("中心", "区"), NAME, PASSWORD)
    later = (datetime.now(UTC) + timedelta(days=3)).timestamp()
    file = made.folder / "keys.json"
    assert clock_words(made) == ""
    os.utime(file, (later, later))
    assert "慢了" in clock_words(made)
    made.close()


@pytest.fixture
def day_ahead(desk: Desk, hands: Hands) -> Iterator[Desk]:
    """One day of work in 2036, and the clock is right again."""
    with desk.write() as work:
        things.set_up(work)
        things.add(work, things.chairs())
        things.add(work)
    hands.at = IN_2036
    sign_in_at(desk, Door(True))
    with desk.write() as work:
        chairs, printer = (asset.id for asset in queries.page(work, AssetFilter()))
        borrowed = LoanRequest(
            5, work.today + timedelta(days=7), BorrowerKind.PARTNER, borrower="示例社团", contact="13800000001"
        )
        lending.lend(work, chairs, borrowed)
        transfers.move(work, [printer], transfers.AssetPlace(None, 2))
        log.open_incident(work, IncidentKind.FIRE, "厨房")
        visits.take_number(work)
    backups.back_up(desk)
    hands.forward(hours=8)
    with desk.write() as work:
        visits.take_number(work)
    hands.at = MORNING + timedelta(days=1)
    yield desk


def recorded(desk: Desk) -> list[Path]:
    with desk.read() as work:
        found = clock_ahead.found_ahead(work)
    assert found is not None
    assert (local(found.first).date(), local(found.last).date()) == (date(2036, 11, 28), date(2036, 11, 28))
    return clock_correction.clock_was_ahead(desk, found.first, found.last)


def test_before_the_record_the_day_holds_things_up(day_ahead: Desk) -> None:
    sign_in_at(day_ahead, door := Door(True))
    assert "2036年11月28日17:00" in door.asked[0] and "时钟曾经超前" in door.asked[0]
    with pytest.raises(Invalid, match="2036年11月28日"), day_ahead.write() as work:
        transfers.move(work, [2], transfers.AssetPlace(None, 3))


def test_after_the_record_cards_and_loans_are_free(day_ahead: Desk) -> None:
    with day_ahead.read() as work:
        loan: Loan = lending.open_loans(work)[0]
        chain = work.rows("SELECT id, hash FROM audit ORDER BY id")
        moved = work.rows("SELECT * FROM asset_movements ORDER BY id")
    recorded(day_ahead)
    with day_ahead.write() as work:
        assert queries.find(work, 2).last_day == work.today
        transfers.move(work, [2], transfers.AssetPlace(None, 3))
        lending.give_back(work, loan.id, 5, AssetCondition.IN_USE)
        assert queries.find(work, 1).lent == 0
        assert book_problems(work) == []
        assert ledger.state_of(work, 2, work.today).columns["venue_id"] == 3
        assert changes(work, work.today, work.today).total.end[0] == 41
        assert work.rows("SELECT id, hash FROM audit ORDER BY id")[: len(chain)] == chain
        assert work.rows("SELECT * FROM asset_movements ORDER BY id")[: len(moved)] == moved


def test_after_the_record_the_clock_is_no_longer_behind(day_ahead: Desk, hands: Hands) -> None:
    recorded(day_ahead)
    assert clock_words(day_ahead) == ""
    for _day in range(3):
        sign_in_at(day_ahead, door := Door(False))
        assert door.asked == []
        hands.forward(days=1)
    with day_ahead.read() as work:
        assert clock_ahead.found_ahead(work) is None
    hands.forward(minutes=-3000)
    assert "慢了" in clock_words(day_ahead)


def test_after_the_record_open_visits_are_ended_and_numbers_go_on(day_ahead: Desk) -> None:
    recorded(day_ahead)
    with day_ahead.write() as work:
        assert work.rows("SELECT count(*) FROM visits WHERE ended_at IS NULL") == [(0,)]
        assert visits.take_number(work).label == "A001"
        assert incidents.find(work, log.open_incident(work, IncidentKind.FIRE, "大厅")).number == "2026-001"


def test_after_the_record_a_backup_of_2036_is_not_the_newest_and_stays(day_ahead: Desk) -> None:
    folder = day_ahead.folder / "backups"
    assert backup.backups_in(folder)[0].made.year == 2036 and not backups.backed_up_today(day_ahead)
    (moved,) = recorded(day_ahead)
    assert moved.name.startswith("clock-was-ahead-desk-20361128") and moved.exists()
    backups.back_up(day_ahead)
    assert backups.backed_up_today(day_ahead) and moved.exists()


def test_the_record_stands_in_the_chain_with_what_it_freed(day_ahead: Desk) -> None:
    recorded(day_ahead)
    with day_ahead.read() as work:
        ((after,),) = work.rows("SELECT after FROM audit WHERE action = 'clock.was_ahead'")
    assert '"cards":2' in after and '"visits":2' in after and "2036-11-28" in after


def test_only_a_manager_records_and_only_what_is_still_to_come(day_ahead: Desk) -> None:
    with day_ahead.write() as work, pytest.raises(NotAllowed):
        clock_ahead.record(replace(work, actor=replace(work.actor, role=Role.CLERK)), IN_2036, IN_2036)
    for first, last, words in (
        (IN_2036, IN_2036 - timedelta(days=1), "早于"),
        (MORNING - timedelta(days=3), MORNING, "已经过去"),
        (IN_2036, IN_2036 + timedelta(days=500), "最长"),
        (IN_2036 + timedelta(days=5), IN_2036 + timedelta(days=6), "没有任何记录"),
    ):
        with pytest.raises(Invalid, match=words):
            clock_correction.clock_was_ahead(day_ahead, first, last)


def test_the_command_line_refuses_without_a_word_for_the_clock(tmp_path: Path) -> None:
    from tests.support.command_line import desk as run

    hands = Hands(datetime.now(UTC) + timedelta(days=3653))
    made, _key = new_data_file.create(tmp_path / "book", centre.Centre("中心", "区"), NAME, PASSWORD, Clock(hands))
    made.close()
    refused = run(made.folder, "check")
    assert refused.returncode == 1 and "慢了" in refused.stderr and "--clock-is-right" in refused.stderr
    recorded_ = run(made.folder, "--clock-is-right", "clock-was-ahead")
    assert recorded_.returncode == 0 and "已登记" in recorded_.stdout
    assert run(made.folder, "check").returncode == 0
    assert run(made.folder, "clock-was-ahead").returncode == 1
