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
    """How much stood on the three lists 三张清单 on the day of the meeting, by the lists themselves, and of how much
    of it the meeting talked, each need, offering and project counted once however many items it had.
    """
    day, items = meeting.day, [each for _place, each in agenda_queries.numbered_items(work, meeting)]
    listed_then = {
        "needs": len(matching.needs_between(work, day, day)),
        "offerings": len(matching.offerings_between(work, day, day)),
        "projects": len(matching.matches_between(work, day, day)),
    }
    if not any(listed_then.values()):
        return []
    there = _(
        "On that day the three lists had {needs} needs, {offerings} resources and {projects} projects.", **listed_then
    )
    return official.paragraphs(there + _talked_about(items))


def _talked_about(items: Sequence[AgendaItem]) -> str:
    """Of the lists, by what the items are about; nothing where none of them is of a list."""
    of_projects = {each.match_id for each in items if each.kind is AgendaKind.PROJECT}
    needs = {each.need_id for each in items if each.kind is AgendaKind.NEED}
    offerings = {each.offering_id for each in items if each.kind is AgendaKind.OFFERING}
    matched = {each.match_id for each in items if each.match_id is not None} - of_projects
    talked = (
        P_("minutes", "{n} needs", n=len(needs)) if needs else "",
        P_("minutes", "{n} resources", n=len(offerings)) if offerings else "",
        P_("minutes", "{n} projects", n=len(of_projects)) if of_projects else "",
    )
    what = [each for each in talked if each]
    if not what:
        return ""
    sentence = _("Of them the meeting talked about {what}.", what=listed(what))
    return sentence + (_("{n} were matched at the table.", n=len(matched)) if matched else "")


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
