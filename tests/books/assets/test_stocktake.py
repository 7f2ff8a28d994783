"""Counting what is there: scanned twice, in the wrong room, unknown, missing, by two people, over days."""

from datetime import date, timedelta

import pytest

from desk.books.assets import approvals, lending, lookup, queries, stocktake, stocktake_result, transfers
from desk.books.assets.count_marks import ScanOutcome
from desk.books.assets.lending import LoanRequest
from desk.books.assets.model import AssetCard, AssetCondition, AssetSource, BorrowerKind, MovementKind
from desk.books.assets.model import ProposalState as Answer
from desk.books.assets.stocktake import CountedBy, Stocktake
from desk.books.assets.stocktake_result import CountOutcome
from desk.books.assets.transfers import AssetPlace
from desk.books.invariants import book_problems
from desk.core.work import Work
from desk.services.session import Desk
from tests.support.assets import HALL, ROOM, add, card, chairs, clerk, set_up
from tests.support.refusals import refused
from tests.support.signatures import signed


def furnish(work: Work) -> dict[str, int]:
    """A printer and 40 chairs in the hall, a camera in the reading room."""
    ids = set_up(work)
    ids["printer"] = add(work, venue_id=ids[HALL])
    ids["chairs"] = add(work, chairs(venue_id=ids[HALL]))
    ids["camera"] = add(work, name="照相机", class_code="A020205", venue_id=ids[ROOM])
    return ids


def hall(ids: dict[str, int]) -> AssetPlace:
    return AssetPlace(venue_id=ids[HALL])


def outcomes(work: Work, take: int) -> dict[str, list[CountOutcome]]:
    return {line.number: list(line.outcomes) for line in stocktake_result.lines(work, stocktake.find(work, take))}


def test_each_scan_says_what_it_means(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ZONE, [queries.find(work, ids["printer"]).zone_id])
        said = [
            (one.seen, one.sentence)
            for label in ("zc000001", "ZC000001", "ZC000003", "X-77")
            for one in (stocktake.scan(work, take, label, hall(ids)),)
        ]
        assert said == [
            (ScanOutcome.FOUND, "ZC000001 激光打印机：已盘到。"),
            (ScanOutcome.TWICE, "ZC000001 已盘点：管理员，11-24 09:00，便民服务大厅。"),
            (ScanOutcome.OUTSIDE, "ZC000003 照相机不在本次清单，账上在图书阅览室。"),
            (ScanOutcome.UNKNOWN, "台账里没有 X-77，先记为“有物无账”。"),
        ]
        assert outcomes(work, take) == {
            "ZC000001": [CountOutcome.FOUND],
            "ZC000002": [CountOutcome.MISSING],
            "ZC000003": [CountOutcome.OUTSIDE],
            "X-77": [CountOutcome.UNKNOWN],
        }
        assert refused(stocktake.scan, work, take, "  ", hall(ids)) == "请扫描标签，或输入编号。"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("在c000007", "ZC000007"),
        ("做从000007", "ZC000007"),
        ("在C０００００７", "ZC000007"),
        ("村000007", None),
        ("重000001", None),
    ],
)
def test_a_scan_that_an_input_method_ate_is_understood(desk: Desk, typed: str, meant: str | None) -> None:
    """c000001 and z000001 could both be meant by 重, which is read chong or zhong."""
    with desk.write() as work:
        ids = set_up(work)
        for number in ("ZC000007", "C000001", "Z000001"):
            add(work, card(number=number))
        found = queries.by_number(work, typed)
        assert (found and found.number) == meant
        hits = [hit.text.partition("　")[0] for hit in lookup.find_records(work, typed, 5)]
        assert hits == ([meant] if meant else [])
        if meant:
            take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
            assert stocktake.scan(work, take, typed, hall(ids)).mark.label == meant
            assert stocktake.scan(work, take, meant, hall(ids)).seen is ScanOutcome.TWICE


