"""Amounts and rates 金额与比率 as ledgers write them; what cannot be read is a problem of its field."""

from __future__ import annotations

import re

from desk.core import identity, money, numbers
from desk.core.errors import Problem
from desk.core.words import _

UNITS = {"万": 10_000, "千": 1000, "百": 100, "亿": 10**8}


def fen(cell_text: str, field: str, problems: list[Problem]) -> int | None:
    """￥1,234.50, 1.2万, (300) and $99 in fen; None for an empty cell."""
    if not cell_text:
        return None
    if numbers.is_whole(cell_text) and len(cell_text) < numbers.LONGEST:
        return int(cell_text) * 100
    plain_ = re.sub(r"(?i)rmb|cny|usd|eur|[￥¥$€£\s]", "", identity.tidy(cell_text)).removesuffix("元")
    if plain_ in ("", "-", "—", "无", "n/a", "N/A"):
        return None
    bracketed = re.fullmatch(r"\((.*)\)", plain_)
    plain_ = f"-{bracketed[1]}" if bracketed else plain_
    unit = plain_[-1] if plain_[-1] in UNITS else ""
    try:
        amount = money.from_yuan(numbers.decimal_of(plain_.removesuffix(unit)) * UNITS.get(unit, 1))
    except ValueError:
        problems.append(money.problem(cell_text, field))
        return None
    if amount < 0:
        less = _("{amount} is less than nothing. The value is 0 or more.", amount=cell_text[:20])
        problems.append(Problem(field, less))
        return 0
    return amount


def residual(cell_text: str, usual: int, problems: list[Problem]) -> int:
    """Hundredths of a per cent: 5%, 5, or 0.05 as a cell in per cents holds it; the usual ones where nothing stands."""
    if not cell_text:
        return usual
    percent = cell_text.removesuffix("%").removesuffix("％")
    try:
        rate = numbers.times(percent, 100 if percent != cell_text or numbers.decimal_of(percent) > 1 else 10_000)
    except ValueError:
        rate = -1
    if percent == "1" == cell_text or not 0 <= rate <= 10_000:
        wrong = _("“{word}” is no residual rate. Please write it as 5%.", word=cell_text[:20])
        problems.append(Problem("residual", wrong))
        return usual
    return rate
