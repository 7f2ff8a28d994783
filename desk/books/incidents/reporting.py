"""Reporting upwards 信息报送: what is owed by when, by a table that the manager sets, and what has been reported.

《中华人民共和国突发事件应对法》 asks for reports at once, true and complete, and forbids late, false and concealed
ones; it leaves the minutes to the places. The defaults are the usual ones (grave: 15 minutes by telephone, 30 in
writing; rather grave: 30 and 60); the manager replaces them with those of the town. What is not graded yet is rung up
sooner than an ordinary incident, to be safe: it may turn out to be a grave one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from desk.books import centre
from desk.books.incidents import queries
from desk.books.incidents.entry import enter
from desk.books.incidents.model import EntryKind, Incident, IncidentEntry, IncidentLevel, ReportStage
from desk.core import edit_conflicts
from desk.core.errors import refuse_wrong
from desk.core.identity import one_line
from desk.core.permissions import May
from desk.core.words import N_, Worded, _, on_record
from desk.core.work import Work

SETTING = "incident_report_rules"


class ReportChannel(Worded):
    """By which way it was reported 报送方式."""

    TELEPHONE = "telephone", N_("by telephone")
    WRITTEN = "written", N_("in writing")
    PLATFORM = "platform", N_("on the reporting platform")
    MESSAGE = "message", N_("by message")
    IN_PERSON = "in_person", N_("face to face")


SPOKEN = frozenset({ReportChannel.TELEPHONE, ReportChannel.IN_PERSON})


def way_words(stored: str) -> str:
    """The words for a way as an entry has it; entries of earlier versions have words of their own."""
    return ReportChannel(stored).label if stored in set(ReportChannel) else stored


class ReportNeed(Worded):
    """What can be owed."""

    SPOKEN = "spoken", N_("First report by telephone")
    WRITTEN = "written", N_("First report in writing")
    FOLLOW_UP = "follow_up", N_("Follow-up report")
    FINAL = "final", N_("Final report")


@dataclass(frozen=True)
class ReportRule:
    """How soon incidents of a level are reported, to whom. 0 means that this is not asked for."""

    level: IncidentLevel
    phone_minutes: int
    written_minutes: int
    follow_hours: int
    final_hours: int
    recipient: str


TOWN = "镇（街道）值班室（党政办）、应急办"
TOWN_AND_DISTRICT = f"{TOWN}；区委办、区政府办（总值班室）、区应急管理局"
"""From the grave levels on the district is told as well."""
USUAL = (
    ReportRule(IncidentLevel.UNSET, 30, 0, 0, 0, TOWN),
    ReportRule(IncidentLevel.FOUR, 60, 120, 0, 48, TOWN),
    ReportRule(IncidentLevel.THREE, 30, 60, 4, 24, TOWN),
    ReportRule(IncidentLevel.TWO, 15, 30, 2, 24, TOWN_AND_DISTRICT),
    ReportRule(IncidentLevel.ONE, 15, 30, 2, 24, TOWN_AND_DISTRICT),
)
LONGEST_RECIPIENT = 80
MOST = {"phone_minutes": 1440, "written_minutes": 1440, "follow_hours": 72, "final_hours": 720}
Rules = dict[IncidentLevel, ReportRule]


def rules(work: Work) -> Rules:
    """The manager's table, or the usual one where nothing was set."""
    set_ = centre.setting(work, SETTING)
    return {
        rule.level: ReportRule(rule.level, **set_[rule.level.value]) if rule.level.value in set_ else rule
        for rule in USUAL
    }


LABELS = {
    "phone_minutes": N_("By telephone, minutes"),
    "written_minutes": N_("In writing, minutes"),
    "follow_hours": N_("Follow-up, hours"),
    "final_hours": N_("Final, hours"),
    "recipient": N_("To whom"),
}


