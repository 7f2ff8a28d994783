"""What follows ``python3 run.py``: opening, testing, measuring, filling a stick."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from desk.installation import checks, downloads, environment, libraries, machine
from desk.installation.messages import UPDATE_WAITS, Stop, speak_on_any_terminal, tell, warn
from desk.installation.one_at_a_time import one_at_a_time
from desk.installation.places import HOME, PYTHON, demo_folder, has_screen, may_write
from desk.installation.running import call

OFFLINE = "--offline"
CHECKS = {"test": checks.check, "bench": checks.bench, "torture": checks.torture, "fuzz": checks.fuzz}
INTERRUPTED = 130


def main(args: Sequence[str]) -> int:
    """The exit code. Whatever stops set-up is told in words; a mistake of ours is kept whole in a file that is
    named.
    """
    speak_on_any_terminal()
    os.environ.pop(UPDATE_WAITS, None)
    try:
        return _run(list(args))
    except Stop as stop:
        print(stop.text, file=sys.stderr)
    except KeyboardInterrupt:
        warn("已中断。再次运行会接着完成。", "Interrupted. Starting again goes on from here.")
        return INTERRUPTED
    except OSError as error:
        print(downloads.disk_trouble(error).text, file=sys.stderr)
    except Exception:
        place = Path(tempfile.gettempdir()) / "desk-set-up-mistake.txt"
        place.write_text(traceback.format_exc(), "utf-8")
        warn(f"安装程序出错，详情在 {place}，请交给管理员。", f"A mistake in set-up; the details are in {place}.")
    return 1


def _run(args: list[str]) -> int:
    offline = _offline(args)
    match args[:1]:
        case ["download"]:
            return _download(args[1:])
        case [name] if name in CHECKS:
            _require_own_checkout()
            environment.set_up("test", offline)
            return CHECKS[name](args[1:])
    environment.set_up("run", offline)
    environment.compile_own()
    return _guided_demo() if not args and not has_screen() else _open(args)


def _open(args: list[str]) -> int:
    try:
        return call("-m", "desk", *args)
    except KeyboardInterrupt:
        return INTERRUPTED


def _offline(args: list[str]) -> Path | None:
    """Takes ``--offline DIR`` out of ``args``."""
    if OFFLINE not in args:
        return None
    place = args.index(OFFLINE)
    if place + 1 == len(args):
        raise Stop(f"请写明文件夹：python3 run.py {OFFLINE} 文件夹。", f"Which folder? python3 run.py {OFFLINE} DIR")
    folder = downloads.place_for(args[place + 1])
    del args[place : place + 2]
    if not folder.is_dir():
        raise Stop(f"没有找到文件夹 {folder}。", f"There is no folder {folder}.")
    return folder


def _download(args: list[str]) -> int:
    if len(args) != 1:
        raise Stop("请写明文件夹：python3 run.py download 文件夹。", "Which folder? python3 run.py download DIR")
    _require_own_checkout()
    machine.require()
    with one_at_a_time(HOME):
        if not PYTHON.exists():
            if not libraries.has_venv():
                libraries.install_packages_for([], with_venv=True)
            environment.make_environment()
    downloads.fill(downloads.place_for(args[0]))
    return 0


def _require_own_checkout() -> None:
    if not may_write(HOME):
        raise Stop(
            f"当前用户不能写入 {HOME}，这件事请在自己的一份程序里做（把文件夹复制过来即可）。",
            f"You may not write into {HOME}: this needs a copy of the program of your own.",
        )


def _guided_demo() -> int:
    folder = demo_folder()
    tell(
        f"没有找到显示器，改为在后台生成演示截图和单据，存入 {folder}。",
        f"No screen was found: the guided demo is played without one, into {folder}.",
    )
    machine.require_memory(machine.memory())
    return call("-m", "desk.demo", str(folder), offscreen=True, folder=HOME)
