"""Over 579 awkward strings of our own making: what pastes, scanners, other programs and bad luck put into a field.

Nobody's real name, number or address is among them.
"""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

CONTROLS = tuple(f"甲{chr(code)}乙" for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)))
UNSEEN = tuple(
    f"丙{chr(code)}丁"
    for code in (0xA0, 0xAD, 0x61C, 0x180E, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x202F, 0x205F)
) + tuple(
    f"{chr(code)}戊己{chr(code)}" for code in (*range(0x2060, 0x2070), 0x3000, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xE0001)
)
HALVES = "庚" + chr(0xD83D) + chr(0xDE00)
"""A pair that a program has cut in two, which JSON would put together."""
LONG = (
    *(sign * 32_767 for sign in "a甲"),
    *(sign * 1000 for sign in "a甲1"),
    *(sign * 300 for sign in ("甲\n", "😀", "-", "x")),
    *("9" * many for many in (400, 5000)),
    *("0." + "3" * 4000, "1" + "0" * 308, "," * 200, "张" * 51, "甲 " * 500),
    *(
        "a" + "\u0301" * 200,
        "林" + "\ufe00" * 50,
        "\u200d" * 40 + "小",
        "甲" * 260,
        "长词" + "x" * 300,
        "a" + " " * 80 + "b",
    ),
)
WRITTEN: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
ALL: tuple[str, ...] = tuple(dict.fromkeys((*CONTROLS, *UNSEEN, *chain.from_iterable(WRITTEN.values()), HALVES, *LONG)))
"""Every one of them, each once."""


def sample(seed: int, many: int) -> tuple[str, ...]:
    """So many of them, other ones for each seed; seeds one after the other come round to all of them."""
    start = seed * many % len(ALL)
    return tuple((ALL + ALL)[start : start + many])
