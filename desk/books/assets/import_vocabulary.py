"""How spreadsheets say things: conditions, sources and classes in the words that centres and other programs use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from desk.books.assets.model import AssetCondition, AssetOwner, AssetSource
from desk.core.importing import is_sum
from desk.core.sheet_columns import words_of
from desk.core.words import Worded, listed

GONE = (
    "已报废",
    "无偿调出",
    "对外捐赠",
    "报废",
    "已处置",
    "处置",
    "注销",
    "核销",
    "已注销",
    "已核销",
    "已处理",
    "丢失",
    "遗失",
    "盘亏",
    "调出",
    "已调出",
    "已捐赠",
    "已出售",
    "disposed",
    "retired",
    "archived",
    "scrapped",
    "lost",
    "stolen",
    "lost/stolen",
    "sold",
)
"""Words for things that are no longer there; they are not entered."""
LENT = ("出借", "出借中", "借出", "已借出", "外借", "借用中", "lent", "checked out", "on loan")
CONDITIONS: Mapping[str, AssetCondition] = {
    **dict.fromkeys(
        (
            "",
            "在用",
            "使用中",
            "使用",
            "正在使用",
            "正常",
            "正常使用",
            "良好",
            "完好",
            "完好在用",
            "正常在用",
            "在用中",
            "启用",
            "已启用",
            "已使用",
            "可用",
            "好",
            "良",
            "优",
            "in use",
            "in_use",
            "active",
            "deployed",
            "ready to deploy",
            "good",
            "fair",
            "excellent",
            "new",
            "ok",
            "working",
            "operational",
            "assigned",
        ),
        AssetCondition.IN_USE,
    ),
    **dict.fromkeys(
        (
            "闲置",
            "空闲",
            "备用",
            "库存",
            "在库",
            "未使用",
            "未启用",
            "未用",
            "闲置中",
            "停用",
            "暂停使用",
            "封存",
            "待分配",
            "idle",
            "in stock",
            "available",
            "spare",
            "pending",
            "stored",
            "storage",
            "inactive",
            "unused",
        ),
        AssetCondition.IDLE,
    ),
    **dict.fromkeys(
        (
            "维修",
            "维修中",
            "送修",
            "待修",
            "待维修",
            "需维修",
            "修理中",
            "已损坏",
            "在修",
            "故障",
            "损坏",
            "坏",
            "repair",
            "under repair",
            "in repair",
            "out for repair",
            "broken",
            "maintenance",
            "in maintenance",
            "damaged",
            "poor",
            "defective",
        ),
        AssetCondition.REPAIR,
    ),
    **dict.fromkeys(
        ("待报废", "拟报废", "申请报废", "待处置", "待核销", "to be disposed", "to_dispose", "pending disposal"),
        AssetCondition.TO_DISPOSE,
    ),
}
SOURCES: Mapping[str, AssetSource] = {
    **dict.fromkeys(
        ("", "购置", "购买", "采购", "购入", "新购", "自购", "外购", "政府采购", "bought", "purchase", "purchased"),
        AssetSource.BOUGHT,
    ),
    **dict.fromkeys(
        ("调拨", "划拨", "调入", "无偿调入", "上级配发", "配发", "allocated", "transfer", "transferred"),
        AssetSource.ALLOCATED,
    ),
    **dict.fromkeys(("捐赠", "接受捐赠", "受赠", "赠送", "捐", "donated", "donation", "gift"), AssetSource.DONATED),
    **dict.fromkeys(("自建", "自制", "自行建造", "built"), AssetSource.BUILT),
    **dict.fromkeys(("盘盈", "surplus"), AssetSource.SURPLUS),
}
OWNERS: Mapping[str, AssetOwner] = {
    **dict.fromkeys(("", "中心", "邻里中心", "本中心", "centre"), AssetOwner.CENTRE),
    **dict.fromkeys(("村集体", "村委会", "村", "社区", "居委会", "village"), AssetOwner.VILLAGE),
}

OWNER_KINDS: Mapping[str, AssetOwner] = {**{words_of(kind): kind for kind in AssetOwner}, **OWNERS}
"""Whose a thing is where the table has a column for just that."""


def first_of(members: Iterable[Worded]) -> str:
    """A closed list as tables call it; of a long one the first."""
    return listed([words_of(member) for member in members][:4])


def owner_of(cell_text: str) -> tuple[AssetOwner, str]:
    """The centre or the village by their words; anything else is a department's or partner's name."""
    if cell_text.lower() in OWNERS:
        return OWNERS[cell_text.lower()], ""
    department = cell_text.endswith(("局", "办", "镇", "街道", "政府"))
    return AssetOwner.DEPARTMENT if department else AssetOwner.PARTNER, cell_text


BY_WORD = (
    ("A02010108", ("笔记本", "便携式", "laptop", "notebook", "macbook", "thinkpad", "chromebook")),
    ("A02010104", ("服务器", "server")),
    ("A02010109", ("平板", "tablet", "ipad")),
    ("A020208", ("触控一体机", "会议一体机", "whiteboard")),
    ("A020204", ("一体机", "multifunction", "mfp")),
    ("A020210", ("打印机", "printer")),
    ("A020201", ("复印机", "copier", "photocopier")),
    ("A020202", ("投影", "projector")),
    ("A020205", ("照相机", "相机", "摄像机", "camera", "camcorder")),
    ("A020211", ("扫描", "高拍仪", "读卡器", "键盘", "鼠标", "scanner", "keyboard", "mouse")),
    ("A020102", ("路由", "交换机", "网络", "网关", "switch", "router", "firewall", "network", "access point")),
    ("A020104", ("显示器", "终端", "monitor", "display", "screen")),
    ("A02010105", ("电脑", "计算机", "主机", "台式", "desktop", "computer", "workstation", "imac", "pc")),
    ("A020910", ("电视", "显示屏", "television", "tv")),
    ("A020911", ("监控", "摄像头", "录像", "会议终端", "video")),
    (
        "A020912",
        ("音响", "音箱", "话筒", "麦克风", "功放", "调音台", "speaker", "microphone", "audio", "headset", "headphone"),
    ),
    ("A0208", ("电话", "手机", "对讲机", "传真", "phone", "mobile", "iphone", "radio")),
    ("A02061804", ("空调", "air conditioner", "air-conditioner", "aircon")),
    (
        "A020618",
        (
            "冰箱",
            "洗衣机",
            "风扇",
            "饮水机",
            "微波炉",
            "消毒柜",
            "热水器",
            "电磁炉",
            "净水",
            "烘干",
            "refrigerator",
            "fridge",
            "microwave",
            "fan",
            "heater",
            "appliance",
        ),
    ),
    ("A020619", ("灯", "照明", "lamp", "light")),
    ("A020615", ("电源", "发电机", "ups", "generator", "battery")),
    ("A02051227", ("电梯", "elevator", "lift")),
    ("A0205", ("升降",)),
    (
        "A0232",
        (
            "AED",
            "除颤",
            "轮椅",
            "血压",
            "急救",
            "体重秤",
            "理疗",
            "医疗",
            "担架",
            "wheelchair",
            "defibrillator",
            "medical",
        ),
    ),
    ("A0237", ("灭火器", "消防", "消火栓", "烟感", "应急灯", "extinguisher", "fire")),
    ("A0203", ("汽车", "电动车", "三轮车", "自行车", "巡逻车", "vehicle", "car", "truck", "bicycle", "van")),
    ("A0246", ("乒乓", "健身", "跑步机", "篮球", "羽毛球", "棋", "体育", "sport", "fitness", "treadmill")),
    ("A0245", ("钢琴", "乐器", "鼓", "古筝", "舞台", "琴", "piano", "instrument")),
    ("A0401", ("图书", "书籍", "绘本", "book")),
    ("A050103", ("椅", "凳", "chair", "stool", "bench", "seat")),
    ("A050104", ("沙发", "sofa", "couch")),
    ("A050101", ("床", "bed")),
    ("A050105", ("柜", "cabinet", "locker", "cupboard", "wardrobe")),
    ("A050106", ("架", "shelf", "rack", "shelves", "bookcase")),
    ("A050107", ("屏风", "partition")),
    ("A050102", ("桌", "台", "desk", "table")),
    ("A0502", ("用具", "餐具", "锅", "帐篷", "窗帘", "kitchen", "tool")),
    ("A0799", ("救生", "沙袋", "应急", "emergency")),
    ("A0504", ("办公用品", "文具", "纸", "stationery", "paper", "consumable", "supplies")),
    ("A0501", ("家具", "furniture")),
    ("A0202", ("办公设备", "office equipment")),
    ("A0201", ("信息化", "电子设备", "it equipment", "hardware", "component", "accessory", "accessories")),
    ("A08", ("软件", "系统", "平台", "software", "license", "licence")),
)
"""What a class or a name says, and the class that it most probably is; the first that fits."""
OTHER = "A02"
SIGNED = ("制表", "填表", "审核", "复核", "负责人签", "盘点人", "单位负责人", "说明：", "注：")


@lru_cache(maxsize=10_000)
def guess(cell_text: str) -> str:
    """The code of the class that a text names; empty when nothing fits."""
    plain = cell_text.lower()
    for code, known in BY_WORD:
        for word in known:
            if re.search(rf"\b{re.escape(word)}s?\b", plain) if word.isascii() else word in cell_text:
                return code
    return ""


def is_no_thing(text: Mapping[str, str]) -> bool:
    """Totals and signatures below the table. What is called a total and has a number of its own is a thing."""
    number, name = text.get("number", ""), text.get("name", "")
    if not (number and name) and (number or name).startswith(SIGNED):
        return True
    return is_sum(number) or (is_sum(name) and not number)
