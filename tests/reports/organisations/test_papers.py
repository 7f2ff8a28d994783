"""The papers of partners, read back: the list, the agreement, and the year of each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import openpyxl
import pytest

from desk.books.organisations import organisations, pairing_queries, queries
from desk.books.organisations.model import Pairing
from desk.core.calendar import full_date_words
from desk.core.clock import Clock
from desk.core.work import Work
from desk.reports.organisations import agreement_pdf, list_pdf, list_workbook, papers, year_pdf, year_workbook
from desk.services.session import Desk
from tests.support.demo import ELEVEN, lived, trial_in
from tests.support.organisations import organisation, pairing
from tests.support.pdf_text import pages_of, words_of

CLINIC = "示例镇卫生院"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory, clock=Clock(lambda: ELEVEN))


@pytest.fixture
def work(demo: Desk) -> Iterator[Work]:
    """One action, taken back afterwards."""
    yield from trial_in(demo)


def cells(content: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return list(sheet.iter_rows(min_row=4, values_only=True))


def of_clinic(work: Work) -> Pairing:
    clinic = queries.by_name(work, CLINIC)
    assert clinic is not None
    return pairing_queries.of_organisation(work, clinic.id)[0]


def test_the_list_has_every_partner_in_use_masked(work: Work) -> None:
    retired = organisation(work, "旧书屋")
    organisations.set_active(work, retired.id, False)
    text = words_of(list_pdf.pdf(work))
    partners = queries.partners(work)
    assert all(each.name in text for each in partners) and "旧书屋" not in text
    assert f"共{len(partners)}家" in text and "138****2602" in text
    assert "13800002602" not in text and "林护士长" not in text
    rows = cells(list_workbook.xlsx(work))
    assert [row[1] for row in rows] == [each.name for each in partners]
    clinic = next(row for row in rows if row[1] == CLINIC)
    assert (clinic[5], getattr(clinic[6], "isoformat", str)()[:10]) == ("已结对", of_clinic(work).last.isoformat())


def test_the_agreement_names_both_its_term_and_what_is_agreed_once_numbered(work: Work) -> None:
    agreed = of_clinic(work)
    text = words_of(agreement_pdf.pdf(work, agreed))
    for said in (
        "结对共建协议书",
        "甲方：凤亭村“党建+”邻里中心",
        f"乙方：{CLINIC}统一社会信用代码：12350599",
        f"自{full_date_words(agreed.first)}起至{full_date_words(agreed.last)}止",
        "一、共建期限",
        "（三）双方每半年会商一次",
        "甲方（盖章）：",
        "乙方（盖章）：",
    ):
        assert said in text, said
    assert "一、甲方为乙方" not in text, "the paper numbers by itself"


def test_what_is_not_agreed_yet_leaves_room_to_write(work: Work) -> None:
    bare = pairing(work, organisation(work, "海湾书屋").id, agreed="")
    text = words_of(agreement_pdf.pdf(work, bare))
    assert "（三）＿＿＿＿" in text


def test_each_partner_s_year_is_one_page_and_adds_up_with_the_workbook(work: Work) -> None:
    year = work.today.year
    partners = queries.partners(work)
    content = year_pdf.pdf(work, year)
    assert len(pages_of(content)) == len(partners)
    rows = {row[0]: row for row in cells(year_workbook.xlsx(work, year))}
    assert rows.keys() == {each.name for each in partners}
    clinic = queries.by_name(work, CLINIC)
    own = words_of(year_pdf.pdf(work, year, clinic))
    held, people = rows[CLINIC][8], rows[CLINIC][9]
    assert isinstance(held, int) and held > 0 and f"{held}场，{people:,}人次" in own
    assert papers.organisation_or_all(work, CLINIC) == clinic and papers.organisation_or_all(work, "") is None


def test_the_year_has_units_and_says_what_counts_of_a_term_over_new_year(work: Work) -> None:
    year, clinic = work.today.year, queries.by_name(work, CLINIC)
    assert clinic is not None
    own = words_of(year_pdf.pdf(work, year, clinic))
    note = "跨年度服务项目的承诺次数按整个服务期计入各年度"
    assert note in own
    for line in (r"落实/承诺\d+/\d+次", r"服务人次[\d,]+人次", r"协助点单\d+件"):
        assert re.search(line, own), line
    assert note not in words_of(year_pdf.pdf(work, year, organisation(work, "无服务单位")))
