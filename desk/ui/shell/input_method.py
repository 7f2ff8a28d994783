"""Which input method Qt is told to use, settled before the application is made.

Qt's own packages bring plugins for IBus and for compose keys, but none for fcitx, which Kylin 麒麟 and UOS 统信 set as
``QT_IM_MODULE``: nobody could type Chinese. fcitx 5 also answers as IBus does; some systems bring a plugin that fits.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo

from desk.core.words import _

KIND = "platforminputcontexts"
PLUGIN = "lib{name}platforminputcontextplugin.so"
SYSTEM_PLUGINS = ("/usr/lib/*/qt6/plugins", "/usr/lib64/qt6/plugins", "/usr/lib/qt6/plugins", "/opt/*/qt6/plugins")
TRY = """
import sys
from PySide6 import QtDBus, QtGui, QtWidgets
from PySide6.QtCore import QPluginLoader
sys.exit(not QPluginLoader(sys.argv[1]).load())
"""
ASK = """
import sys
from PySide6.QtDBus import QDBusConnection
bus = QDBusConnection.connectToBus(sys.argv[1], "desk-asks-for-ibus")
told = bus.interface()
sys.exit(not (bus.isConnected() and told and told.isServiceRegistered(sys.argv[2]).value()))
"""
PATIENCE_SECONDS = 3
FCITX = re.compile(r"fcitx\d?")
MACHINE_IDS = (Path("/var/lib/dbus/machine-id"), Path("/etc/machine-id"))
IBUS = "org.freedesktop.IBus"


def prepare(folder: Path, environment: MutableMapping[str, str] = os.environ) -> str:
    """Set ``environment`` so that Chinese can be typed; words for the clerk when nothing here makes that possible.

    ``folder`` is the data folder, where a fitting plugin of the system is linked from."""
    name = wanted(environment)
    if not FCITX.fullmatch(name) or not sys.platform.startswith("linux") or brings(name):
        return ""
    plugin = fitting(system_plugins(SYSTEM_PLUGINS))
    if plugin is not None and offer(plugin, folder / "qt-plugins"):
        environment["QT_IM_MODULE"] = name
        return ""
    if ibus_answers(environment):
        environment["QT_IM_MODULE"] = "ibus"
        environment.pop("QT_IM_MODULES", None)
        return ""
    return _(
        "Chinese cannot be typed: this system uses {name}, for which Qt has no plugin, and which does not answer as "
        "IBus does. Please have fcitx 5 or IBus installed.",
        name=name,
    )


def wanted(environment: Mapping[str, str]) -> str:
    """The input method that this desktop asks for: fcitx, fcitx5, ibus, or nothing."""
    several = environment.get("QT_IM_MODULES", "").split(";")
    named = several[0] or environment.get("QT_IM_MODULE", "")
    if not named and "WAYLAND_DISPLAY" not in environment:
        named = environment.get("XMODIFIERS", "").partition("@im=")[2]
    return named


def brings(name: str) -> bool:
    """Does our own Qt have a plugin of that name?"""
    places = [QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), *QCoreApplication.libraryPaths()]
    return any((Path(place) / KIND / PLUGIN.format(name=name)).exists() for place in places)


def system_plugins(places: Iterable[str]) -> list[Path]:
    """Plugins for fcitx that were built for the system's own Qt 6."""
    pattern = f"{KIND}/{PLUGIN.format(name='fcitx*')}"
    return sorted(path for place in places for path in Path("/").glob(f"{place}/{pattern}".lstrip("/")))


def fitting(plugins: Iterable[Path]) -> Path | None:
    """The first that our Qt can load: they are built against one version's inner workings, so each is tried in a
    process of its own. Our own Qt is loaded there before, or the plugin would bring the system's along.
    """
    return next(
        (path for path in plugins if subprocess.run([sys.executable, "-c", TRY, str(path)]).returncode == 0), None
    )


def offer(plugin: Path, folder: Path) -> bool:
    """Let Qt find ``plugin``, and nothing else of the system's: by a link of its own. False where that cannot be
    made.
    """
    link = folder / KIND / plugin.name
    try:
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(plugin)
    except OSError:
        return False
    QCoreApplication.addLibraryPath(str(folder))
    return True


def ibus_answers(environment: Mapping[str, str]) -> bool:
    """Is somebody there who speaks as IBus does, at the place where Qt's plugin will look? Asked in a process of its
    own: a bus that takes the question and never answers must not keep the window from opening.
    """
    address = _ibus_address(_ibus_file(environment))
    if not address.startswith("unix:"):
        return False
    try:
        return subprocess.run([sys.executable, "-c", ASK, address, IBUS], timeout=PATIENCE_SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _ibus_file(environment: Mapping[str, str]) -> Path:
    """Where IBus writes its address, by machine and display: as Qt's plugin reckons it."""
    if "IBUS_ADDRESS_FILE" in environment:
        return Path(environment["IBUS_ADDRESS_FILE"])
    config = Path(environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "/")) / ".config")
    host, _colon, number = environment.get("DISPLAY", ":0").partition(":")
    place = environment.get("WAYLAND_DISPLAY") or number.partition(".")[0]
    machine = next(filter(None, map(_read, MACHINE_IDS)), "").strip()
    return config / "ibus" / "bus" / f"{machine}-{host or 'unix'}-{place}"


def _read(path: Path) -> str:
    """A short ordinary file; empty for anything else, a pipe that would keep us waiting too."""
    try:
        return path.read_text("utf-8", "replace")[:10_000] if path.is_file() else ""
    except OSError:
        return ""


def _ibus_address(file: Path) -> str:
    """The address in an IBus file whose daemon still runs; empty when there is none."""
    said = dict(line.split("=", 1) for line in _read(file).splitlines() if "=" in line)
    daemon = said.get("IBUS_DAEMON_PID", "")
    return said.get("IBUS_ADDRESS", "") if daemon.isdigit() and Path(f"/proc/{daemon}").exists() else ""
