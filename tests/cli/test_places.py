"""A folder where a file is meant, or a file where a folder is meant, is told in words; nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk.services.session import Desk
from tests.support.command_line import desk as run

VISITS = ("export", "visits", "--from", "2026-11-01", "--to", "2026-11-24", "-o")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ((*VISITS, "文件夹.xlsx"), "是文件夹"),
        ((*VISITS, "一个文件/表.xlsx"), "同名文件"),
        ((*VISITS, f"{'长' * 200}.xlsx"), "名称太长"),
        (("report", "assets", "-o", "文件夹.xlsx"), "是文件夹"),
        (("backup", "一个文件"), "备份须存入文件夹"),
        (("backup", "一个文件/里面"), "请另选位置"),
        (("restore", "文件夹.xlsx"), "是文件夹"),
        (("restore", "没有.deskbackup"), "没有找到文件"),
        (("import", "residents", "文件夹.xlsx"), "是文件夹"),
        (("import", "residents", "没有.xlsx"), "没有找到文件"),
        (("incident", "verify", "文件夹.xlsx"), "不是可校验"),
        (("demo", "一个文件"), "同名文件"),
    ],
    ids=lambda part: " ".join(part)[:40] if isinstance(part, tuple) else "",
)
def test_a_place_of_the_wrong_kind_is_told_in_words(
    desk: Desk, tmp_path: Path, asked: tuple[str, ...], words: str
) -> None:
    (tmp_path / "文件夹.xlsx").mkdir()
    (tmp_path / "一个文件").write_text("原样", "utf-8")
    *command, last = asked
    done = run(desk.folder, *command, str(tmp_path / last))
    said = re.sub(r"[\s│]", "", done.stderr)
    assert done.returncode in (1, 2) and words.replace(" ", "") in said and "Traceback" not in said, done.stderr
    assert (tmp_path / "一个文件").read_text("utf-8") == "原样" and not any((tmp_path / "文件夹.xlsx").iterdir())
