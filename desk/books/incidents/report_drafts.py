"""Texts of reports upwards, drafted from the log with the sections that an office asks of 突发事件信息: time and place,
source, what it is, cause, people and extent, measures, how it goes on, who reports. What the log cannot know is written
as being looked into, for whoever sends it to fill in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from desk.books import centre
from desk.books.incidents import checklist, queries
from desk.books.incidents.model import PEOPLE, EntryKind, Incident, IncidentEntry, IncidentState, ReportStage
from desk.books.roster import attendance
from desk.core.clock import local
from desk.core.telephones import read_out
from desk.core.words import clauses
from desk.core.work import Work
from desk.scheduling.problem import Post

TOLD = frozenset({EntryKind.NOTE, EntryKind.STATE, EntryKind.PEOPLE, EntryKind.LEVEL, EntryKind.CORRECTION})
MOST_LINES = 12
WORDS = {"affected": "涉及", "injured": "受伤", "dead": "死亡", "missing": "失踪"}
UNKNOWN = "正在核实"
NUMERALS = "一二三四五六七八九"
TREND: Mapping[IncidentState, str] = {
    IncidentState.REPORTED: UNKNOWN,
    IncidentState.RESPONDING: "正在处置，尚未得到控制，存在继续发展的可能",
    IncidentState.CONTROLLED: "已得到控制，正在观察有无反复",
    IncidentState.CLOSED: "处置已结束",
    IncidentState.REVIEWED: "处置已结束",
}
"""发展趋势, as far as the state of an incident tells it."""
Section = tuple[str, str]


def draft(work: Work, incident_id: int, stage: ReportStage) -> str:
    """The report's text; whoever sends it goes over it first."""
    incident, entries = queries.find(work, incident_id), queries.entries(work, incident_id)
    of_stage: Mapping[ReportStage, Callable[[Work, Incident, Sequence[IncidentEntry]], list[str]]] = {
        ReportStage.FIRST: _first,
        ReportStage.FOLLOW_UP: _follow_up,
        ReportStage.FINAL: _final,
    }
    return "\n".join([*of_stage[stage](work, incident, entries), *_signed(work)])


def _first(work: Work, incident: Incident, entries: Sequence[IncidentEntry]) -> list[str]:
    return [
        _head(work, incident, "首报"),
        *_numbered(
            ("接报时间", _moment(incident.heard_at)),
            ("事发地点", _place(work, incident)),
            ("信息来源", incident.reported_by or UNKNOWN),
            ("事件类别和初判级别", _what(incident)),
            ("起因（初步判断）", UNKNOWN),
            ("人员伤亡情况", _people(incident)),
            ("影响范围", _extent(incident)),
            ("已采取的措施", _told(entries) or "正在核实处置"),
            ("发展趋势和拟采取的措施", f"{TREND[incident.state]}。下一步：{_next(entries)}"),
        ),
        "后续情况及时续报。",
    ]


def _follow_up(work: Work, incident: Incident, entries: Sequence[IncidentEntry]) -> list[str]:
    reports = [place for place, entry in enumerate(entries) if entry.kind is EntryKind.REPORT]
    since = entries[reports[-1] + 1 :] if reports else entries
    number = 1 + sum(entries[place].fields.get("stage") == ReportStage.FOLLOW_UP for place in reports)
    return [
        _head(work, incident, f"续报，第{number}次"),
        f"{_moment(incident.heard_at)}，{_place(work, incident)}发生{_event(incident)}。"
        f"截至{_moment(work.now)}，有关情况续报如下：",
        *_numbered(
            ("处置状态和初判级别", f"{incident.state.label}，{incident.level.label}"),
            ("人员伤亡情况", _people(incident)),
            ("影响范围", _extent(incident)),
            ("上次报告以来的处置情况", _told(since) or "情况没有变化"),
            ("起因（初步判断）", UNKNOWN),
            ("发展趋势", TREND[incident.state]),
            ("拟采取的措施", _next(entries)),
        ),
    ]


