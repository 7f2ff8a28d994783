"""The command line's contract for scripts and schedulers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from desk.books.centre import Centre
from desk.services import backups, data_check, new_data_file
from desk.services.session import Desk
from desk.services.sign_in import sign_in
from tests.conftest import CHEAP, PASSWORD
from tests.support.command_line import desk
from tests.support.demo import lived


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open while the commands run: the command line works beside the window."""
    yield from lived(tmp_path_factory)


def test_init_check_backup_restore(tmp_path: Path) -> None:
    book = tmp_path / "book"
    made = desk(book, "init", "--centre", "示例邻里中心", "--district", "示例区", "--user", "陈主任")
    assert made.returncode == 0 and made.stdout.splitlines()[-1].count("-") == 7
    assert desk(book, "--user", "陈主任", "check").returncode == 0
    wrong = desk(book, "--user", "陈主任", "check", password="nonsense")
    assert (wrong.returncode, wrong.stderr) == (1, "姓名或密码有误，请重新输入。\n")
    backup = desk(book, "--user", "陈主任", "backup", str(tmp_path / "stick"))
    file = backup.stdout.strip()
    assert Path(file).exists()
    assert desk(book, "--user", "陈主任", "restore", file).returncode == 0
    assert desk(book, "--user", "陈主任", "check").returncode == 0
    assert desk(tmp_path / "new", "--user", "陈主任", "restore", file).returncode == 0
    assert desk(tmp_path / "new", "--user", "陈主任", "check").returncode == 0


