"""Reading a typed answer 一行回复: a number, perhaps a name, and yes or no with a reason, in any order of the first
two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.books.teams.model import Member
from desk.core.errors import Invalid, Problem
from desk.core.words import _

NUMBER = re.compile(r"(?<![0-9A-Za-z-])(?:(D\d{8}-\d{3,})|(\d{3,6}))(?![0-9A-Za-z])", re.ASCII | re.IGNORECASE)
"""A whole number of an order, or its last digits."""
NARROW_LETTERS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF24, 0xFF44, 0xFF0D)}
"""Digits, D and hyphen of full width, as some keyboards write them; what is said as a reason stays as it is."""
BETWEEN = " \u3000\n\t,，.。、:：;；!！~～@—-"
YES = (
    "接单 接了 接受 接到 我接 能接 可以接 接 收到 我去 我来 能去 可以去 马上去 去 "
    "可以 没问题 好的 好 行 能 可 是 ok okay yes"
).split()
NO = (
    "不接单 不接 不能去 不能 不去 去不了 去不成 来不了 接不了 没空 没时间 没有时间 走不开 "
    "不行 不可以 不方便 不在 退单 推辞 有事 no"
).split()
REASON_ITSELF = ("没空", "没时间", "没有时间", "走不开", "不方便", "不在", "有事")
"""What says no and why in one."""


GOES_ON = re.compile(r"[\s,，.。、:：;；!！~～—-]|[了的吧呀啊哦嘞呢]|$")
"""What may follow a yes of one sign, or one in letters: “去年” and “行程” say nothing of the kind."""
DOUBT = re.compile(r"[不没难忙吗?？]|无法|有事|改天|换人|换别人|算了|推辞|退单")
"""What makes a yes doubtful that stands before it: “收到，去不了”."""
SURE = re.compile(r"没问题|没事|没关系")


@dataclass(frozen=True)
class ReadLine:
    """The number as it was typed, in capitals, and the rest of the line."""

    number: str
    rest: str


@dataclass(frozen=True)
class ReadAnswer:
    """Yes, or no with a reason, which may be empty."""

    is_taken: bool
    reason: str


def read(text: str) -> ReadLine:
    """Raises ``Invalid`` for ``line`` without a number."""
    line = text.translate(NARROW_LETTERS).strip()
    match = NUMBER.search(line)
    if match is None:
        raise Invalid(Problem("line", _("Please enter the order's number first, as in 003 or D20261130-003.")))
    whole, ending = match[1], match[2]
    rest = f"{line[: match.start()]} {line[match.end() :]}"
    return ReadLine(whole.upper() if whole else f"-{ending}", rest.strip(BETWEEN))


def name_in(rest: str, members: Sequence[Member]) -> tuple[Member | None, str]:
    """Who is named, with what is left of the line. Raises ``Invalid`` for ``line`` where two have that name."""
    named = [each for each in members if each.name and each.name in rest]
    longest = max((len(each.name) for each in named), default=0)
    named = [each for each in named if len(each.name) == longest]
    if len(named) > 1:
        raise Invalid(Problem("line", _("Several members fit. Please open the order and choose who takes it.")))
    if not named:
        return None, rest
    return named[0], rest.replace(named[0].name, " ", 1).strip(BETWEEN)


def answer_in(rest: str) -> ReadAnswer:
    """Yes or no, as the rest begins. Raises ``Invalid`` for ``line`` where it is neither."""
    answer = rest.strip(BETWEEN)
    lowered = answer.lower()
    for no in sorted(NO, key=len, reverse=True):
        if lowered.startswith(no):
            reason = answer[len(no) :].strip(BETWEEN)
            return ReadAnswer(False, answer if no in REASON_ITSELF else reason)
    for yes in sorted(YES, key=len, reverse=True):
        if lowered.startswith(yes):
            return _not_contradicted(yes, answer[len(yes) :])
    raise Invalid(Problem("line", _("Please enter 接, or 不接 with the reason.")))


def _not_contradicted(yes: str, after: str) -> ReadAnswer:
    """“去不了” begins like “去”, “收到，没空” like “收到”: what may be a no, anywhere behind a yes, is asked about."""
    is_part = (len(yes) == 1 or yes.isascii()) and not GOES_ON.match(after)
    if is_part or DOUBT.search(SURE.sub("", after)):
        raise Invalid(Problem("line", _("Please enter 接, or 不接 with the reason.")))
    return ReadAnswer(True, "")
