"""Texts of reports upwards, drafted from the log in the usual form: when, where, what, people, what was done, who
leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desk.books import centre
from desk.books.incidents import checklist, queries
from desk.books.incidents.model import PEOPLE, EntryKind, Incident, IncidentEntry, IncidentState, ReportStage
from desk.books.roster import attendance
from desk.core.clock import local
from desk.core.words import clauses
from desk.core.work import Work
from desk.scheduling.problem import Post

TOLD = frozenset({EntryKind.NOTE, EntryKind.STATE, EntryKind.PEOPLE, EntryKind.LEVEL, EntryKind.CORRECTION})
MOST_LINES = 12
WORDS = {"affected": "受影响", "injured": "受伤", "dead": "死亡", "missing": "失踪"}


def draft(work: Work, incident_id: int, stage: ReportStage) -> str:
    """The report's text; whoever sends it goes over it first."""
    incident, entries = queries.find(work, incident_id), queries.entries(work, incident_id)
    return "\n".join(
        filter(
            None,
            {ReportStage.FIRST: _first, ReportStage.FOLLOW_UP: _follow_up, ReportStage.FINAL: _final}[stage](
                work, incident, entries
            ),
        )
    )


def _first(work: Work, incident: Incident, entries: Sequence[IncidentEntry]) -> list[str]:
    reporter = f"，报告人：{incident.reported_by}" if incident.reported_by else ""
    return [
        _head(work, incident, "首报"),
        f"一、接报时间：{_moment(incident.heard_at)}{reporter}",
        f"二、地点：{_place(work, incident)}",
        f"三、事件：{incident.kind.label}（{incident.kind.category.label}），{incident.level.label}",
        f"四、人员：{_people(incident)}",
        "五、已采取的措施：" + (_told(entries) or "正在核实处置"),
        f"六、现场负责：{_leader(work)}",
        "后续情况续报。",
    ]


def _follow_up(work: Work, incident: Incident, entries: Sequence[IncidentEntry]) -> list[str]:
    reports = [place for place, entry in enumerate(entries) if entry.kind is EntryKind.REPORT]
    since = entries[reports[-1] + 1 :] if reports else entries
    number = 1 + sum(entries[place].fields.get("stage") == ReportStage.FOLLOW_UP for place in reports)
    return [
        _head(work, incident, f"续报 {number}"),
        f"{_moment(incident.heard_at)}，{_place(work, incident)}{incident.kind.label}。截至 {_moment(work.now)}：",
        f"一、状态：{incident.state.label}，{incident.level.label}",
        f"二、人员：{_people(incident)}",
        "三、上次报告以来：" + (_told(since) or "情况没有变化"),
        "四、下一步：" + (clauses(each.step.text for each in checklist.left(entries)[:3]) or "继续观察现场情况"),
        f"现场负责：{_leader(work)}",
    ]


def _final(work: Work, incident: Incident, entries: Sequence[IncidentEntry]) -> list[str]:
    ended = next((e for e in reversed(entries) if e.fields.get("state") == IncidentState.CLOSED), None)
    closed = f"，{_moment(incident.closed_at)} 结束" if incident.closed_at else ""
    return [
        _head(work, incident, "终报"),
        f"一、经过：{_moment(incident.heard_at)} 接报，{_place(work, incident)}{incident.kind.label}{closed}",
        f"二、级别：{incident.level.label}",
        f"三、人员：{_people(incident)}",
        "四、处置：" + _told(entries),
        f"五、结果：{ended.text if ended else incident.state.label}",
        f"负责人：{_leader(work)}",
    ]


def _head(work: Work, incident: Incident, stage: str) -> str:
    drill = "（演练）" if incident.drill else ""
    return f"【突发事件信息{stage}】{drill}{centre.get(work).name} {incident.number}"


def _place(work: Work, incident: Incident) -> str:
    return f"{centre.get(work).name}{incident.place}"


def _moment(at: datetime) -> str:
    here = local(at)
    return f"{here.month} 月 {here.day} 日 {here:%H:%M}"


def _people(incident: Incident) -> str:
    known = [f"{WORDS[name]} {getattr(incident, name)} 人" for name in PEOPLE if getattr(incident, name)]
    return "，".join(known) or "暂无人员伤亡报告"


def _told(entries: Sequence[IncidentEntry]) -> str:
    """What happened and was done, with its time; corrected entries are left to their corrections, struck steps are left
    out.
    """
    corrected = {entry.corrects for entry in entries}
    sentences = [(e, _said(e)) for e in entries if e.seq not in corrected]
    lines = [f"{local(e.happened_at):%H:%M} {said.rstrip('。；')}" for e, said in sentences if said]
    return clauses(lines[-MOST_LINES:])


def _said(entry: IncidentEntry) -> str:
    """An entry in a report's words; empty for what is not told upwards."""
    if entry.kind is EntryKind.STEP and entry.fields["mark"] == checklist.StepMark.DONE:
        return "，".join(filter(None, (entry.fields["what"], entry.fields["words"])))
    reviewed = entry.fields.get("state") == IncidentState.REVIEWED
    return entry.text if entry.kind in TOLD and not reviewed else ""


def _leader(work: Work) -> str:
    """The leader of this moment by the roster, else whoever writes."""
    leaders = [each for each in attendance.on_duty(work) if each.shift.post is Post.LEADER]
    if leaders:
        return " ".join(filter(None, (leaders[0].name, leaders[0].telephone)))
    return work.actor.name
