"""Unified social credit codes 统一社会信用代码 (GB 32100-2015): as they are kept, and what is wrong with one."""

from __future__ import annotations

from stdnum.cn import uscc

from desk.core.plain_text import tidy
from desk.core.words import _

LENGTH = 18
CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
"""Digits and capital letters without I, O, S, V and Z."""
REGION = range(3, 9)
"""The places of the region code, from one on: digits alone."""


def tidied(typed: str) -> str:
    """As it is kept: capital letters, no full-width characters, spaces or hyphens."""
    return "".join(character for character in tidy(typed).upper() if not character.isspace() and character != "-")


def problem(code: str) -> str:
    """What is wrong with a tidied code, and what would be right; empty for a good one and for none at all."""
    if not code:
        return ""
    for place, character in enumerate(code, 1):
        if character not in CHARACTERS:
            return _(
                "Character {n} is “{character}”. A credit code has digits and capitals, but no I, O, S, V or Z.",
                n=place,
                character=character,
            )
    if len(code) != LENGTH:
        return _("A credit code has 18 characters; there are {n}.", n=len(code))
    for place in REGION:
        if not code[place - 1].isdigit():
            return _(
                "Character {n} is “{character}”. Characters 3 to 8 are the region code: digits only.",
                n=place,
                character=code[place - 1],
            )
    right = uscc.calc_check_digit(code[:-1])
    if right != code[-1]:
        return _(
            "The last character does not fit the others: by these it would be “{right}”. Please compare the code "
            "with the licence.",
            right=right,
        )
    return ""
