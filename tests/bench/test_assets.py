"""20,000 cards with 200,000 movements: the list, a filter, a card, the report by class, and the import of a table.

Lists are measured against the same rows read with bare SQL, the PDF against a bare reportlab table of the same texts,
the workbook against bare openpyxl rows, the import against calamine reading the same file; peak memory is that of a
process that writes the PDF.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as BareTable
from sqlalchemy import insert, text

from desk.books import centre, imports
from desk.books.assets import ledger, queries, statistics
from desk.books.assets.model import AssetCard, AssetCondition, Movement, MovementKind, plain
from desk.books.assets.queries import AssetFilter
from desk.books.assets.statistics import GroupBy
from desk.books.submissions import whole_figures
from desk.core.month import Month
from desk.models.assets import movements
from desk.reports.assets import asset_list_pdf, asset_list_workbook
from desk.reports.kit import fonts
from desk.services import accounts, new_data_file
from desk.services.session import Desk
from desk.storage.keys import ArgonCost
from tests.bench.conftest import PASSWORD, UNTIL, Table, took, worked

MANY, EACH = 20_000, 10
FIRST = date(2016, 1, 4)
NAMES = (
    ("台式计算机", "A02010105"),
    ("激光打印机", "A020210"),
    ("办公椅", "A050103"),
    ("文件柜", "A050105"),
    ("挂式空调", "A02061804"),
    ("投影仪", "A020202"),
    ("折叠桌", "A050102"),
    ("轮椅", "A0232"),
    ("音响", "A020912"),
    ("图书", "A0401"),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("assets") / "book"
    made, _key = new_data_file.create(
        folder, centre.Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, cost=ArgonCost()
    )
    with made.write() as work:
        venues = [centre.add_venue(work, venue) for venue in centre.PRESET_VENUES]
        zones = dict(work.rows("SELECT id, zone_id FROM venues"))
        first = []
        for n in range(MANY):
            name, code = NAMES[n % len(NAMES)]
            venue = venues[n % len(venues)]
            card = AssetCard(
                f"{name}{n % 400}",
                code,
                FIRST + timedelta(days=n * 3000 // MANY),
                f"ZC{n + 1:06d}",
                f"型号{n % 37}",
                zone_id=zones[venue],
                venue_id=venue,
                custodian=f"保管人{n % 23}",
                life_months=72,
                quantity=1 + n % 3,
                value=100_000 + n * 37,
            )
            first.append(Movement(MovementKind.ACQUIRE, card.acquired_on, plain(card), card.quantity, card.value))
        ledger.open_many(work, first)
        _move_about(work, venues, zones)
    yield made
    made.close()


def _move_about(work: Any, venues: list[int], zones: dict[int, int]) -> None:
    """Nine more movements a card, the last of which leaves it as the card says."""
    rows, last = [], []
    for n in range(MANY):
        day = FIRST + timedelta(days=n * 3000 // MANY)
        for step in range(EACH - 1):
            day += timedelta(days=30)
            venue = venues[(n + step) % len(venues)]
            fields = {"zone_id": zones[venue], "venue_id": venue, "spot": f"{step}号位"}
            rows.append(
                {"asset_id": n + 1, "kind": "move", "day": day, "fields": fields, "staff_id": 1, "at": work.now}
            )
        last.append(
            {"a": n + 1, "zone": zones[venue], "venue": venue, "spot": f"{EACH - 2}号位", "day": day.isoformat()}
        )
    work.connection.execute(insert(movements), rows)
    update = text("UPDATE assets SET zone_id = :zone, venue_id = :venue, spot = :spot, last_day = :day WHERE id = :a")
    work.connection.execute(update, last)
    for (id,) in work.rows("SELECT id FROM assets"):
        ledger.refresh_find(work, id)


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


def test_reading_the_ledger(house: Desk, table: Table) -> None:
    with house.read() as work:
        bare = took(lambda: work.rows("SELECT * FROM assets ORDER BY number LIMIT 100"))
        alone = took(lambda: queries.page(work, AssetFilter(), limit=100))
        table.add("20,000 cards: first page of the list, alone", ms(alone), ms(bare), alone / bare)
        ours = took(lambda: (queries.page(work, AssetFilter(), limit=100), queries.sums(work, AssetFilter())))
        words = f"{ms(alone)} (the page alone; its bare rows {ms(bare)})"
        table.add("20,000 cards: first page of the list, with sums", ms(ours), words, ours / alone, "<= 3")
        bare = took(lambda: work.rows("SELECT count(*) FROM assets WHERE find LIKE '%jgdyj%'"))
        wanted = AssetFilter("jgdyj 37", "A02", condition=AssetCondition.IN_USE)
        ours = took(lambda: (queries.page(work, wanted, limit=100), queries.sums(work, wanted)))
        table.add("filter by initials, model and class", ms(ours), f"{ms(bare)} (one LIKE)", ours / bare)
        assert queries.page(work, AssetFilter("jgdyj", "A02"))
        bare = took(lambda: work.rows("SELECT * FROM asset_movements WHERE asset_id = 777 ORDER BY id"))
        ours = took(
            lambda: (queries.find(work, 777), queries.history(work, 777), ledger.state_of(work, 777).worth(UNTIL))
        )
        table.add("a card with history and worth", ms(ours), ms(bare), ours / bare)
        bare = took(
            lambda: work.rows("SELECT asset_id, fields, quantity, value FROM asset_movements ORDER BY asset_id, id"), 3
        )
        ours = took(lambda: statistics.held(work, date(2021, 6, 30)), 3)
        table.add("every card as on a past day (200,000 movements)", ms(ours), f"{ms(bare)} (rows alone)", ours / bare)
        ours = took(lambda: ledger.problems(work), 3)
        table.add("desk check: every card is its movements", ms(ours), f"{ms(bare)} (rows alone)", ours / bare)
        assert ledger.problems(work) == []
        ours = took(lambda: whole_figures.counted(work, *Month.of(UNTIL).span), 3)
        table.add(
            "the month's figures of every book", ms(ours), f"{ms(bare)} (rows of the movements alone)", ours / bare
        )


def test_the_report_by_class(house: Desk, table: Table) -> None:
    fonts.register()
    with house.read() as work:
        listing = statistics.listing(work, GroupBy.CLASS, UNTIL)
        assert listing.total.cards == MANY
        texts = [asset_list_pdf.texts(line) for group in listing.groups for line in group.lines]
        began = time.perf_counter()
        content = asset_list_pdf.pdf(work, GroupBy.CLASS, UNTIL)
        ours = time.perf_counter() - began
        began = time.perf_counter()
        _bare_table(texts)
        bare = time.perf_counter() - began
        table.add(
            f"report by class, PDF of 20,000 rows ({len(content) / 2**20:.1f} MB)",
            ms(ours),
            f"{ms(bare)} (bare reportlab table)",
            ours / bare,
        )
        assert ours < 1.5 * bare
        ours = worked(lambda: asset_list_workbook.xlsx(work, GroupBy.CLASS, UNTIL))
        rows = [asset_list_workbook._cells("", line) for group in listing.groups for line in group.lines]
        bare = worked(lambda: _bare_book(rows))
        what = "report by class, workbook of 20,000 rows, processor time"
        table.add(what, ms(ours), f"{ms(bare)} (bare openpyxl rows)", ours / bare, "<= 1.3")
        assert ours < 3 * bare


def _bare_table(texts: list[list[str]]) -> bytes:
    out = io.BytesIO()
    made = BareTable([list(asset_list_pdf.COLUMNS[0]) * 6, *texts], repeatRows=1)
    made.setStyle([("FONT", (0, 0), (-1, -1), fonts.BODY, 8), ("LINEBELOW", (0, 0), (-1, -1), 0.3, "grey")])
    SimpleDocTemplate(out, pagesize=asset_list_pdf.SIZE).build([made])
    return out.getvalue()


def _bare_book(rows: list[Any]) -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


PEAK = """
import json, re, sys
from pathlib import Path
from desk.services.sign_in import sign_in
from desk.books.assets.statistics import GroupBy
from desk.reports.assets import asset_list_pdf, asset_list_workbook
desk = sign_in(Path(sys.argv[1]), "管理员", sys.argv[2])
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
before = peak()
with desk.read() as work:
    made = {"pdf": asset_list_pdf.pdf, "xlsx": asset_list_workbook.xlsx}[sys.argv[3]](work, GroupBy.CLASS, work.today)
