"""The district's merge 区级汇总 on two pages: what the district did and who delivered; who leads, and what is odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer

from desk.books.district import ranking
from desk.books.district.merging import Delivery
from desk.books.district.model import Light
from desk.books.district.ranking import Basis, Ranking
from desk.books.district.report import DistrictReport
from desk.core.calendar import full_date_words
from desk.core.words import P_, _, listed, on_record, whole_sentences
from desk.core.work import Work
from desk.reports.district import tables
from desk.reports.kit import imprint, pages, paper

MARGINS = (18 * mm, 18 * mm, 18 * mm, 18 * mm)
WIDTH = paper.inner_width(margins=MARGINS)
PAGES = 2


@dataclass(frozen=True)
class Room:
    """How much of each is told: key figures, centres that sent nothing, rankings, findings, groups. What is left out
    is counted, or stands in the workbook.
    """

    keys: int = 12
    silent: int = 30
    rankings: int = 18
    odd: int = 14
    groups: int = 8


ROOMS = (Room(), Room(10, 16, 12, 10, 6), Room(8, 8, 8, 6, 4), Room(5, 3, 4, 3, 2))
"""Tried one after the other until it stands on two pages: names may be long."""


@on_record()
def pdf(work: Work, report: DistrictReport) -> bytes:
    """Two pages."""
    made = b""
    for room in ROOMS:
        made = _made(work, report, room)
        with pages.opened(made) as document:
            if len(document) <= PAGES:
                break
    return made


def _made(work: Work, report: DistrictReport, room: Room) -> bytes:
    title = _("District's merge")
    story: list[Flowable] = [
        *paper.title(title, f"{report.district}　{report.period.label}"),
        paper.paragraph(_in_sentences(report), size=11, lead=1.7),
        Spacer(1, 3 * mm),
        *paper.heading(P_("district's paper", "Key figures")),
        _key_table(report, room),
        *paper.heading(P_("district's paper", "Complete and in time")),
        _delivery_table(report, room),
        *_silent(report, room),
        PageBreak(),
        *paper.heading(P_("district's paper", "Rankings among like centres")),
        _rank_table(report, room),
        *paper.heading(P_("district's paper", "What is odd")),
        *_odd(report, room),
        *paper.signatures(_("Compiled by"), P_("signature", "Approved by"), _("Date"), width=WIDTH),
    ]
    return paper.build(story, imprint.of(work), name=f"{title} {report.period.name}", margins=MARGINS)


def _in_sentences(report: DistrictReport) -> str:
    delivery = report.delivery
    red = sum(each.light is Light.RED for each in report.sent)
    late, day = delivery.came - delivery.in_time, full_date_words(report.deadline)
    came, expected = delivery.came, delivery.expected
    if late or not came:  # of none it cannot be said that all came in time
        merged = _(
            "{came} of {expected} centres are merged, {late} of them came after {day}.",
            came=came,
            expected=expected,
            late=late,
            day=day,
        )
    else:
        merged = _(
            "{came} of {expected} centres are merged, all of them in time, by {day}.",
            came=came,
            expected=expected,
            day=day,
        )
    sentences = [
        merged,
        _("Sums are made of numerators and denominators; what a centre did not send is missing, not nought."),
    ]
    if red:
        sentences.insert(1, _("{n} centres have to send another file.", n=red))
    return whole_sentences(sentences)


def _key_table(report: DistrictReport, room: Room) -> Flowable:
    rows = [(each.title, each.value, each.before, each.change) for each in tables.key_totals(report)[: room.keys]]
    heads = [
        P_("district's table", "Figure"),
        P_("district's table", "District"),
        P_("district's table", "Period before"),
        P_("district's table", "Change"),
    ]
    if not rows:
        return paper.paragraph(_("Nothing is merged yet."), colour=paper.GREY)
    return paper.table(heads, rows, [WIDTH * share for share in (0.34, 0.26, 0.2, 0.2)])


def _delivery_table(report: DistrictReport, room: Room) -> Flowable:
    """This period, the one before, and each group of this one, the largest first."""
    groups = sorted(report.groups.items(), key=lambda each: (-each[1].expected, each[0]))[: room.groups]
    rows = [
        (report.period.label, *_delivered(report.delivery)),
        (report.period.plus(-1).label, *_delivered(report.delivery_before)),
        *((likeness or "—", *_delivered(delivery)) for likeness, delivery in groups if len(report.groups) > 1),
    ]
    heads = [
        P_("district's paper", "Period or group"),
        P_("district's paper", "Have to report"),
        P_("district's paper", "Merged"),
        P_("district's paper", "Complete"),
        P_("district's paper", "In time"),
        P_("district's paper", "In time, share"),
    ]
    return paper.table(heads, rows, [WIDTH * share for share in (0.25, 0.15, 0.15, 0.15, 0.15, 0.15)])


def _delivered(delivery: Delivery) -> tuple[object, ...]:
    complete, timely = (
        "—" if share is None else f"{share:.1f}%" for share in (delivery.completeness, delivery.timeliness)
    )
    return delivery.expected, delivery.came, complete, delivery.in_time, timely


def _silent(report: DistrictReport, room: Room) -> list[Flowable]:
    """Who sent nothing, by name."""
    names = [each.name for each in report.centres if each.id not in report.by_centre]
    if not names:
        return []
    shown = names[: room.silent]
    text = _("Not sent: {names}", names=listed(shown))
    more = len(names) - len(shown)
    return [Spacer(1, 2 * mm), paper.paragraph(text + (_(", and {n} more", n=more) if more else ""), size=9.5)]


def _rank_table(report: DistrictReport, room: Room) -> Flowable:
    rows = [_led(table) for table in shown_rankings(report.rankings)[: room.rankings]]
    if not rows:
        return paper.paragraph(_("Nothing is ranked yet."), colour=paper.GREY)
    heads = [
        P_("district's table", "Figure"),
        P_("district's table", "Group"),
        P_("district's table", "Ranked by"),
        P_("district's paper", "First"),
        P_("district's paper", "Last"),
    ]
    return paper.table(heads, rows, [WIDTH * share for share in (0.16, 0.1, 0.16, 0.32, 0.26)], size=8)


def shown_rankings(rankings: Sequence[Ranking]) -> list[Ranking]:
    """Of each figure one basis, the largest groups first."""
    sizes: dict[str, int] = {}
    for each in rankings:
        sizes[each.likeness] = max(sizes.get(each.likeness, 0), len(each.rows))
    ranked = [each for each in rankings if any(row.place is not None for row in each.rows)]
    return sorted(
        (each for each in ranked if each.basis is not Basis.HOURS),
        key=lambda each: (-sizes[each.likeness], each.likeness),
    )


def _led(table: Ranking) -> tuple[object, ...]:
    placed = [row for row in table.rows if row.place is not None]
    ends = placed[0], placed[-1]
    shown = (f"{row.sent.centre.name} {ranking.rate_words(table.figure, table.basis, row.shown)}" for row in ends)
    return (table.figure.title, table.likeness or "—", table.basis.label, *shown)


def _odd(report: DistrictReport, room: Room) -> list[Flowable]:
    rows = [(name, centre, light, reason) for name, _code, centre, light, reason in tables.odd_rows(report)]
    if not rows:
        return [paper.paragraph(_("Nothing is odd about the files."), colour=paper.GREY)]
    heads = [
        P_("district's table", "File"),
        P_("district's table", "Centre"),
        P_("district's table", "Light"),
        P_("district's table", "Reason"),
    ]
    table = paper.table(heads, rows[: room.odd], [WIDTH * share for share in (0.26, 0.2, 0.08, 0.46)], size=8)
    more = len(rows) - room.odd
    foot = [paper.paragraph(_("{n} more stand in the workbook.", n=more), size=9, colour=paper.GREY)]
    return [table, *(foot if more > 0 else [])]
