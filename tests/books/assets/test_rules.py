"""What a card must be, and what can happen to a thing: in the words that the clerk reads."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.books import centre
from desk.books.assets import approvals, attachments, cards, classes, ledger, lending, maintenance, queries, transfers
from desk.books.assets.attachments import AttachmentKind
from desk.books.assets.classes import AssetClass
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetCard, AssetCondition, AssetOwner, BorrowerKind, MovementKind
from desk.books.assets.transfers import AssetPlace, MovementNote
from desk.books.invariants import book_problems
from desk.core.clock import start_of
from desk.core.errors import NotAllowed
from desk.services.session import Desk
from tests.support.assets import HALL, ROOM, add, card, chairs, clerk, set_up
from tests.support.refusals import refused

TODAY = date(2026, 11, 24)
WEEK = TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "请填写资产名称。"),
        ({"value": -1}, "价值不能为负数。"),
        ({"quantity": 0}, "数量为1至1,000,000。"),
        ({"acquired_on": date(2099, 1, 1)}, "2099年1月1日尚未到，请填写实际取得的日期。"),
        ({"acquired_on": date(1900, 1, 1)}, "请填写1950年以后的日期。"),
        ({"class_code": "X99"}, "请选择资产分类。"),
        ({"unit": ""}, "请填写计量单位，如台、把。"),
        ({"serial": "SN-1", "quantity": 3}, "一个序列号只对应一件。请逐件登记，或把序列号留空。"),
        ({"venue_id": 999}, "这个房间已停用。"),
        ({"owner_kind": AssetOwner.PARTNER}, "请填写权属单位。"),
        ({"warranty_until": date(2020, 1, 1)}, "保修截止日期应在取得日期之后。"),
        ({"condition": AssetCondition.LENT}, "新卡片的状况只能是在用、闲置、维修或待处置。"),
        ({"number": "zc000001"}, "编号 ZC000001 已用于“激光打印机”。"),
        ({"serial": "VNB3K01234"}, "这个序列号已用于 ZC000001 激光打印机。"),
    ],
)
def test_a_wrong_card_is_refused_in_words_and_nothing_is_kept(desk: Desk, wrong: dict[str, object], words: str) -> None:
    with desk.write() as work:
        set_up(work)
        add(work, serial="VNB3K01234")
        assert refused(cards.add, work, replace(card(), **wrong)) == words
        assert queries.sums(work, queries.AssetFilter()).cards == 1


@pytest.mark.parametrize("typed", ["ＰＦ３ＡＢＣ", "\u200bPF3ABC", "'PF3ABC", "PF3ABC\u200e"])
def test_a_serial_number_is_one_however_it_was_pasted(desk: Desk, typed: str) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work, replace(chairs(), quantity=1, serial=typed))
        assert queries.find(work, id).serial == "PF3ABC"
        assert "这个序列号已用于" in refused(add, work, replace(chairs(), quantity=1, serial="PF3ABC"))


def test_numbers_go_on_and_follow_the_prefix_of_the_centre(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        assert [queries.find(work, add(work)).number for _n in range(3)] == ["ZC000001", "ZC000002", "ZC000003"]
        assert queries.find(work, add(work, number=" 旧-7 ")).number == "旧-7"
        centre.save_setting(work, "asset_prefix", "QG")
        assert queries.find(work, add(work)).number == "QG000001"
        found = queries.by_number(work, "ｑｇ000001")
        assert found and found.number == "QG000001"


def test_a_correction_needs_a_reason_and_keeps_what_was(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work)
        typed = replace(queries.find(work, id), name="黑白激光打印机", value=1, custodian="他人")
        assert refused(cards.correct, work, id, typed, "") == "请填写更正原因。"
        assert cards.correct(work, id, typed, "名称写错") == ["name"]
        one = queries.find(work, id)
        assert (one.name, one.value, one.custodian) == ("黑白激光打印机", 360_000, "")
        assert [step.fields.get("name") for step in queries.history(work, id)] == ["激光打印机", "黑白激光打印机"]
        assert cards.correct(work, id, one, "") == []


def test_things_move_together_or_not_at_all(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        there, gone = add(work), add(work)
        approvals.agree(work, approvals.propose_disposal(work, gone, MovementKind.SCRAP, 1, "无法修复"), paper="示1号")
        to = AssetPlace(venue_id=ids[ROOM], spot="西墙")
        assert transfers.move(work, [there], to, MovementNote(people="黄志强", reason="换房间")) == 1
        assert queries.find(work, there).where == "图书阅览室 西墙"
        assert transfers.move(work, [there], to) == 0
        assert refused(transfers.move, work, [there, gone], to) == "ZC000002 激光打印机已处置，不能再办理。"
        assert refused(transfers.move, work, [there], AssetPlace()) == "请选择要移到哪里。"
        assert transfers.hand_over(work, [there], "林小芳") == 1
        last = queries.history(work, there)[-1]
        assert (last.kind, last.fields) == (MovementKind.HAND_OVER, {"custodian": "林小芳"})


def test_days_of_movements_run_forward(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work)
        place = AssetPlace(venue_id=ids[HALL])
        transfers.move(work, [id], place, MovementNote(day=date(2026, 11, 20)))
        words = refused(transfers.hand_over, work, [id], "林小芳", MovementNote(day=date(2026, 11, 19)))
        assert words == "这张卡片最近一次变动在11月20日，日期请填这一天或以后。"
        words = refused(transfers.hand_over, work, [id], "林小芳", MovementNote(day=date(2026, 11, 25)))
        assert words == "11月25日尚未到，请填写实际发生的日期。"


def test_disposal_asks_a_manager_and_needs_a_paper(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work)
        mine = clerk(work, ids["林小芳"])
        asked = approvals.propose_disposal(mine, id, MovementKind.SCRAP, 1, "主板烧毁")
        assert queries.find(work, id).condition is AssetCondition.TO_DISPOSE
        with pytest.raises(NotAllowed):
            approvals.agree(mine, asked, paper="示1号")
        assert refused(approvals.agree, work, asked) == "请填写批准文号。"
        assert refused(approvals.propose_value, work, id, 100, "评估") == "ZC000001 已有申请，正等管理员审批。"
        approvals.decline(work, asked, "再用一年")
        assert queries.find(work, id).condition is AssetCondition.IN_USE
        again = approvals.propose_disposal(mine, id, MovementKind.SELL, 1, "换新")
        approvals.agree(work, again, paper="示资〔2026〕3号")
        gone = queries.find(work, id)
        assert (gone.is_gone, gone.value, gone.quantity) == (True, 0, 0)
        last = queries.history(work, id)[-1]
        assert (last.kind, last.value, last.paper, last.approver) == (
            MovementKind.SELL,
            -360_000,
            "示资〔2026〕3号",
            "管理员",
        )
        assert ledger.state_of(work, id).worth(work.today).net == 0
        assert book_problems(work) == []


def test_a_card_entered_by_mistake_goes_without_a_paper_but_not_without_a_manager(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work)
        asked = approvals.propose_disposal(clerk(work, ids["林小芳"]), id, MovementKind.VOID, 1, "重复登记")
        approvals.agree(work, asked)
        last = queries.history(work, id)[-1]
        assert (last.kind.label, last.approver, queries.find(work, id).is_gone) == ("误登作废", "管理员", True)
        assert book_problems(work) == []


def test_part_of_the_chairs_goes_with_its_share(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work, chairs())
        approvals.agree(work, approvals.propose_disposal(work, id, MovementKind.DONATE, 10, "支援社区"), paper="示2号")
        one = queries.find(work, id)
        assert (one.quantity, one.value, one.condition) == (30, 320_001 - 80_000, AssetCondition.IN_USE)
        assert [asked.summary for asked in approvals.of_asset(work, id)] == ["对外捐赠：40中的10"]


def test_a_thing_with_parts_keeps_them_or_loses_them_first(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        whole = add(work)
        part = add(work, name="扫描组件", parent_id=whole)
        words = refused(approvals.propose_disposal, work, whole, MovementKind.SCRAP, 1, "坏了")
        assert words == "它还有配件：ZC000002。请先拆下或先处置配件。"
        assert (
            refused(cards.correct, work, whole, replace(queries.find(work, whole), parent_id=part), "装")
            == "资产不能是自己的配件。"
        )


def test_a_new_value_is_booked_by_a_manager(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work)
        assert refused(approvals.propose_value, work, id, 360_000, "评估") == "与现在的原值相同。"
        assert "低于累计折旧（1,600.00元）" in refused(approvals.propose_value, work, id, 100, "评估")
        approvals.agree(work, approvals.propose_value(work, id, 300_000, "发票更正", paper="发票8号"))
        assert queries.find(work, id).value == 300_000


def test_repair_keeps_its_cost_and_who_did_it(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work)
        assert refused(maintenance.send_to_repair, work, id, MovementNote()) == "请填写故障情况。"
        maintenance.send_to_repair(work, id, MovementNote(people="示例维修部", reason="卡纸"))
        assert (
            refused(maintenance.send_to_repair, work, id, MovementNote(reason="又坏"))
            == "ZC000001 现为“维修”，不能送修。"
        )
        maintenance.repaired(work, id, 18_000, AssetCondition.IN_USE, MovementNote(people="示例维修部", paper="收据5"))
        last = queries.history(work, id)[-1]
        assert (last.cost, last.people, last.paper) == (18_000, "示例维修部", "收据5")
        assert (
            refused(maintenance.repaired, work, id, 0, AssetCondition.IN_USE, MovementNote()) == "ZC000001 不在维修。"
        )


def test_inspections_come_due_and_go_on(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work, name="干粉灭火器", class_code="A0237", inspect_every=12, inspect_on=date(2026, 11, 20))
        add(work, warranty_until=date(2026, 12, 1))
        add(work, card(name="抽纸", class_code="A0504", unit="包", low_mark=5, quantity=5))
        told = [(due.asset.name, due.task, due.is_late(TODAY)) for due in maintenance.dues(work)]
        assert told == [
            ("干粉灭火器", "检查到期", True),
            ("激光打印机", "保修到期", False),
            ("抽纸", "仅剩5包", False),
        ]
        assert maintenance.attention(work).all == 2
        assert refused(maintenance.inspect, work, id, False, None, MovementNote()) == "请填写检查发现的问题。"
        maintenance.inspect(work, id, True, None, MovementNote(people="消防维保"))
        assert queries.find(work, id).inspect_on == date(2027, 11, 24)
        assert queries.history(work, id)[-1].reason == "合格"


@pytest.mark.parametrize(
    ("every", "first", "then"),
    [
        (1, date(2026, 12, 31), ("2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31")),
        (2, date(2026, 12, 31), ("2027-02-28", "2027-04-30", "2027-06-30", "2027-08-31")),
        (1, date(2026, 12, 30), ("2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30")),
        (12, date(2028, 2, 29), ("2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29")),
    ],
)
def test_inspections_from_the_31st_stay_at_the_end_of_the_month(
    desk: Desk, every: int, first: date, then: tuple[str, ...]
) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work, name="干粉灭火器", class_code="A0237", inspect_every=every, inspect_on=first)
    for day in then:
        with desk.write() as work:
            due = queries.find(work, id).inspect_on
            assert due is not None
            work = replace(work, now=start_of(due))
            maintenance.inspect(work, id, True, None, MovementNote(due))
            assert str(queries.find(work, id).inspect_on) == day


def test_consumables_run_down_and_come_in(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work, card(name="抽纸", class_code="A0504", unit="包", low_mark=5, quantity=20, value=10_000))
        assert maintenance.issue(work, id, 16, MovementNote(people="黄志强")) == 4
        assert queries.find(work, id).value == 2000
        assert refused(maintenance.issue, work, id, 5, MovementNote(people="黄志强")) == "可领用1至4。"
        assert refused(maintenance.issue, work, id, 1, MovementNote()) == "请填写领用人。"
        assert maintenance.restock(work, id, 30, 15_000, MovementNote(paper="发票9")) == 34
        assert [one.id for one in queries.page(work, queries.AssetFilter(low_stock=True))] == []
        other = add(work)
        assert (
            refused(maintenance.issue, work, other, 1, MovementNote(people="他人"))
            == "只有低值易耗品办理领用，其他资产请办理出借。"
        )


def test_a_room_with_things_is_not_given_up(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        id = add(work, venue_id=ids[ROOM])
        only_zone = add(work, zone_id=queries.find(work, id).zone_id)
        assert refused(centre.retire_venue, work, ids[ROOM]) == "这个场地里还有2件在账资产，请先移走。"
        transfers.move(work, [id, only_zone], AssetPlace(venue_id=ids[HALL]))
        centre.retire_venue(work, ids[ROOM])


def test_classes_grow_below_the_standards_and_go_when_empty(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        tops = [one.name for one in classes.every(work) if one.depth == 0]
        assert tops == [
            "房屋和构筑物",
            "设备",
            "文物和陈列品",
            "图书和档案",
            "家具和用具",
            "特种动植物",
            "物资",
            "无形资产",
        ]
        classes.put(work, AssetClass("a02061805", "空气净化器", 60))
        add(work, class_code="A02061805")
        assert [one.name for one in classes.find(classes.every(work), "kqjhq")] == ["空气净化器"]
        assert refused(classes.retire, work, "A02061805") == "还有1件资产属于这一分类，请先改为其他分类。"
        assert "没有上级分类" in refused(classes.put, work, AssetClass("B0101", "别的"))
        classes.retire(work, "A0301")
        assert "A0301" not in {one.code for one in classes.every(work)}
        assert refused(cards.add, work, AssetCard("瓷瓶", "A0301", TODAY)) == "请选择资产分类。"


def test_files_belong_to_cards_once(desk: Desk) -> None:
    with desk.write() as work:
        set_up(work)
        id = add(work)
        attachments.add(work, id, AttachmentKind.PAPER, "a" * 64, "发票.pdf", 1200)
        assert (
            refused(attachments.add, work, id, AttachmentKind.PAPER, "a" * 64, "发票.pdf", 1200) == "已有“发票.pdf”。"
        )
        (one,) = attachments.of(work, id)
        assert attachments.remove(work, one)


def test_a_clerk_keeps_the_ledger_and_decides_nothing(desk: Desk) -> None:
    with desk.write() as work:
        mine = clerk(work, set_up(work)["林小芳"])
        id = add(mine)
        for act in (lambda: classes.retire(mine, "A02"), lambda: approvals.decline(mine, 1, "不")):
            with pytest.raises(NotAllowed):
                act()
        assert maintenance.attention(mine).decisions == 0
        approvals.propose_value(mine, id, 1_000_000, "评估")
        assert (maintenance.attention(mine).decisions, maintenance.attention(work).decisions) == (0, 1)


def test_people_leave_nothing_of_a_loan_unjoined(desk: Desk) -> None:
    """A borrower whose two records are joined keeps the loan, and is not forgotten while something is out."""
    from desk.books import residents
    from desk.books.residents import ResidentDetails

    with desk.write() as work:
        ids = set_up(work)
        id = add(work)
        wanted = LoanRequest(1, WEEK, BorrowerKind.RESIDENT, ids["居民"])
        loan = lending.lend(work, id, wanted, MovementNote(reason="蔡示例术后使用"))
        assert lending.find(work, loan).note == "蔡*例术后使用"
        assert lending.look_up(work, loan, "loan slip").note == "蔡示例术后使用"
        other = residents.add(work, ResidentDetails("蔡示例", telephone="13000000002"))
        residents.merge(work, other.id, ids["居民"])
        assert lending.find(work, loan).resident_id == other.id
        later = replace(work, now=work.now.replace(year=2040))
        assert other.id not in residents.anonymisable(later, 10)
        lending.give_back(later, loan, 1, AssetCondition.IN_USE)
        assert other.id not in residents.anonymisable(later, 10)
        much_later = replace(work, now=work.now.replace(year=2052))
        assert other.id in residents.anonymisable(much_later, 10)
        residents.anonymise(much_later, [other.id], 10)
        assert (lending.look_up(much_later, loan, "loan slip").note, lending.find(much_later, loan).resident_id) == (
            "",
            other.id,
        )
        assert "术后" not in "".join(step.reason + step.people for step in queries.history(much_later, id))
