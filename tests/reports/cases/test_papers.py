"""The papers of a case and the list of cases, read back: their text, their pages, their cells."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from desk.books import cases, catalogue, centre, disclosure, residents, sample, visits
from desk.books.cases import CaseState, NewCase, case_export, statistics
from desk.books.visits import Afterwards, Agent, Channel, Registration
from desk.core.errors import Cancelled, Refused
from desk.reports.cases import decline_notice, details_workbook, one_time_notice, receipt
from desk.reports.cases import papers as case_papers
from desk.reports.figures import day_sheet_workbook
from desk.services.session import Desk
from tests.conftest import Hands
from tests.support.pdf_text import words_of
from tests.support.people import person

RARE = "𬱖䶮㛃𫖯"


@pytest.fixture
def case_id(desk: Desk) -> int:
    with desk.write() as work:
        item = next(i for i in sample.take_in_catalogue(work) if i.code == "LL01")
        new = NewCase(item.id, CaseState.PAPERS, ("身份证", "户口簿"), ("银行卡",), remark="请尽快")
        return visits.register(work, Registration(person(RARE), (new,))).cases[0].id


def test_the_receipt_says_all_it_should_and_masks_the_number(desk: Desk, case_id: int, hands: Hands) -> None:
    hands.forward(days=7, minutes=30)
    with desk.write() as work:
        cases.move(work, case_id, CaseState.IN_PROGRESS)
        text = words_of(receipt.pdf(work, case_id))
    for wanted in (
        "受理回执",
        "202611240001",
        "A001",
        RARE,
        "高龄津贴申请（就近办）",
        "身份证、户口簿",
        "申请人" + RARE,
        "受理时间2026年12月1日09:30",
        "承诺办结日期2026年12月15日",
        "咨询电话：0595-12345（经办人：管理员）",
        "监督投诉电话：12345",
        "申请人（签名）：",
        "中心（盖章）：",
        "周一至周五08:00—12:00、14:30—17:30",
        "350599********",
        "管理员打印于2026年12月1日09:30",
        "第1页，共1页",
    ):
        assert wanted in text, wanted
    assert "19800101" not in text


def test_the_notice_lists_every_missing_paper(desk: Desk, case_id: int) -> None:
    with desk.read() as work:
        text = words_of(one_time_notice.pdf(work, case_id))
    assert "一次性告知单" in text and "□1.银行卡" in text and "请尽快" in text
    assert "承诺办结日期" not in text and "2026年12月" not in text
    assert "承诺办结期限自材料补齐之日起计算" in text
    for wanted in ("申请人（签名）", "中心（盖章）", "咨询电话：0595-12345", "监督投诉电话：12345"):
        assert wanted in text, wanted


def test_a_centre_without_a_number_names_the_hotline_and_one_with_its_own_for_complaints_that(
    desk: Desk, case_id: int
) -> None:
    with desk.write() as work:
        centre.save(work, replace(centre.get(work), telephone="", complaints="0595-8700 0009"))
        text = words_of(one_time_notice.pdf(work, case_id))
    assert "咨询电话：12345" in text and "监督投诉电话：0595-87000009" in text


def test_each_state_has_its_one_paper_and_the_others_are_refused(desk: Desk, case_id: int) -> None:
    def made() -> dict[str, str]:
        found = {}
        with desk.read() as work:
            for name, pdf in (
                ("receipt", receipt.pdf),
                ("notice", one_time_notice.pdf),
                ("refusal", decline_notice.pdf),
            ):
                try:
                    found[name] = words_of(pdf(work, case_id))
                except Refused as no:
                    assert no.message.startswith("办件 202611240001 为“") and no.message.endswith("不能打印这种单据。")
        return found

    assert list(made()) == ["notice"]
    with desk.write() as work:
        cases.move(work, case_id, CaseState.IN_PROGRESS, materials_received=("身份证", "户口簿", "银行卡"))
    assert list(made()) == ["receipt"]
    with desk.write() as work:
        cases.move(work, case_id, CaseState.DECLINED, "未满80周岁")
    refused = made()
    assert list(refused) == ["refusal"]
    for wanted in (
        "不予受理告知单",
        "未满80周岁",
        "高龄津贴申请",
        "不予受理，原因和依据如下",
        "可向民政局咨询，或拨打12345反映",
        "咨询电话：0595-12345",
        "监督投诉电话：12345",
        "申请人（签名）",
        "中心（盖章）",
    ):
        assert wanted in refused["refusal"], wanted
    assert "当场办结" not in refused["refusal"] and "承诺" not in refused["refusal"]


def test_what_a_department_turns_down_had_been_taken_in(desk: Desk, case_id: int) -> None:
    with desk.write() as work:
        for state in (CaseState.IN_PROGRESS, CaseState.FORWARDED, CaseState.NOT_APPROVED):
            cases.move(work, case_id, state, "不符合条件")
    with desk.read() as work:
        text = words_of(decline_notice.pdf(work, case_id))
    assert "不予批准告知单" in text and "不予批准，原因和依据如下" in text and "不予受理" not in text


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (CaseState.DONE, "受理回执"),
        (CaseState.FORWARDED, "受理回执"),
        (CaseState.PAPERS, "一次性告知单"),
        (CaseState.DECLINED, "不予受理告知单"),
        (CaseState.NOT_APPROVED, "不予批准告知单"),
        (CaseState.WITHDRAWN, None),
    ],
)
def test_the_window_offers_one_paper_by_the_state(state: CaseState, title: str | None) -> None:
    paper = case_papers.of_state(state)
    assert (paper and paper.label) == title


def test_markup_and_formulas_in_what_was_typed_stay_text(desk: Desk) -> None:
    with desk.write() as work:
        item = catalogue.add(
            work, catalogue.ServiceItem("Z1", "<b>=1+1</b>&amp;", "部门", catalogue.ServiceMode.ON_THE_SPOT)
        )
        made = visits.register(
            work, Registration(person(), (NewCase(item.id, CaseState.DECLINED, remark="=cmd()<i>"),))
        )
    with desk.read() as work:
        text = words_of(decline_notice.pdf(work, made.cases[0].id))
        book = load_workbook(io.BytesIO(day_sheet_workbook.xlsx(work, work.today)))
    assert "<b>=1+1</b>&amp;" in text and "=cmd()<i>" in text
    cells = {cell.value: cell.data_type for row in book["明细"].iter_rows() for cell in row}
    assert cells["=cmd()<i>"] == "s"


def test_the_export_holds_every_row_and_a_stopped_one_leaves_no_file(
    demo: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("export")
    span = (date(2026, 9, 1), date(2026, 11, 24))
    with demo.read() as work:
        many = details_workbook.visits(work, *span, folder / "a.xlsx")
        assert many == statistics.of_days(work, *span).cases

        def stop(done: int, total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            details_workbook.visits(work, *span, folder / "b.xlsx", progress=stop)
        names = {residents.find(work, n).name for n in range(1, 100)}
    with closing(load_workbook(folder / "a.xlsx", read_only=True)) as book:
        rows = list(book["明细"].iter_rows(values_only=True))
    assert len(rows) == many + 1 and not names & {row[3] for row in rows}
    assert [path.name for path in folder.iterdir()] == ["a.xlsx"]


def test_unmasked_export_shows_names(demo: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("export") / "a.xlsx"
    with demo.write() as work:
        logged = disclosure.allow(work, "区里核对", "visits")
    with demo.read() as work:
        details_workbook.visits(work, date(2026, 11, 23), date(2026, 11, 23), file, unmasked=logged)
    sheet = load_workbook(file)["明细"]
    assert all("*" not in sheet.cell(row, 4).value for row in range(2, sheet.max_row + 1))


def test_who_came_for_the_person_and_what_was_entered_afterwards_stand_on_receipt_and_list(
    desk: Desk, case_id: int, hands: Hands
) -> None:
    """Masked on both; whoever may see the list in the clear sees the agent so."""
    hands.forward(days=1)
    now = hands()
    entry = Afterwards(now - timedelta(hours=2), now - timedelta(hours=2), now - timedelta(hours=1), "停电")
    with desk.write() as work:
        new = NewCase(cases.find(work, case_id).service_id, CaseState.FORWARDED)
        who = cases.find(work, case_id).resident_id
        agent, channel = Agent("王小明", "子女", "123X"), Channel.TELEPHONE
        registration = Registration(who, (new,), agent=agent, channel=channel, afterwards=entry)
        made = visits.register(work, registration).cases[0]
        text = words_of(receipt.pdf(work, made.id))
        assert "代办人王*明（子女），证件尾号123X" in text and "王小明" not in text
        assert "代办人" not in words_of(one_time_notice.pdf(work, case_id))
        logged = disclosure.allow(work, "区里抽查", "visits")
    with desk.read() as work:
        heads = case_export.headings()
        masked, clear = (
            dict(zip(heads, list(case_export.rows(work, work.today, work.today, unmasked=line))[-1], strict=True))
            for line in (None, logged)
        )
    assert (masked["办理渠道"], masked["代办人"]) == ("电话", "王*明（子女），证件尾号123X")
    assert (clear["代办人"], clear["补录日期"]) == ("王小明（子女），证件尾号123X", date(2026, 11, 25))
