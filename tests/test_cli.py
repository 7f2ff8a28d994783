import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PASSWORD


def desk(folder: Path, *args: str, password: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DESK_DATA": str(folder),
        "DESK_PASSWORD": password,
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-m", "desk", *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_init_check_backup_restore(tmp_path: Path) -> None:
    book = tmp_path / "book"
    made = desk(book, "init", "--centre", "示例邻里中心", "--district", "示例区", "--user", "陈主任")
    assert made.returncode == 0 and made.stdout.splitlines()[-1].count("-") == 7
    assert desk(book, "--user", "陈主任", "check").returncode == 0
    wrong = desk(book, "--user", "陈主任", "check", password="nonsense")
    assert (wrong.returncode, wrong.stderr) == (1, "姓名或密码不对，请再试一次。\n")
    backup = desk(book, "--user", "陈主任", "backup", str(tmp_path / "stick"))
    file = backup.stdout.strip()
    assert Path(file).exists()
    assert desk(book, "--user", "陈主任", "restore", file).returncode == 0
    assert desk(book, "--user", "陈主任", "check").returncode == 0
    assert desk(tmp_path / "new", "restore", file).returncode == 0
    assert desk(tmp_path / "new", "--user", "陈主任", "check").returncode == 0


def test_wrong_use_is_2_and_failure_is_one_line(tmp_path: Path) -> None:
    assert desk(tmp_path / "none", "init").returncode == 2
    failed = desk(tmp_path / "none", "check")
    assert failed.returncode == 1 and len(failed.stderr.splitlines()) == 1
