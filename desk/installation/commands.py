"""What follows ``python3 run.py``: opening, testing, measuring, filling a stick."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from desk.installation import checks, downloads, environment, libraries
from desk.installation.messages import Stop, speak_on_any_terminal, tell, warn
from desk.installation.places import HOME, PYTHON, demo_folder, may_write

OFFLINE = "--offline"


def main(args: Sequence[str]) -> int:
    """The exit code. Whatever stops set-up is told in words, never with a traceback."""
    speak_on_any_terminal()
    os.umask(0o022)
    try:
        return _run(list(args))
    except Stop as stop:
        print(stop.words, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        warn("已中断。再次运行会接着完成。", "Interrupted. Starting again goes on from here.")
        return 130
    except OSError as error:
        warn(f"安装未完成：{error}", f"Set-up failed: {error}")
        return 1


def _run(args: list[str]) -> int:
    offline = _offline(args)
    match args[:1]:
        case ["download"]:
            return _download(args[1:])
        case ["test"]:
            _require_own_checkout()
            environment.set_up("test", offline)
            return checks.check(args[1:])
        case ["bench"]:
            _require_own_checkout()
            environment.set_up("test", offline)
            return checks.bench(args[1:])
    environment.set_up("run", offline)
    environment.compile_own()
    if not args and not has_screen():
        return _guided_demo()
    return _open(args)


def _offline(args: list[str]) -> Path | None:
    """Takes ``--offline DIR`` out of ``args``."""
    if OFFLINE not in args:
        return None
    place = args.index(OFFLINE)
    if place + 1 == len(args):
        raise Stop(f"请写明文件夹：python3 run.py {OFFLINE} 文件夹。", f"Which folder? python3 run.py {OFFLINE} DIR")
    folder = downloads.place_for(args[place + 1])
    del args[place : place + 2]
    return folder


def _download(args: list[str]) -> int:
    if len(args) != 1:
        raise Stop("请写明文件夹：python3 run.py download 文件夹。", "Which folder? python3 run.py download DIR")
    if not PYTHON.exists():
        if not libraries.has_venv():
            libraries.bring([], with_venv=True)
        environment.make_environment()
    downloads.fill(downloads.place_for(args[0]))
    return 0


def _require_own_checkout() -> None:
    if not may_write(HOME):
        raise Stop(
            f"当前用户不能写入 {HOME}，不能在这里运行测试。请复制一份到自己的文件夹。",
            f"You may not write into {HOME}: tests need a copy of your own.",
        )


def has_screen() -> bool:
    """Linux needs a display server, unless Qt was told to draw elsewhere."""
    given = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in given)


def _guided_demo() -> int:
    folder = demo_folder()
    tell(
        f"没有找到显示器，改为在后台生成演示截图和单据，存入 {folder}。",
        f"No screen was found: the guided demo is played without one, into {folder}.",
    )
    environment.require_memory(environment.memory())
    return call("-m", "desk.demo", str(folder), offscreen=True)


def _open(args: list[str]) -> int:
    code = call("-m", "desk", *args)
    if code == -getattr(signal, "SIGABRT", 6):
        warn(
            f"窗口未能打开：连不上显示器（DISPLAY={os.environ.get('DISPLAY', '')}）。请在桌面上以登录桌面的用户运行。",
            "The window could not be opened on this display. Please start it from the desktop, as the user who is logged in.",
        )
        return 1
    return code


def call(*args: str, offscreen: bool = False) -> int:
    """Run the environment's Python; the desk is found in this checkout, whatever the environment says."""
    surroundings = dict(os.environ)
    surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    if offscreen:
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([PYTHON, *args], cwd=HOME if offscreen else None, env=surroundings).returncode
