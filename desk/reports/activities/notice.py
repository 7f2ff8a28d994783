"""The month as text to paste into a group, in three lengths, and what changed."""

from __future__ import annotations

from desk.books.activities import kept, publishing
from desk.books.activities.kept import Month
from desk.books.activities.terms import Change
from desk.books.work import Work
from desk.calendar import day_words, weekday_words
from desk.errors import Refused
from desk.reports.activities.forms import Length
from desk.reports.activities.shown import Entry, Sheet
from desk.words import _


def text(sheet: Sheet, length: Length = Length.MEDIUM) -> str:
    """Ready to paste; what was put off or called off says so in its line."""
    there = sheet.all
    coming = sum(not entry.off for entry in there)
    lines = [f"【{sheet.title}】{sheet.centre.name}", _("{n} activities this month. Everybody is welcome!", n=coming)]
    for day in sheet.month.grid:
        entries = sheet.entries.get(day, [])
        if not entries:
            continue
        head = f"{day_words(day)}（{weekday_words(day)}）"
        if length is Length.SHORT:
            lines.append(head + "、".join(_title(entry) for entry in entries))
            continue
        lines += ["", head]
        for entry in entries:
            lines.append("　".join(filter(None, (entry.times, _title(entry), entry.where))))
            if length is Length.LONG and entry.details and not entry.off:
                lines.append(f"　　{entry.details}")
    if length is not Length.SHORT:
        lines.append("")
    if sheet.hours:
        lines.append(_("Open {hours}", hours=sheet.hours))
    if sheet.centre.telephone:
        lines.append(_("Telephone of the centre: {number}", number=sheet.centre.telephone))
    return "\n".join(lines)


def _title(entry: Entry) -> str:
    return f"【{entry.word}】{entry.title}" if entry.word else entry.title


def news(work: Work, month: Month, telephone: str) -> str:
    """What is to be announced of a month that is out. Raises ``Refused`` when there is nothing."""
    changes = publishing.to_announce(work, month)
    if not changes:
        raise Refused(_("Nothing has changed since the last announcement."))
    lines = [_("【Changes】{n} activity calendar", n=month.number)]
    for number, one in enumerate(changes, 1):
        activity = kept.find(work, one.activity_id)
        kind = Change(one.kind).label
        lines.append(f"{number}. {kind}：“{activity.title}”（{one.words}）")
    lines.append(_("We are sorry for the trouble."))
    if telephone:
        lines.append(_("Telephone of the centre: {number}", number=telephone))
    return "\n".join(lines)