def save_rule(work: Work, rule: ReportRule, read: ReportRule | None = None) -> None:
    """Raises ``Invalid``, and ``EditConflict`` as every edit does; only a manager may."""
    work.require(May.EDIT_CENTRE)
    record = edit_conflicts.EditedRecord(f"settings:{SETTING}", LABELS)
    rule = edit_conflicts.settled(work, record, read, rules(work)[rule.level], rule)
    recipient = one_line(rule.recipient)
    refuse_wrong(
        [
            *(
                (
                    name,
                    not 0 <= getattr(rule, name) <= most,
                    _("Between 0 and {n}, please; 0 where it is not asked for.", n=most),
                )
                for name, most in MOST.items()
            ),
            ("recipient", not recipient, _("Please enter to whom it is reported.")),
            (
                "recipient",
                len(recipient) > LONGEST_RECIPIENT,
                _("At most {n} characters, please.", n=LONGEST_RECIPIENT),
            ),
        ]
    )
    values = asdict(rule) | {"recipient": recipient}
    values.pop("level")
    centre.save_setting(work, SETTING, centre.setting(work, SETTING) | {rule.level.value: values})


@dataclass(frozen=True)
class OwedReport:
    """One report that is asked for: by when, and the entry with which it was made."""

    need: ReportNeed
    due_at: datetime
    done: IncidentEntry | None = None

    def is_late(self, now: datetime) -> bool:
        """Was it made after its time, or is its time over?"""
        return (self.done.happened_at if self.done else now) > self.due_at


def owed(incident: Incident, entries: Sequence[IncidentEntry], table: Rules) -> list[OwedReport]:
    """Everything that is asked for so far, done or not."""
    if incident.same_as or _is_waived(entries):
        return []
    made = [entry for entry in entries if entry.kind is EntryKind.REPORT]
    levels = _levels(incident, entries)
    maybe = [
        _first(ReportNeed.SPOKEN, "phone_minutes", levels, table, [e for e in made if _is_spoken(e)]),
        _first(ReportNeed.WRITTEN, "written_minutes", levels, table, [e for e in made if not _is_spoken(e)]),
        _follow_up(incident, levels, table, made),
        _final(incident, table, made),
    ]
    return [each for each in maybe if each is not None]


def _is_waived(entries: Sequence[IncidentEntry]) -> bool:
    """A leader said that nothing is reported, and its level was not changed since."""
    kinds = [entry.kind for entry in entries if entry.kind in (EntryKind.WAIVED, EntryKind.LEVEL)]
    return bool(kinds) and kinds[-1] is EntryKind.WAIVED


def waive(work: Work, incident_id: int, reason: str) -> int:
    """A leader says why nothing is reported upwards, as for a false alarm; until its level changes. The entry's number.

    Raises ``Invalid`` without a reason.
    """
    work.require(May.REVIEW_INCIDENTS)
    refuse_wrong([("reason", not reason.strip(), _("Please enter why nothing has to be reported."))])
    return enter(work, incident_id, EntryKind.WAIVED, reason, {}, None)


def _is_spoken(entry: IncidentEntry) -> bool:
    with on_record():
        return str(entry.fields.get("way")) in {*SPOKEN, _("telephone")}


def _levels(incident: Incident, entries: Sequence[IncidentEntry]) -> list[tuple[datetime, IncidentLevel]]:
    """Since when which level held; the first from when it was heard of."""
    changed = [(e.entered_at, IncidentLevel(e.fields["level"])) for e in entries if e.kind is EntryKind.LEVEL]
    return [(incident.heard_at, IncidentLevel.UNSET), *changed]


def _first(
    need: ReportNeed,
    minutes: str,
    levels: Sequence[tuple[datetime, IncidentLevel]],
    table: Rules,
    made: Sequence[IncidentEntry],
) -> OwedReport | None:
    """Due by the earliest of the deadlines of the levels that it has had, each counted from when it was given."""
    dues = [since + timedelta(minutes=asked) for since, level in levels if (asked := getattr(table[level], minutes))]
    return OwedReport(need, min(dues), made[0] if made else None) if dues else None


