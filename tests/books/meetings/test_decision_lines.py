"""A decision typed as one line: what it means, and that nothing without an owner and a day ever gets in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.books.follow_ups import queries as follow_ups
from desk.books.follow_ups.model import OwnerKind
from desk.books.meetings import agenda_queries, decision_lines, resolutions
from desk.books.meetings.decision_lines import OutsideOwner
from desk.books.teams import teams
from desk.books.teams.model import Team
from desk.core.errors import DeskError, Invalid
from desk.services.session import Desk
from tests.support.extent import LONG
from tests.support.follow_ups import hire
from tests.support.meetings import held
from tests.support.organisations import organisation


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12月10日", date(2026, 12, 10)),
        ("12.10", date(2026, 12, 10)),
        ("2026-12-10", date(2026, 12, 10)),
        ("1.5", date(2027, 1, 5)),
        ("下周五", date(2026, 12, 4)),
        ("+5", date(2026, 11, 29)),
        ("+5工作日", date(2026, 12, 1)),
        ("+5 工作日", date(2026, 12, 1)),
        ("５个工作日内", date(2026, 12, 1)),
    ],
)
def test_a_day_is_read_however_it_is_typed(desk: Desk, typed: str, day: date) -> None:
    with desk.read() as work:
        assert decision_lines.due_day(work, typed) == day


def test_who_is_meant_is_found_by_name_or_initials_and_never_guessed(desk: Desk) -> None:
    with desk.write() as work:
        hire(work)
        teams.add(work, Team("第一突击队"))
        organisation(work, "镇卫生院")
        organisation(work, "镇文化站")
        for typed, kind, name in (
            ("林小芳", OwnerKind.STAFF, "林小芳"),
            ("lxf", OwnerKind.STAFF, "林小芳"),
            ("第一", OwnerKind.TEAM, "第一突击队"),
            ("zwsy", OwnerKind.ORGANISATION, "镇卫生院"),
            ("文化站", OwnerKind.ORGANISATION, "镇文化站"),
        ):
            owner = decision_lines.owner_called(work, typed)
            assert (owner.kind, owner.name) == (kind, name), typed
        with pytest.raises(Invalid, match="镇卫生院、镇文化站"):
            decision_lines.owner_called(work, "镇")
        with pytest.raises(Invalid, match="分行"):
            decision_lines.owner_called(work, "供电所、自来水公司")
        with pytest.raises(OutsideOwner, match="供电所”不是"):
            decision_lines.owner_called(work, "供电所")
        assert decision_lines.owner_called(work, "供电所", outside=True).kind is OwnerKind.OUTSIDE


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("换灯", "责任人"),
        ("换灯｜林小芳", "期限"),
        ("｜林小芳｜+3", "办什么"),
        ("换灯｜｜+3", "责任人"),
        ("换灯｜林小芳｜不久", "不久"),
        ("换灯｜林小芳｜2020-1-1", "已过"),
        ("换灯｜？？｜+3", "责任人"),
    ],
)
def test_a_line_that_lacks_something_says_what(desk: Desk, line: str, said: str) -> None:
    with desk.write() as work:
        hire(work)
        with pytest.raises(Invalid, match=said):
            decision_lines.understand(work, line)


PIECES = st.sampled_from(
    [
        "换灯",
        "林小芳",
        "lxf",
        "供电所",
        "|",
        "｜",
        "丨",
        " ",
        "　",
        "+5",
        "12.10",
        "+5工作日",
        "下周五",
        "明天",
        "",
        "、",
        "13",
        "?",
    ]
)
LINES = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=60))


def test_whatever_is_typed_nothing_gets_in_without_an_owner_and_a_day(desk: Desk) -> None:
    with desk.write() as work:
        meeting = held(work, hire(work), "电线排查")

        @settings(max_examples=1000 if LONG else 60, deadline=None)
        @given(LINES, st.booleans())
        def holds(line: str, outside: bool) -> None:
            before = len(agenda_queries.resolutions_of(work, meeting.id))
            try:
                made = resolutions.decide(work, meeting.id, line, outside=outside)
            except DeskError as refused:
                assert refused.message.strip()
                assert len(agenda_queries.resolutions_of(work, meeting.id)) == before
                return
            item = follow_ups.find(work, made.follow_up_id)
            assert made.description.strip() and item.owner_name.strip() == made.owner_name
            assert work.today <= made.due_on == item.due_on <= work.today + timedelta(days=366)
            assert line.replace("｜", "|").replace("丨", "|").count("|") >= 2 or "│" in line or "¦" in line

        holds()
