"""The guided demo: a morning of walk-ins served through the real window, a picture of every step, every paper.

``python -m desk.demo FOLDER`` makes a demo centre in FOLDER (anew each time) and plays there, offscreen where
there is no screen. Pictures go to FOLDER/pictures, papers to FOLDER/papers.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk import app, session
from desk.books import figures
from desk.books.activities import kept
from desk.books.caselist import Filter, page
from desk.books.cases import State
from desk.books.roster import months
from desk.books.sample import Size
from desk.books.work import Work
from desk.errors import DeskError, Refused
from desk.storage.keys import Cost
from desk.ui.window import Window
from desk.words import _

MANAGER, PASSWORD = "管理员", "demo-desk"
MARK = "this-is-a-demo"
"""The file by which a later demo knows that the folder may be taken away."""
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Hands:
    """A clerk's hands on the keyboard of a window, and a camera."""

    def __init__(self, window: Window, pictures: Path) -> None:
        self.window, self.pictures, self.taken = window, pictures, 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self._target(), key, modifier)
        QTest.qWait(20)

    def type(self, text: str) -> None:
        for character in text:
            if character.isascii():
                QTest.keyClicks(self._target(), character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QCoreApplication.sendEvent(self._target(), event)
        QTest.qWait(20)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def picture(self, name: str, of: QWidget | None = None) -> None:
        self.taken += 1
        QTest.qWait(120)
        path = self.pictures / f"{self.taken:02d}-{name}.png"
        (of or self.window).grab().save(str(path))
        print(f"  {path.name}")


def make_room(folder: Path) -> None:
    """Take an earlier demo away. Raises ``Refused`` for a folder that holds anything else."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise Refused(_("{folder} holds something that is not a demo. Nothing was touched.", folder=folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def play(folder: Path) -> None:
    """Make the centre, play the morning, write the papers."""
    make_room(folder)
    application = app.application(folder)
    print(_("Making the demo centre"))
    session.create_demo(folder, MANAGER, PASSWORD, Size(), cost=Cost(1, 1024, 1)).close()
    pictures, papers = folder / "pictures", folder / "papers"
    pictures.mkdir()
    papers.mkdir()
    window = app.make_window(folder)
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    hands = Hands(window, pictures)
    for step in STEPS:
        step(hands)
    write_papers(window, papers)
    window.close()
    application.processEvents()
    print(_("Pictures: {pictures}\nPapers: {papers}\nSign in to this centre as {name} with {password}.",
            pictures=pictures, papers=papers, name=MANAGER, password=PASSWORD))  # fmt: skip


def sign_in(hands: Hands) -> None:
    hands.type("lin")
    hands.picture("sign-in")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(300)
    hands.picture("queue-and-overview")


def serve_returning(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F9)
    hands.picture("called-next")
    hands.type("yanglao")
    hands.picture("item-by-pinyin-or-name")
    _clear(hands)
    hands.type("ylbx")
    hands.picture("item-by-initials")
    hands.press(Qt.Key.Key_Return)
    hands.picture("papers-ticked")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("stored")


def _clear(hands: Hands) -> None:
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)


def register_new(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F2)
    hands.type("欧阳晓燕 13900001234")
    hands.press(Qt.Key.Key_Return)
    hands.picture("new-person-in-one-line")
    work = hands.window.work
    assert work is not None
    work.page(0).form.item.finder.setFocus()  # type: ignore[attr-defined]
    hands.type("高龄")
    hands.press(Qt.Key.Key_Return)
    item = work.page(0).form.item  # type: ignore[attr-defined]
    list(item._papers.values())[-1].click()
    hands.picture("paper-missing")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("one-time-notice-due")


def wrong_number(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F2)
    hands.type("周小波 350599198002300017")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("words-beside-the-field")


def tour(hands: Hands) -> None:
    assert hands.window.work is not None
    for place, name in enumerate(
        ("walk-in", "case-ledger", "residents", "duty-roster", "activity-calendar", "reports", "settings")
    ):
        hands.window.go_to(place)
        if name == "residents":
            hands.type("chen")
            hands.press(Qt.Key.Key_Return)
        hands.picture(name)


def lock(hands: Hands) -> None:
    hands.window.go_to(0)
    hands.press(Qt.Key.Key_L, CTRL)
    hands.picture("locked")
    hands.window.hand_over()
    hands.window.sign_in.ask(_("Hand over"))
    hands.type("gly")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(300)
    for place, name in ((3, "manager-roster"), (5, "manager-reports"), (6, "manager-settings")):
        hands.window.go_to(place)
        hands.picture(name)


def roster_month(hands: Hands) -> None:
    """The manager plans next month, changes a duty by hand, publishes, and looks at every page of the roster."""
    from desk.ui.roster.month import MonthPage
    from desk.ui.roster.tab import PAGES, RosterTab

    hands.window.go_to(3)
    assert hands.window.work is not None
    tab = hands.window.work.page(3)
    assert isinstance(tab, RosterTab)
    tab.step(1)
    page = tab.page
    assert isinstance(page, MonthPage)
    hands.press(Qt.Key.Key_F6)
    while not page.board.turns:
        QTest.qWait(50)
    hands.window.activateWindow()
    QTest.qWait(100)
    hands.picture("roster-planned")
    page.grid.setFocus()
    hands.type("2")
    hands.picture("roster-changed-by-hand")
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_F7)
    hands.picture("roster-days-down")
    hands.press(Qt.Key.Key_F7)
    with hands.window.desk.write() as work:  # type: ignore[union-attr]
        months.publish(work, tab.board.year, tab.board.number)
    tab.step(-1)
    for place in range(1, len(PAGES)):
        tab.show_page(place)
        hands.picture(f"roster-page-{place + 1}")


def activity_month(hands: Hands) -> None:
    """The manager looks at next month's calendar, makes a new activity from an idea, and lets the month go out."""
    from desk.books.activities import publishing
    from desk.ui.activities.publishing import PublishingPage
    from desk.ui.activities.tab import PAGES, ActivitiesTab
    from desk.ui.activities.window import ActivityWindow

    hands.window.go_to(4)
    assert hands.window.work is not None
    tab = hands.window.work.page(4)
    assert isinstance(tab, ActivitiesTab)
    for place in range(len(PAGES)):
        tab.show_page(place)
        hands.picture(f"calendar-page-{place + 1}")
    tab.step(1)
    window = ActivityWindow(tab.desk, hands.window, 0, tab.board.month.last)
    window.show()
    window.form.title.setText("fcch")
    window.form.title.refresh()
    hands.picture("activity-ideas", window)
    window.form.title.close_list()
    window.done(0)
    page = tab.open(PublishingPage)
    assert isinstance(page, PublishingPage)
    page.approve_all()
    with tab.desk.write() as work:
        publishing.record(work, tab.board.month, "微信公众号", work.today)
    tab.refresh()
    hands.picture("calendar-went-out")
    with tab.desk.read() as work:
        signed = next(one for one in kept.of_month(work, tab.board.month.plus(-1)) if one.sign_up)
    window = ActivityWindow(tab.desk, hands.window, signed.id)
    window.show()
    for place, name in ((1, "activity-sign-ups"), (2, "activity-result")):
        window.pages.setCurrentIndex(place)
        hands.picture(name, window)
    window.done(0)


STEPS: tuple[Callable[[Hands], None], ...] = (
    sign_in, serve_returning, register_new, wrong_number, tour, lock, roster_month, activity_month,
)  # fmt: skip


def write_papers(window: Window, folder: Path) -> None:
    """Every paper that exists, from the demo centre's own data."""
    from desk.reports import day, export, month, month_book, recovery, roster, roster_book, roster_notice, visits

    desk = window.desk
    assert desk is not None
    today = desk.clock.today()
    last_month = today.replace(day=1) - timedelta(days=1)

    def papers() -> Iterator[tuple[str, bytes]]:
        with desk.read() as work:
            newest = page(work, Filter())[0]
            missing = page(work, Filter(state=State.PAPERS))
            shown = _last_busy_day(desk, today)
            yield "受理回执.pdf", visits.receipt(work, newest.id)
            if missing:
                yield "一次性告知单.pdf", visits.notice(work, missing[0].id)
            yield "日报.pdf", day.pdf(work, shown)
            yield "日报.xlsx", day.xlsx(work, shown)
            yield "月报.pdf", month.pdf(work, last_month.year, last_month.month)
            yield "月报.xlsx", month_book.xlsx(work, last_month.year, last_month.month)
            yield "坐班轮值表.pdf", roster.pdf(work, today.year, today.month)
            yield "坐班轮值表.xlsx", roster_book.xlsx(work, today.year, today.month)
            yield "值班日历.ics", roster_notice.ics(work, today.year, today.month)
            yield from _calendar_papers(work, kept.month_of(today).plus(1))
            yield "恢复密钥单.pdf", recovery.sheet("示例中心", MANAGER, "-".join(["DEMO"] * 8), work.now)
            export.visits(work, last_month.replace(day=1), last_month, folder / "明细.xlsx")

    for name, content in papers():
        (folder / name).write_bytes(content)
        print(f"  {name}")


def _calendar_papers(work: Work, month: kept.Month) -> Iterator[tuple[str, bytes]]:
    """Next month's calendar in every form, and last month's figures."""
    from desk.reports.activities import book, calendar
    from desk.reports.activities import signing as sign_list
    from desk.reports.activities.forms import PaperSize, Style

    yield "活动月历.pdf", calendar.pdf(work, month)
    yield "活动月历-A3.pdf", calendar.pdf(work, month, PaperSize.A3)
    yield "活动月历-列表.pdf", calendar.pdf(work, month, style=Style.LIST)
    yield "活动月历.png", calendar.png(work, month)
    yield "活动月历-长图.png", calendar.png(work, month, Style.LIST)
    yield "活动月历.txt", calendar.txt(work, month)
    yield "活动月历.ics", calendar.ics(work, month)
    yield "活动统计.xlsx", book.xlsx(work, month.plus(-2))
    signed = next((one for one in kept.of_month(work, month.plus(-1)) if one.sign_up), None)
    if signed:
        yield "报名签到表.pdf", sign_list.pdf(work, signed.id)


def _last_busy_day(desk: session.Desk, today: date) -> date:
    with desk.read() as work:
        for back in range(1, 15):
            day = today - timedelta(days=back)
            if figures.of_days(work, day, day).cases:
                return day
    return today


if __name__ == "__main__":
    try:
        play(Path(sys.argv[1]))
    except DeskError as error:
        sys.exit(error.words)
