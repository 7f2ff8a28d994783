"""The environment ``.venv``: made once, brought up to date when its lock changed, and opened as it is when that cannot
be done and nothing essential is missing."""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desk.installation import downloads, libraries, requirements
from desk.installation.messages import UPDATE_WAITS, Stop, megabytes, tell, warn
from desk.installation.one_at_a_time import one_at_a_time
from desk.installation.places import HOME, PYTHON, REQUIREMENTS, VENV, WHEELS, may_write, site_packages
from desk.installation.requirements import Requirement

STATE = VENV / "desk-set-up.json"
OLDEST_GLIBC = (2, 34)
"""What the locked wheels of Qt are built for (their tag, manylinux_2_34)."""
MEMORY_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""What a container may use at most, in either kind of control groups."""
LEAST_MEMORY = 900_000_000
"""Bytes. A PC of 1 GB says a little less than that of itself."""


@dataclass(frozen=True)
class State:
    """What stands in ``.venv``: for each lock its recipe, the system's libraries that have to stay, and whether libraries
    are being exchanged just now."""

    recipes: dict[str, str] = field(default_factory=dict)
    libraries: list[str] = field(default_factory=list)
    changing: bool = False

    @classmethod
    def load(cls) -> State:
        try:
            return cls(**json.loads(STATE.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self) -> None:
        fresh = STATE.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self), indent=1), "utf-8")
        fresh.replace(STATE)


def recipe(lock: str) -> str:
    """Of what an environment for ``lock`` is made: the lock, the project's own file, the Python, the folder."""
    parts = (
        (REQUIREMENTS / f"{lock}.lock").read_bytes(),
        (HOME / "pyproject.toml").read_bytes(),
        ".".join(map(str, sys.version_info[:2])).encode(),
        os.fsencode(HOME),
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def set_up(lock: str, offline: Path | None = None) -> None:
    """Everything of ``lock`` is installed and the window's parts load. Raises ``Stop`` with what to do when not.

    A start that finds all in order only looks whether the system's libraries are still where they were."""
    state = State.load()
    if _current(state, lock):
        if all(map(os.path.exists, state.libraries)):
            return
        refreshed = State(state.recipes, libraries.require_all())
        if may_write(VENV):
            refreshed.save()
        return
    if not may_write(HOME):
        _open_as_it_is_or_stop(state, lock)
        return
    with one_at_a_time(HOME):
        if _current(State.load(), lock):
            return
        try:
            _bring_up_to_date(lock, offline)
        except Stop as stop:
            if offline or not _whole(State.load(), lock):
                raise
            print(stop.words, file=sys.stderr)
            _say_update_waits()


def _current(state: State, lock: str) -> bool:
    return not state.changing and state.recipes.get(lock) == recipe(lock) and PYTHON.exists()


def _bring_up_to_date(lock: str, offline: Path | None) -> None:
    _require_machine()
    state = State.load()
    if state.changing or not _answers():
        shutil.rmtree(VENV, ignore_errors=True)
        state = State()
    from_pip_wheel = pip_wheel_in(offline) if offline else None
    absent = libraries.absent()
    need_venv = not PYTHON.exists() and not libraries.has_venv() and from_pip_wheel is None
    if absent or need_venv:
        libraries.bring(absent, with_venv=need_venv)
    make_environment(from_pip_wheel)
    wanted = requirements.missing(lock, site_packages())
    _install(wanted, _collect(wanted, offline), state)
    found = libraries.require_all()
    compile_all()
    State({**state.recipes, lock: recipe(lock)}, found).save()
    shutil.rmtree(WHEELS, ignore_errors=True)


def _open_as_it_is_or_stop(state: State, lock: str) -> None:
    """For somebody who may not write here: what another account set up is used, or it is said who has to."""
    if _whole(state, lock):
        _say_update_waits()
        return
    raise Stop(
        f"程序还没有安装好，而当前用户不能写入 {HOME}。\n请管理员在这个文件夹里执行一次 python3 run.py，或者把程序复制到自己的文件夹再运行。",
        f"The program is not set up yet, and you may not write into {HOME}.\n"
        "Please have python3 run.py run there once by whoever may, or copy the program into a folder of your own.",
    )


def _whole(state: State, lock: str) -> bool:
    """Can the desk open with what is there? Every library of today's lock stands in some version, and Qt loads."""
    if not state.recipes or state.changing or not _answers():
        return False
    there = requirements.installed(site_packages())
    names = {each.name for each in requirements.for_machine(lock, requirements.this_machine())}
    return names <= there.keys() and not libraries.probed().missing


def _say_update_waits() -> None:
    os.environ[UPDATE_WAITS] = "1"
    warn(
        "程序组件有更新，这次未能安装，先用现有组件打开。联网后由安装者重新运行一次即可更新。",
        "An update of the components waits; opening with those that are here. "
        "Start once with network, as whoever set this up.",
    )


def _answers() -> bool:
    """Is the environment's Python there, and can it install?"""
    if not PYTHON.exists():
        return False
    try:
        done = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def _require_machine() -> None:
    """Raises ``Stop`` for a PC on which the program cannot run, before anything is downloaded."""
    name, version = platform.libc_ver()
    if sys.platform.startswith("linux"):
        numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
        if name != "glibc" or numbers < OLDEST_GLIBC:
            oldest = ".".join(map(str, OLDEST_GLIBC))
            raise Stop(
                f"本机系统的基础库是 {name or '非 glibc'} {version}，程序需要 glibc {oldest} 或更新（Debian 12、Ubuntu 22.04 及以后）。",
                f"This system has {name or 'no glibc'} {version}; glibc {oldest} or newer is needed (Debian 12, Ubuntu 22.04).",
            )
    require_memory(memory())


def memory() -> int | None:
    """Bytes of memory that this PC, or the container it is, may use; None when the system does not say."""
    try:
        sizes = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    except (AttributeError, ValueError, OSError):
        return None
    for limit in MEMORY_LIMITS:
        with suppress(OSError, ValueError):
            sizes.append(int(limit.read_text("ascii")))
    return min(sizes)


def require_memory(size: int | None) -> None:
    """Raises ``Stop`` where a window would only make everything crawl."""
    if size is not None and size < LEAST_MEMORY:
        raise Stop(
            f"本机内存只有 {megabytes(size)}，程序至少需要 1 GB。",
            f"This PC has {megabytes(size)} of memory; 1 GB is the least.",
        )


def make_environment(pip_wheel: Path | None = None) -> None:
    """An empty ``.venv`` with pip: Python's own, or the one in ``pip_wheel`` where Debian has left its own out."""
    if PYTHON.exists():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    tell("正在准备运行环境……", "Preparing the environment…")
    bare = ["--without-pip"] if pip_wheel else []
    made = subprocess.run(
        [sys.executable, "-m", "venv", *bare, str(VENV)], capture_output=True, text=True, errors="replace"
    )
    if made.returncode == 0 and pip_wheel:
        command = [str(PYTHON), str(pip_wheel / "pip"), "install", "-q", "--no-index", "--no-deps", str(pip_wheel)]
        made = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        last = ((made.stderr or made.stdout).strip().splitlines() or [""])[-1]
        raise Stop("运行环境未能建立。", f"The environment could not be made: {last}")


def pip_wheel_in(folder: Path) -> Path | None:
    """The locked pip in ``folder``, if it is just that one by its hash."""
    locked = next(each for each in requirements.read("run") if each.name == "pip")
    for path in folder.glob(f"pip-{locked.version}-*.whl"):
        if f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" in locked.text:
            return path
    return None


def _collect(wanted: list[Requirement], offline: Path | None) -> Path:
    """The folder in which the wheels of ``wanted`` are."""
    size = requirements.total(wanted)
    free = shutil.disk_usage(HOME).free
    needed = size.installed + (0 if offline else size.download)
    if needed > free:
        raise Stop(
            f"磁盘空间不够：需要 {megabytes(needed)}，{HOME} 所在磁盘还剩 {megabytes(free)}。请先清理。",
            f"Not enough room: {megabytes(needed)} are needed, {megabytes(free)} are free.",
        )
    if offline:
        downloads.check_offline(wanted, offline)
        return offline
    if wanted:
        tell(
            f"需要下载 {len(wanted)} 个组件，约 {megabytes(size.download)}，安装后占用约 {megabytes(size.installed)}。",
            f"{len(wanted)} components to download, about {megabytes(size.download)}; "
            f"about {megabytes(size.installed)} on disk.",
        )
        downloads.fetch(wanted)
    return WHEELS


def _install(wanted: list[Requirement], folder: Path, state: State) -> None:
    State(state.recipes, state.libraries, changing=True).save()
    tell("正在安装……", "Installing…")
    scratch = VENV / "tmp"
    steps: list[tuple[str | Path, ...]] = []
    if wanted:
        listed = downloads.write_list(wanted, scratch)
        steps.append(("--find-links", folder, "--no-deps", "--require-hashes", "--requirement", listed))
    steps.append(("--no-deps", "--no-build-isolation", "--editable", HOME))
    for step in steps:
        done = downloads.pip(
            "install",
            *downloads.QUIET,
            "--no-index",
            "--no-compile",
            "--no-warn-script-location",
            *step,
            scratch=scratch,
        )
        if done.returncode:
            raise downloads.explained(done.stderr, begun=True)
    shutil.rmtree(scratch, ignore_errors=True)


def compile_all() -> None:
    """Bytecode of the libraries and of our own files, and the catalogues."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", "-x", r"\.tmpl\.py", str(VENV)]
    subprocess.run(command, env=environment, capture_output=True)
    compile_own()
    subprocess.run([PYTHON, "-m", "desk.catalogues"], cwd=HOME, env=environment, check=False)


def compile_own() -> None:
    """Bytecode of our own files, for the desk's Python; nothing where somebody may only read."""
    if may_write(HOME / "desk"):
        compileall.compile_dir(HOME / "desk", quiet=2, workers=1)