def _follow_up(
    incident: Incident, levels: Sequence[tuple[datetime, IncidentLevel]], table: Rules, made: Sequence[IncidentEntry]
) -> OwedReport | None:
    """While it goes on: some hours after the last report, and in writing soon after it became graver."""
    if incident.is_over or not made:
        return None
    last, (since, level) = made[-1].happened_at, levels[-1]
    rule, before = table[level], levels[-2][1] if len(levels) > 1 else IncidentLevel.UNSET
    dues = [last + timedelta(hours=rule.follow_hours)] if rule.follow_hours else []
    if since > last and GRAVITY[level] > GRAVITY[before] and rule.written_minutes:
        dues.append(since + timedelta(minutes=rule.written_minutes))
    return OwedReport(ReportNeed.FOLLOW_UP, min(dues)) if dues else None


GRAVITY = {level: place for place, level in enumerate(IncidentLevel)}
"""Level not set, IV, III, II, I."""


def _final(incident: Incident, table: Rules, made: Sequence[IncidentEntry]) -> OwedReport | None:
    hours = table[incident.level].final_hours
    if incident.closed_at is None or not hours:
        return None
    done = [entry for entry in made if entry.fields.get("stage") == ReportStage.FINAL]
    return OwedReport(ReportNeed.FINAL, incident.closed_at + timedelta(hours=hours), done[-1] if done else None)


def stage_now(incident: Incident, entries: Sequence[IncidentEntry]) -> ReportStage:
    """Which report comes next."""
    if incident.is_over:
        return ReportStage.FINAL
    return ReportStage.FOLLOW_UP if any(entry.kind is EntryKind.REPORT for entry in entries) else ReportStage.FIRST


def report(
    work: Work,
    incident_id: int,
    stage: ReportStage,
    to: str,
    way: ReportChannel,
    text: str,
    *,
    at: datetime | None = None,
) -> int:
    """Record a report upwards: to whom, by which way, what was said. The entry's number. Raises ``Invalid``."""
    work.require(May.SERVE)
    to = one_line(to)
    refuse_wrong(
        [
            ("to", not to, _("Please enter to whom it was reported.")),
            ("to", len(to) > LONGEST_RECIPIENT, _("At most {n} characters, please.", n=LONGEST_RECIPIENT)),
        ]
    )
    return enter(work, incident_id, EntryKind.REPORT, text, {"to": to, "way": way.value, "stage": stage.value}, at)


@dataclass(frozen=True)
class OpenReport:
    """A report that is still to be made, of which incident."""

    incident: Incident
    owed: OwedReport


def still_owed(work: Work) -> list[OpenReport]:
    """What is to be reported now, drills left out, the most urgent first."""
    table = rules(work)
    incidents = queries.reportable(work)
    logs = queries.logs(work, incidents)
    still_open = [
        OpenReport(incident, each)
        for incident in incidents
        for each in owed(incident, logs[incident.id], table)
        if each.done is None
    ]
    return sorted(still_open, key=lambda each: each.owed.due_at)


@dataclass(frozen=True)
class AskedReport:
    """A first or final report that was asked for and due, of which incident, and whether it was made in time."""

    incident: Incident
    owed: OwedReport
    in_time: bool


def asked_for(work: Work, incidents: Sequence[Incident]) -> list[AskedReport]:
    """Of some incidents, drills left out: the first and final reports that were asked for and due."""
    table = rules(work)
    counted = [incident for incident in incidents if not incident.drill]
    logs = queries.logs(work, counted)
    return [
        AskedReport(incident, each, not each.is_late(work.now))
        for incident in counted
        for each in owed(incident, logs[incident.id], table)
        if each.need is not ReportNeed.FOLLOW_UP and (each.done or each.is_late(work.now))
    ]
