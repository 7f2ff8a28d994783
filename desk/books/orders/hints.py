"""What an order reads like 提示: an emergency, which leads to F12, or an official matter, which leads to registration.

A hint is shown while the order is typed; nobody is kept from placing it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from desk.books import catalogue
from desk.core.words import _
from desk.core.work import Work

EMERGENCIES = (
    "着火|起火|失火|火灾|冒烟|浓烟|爆炸",
    "漏气|煤气味|燃气味|(?:燃气|煤气|液化气)[^，。；]{0,4}漏|"
    "(?<![换送买搬扛装])(?:燃气|煤气|液化气)(?!费|表|卡|灶|罐|瓶|坛|公司|缴|开户|改造|过户|热水器)",
    "触电|漏电",
    "溺水|落水|掉进(?:水|河|塘|井|池)",
    "晕倒|昏倒|昏迷|叫不醒|没有?呼吸|抽搐|大出血|中风|心脏病发|中毒|噎住",
    "跳楼|轻生|自杀|割腕|喝农药",
    "持刀|砍人|打群架|被打伤",
    "倒塌|坍塌|塌方|被困|被埋|高空坠",
    "走失|走丢|孩子不见",
)
"""What is life or limb, each with what it is not: a bill, a card, a stove to be repaired, a bottle to be carried."""
EMERGENCY = re.compile("|".join(EMERGENCIES))
PREVENTION = re.compile(r"(?:防|预防|避免|严防)(?:止|范)?(?:" + "|".join(EMERGENCIES) + r")|(?:宣传|讲座|演练|培训)")
"""A talk about drowning is no drowning."""
ENDINGS = re.compile(r"(?:的)?(?:办理|申请|申报|登记|认证|参保|缴费|查询|变更|确认|审核|受理|服务|发放|代办)+$")
"""What the name of an item ends with and nobody says."""
SHORTEST = 3
"""Characters that are left of an item's name at least."""


class HintKind(Enum):
    """Where it should go instead."""

    EMERGENCY = auto()
    OFFICIAL = auto()


@dataclass(frozen=True)
class Hint:
    """``text`` says it; ``service_id`` is the item that it reads like, where it is an official matter."""

    kind: HintKind
    text: str
    service_id: int | None = None


def for_text(work: Work, text: str) -> Hint | None:
    """What somebody's wish reads like; None for one that is simply an order."""
    if reads_like_emergency(text):
        return Hint(HintKind.EMERGENCY, _("This reads like an emergency. Press F12 to begin an incident at once."))
    items = [each for each in catalogue.all_items(work) if each.offered_on(work.today)]
    item = item_in(text, items)
    if item is None:
        return None
    return Hint(HintKind.OFFICIAL, _("This reads like “{name}”: it is registered as a case.", name=item.name), item.id)


def reads_like_emergency(text: str) -> bool:
    """Is somebody in danger, by the words that are used?"""
    return bool(EMERGENCY.search(text)) and not PREVENTION.search(text)


def item_in(text: str, items: Sequence[catalogue.ServiceItem]) -> catalogue.ServiceItem | None:
    """The service item that is named, by its name or by what people say of it; the longest one."""
    named = [(max((part for part in _parts(item.name) if part in text), key=len, default=""), item) for item in items]
    part, item = max(named, key=lambda each: len(each[0]), default=("", None))
    return item if part else None


def _parts(name: str) -> list[str]:
    bare = ENDINGS.sub("", name)
    return [name, bare] if len(bare) >= SHORTEST else [name]
