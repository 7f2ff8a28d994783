"""The guided demo: a morning of walk-ins served through the real window, a picture of every step, every paper.

``python -m desk.demo FOLDER`` makes a demo centre in FOLDER (anew each time) and plays there, offscreen where
there is no screen. Pictures go to FOLDER/pictures, papers to FOLDER/papers.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest

from desk import app
from desk.books.sample import SampleSize
from desk.core.errors import Refused
from desk.core.words import N_, _
from desk.demo import index
from desk.demo.papers import write_papers
from desk.demo.partner_scenes import findings_and_zones, partners
from desk.demo.scenes import activity_month, appointments, asset_ledger, emergency, orders_of_residents, roster_month
from desk.demo.tour import MANAGER, PASSWORD, Hands, lock, register_new, serve_returning, sign_in, tour, wrong_number
from desk.services import new_data_file
from desk.storage.db_errors import translate_errors
from desk.storage.keys import ArgonCost

MARK = "this-is-a-demo"
"""The file by which a later demo knows that the folder may be taken away."""


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


def play(folder: Path, size: SampleSize = SampleSize()) -> None:
    """Make the centre, play the morning, write the papers."""
    make_room(folder)
    qInstallMessageHandler(_only_what_matters)
    _application = app.application(folder)
    print(_("Making the demo centre"))
    new_data_file.create_demo(folder, MANAGER, PASSWORD, size, cost=ArgonCost(1, 1024, 1), handed_in=True).close()
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


STEPS: tuple[tuple[Callable[[Hands], None], str], ...] = (
    (sign_in, N_("A clerk signs in")),
    (serve_returning, N_("The next person, whom the centre knows")),
    (register_new, N_("Somebody new, with a paper missing")),
    (wrong_number, N_("An ID number typed wrong")),
    (tour, N_("Every tab")),
    (lock, N_("Locked, and handed over to the manager")),
    (roster_month, N_("The duty roster of a month")),
    (activity_month, N_("The calendar of activities")),
    (appointments, N_("Bookings, and the screen for the hall")),
    (orders_of_residents, N_("Orders of residents, and who is sent")),
    (partners, N_("Partners, needs and offerings, and a joint meeting")),
    (findings_and_zones, N_("Findings, experience officers and zones")),
    (asset_ledger, N_("The ledger of assets")),
    (emergency, N_("An emergency drill")),
)
"""What is played, and what it is called on the page of the demo: msgids."""
