"""What is counted of partners, and what somebody changes past the program is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from desk.books.activities import planning, transitions
from desk.books.activities.model import OrganiserKind
from desk.books.orders import doing, helping
from desk.books.organisations import figures, organisations, pairings, retention, statistics
from desk.books.organisations.model import OrganisationKind, OrganisationRole
from desk.books.registry import find_book
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.services.session import Desk
from tests.support.activities import plan
from tests.support.orders import set_up, taken
from tests.support.organisations import CLINIC, DAY, code, organisation, pairing

BOOK = find_book("organisations")


def test_partners_pairings_and_what_was_done_with_them_are_counted_with_their_rows(desk: Desk) -> None:
    with desk.write() as work:
        today = work.today
        school = organisation(work)
        clinic = organisation(work, CLINIC, kind=OrganisationKind.HOSPITAL)
        organisation(work, "海湾驿站", roles=(OrganisationRole.TENANT,))
        organisations.set_active(work, organisation(work, "旧校").id, False)
        pairing(work, school.id, -10, 20)
        paused = pairing(work, clinic.id, -10, 200)
        held = planning.add(
            work, plan(None, day=today, organiser_kind=OrganiserKind.PARTNER, organiser=CLINIC), held=True
        )
        order = taken(work, ready := set_up(work))
        helping.ask_organisation(work, order.id, school.id)
        doing.finish(work, order.id, "已修好水管", {ready.members[0]: 1})
        now = statistics.plain(statistics.of_days(work, today, today))
        assert (now["partners"], now["partners.school"], now["partners.hospital"]) == (2, 1, 1)
        assert (now["pairings_in_force"], now["pairings_expiring"]) == (2, 1)
        assert (now["partner_activities"], now["partner_orders"]) == (1, 1)
        before = statistics.plain(statistics.of_days(work, today - DAY, today - DAY))
        assert (before["pairings_in_force"], before["partner_orders"]) == (0, 0), "by when it was signed here"
        spans = [(today, today), (today - DAY, today - DAY)]
        assert statistics.of_spans(work, spans) == [now, before]
        pairings.pause(work, paused.id, paused.version, "负责人调整")
        assert statistics.plain(statistics.of_days(work, today, today))["pairings_in_force"] == 1
        whole = statistics.plain(statistics.of_days(work, today, today))
        for figure in figures.FIGURES:
            assert figure.rows and figure.worth(figure.rows(work, today, today)) == whole[figure.code], figure.code
        assert transitions.queries.find(work, held).organisation == CLINIC


def test_an_order_takes_an_organisation_until_it_is_counted(desk: Desk) -> None:
    with desk.write() as work:
        school = organisation(work)
        order = taken(work, ready := set_up(work))
        helped = helping.ask_organisation(work, order.id, school.id)
        assert helped.owners.endswith("（协助单位：月亮湾实验小学）")
        assert helping.ask_organisation(work, order.id, school.id) == helped
        assert helping.ask_organisation(work, order.id, None).organisation == ""
        doing.cancel(work, order.id, "自己修好了")
        with pytest.raises(Refused):
            helping.ask_organisation(work, order.id, school.id)
        assert ready.team == order.team_id


CHANGED = (
    ("UPDATE organisations SET kind = 'bank' WHERE id = 1", "类型无法识别"),
    ("UPDATE organisation_roles SET role = 'friend'", "合作身份无法识别"),
    ("DELETE FROM organisation_roles WHERE organisation_id = 1", "没有合作身份"),
    ("UPDATE organisation_aliases SET alias = '月亮湾镇卫生院'", "又是另一单位的别名"),
    ("UPDATE organisations SET credit_code = '91350599MA00000019' WHERE id = 1", "统一社会信用代码有误"),
    ("UPDATE organisations SET merged_into = 2 WHERE id = 1", "已被合并的单位"),
    ("UPDATE pairings SET state = 'lost' WHERE id = 1", "状态无法识别"),
    ("UPDATE pairings SET signed_on = NULL WHERE id = 1", "缺少签订日期"),
    ("UPDATE pairings SET organisation_id = 1", "期限重叠"),
    ("UPDATE pairings SET state = 'ended' WHERE id = 1", "与变动记录不一致"),
    ("DELETE FROM pairing_moves WHERE pairing_id = 1", "与变动记录不一致"),
    ("UPDATE pairing_moves SET was = 'ended', state = 'paired' WHERE pairing_id = 1", "不允许的变动"),
)


@pytest.mark.parametrize(("statement", "sentence"), CHANGED)
def test_what_is_changed_by_hand_is_named(desk: Desk, statement: str, sentence: str) -> None:
    with desk.write() as work:
        school, clinic = organisation(work, credit_code=code(1)), organisation(work, CLINIC)
        organisations.remember_alias(work, school.id, "实小")
        pairing(work, school.id)
        pairing(work, clinic.id)
        assert list(BOOK.problems(work)) == []
        work.connection.execute(text(statement))
        assert any(sentence in each for each in BOOK.problems(work)), list(BOOK.problems(work))


def test_whom_to_ring_up_is_forgotten_where_an_organisation_is_long_out_of_use(desk: Desk) -> None:
    with desk.write() as work:
        gone = organisation(work, liaison="陈小明", telephone="13800002601", remark="周一联系")
        stays = organisation(work, CLINIC, liaison="林大海", telephone="13800002602")
        organisations.set_active(work, gone.id, False)
        retention.forget(work, start_of(work.today + DAY))
        emptied, kept = organisations.queries.find(work, gone.id), organisations.queries.find(work, stays.id)
        assert (emptied.liaison, emptied.telephone, emptied.remark, emptied.name) == ("", "", "", gone.name)
        assert (kept.liaison, kept.telephone) == ("林大海", "13800002602")
