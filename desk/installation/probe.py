"""Loads what the window loads, in a process of its own, and prints as JSON what this system lacks for it.

Run by the environment's Python as a file (``python probe.py``); it imports nothing of ``desk``.

* ``missing``: names of libraries that nothing on this system brings (libEGL.so.1)
* ``errors``: what else kept a part from loading, in the system's words
* ``outside``: where the libraries lie that this system brings; as long as they are there, the window loads
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtSvg", "QtDBus", "QtTest")
"""Every part of Qt that ``desk`` imports; a test compares."""
PLUGINS = (
    "platforms/libqoffscreen.so",
    "platforms/libqxcb.so",
    "platforms/libqwayland.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "xcbglintegrations/libqxcb-egl-integration.so",
    "xcbglintegrations/libqxcb-glx-integration.so",
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "printsupport/libcupsprintersupport.so",
    "iconengines/libqsvgicon.so",
    "imageformats/libqsvg.so",
    "imageformats/libqjpeg.so",
)
ABSENT = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
FOUND = re.compile(r"^\s*\S+ => (/\S.*?) \(0x", re.MULTILINE)
TOO_OLD = re.compile(r"^.*: version `\S+' not found .*$", re.MULTILINE)
NAMED = re.compile(r"^(?P<name>[^/\s]+\.so[\d.]*): cannot open shared object file")
BUNDLED = ("libQt6", "libshiboken6", "libpyside6", "libicu")
"""Libraries that come in the wheels: when one is absent, the environment is damaged, and no package of the system
helps.
"""


def qt() -> Path:
    """The folder of PySide6, without importing it: that may be what fails."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("PySide6 is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def files(folder: Path) -> list[Path]:
    """Modules and plugins of the Qt in ``folder``."""
    modules = [folder / f"{name}.abi3.so" for name in MODULES]
    return modules + [folder / "Qt" / "plugins" / name for name in PLUGINS]


def linked(wanted: list[Path]) -> tuple[set[str], set[str], list[str]]:
    """Names that are absent, paths that are found, and complaints about versions, by the system's own ``ldd``."""
    environment = dict(os.environ, LC_ALL="C")
    try:
        answer = subprocess.run(["ldd", *map(str, wanted)], env=environment, capture_output=True, text=True)
    except FileNotFoundError:
        return set(), set(), []
    text = answer.stdout + answer.stderr
    absent = set(ABSENT.findall(text))
    damaged = sorted(name for name in absent if name.startswith(BUNDLED))
    return absent - set(damaged), set(FOUND.findall(text)), [*damaged, *TOO_OLD.findall(text)][:3]


def loaded(wanted: list[Path]) -> tuple[set[str], list[str]]:
    """Load everything for real: names that are absent, and other complaints."""
    complaints = [_complaint(partial(importlib.import_module, f"PySide6.{name}")) for name in MODULES]
    complaints += [_complaint(partial(ctypes.CDLL, str(path))) for path in wanted[len(MODULES) :]]
    complaints_made = [each for each in complaints if each]
    absent = {each: NAMED.match(each) for each in complaints_made}
    missing = {named["name"] for named in absent.values() if named and not named["name"].startswith(BUNDLED)}
    return missing, [
        each for each in complaints_made if not (named := absent[each]) or named["name"].startswith(BUNDLED)
    ]


def _complaint(load: Callable[[], object]) -> str:
    """Why ``load`` failed, in the system's words; empty when it did not."""
    try:
        load()
    except (ImportError, OSError) as error:
        return str(error)
    return ""


def probe() -> dict[str, list[str]]:
    """Libraries that are missing, errors met while loading (three at most), and the files of the system that were
    used.
    """
    linux = sys.platform.startswith("linux")
    folder = qt()
    wanted = files(folder) if linux else []
    missing, used, errors = linked(wanted)
    if not missing and not errors:
        missing, errors = loaded(wanted)
    outside = {path for path in used if not Path(path).is_relative_to(folder.parent)}
    return {"missing": sorted(missing), "errors": errors[:3], "outside": sorted(outside)}


if __name__ == "__main__":
    print(json.dumps(probe()))
