"""Makes inputs by dice: what is usual, changed in a few places; what is awkward; and whatever Unicode has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from tests.support import awkward

SIGNS = (
    "0123456789０１２９.,，-－—–~至到/:：年月日号时点分半上午下晚午()（）+￥元万% 　"
    "\u200b\u202e'\"=Xx×转、无EeAPMapm\n\t\x07\ud800"
)


def text(dice: Random, usual: Sequence[str]) -> str:
    """One text for a reader of which some usual ones are given."""
    match dice.randrange(8):
        case 0:
            return dice.choice(awkward.ALL)
        case 1:
            return "".join(chr(dice.randrange(0x110000)) for _n in range(dice.randrange(12)))
        case 2:
            return "".join(dice.choices(SIGNS, k=dice.randrange(16)))
        case _:
            return changed(dice, dice.choice(usual))


def changed(dice: Random, words: str) -> str:
    """A text with up to four changes in it, perhaps none."""
    for _n in range(dice.randrange(5)):
        at = dice.randrange(len(words) + 1)
        match dice.randrange(5):
            case 0:
                words = words[:at] + words[at + 1 :]
            case 1:
                words = words[:at] + dice.choice(SIGNS) + words[at:]
            case 2:
                words = words[:at] + dice.choice(SIGNS) + words[at + 1 :]
            case 3:
                words = words[:at] + words[at:][: dice.randrange(4)] + words[at:]
            case _:
                words = words.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    return words


def cell(dice: Random, usual: Sequence[str]) -> Any:
    """What a spreadsheet may hold in a cell."""
    match dice.randrange(14):
        case 0:
            return dice.choice([0.0, -0.0, 1.0, 0.5, 45_000.0, 1e15, 1e300, -1.5, 0.285, float("nan"), float("inf")])
        case 1:
            return dice.uniform(-1e6, 1e6)
        case 2:
            return dice.choice([True, False, None, ""])
        case 3:
            return datetime(1900, 1, 1) + timedelta(seconds=dice.randrange(10**10))
        case 4:
            return dice.choice([date(2027, 1, 5), date.min, date.max, time(8, 5), timedelta(hours=30), 10**20, -1])
        case _:
            return text(dice, usual)


def content(dice: Random, whole: bytes) -> bytes:
    """A file with flipped bytes, a part cut out or doubled, or broken off."""
    made = bytearray(whole)
    for _n in range(dice.randrange(1, 6)):
        at = dice.randrange(len(made) + 1)
        match dice.randrange(6):
            case 0:
                del made[at:]
            case 1:
                del made[at : at + dice.randrange(64)]
            case 2:
                made[at:at] = made[at : at + dice.randrange(64)]
            case 3:
                made[at:at] = dice.randbytes(dice.randrange(8))
            case _ if made:
                made[at % len(made)] ^= 1 << dice.randrange(8)
    return bytes(made)
