"""The notice of a published roster 坐班轮值表, to paste into the group."""

from __future__ import annotations

from desk.books import centre
from desk.books.roster import attendance, queries
from desk.books.roster.attendance import AttendedDuty
from desk.core.calendar import day_words, weekday_words
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.telephones import read_out
from desk.core.words import _, bracketed, clauses, listed, named, on_record
from desk.core.work import Work
from desk.scheduling.problem import Post


@on_record()
def text(work: Work, month: Month) -> str:
    """The published month in lines, leaders first, ready to paste."""
    rows = published_rows(work, month)
    house = centre.get(work)
    lines = [
        _("[Duty roster] {centre}, {year}/{month}", centre=house.name, year=month.year, month=month.number),
        _("Everybody is asked to come in time; who cannot come asks for a swap or substitution first."),
    ]
    for day in month.days:
        on_duty = [row for row in rows if row.duty.day == day]
        if on_duty:
            lines.append(day_words(day) + bracketed(weekday_words(day)) + shifts_words(on_duty))
    if house.telephone:
        lines.append(_("Telephone of the centre: {number}", number=read_out(house.telephone)))
    return "\n".join(lines)


def published_rows(work: Work, month: Month) -> list[AttendedDuty]:
    """The duties that count now. Raises ``Refused`` for a month that is not published."""
    roster = queries.roster_of(work, month)
    if not roster.published:
        raise Refused(_("{month} is not published yet.", month=month.label))
    return attendance.attended(work, *month.span)


def shifts_words(rows: list[AttendedDuty]) -> str:
    """带班：陈主任；白班：林小芳、黄志强."""
    shifts: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda r: (r.shift.post is not Post.LEADER, r.duty.begins_at, r.duty.id)):
        shifts.setdefault(row.shift.name, []).append(row.name)
    return clauses(named(name, listed(people)) for name, people in shifts.items())
