"""Invented people for tests: the region code 350599 was never given to a district."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from desk.books.residents import ResidentDetails
from desk.core.identity import IdKind

CHARACTERS = "张王李陈单曾仇吕丰三小明乐重行长解𬱖䶮㛃𫖯"


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999, 6.1, apart from the library that the program uses."""


def id_number(birth: date = date(1980, 1, 1), serial: int = 123, region: str = "350599") -> str:
    head = f"{region}{birth:%Y%m%d}{serial:03d}"
    return head + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, head, strict=True)) % 11]


def person(
    name: str = "张三丰", birth: date = date(1980, 1, 1), serial: int = 123, telephone: str = "13800005678"
) -> ResidentDetails:
    return ResidentDetails(name, IdKind.RESIDENT, id_number(birth, serial), telephone=telephone, village_group="三组")


names = st.text(CHARACTERS, min_size=2, max_size=4)
births = st.dates(date(1930, 1, 1), date(2020, 12, 31))
