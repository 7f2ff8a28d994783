"""A new person in one line of typing: 张三丰 350599... 138... becomes name, number and telephone."""

from __future__ import annotations

import re

from desk.books import identity
from desk.books.identity import IdKind
from desk.books.residents import Details, Found, Sex
from desk.words import _


def person_in(line: str) -> Details | None:
    """The details in a typed line; None when it holds no name that could be one."""
    name: list[str] = []
    kind, number, telephone = IdKind.NONE, "", ""
    for word in identity.tidy(line).split():
        tidy = identity.tidy_number(word)
        if re.fullmatch(r"1\d{10}|0\d{9,11}", tidy):
            telephone = tidy
        elif re.fullmatch(r"\d{15}|\d{17}[\dX]", tidy):
            kind, number = IdKind.RESIDENT, tidy
        elif re.fullmatch(r"[HM]\d{8,10}", tidy):
            kind, number = IdKind.HK_MACAO, tidy
        else:
            name.append(word)
    full = identity.tidy_name(" ".join(name))
    if not full and not number:
        return None
    if full and identity.name_problem(full):
        return None
    return Details(full, kind, number, telephone=telephone)


def in_words(found: Found) -> str:
    """One line that tells a person from another of the same name."""
    age = _("{n} years", n=found.age) if found.age is not None else ""
    sex = Sex(found.sex).label if found.sex else ""
    parts = [found.name, f"{sex} {age}".strip(), found.village_group, found.number, found.telephone]
    return "　".join(filter(None, parts))
