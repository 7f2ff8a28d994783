"""A demo centre's emergencies: whom to call, drills of the year, and two incidents that went their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from desk.books.incidents import checklist, contacts, drills, log, queries, reporting, review
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.contacts import Contact, ContactCircle
from desk.books.incidents.drills import Drill
from desk.books.incidents.model import IncidentKind, IncidentLevel, IncidentState, ReportStage
from desk.books.incidents.reporting import ReportChannel
from desk.books.incidents.review import IncidentReview, ReviewDecision
from desk.core.clock import start_of
from desk.core.permissions import May
from desk.core.work import Work

CONTACTS = (
    (ContactCircle.HOSPITAL, "镇卫生院急诊", "值班医生", "0595-87000120", "24小时", "值班人员"),
    (ContactCircle.POLICE, "镇派出所", "社区民警", "0595-87000110", "", "值班人员"),
    (ContactCircle.STREET, "镇值班室（应急办）", "值班员", "0595-87000001", "信息报送", "带班领导"),
    (ContactCircle.PROPERTY, "和顺物业", "夜班经理", "0595-87000555", "电梯、门禁", "值班人员"),
    (ContactCircle.UTILITY, "自来水抢修", "", "0595-87000777", "", "后勤"),
    (ContactCircle.UTILITY, "燃气抢修", "", "0595-87000666", "", "后勤"),
    (ContactCircle.TEAM, "先锋突击队", "队长", "0595-87000901", "", "带班领导"),
    (ContactCircle.OTHER, "区疾控中心", "", "0595-87000333", "", "带班领导"),
)


def fill(work: Work, until: date) -> None:
    """Up to a day; everything is written at its own time, so that the chain runs forward."""
    work.require(May.EDIT_CENTRE)
    early = until - timedelta(days=230)
    for place, (circle, name, person, telephone, note, by) in enumerate(CONTACTS):
        entered = early if place < 4 else until - timedelta(days=40)
        contacts.put(_at(work, entered, 9), Contact(circle, name, telephone, person, note=note, told_by=by))
    _fire_drill(work, until - timedelta(days=75))
    _lost_child(work, until - timedelta(days=20))
    soon, late = until + timedelta(days=12), until - timedelta(days=6)
    drills.plan(_at(work, late, 8), Drill(IncidentKind.COLLAPSE, late, "日间照料室", "值班人员、护理员"))
    drills.plan(_at(work, until, 0), Drill(IncidentKind.LIFT, soon, "东楼梯电梯", "值班人员、后勤"))


def _at(work: Work, day: date, hour: int, minute: int = 0, second: int = 0) -> Work:
    return replace(work, now=_moment(day, hour, minute, second))


def _moment(day: date, hour: int, minute: int, second: int) -> datetime:
    return start_of(day) + timedelta(hours=hour, minutes=minute, seconds=second)


def _fire_drill(work: Work, day: date) -> None:
    """Held in time but for one step; two measures, one of them taken."""
    people = "全体值班人员、后勤、突击队12人"
    planned = drills.plan(_at(work, day - timedelta(days=10), 9), Drill(IncidentKind.FIRE, day, "长者食堂", people))
    id = drills.run(_at(work, day, 15), planned)
    took = (40, 75, 100, 110, 290, 330, 345)
    for n, seconds in enumerate(took, 1):
        log.mark_step(_at(work, day, 15, seconds // 60, seconds % 60), id, n, StepMark.DONE)
    ended = _at(work, day, 15, 12)
    log.set_people(ended, id, {"affected": 46}, "演练疏散人数")
    log.strike_rest(ended, id, "演练不涉及")
    log.set_state(ended, id, IncidentState.CLOSED, "46人五分半钟全部到达集合点")
    decided = (
        ReviewDecision("东侧疏散指示牌更换", "后勤", day + timedelta(days=20)),
        ReviewDecision("给行动不便老人固定帮扶人", "陈主任", day + timedelta(days=90)),
    )
    after = _at(work, day, 16)
    review.write(after, id, IncidentReview("报警、疏散广播快，集合点清楚", "二楼老人下楼慢，一块指示牌不亮", decided))
    review.done(_at(work, day + timedelta(days=12), 10), id, 1, "已换新牌")


def _lost_child(work: Work, day: date) -> None:
    """Found after eighteen minutes; reported in time."""
    at = _at(work, day, 16, 5)
    id = log.open_incident(
        at, IncidentKind.LOST_PERSON, "多功能厅", text="家长到服务台求助：男孩6岁，蓝色上衣", reported_by="孩子母亲"
    )
    log.set_state(_at(work, day, 16, 6), id, IncidentState.RESPONDING)
    for n, minute in ((1, 6), (2, 7), (3, 9)):
        log.mark_step(_at(work, day, 16, minute), id, n, StepMark.DONE)
    log.set_people(_at(work, day, 16, 10), id, {"affected": 1, "missing": 1})
    log.mark_step(_at(work, day, 16, 13), id, 4, StepMark.DONE)
    reporting.report(
        _at(work, day, 16, 14),
        id,
        ReportStage.FIRST,
        "镇应急办、镇派出所",
        ReportChannel.TELEPHONE,
        "男孩6岁在多功能厅走失，正在查监控",
    )
    log.set_level(_at(work, day, 16, 15), id, IncidentLevel.FOUR, "十分钟未找到")
    log.add(_at(work, day, 16, 23), id, "在图书阅览室书架后找到，身体无恙")
    found_at = _at(work, day, 16, 25)
    log.set_people(found_at, id, {"missing": 0})
    log.mark_step(
        found_at, id, len(checklist.checklist(queries.entries(found_at, id))), StepMark.DONE, "母亲核对身份后签字接回"
    )
    log.strike_rest(found_at, id, "已找到")
    log.set_state(found_at, id, IncidentState.CLOSED, "孩子已交还家长")
    for stage, way in ((ReportStage.FIRST, ReportChannel.PLATFORM), (ReportStage.FINAL, ReportChannel.PLATFORM)):
        reporting.report(_at(work, day, 16, 40), id, stage, "镇应急办", way, "走失儿童已找回，无人受伤")
    review.write(
        _at(work, day, 17, 30),
        id,
        IncidentReview(
            "两分钟守住出口，监控查得快",
            "活动散场时门口没有人",
            (ReviewDecision("散场时前后门各留一人", "林小芳", day + timedelta(days=15)),),
        ),
    )
