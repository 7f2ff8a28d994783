"""The window asks about an odd clock before it signs anybody in; a manager records a clock that was ahead."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.books import clock_ahead
from desk.core.calendar import moment_words
from desk.core.clock import local
from desk.demo.tour import Hands
from desk.ui.settings.clock import ClockSection
from tests.conftest import PASSWORD
from tests.support.settings_tab import section
from tests.support.tabs import told
from tests.ui.conftest import after_a_double_click, say_no, say_yes


def test_an_odd_clock_is_asked_about_at_sign_in(hands: Hands, book: Path) -> None:
    later = (datetime.now(UTC) + timedelta(days=3)).timestamp()
    os.utime(book / "keys.json", (later, later))
    page, seen = hands.window.sign_in, list[str]()
    page.name.setText("管理员")
    page.password.setText(PASSWORD)
    say_no(seen)
    page.try_it()
    assert "慢了" in seen[0] and not hands.window.working
    assert "未写入任何内容" in page.fields["password"].problem
    page.password.setText(PASSWORD)
    after_a_double_click()
    say_yes(seen)
    page.try_it()
    assert hands.window.working and "慢了" not in told(hands)


def test_a_clock_that_was_ahead_is_recorded_in_the_settings(manager: Hands) -> None:
    shown = section(manager, ClockSection)
    assert shown.finding.text() == "没有晚于现在的记录。"
    assert manager.window.desk is not None
    ahead = datetime.now(UTC) + timedelta(days=3653)
    with manager.window.desk.write() as work:
        type(work)(work.connection, work.actor, ahead).audit("session.sign_in", "staff:1")
    shown.load()
    assert "有1条记录" in shown.finding.text() and shown.first.text() == f"{local(ahead):%Y-%m-%d %H:%M}"
    shown.first.setText("昨天")
    shown.save()  # nothing is asked: the question would wait for an answer
    assert shown.fields["first"].problem == "请按2036-11-28 08:00填写时间。" and shown.first.hasFocus()
    shown.first.setText("2026-01-01 08:00")
    shown.last.setText("2026-01-01 18:00")
    shown.save()
    assert "没有任何记录" in shown.fields["first"].problem and "已经过去" in shown.fields["last"].problem
    shown.load()
    assert shown.fields["first"].problem == shown.fields["last"].problem == "", "F5 puts the right values back"
    asked: list[str] = []
    say_yes(asked)
    shown.save()
    assert moment_words(ahead) in asked[0] and "1条记录" in asked[0] and shown.fields["last"].problem == ""
    assert told(manager) == "已登记。"
    assert shown.finding.text() == "没有晚于现在的记录。" and f"{local(ahead):%Y-%m-%d}" in shown.known.text()
    with manager.window.desk.read() as work:
        assert clock_ahead.spans(work)[0].covers(ahead)
