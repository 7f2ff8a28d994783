"""The demo centre's teams: three of them with 26 members, one of whom left and one of whom came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from desk.books import residents
from desk.books.orders.model import OrderKind
from desk.books.teams import leaving, members, teams
from desk.books.teams.model import HalfDay, Member, MemberKind, NewMember, Team
from desk.core.book import SampleLife
from desk.core.permissions import May
from desk.core.work import Work

GROUPS = ("一组", "二组", "三组", "四组", "五组", "六组", "七组", "八组")
TEAMS = (
    (Team("海丝先锋第一突击队", "凤亭村第一党支部", "一组、二组、三组"), 10),
    (Team("海丝先锋第二突击队", "凤亭村第二党支部", "四组、五组、六组"), 9),
    (Team("邻里志愿服务队", "两新组织联合党支部", "", "长者、助残为主"), 7),
)
"""Each with how many are in it."""
NAMES = ("王建军", "林秀珍", "陈志明", "黄丽华", "张水木", "吴美玉", "李海峰", "郑惠珍")
"""Of those who have no record of a resident here."""
TRADES: tuple[tuple[tuple[OrderKind, ...], str], ...] = (
    ((OrderKind.REPAIR,), "水电、门锁"),
    ((OrderKind.REPAIR, OrderKind.CLEANING), "木工"),
    ((OrderKind.COMPANY, OrderKind.HARDSHIP), "陪诊、代办"),
    ((OrderKind.CIVILITY, OrderKind.MEDIATION), "调解、政策宣讲"),
    ((OrderKind.CLEANING,), ""),
    ((OrderKind.COMPANY, OrderKind.CIVILITY), "理发"),
    ((OrderKind.URGENT_HELP, OrderKind.CLEANING), "驾驶、电工"),
    ((OrderKind.HARDSHIP, OrderKind.OTHER), "家电"),
)
TIMES: tuple[tuple[tuple[int, HalfDay], ...], ...] = (
    (),
    tuple((day, HalfDay.EVENING) for day in range(5)),
    ((5, HalfDay.MORNING), (5, HalfDay.AFTERNOON), (6, HalfDay.MORNING)),
    tuple((day, HalfDay.MORNING) for day in range(7)),
)
TELEPHONE = "1390000{n:04d}"


def fill(work: Work, life: SampleLife) -> None:
    """Teams and members, who have been there since before the centre's first day."""
    work.require(May.EDIT_CENTRE)
    if not life.adults:
        return
    dice = Random(life.seed + 9)
    joiners = _joiners(work, life, dice)
    there: list[Member] = []
    for team, people in TEAMS:
        id = teams.add(work, team)
        area = teams.village_groups(team.area) or list(GROUPS)
        there += [members.join(work, next(joiners)(id, place, area)) for place in range(people)]
    _come_and_go(work, there, life)


class _Joiner:
    """Somebody with or without a record, who is put into a team."""

    def __init__(self, dice: Random, n: int, life: SampleLife, name: str, resident_id: int | None) -> None:
        self._dice, self._n, self._life = dice, n, life
        self._name, self._resident_id = name, resident_id

    def __call__(self, team_id: int, place: int, area: Sequence[str]) -> NewMember:
        skills, abilities = TRADES[self._n % len(TRADES)]
        return NewMember(
            team_id,
            MemberKind.PARTY if place < 5 else MemberKind.VOLUNTEER,
            self._name,
            TELEPHONE.format(n=self._dice.randrange(10_000)),
            self._resident_id,
            leads=place == 0,
            skills=tuple(kind.value for kind in skills),
            abilities=abilities,
            village_group=area[place % len(area)],
            times=TIMES[self._n % len(TIMES)],
            joined_on=self._life.first - timedelta(days=self._dice.randint(30, 500)),
        )


def _joiners(work: Work, life: SampleLife, dice: Random) -> Iterator[_Joiner]:
    wanted = sum(people for _team, people in TEAMS)
    known = dice.sample(list(life.adults), min(len(life.adults), wanted - len(NAMES)))
    people: list[tuple[str, int | None]] = [(residents.find(work, id).name, id) for id in known]
    people += [(name, None) for name in NAMES]
    people += [(f"{name[0]}{name[2]}{name[1]}", None) for name in NAMES * 3]
    for n, (name, resident_id) in enumerate(people):
        yield _Joiner(dice, n, life, name, resident_id)


def _come_and_go(work: Work, there: Sequence[Member], life: SampleLife) -> None:
    """One has moved away, one was away for some weeks."""
    gone, away = there[-1], there[-2]
    day: date = max(life.first, gone.joined_on)
    leaving.leave(work, gone.id, day, "迁往外地")
    leaving.leave(work, away.id, day, "住院休养")
    leaving.come_back(work, away.id, away.team_id, min(life.until, day + timedelta(days=20)))