print(json.dumps([before, peak()]))
"""


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_peak_memory_of_the_report(house: Desk, table: Table, form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(house.folder), PASSWORD, form], capture_output=True, text=True, check=True
    )
    before, peak = json.loads(done.stdout)
    table.add(
        f"peak memory of the report, {form} of 20,000 rows",
        f"{peak:.0f} MB",
        f"{before:.0f} MB (book open)",
        peak / before,
    )
    assert peak < 1000


def test_taking_a_table_in(house: Desk, table: Table, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["资产编号", "资产名称", "规格型号", "数量", "原值", "购置日期", "存放地点", "保管人", "使用状况"])
    for n in range(MANY):
        name = NAMES[n % len(NAMES)][0]
        sheet.append(
            [f"G{n:06d}", name, f"型号{n % 37}", 1, 1000 + n, "2023.5.1", "图书阅览室", f"保管人{n % 23}", "在用"]
        )
    book.save(path)
    bare, checked = [], []
    for _time in range(7):
        bare.append(worked(lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()))
        with house.read() as work:
            checked.append(worked(lambda: imports.prepare(work, "assets", path)))
    with house.read() as work:
        prepared = imports.prepare(work, "assets", path)
    began = time.perf_counter()
    assert accounts.take_in(house, prepared, path) == MANY
    stored = time.perf_counter() - began
    ratio = median(checked) / median(bare)
    what = "import of 20,000 rows: read and check, processor time of both processes"
    table.add(what, ms(median(checked)), f"{ms(median(bare))} (calamine alone)", ratio, "<= 6")
    table.add("import of 20,000 rows: store", ms(stored))


def test_the_tab_opens(house: Desk, table: Table, qapp: Any) -> None:
    from desk.ui.assets.ledger_list import LedgerPage
    from desk.ui.assets.tab import AssetsTab

    shown: list[int] = []

    def opened() -> None:
        tab = AssetsTab(house)
        tab.resize(1366, 640)
        page = tab.open(LedgerPage)
        assert isinstance(page, LedgerPage)
        tab.grab()
        shown.append(len(page.list.model.rows))
        tab.deleteLater()

    table.add("open the ledger's tab and paint it", ms(took(opened, 3)))
    assert shown == [100] * 3, "a screenful is read, not the ledger"


def test_a_stocktake_of_everything(house: Desk, table: Table) -> None:
    from desk.books.assets import stocktake, stocktake_result
    from desk.books.assets.stocktake import CountedBy as Covered
    from desk.books.assets.transfers import AssetPlace

    with house.write() as work:
        began = time.perf_counter()
        take = stocktake.begin(work, "全部盘点", Covered.ALL)
        table.add("freeze the list of 20,000 things", ms(time.perf_counter() - began))
        numbers = iter([number for (number,) in work.rows("SELECT number FROM assets WHERE id > 100 LIMIT 60")])
        table.add(
            "one scan in it", ms(took(lambda: stocktake.scan(work, take, next(numbers), AssetPlace(venue_id=1)), 50))
        )
        found = stocktake.find(work, take)
        table.add(
            "the whole list with rooms and sums, after each scan",
            ms(took(lambda: stocktake_result.rooms(stocktake_result.lines(work, found)), 5)),
        )
        assert sum(room.expected for room in stocktake_result.rooms(stocktake_result.lines(work, found))) >= MANY
