"""Lock and hand-over reach past open dialogs, and what was typed in one comes again with whoever typed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.books import cases
from desk.books.cases import CaseState, case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.demo.tour import CTRL, Hands
from desk.ui.cases.window import CaseWindow, MoveDialog
from tests.conftest import PASSWORD
from tests.support.tabs import desk_of

Step = tuple[Callable[[], bool], Callable[[], object]]
"""When something may be done, and what."""


def case_of(hands: Hands) -> int:
    with desk_of(hands).read() as work:
        return next(
            row.id for row in case_queries.page(work, CaseFilter(), limit=600) if row.state is CaseState.FORWARDED
        )


def at_a_case(hands: Hands, id: int, *steps: Step) -> None:
    """Open a case, and do one step after the other while its window, and what opens over it, wait for answers."""
    left, tries = list(steps), [0]
    looking = QTimer(hands.window)

    def look() -> None:
        tries[0] += 1
        if left and left[0][0]():
            QTimer.singleShot(0, left.pop(0)[1])
        elif tries[0] > 300 and (over := QApplication.activeModalWidget()):
            over.close()

    looking.timeout.connect(look)
    looking.start(20)
    assert hands.window.work is not None
    hands.window.work.page(0).case_opened.emit(id)  # type: ignore[attr-defined]
    looking.stop()
    assert left == []


def over(kind: type) -> Callable[[], bool]:
    return lambda: isinstance(QApplication.activeModalWidget(), kind)


def top(kind: type[MoveDialog]) -> MoveDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, kind)
    return shown


def leave(hands: Hands, key: Qt.Key) -> None:
    QTest.keyClick((QApplication.activeModalWidget() or hands.window).windowHandle(), key, CTRL)


def sign_in(hands: Hands, name: str) -> None:
    page = hands.window.sign_in
    page.name.setText(name)
    page.password.setText(PASSWORD)
    page.try_it()


def begin_move() -> None:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, CaseWindow)
    shown._ask_move(CaseState.DONE)


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_H])
def test_lock_and_hand_over_reach_past_a_case_that_is_shown_in_full(clerk: Hands, key: Qt.Key) -> None:
    at_a_case(clerk, case_of(clerk), (over(CaseWindow), lambda: leave(clerk, key)))
    assert not clerk.window.working and QApplication.activeModalWidget() is None
    assert clerk.window.sign_in.heading.text() == ("已锁定" if key is Qt.Key.Key_L else "切换用户")


def test_what_was_typed_in_a_dialog_comes_again_and_counts(clerk: Hands) -> None:
    id, seen = case_of(clerk), []
    at_a_case(
        clerk,
        id,
        (over(CaseWindow), begin_move),
        (over(MoveDialog), lambda: (top(MoveDialog).remark.setText("已电话告知"), leave(clerk, Qt.Key.Key_L))),
        (lambda: not clerk.window.working and not over(MoveDialog)(), lambda: sign_in(clerk, "林小芳")),
        (over(MoveDialog), lambda: (seen.append(top(MoveDialog).remark.text()), top(MoveDialog).ok.click())),
    )
    assert seen == ["已电话告知"] and clerk.window.working
    with desk_of(clerk).read() as work:
        assert cases.find(work, id).state is CaseState.DONE


def test_somebody_else_does_not_get_it(clerk: Hands) -> None:
    id = case_of(clerk)
    at_a_case(
        clerk,
        id,
        (over(CaseWindow), begin_move),
        (over(MoveDialog), lambda: (top(MoveDialog).remark.setText("已电话告知"), leave(clerk, Qt.Key.Key_H))),
        (lambda: not clerk.window.working and not over(MoveDialog)(), lambda: sign_in(clerk, "黄志强")),
    )
    QTest.qWait(100)
    assert clerk.window.working and QApplication.activeModalWidget() is None
    with desk_of(clerk).read() as work:
        assert cases.find(work, id).state is CaseState.FORWARDED
