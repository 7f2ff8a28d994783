"""The asset ledger from the command line: tables in, papers out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import zxingcpp

from desk.books.assets import queries
from desk.services.session import Desk
from tests.support.command_line import desk as run
from tests.support.demo import lived

FOREIGN = (
    "Asset Tag,Item,Category,Purchase Cost,Purchase Date,Status\n"
    '1001,MacBook Pro,Laptops,"$1,299.00",03/15/2021,Ready to Deploy\n'
    "1001,Dell 5400,Laptops,$999.00,someday,Deployed\n"
    "1003,Chair,Furniture,-5,2020-01-01,Deployed\n"
)
MAP = (
    "number=Asset Tag",
    "name=Item",
    "class=Category",
    "original_value=Purchase Cost",
    "acquired_on=Purchase Date",
    "condition=Status",
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory)


def numbers(desk: Desk) -> list[str]:
    with desk.read() as work:
        return [one.number for one in queries.page(work, queries.AssetFilter())]


def test_every_paper_of_the_ledger(demo: Desk, tmp_path: Path) -> None:
    for name, *args in (
        ("清单.pdf", "assets"),
        ("清单.xlsx", "assets", "--by", "keeper", "--at", "2026-01-31"),
        ("变动.pdf", "asset-changes", "--from", "2026-01-01", "--to", "2026-06-30"),
        ("变动.xlsx", "asset-changes", "--from", "2026-01-01", "--to", "2026-06-30"),
        ("盘点.pdf", "stocktake", "1"),
        ("盘点.xlsx", "stocktake", "1"),
        ("卡片.pdf", "asset-card", "zc000006"),
        ("标签.pdf", "labels", "--sheet", "50x30"),
    ):
        done = run(demo.folder, "report", *args, "-o", str(tmp_path / name))
        assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(tmp_path / "清单.xlsx").sheetnames[:2] == ["资产清单", "分组小计"]
    with pypdfium2.PdfDocument(tmp_path / "标签.pdf") as document:
        assert len(document) == len(numbers(demo))
        (code,) = zxingcpp.read_barcodes(document[0].render(scale=203 / 72).to_pil())
        assert code.text == numbers(demo)[0]


def test_new_labels_are_printed_once(demo: Desk, tmp_path: Path) -> None:
    first = run(demo.folder, "report", "labels", "--new", "-o", str(tmp_path / "1.pdf"))
    again = run(demo.folder, "report", "labels", "--new", "-o", str(tmp_path / "2.pdf"))
    assert first.returncode == again.returncode == 0
    assert "0张标签" not in first.stdout and "0张标签" in again.stdout


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("asset-card", "X", "-o", "x.pdf"), 1),
        (("stocktake", "99", "-o", "x.pdf"), 1),
        (("assets", "-o", "x.doc"), 2),
        (("assets", "--by", "colour", "-o", "x.pdf"), 2),
        (("labels", "--sheet", "a4-99", "-o", "x.pdf"), 2),
        (("labels", "--start", "22", "-o", "x.pdf"), 1),
        (("assets", "--at", "gestern", "-o", "x.pdf"), 2),
        (("asset-changes", "--from", "2026-02-01", "--to", "2026-01-01", "-o", "x.pdf"), 2),
    ],
)
def test_wrong_use_is_one_clear_line(demo: Desk, args: tuple[str, ...], code: int) -> None:
    done = run(demo.folder, "report", *args)
    assert done.returncode == code and "Traceback" not in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1


def test_a_foreign_table_strictly_and_cleaned(demo: Desk, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(FOREIGN, "utf-8")
    mapped = [part for pair in MAP for part in ("--map", pair)]
    before = numbers(demo)
    strict = run(demo.folder, "import", "assets", str(file), *mapped)
    assert strict.returncode == 2 and "第3行" in strict.stderr and "第4行" in strict.stderr
    dry = run(demo.folder, "import", "assets", str(file), *mapped, "--clean", "--skip-bad", "--dry-run")
    assert "2" in dry.stdout and numbers(demo) == before
    done = run(demo.folder, "import", "assets", str(file), *mapped, "--clean", "--skip-bad")
    assert done.returncode == 2 and "（已修正）" in done.stderr and "金额为负" in done.stderr
    fresh = set(numbers(demo)) - set(before)
    assert "1001" in fresh and len(fresh) == 2
    assert run(demo.folder, "check").returncode == 0
    assert run(demo.folder, "import", "staff", str(file), "--clean").returncode == 2
