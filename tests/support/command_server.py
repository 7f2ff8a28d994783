"""Plays ``python -m desk`` again and again without loading everything again: a process that has the libraries in
memory, and forks for each call. ``command_line`` asks it; run by itself it reads one call a line, as JSON, and answers
with the exit code. Where a process cannot fork, there is none.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NoReturn

CAN_FORK = hasattr(os, "fork")
ROOMS = ("desk.books", "desk.cli", "desk.core", "desk.reports", "desk.services", "desk.storage")
OTHERS = ("openpyxl", "xlsxwriter", "pypinyin", "reportlab.platypus", "rich.console")
"""What calls would load by themselves, one this, one that; nothing of it begins a thread."""


class CommandServer:
    """One for each process of tests; it ends with the process that asks it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__]
        root = Path(__file__).resolve().parents[2]
        self._running = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, text=True, encoding="utf-8"
        )

    def call(
        self,
        args: tuple[str, ...],
        environment: dict[str, str],
        out: Path,
        err: Path,
        descriptors: Mapping[int, Path] | None = None,
    ) -> int:
        """The exit code of ``desk ARGS``, which writes what it says into two files, and reads ``descriptors`` if it
        wants."""
        asked = {"args": args, "env": environment, "cwd": str(Path.cwd()), "out": str(out), "err": str(err)}
        asked["descriptors"] = {number: str(path) for number, path in (descriptors or {}).items()}
        assert self._running.stdin and self._running.stdout
        print(json.dumps(asked), file=self._running.stdin, flush=True)
        return int(self._running.stdout.readline())

    def end(self) -> None:
        """Nobody asks any more."""
        self._running.communicate()


@cache
def server() -> CommandServer:
    """Begun when it is asked for the first time."""
    made = CommandServer()
    atexit.register(made.end)
    return made


def main() -> None:
    """Answer calls until nobody asks any more."""
    _load()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _play(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


class _NoSolver:
    """Refuses the solver, which begins a thread when it is loaded: a call that plans loads it."""

    @staticmethod
    def find_spec(name: str, *_about: object) -> None:
        if name.partition(".")[0] == "ortools":
            raise ModuleNotFoundError(name)


def _load() -> None:
    """All that needs no solver, and the statements of the first look into a book."""
    sys.meta_path.insert(0, _NoSolver)  # type: ignore[arg-type]
    rooms = [import_module(room) for room in ROOMS]
    of_rooms = [each.name for room in rooms for each in walk_packages(room.__path__, f"{room.__name__}.")]
    for name in (*OTHERS, *of_rooms):
        if ".migrations." not in name:
            with suppress(ModuleNotFoundError):
                import_module(name)
    sys.meta_path.remove(_NoSolver)  # type: ignore[arg-type]
    import_module("desk.services.ahead").compile_ahead()


def _play(asked: dict[str, Any]) -> NoReturn:
    """In the child: as if it had just been started."""
    code = 1
    try:
        os.environ.clear()
        os.environ.update(asked["env"])
        time.tzset()
        os.chdir(asked["cwd"])
        for number, path in ((1, asked["out"]), (2, asked["err"])):
            os.dup2(os.open(path, os.O_WRONLY), number)
        for number, path in {"0": os.devnull, **asked["descriptors"]}.items():
            os.dup2(os.open(path, os.O_RDONLY), int(number))
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", closefd=False), encoding="utf-8", errors="backslashreplace")
        sys.argv = ["desk", *asked["args"]]
        code = _exit_code()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _exit_code() -> int:
    from desk.cli import main as desk

    try:
        desk()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
