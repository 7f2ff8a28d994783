"""The words of the product's Chinese that are not used, and the ones that are: for its texts and for its papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

INSTEAD = {
    "立案": "接报登记",
    "链首": "防篡改校验码",
    "总链": "全部记录",
    "账册": "数据",
    "负荷": "值班量",
    "应承担": "应值班量",
    "计班": "折算",
    "馆外": "中心以外",
    "拿起": "剪切",
    "占名额": "已报名",
    "外借": "出借",
    "借出": "出借",
    "完结": "办结",
    "街道（镇）": "镇（街道）",
    "镇街": "镇（街道）",
    "区县": "县（市、区）",
    "消防部门": "消防救援机构",
    "核查授权": "核对授权书",
    "换人登录": "切换用户",
    "现在的密码": "原密码",
    "未办离开": "弃号",
    "叫下一位": "叫号",
    "撤回报名": "取消报名",
    "候补转正": "候补递补",
    "缺勤": "缺岗",
    "放错地方": "地点不符",
    "实点": "实盘",
    "点过": "已盘点",
    "耗材": "低值易耗品",
    "补货": "补充入库",
    "划去": "不适用",
    "样本": "范本",
    "产权": "权属",
    "移位": "变更存放地点",
    "承诺日期": "承诺办结日期",
    "特殊情况": "重点人群",
    "最优": "最均衡",
    "离屏": "后台",
    "人员走失": "老人儿童走失",
    "打架纠纷": "打架斗殴、扰乱秩序",
    "等另": "等，另有",
    "一切照旧": "",
    "这不像": "有误",
    "看不出": "无法判断",
    "居民会问": "",
}
"""A word that is not used, and the one that is."""
UNUSED = re.compile("|".join(INSTEAD))
ALLOWED = {
    "不动产权": "不动产权证 is what the paper is called",
    "样本不足": "a sample of statistics: too few answered to judge by",
    "特殊情况不超过": "《劳动法》第四十一条 speaks of 特殊原因; this is about hours, not about people",
}
"""Texts that hold such a word and mean something else, each with its reason."""
KEYED_BY_HAND = ("2027-02-06 至 2027-02-12 休 春节", "2027-02-14 班")
"""What somebody types into the field of days off, its spaces with it."""


def without_allowed(text: str) -> str:
    """A text less what may stand in it."""
    for each in (*ALLOWED, *KEYED_BY_HAND):
        text = text.replace(each, "")
    return text


def not_our_words(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Of texts, each with where it stands: every word that is not used, and the one that is."""
    return list(_wrong(texts))


def _wrong(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for where, text in texts:
        if word := UNUSED.search(without_allowed(text)):
            yield f"{where}: {word[0]} → {INSTEAD[word[0]]}: {text}"
