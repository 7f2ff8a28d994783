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
from desk.demo import tour
from desk.reports import registry
from desk.services import data_check
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from desk.storage.keys import is_book


def test_the_guided_demo_plays_a_morning_and_writes_every_paper(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    for name in ("DESK_DATA", "DESK_USER", "DESK_PASSWORD"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "desk.demo", str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    pictures = sorted((folder / "pictures").glob("*.png"))
    assert len(pictures) >= 15
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.width >= 700 and len(image.convert("L").resize((64, 64)).getcolors() or [0] * 99) > 5
    page = (folder / "index.html").read_text("utf-8")
    assert all(f'src="pictures/{picture.name}"' in page for picture in pictures), "each can be looked at"
    assert "叫号" in page and str(tmp_path) not in page, "it can be copied elsewhere"
    links = {unescape(link) for link in re.findall(r'href="([^"#]+)"', page)}
    assert all((folder / link).is_file() for link in links) and len(links) > len(pictures) + 35
    written = {path.name for path in (folder / "papers").iterdir()}
    declared = {f"{paper.label}{wanted.suffix}" for paper in registry.PAPERS for wanted in paper.makers}
    assert declared - written == set() and len(declared) > 35
    assert written >= {
        "受理回执.pdf",
        "窗口服务月报.xlsx",
        "坐班轮值表.ics",
        "活动月历-列表海报.png",
        "资产清单-按功能区.xlsx",
    }
    assert all(path.stat().st_size for path in (folder / "papers").iterdir())
    desk = sign_in(folder, "管理员", "demo-desk")
    with desk.read() as work:
        names = {row[0] for row in work.rows("SELECT name FROM residents WHERE name LIKE '欧阳%'")}
    assert names == {"欧阳晓燕"} and data_check.problems(desk) == []
    desk.close()


def test_the_demo_never_touches_a_folder_that_is_not_its_own(desk: Desk) -> None:
    with pytest.raises(Refused, match="不是演示"):
        tour.play(desk.folder)
    assert data_check.problems(desk) == [] and is_book(desk.folder)
