"""The guided demo: a morning of walk-ins served through the real window, a picture of every step, every paper.

``python -m desk.demo FOLDER`` makes a demo centre in FOLDER (anew each time) and plays there, offscreen where
there is no screen. Pictures go to FOLDER/pictures, papers to FOLDER/papers.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk import app
from desk.books.activities import queries
from desk.books.roster import months
from desk.books.sample import SampleSize
from desk.core.errors import Refused
from desk.core.words import N_, P_, _
from desk.demo import index
from desk.demo.papers import write_papers
from desk.services import new_data_file
from desk.storage.db_errors import translate_errors
from desk.storage.keys import ArgonCost
from desk.ui.roster.month import RosterMonthPage
from desk.ui.roster.plan_search import PlanningJob
from desk.ui.shell.window import Window
from desk.ui.widgets.newest_answer import NewestAnswer

MANAGER, PASSWORD = "管理员", "demo-desk"
MARK = "this-is-a-demo"
"""The file by which a later demo knows that the folder may be taken away."""
SEARCH_SECONDS = 5
KEYS = Qt.KeyboardModifier
NONE, CTRL, ALT = KEYS.NoModifier, KEYS.ControlModifier, KEYS.AltModifier


class Hands:
    """A clerk's hands on the keyboard of a window, and a camera."""

    def __init__(self, window: Window, pictures: Path) -> None:
        self.window, self.pictures, self.taken = window, pictures, 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, with Ctrl or without."""
        QTest.keyClick(self._target(), key, modifier)
        QTest.qWait(20)

    def type(self, text: str) -> None:
        """Text as a keyboard or an input method sends it."""
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
        """A numbered picture of the window, or of a part."""
        self.taken += 1
        QTest.qWait(120)
        while NewestAnswer.is_awaited_in(self.window):
            QTest.qWait(20)
        path = self.pictures / f"{self.taken:02d}-{name}.png"
        (of or self.window).grab().save(str(path))
        print(f"  {path.name}")


def make_room(folder: Path) -> None:
    """Take an earlier demo away. Raises ``Refused`` for a folder that holds anything else, ``EnvironmentFailure``."""
    with translate_errors():
        _make_room(folder)


def _make_room(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise Refused(_("{folder} holds something that is not a demo. Nothing was touched.", folder=folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def _only_what_matters(kind: QtMsgType, _context: object, text: str) -> None:
    """Without a screen Qt says of every window that its size cannot be hinted at."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def play(folder: Path) -> None:
    """Make the centre, play the morning, write the papers."""
    make_room(folder)
    qInstallMessageHandler(_only_what_matters)
    _application = app.application(folder)
    print(_("Making the demo centre"))
    new_data_file.create_demo(folder, MANAGER, PASSWORD, SampleSize(), cost=ArgonCost(1, 1024, 1)).close()
    pictures, papers = folder / "pictures", folder / "papers"
    pictures.mkdir()
    papers.mkdir()
    window = app.make_window(folder)
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    hands = Hands(window, pictures)
    chapters = []
    for step, title in STEPS:
        before = hands.taken
        step(hands)
        shown = sorted(pictures.iterdir(), key=lambda each: int(each.stem.partition("-")[0]))[before:]
        chapters.append(index.Chapter(_(title), shown))
    assert window.desk is not None
    write_papers(window.desk, papers)
    page = index.write(folder, chapters, sorted(papers.iterdir()))
    window.close()
    QTest.qWait(0)
    print(
        _(
            "Pictures: {pictures}\nPapers: {papers}\nAll of it, to look through: {page}\n"
            "Sign in to this centre as {name} with {password}.",
            pictures=pictures,
            papers=papers,
            page=page,
            name=MANAGER,
            password=PASSWORD,
        )
    )


def sign_in(hands: Hands) -> None:
    """A clerk signs in by initials and password; what is late comes by itself, once a day."""
    hands.type("lin")
    hands.picture("sign-in")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(300)
    _put_away_drawer(hands, "what-is-late")
    hands.picture("queue-and-overview")


