"""What the centre says of a zone: what is wrong is said at its field, and nothing goes out of use with people in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.books import centre
from desk.books.centre import Venue
from desk.books.zones import editing, queries
from desk.books.zones.model import AdjustmentKind, FootfallWay, NewZone
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.zones import READING, as_role, carrying, counted, hall, new_adjustment, zone_with_room


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " "}, "name", "请填写名称"),
        ({"name": "长" * 31}, "name", "超过30"),
        ({"name": "健身区"}, "name", "已有功能区“健身区”"),
        ({"purpose": "长" * 101}, "purpose", "100"),
        ({"area": 0}, "area", "1至100000"),
        ({"seats": 200_000}, "seats", "1至100000"),
        ({"opens": 600}, "hours", "结束时间应晚于开始时间"),
        ({"opens": 600, "closes": 600}, "hours", "结束时间应晚于开始时间"),
        ({"opens": 600, "closes": 1441}, "hours", "结束时间应晚于开始时间"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Desk, changes: dict[str, object], field: str, words: str) -> None:
    with desk.write() as work:
        counted(work)
        with pytest.raises(Invalid) as refused:
            editing.add(work, replace(NewZone("自习区"), **changes))  # type: ignore[arg-type]
        [problem] = refused.value.problems
        assert problem.field == field and words in problem.message


def test_a_zone_is_kept_as_it_was_entered_and_only_leaders_change_it(desk: Desk) -> None:
    entered = NewZone("自习区", "阅览", 60, 20, 480, 1260, FootfallWay.COUNTED)
    with desk.write() as work:
        id = editing.add(work, entered)
        assert editing.entered_of(queries.find(work, id)) == entered
        assert queries.find(work, id).hours_words == "08:00—21:00"
        with pytest.raises(NotAllowed):
            editing.edit(as_role(work, Role.CLERK), id, entered)
        editing.edit(as_role(work, Role.LEADER), id, replace(entered, area=None, opens=None, closes=None))
        assert queries.find(work, id).area is None


def test_what_two_people_changed_at_once_is_told(desk: Desk) -> None:
    with desk.write() as work:
        id = counted(work)
        read = editing.entered_of(queries.find(work, id))
        editing.edit(work, id, replace(read, purpose="健身", seats=12), read)
        editing.edit(work, id, replace(read, area=80), read)
        assert editing.entered_of(queries.find(work, id)) == replace(read, purpose="健身", seats=12, area=80)
        with pytest.raises(EditConflict):
            editing.edit(work, id, replace(read, purpose="棋牌"), read)


def _refused(work: Work, id: int) -> str:
    with pytest.raises(Refused) as refused:
        editing.set_active(work, id, active=False)
    return refused.value.message


def test_a_zone_with_rooms_the_counter_or_an_adjustment_stays_in_use(desk: Desk) -> None:
    from desk.books.zones import adjusting

    with desk.write() as work:
        reading, fitness, counter = zone_with_room(work, READING, "阅览室"), counted(work), hall(work)
        assert _refused(work, reading) == "“阅览区”内有1个场地在用（如“阅览室”），请先停用场地，或合并功能区。"
        centre.save_setting(work, "counter_zone", fitness)
        assert _refused(work, fitness) == "服务窗口在此功能区，请先另选窗口所在功能区。"
        centre.save_setting(work, "counter_zone", counter)
        adjusting.decide(work, new_adjustment(fitness, AdjustmentKind.OPERATOR), carrying(work))
        assert _refused(work, fitness) == "“健身区”的TZ2026-01尚未办结，请先评估或撤回。"


def test_what_is_out_of_use_is_offered_nowhere_and_takes_no_room(desk: Desk) -> None:
    with desk.write() as work:
        id = counted(work)
        editing.set_active(work, id, active=False)
        assert queries.names(work) == []
        with pytest.raises(Invalid, match="已停用"):
            centre.add_venue(work, Venue("健身房", "健身区", 20))
        editing.set_active(work, id, active=True)
        assert centre.add_venue(work, Venue("健身房", "健身区", 20))
