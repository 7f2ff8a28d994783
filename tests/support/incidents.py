"""An emergency log with incidents that went their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk.books import staff
from desk.books.incidents import checklist, log, queries, reporting, review
from desk.books.incidents.checklist import StepMark
from desk.books.incidents.model import MOVES, IncidentKind, IncidentLevel, IncidentState, ReportStage
from desk.books.incidents.reporting import ReportChannel
from desk.books.incidents.review import IncidentReview, ReviewDecision
from desk.core.permissions import Role
from desk.core.work import Actor, Work

PLACES = ("便民服务大厅", "多功能厅", "长者食堂", "东楼梯")


def later(work: Work, **step: float) -> Work:
    """The same action some time after."""
    return replace(work, now=work.now + timedelta(**step))


def set_up(work: Work) -> list[Actor]:
    """Two clerks and a leader."""
    people = (("林小芳", Role.CLERK), ("黄志强", Role.CLERK), ("陈主任", Role.LEADER))
    return [Actor(staff.add(work, name, role).id, name, role) for name, role in people]


def happen(work: Work, dice: Random, people: list[Actor], many: int) -> int:
    """Random entries by random people in several incidents; the clock goes on, and once in a while back. How many
    entries.
    """
    ids: list[int] = []
    now = work.now - timedelta(hours=5)
    for _step in range(many):
        now += timedelta(seconds=dice.randint(-3 if dice.random() < 0.1 else 1, 400))
        mine = replace(work, actor=dice.choice(people), now=now)
        going = [id for id in ids if not queries.find(work, id).is_over]
        if not going or dice.random() < 0.08:
            ids.append(
                log.open_incident(mine, dice.choice(list(IncidentKind)), dice.choice(PLACES), drill=dice.random() < 0.2)
            )
        else:
            _go_on(mine, dice, dice.choice(going))
    return int(work.rows("SELECT count(*) FROM incident_entries")[0][0])


def _go_on(mine: Work, dice: Random, id: int) -> None:
    one = queries.find(mine, id)
    match dice.randrange(10):
        case 0:
            log.set_level(
                mine, id, dice.choice([level for level in IncidentLevel if level is not one.level]), "情况有变"
            )
        case 1:
            log.set_people(mine, id, {"affected": one.affected + dice.randint(1, 9), "injured": dice.randint(0, 2)})
        case 2:
            states = [state for state in MOVES[one.state] if state is not IncidentState.REVIEWED]
            state = dice.choice(states)
            if state is IncidentState.CLOSED:
                log.strike_rest(mine, id, "用不上")
            log.set_state(mine, id, state, "按预案处置")
        case 3:
            log.correct(mine, id, dice.randint(1, len(queries.entries(mine, id))), "人数应为三人")
        case 4:
            reporting.report(mine, id, ReportStage.FIRST, "镇值班室", ReportChannel.TELEPHONE, "报告现场情况")
        case 5:
            rest = checklist.left(queries.entries(mine, id))
            if rest:
                log.mark_step(mine, id, rest[0].n, dice.choice((StepMark.DONE, StepMark.STRUCK)), "照办")
        case _:
            log.add(mine, id, dice.choice(("已疏散一楼群众", "120 到达现场", "切断电源", "家属已联系上")))


def measured(work: Work, due_on: date) -> str:
    """An incident that is over and reviewed, with a measure of 陈主任 that nobody has taken. Its number."""
    id = log.open_incident(work, IncidentKind.FIRE, "厨房")
    log.strike_rest(work, id, "误报")
    log.set_state(work, id, IncidentState.CLOSED, "烟感误报")
    review.write(work, id, IncidentReview("快", "无", (ReviewDecision("换烟感", "陈主任", due_on),)))
    return queries.find(work, id).number