def test_a_thing_in_the_wrong_room_is_moved_at_once(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        scan = stocktake.scan(work, take, "ZC000003", hall(ids))
        assert (scan.seen, scan.sentence) == (ScanOutcome.ELSEWHERE, "ZC000003 照相机应在图书阅览室，不在这里。")
        assert scan.asset
        transfers.move(work, [scan.asset.id], hall(ids))
        for number in ("ZC000001", "ZC000002"):
            stocktake.scan(work, take, number, hall(ids))
        close(work, take, ids)
        assert outcomes(work, take)["ZC000003"] == [CountOutcome.ELSEWHERE]
        assert approvals.waiting(work) == []


def close(work: Work, take: int, ids: dict[str, int]) -> int:
    for name in ("林小芳", "黄志强"):
        stocktake.sign(work, take, signed(work, ids[name]))
    return stocktake_result.close(work, take)


def test_an_unknown_label_is_kept_and_booked_later(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        mark = stocktake.scan(work, take, "X-77", hall(ids)).mark
        close(work, take, ids)
        id = stocktake.book(work, take, mark, AssetCard("饮水机", "A020618", work.today, unit="台", value=50_000))
        one = queries.find(work, id)
        assert (one.number, one.source) == ("X-77", AssetSource.SURPLUS)
        (again,) = [each for each in stocktake.marks(work, stocktake.find(work, take)) if each.label == "X-77"]
        assert (
            refused(stocktake.book, work, take, again, AssetCard("饮水机", "A020618", work.today))
            == "X-77 已在台账中。"
        )


def test_differences_become_what_a_manager_books(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        few = stocktake.scan(work, take, "ZC000002", hall(ids)).mark
        stocktake.note(work, take, few, quantity=37, remark="缺3把")
        hurt = stocktake.scan(work, take, "ZC000003", hall(ids)).mark
        stocktake.note(work, take, hurt, damaged=True, remark="镜头破裂")
        assert refused(stocktake_result.close, work, take) == "盘点需两人签字才能结束，现有0人签字。"
        assert close(work, take, ids) == 4
        words = {(one.asset.number, one.kind): one.summary for one in approvals.waiting(work)}
        assert words == {
            ("ZC000001", MovementKind.LOSE): "丢失（损失核销）",
            ("ZC000002", MovementKind.STOCKTAKE): "账面数40，实盘数37",
            ("ZC000003", MovementKind.MOVE): "移到便民服务大厅",
            ("ZC000003", MovementKind.REPAIR): "送修",
        }
        for one in approvals.waiting(work):
            approvals.agree(work, one.id, paper="示盘1号")
        assert queries.find(work, ids["printer"]).is_gone
        assert queries.find(work, ids["chairs"]).quantity == 37
        assert (queries.find(work, ids["camera"]).venue, queries.find(work, ids["camera"]).condition) == (
            HALL,
            AssetCondition.REPAIR,
        )
        assert book_problems(work) == []
        assert {one.state for one in approvals.latest(work)} == {Answer.AGREED}
        result = stocktake_result.summed(stocktake_result.lines(work, stocktake.find(work, take)))
        assert (result.expected, result.missing, result.elsewhere, result.damaged) == (3, 2, 1, 1)
        assert result.short_value == 360_000 + 320_001 * 3 // 40


def test_the_list_is_frozen_when_it_begins(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        lending.lend(
            work,
            ids["chairs"],
            LoanRequest(30, work.today + timedelta(days=3), BorrowerKind.TENANT, None, "示例商户", "13800000001"),
        )
        lending.lend(
            work,
            ids["camera"],
            LoanRequest(1, work.today + timedelta(days=3), BorrowerKind.TENANT, None, "示例商户", "13800000001"),
        )
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        add(work, venue_id=ids[HALL])
        transfers.move(work, [ids["printer"]], AssetPlace(venue_id=ids[ROOM]))
        there = {
            line.number: (line.room, line.quantity) for line in stocktake_result.lines(work, stocktake.find(work, take))
        }
        assert there == {"ZC000001": (HALL, 1), "ZC000002": (HALL, 10)}


def test_two_people_count_blind_and_their_differences_show(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL, blind=True)
        one, other = (clerk(work, ids[name]) for name in ("林小芳", "黄志强"))
        stocktake.scan(one, take, "ZC000001", hall(ids))
        chairs_ = stocktake.scan(one, take, "ZC000002", hall(ids)).mark
        stocktake.note(one, take, chairs_, quantity=38)
        assert stocktake.scan(other, take, "ZC000002", hall(ids)).seen is ScanOutcome.FOUND
        assert [line.number for line in stocktake_result.lines(other, stocktake.find(work, take)) if line.marks] == [
            "ZC000002"
        ]
        assert refused(stocktake.unmark, other, take, chairs_) == "此项由林小芳盘点，只能由其本人撤回。"
        found = {
            each.number: dict(each.said) for each in stocktake_result.differences(work, stocktake.find(work, take))
        }
        assert found == {
            "ZC000001": {"林小芳": "便民服务大厅 ×1", "黄志强": "未盘到"},
            "ZC000002": {"林小芳": "便民服务大厅 ×38", "黄志强": "便民服务大厅 ×40"},
        }


def test_rooms_show_how_far_they_are(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        stocktake.scan(work, take, "ZC000001", hall(ids))
        stocktake.scan(work, take, "ZC000003", hall(ids))
        rooms = {
            room.name: (room.expected, room.seen, room.strangers)
            for room in stocktake_result.rooms(stocktake_result.lines(work, stocktake.find(work, take)))
        }
        assert rooms == {HALL: (2, 1, 1), ROOM: (1, 1, 0)}


def test_a_closed_stocktake_does_not_change(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.CLASS, ["A02"])
        mark = stocktake.scan(work, take, "ZC000001", hall(ids)).mark
        stocktake.unmark(work, take, mark)
        stocktake.scan(work, take, "ZC000001", hall(ids))
        stocktake.sign(work, take, signed(work, ids["林小芳"]))
        assert refused(stocktake.sign, work, take, signed(work, ids["林小芳"])) == "这位同事已经签过，请另一位签字。"
        stocktake.sign(work, take, signed(work, ids["黄志强"]))
        stocktake_result.close(work, take)
        assert refused(stocktake.scan, work, take, "ZC000003", hall(ids)) == "这次盘点已签字结束，不能再改。"
        found: Stocktake = stocktake.find(work, take)
        assert (found.closed_on, found.signed) == (date(2026, 11, 24), ("林小芳", "黄志强"))
        assert stocktake_result.covered_words(work, found) == "按分类：设备"
        assert refused(stocktake.begin, work, "空", CountedBy.CUSTODIAN, ["无人"]) == "这个范围内没有可盘点的资产。"


def test_what_was_scanned_is_there_after_a_crash(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
    with desk.write() as work:
        stocktake.scan(work, take, "ZC000001", hall(ids))
    with pytest.raises(RuntimeError), desk.write() as work:
        stocktake.scan(work, take, "ZC000002", hall(ids))
        raise RuntimeError("the power went")
    with desk.read() as work:
        assert [mark.label for mark in stocktake.marks(work, stocktake.find(work, take))] == ["ZC000001"]


def test_a_mark_after_signing_takes_the_signatures_away(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        stocktake.sign(work, take, signed(work, ids["林小芳"]))
        mark = stocktake.scan(work, take, "ZC000001", hall(ids)).mark
        assert stocktake.find(work, take).signed == ()
        stocktake.sign(work, take, signed(work, ids["林小芳"]))
        stocktake.note(work, take, mark, damaged=True)
        assert stocktake.find(work, take).signed == ()


def test_what_was_disposed_of_and_is_still_there_is_said(desk: Desk) -> None:
    with desk.write() as work:
        ids = furnish(work)
        approvals.agree(
            work, approvals.propose_disposal(work, ids["printer"], MovementKind.SCRAP, 1, "坏了"), paper="示1号"
        )
        take = stocktake.begin(work, "年末盘点", CountedBy.ALL)
        scan = stocktake.scan(work, take, "ZC000001", hall(ids))
        assert (scan.seen, scan.sentence, scan.mark.quantity) == (
            ScanOutcome.OUTSIDE,
            "ZC000001 激光打印机账上已处置，实物还在。",
            1,
        )
        assert close(work, take, ids) == 2
