"""The papers of points read back: nobody unmasked but on their own certificate, codes that a scanner reads."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest
import zxingcpp

from desk.books.points import certificates, earning, entering, redeeming, retention, statistics
from desk.books.points.figures import FIGURES
from desk.books.registry import find_book
from desk.core.errors import Refused
from desk.core.month import Month
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.reports.points.about import hours
from desk.reports.points.card_layouts import CardLayout
from desk.services.session import Desk
from tests.support.pdf_text import words_of
from tests.support.points import NAMES, Rewarded, done_order, point_problems, set_up

NOVEMBER = Month(2026, 11)


def lived(work: Work) -> Rewarded:
    there = set_up(work)
    for n, member in enumerate(there.members[:3]):
        earning.settle(work, done_order(work, {member: 60 * (n + 1)}))
    entering.carry_over(work, there.members[0], 100, date(2026, 12, 21))
    return there


def made(desk: Desk, work: Work, identifier: str, wanted: Format = Format.PDF, **values: object) -> bytes:
    return registry.paper(identifier).make(work, wanted, values, desk.files)


def codes(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=4).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_the_public_list_ranks_by_what_was_earned_and_names_nobody(desk: Desk) -> None:
    with desk.write() as work:
        lived(work)
        text = words_of(made(desk, work, "points-public", span=NOVEMBER.span))
    assert "积分公示" in text and "2027年3月31日" in text
    assert text.index("诸**云") < text.index("司**如") < text.index("欧**珠")
    assert not any(name in text for name in NAMES)
    assert "110" in text, "what was carried over is left, and not earned"


def test_the_slip_of_an_exchange_is_there_until_it_is_given_back(desk: Desk) -> None:
    with desk.write() as work:
        there = lived(work)
        redemption = redeeming.reserve(work, there.members[0], there.oil)
        text = words_of(made(desk, work, "redemption-slip", number=redemption.number))
        assert all(each in text for each in (redemption.number, "食用油", "60", "欧**珠", "领取人"))
        redeeming.give_back(work, redemption.id, "放弃")
        with pytest.raises(Refused):
            made(desk, work, "redemption-slip", number=redemption.number)
        with pytest.raises(Refused):
            made(desk, work, "redemption-slip", number="H20200101-001")


def test_a_certificate_is_printed_again_as_it_was_and_its_code_verifies(desk: Desk) -> None:
    with desk.write() as work:
        there = lived(work)
        issued = certificates.issue(work, there.members[2], date(2026, 1, 1), work.today)
        first = made(desk, work, "service-certificate", number=issued.number)
        assert made(desk, work, "service-certificate", number=issued.hash) == first
        text = words_of(first)
        assert "诸葛青云" in text and "3.0小时" in text and "180分钟" in text
        assert issued.hash.upper() in text
        [code] = codes(first)
        assert certificates.verify(work, code).certificate == issued
        retention.forget(work, work.now.replace(year=2030))
        with pytest.raises(Refused):
            made(desk, work, "service-certificate", number=issued.number)


@pytest.mark.parametrize("layout", list(CardLayout))
def test_the_code_of_a_point_card_is_the_member(desk: Desk, layout: CardLayout) -> None:
    with desk.write() as work:
        lived(work)
        pdf = made(desk, work, "point-card", number="T01-001", layout=layout)
        everybody = made(desk, work, "point-card")
    assert codes(pdf) == ["T01-001"]
    text = words_of(pdf)
    assert "欧**珠" in text and "欧阳明珠" not in text
    assert ("100分，有效期至2026年12月20日" in text) is (layout is CardLayout.A6)
    with pypdfium2.PdfDocument(everybody) as document:
        assert len(document) == len(NAMES)


def test_stars_are_those_who_served_longest_with_whoever_stands_beside_the_last(desk: Desk) -> None:
    with desk.write() as work:
        there = lived(work)
        earning.settle(work, done_order(work, {there.members[3]: 120}))
        text = words_of(made(desk, work, "stars", year=2026, most=2))
        empty = words_of(made(desk, work, "stars", year=2020))
    assert "2026年度志愿服务之星" in text
    assert all(each in text for each in ("诸**云", "司**如", "上**清")) and "欧**珠" not in text
    assert "没有已评定的服务" in empty


def test_the_list_is_a_workbook_of_members_and_changes(desk: Desk) -> None:
    with desk.write() as work:
        there = lived(work)
        redeeming.reserve(work, there.members[0], there.oil)
        content = made(desk, work, "points", Format.XLSX, span=NOVEMBER.span)
    book = openpyxl.load_workbook(io.BytesIO(content))
    members = [[cell.value for cell in row] for row in book["队员"].iter_rows(min_row=4)]
    assert ["T01-001", "欧**珠", "红帆突击队", 1, 60, 10, 50] in members
    changes = [[cell.value for cell in row][1:] for row in book["积分变动"].iter_rows(min_row=4)]
    assert ["T01-001", "欧**珠", "兑换", -60] in changes and len(changes) == 5


def test_figures_and_their_rows_agree(desk: Desk) -> None:
    with desk.write() as work:
        there = lived(work)
        redeeming.reserve(work, there.members[0], there.oil)
        plain = statistics.plain(statistics.of_days(work, *NOVEMBER.span))
        assert plain == {
            "points_earned": 160,
            "points_spent": 60,
            "points_expired": 0,
            "points_outstanding": 100,
            "points_liability": 6000,
        }
        for figure in FIGURES:
            if figure.rows is not None:
                assert figure.worth(figure.rows(work, *NOVEMBER.span)) == plain[figure.code], figure.code
        assert find_book("points").figures is not None
        assert not point_problems(work)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0.0"), (59, "0.9"), (90, "1.5"), (61, "1.0"), (60 * 1200, "1,200.0")]
)
def test_hours_are_never_more_than_was_served(minutes: int, said: str) -> None:
    assert hours(minutes) == said
