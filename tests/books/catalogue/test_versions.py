"""An item of the catalogue changes; what was told of it when a case was taken in does not."""

from dataclasses import replace

from desk.books import catalogue, visits
from desk.books.cases import CaseState, NewCase, case_export, case_queries, statistics
from desk.books.cases.case_queries import CaseFilter
from desk.books.catalogue import ServiceItem
from desk.books.visits import Registration
from desk.reports.cases import receipt
from desk.services import data_check
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.pdf_text import words_of
from tests.support.people import person


def test_a_case_keeps_the_name_fee_and_materials_of_its_day(
    desk: Desk, items: tuple[ServiceItem, ...], hands: Hands
) -> None:
    ids, told = [], []
    with desk.write() as work:
        item = catalogue.add(
            work, ServiceItem("FY1", "证明复印", "民政局", catalogue.ServiceMode.NEARBY, 5, ("身份证",), 500)
        )
    for name, fee, materials in (
        ("证明复印", 500, ("身份证",)),
        ("证明材料打印", 800, ("身份证", "申请表")),
        ("材料打印", 0, ("申请表",)),
    ):
        with desk.write() as work:
            item = catalogue.edit(work, item.id, replace(item, name=name, fee=fee, materials=materials))
        hands.forward(minutes=2)
        with desk.write() as work:
            new = NewCase(item.id, CaseState.FORWARDED, materials)
            ids.append(visits.register(work, Registration(person(serial=120 + len(ids)), (new,))).cases[0])
        told.append((name, fee, materials))
        hands.forward(days=1)
    with desk.read() as work:
        kept = [catalogue.as_told(work, case.service_id, case.accepted_at) for case in ids]
        assert [(each.name, each.fee, each.materials) for each in kept] == told
        assert [line.service for line in case_queries.page(work, CaseFilter())] == [
            "材料打印",
            "证明材料打印",
            "证明复印",
        ]
        rows = list(case_export.rows(work, ids[0].day, ids[2].day))
        assert [row[9] for row in rows] == ["证明复印", "证明材料打印", "材料打印"]
        assert case_queries.count(work, CaseFilter("证明复印")) == 3
        papers = [words_of(receipt.pdf(work, case.id)) for case in ids]
        assert "证明复印（就近办）" in papers[0] and "5.00" in papers[0]
        assert "证明材料打印（就近办）" in papers[1] and "8.00" in papers[1]
        assert "材料打印（就近办）" in papers[2] and "不收费" in papers[2]
        whole = statistics.of_days(work, ids[0].day, ids[2].day)
        first = statistics.of_days(work, ids[0].day, ids[0].day)
        assert [(share.name, share.cases) for share in whole.items] == [("材料打印", 3)]
        assert [(share.name, share.cases) for share in first.items] == [("证明复印", 1)]
    assert data_check.problems(desk) == []


def test_only_what_is_told_makes_a_version(desk: Desk, items: tuple[ServiceItem, ...]) -> None:
    with desk.write() as work:
        catalogue.retire(work, items[0].id, work.today)
        assert catalogue.earlier(work) == []
