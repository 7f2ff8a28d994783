"""What spreadsheets of needs and offerings call kinds 类别 and zones 功能区, read by both imports.

A word that is both a kind of activity and one of orders, as 其他, is that of activities unless its row says 点单.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from desk.books.activities.model import ActivityKind
from desk.books.matching.model import KINDS, ServiceKind
from desk.books.orders.model import OrderKind
from desk.books.zones import queries as zones
from desk.core import identity, importing, spreadsheet
from desk.core.errors import Invalid, Problem
from desk.core.sheet_columns import SheetColumn, words_of
from desk.core.spreadsheet import Cell
from desk.core.words import N_, _, listed
from desk.core.work import Work

Asked = TypeVar("Asked")
ACTIVITY, ORDER = "活动", "点单"
OF_ACTIVITIES: Mapping[str, ServiceKind] = {
    **{words_of(kind): kind for kind in ActivityKind},
    **dict.fromkeys(("宣讲", "理论宣讲", "政策宣讲"), ActivityKind.POLICY),
    **dict.fromkeys(("文艺", "文体", "文化", "文体活动"), ActivityKind.CULTURE),
    **dict.fromkeys(("青少年", "儿童", "四点半课堂", "托管"), ActivityKind.CHILDREN),
    **dict.fromkeys(("义诊", "健康", "医疗", "健康服务", "医疗服务"), ActivityKind.HEALTH),
    **dict.fromkeys(("为老服务", "养老", "助老服务"), ActivityKind.ELDERLY),
    **dict.fromkeys(("法律", "法律咨询", "法律服务"), ActivityKind.LAW),
    **dict.fromkeys(("培训", "就业培训"), ActivityKind.SKILLS),
    **dict.fromkeys(("节庆", "节日活动"), ActivityKind.FESTIVAL),
    "志愿": ActivityKind.VOLUNTEERING,
}
OF_ORDERS: Mapping[str, ServiceKind] = {
    **{words_of(kind): kind for kind in OrderKind},
    **dict.fromkeys(("环境卫生", "保洁", "卫生"), OrderKind.CLEANING),
    **dict.fromkeys(("助困", "帮困", "扶困", "帮扶"), OrderKind.HARDSHIP),
    **dict.fromkeys(("水电维修", "家电维修", "修理"), OrderKind.REPAIR),
    **dict.fromkeys(("陪伴", "陪护", "代办", "跑腿"), OrderKind.COMPANY),
    **dict.fromkeys(("矛盾调解", "纠纷调解"), OrderKind.MEDIATION),
    **dict.fromkeys(("应急处置", "抢险"), OrderKind.URGENT_HELP),
}
REGISTERS: Mapping[str, Mapping[str, ServiceKind]] = {ACTIVITY: OF_ACTIVITIES, ORDER: OF_ORDERS}
EITHER: Mapping[str, ServiceKind] = {**OF_ORDERS, **OF_ACTIVITIES}
LISTED = tuple(dict.fromkeys(map(words_of, KINDS.values())))
"""Every kind once, as the drop-down list of a template has them."""


def kind_words(each: object) -> str:
    """The kind of a need or an offering, as it is read back."""
    return words_of(each.kind)  # type: ignore[attr-defined]


def register_words(each: object) -> str:
    """活动 or 点单: of which of the two its kind is one."""
    return ORDER if isinstance(each.kind, OrderKind) else ACTIVITY  # type: ignore[attr-defined]


KIND = SheetColumn(
    ("类别", "服务类别", "需求类别", "项目类别", "类型"),
    N_("Please choose: needs and offerings are matched by it."),
    kind_words,
    required=True,
    choices=lambda _work: LISTED,
    strict=False,
    width=12,
)
REGISTER = SheetColumn(
    ("类别来源", "活动/点单", "活动或点单"),
    N_("活动 or 点单; empty is enough unless the kind is in both lists, as 其他: then it counts as 活动."),
    register_words,
    choices=lambda _work: tuple(REGISTERS),
    width=10,
)

AUDIENCE = SheetColumn(
    ("服务对象", "对象", "人群", "面向人群"),
    N_("For whom, as 老年人."),
    lambda each: each.audience,
)


def zone_names(work: Work) -> Sequence[str]:
    """The choices of a zone's column."""
    return [each.name for each in zones.names(work)]


ZONE = SheetColumn(
    ("功能区", "地点", "区域"),
    N_("A zone as it is called here; empty for any."),
    lambda each: each.zone,
    choices=zone_names,
)


def kind(cells: Mapping[str, Cell], problems: list[Problem]) -> ServiceKind:
    """The kind of a row; 其他 where it is missing or not known, which is a problem."""
    register = importing.chosen(cells, "register", REGISTERS, problems)
    known = register if register is not None else EITHER
    chosen = importing.chosen(cells, "kind", known, problems, needed=True, examples=len(LISTED))
    return chosen or ActivityKind.OTHER


def zone(work: Work, typed: str, problems: list[Problem]) -> int | None:
    """The zone of a row; None for any, and for one that is not known, which is a problem."""
    name = identity.one_line(typed)
    known = {each.name: each.id for each in zones.names(work)}
    if name and name not in known:
        choices = listed(list(known)[:3])
        sentence = _("There is no zone “{name}”. In use are: {choices}", name=name[:20], choices=choices)
        problems.append(
            Problem("zone_id", sentence if known else _("No zones are set up here; please leave it empty."))
        )
    return known.get(name)


def text_of(cells: Mapping[str, Cell], field: str) -> str:
    """What a cell says."""
    return spreadsheet.as_text(cells.get(field, ""))


def checked(problems: list[Problem], rule: Callable[[Work, Asked], Asked], work: Work, asked: Asked) -> Asked:
    """What a row asks for, tidied by the rule of its form. Raises ``Invalid`` with all that is wrong, the cells' own
    problems first; each field is told of once.
    """
    try:
        asked = rule(work, asked)
    except Invalid as wrong:
        already = {problem.field for problem in problems}
        problems = [*problems, *(each for each in wrong.problems if each.field not in already)]
    if problems:
        raise Invalid(*problems)
    return asked
