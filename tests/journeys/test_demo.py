"""The guided demo is a journey of its own: what it shows must be there, and its centre sound afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desk.core.errors import Refused
from desk.demo import tour
from desk.services.session import Desk, sign_in
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
    assert {path.name for path in (folder / "papers").iterdir()} >= {
        "受理回执.pdf",
        "一次性告知单.pdf",
        "日报.pdf",
        "日报.xlsx",
        "月报.pdf",
        "月报.xlsx",
        "明细.xlsx",
        "恢复密钥单.pdf",
        "坐班轮值表.pdf",
        "坐班轮值表.xlsx",
        "值班日历.ics",
        "活动月历.pdf",
        "活动月历-A3.pdf",
        "活动月历-列表.pdf",
        "活动月历.png",
        "活动月历-长图.png",
        "活动月历.txt",
        "活动月历.ics",
        "活动统计.xlsx",
        "资产清单-按分类.pdf",
        "资产清单-按功能区.xlsx",
        "资产变动表.pdf",
        "资产变动表.xlsx",
        "资产卡片.pdf",
        "资产标签-A4.pdf",
        "资产标签-卷纸.pdf",
        "外借资产清单.pdf",
        "资产借用单.pdf",
        "待检清单.pdf",
        "资产处置申请表.pdf",
        "资产盘点报告.pdf",
        "资产盘点报告.xlsx",
        "演练报告.pdf",
        "演练.json",
        "突发事件一览表.pdf",
        "应急联络卡.pdf",
        "年度演练计划.pdf",
        "火灾应急预案.pdf",
    }
    desk = sign_in(folder, "管理员", "demo-desk")
    with desk.read() as work:
        names = {row[0] for row in work.rows("SELECT name FROM residents WHERE name LIKE '欧阳%'")}
    assert names == {"欧阳晓燕"} and desk.problems() == []
    desk.close()


def test_the_demo_never_touches_a_folder_that_is_not_its_own(desk: Desk) -> None:
    with pytest.raises(Refused, match="不是演示"):
        tour.play(desk.folder)
    assert desk.problems() == [] and is_book(desk.folder)
