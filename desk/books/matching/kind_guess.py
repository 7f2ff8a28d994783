"""Which kind a need is of, by its words 类别推断: a proposal that whoever types may overrule.

Offerings and open needs that share pairs of characters with what is typed are asked: 量血压 shares 血压 with
免费测血压.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from desk.books.matching import queries
from desk.books.matching.model import code_of
from desk.core.work import Work

SAYS_NOTHING = frozenset(
    "能不 不能 想请 请人 可以 有没 没有 有人 想有 我们 大家 居民 老人 老年 年人 孩子 儿童 服务 活动 社区".split()
)
"""Pairs that stand in wishes of every kind."""
HAN = re.compile(r"[\u4e00-\u9fff]+")
Known = Mapping[str, frozenset[str]]
"""The pairs of characters that were seen with each kind, by its code."""


def pairs_of(text: str) -> frozenset[str]:
    """Every two Chinese characters that stand together and say something."""
    pairs = (part[at : at + 2] for part in HAN.findall(text) for at in range(len(part) - 1))
    return frozenset(pairs) - SAYS_NOTHING


def known(texts: Iterable[tuple[str, str]]) -> Known:
    """What is learnt from texts whose kinds are known, each with the code of its kind."""
    learnt: dict[str, set[str]] = {}
    for text, code in texts:
        learnt.setdefault(code, set()).update(pairs_of(text))
    return {code: frozenset(pairs) for code, pairs in learnt.items()}


def guess(text: str, seen: Known) -> str:
    """The code of the kind whose texts share most with this one; empty where none does, or two do alike."""
    wanted = pairs_of(text)
    ranked = sorted(((len(wanted & pairs), code) for code, pairs in seen.items()), reverse=True)
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return ""
    return ranked[0][1]


def read(work: Work) -> Known:
    """What the offerings that can be had and the open needs teach."""
    offered = [(each.title, code_of(each.kind)) for each in queries.available_offerings(work)]
    return known([*offered, *((each.description, code_of(each.kind)) for each in queries.open_needs(work))])
