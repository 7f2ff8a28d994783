"""语音叫号: which parts are said for a number and a window."""

from __future__ import annotations

import pytest

from desk.core.resources import RESOURCES
from desk.core.spoken_number import PARTS, parts_of


@pytest.mark.parametrize(
    ("label", "window", "said"),
    [
        ("A012", "1号窗口", "请A零一二号，到一号窗口"),
        ("B003", "10号窗口", "请B零零三号，到十号窗口"),
        ("C120", "12号窗口", "请C一二零号，到十二号窗口"),
        ("A1003", "20号窗", "请A一零零三号，到二十号窗口"),
        ("Z999", "35号窗口", "请Z九九九号，到三十五号窗口"),
        ("A001", "", "请A零零一号，到窗口办理"),
        ("A001", "综合服务窗口", "请A零零一号，到窗口办理"),
    ],
)
def test_a_call_is_said_as_people_say_it(label: str, window: str, said: str) -> None:
    assert "".join(PARTS[part] for part in parts_of(label, window)) == said


def test_every_part_is_recorded_and_nothing_else_lies_there() -> None:
    recorded = {file.stem for file in (RESOURCES / "sounds").glob("*.wav")}
    assert recorded == set(PARTS)
    assert sum(file.stat().st_size for file in (RESOURCES / "sounds").iterdir()) < 1_500_000
