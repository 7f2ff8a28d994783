"""The activity calendar 活动月历 as text to paste into a group, in three lengths, and what changed."""

from __future__ import annotations

from desk.books.activities import publishing, queries
from desk.books.activities.model import ActivityChange
from desk.core.calendar import day_words, weekday_words
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.telephones import read_out
from desk.core.words import _, bracketed, listed, marked, on_record
from desk.core.work import Work
from desk.reports.activities.formats import TextLength
from desk.reports.activities.view_model import CalendarEntry, CalendarSheet, sheet


@on_record()
def text(work: Work, month: Month, length: TextLength = TextLength.MEDIUM) -> str:
    """A month's calendar, ready to paste."""
    return text_of(sheet(work, month), length)


def text_of(shown: CalendarSheet, length: TextLength = TextLength.MEDIUM) -> str:
    """Ready to paste; what was put off or called off says so in its line."""
    entries_of_month = shown.all
    coming = sum(not entry.off for entry in entries_of_month)
    lines = [
        f"{marked(shown.title)}{shown.centre.name}",
        _("{n} activities this month. Everybody is welcome!", n=coming),
    ]
    for day in shown.month.weeks:
        entries = shown.entries.get(day, [])
        if not entries:
            continue
        head = day_words(day) + bracketed(weekday_words(day))
        if length is TextLength.SHORT:
            lines.append(head + listed(_title(entry) for entry in entries))
            continue
        lines += ["", head]
        for entry in entries:
            lines.append("　".join(filter(None, (entry.times, _title(entry), entry.where))))
            if length is TextLength.LONG and entry.details and not entry.off:
                lines.append(f"　　{entry.details}")
    if length is not TextLength.SHORT:
        lines.append("")
    if shown.hours:
        lines.append(_("Open {hours}", hours=shown.hours))
    if shown.centre.telephone:
        lines.append(_("Telephone of the centre: {number}", number=read_out(shown.centre.telephone)))
    return "\n".join(lines)


def _title(entry: CalendarEntry) -> str:
    return marked(entry.word) + entry.title if entry.word else entry.title


@on_record()
def news(work: Work, month: Month, telephone: str) -> str:
    """What is to be announced of a month that is out. Raises ``Refused`` when there is nothing."""
    changes = publishing.to_announce(work, month)
    if not changes:
        raise Refused(_("Nothing has changed since the last announcement."))
    lines = [_("[Changes] {n} activity calendar", n=month.number)]
    for number, change in enumerate(changes, 1):
        activity = queries.find(work, change.activity_id)
        kind = ActivityChange(change.kind).label
        facts = {"n": number, "kind": kind, "title": activity.title, "change": change.sentence}
        lines.append(_("{n}. {kind}: “{title}” ({change})", **facts))
    lines.append(_("We are sorry for the trouble."))
    if telephone:
        lines.append(_("Telephone of the centre: {number}", number=read_out(telephone)))
    return "\n".join(lines)
