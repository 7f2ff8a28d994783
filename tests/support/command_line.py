"""The command line as a script calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from tests.conftest import PASSWORD
from tests.support import command_server

Done = subprocess.CompletedProcess[str]


def desk(folder: Path, *args: str, password: str = PASSWORD) -> Done:
    """``desk ARGS`` in a process of its own, forked from one that has loaded everything: starting it takes a second. In
    another language it is started, as its help is made while it loads.
    """
    if command_server.CAN_FORK and "DESK_LANGUAGE" not in os.environ:
        return forked(_environment(folder, password), *args)
    return started(folder, *args, password=password)


def forked(environment: dict[str, str], *args: str, descriptors: Mapping[int, Path] | None = None) -> Done:
    """The same with all its surroundings, and with files open for reading under these numbers."""
    with NamedTemporaryFile() as out, NamedTemporaryFile() as err:
        code = command_server.server().call(args, environment, Path(out.name), Path(err.name), descriptors)
        return Done(["desk", *args], code, out.read().decode(), err.read().decode())


def started(folder: Path, *args: str, password: str = PASSWORD) -> Done:
    """The same, begun as a person begins it."""
    command = [sys.executable, "-m", "desk", *args]
    return subprocess.run(command, env=_environment(folder, password), capture_output=True, text=True, encoding="utf-8")


def _environment(folder: Path, password: str) -> dict[str, str]:
    return {**os.environ, "DESK_DATA": str(folder), "DESK_PASSWORD": password, "PYTHONIOENCODING": "utf-8"}


def at_terminal(folder: Path, typed: str, *args: str) -> str:
    """What is shown to somebody who calls the command by hand and types that; POSIX only."""
    import pty

    mine, its = pty.openpty()
    command = [sys.executable, "-m", "desk", *args]
    running = subprocess.Popen(command, env=_environment(folder, PASSWORD), stdin=its, stdout=its, stderr=its)
    os.close(its)
    os.write(mine, typed.encode())
    shown = b""
    try:
        while part := os.read(mine, 4096):
            shown += part
    except OSError:  # the other end was closed
        pass
    os.close(mine)
    running.wait()
    return shown.decode()