def _put_away_drawer(hands: Hands, picture: str) -> None:
    if hands.window.work is not None and hands.window.work.drawer.isVisible():
        hands.picture(picture)
        hands.press(Qt.Key.Key_Escape)


def serve_returning(hands: Hands) -> None:
    """Calls the next person and takes their case, the item found by pinyin or initials."""
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
    """Somebody new in one line, with a paper missing."""
    hands.press(Qt.Key.Key_F2)
    hands.type("欧阳晓燕 13900001234")
    hands.press(Qt.Key.Key_Return)
    hands.picture("new-person-in-one-line")
    work = hands.window.work
    assert work is not None
    item = work.page(0).page.form.item  # type: ignore[attr-defined]
    item.finder.setFocus()
    hands.type("高龄")
    hands.press(Qt.Key.Key_Return)
    list(item._papers.values())[-1].click()
    hands.picture("paper-missing")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("one-time-notice-due")


def wrong_number(hands: Hands) -> None:
    """An ID number with a wrong check digit; then the form is empty again."""
    hands.press(Qt.Key.Key_F2)
    hands.type("周小波 350599198002300017")
    hands.press(Qt.Key.Key_Return)
    work = hands.window.work
    assert work is not None
    work.page(0).page.form.item.finder.setFocus()  # type: ignore[attr-defined]
    hands.type("ylbx")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.picture("words-beside-the-field")
    QTest.qWait(QApplication.doubleClickInterval())
    hands.press(Qt.Key.Key_F2)


def tour(hands: Hands) -> None:
    """Every tab once."""
    tabs = "walk-in duty-roster activity-calendar asset-ledger emergency-incidents reports settings"
    for place, name in enumerate(tabs.split()):
        hands.window.go_to(place)
        hands.picture(name)
    hands.window.go_to(0)
    for key, name in ((Qt.Key.Key_2, "case-ledger"), (Qt.Key.Key_3, "residents"), (Qt.Key.Key_1, "walk-in-again")):
        hands.press(key, ALT)
        if name == "residents":
            hands.type("chen")
            hands.press(Qt.Key.Key_Return)
        hands.picture(name)


def lock(hands: Hands) -> None:
    """Locks, and hands over to the manager, who looks at what only managers see."""
    hands.window.go_to(0)
    hands.press(Qt.Key.Key_L, CTRL)
    hands.picture("locked")
    hands.window.hand_over()
    hands.window.sign_in.ask(P_("window", "Hand over"))
    hands.type("gly")
    hands.press(Qt.Key.Key_Return)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    QTest.qWait(300)
    _put_away_drawer(hands, "manager-what-is-late")
    for place, name in ((1, "manager-roster"), (5, "manager-reports"), (6, "manager-settings")):
        hands.window.go_to(place)
        hands.picture(name)


def take_the_best_plan(page: RosterMonthPage) -> None:
    """A month may take a minute to be proven best; the demo stops the search a moment after there is a plan."""
    search = QApplication.activeModalWidget()
    began = monotonic()
    while not page.board.assignments:
        QTest.qWait(50)
        if isinstance(search, PlanningJob) and search.values.text() and monotonic() - began > SEARCH_SECONDS:
            search.stop()


def roster_month(hands: Hands) -> None:
    """The manager plans next month, changes a duty by hand, publishes, and looks at every page of the roster."""
    from desk.ui.roster.tab import RosterTab

    hands.window.go_to(1)
    assert hands.window.work is not None
    tab = hands.window.work.page(1)
    assert isinstance(tab, RosterTab)
    tab.step(1)
    page = tab.page
    assert isinstance(page, RosterMonthPage)
    hands.press(Qt.Key.Key_F6)
    take_the_best_plan(page)
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
        months.publish(work, tab.board.month)
    tab.step(-1)
    for place in range(1, len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"roster-page-{place + 1}")


