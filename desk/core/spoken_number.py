"""How a call is said 语音叫号: 请A零一二号，到一号窗口, put together from recorded parts.

Digits of a queue number are said one by one, as announcements in halls say them; the number of a window as one says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

ASK, TO_WINDOW, TO_COUNTER, WINDOW, TEN = "ask", "to", "to_counter", "window", "ten"
PARTS: Mapping[str, str] = {
    ASK: "请",
    **{letter: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{str(digit): character for digit, character in enumerate("零一二三四五六七八九")},
    TEN: "十",
    TO_WINDOW: "号，到",
    WINDOW: "号窗口",
    TO_COUNTER: "号，到窗口办理",
}
"""What each recorded part says, by the name of its file in ``resources/sounds``."""
NUMBERED = re.compile(r"([1-9][0-9]?)号窗口?")
"""Names of windows that can be said; others are called 窗口, and are read on the screen."""


def parts_of(label: str, window: str) -> tuple[str, ...]:
    """The parts for a queue number, as A012, and the name of a window, in the order in which they are said."""
    numbered = NUMBERED.fullmatch(window)
    said = [ASK, *(character for character in label if character in PARTS)]
    return (*said, TO_WINDOW, *_number(int(numbered[1])), WINDOW) if numbered else (*said, TO_COUNTER)


def _number(number: int) -> list[str]:
    """1 to 99 as one says it: 十, 十二, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    return [*([str(tens)] if tens > 1 else []), *([TEN] if tens else []), *([str(ones)] if ones else [])]
