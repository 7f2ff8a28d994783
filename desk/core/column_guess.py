"""What a column without a header probably holds, by what stands in it: for a range that was copied without its headers.

A guess is shown and can be changed; what the rows then say is read and checked as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from desk.core import identity
from desk.core.spreadsheet import SheetTable, as_text

LOOKED_AT = 50
"""Rows."""
MOST_OF = 0.8
"""The share of the cells that are not empty which has to look so."""


class Content(Enum):
    """What can be known by its look."""

    ID_NUMBER = auto()
    TELEPHONE = auto()
    DAY = auto()
    SEX = auto()
    NAME = auto()


SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤庄连柯单洪施翁仇詹游"
    "温康阮翟安鲁辛管祝左涂裴葛岳殷季舒章俞柳路梅盛齐庞樊兰关喻焦文易华倪申骆霍尤牛包纪凌伍颜童欧申屠司慕诸"
)
"""The first characters of the usual surnames, of those of two characters too."""
PLACE_ENDS = frozenset("村组街路巷弄号区镇乡厝楼栋幢室局科")
"""What villages, groups, streets and offices end with: 黄厝村 begins as a name does."""
FOREIGN_NAME = re.compile(r"[A-Za-z][A-Za-z.'-]*(?: [A-Za-z.'-]+)+")
LOOKS: Mapping[Content, re.Pattern[str]] = {
    Content.ID_NUMBER: re.compile(r"[0-9]{17}[0-9X]"),
    Content.TELEPHONE: re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[2-9][0-9]{6,7}"),
    Content.DAY: re.compile(r"(?:19|20)[0-9]{2}[-./年][01]?[0-9][-./月][0-3]?[0-9]日?"),
    Content.SEX: re.compile("[男女]"),
    Content.NAME: re.compile("[\u4e00-\u9fff]{2,4}"),
}


def content_of(cells: Sequence[str]) -> Content | None:
    """What the cells of a column most probably are."""
    said = [cell for cell in cells if cell]
    for content in LOOKS:
        alike = sum(_looks(content, cell) for cell in said)
        if said and alike >= MOST_OF * len(said):
            return content
    return None


def _looks(content: Content, cell: str) -> bool:
    tidied = identity.tidy_telephone(cell) if content is Content.TELEPHONE else identity.tidy_number(cell)
    whole = identity.tidy_name(cell) if content is Content.NAME else cell if content is Content.DAY else tidied
    if not LOOKS[content].fullmatch(whole):
        return False
    return content is not Content.NAME or (whole[0] in SURNAMES and whole[-1] not in PLACE_ENDS)


def may_be_name(cell: str) -> bool:
    """Might a single cell be somebody's name, where nothing is known of its column?"""
    return _looks(Content.NAME, cell) or FOREIGN_NAME.fullmatch(identity.tidy_name(cell)) is not None


def fields_by_content(table: SheetTable, fields: Mapping[Content, Sequence[str]]) -> dict[str, str]:
    """By field the header of the column that probably holds it; ``fields`` says what each content would be, the first
    column of it first.
    """
    rows = [cells for _number, cells in table.rows[:LOOKED_AT]]
    left, guessed = {content: list(names) for content, names in fields.items()}, dict[str, str]()
    for at, header in enumerate(table.headers):
        content = content_of([as_text(cells[at]) for cells in rows if at < len(cells)])
        if content is not None and left.get(content):
            guessed[left[content].pop(0)] = header
    return guessed
