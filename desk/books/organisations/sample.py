"""The demo centre's partners: eight organisations of all kinds, their pairings, and what they held and helped with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from stdnum.cn import uscc

from desk.books.activities.queries import unlinked_organisers
from desk.books.orders import helping
from desk.books.orders import queries as orders
from desk.books.organisations import linking, organisations, pairings
from desk.books.organisations.model import NewOrganisation, NewPairing, OrganisationKind, OrganisationRole
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.permissions import May
from desk.core.work import Work

DAY = timedelta(days=1)
PARTNER, PROVIDER = OrganisationRole.PARTNER, OrganisationRole.PROVIDER
CODE_BODY = "{office}350599MA000{n:04d}"
"""A region that was never given to anybody, and a running number."""
TELEPHONE = "1380000{n:04d}"
AGREED = (
    "一、甲方为乙方开展党员教育、志愿服务和便民活动提供场地。\n"
    "二、乙方每季度至少到邻里中心开展服务一次，服务项目以双方确认的清单为准。\n"
    "三、双方每半年会商一次，共同解决群众反映的问题。"
)


@dataclass(frozen=True)
class _Partner:
    """One of them: the office that registered it, and its agreement by days around the demo's last one."""

    name: str
    kind: OrganisationKind
    office: str
    roles: tuple[OrganisationRole, ...]
    party_name: str
    liaison: str
    organiser: str = ""
    """How activities call it."""
    first: int | None = None
    last: int | None = None
    is_signed: bool = True
    paused: str = ""


PARTNERS = (
    _Partner(
        "示例镇党建工作办公室", OrganisationKind.OFFICE, "11", (OrganisationRole.DEPARTMENT,), "", "陈主任", "镇党建办"
    ),
    _Partner(
        "示例镇卫生院",
        OrganisationKind.HOSPITAL,
        "12",
        (PARTNER, PROVIDER),
        "示例镇卫生院党支部",
        "林护士长",
        "镇卫生院",
        -300,
        64,
    ),
    _Partner(
        "示例镇司法所",
        OrganisationKind.OFFICE,
        "11",
        (PARTNER, OrganisationRole.DEPARTMENT),
        "示例镇司法所党支部",
        "黄所长",
        "司法所",
        -346,
        18,
    ),
    _Partner(
        "泉岸市职业技术学校",
        OrganisationKind.SCHOOL,
        "12",
        (PARTNER,),
        "职业技术学校机电党支部",
        "吴老师",
        "",
        -120,
        244,
    ),
    _Partner("凤亭中心小学", OrganisationKind.SCHOOL, "12", (PARTNER,), "凤亭中心小学党支部", "郑校长", "", -375, -11),
    _Partner(
        "泉岸市海湾物业管理有限公司",
        OrganisationKind.PROPERTY,
        "91",
        (PARTNER,),
        "海湾物业党支部",
        "李经理",
        "",
        -90,
        274,
        paused="项目经理调整，待新经理到任后恢复",
    ),
    _Partner(
        "示例镇城建开发有限公司",
        OrganisationKind.STATE_COMPANY,
        "91",
        (PARTNER, OrganisationRole.OPERATOR),
        "示例镇城建党总支",
        "张副总",
        "",
        -45,
        319,
    ),
    _Partner(
        "康泰社会工作服务中心",
        OrganisationKind.SOCIETY,
        "52",
        (PARTNER, PROVIDER),
        "",
        "王社工",
        "",
        10,
        374,
        is_signed=False,
    ),
)


def fill(work: Work, life: SampleLife) -> None:
    """Organisations that have been there since before the centre's first day, and what they are linked with."""
    work.require(May.EDIT_CENTRE)
    ids = {}
    for n, each in enumerate(PARTNERS, 1):
        then = _at(work, life.first - 2 * DAY)
        added = organisations.add(then, _organisation(each, n))
        ids[each.name] = added.id
        _pair(work, life, each, added.id)
    texts = {text for text, _many in unlinked_organisers(work)}
    for each in PARTNERS:
        if each.organiser in texts:
            linking.link(work, each.organiser, ids[each.name])
    _help(work, life, [ids["示例镇卫生院"], ids["泉岸市海湾物业管理有限公司"]])


def _organisation(each: _Partner, n: int) -> NewOrganisation:
    body = CODE_BODY.format(office=each.office, n=n)
    return NewOrganisation(
        each.name,
        each.kind,
        body + uscc.calc_check_digit(body),
        each.party_name,
        each.liaison,
        TELEPHONE.format(n=2600 + n),
        f"示例镇海滨路{n * 8}号",
        roles=each.roles,
    )


def _pair(work: Work, life: SampleLife, each: _Partner, id: int) -> None:
    if each.first is None or each.last is None:
        return
    first, last = life.until + each.first * DAY, life.until + each.last * DAY
    then = _at(work, min(first, life.until))
    signed_on = then.today if each.is_signed else None
    paper = f"凤党联〔{first.year}〕{id}号" if each.is_signed else ""
    made = pairings.add(then, NewPairing(id, first, last, AGREED, paper, signed_on))
    if each.paused:
        pairings.pause(_at(work, life.until - 20 * DAY), made.id, made.version, each.paused)


HELPED = {"repair": 1, "company": 0, "cleaning": 1}
"""With which orders, by their kinds, which of the helpers helps."""
MOST_HELPED = 5


def _help(work: Work, life: SampleLife, helpers: list[int]) -> None:
    """Some of the orders that are not over."""
    fitting = [
        order
        for order in orders.board(work)
        if order.kind.value in HELPED and order.state in helping.HELPED_IN and order.team
    ]
    for order in fitting[:MOST_HELPED]:
        helping.ask_organisation(_at(work, life.until), order.id, helpers[HELPED[order.kind.value]])


def _at(work: Work, day: date) -> Work:
    """At ten on that day, but never later than now."""
    return replace(work, now=min(start_of(day) + timedelta(hours=10), work.now))