def test_a_terminal_that_does_not_speak_utf_8_gets_words(tmp_path: Path) -> None:
    made, _key = new_data_file.create(tmp_path, Centre("甲", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    made.close()
    gbk = os.fsdecode("张三".encode("gb18030"))
    for told in (
        desk(tmp_path, "check", password=gbk),
        desk(tmp_path, "--user", gbk, "check"),
        desk(tmp_path, "incident", "open", "--kind", "fire", "--place", gbk),
    ):
        assert told.returncode == 1 and "Traceback" not in told.stderr and len(told.stderr.splitlines()) == 1


def test_another_centres_backup_takes_no_books_place_unasked(tmp_path: Path) -> None:
    files = []
    for centre in ("甲中心", "乙中心"):
        made, _key = new_data_file.create(tmp_path / centre, Centre(centre, "示例区"), "管理员", PASSWORD, cost=CHEAP)
        files.append(str(backups.back_up(made)[0]))
        made.close()
    told = desk(tmp_path / "甲中心", "restore", files[1])
    assert told.returncode == 1 and "另一个中心的备份" in told.stderr and "--another-book" in told.stderr
    assert not list(tmp_path.glob("甲中心/replaced-*")) and desk(tmp_path / "甲中心", "check").returncode == 0
    (tmp_path / "甲中心" / "desk.db").write_bytes(b"")
    assert desk(tmp_path / "甲中心", "restore", files[1]).returncode == 1
    assert desk(tmp_path / "甲中心", "restore", files[0]).returncode == 0
    assert desk(tmp_path / "甲中心", "restore", "--another-book", files[1]).returncode == 0
    assert desk(tmp_path / "甲中心", "check").returncode == 0


def test_a_spoilt_book_is_told_with_its_backups_and_comes_back(tmp_path: Path) -> None:
    book = tmp_path / "book"
    made, _key = new_data_file.create(book, Centre("示例邻里中心", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    file, _warnings = backups.back_up(made)
    made.close()
    assert "数据完好" in desk(book, "drill").stdout
    (book / "desk.db").write_bytes(b"")
    told = desk(book, "check")
    assert told.returncode == 1 and len(told.stderr.splitlines()) == 1
    assert "0字节" in told.stderr and f"desk restore {file}" in told.stderr
    (book / "desk.db").write_bytes(b"no page of ours " * 512)
    flipped = desk(book, "check")
    assert flipped.returncode == 1 and len(flipped.stderr.splitlines()) == 1 and "损坏" in flipped.stderr
    again = desk(book, "init", "--centre", "甲", "--district", "乙")
    assert again.returncode == 1 and "没有新建" in again.stderr and (book / "keys.json").exists()
    wrong = desk(book, "restore", str(file), password="nonsense")
    assert (wrong.returncode, wrong.stderr) == (1, "姓名或密码有误，请重新输入。\n")
    gone = desk(book, "restore", "elsewhere.deskbackup")
    assert gone.returncode == 1 and "elsewhere.deskbackup" in gone.stderr
    back = desk(book, "restore", str(file))
    assert back.returncode == 0 and "居民0人" in back.stdout and "replaced-" in back.stdout
    assert desk(book, "check").returncode == 0
    (book / "keys.json").unlink()
    without = desk(book, "check")
    assert without.returncode == 1 and f"desk restore {file}" in without.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("init",),
        ("report", "day", "yesterday", "-o", "a.pdf"),
        ("report", "month", "2026-13", "-o", "a.pdf"),
        ("report", "day", "2026-11-23", "-o", "a.docx"),
        ("export", "visits", "--from", "2026-11-02", "--to", "2026-11-01", "-o", "a.xlsx"),
        ("import", "cats", "a.csv"),
        ("import", "residents", "a.csv", "--map", "name"),
        ("demo", "x", "--months", "0"),
    ],
)
def test_wrong_use_is_2(demo: Desk, args: tuple[str, ...]) -> None:
    assert desk(demo.folder, *args).returncode == 2


def test_a_failure_is_1_with_one_line(tmp_path: Path, demo: Desk) -> None:
    for done in (
        desk(tmp_path / "none", "check"),
        desk(demo.folder, "import", "residents", str(tmp_path / "none.csv")),
        desk(demo.folder, "demo", str(demo.folder)),
        desk(demo.folder, "--user", "林小芳", "import", "staff", str(tmp_path / "none.csv")),
        desk(demo.folder, "report", "day", "2026-11-23", "-o", "/proc/nowhere/a.pdf"),
    ):
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr


def test_papers_by_the_ending_of_the_name(demo: Desk, tmp_path: Path) -> None:
    today = demo.clock.today()
    for args, file in (
        (("report", "day", f"{today}"), "day.pdf"),
        (("report", "day", f"{today}"), "day.xlsx"),
        (("report", "month", f"{today:%Y-%m}"), "month.pdf"),
        (("report", "month", f"{today:%Y-%m}"), "month.xlsx"),
    ):
        done = desk(demo.folder, *args, "-o", str(tmp_path / file))
        assert done.returncode == 0, done.stderr
        assert (tmp_path / file).read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


def test_export_masked_and_unmasked_with_a_purpose(demo: Desk, tmp_path: Path) -> None:
    span = ("--from", "2020-01-01", "--to", f"{demo.clock.today()}")
    file = str(tmp_path / "a.xlsx")
    assert desk(demo.folder, "export", "visits", *span, "-o", file).returncode == 0
    masked = [row[3] for row in load_workbook(file)["明细"].iter_rows(min_row=2, values_only=True)]
    assert masked and all("*" in name for name in masked)
    without = desk(demo.folder, "export", "visits", *span, "-o", file, "--unmasked")
    assert without.returncode == 1 and "用途" in without.stderr
    clerk = desk(
        demo.folder, "--user", "林小芳", "export", "visits", *span, "-o", file, "--unmasked", "--purpose", "核对"
    )
    assert clerk.returncode == 1 and "权限" in clerk.stderr
    assert (
        desk(demo.folder, "export", "visits", *span, "-o", file, "--unmasked", "--purpose", "区里核对").returncode == 0
    )
    plain = [row[3] for row in load_workbook(file)["明细"].iter_rows(min_row=2, values_only=True)]
    assert len(plain) == len(masked) and not any("*" in name for name in plain)


def test_import_tells_every_bad_row_and_stores_nothing_unless_told_to(demo: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("联系电话,姓名\n13912340001,司马甲\n12,司马乙\n,\n13912340003,😀\n".encode("gb18030"))
    bad = desk(demo.folder, "import", "residents", str(file))
    assert bad.returncode == 2
    assert [line.split("：")[0] for line in bad.stderr.splitlines()] == [
        "第3行，联系电话",
        "第5行，姓名",
        "共2处问题，全部没有导入。",
    ]
    assert demo_has(demo) == 0
    assert desk(demo.folder, "import", "residents", str(file), "--skip-bad", "--dry-run").returncode == 2
    assert demo_has(demo) == 0
    some = desk(demo.folder, "import", "residents", str(file), "--skip-bad")
    assert some.returncode == 2 and "已导入1行" in some.stdout
    assert demo_has(demo) == 1
    foreign = tmp_path / "foreign.csv"
    foreign.write_text("Who\n司马丁\n", "utf-8")
    assert desk(demo.folder, "import", "residents", str(foreign), "--map", "name=Who").returncode == 0
    assert demo_has(demo) == 2


def demo_has(demo: Desk) -> int:
    with demo.read() as work:
        return int(work.rows("SELECT count(*) FROM residents WHERE name LIKE '司马%'")[0][0])


def test_demo_prints_a_password_when_none_is_given(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DESK_")}
    command = [
        sys.executable,
        "-m",
        "desk",
        "demo",
        str(tmp_path / "d"),
        "--residents",
        "30",
        "--months",
        "1",
        "--per-day",
        "3",
        "--until",
        "2026-10-31",
    ]
    done = subprocess.run(
        command, env={**environment, "PYTHONIOENCODING": "utf-8"}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    password = done.stdout.split("登录密码是 ")[1].strip()
    opened = sign_in(tmp_path / "d", "管理员", password)
    with opened.read() as work:
        days = work.rows("SELECT min(day), max(day) FROM cases")[0]
    assert days[0] >= "2026-10-01" and days[1] <= "2026-10-31" and data_check.problems(opened) == []
    opened.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display server")
def test_without_a_screen_the_window_says_so_in_one_line(demo: Desk) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "desk", "--data", str(demo.folder)]
    done = subprocess.run(
        command, env={**environment, "PYTHONIOENCODING": "utf-8"}, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (1, "没有找到显示器。运行 python3 run.py 可在后台生成演示截图。\n")


def test_a_roster_is_planned_the_same_for_the_same_seed_published_and_written(demo: Desk, tmp_path: Path) -> None:
    today = demo.clock.today()
    year, number = today.year + today.month // 12, today.month % 12 + 1
    month = f"{year}-{number:02d}"
    plans = [
        desk(demo.folder, "roster", "plan", month, "--seconds", "20", "--seed", "3", "--json") for _time in range(2)
    ]
    assert [plan.returncode for plan in plans] == [0, 0], plans[0].stderr
    found, again = (json.loads(plan.stdout) for plan in plans)
    assert found["duties"] == again["duties"] and found["month"] == month
    assert set(found) >= {"month", "status", "objective", "bound", "gap", "loads", "duties"}
    assert 0 <= found["bound"] <= found["objective"] and found["gap"] <= 0.05
    assert set(found["duties"][0]) == {"date", "shift", "person"}
    assert sum(found["loads"].values()) == pytest.approx(sum(found["fair_shares"].values()))
    early = desk(demo.folder, "report", "roster", month, "-o", str(tmp_path / "r.ics"))
    assert (early.returncode, early.stderr) == (1, f"{year}年{number}月排班尚未发布。\n")
    told = desk(demo.folder, "roster", "publish", month)
    assert told.returncode == 0 and "坐班轮值表" in told.stdout
    twice = desk(demo.folder, "roster", "publish", month)
    assert twice.returncode == 1 and "发布过" in twice.stderr
    for ending in ("pdf", "xlsx", "ics"):
        done = desk(demo.folder, "report", "roster", month, "-o", str(tmp_path / f"r.{ending}"))
        assert done.returncode == 0, done.stderr
    calendar = Calendar.from_ical((tmp_path / "r.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == len(found["duties"])


def test_who_is_on_duty_now_and_leave_from_a_file(demo: Desk, tmp_path: Path) -> None:
    now = desk(demo.folder, "roster", "now")
    assert now.returncode == 0 and now.stdout
    file = tmp_path / "leave.csv"
    file.write_text("姓名,假别,开始日期,结束日期\n林小芳,年休假,2031-02-03,2031-02-05\n", "utf-8")
    assert desk(demo.folder, "import", "leave", str(file)).stdout == "已导入1行。\n"
    file.write_text("姓名,假别,开始日期,结束日期\n林小芳,年休假,2031-02-04,2031-02-09\n", "utf-8")
    again = desk(demo.folder, "import", "leave", str(file))
    assert again.returncode == 2 and "重叠" in again.stderr


def test_an_impossible_month_is_told_in_a_sentence(tmp_path: Path) -> None:
    book = tmp_path / "book"
    desk(book, "init", "--centre", "示例邻里中心", "--district", "示例区")
    nothing = desk(book, "roster", "plan", "2027-03")
    assert (nothing.returncode, nothing.stderr) == (1, "本月没有要排的班次，请先设置班次。\n")


def test_the_solver_is_loaded_only_when_somebody_plans() -> None:
    """It takes an eighth of a second and 150 MB of packages, which neither window nor other commands should pay for."""
    heavy = (
        "import sys, desk.app, desk.cli.roster; from desk.ui.shell import loading; "
        "loading.load_ahead(); loading.load_tabs(); "
        "print([m for m in sys.modules if m == 'ortools'])"
    )
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_key_is_changed_from_the_command_line_and_the_new_recovery_key_printed_once(tmp_path: Path) -> None:
    book = tmp_path / "book"
    made = desk(book, "init", "--centre", "示例邻里中心", "--district", "示例区", "--user", "陈主任")
    assert desk(book, "--user", "陈主任", "change-key", password="nonsense").returncode == 1
    done = desk(book, "--user", "陈主任", "change-key")
    assert done.returncode == 0, done.stderr
    fresh = [line for line in done.stdout.splitlines() if line.count("-") == 7]
    assert len(fresh) == 1 and fresh[0] not in made.stdout
    assert desk(book, "--user", "陈主任", "check").returncode == 0


def test_the_command_line_asks_how_days_are_written_and_takes_the_answer(demo: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("姓名,出生日期\n司马戊,50.1.5\n司马己,5/1/27\n", "utf-8")
    asked = desk(demo.folder, "import", "residents", str(file), "--dry-run")
    assert asked.returncode == 2 and "“50.1.5”、“5/1/27”" in asked.stderr
    assert "--day-order ymd/年、月、日 | mdy/月、日、年 | dmy/日、月、年" in asked.stderr
    assert "--century 19/1900年代 | 20/2000年代" in asked.stderr and "--year" not in asked.stderr
    told = ("--day-order", "日月年", "--century", "1900年代")
    file.write_text("姓名,出生日期\n司马戊,5.1.50\n司马己,5/1/27\n", "utf-8")
    assert "2行" in desk(demo.folder, "import", "residents", str(file), "--dry-run", *told).stdout
    assert desk(demo.folder, "import", "residents", str(file), "--day-order", "yyy").returncode == 2


def test_a_figure_of_a_month_is_listed_with_exactly_its_rows(demo: Desk) -> None:
    with demo.read() as work:
        month = f"{work.today - timedelta(days=7):%Y-%m}"  # nobody came yet on the first of a month
    listed = desk(demo.folder, "figures", month)
    assert listed.returncode == 0, listed.stderr
    by_code = {code: (name, value) for code, name, value in (line.split("\t") for line in listed.stdout.splitlines())}
    assert by_code["in_time_percent"][0] == "按时办结率" and by_code["in_time_percent"][1].endswith("%")
    shown = desk(demo.folder, "figures", month, "--rows", "finished")
    (head, meaning), rows = shown.stdout.splitlines()[:2], shown.stdout.splitlines()[2:]
    assert head.split("\t") == ["finished", "办结", by_code["finished"][1]] and "期内办结" in meaning
    assert by_code["finished"][1] == f"{len(rows)}件" and all(row.split("\t")[1].startswith("cases:") for row in rows)
    wrong = desk(demo.folder, "figures", month, "--rows", "nonsense")
    assert (wrong.returncode, wrong.stderr) == (1, "没有代码为nonsense的指标。\n")


def test_figures_of_any_period_stand_beside_the_one_before_and_a_year_ago(demo: Desk) -> None:
    listed = desk(demo.folder, "figures", "2026-H2", "--compared")
    assert listed.returncode == 0, listed.stderr
    lines = [line.split("\t") for line in listed.stdout.splitlines()]
    assert {len(line) for line in lines} == {5}, "code, name, and three values"
    by_code = {code: values for code, _name, *values in lines}
    assert by_code["visits"][0] != "0人次" and by_code["visits"][2] == "0人次"
    quarter = desk(demo.folder, "figures", "2026-Q4").stdout.splitlines()
    assert len(quarter) == len(lines)
    wrong = desk(demo.folder, "figures", "2026-Q7")
    assert wrong.returncode == 2 and "“2026-Q7”不是统计期间" in wrong.stderr