def _final(work: Work, incident: Incident, entries: Sequence[IncidentEntry]) -> list[str]:
    ended = next((e for e in reversed(entries) if e.fields.get("state") == IncidentState.CLOSED), None)
    closed = f"，{_moment(incident.closed_at)}处置结束" if incident.closed_at else ""
    return [
        _head(work, incident, "终报"),
        *_numbered(
            ("基本情况", f"{_moment(incident.heard_at)}接报，{_place(work, incident)}发生{_event(incident)}{closed}"),
            ("事件类别和初判级别", _what(incident)),
            ("起因", UNKNOWN),
            ("人员伤亡情况", _people(incident)),
            ("影响范围和损失", _extent(incident)),
            ("处置情况", _told(entries) or "无"),
            ("处置结果", ended.text if ended else incident.state.label),
            ("后续工作", UNKNOWN),
        ),
    ]


def _numbered(*sections: Section) -> list[str]:
    """一、二、…: each section with its heading, ending in one full stop."""
    return [f"{NUMERALS[at]}、{name}：{text.rstrip('。；')}。" for at, (name, text) in enumerate(sections)]


def _signed(work: Work) -> list[str]:
    """报告单位, 联系人及电话, and the day."""
    house, here = centre.get(work), local(work.now)
    return [
        f"报告单位：{house.name}",
        f"联系人及电话：{_contact(work, house)}",
        f"{here.year}年{here.month}月{here.day}日",
    ]


def _head(work: Work, incident: Incident, stage: str) -> str:
    drill = "（演练）" if incident.drill else ""
    return f"{drill}关于{_place(work, incident)}{_event(incident)}的情况报告（{stage}）"


def _event(incident: Incident) -> str:
    """火灾事件; a kind that says so already stays as it is."""
    return incident.kind.label if incident.kind.label.endswith("事件") else f"{incident.kind.label}事件"


def _what(incident: Incident) -> str:
    return f"{incident.kind.category.label}（{incident.kind.label}），{incident.level.label}"


def _place(work: Work, incident: Incident) -> str:
    return f"{centre.get(work).name}{incident.place}"


def _moment(at: datetime) -> str:
    here = local(at)
    return f"{here.year}年{here.month}月{here.day}日{here.hour}时{here.minute:02d}分"


def _people(incident: Incident) -> str:
    known = [f"{WORDS[name]}{getattr(incident, name)}人" for name in PEOPLE if getattr(incident, name)]
    return "，".join(known) or "目前未接到人员伤亡报告"


def _extent(incident: Incident) -> str:
    """影响范围, as far as the log knows: the place, and how many people it concerns."""
    return f"{incident.place}，涉及{incident.affected}人" if incident.affected else UNKNOWN


def _next(entries: Sequence[IncidentEntry]) -> str:
    """拟采取措施: the next steps of the plan that are left."""
    return clauses(each.step.text for each in checklist.left(entries)[:3]) or "继续观察现场情况"


def _told(entries: Sequence[IncidentEntry]) -> str:
    """What happened and was done, with its time; corrected entries are left to their corrections, struck steps are left
    out.
    """
    corrected = {entry.corrects for entry in entries}
    sentences = [(e, _said(e)) for e in entries if e.seq not in corrected]
    lines = [f"{_time(e.happened_at)}，{said.rstrip('。；')}" for e, said in sentences if said]
    return clauses(lines[-MOST_LINES:])


def _time(at: datetime) -> str:
    here = local(at)
    return f"{here.hour}时{here.minute:02d}分"


def _said(entry: IncidentEntry) -> str:
    """An entry in a report's words; empty for what is not told upwards."""
    if entry.kind is EntryKind.STEP and entry.fields["mark"] == checklist.StepMark.DONE:
        return "，".join(filter(None, (entry.fields["what"], entry.fields["words"])))
    reviewed = entry.fields.get("state") == IncidentState.REVIEWED
    return entry.text if entry.kind in TOLD and not reviewed else ""


def _contact(work: Work, house: centre.Centre) -> str:
    """The leader of this moment by the roster, else whoever writes; with a number at which they are reached."""
    leaders = [each for each in attendance.on_duty(work) if each.shift.post is Post.LEADER]
    name, own = (leaders[0].name, leaders[0].telephone) if leaders else (work.actor.name, "")
    return "，".join(filter(None, (name, read_out(own or house.telephone))))
