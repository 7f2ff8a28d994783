"""Chinese can be typed where the desktop speaks fcitx, for which Qt's own packages have no plugin."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo
from PySide6.QtWidgets import QApplication

from desk.ui.shell import input_method

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="input methods of Linux")


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx"),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"}, "wayland"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx"),
        ({"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({}, ""),
    ],
)
def test_what_the_desktop_asks_for(environment: dict[str, str], name: str) -> None:
    assert input_method.wanted(environment) == name


@linux_only
@pytest.mark.parametrize("name", ["ibus", "compose", "", "wayland"])
def test_what_qt_can_do_itself_is_left_alone(name: str, tmp_path: Path) -> None:
    environment = {"QT_IM_MODULE": name, "HOME": str(tmp_path)}
    assert input_method.prepare(tmp_path, environment) == ""
    assert environment == {"QT_IM_MODULE": name, "HOME": str(tmp_path)}


@linux_only
def test_where_nobody_answers_it_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_method, "SYSTEM_PLUGINS", (str(tmp_path / "none"),))
    environment = {"QT_IM_MODULE": "fcitx", "HOME": str(tmp_path), "DISPLAY": ":0"}
    words = input_method.prepare(tmp_path, environment)
    assert "暂时不能输入中文" in words and "fcitx" in words
    assert environment["QT_IM_MODULE"] == "fcitx"


@linux_only
def test_an_address_left_by_a_daemon_that_is_gone_is_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "address"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    file.write_text(f"# comment\nIBUS_ADDRESS=unix:path={tmp_path}/bus\nIBUS_DAEMON_PID={gone.pid}\n", "utf-8")
    environment = {"IBUS_ADDRESS_FILE": str(file)}
    assert not input_method.ibus_answers(environment)
    file.write_text(f"IBUS_ADDRESS=unix:path={tmp_path}/bus\nIBUS_DAEMON_PID={os.getpid()}\n", "utf-8")
    assert not input_method.ibus_answers(environment)


@linux_only
def test_a_bus_that_never_answers_does_not_keep_the_window_waiting(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        file = tmp_path / "address"
        file.write_text(f"IBUS_ADDRESS=unix:path={tmp_path}/bus\nIBUS_DAEMON_PID={os.getpid()}\n", "utf-8")
        began = time.monotonic()
        assert not input_method.ibus_answers({"IBUS_ADDRESS_FILE": str(file)})
        assert time.monotonic() - began < 4 * input_method.PATIENCE_SECONDS


@linux_only
@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"IBUS_ADDRESS=unixexec:path=/bin/touch,argv1=owned\nIBUS_DAEMON_PID=1\n", b""]
)
def test_a_forged_address_is_no_answer(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "address").write_bytes(content)
    assert not input_method.ibus_answers({"IBUS_ADDRESS_FILE": str(tmp_path / "address")})
    os.mkfifo(tmp_path / "pipe")
    assert not input_method.ibus_answers({"IBUS_ADDRESS_FILE": str(tmp_path / "pipe")})
    assert input_method.prepare(tmp_path, {"QT_IM_MODULE": "fcitx" + "x" * 5000}) == ""


@linux_only
def test_only_a_plugin_that_loads_is_offered_and_nothing_else_of_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """The plugin for compose keys stands in for one of fcitx that was built for just this Qt."""
    own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / input_method.KIND
    place = tmp_path / "system" / input_method.KIND
    place.mkdir(parents=True)
    (place / "libfcitx4platforminputcontextplugin.so").write_bytes(b"\x7fELF built for another Qt")
    shutil.copy(own / "libcomposeplatforminputcontextplugin.so", place / "libfcitx5platforminputcontextplugin.so")
    (place.parent / "styles").mkdir()
    monkeypatch.setattr(input_method, "SYSTEM_PLUGINS", (str(tmp_path / "system"),))
    before = QCoreApplication.libraryPaths()
    try:
        assert input_method.prepare(tmp_path / "data", {"QT_IM_MODULE": "fcitx5"}) == ""
        offered = tmp_path / "data" / "qt-plugins"
        assert str(offered) in QCoreApplication.libraryPaths()
        assert [path.name for path in offered.rglob("*.so")] == ["libfcitx5platforminputcontextplugin.so"]
        assert input_method.brings("fcitx5")
    finally:
        QCoreApplication.setLibraryPaths(before)


TOOLS = ("Xvfb", "xdotool", "dbus-daemon", "fcitx5", "openbox")
WINDOW = """
import sys
from pathlib import Path
from desk.ui.shell import input_method
told = input_method.prepare(Path(sys.argv[1]))
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
line = QLineEdit()
line.setWindowTitle("desk-types-chinese")
line.textChanged.connect(lambda text: print(text, flush=True))
line.show()
QTimer.singleShot(60_000, app.quit)
print("told:" + told, flush=True)
app.exec()
"""
PROFILE = """
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A real X screen, a bus, a window manager and fcitx 5, as its environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "DBUS"))}
    (tmp_path / ".config" / "fcitx5").mkdir(parents=True)
    (tmp_path / ".config" / "fcitx5" / "profile").write_text(PROFILE, "utf-8")
    running: list[subprocess.Popen[str]] = []

    def start(*command: str, **more: object) -> subprocess.Popen[str]:
        running.append(
            subprocess.Popen(command, env=environment, text=True, stderr=subprocess.DEVNULL, **more)  # type: ignore[call-overload]
        )
        return running[-1]

    reading, writing = os.pipe()
    start("Xvfb", "-screen", "0", "800x600x24", "-displayfd", str(writing), pass_fds=[writing])
    environment |= {
        "DISPLAY": f":{os.read(reading, 16).decode().strip()}",
        "HOME": str(tmp_path),
        "QT_IM_MODULE": "fcitx",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
    }
    bus = start("dbus-daemon", "--session", "--print-address", "--nofork", stdout=subprocess.PIPE)
    assert bus.stdout
    environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    start("openbox", stdout=subprocess.DEVNULL)
    start("fcitx5", "--replace", stdout=subprocess.DEVNULL)
    yield environment
    for process in reversed(running):
        process.terminate()
        process.communicate()
    os.close(reading)
    os.close(writing)


@linux_only
@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs " + ", ".join(TOOLS))
def test_pinyin_becomes_chinese_under_fcitx_5(desktop: dict[str, str], tmp_path: Path) -> None:
    """By real keys on a real screen: 你好 stands in the line, where "nihao" stood before."""
    deadline = time.monotonic() + 20
    while not list((tmp_path / ".config").glob("ibus/bus/*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    line = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(tmp_path)], env=desktop, stdout=subprocess.PIPE, text=True
    )
    assert line.stdout and line.stdout.readline() == "told:\n"
    keys = (
        "search --sync --onlyvisible --name desk-types-chinese windowactivate --sync windowfocus --sync "
        "sleep 1 key ctrl+space sleep 1 type --delay 150 nihao"
    )
    subprocess.run(["xdotool", *keys.split()], env=desktop, check=True, timeout=30)
    subprocess.run(["xdotool", "sleep", "1", "key", "space"], env=desktop, check=True, timeout=30)
    try:
        assert line.stdout.readline() == "你好\n"
    finally:
        line.kill()
        line.wait()
        line.stdout.close()
