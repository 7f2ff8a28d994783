"""Telephone numbers 电话 as people write them, and as they are kept: 13812345678, 059587654321转801, +85291234567.

Two numbers stand side by side with 、 between them. What is no telephone stays as it was typed, so that it can be told.
"""

from __future__ import annotations

import re

from desk.core.plain_text import unquoted
from desk.core.words import _

NONE = frozenset(
    "无 無 没有 暂无 暂缺 空 无电话 無電話 没有电话 暂无电话 未留 未留电话 / \\ - — —— none n/a nil null".split()
)
"""What stands in a list where somebody has no telephone, without brackets or a full stop."""
BETWEEN = re.compile(r"\s*[、,;/|，；]\s*|\s*或\s*|\s*\n\s*")
"""What stands between two numbers; a space does so too, where whole numbers are on both sides."""
EXTENSION = re.compile(r"(?:转分机|转接|转|分机号?|ext\.?|#)[:：]?(\d{1,6})", re.ASCII | re.IGNORECASE)
MOBILE = r"1[3-9]\d{9}"
LANDLINE = r"(?:0\d{2,3})?[2-8]\d{6,7}"
SERVICE = r"[48]00\d{7}"
ABROAD = r"\+(?!86)[1-9]\d{6,14}"
WHOLE = re.compile(rf"{MOBILE}|{LANDLINE}|{SERVICE}|{ABROAD}", re.ASCII)
KEPT = re.compile(rf"(?:{MOBILE}|{LANDLINE}|{SERVICE}|{ABROAD})(?:转\d{{1,6}})?", re.ASCII)
SPACED = re.compile(r"[\s()（）]")
DASHED = re.compile(r"[\-—–‐‑.·]")
OF_CHINA = re.compile(r"^(?:\+0?86|86(?=0?\d{10,11}$))")
TRUNK = re.compile(r"^((?:\+|00)\d{1,3}[\s\-]*)[(（]0[)）]")
"""The 0 that is dialled at home only, as +44 (0)20 has it."""
WITH_0 = re.compile(rf"0{MOBILE}", re.ASCII)
DATE = re.compile(r"(?:19|20)\d\d([-.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])", re.ASCII)
"""A day, which without its signs would look like a landline."""
JOIN = "、"
SHORT = re.compile(r"(?:0\d{2,3})?[19]\d{2,5}|\d{3,6}", re.ASCII)
"""A number of a service, as 110, 12345 and 95598 are, or one of the house's own exchange: offices have such, people
do not.
"""
AREA = re.compile(r"(010|02\d|0[3-9]\d{2})(?=\d{5,8}(?:转|$))", re.ASCII)


def tidy_telephone(typed: str) -> str:
    """A telephone, or several, as they are kept: no spaces, brackets and hyphens, no country code of China."""
    bare = unquoted(typed)
    if bare.lower().strip("()[]【】。.") in NONE:
        return ""
    parts = [part for part in BETWEEN.split(bare) if part]
    if len(parts) == 1:
        parts = _apart(bare)
    return JOIN.join(dict.fromkeys(map(_one, parts)))


def _apart(bare: str) -> list[str]:
    """Two whole numbers with only a space between them; else it is one."""
    parts = bare.split(" ")
    for at in range(1, len(parts)):
        pair = "".join(parts[:at]), "".join(parts[at:])
        if all(WHOLE.fullmatch(_one(number)) for number in pair) and not KEPT.fullmatch(_one(bare)):
            return list(pair)
    return [bare]


def _one(typed: str) -> str:
    """One number. The extension is behind 转, or a hyphen after a whole number."""
    bare = SPACED.sub("", TRUNK.sub(r"\1", typed.strip()))
    if DATE.fullmatch(bare):
        return bare
    if WHOLE.fullmatch(bare) and bare[0] not in "+0":
        return bare
    match = EXTENSION.search(bare)
    if match and match.end() == len(bare):
        return f"{_national(bare[: match.start()].rstrip('-—–,'))}转{match[1]}"
    head, _dash, tail = bare.replace("—", "-").replace("–", "-").rpartition("-")
    whole = _national(bare)
    if not WHOLE.fullmatch(whole) and WHOLE.fullmatch(_national(head)) and re.fullmatch(r"[0-9]{1,6}", tail):
        return f"{_national(head)}转{tail}"
    return whole


def _national(typed: str) -> str:
    """Without what separates groups, and without 86, 0086 or +86; the 0 of the area code comes back in their place."""
    digits = DASHED.sub("", typed)
    if digits.startswith("00") and digits[2:].isdigit():
        digits = "+" + digits[2:]
    home = OF_CHINA.sub("", digits)
    if home == digits or WITH_0.fullmatch(home):
        return home[1:] if WITH_0.fullmatch(home) else home
    if WHOLE.fullmatch(home) and not re.fullmatch(r"[2-8]\d{8}", home, re.ASCII):
        return home
    return "0" + home if WHOLE.fullmatch("0" + home) else digits


def telephone_problem(number: str) -> str | None:
    """What is wrong with a tidied telephone, in words; None for a good one and for none at all."""
    if not number or all(map(KEPT.fullmatch, number.split(JOIN))):
        return None
    return _(
        "A mobile number has 11 digits; a landline 7 or 8, with its area code before it. A number from abroad begins "
        "with + and its country code."
    )


def office_telephone_problem(number: str) -> str | None:
    """The same of a tidied telephone of an office or service, which may be short."""
    if not number or all(KEPT.fullmatch(each) or SHORT.fullmatch(each) for each in number.split(JOIN)):
        return None
    return _(
        "A mobile number has 11 digits; a landline 7 or 8, with its area code before it; a short number 3 to 6, as "
        "12345. A number from abroad begins with + and its country code."
    )


def read_out(number: str) -> str:
    """As it is dialled from a list or a paper: 0595-87654321转801."""
    return JOIN.join(AREA.sub(r"\1-", each) for each in number.split(JOIN))


def mask_telephone(number: str) -> str:
    """138****5678; of others the last four digits. Of two numbers each; an extension stays."""
    parts = number.split(JOIN)
    if len(parts) > 1 and all(map(KEPT.fullmatch, parts)):
        return JOIN.join(map(mask_telephone, parts))
    if KEPT.fullmatch(number) and "转" in number:
        line, _turn, extension = number.partition("转")
        return f"{mask_telephone(line)}转{extension}"
    return number[:3] + "****" + number[7:] if len(number) == 11 else "*" * max(len(number) - 4, 0) + number[-4:]
