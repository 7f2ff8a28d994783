"""What a list of people says of special needs: words in one column, or a column of yes and no for each.

A word counts whole: 非残疾人 is not 残疾. What is not known stays with the person in the note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.books.residents.model import ResidentMark
from desk.core import importing
from desk.core.errors import Problem
from desk.core.spreadsheet import Cell, as_text

KNOWN = {
    ResidentMark.DISABLED: "(?:视力|听力|言语|肢体|智力|精神|多重)?残[疾障](?:人|人士)?(?:[一二三四1-4]级)?|持证残疾人",
    ResidentMark.PREGNANT: "孕妇?|孕产妇|怀孕",
    ResidentMark.SOLDIER: "(?:现役|退役|退伍|复员|转业|残疾|伤残)?(?:军人|士兵|军士|军官|义务兵)"
    "|军属|烈属|军烈属|转业干部|军转干部|现役|在役|服役|正在服役|退役|退伍|复员|军",
    ResidentMark.ALONE: "独居(?:老人|老年人)?|空巢独居(?:老人)?",
    ResidentMark.LOW_INCOME: "(?:低保|低收入|最低生活保障)(?:户|边缘户|家庭|对象|人员|人群)?",
}
PATTERNS = {mark: re.compile(pattern) for mark, pattern in KNOWN.items()}
BETWEEN = re.compile(r"[\s、，,；;/|+]+")
REMARK = re.compile(r"[（(].*?[）)]")
NOT = re.compile("(?:非|不是|无|没有|未).*|[-—/×否]")
"""A word that says what somebody is not."""
MARKS = {mark.value: mark for mark in ResidentMark}


def read_marks(cells: Mapping[str, Cell], problems: list[Problem]) -> tuple[tuple[ResidentMark, ...], tuple[str, ...]]:
    """The marks of a row in their order, and the words that are none of them; a cell that is neither yes nor no is a
    problem.
    """
    marks = set()
    others = []
    for word in filter(None, BETWEEN.split(REMARK.sub("", as_text(cells.get("marks", ""))))):
        mark = next((mark for mark, pattern in PATTERNS.items() if pattern.fullmatch(word)), None)
        if mark:
            marks.add(mark)
        elif not NOT.fullmatch(word):
            others.append(word)
    for column, mark in MARKS.items():
        word = as_text(cells.get(column, "")).lower()
        is_not = NOT.fullmatch(word) is not None
        if PATTERNS[mark].fullmatch(word) or (not is_not and importing.yes_or_no(cells, column, problems, usual=False)):
            marks.add(mark)
    return tuple(mark for mark in ResidentMark if mark in marks), tuple(others)