def activity_month(hands: Hands) -> None:
    """The manager looks at next month's calendar, makes a new activity from an idea, and lets the month go out."""
    from desk.books.activities import publishing
    from desk.ui.activities.publication import PublishingPage
    from desk.ui.activities.tab import ActivitiesTab
    from desk.ui.activities.window import ActivityWindow

    hands.window.go_to(2)
    assert hands.window.work is not None
    tab = hands.window.work.page(2)
    assert isinstance(tab, ActivitiesTab)
    for place in range(len(tab.pages)):
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
    tab.load()
    hands.picture("calendar-went-out")
    with tab.desk.read() as work:
        signed = next(activity for activity in queries.of_month(work, tab.board.month.plus(-1)) if activity.sign_up)
    window = ActivityWindow(tab.desk, hands.window, signed.id)
    window.show()
    for place, name in ((1, "activity-sign-ups"), (2, "activity-result")):
        window.pages.setCurrentIndex(place)
        hands.picture(name, window)
    window.done(0)


def asset_ledger(hands: Hands) -> None:
    """The manager looks at every page of the ledger, opens a card, and scans in a stocktake."""
    from desk.books.assets import queries as ledger
    from desk.ui.assets.stocktake import StocktakePage
    from desk.ui.assets.tab import AssetsTab
    from desk.ui.assets.window import CardWindow

    hands.window.go_to(3)
    assert hands.window.work is not None
    tab = hands.window.work.page(3)
    assert isinstance(tab, AssetsTab)
    for place in range(len(tab.pages)):
        tab.show_page(place)
        hands.picture(f"ledger-page-{place + 1}")
    with tab.desk.read() as work:
        assets = ledger.page(work, ledger.AssetFilter())
    chairs = next(asset for asset in assets if asset.name == "折叠椅")
    window = CardWindow(tab.desk, hands.window, chairs.id)
    window.show()
    for place, name in enumerate(("asset-card", "asset-history", "asset-files", "asset-loans")):
        window.pages.setCurrentIndex(place)
        hands.picture(name, window)
    window.done(0)
    page = tab.open(StocktakePage)
    assert isinstance(page, StocktakePage)
    for label in (assets[0].number, "X-0001"):
        page.scan_line.setText(label)
        page.scan()
        hands.picture("stocktake-scan")


def emergency(hands: Hands) -> None:
    """F12, a key for what, a key for where; two entries and a step; the pages beside the log."""
    from desk.books.incidents import log
    from desk.books.incidents.checklist import StepMark
    from desk.books.incidents.model import IncidentKind
    from desk.ui.incidents.start import StartIncident
    from desk.ui.incidents.tab import IncidentsTab
    from desk.ui.incidents.window import IncidentWindow

    hands.window.go_to(4)
    desk = hands.window.desk
    assert desk is not None
    start = StartIncident(hands.window, desk)
    start.show()
    hands.picture("emergency-start", start)
    start.done(0)
    with desk.write() as work:
        id = log.open_incident(work, IncidentKind.LOST_PERSON, "多功能厅", drill=True)
        log.add(work, id, "广播寻人，两人守住前后门")
    window = IncidentWindow(desk, hands.window, id)
    window.show()
    window.mark_step(1, StepMark.DONE)
    hands.picture("emergency-log", window)
    window.done(0)
    tab = hands.window.work.current if hands.window.work else None
    assert isinstance(tab, IncidentsTab)
    for place, name in enumerate(("list", "to-do", "plans", "contacts", "drills")):
        tab.show_page(place)
        hands.picture(f"emergency-{name}")


STEPS: tuple[tuple[Callable[[Hands], None], str], ...] = (
    (sign_in, N_("A clerk signs in")),
    (serve_returning, N_("The next person, whom the centre knows")),
    (register_new, N_("Somebody new, with a paper missing")),
    (wrong_number, N_("An ID number typed wrong")),
    (tour, N_("Every tab")),
    (lock, N_("Locked, and handed over to the manager")),
    (roster_month, N_("The duty roster of a month")),
    (activity_month, N_("The calendar of activities")),
    (asset_ledger, N_("The ledger of assets")),
    (emergency, N_("An emergency drill")),
)
"""What is played, and what it is called on the page of the demo: msgids."""
