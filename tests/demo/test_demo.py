"""The guided demo is a journey of its own: what it shows must be there, and its centre sound afterwards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from desk.core.errors import Refused
from desk.demo import play
from desk.reports import registry
from desk.services import data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.keys import is_book
from tests.support.chinese import not_our_words
from tests.support.demo import once
from tests.support.extent import LONG
from tests.support.paper_words import words_on

SMALLER = """
import sys
from pathlib import Path
from desk.books.sample import SampleSize
from desk.demo.play import play
play(Path(sys.argv[1]), SampleSize(residents=150, months=2, per_day=8))
"""
"""The same morning in a centre that has lived for two months: half a year takes as long to make as the rest to play."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the guided demo, played once."""
    return once(tmp_path_factory, "played", play_into)


def play_into(folder: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    for name in ("DESK_DATA", "DESK_USER", "DESK_PASSWORD"):
        environment.pop(name, None)
    command = [sys.executable, *(["-m", "desk.demo"] if LONG else ["-c", SMALLER]), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_guided_demo_plays_a_morning_and_writes_every_paper(played: Path) -> None:
    pictures = sorted((played / "pictures").glob("*.png"))
    assert len(pictures) >= 15
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.width >= 700 and len(image.convert("L").resize((64, 64)).getcolors() or [0] * 99) > 5
    page = (played / "index.html").read_text("utf-8")
    assert all(f'src="pictures/{picture.name}"' in page for picture in pictures), "each can be looked at"
    assert "叫号" in page and str(played.parent) not in page, "it can be copied elsewhere"
    links = {unescape(link) for link in re.findall(r'href="([^"#]+)"', page)}
    assert all((played / link).is_file() for link in links) and len(links) > len(pictures) + 35
    written = {path.name for path in (played / "papers").iterdir()}
    declared = {f"{paper.label}{wanted.suffix}" for paper in registry.PAPERS for wanted in paper.makers}
    assert declared - written == set() and len(declared) > 35
    assert written >= {
        "受理回执.pdf",
        "窗口服务月报.xlsx",
        "坐班轮值表.ics",
        "活动月历-列表海报.png",
        "资产清单-按功能区.xlsx",
    }
    assert all(path.stat().st_size for path in (played / "papers").iterdir())
    desk = sign_in(played, "管理员", "demo-desk")
    with desk.read() as work:
        names = {row[0] for row in work.rows("SELECT name FROM residents WHERE name LIKE '欧阳%'")}
    assert names == {"欧阳晓燕"} and data_check.problems(desk) == []
    desk.close()


def test_no_paper_and_no_workbook_says_a_word_that_is_not_used(played: Path) -> None:
    texts = [(paper.name, words_on(paper)) for paper in sorted((played / "papers").iterdir())]
    assert sum(len(text) > 20 for _name, text in texts) > 50 and not_our_words(texts) == []


def test_the_demo_never_touches_a_folder_that_is_not_its_own(desk: Desk) -> None:
    with pytest.raises(Refused, match="不是演示"):
        play.play(desk.folder)
    assert data_check.problems(desk) == [] and is_book(desk.folder)
