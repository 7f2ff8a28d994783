"""``desk check`` names what cannot be right: each rule is broken once in a centre that has lived a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.books.invariants import book_problems
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.demo import lived

A_CASE = "id = (SELECT min(id) FROM cases WHERE state = 'done')"
FIRST_TWO = "id IN (SELECT id FROM activities ORDER BY id LIMIT 2)"
BREAKS = (
    ("当前状态与最后一条流转记录不一致", f"UPDATE cases SET state = 'declined' WHERE {A_CASE}"),
    ("已办结但缺少办结时间", f"UPDATE cases SET finished_at = NULL WHERE {A_CASE}"),
    ("所属来访登记的是另一个人", "UPDATE visits SET resident_id = NULL WHERE id = (SELECT min(visit_id) FROM cases)"),
    ("缺少回访记录", f"UPDATE cases SET evaluation = 'very_dissatisfied' WHERE {A_CASE}"),
    ("的来访 A001：已结束但仍有未结束的时段", "UPDATE visits SET ended_at = NULL WHERE id = 1"),
    ("时段的结束早于开始", "UPDATE periods SET ended_at = began_at - 1 WHERE id = 1"),
    ("居民档案 2：缺少检索条目", "DELETE FROM resident_search WHERE rowid = 2"),
    ("发布后换了人", "UPDATE duties SET planned_id = (SELECT max(id) FROM staff WHERE id <> staff_id) WHERE id = 1"),
    ("没有批准的取消记录", "UPDATE duties SET cancelled = 1 WHERE id = 1"),
    ("签退早于签到", "UPDATE duties SET came_at = 2, left_at = 1 WHERE id = 1"),
    ("签退早于签到", "UPDATE duties SET came_at = NULL, left_at = 1 WHERE id = 1"),
    ("状态与最后一次流转记录不一致", "UPDATE activities SET state = 'postponed'"),
    (
        "同一场地",
        "UPDATE activities SET state = 'published', venue_id = 1, day = '2030-01-01', begins = 600, ends = 660"
        f" WHERE {FIRST_TWO}",
    ),
    (
        "候补",
        "UPDATE activities SET state = 'published', capacity = NULL; UPDATE sign_ups SET state = 'waiting'",
    ),
    ("与未归还的借用单不一致", "UPDATE assets SET lent = lent + 1 WHERE quantity > lent"),
    ("没有管理员批准", "UPDATE asset_movements SET kind = 'scrap' WHERE id = 1"),
    ("卡片与变动记录不一致", "UPDATE assets SET name = 'x' WHERE id = 1"),
    ("操作日志第1行", "UPDATE audit SET action = 'x' WHERE id = 1"),
)


def told_by(work: Work, statement: str) -> list[str]:
    """What is found wrong after a statement, which is then taken back."""
    trial = work.connection.begin_nested()
    for each in statement.split(";"):
        work.connection.exec_driver_sql(each)
    found = book_problems(work)
    trial.rollback()
    return found


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory)


def test_whatever_cannot_be_right_is_named_by_its_book(demo: Desk) -> None:
    with demo.write() as work:
        assert book_problems(work) == []
        for words, statement in BREAKS:
            assert any(words in sentence for sentence in told_by(work, statement)), words
        assert book_problems(work) == []
