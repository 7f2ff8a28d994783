"""What an ID card reader 身份证读卡器 types that works as a keyboard: one burst with name, sex, nation, birth date,
address and number of the card.

Makers set their own order and separators (Tab, comma, |, line end), with or without the words of the card (姓名：…).
What is read here goes by what each part looks like. The number is the anchor: 18 characters whose check character is
right (GB 11643-1999). Issuing office and validity are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.core import identity
from desk.core.identity import HAN, IdKind

SEPARATORS = re.compile(r"[\t\r\n,，|;；]+")
LABELS = re.compile(
    r"^(?:姓\s*名|性\s*别|民\s*族|出生日期|出\s*生|住\s*址|地\s*址"
    r"|公民身份号码|身份证号码?|证件号码|号码|签发机关|有效期限?)\s*[:：]?\s*"
)
"""The words of the card before what stands on it."""
NAME = re.compile(rf"{HAN}(?:{HAN}|·){{1,24}}")
PLACES = re.compile("[省市县区州盟旗乡镇村组路街巷弄号栋幢室里]")
OFFICE = re.compile(r".*(?:公安|分局|派出所|出入境).*")
ADDRESS_LEAST = 5
"""Characters: no village is shorter with what it lies in, and hardly a name is so long."""
DATE = re.compile(r"((?:19|20)\d\d)[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")
SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female"}
NATIONS = frozenset(
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎"
    " 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉"
    " 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京"
    " 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺".split()
)
"""民族 by GB/T 3304-1991, without 族."""
VALIDITY = 2
"""Dates of the card's validity, from and until."""


@dataclass(frozen=True)
class IdCard:
    """A card that was read. Birth date and sex are those of the number; ``differs`` says which of them, by ``birth``
    and ``sex``, the reader typed otherwise.
    """

    name: str
    kind: IdKind
    number: str
    address: str = ""
    differs: frozenset[str] = frozenset()


def read(typed: str, today: date) -> IdCard | None:
    """The card in what was typed; None where it is none: without a right number, without a name, or with two cards."""
    parts = [LABELS.sub("", part.strip()).strip() for part in SEPARATORS.split(typed)]
    parts = [part for part in parts if part]
    numbers = {number for part in parts if (number := _number(part, today))}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    chinese = [part for part in parts if re.search(HAN, part) and not _is_known(part)]
    address = max((part for part in chinese if _is_address(part)), key=len, default="")
    names = [identity.tidy_name(part) for part in chinese if part != address]
    name = next((each for each in names if NAME.fullmatch(each)), "")
    if not name:
        return None
    return IdCard(name, identity.card_kind(number), number, address, _differing(parts, number))


def _number(part: str, today: date) -> str:
    number = identity.tidy_number(part)
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return ""
    return "" if identity.number_problem(identity.card_kind(number), number, today) else number


def _is_known(part: str) -> bool:
    """Sex, nation, date, validity or issuing office: nothing that could be a name or an address."""
    bare = part.removesuffix("族")
    return part in SEXES or bare in NATIONS or bool(DATE.match(part)) or part == "长期" or bool(OFFICE.fullmatch(part))


def _is_address(part: str) -> bool:
    return len(part) >= ADDRESS_LEAST and bool(PLACES.search(part))


def _differing(parts: Sequence[str], number: str) -> frozenset[str]:
    sexes = {SEXES[part] for part in parts if part in SEXES}
    days = [day for part in parts if (day := _day(part))]
    births = days[:-VALIDITY] if len(days) > VALIDITY else days[:1] if len(days) == 1 else []
    born = identity.birth_of(number)
    differs = {"sex"} if sexes and identity.sex_of(number) not in sexes else set()
    return frozenset(differs | ({"birth"} if births and born not in days else set()))


def _day(part: str) -> date | None:
    match = DATE.fullmatch(part)
    if match is None:
        return None
    try:
        return date(*(int(group) for group in match.groups()))
    except ValueError:
        return None
