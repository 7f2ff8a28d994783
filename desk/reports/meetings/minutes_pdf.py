"""The minutes 会议纪要 of a joint meeting by GB/T 9704: mark, number, what was said, who does what by when."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from desk.books.matching import queries as matching
from desk.books.meetings import agenda_queries, queries
from desk.books.meetings.model import AgendaItem, AgendaKind, Meeting, MeetingPerson, Presence, Resolution
from desk.core.calendar import full_date_words
from desk.core.clock import local
from desk.core.identity import mask_text
from desk.core.words import NP_, P_, _, listed, named, on_record
from desk.core.work import Work
from desk.reports.kit import imprint, official, paper
from desk.reports.kit.longtable import LongTable, TableRow, fitted
from desk.reports.meetings import about

TABLE = (
    (NP_("resolution", "No."), 8),
    (NP_("resolution", "What"), 74),
    (NP_("resolution", "Owner"), 30),
    (NP_("resolution", "By when"), 28),
)
"""(heading, share of the width)."""
TABLE_SIZE = 12


@on_record()
def pdf(work: Work, meeting: Meeting) -> bytes:
    """A4 portrait. What is typed is printed without telephones and ID numbers; a draft says that it is one."""
    centre, width = imprint.of(work).centre, paper.inner_width()
    people, resolutions = queries.people_of(work, meeting.id), agenda_queries.resolutions_of(work, meeting.id)
    out_on = local(meeting.issued_at).date() if meeting.issued_at else None
    story: list[Flowable] = [
        *official.mark(_("Minutes of the joint meeting")),
        official.number_line(meeting.minutes_name or _("(draft, not issued)")),
        official.two_sides(centre, full_date_words(out_on or work.today), width),
        *official.red_rule(width),
        *official.paragraphs(_opening(meeting)),
        *_items(work, meeting, resolutions),
        *_table(resolutions, width, _sections(work, meeting) + 1),
        *_lists(work, meeting),
        *_attendance(meeting, people),
        *official.issued(centre, _("issued on {day}", day=full_date_words(out_on)) if out_on else "", width),
    ]
    name = _("Minutes of the joint meeting {number}", number=meeting.number)
    return paper.build(story, imprint.of(work), name=name)


def _opening(meeting: Meeting) -> str:
    return _(
        "On {when}, {chair} chaired the {title} in {where}. The minutes are as follows.",
        when=about.when_words(meeting),
        chair=meeting.chair,
        title=meeting.title,
        where=meeting.where,
    )


def _sections(work: Work, meeting: Meeting) -> int:
    """How many numbered headings the agenda takes."""
    return max(place for place, _item in agenda_queries.numbered_items(work, meeting))


def _items(work: Work, meeting: Meeting, resolutions: Sequence[Resolution]) -> list[Flowable]:
    """A section for each item: what was said, what was matched, and what was decided on it."""
    items = agenda_queries.numbered_items(work, meeting)
    carried = [each for _place, each in items if each.kind is AgendaKind.CARRIED]
    story: list[Flowable] = [official.section(1, _("What became of earlier resolutions")), *_carried(carried)]
    for place, item in items:
        if item.kind is AgendaKind.CARRIED:
            continue
        decided = [each for each in resolutions if each.item_id == item.id]
        story.append(official.section(place, about.item_words(item)))
        story += official.paragraphs(mask_text(item.decision))
        story += official.paragraphs(_matched(work, item))
        if decided:
            sentence = _("The meeting decided: {what}.", what=_in_a_row([each.masked for each in decided]))
            story += official.paragraphs(sentence)
    return story


def _in_a_row(texts: Sequence[str]) -> str:
    return "；".join(each.rstrip("。；") for each in texts)


def _carried(items: Sequence[AgendaItem]) -> list[Flowable]:
    if all(each.follow_up_id is None for each in items):
        return official.paragraphs(items[0].text if items else "")
    story = official.paragraphs(_("{n} resolutions of earlier meetings were still open:", n=len(items)))
    lines = [each.masked + (f"。{mask_text(each.decision)}" if each.decision else "") for each in items]
    return [*story, *official.numbered([f"{each.rstrip('。')}。" for each in lines])]


def _matched(work: Work, item: AgendaItem) -> str:
    """What a need or an offering was matched with at the table."""
    if item.match_id is None or item.kind is AgendaKind.PROJECT:
        return ""
    match = matching.find_match(work, item.match_id)
    return _(
        "Matched at the table: {need} with {offering} of {organisation}.",
        need=match.masked or match.need_number,
        offering=match.offering,
        organisation=match.organisation,
    )


def _table(resolutions: Sequence[Resolution], width: float, n: int) -> list[Flowable]:
    """Who does what by when; as it was decided, whatever was extended since."""
    heading = official.section(n, _("What was decided"))
    if not resolutions:
        return [heading, *official.paragraphs(_("Nothing was decided."))]
    rows = [
        TableRow([str(place), each.masked, each.owner_name, full_date_words(each.due_on)])
        for place, each in enumerate(resolutions, 1)
    ]
    return [heading, LongTable(fitted(TABLE, width), rows, TABLE_SIZE), Spacer(1, 8)]


def _lists(work: Work, meeting: Meeting) -> list[Flowable]:
    """How many needs, resources and projects of the three lists were on the agenda, and how many were matched."""
    items = [each for _place, each in agenda_queries.numbered_items(work, meeting)]
    counted = {kind: sum(each.kind is kind for each in items) for kind in AgendaKind}
    if not any(counted[kind] for kind in (AgendaKind.NEED, AgendaKind.OFFERING, AgendaKind.PROJECT)):
        return []
    matched = sum(each.match_id is not None and each.kind is not AgendaKind.PROJECT for each in items)
    return official.paragraphs(
        _(
            "Of the three lists {needs} needs, {offerings} resources and {projects} projects were on the agenda; "
            "{matched} were matched at the table.",
            needs=counted[AgendaKind.NEED],
            offerings=counted[AgendaKind.OFFERING],
            projects=counted[AgendaKind.PROJECT],
            matched=matched,
        )
    )


def _attendance(meeting: Meeting, people: Sequence[MeetingPerson]) -> list[Flowable]:
    """主持, 出席, 请假, 缺席, 列席, 记录: each person once, so that the staff in attendance are those who neither
    chaired nor kept the minutes.
    """
    named_already = {meeting.chair, meeting.keeper}
    guests = [each for each in people if each.staff_id is None and each.name != meeting.chair]
    beside = [each for each in people if each.staff_id is not None and each.name not in named_already]
    lines = (
        (P_("minutes", "Present"), [each for each in guests if each.came]),
        (P_("minutes", "Excused"), [each for each in people if each.presence is Presence.EXCUSED]),
        (P_("minutes", "Absent"), [each for each in (*guests, *beside) if each.presence is Presence.ABSENT]),
        (P_("minutes", "In attendance"), [each for each in beside if each.came]),
    )
    texts = [
        named(P_("minutes", "In the chair"), meeting.chair),
        *(named(caption, listed(map(about.person_words, there))) for caption, there in lines if there),
        named(P_("minutes", "Minutes by"), meeting.keeper),
    ]
    return [Spacer(1, 6), *(each for text in texts for each in official.paragraphs(text))]
