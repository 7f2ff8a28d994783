"""Takes the picture of the window that stands on top of the README.

``python -m tests.pictures FILE.png`` makes a demo centre of invented people in a folder that goes away again, signs in
at 1366x768 without a screen, types what a clerk would type, and keeps the picture in few colours, so that it is small.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

MOST_BYTES = 150_000
SIZE = (1366, 768)


def take(target: Path) -> None:
    """A morning at the counter: a person called, an item found by its initials, its materials ticked."""
    from desk import app
    from desk.books.sample import SampleSize
    from desk.demo.tour import MANAGER, PASSWORD, Hands
    from desk.services import new_data_file
    from desk.storage.keys import ArgonCost

    with TemporaryDirectory() as place:
        folder = Path(place) / "demo"
        size = SampleSize(residents=300, months=3, per_day=20)
        new_data_file.create_demo(folder, MANAGER, PASSWORD, size, cost=ArgonCost(1, 1024, 1)).close()
        app.application(folder)
        window = app.make_window(folder)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        hands = Hands(window, Path(place))
        hands.type("lin")
        hands.press(Qt.Key.Key_Return)
        hands.type(PASSWORD)
        hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_Escape)
        hands.press(Qt.Key.Key_F9)
        hands.type("ylbx")
        hands.press(Qt.Key.Key_Return)
        QTest.qWait(300)
        shot = Path(place) / "window.png"
        window.grab().save(str(shot))
        with Image.open(shot) as image:
            few = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
            few.save(target, optimize=True)
        window.close()
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    take(Path(sys.argv[1]))
