"""Set everything up and open the desk; with ``test`` or ``bench``, set up and check it. Standard library only.

python3 run.py            the desk (the guided demo where there is no screen)
python3 run.py test       all checks and tests
python3 run.py bench      the table of measurements
python3 run.py ARGS...    the command ``desk ARGS...``
"""

from __future__ import annotations

import compileall
import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

QT_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "glib-2.0": "libglib2.0-0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xkb": "libxcb-xkb1",
}


def main(args: list[str]) -> int:
    if sys.version_info < (3, 11):
        print("本程序需要 Python 3.11 或更新版本。 / Python 3.11 or newer is needed.", file=sys.stderr)
        return 1
    checking = args[:1] in (["test"], ["bench"])
    try:
        set_up(with_tests=checking)
    except subprocess.CalledProcessError as failed:
        print(f"安装未完成 / set-up failed: {' '.join(map(str, failed.cmd))}", file=sys.stderr)
        return 1
    if args[:1] == ["test"]:
        return check(args[1:])
    if args[:1] == ["bench"]:
        return call("-m", "pytest", "tests/bench", "--benchmark-enable", "-q", "-s", *args[1:], offscreen=True)
    if not args and not has_screen():
        print("没有找到显示器，改为离屏播放引导演示。 / No screen found: playing the guided demo offscreen.")
        return call("-m", "desk.demo", str(HOME / "demo"), offscreen=True)
    return call("-m", "desk", *args)


def set_up(*, with_tests: bool) -> None:
    """Make the environment anew when its lock changed; otherwise only refresh the bytecode of our own files."""
    lock = HOME / "requirements" / ("test.lock" if with_tests else "run.lock")
    stamp = VENV / f"made-from-{lock.stem}"
    recipe = hashlib.sha256(
        lock.read_bytes() + (HOME / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    if not (stamp.exists() and stamp.read_text() == recipe):
        install_qt_libraries()
        make_environment()
        pip("--require-hashes", "--requirement", str(lock))
        pip("--no-deps", "--no-build-isolation", "--editable", str(HOME))
        subprocess.run([PYTHON, "-m", "compileall", "-q", "-j", "0", "-x", r"\.tmpl\.py", VENV], check=False)
        stamp.write_text(recipe)
    compileall.compile_dir(HOME / "desk", quiet=1, workers=1)
    compile_words()


def make_environment() -> None:
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401  (Debian leaves it out of its plain python3)
    except ImportError:
        apt_install([f"python3.{sys.version_info.minor}-venv"])
    print("正在准备运行环境，首次约需几分钟…… / Setting up, the first time takes a few minutes…", flush=True)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def pip(*args: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-warn-script-location",
    ]
    subprocess.run([*command, *args], check=True, env=environment)


def compile_words() -> None:
    """Catalogues (.po) become what gettext reads (.mo) whenever a .po is newer."""
    for source in HOME.glob("resources/locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            command = [PYTHON, "-m", "babel.messages.frontend", "compile", "-i", source, "-o", target]
            subprocess.run(command, check=True, capture_output=True)


def install_qt_libraries() -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = [package for name, package in QT_LIBRARIES.items() if ctypes.util.find_library(name) is None]
    if missing:
        apt_install(missing)


def apt_install(packages: list[str]) -> None:
    """Install with apt where we may (root, or sudo without a password); otherwise say what to type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = "sudo " + " ".join(command)
    if shutil.which("apt-get") is None:
        print(f"缺少系统库 / missing system libraries: {' '.join(packages)}", file=sys.stderr)
        return
    if os.geteuid() == 0:
        prefix: list[str] = []
    elif shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        prefix = ["sudo", "-n"]
    else:
        print(f"请先执行 / please run first:\n  {by_hand}", file=sys.stderr)
        return
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=environment, capture_output=True)
    if subprocess.run([*prefix, *command], env=environment, capture_output=True).returncode != 0:
        print(f"系统库未能自动安装，请执行 / please run:\n  {by_hand}", file=sys.stderr)


def has_screen() -> bool:
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def check(extra: list[str]) -> int:
    """Lint, types, import contracts, translations, then the tests; stops at the first step that fails."""
    steps = [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("importlinter.cli", "lint"),
        ("tests.translations",),
        ("pytest", "-n", "2", "tests", "--ignore=tests/bench", *extra),
    ]
    for module, *args in steps:
        if module == "importlinter.cli":
            code = subprocess.run([BIN / "lint-imports"], cwd=HOME).returncode
        else:
            code = call("-m", module, *args, offscreen=True)
        if code:
            return code
    return 0


def call(*args: str, offscreen: bool = False) -> int:
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([PYTHON, *args], cwd=HOME if offscreen else None, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
