"""A demo centre's ledger: what stands in such a house, with two years of moves, loans, repairs and inspections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk.books import centre, staff
from desk.books.assets import approvals, cards, classes, labels, lending, maintenance, queries, stocktake, transfers
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetCard, AssetCondition, AssetOwner, AssetSource, BorrowerKind, MovementKind
from desk.books.assets.stocktake import CountedBy
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.core.clock import start_of
from desk.core.errors import DeskError
from desk.core.permissions import May, Role
from desk.core.work import Actor, Work

HOUSE: tuple[tuple[str, str, str, str, int, int, str, str], ...] = (
    ("台式计算机", "A02010105", "启天M455", "台", 1, 450_000, "便民服务大厅", "1号窗口"),
    ("台式计算机", "A02010105", "启天M455", "台", 1, 450_000, "便民服务大厅", "2号窗口"),
    ("台式计算机", "A02010105", "启天M455", "台", 1, 450_000, "便民服务大厅", "咨询台"),
    ("便携式计算机", "A02010108", "昭阳E4", "台", 1, 520_000, "党群议事室", ""),
    ("黑白激光打印机", "A020210", "P2040", "台", 1, 180_000, "便民服务大厅", "打印角"),
    ("多功能一体机", "A020204", "M7400", "台", 1, 260_000, "便民服务大厅", "打印角"),
    ("高拍仪", "A020211", "S600", "台", 2, 196_000, "便民服务大厅", ""),
    ("身份证读卡器", "A020211", "100U", "台", 2, 168_000, "便民服务大厅", ""),
    ("排队叫号机", "A020299", "QH-19", "台", 1, 860_000, "便民服务大厅", "入口"),
    ("自助服务终端", "A020104", "ZZ-21", "台", 1, 2_380_000, "便民服务大厅", "入口"),
    ("投影仪", "A020202", "CB-X49", "台", 1, 420_000, "多功能厅", "吊装"),
    ("会议音响", "A020912", "X8", "套", 1, 880_000, "多功能厅", "控制台"),
    ("无线话筒", "A020912", "U-200", "支", 4, 160_000, "多功能厅", "控制台"),
    ("液晶电视", "A020910", "65寸", "台", 1, 399_900, "日间照料室", ""),
    ("立式空调", "A02061804", "KFR-72", "台", 2, 1_120_000, "多功能厅", ""),
    ("挂式空调", "A02061804", "KFR-35", "台", 6, 1_560_000, "便民服务大厅", ""),
    ("饮水机", "A020618", "YR-5", "台", 3, 89_700, "便民服务大厅", ""),
    ("双门冰箱", "A020618", "BCD-210", "台", 1, 189_900, "长者食堂", "后厨"),
    ("消毒柜", "A020618", "XD-380", "台", 1, 158_000, "长者食堂", "后厨"),
    ("自动体外除颤仪（AED）", "A0232", "HeartOn A15", "台", 1, 1_880_000, "便民服务大厅", "入口东侧"),
    ("轮椅", "A0232", "H030C", "辆", 3, 119_400, "日间照料室", ""),
    ("电子血压计", "A0232", "HEM-7136", "台", 2, 65_800, "日间照料室", ""),
    ("干粉灭火器", "A0237", "MFZ/ABC4", "具", 16, 128_000, "便民服务大厅", "各楼层"),
    ("消防应急灯", "A0237", "3W", "盏", 12, 54_000, "多功能厅", ""),
    ("乘客电梯", "A02051227", "MINI-630", "部", 1, 18_600_000, "便民服务大厅", "东楼梯旁"),
    ("服务台", "A050102", "定制", "组", 1, 1_260_000, "便民服务大厅", ""),
    ("办公桌", "A050102", "1.4米", "张", 6, 372_000, "便民服务大厅", ""),
    ("会议桌", "A050102", "4.8米", "张", 1, 460_000, "党群议事室", ""),
    ("折叠椅", "A050103", "钢木", "把", 80, 640_000, "多功能厅", "库房"),
    ("等候椅", "A050103", "三人位", "排", 4, 280_000, "便民服务大厅", ""),
    ("办公椅", "A050103", "网布", "把", 10, 298_000, "便民服务大厅", ""),
    ("文件柜", "A050105", "铁皮双门", "个", 5, 325_000, "党群议事室", ""),
    ("图书架", "A050106", "双面六层", "组", 8, 720_000, "图书阅览室", ""),
    ("图书", "A0401", "综合类", "册", 1860, 4_650_000, "图书阅览室", ""),
    ("儿童桌椅", "A050102", "六人位", "套", 5, 445_000, "儿童课堂", ""),
    ("电钢琴", "A0245", "FP-30", "台", 1, 498_000, "儿童课堂", ""),
    ("护理床", "A050101", "双摇", "张", 4, 760_000, "日间照料室", ""),
    ("乒乓球台", "A0246", "T2023", "张", 2, 396_000, "多功能厅", ""),
    ("餐桌椅", "A050102", "四人位", "套", 10, 680_000, "长者食堂", ""),
    ("应急发电机", "A020615", "5kW", "台", 1, 620_000, "便民服务大厅", "一楼库房"),
    ("应急物资包", "A0799", "家庭型", "个", 20, 240_000, "便民服务大厅", "一楼库房"),
    ("打印纸", "A0504", "A4 70克", "包", 60, 120_000, "便民服务大厅", "打印角"),
    ("一次性口罩", "A0799", "独立包装", "盒", 40, 40_000, "便民服务大厅", "一楼库房"),
)
"""Name, class, model, unit, pieces, fen of all pieces, room, spot."""
LOW = {"打印纸": 20, "一次性口罩": 45}
INSPECTED = {"干粉灭火器": 12, "乘客电梯": 12, "自动体外除颤仪（AED）": 6, "消防应急灯": 12}
GIVEN = {
    "电钢琴": (AssetSource.DONATED, AssetOwner.CENTRE, ""),
    "轮椅": (AssetSource.DONATED, AssetOwner.CENTRE, ""),
    "自助服务终端": (AssetSource.ALLOCATED, AssetOwner.DEPARTMENT, "示例区行政服务中心"),
    "乘客电梯": (AssetSource.BUILT, AssetOwner.VILLAGE, ""),
}


def fill(work: Work, dice: Random, until: date, people: Sequence[int]) -> None:
    """Enter the house two to four years ago, then live with it until today."""
    work.require(May.EDIT_CENTRE)
    rooms = {venue.name: venue.id for venue in centre.all_venues(work)}
    keepers = [person.name for person in staff.everyone(work) if person.active and person.role is not Role.MANAGER]
    lives = {each.code: each.life_months for each in classes.every(work, retired=True)}
    for n, (name, code, model, unit, many, value, room, spot) in enumerate(HOUSE):
        bought = until - timedelta(days=dice.randint(420, 1400))
        source, owner_kind, owner = GIVEN.get(name, (AssetSource.BOUGHT, AssetOwner.CENTRE, ""))
        every = INSPECTED.get(name)
        card = AssetCard(
            name,
            code,
            bought,
            model=model,
            unit=unit,
            source=source,
            owner_kind=owner_kind,
            owner=owner,
            funding="中心建设经费" if source is AssetSource.BOUGHT else "",
            venue_id=rooms.get(room),
            spot=spot,
            custodian=keepers[n % len(keepers)],
            life_months=lives[code],
            low_mark=LOW.get(name),
            inspect_every=every,
            inspect_on=until + timedelta(days=dice.randint(-6, 150)) if every else None,
            quantity=many,
            value=value,
            warranty_until=until + timedelta(days=dice.randint(9, 25)) if name == "投影仪" else None,
        )
        cards.add(_at(work, bought), card)
    _live(work, dice, until, people, rooms)


def _at(work: Work, day: date) -> Work:
    """As the manager, at three on that day, but never later than now."""
    then = min(start_of(day) + timedelta(hours=15), work.now)
    return replace(work, now=then, actor=Actor(work.actor.id, work.actor.name, Role.MANAGER))


def _live(work: Work, dice: Random, until: date, people: Sequence[int], rooms: dict[str, int]) -> None:
    assets = queries.page(work, queries.AssetFilter())
    ids = {asset.name: asset.id for asset in assets}

    def ago(days: int) -> Work:
        return _at(work, until - timedelta(days=days))

    labels.record(ago(400), assets[:30])
    _maintain(ago, ids, until, rooms)
    _dispose(ago, ids)
    _lend(work, dice, until, people, ids)
    take = stocktake.begin(ago(1), "日间照料室抽盘", CountedBy.ZONE, [queries.find(work, ids["轮椅"]).zone_id])
    day_care = AssetPlace(venue_id=rooms.get("日间照料室"))
    for name in ("轮椅", "护理床"):
        stocktake.scan(ago(1), take, queries.find(work, ids[name]).number, day_care)


def _maintain(ago: Callable[[int], Work], ids: dict[str, int], until: date, rooms: dict[str, int]) -> None:
    """Repairs, moves, an inspection and what was used up; ``ago`` is the work of so many days before the end."""
    maintenance.send_to_repair(
        ago(210), ids["多功能一体机"], MovementNote(people="示例办公设备维修部", reason="进纸轮打滑")
    )
    maintenance.repaired(
        ago(203),
        ids["多功能一体机"],
        26_000,
        AssetCondition.IN_USE,
        MovementNote(people="示例办公设备维修部", paper="收据 0318"),
    )
    maintenance.send_to_repair(ago(4), ids["挂式空调"], MovementNote(people="示例制冷", reason="室外机异响"))
    transfers.move(
        ago(150), [ids["乒乓球台"]], AssetPlace(venue_id=rooms.get("儿童课堂")), MovementNote(reason="多功能厅装修")
    )
    transfers.move(
        ago(96), [ids["乒乓球台"]], AssetPlace(venue_id=rooms.get("多功能厅")), MovementNote(reason="装修完成")
    )
    maintenance.inspect(
        ago(180), ids["干粉灭火器"], True, until + timedelta(days=3), MovementNote(people="示例消防维保")
    )
    maintenance.issue(ago(30), ids["打印纸"], 25, MovementNote(people="服务大厅"))
    maintenance.issue(ago(6), ids["打印纸"], 18, MovementNote(people="服务大厅"))


def _dispose(ago: Callable[[int], Work], ids: dict[str, int]) -> None:
    """A disposal that was agreed to, and one that still waits for the manager."""
    with suppress(DeskError):
        approvals.agree(
            ago(80),
            approvals.propose_disposal(ago(85), ids["台式计算机"], MovementKind.SCRAP, 1, "主板烧毁，维修价超过净值"),
            paper="示资〔2026〕7号",
        )
    approvals.propose_disposal(ago(2), ids["消毒柜"], MovementKind.SCRAP, 1, "加热管损坏，已过保修")


def _lend(work: Work, dice: Random, until: date, people: Sequence[int], ids: dict[str, int]) -> None:
    chairs = ids["折叠椅"]
    for days, many, length, back in ((120, 30, 3, True), (64, 50, 2, True), (20, 20, 7, False)):
        then = _at(work, until - timedelta(days=days))
        wanted = LoanRequest(
            many, then.today + timedelta(days=length), BorrowerKind.TENANT, None, "示例社工服务站", "0595-87000001"
        )
        loan = lending.lend(then, chairs, wanted, MovementNote(reason="户外活动"))
        if back:
            lending.give_back(_at(work, until - timedelta(days=days - length)), loan, many, AssetCondition.IN_USE)
    if people:
        then = _at(work, until - timedelta(days=9))
        person = people[dice.randrange(len(people))]
        lending.lend(
            then,
            ids["轮椅"],
            LoanRequest(1, until + timedelta(days=21), BorrowerKind.RESIDENT, person),
            MovementNote(reason="老人术后使用"),
        )
