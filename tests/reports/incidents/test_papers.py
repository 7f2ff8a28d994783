"""Reports of incidents, the list for the district and the plan on the wall, read back: their text and their cells."""

from __future__ import annotations

import io
import json
from datetime import date

from openpyxl import load_workbook

from desk.books.incidents import chain, contacts, log, plans, queries
from desk.books.incidents.contacts import Contact, ContactCircle
from desk.books.incidents.model import IncidentKind, IncidentState
from desk.core.work import Work
from desk.reports.incidents import (
    contact_card,
    drill_year,
    incident_json,
    incident_list_workbook,
    incident_pdf,
    wall_plan,
)
from desk.services.session import Desk
from tests.support.pdf_text import pages_of, words_of


def flooded(work: Work, *, drill: bool = False) -> int:
    """Water on the stairs, mopped up, and over."""
    id = log.open_incident(work, IncidentKind.BURST_PIPE, "东楼梯", drill=drill, text="二楼水管漏水")
    log.set_people(work, id, {"affected": 3})
    log.add(work, id, "已关总阀")
    log.strike_rest(work, id, "用不上")
    log.set_state(work, id, IncidentState.CLOSED, "积水已清")
    return id


def test_the_report_of_an_incident_holds_its_log_and_the_head_of_its_chain(desk: Desk) -> None:
    with desk.write() as work:
        id, drill = flooded(work), flooded(work, drill=True)
    with desk.read() as work:
        text = words_of(incident_pdf.pdf(work, id, desk.files))
        number, head = queries.find(work, id).number, chain.head(work, id)
        of_drill = words_of(incident_pdf.pdf(work, drill, desk.files))
    assert all(part in text for part in (number, "东楼梯", "二楼水管漏水", "已关总阀", "积水已清", head))
    assert "突发事件处置报告" in text and "演练" in of_drill.split("东楼梯")[0]
    assert "处置结果：积水已清" in text and "事发地点" in text and "接报时间" in text
    head = of_drill.partition("处置措施")[0]
    assert all(word in head for word in ("演练编号", "演练地点", "开始时间"))
    assert "事发地点" not in head and "接报时间" not in head


def test_what_is_given_out_to_be_checked_holds_every_entry(desk: Desk) -> None:
    with desk.write() as work:
        id = flooded(work)
    with desk.read() as work:
        given = json.loads(incident_json.json_file(work, id))
        entries = queries.entries(work, id)
    assert [entry["text"] for entry in given["entries"]] == [entry.text for entry in entries]


def test_the_list_counts_incidents_and_leaves_drills_apart(desk: Desk) -> None:
    with desk.write() as work:
        flooded(work)
        flooded(work, drill=True)
    with desk.read() as work:
        span = (work.today.replace(day=1), work.today)
        book = load_workbook(io.BytesIO(incident_list_workbook.xlsx(work, *span)))
        numbers = {incident.number for incident in queries.between(work, date(2020, 1, 1), work.today)}
    told = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert len(numbers) == 2 and numbers <= told


def test_the_plan_for_the_wall_is_one_page_with_every_step_and_whom_to_ring(desk: Desk) -> None:
    with desk.write() as work:
        contacts.put(work, Contact(ContactCircle.STREET, "街道值班室", "0595-87000120"))
    with desk.read() as work:
        plan = plans.current(work, IncidentKind.FIRE)
        assert plan is not None
        content, card = wall_plan.pdf(work, plan), words_of(contact_card.pdf(work))
        sea = words_of(wall_plan.pdf(work, plans.samples()[IncidentKind.DROWNING]))
        year = words_of(drill_year.pdf(work, work.today.year))
    text = words_of(content)
    assert len(pages_of(content)) == 1
    assert [step.text for step in plan.steps if "".join(step.text.split()) not in text] == []
    assert "12395" in sea and "水上遇险求救" in sea
    assert "街道值班室" in card and "0595-87000120" in card and str(work.today.year) in year
    assert "未安排" in year and "编制人" in year
