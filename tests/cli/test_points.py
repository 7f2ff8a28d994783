"""Points from the command line: a member's card, and whether a certificate is genuine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.books.centre import Centre
from desk.books.points import certificates, earning
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk as run
from tests.support.points import done_order, set_up


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """A book by the clock of this PC, in which somebody has a certificate."""
    made, _recovery = new_data_file.create(tmp_path / "own", Centre("示例", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    with made.write() as work:
        there = set_up(work)
        earning.settle(work, done_order(work, {there.members[0]: 90}))
        certificates.issue(work, there.members[0], date(work.today.year, 1, 1), work.today)
    made.close()
    yield made


def test_a_card_tells_balance_expiry_and_history_masked(own: Desk) -> None:
    done = run(own.folder, "point", "card", "t01-001")
    first, until, line = done.stdout.splitlines()
    assert first == "T01-001 欧**珠 红帆突击队: 15"
    assert until.startswith("15分，有效期至") and "点单服务 +15" in line
    missing = run(own.folder, "point", "card", "T09-009")
    assert missing.returncode == 1 and "T09-009" in missing.stderr


def test_a_certificate_is_verified_by_number_and_hash(own: Desk) -> None:
    number = f"FW{date.today().year}-0001"
    done = run(own.folder, "point", "verify", number)
    said, facts, hash = done.stdout.splitlines()
    assert said == "真实有效" and facts.endswith(" 1 90") and "欧**珠" in facts
    assert run(own.folder, "point", "verify", hash).stdout == done.stdout
    assert run(own.folder, "point", "verify", "FW1999-0001").returncode == 1
