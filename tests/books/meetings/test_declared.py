"""What the book tells the rest of the desk: what is due, figures and rows, the sample, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk.books.follow_ups import checking, doing
from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import Closing, FollowUpOutcome
from desk.books.invariants import book_problems
from desk.books.meetings import agenda, agenda_queries, people, planning, queries, resolutions, retention, sample
from desk.books.meetings.model import MeetingKind, MeetingState, NewPerson, Presence, ResolutionView
from desk.books.registry import find_book
from desk.core.book import SampleLife
from desk.core.tone import Tone
from desk.core.work import Work
from desk.models.meetings import meeting_people
from desk.reports.meetings import minutes_pdf
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.follow_ups import as_, hire
from tests.support.meetings import called, held, issued
from tests.support.pdf_text import words_of

BOOK = find_book("meetings")


def due(work: Work) -> dict[str, Tone]:
    return {each.key: each.tone for each in BOOK.attention(work) if each.count}


def test_what_comes_next_with_a_meeting_is_told_until_its_minutes_are_out(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        assert due(work) == {}, "37 days before the end of the quarter"
        assert due(as_(work, crew.clerk)) == {}
    hands.forward(days=8)
    with desk.write() as work:
        assert due(work) == {"meeting_of_the_quarter": Tone.WAITING}
        meeting = called(work, crew, day=work.today + timedelta(days=8))
        assert due(work) == {}
    hands.forward(days=2)
    with desk.write() as work:
        assert due(work) == {"meeting_notice": Tone.OVERDUE}, "six days before, the notice is late"
        meeting = planning.give_notice(work, meeting.id, meeting.version)
        assert due(work) == {}
    hands.forward(days=4)
    with desk.write() as work:
        assert due(work) == {"meeting_report": Tone.WAITING}
        planning.report_agenda(work, meeting.id, meeting.version)
        assert due(work) == {}
    hands.forward(days=3)
    with desk.read() as work:
        assert due(work) == {"meeting_missed": Tone.OVERDUE}


def test_minutes_are_told_from_the_meeting_on_and_are_late_after_five_working_days(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        meeting = held(work, hire(work))
        assert due(work) == {"meeting_report": Tone.OVERDUE, "meeting_minutes": Tone.WAITING} or due(work) == {
            "meeting_minutes": Tone.WAITING
        }
    hands.forward(days=8)
    with desk.write() as work:
        assert due(work)["meeting_minutes"] is Tone.OVERDUE
        issued(work, meeting)
        assert "meeting_minutes" not in due(work)


def test_a_meeting_is_found_by_its_number_and_its_title(desk: Desk) -> None:
    with desk.write() as work:
        meeting = called(work, hire(work))
        for typed in ("lx2026", "联席"):
            [hit] = BOOK.find_records(work, typed, 9)
            assert hit.about == meeting.id
        assert list(BOOK.find_records(work, "l", 9)) == []


def test_the_figures_of_a_span_are_what_happened_in_it(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        meeting = held(work, crew)
        made = [resolutions.decide(work, meeting.id, f"事项{n}｜林小芳｜+{n}") for n in (2, 3, 9)]
        slip = resolutions.decide(work, meeting.id, "错｜林小芳｜+3")
        resolutions.take_back(work, slip.id)
        issued(work, meeting)
        first = follow_ups.find(work, made[0].follow_up_id)
        done = doing.finish(as_(work, crew.clerk), first.id, first.version, "好")
        checking.close(work, done.id, done.version, Closing(FollowUpOutcome.FIXED))
    hands.forward(days=5)
    with desk.write() as work:
        late = follow_ups.find(work, made[1].follow_up_id)
        done = doing.finish(as_(work, crew.clerk), late.id, late.version, "好")
        checking.close(work, done.id, done.version, Closing(FollowUpOutcome.FIXED))
    hands.forward(days=5)
    with desk.read() as work:
        assert BOOK.figures is not None
        span = (work.today - timedelta(days=10), work.today)
        [counted] = BOOK.figures.of_spans(work, [span], ())
        assert counted == {
            "joint_meetings_held": 1,
            "resolutions_made": 3,
            "resolutions_closed": 2,
            "resolutions_in_time": 1,
            "resolutions_in_time_percent": 50.0,
            "resolutions_overdue": 1,
        }
        for figure in BOOK.figures.declared():
            if figure.rows is not None:
                assert figure.worth(figure.rows(work, *span)) == counted[figure.code], figure.code
        counts = agenda_queries.resolution_counts(work, 2026)[meeting.id]
        assert (counts.resolutions, counts.still_open, counts.overdue) == (3, 1, 1)
        overdue = agenda_queries.resolutions(work, ResolutionView.OVERDUE, 2026)
        assert [each.id for each in overdue] == [made[2].id]


def test_the_sample_has_past_meetings_and_the_next_and_is_sound(desk: Desk) -> None:
    with desk.write() as work:
        crew = hire(work)
        life = SampleLife(1, work.today - timedelta(days=240), work.today, [crew.clerk.id, crew.other_clerk.id], [])
        sample.fill(work, life)
        there = queries.of_year(work, 2026)
        assert {each.state for each in there} == {MeetingState.ISSUED, MeetingState.NOTIFIED, MeetingState.HELD}
        standing = agenda_queries.resolutions(work, ResolutionView.ALL, 2026)
        assert any(each.is_closed for each in standing) and any(each.is_overdue(work.today) for each in standing)
        assert agenda_queries.carried(work)
    with desk.read() as work:
        assert list(book_problems(work)) == []


YEARS = timedelta(days=365 * 5)


def test_issued_minutes_keep_what_was_decided_and_forget_residents_and_numbers(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        old = held(work, crew, "六组王小兰（13850001111）反映路灯不亮")
        resident = people.ask(work, old.id, NewPerson(name="王小兰", telephone="13850001111"))
        people.sign(work, resident.id, Presence.PRESENT)
        item = agenda_queries.stored_items(work, old.id)[-1]
        agenda.write_down(work, item.id, "王小兰说已断电三天，供电所答复一周内修好")
        resolutions.decide(work, old.id, "修好六组路灯｜供电所｜+3", outside=True)
        resolutions.decide(work, old.id, "帮王小兰家检查线路｜王五｜+3", outside=True)
        resolutions.decide(work, old.id, "找李师傅修门｜林小芳｜+3")
        taken_back = resolutions.decide(work, old.id, "不再办｜林小芳｜+3")
        resolutions.take_back(work, taken_back.id)
        for each in queries.people_of(work, old.id):
            people.sign(work, each.id, Presence.PRESENT)
        issued(work, old)
        still = called(work, crew, "题目", kind=MeetingKind.SPECIAL, day=work.today + timedelta(days=1))
    hands.forward(days=365 * 6)
    for _time in range(2):
        with desk.write() as work:
            assert BOOK.forget is not None
            BOOK.forget(work, work.now - YEARS)
    with desk.read() as work:
        there = queries.people_of(work, old.id)
        assert [each.name for each in there] == ["郑书记", "林小芳", ""], (
            "who came for an organisation is in the minutes"
        )
        assert {each.telephone for each in there} == {""}
        assert [(each.description, each.owner_name) for each in agenda_queries.resolutions_of(work, old.id)] == [
            ("修好六组路灯", "供电所"),
            ("帮王*兰家检查线路", ""),
            ("找李师傅修门", "林小芳"),
        ]
        [item] = agenda_queries.stored_items(work, old.id)
        assert item.text == "六组王*兰（138****1111）反映路灯不亮"
        assert item.decision == "王*兰说已断电三天，供电所答复一周内修好"
        assert (queries.find(work, old.id).chair, queries.find(work, still.id).chair) == ("陈主任", "陈主任")
        words = words_of(minutes_pdf.pdf(work, queries.find(work, old.id)))
        assert "修好六组路灯" in words and "供电所" in words and "居民" in words and "王小兰" not in words
        assert list(book_problems(work)) == []


def test_of_a_meeting_that_was_called_off_nothing_is_kept_that_was_typed(desk: Desk, hands: Hands) -> None:
    with desk.write() as work:
        crew = hire(work)
        old = called(work, crew, "六组路灯")
        planning.cancel(work, old.id, old.version, "停电")
    hands.forward(days=365 * 6)
    with desk.write() as work:
        assert BOOK.forget is not None
        BOOK.forget(work, work.now - YEARS)
        rows = work.connection.execute(select(meeting_people).where(meeting_people.c.meeting_id == old.id))
        assert {(row.name, row.telephone, row.proxy) for row in rows} == {("", "", "")}
        assert [each.text for each in agenda_queries.stored_items(work, old.id)] == [""]
        assert queries.find(work, old.id).chair == ""
    with desk.read() as work:
        assert list(book_problems(work)) == []


PEOPLE = ("王五", "王小兰", "欧阳小兰", "茹小兰", "物业")
ORGANISATIONS = ("供电所", "凤亭村", "居委会", "泉港区供电公司", "林业站", "")


@pytest.mark.parametrize(
    ("name", "somebody"), [*((each, True) for each in PEOPLE), *((each, False) for each in ORGANISATIONS)]
)
def test_a_name_is_told_from_an_organisation(name: str, somebody: bool) -> None:
    assert retention.is_somebody(name) is somebody
