"""The environment ``.venv``: made once, brought up to date when its lock changed, and used as it is when that cannot be
done and everything essential is there.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.installation import downloads, libraries, machine, places, requirements, running
from desk.installation.messages import UPDATE_WAITS, Stop, megabytes, tell, warn
from desk.installation.one_at_a_time import heard, one_at_a_time
from desk.installation.places import HOME, PYTHON, VENV, WHEELS, may_write, site_packages
from desk.installation.requirements import Requirement
from desk.installation.state import LOCKS, InstallationState, recipes_that_hold


def set_up(lock: str, offline: Path | None = None) -> None:
    """Everything of ``lock`` is installed and the window's parts load. Raises ``Stop`` with what to do when not.

    A start that finds all in order only looks whether the system's libraries are still where they were."""
    state = InstallationState.load()
    if state.fits(lock) and state.has_libraries():
        return
    with _readable_by_all(), one_at_a_time(HOME):
        state = InstallationState.load()
        if state.fits(lock):
            _find_libraries_again(state)
        elif places.may_change_environment():
            _bring_up_to_date_or_use(lock, offline)
        else:
            _use_as_it_is(lock, _not_set_up())


@contextmanager
def _readable_by_all() -> Iterator[None]:
    """What is installed here serves every user of the PC, whatever the umask; what the desk writes later does not."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _find_libraries_again(state: InstallationState) -> None:
    """A library moved with an update of the system, or went away."""
    renewed = InstallationState(state.recipes, libraries.require_all())
    if may_write(VENV):
        renewed.save()


def _bring_up_to_date_or_use(lock: str, offline: Path | None) -> None:
    try:
        _bring_up_to_date(lock, offline)
    except (Stop, OSError) as trouble:
        stop = trouble if isinstance(trouble, Stop) else downloads.disk_trouble(trouble)
        if offline:
            raise stop from trouble
        _use_as_it_is(lock, stop)


def _bring_up_to_date(lock: str, offline: Path | None) -> None:
    machine.require()
    if not _answers():
        _set_aside_and_remove(VENV)
    pip_wheel = pip_wheel_in(offline) if offline else None
    missing = libraries.missing_sonames()
    need_venv = not PYTHON.exists() and not libraries.has_venv() and pip_wheel is None
    if missing or need_venv:
        libraries.install_packages_for(missing, with_venv=need_venv)
    make_environment(pip_wheel)
    wanted = requirements.missing(lock, site_packages())
    folder = _collect(wanted, offline)
    with running.nobody_uses_it():
        _install(wanted, folder, lock)
    libraries_there = libraries.require_all()
    compile_all()
    if hasattr(os, "sync"):
        os.sync()
    made = InstallationState(recipes_that_hold(site_packages()), libraries_there)
    if not made.fits(lock):
        raise downloads.not_installed(
            ", ".join(each.name for each in requirements.missing(lock, site_packages())), WHEELS
        )
    made.save()
    shutil.rmtree(WHEELS, ignore_errors=True)
    _tell_who_cannot_read()
    tell(f"安装完成。以后执行 python3 {HOME / 'run.py'} 打开。", "Done.")


def _tell_who_cannot_read() -> None:
    """Root sets up for everybody; a checkout that only root can read serves nobody else."""
    shut = [path for path in (HOME, HOME / "run.py", HOME / "desk") if not path.stat().st_mode & 0o004]
    if os.name != "nt" and os.geteuid() == 0 and shut:
        warn(
            f"本机其他账户还不能读取程序。需要共用时，请执行：chmod -R a+rX '{HOME}'",
            f"Other accounts cannot read the program yet. To share it: chmod -R a+rX '{HOME}'",
        )


def _use_as_it_is(lock: str, stop: Stop) -> None:
    """Open with what is there when it is whole; else ``stop``, or what the window lacks of the system."""
    result = libraries.probed() if _has_every_library(lock) else None
    if result is None:
        raise stop
    if result.missing or result.errors:
        raise libraries.stop_for(result)
    os.environ[UPDATE_WAITS] = "1"
    warn(
        f"程序组件有更新，这次没有安装（{stop.reason[0]}），先用现有组件打开。请安装程序的人联网打开一次，即可更新。",
        f"An update of the components waits ({stop.reason[1]}); opening with those that are here. "
        "Please have it started once with network by whoever set it up.",
    )
    if stop.command:
        print(f"\n    {stop.command}\n", file=sys.stderr)


def _has_every_library(lock: str) -> bool:
    """Does every library of today's lock stand in some version, with a Python that answers?"""
    if not _answers():
        return False
    names = {each.name for each in requirements.for_machine(lock, requirements.this_machine())}
    return names <= requirements.installed(site_packages()).keys()


def _not_set_up() -> Stop:
    return Stop(
        f"程序还没有安装好，而当前用户不能写入 {HOME}。\n请管理员在这个文件夹里执行一次 python3 run.py about，"
        "或者把程序复制到自己的文件夹再运行。",
        f"The program is not set up yet, and you may not write into {HOME}.\n"
        "Please have python3 run.py about run there once by whoever may, or copy the program into a folder of your "
        "own.",
    )


def _answers() -> bool:
    """Is the environment's Python there, and can it install?"""
    if not places.has_python():
        return False
    try:
        done = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def _set_aside_and_remove(folder: Path) -> None:
    """Renamed first: a removal that is interrupted leaves nothing that looks whole."""
    if folder.exists() or folder.is_symlink():
        aside = folder.with_name(f"{folder.name}-removed-{os.getpid()}")
        folder.rename(aside)
    for left in folder.parent.glob(f"{folder.name}-removed-*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink()


def make_environment(pip_wheel: Path | None = None) -> None:
    """An empty ``.venv`` with pip: Python's own, or the one in ``pip_wheel`` where Debian has left its own out."""
    if PYTHON.exists():
        return
    _set_aside_and_remove(VENV)
    tell("正在准备运行环境……", "Preparing the environment…")
    bare = ["--without-pip"] if pip_wheel else []
    command = [sys.executable, "-m", "venv", *bare, str(VENV)]
    made = heard(command)
    if made.returncode == 0 and pip_wheel:
        command = [str(PYTHON), str(pip_wheel / "pip"), "install", "-q", "--no-index", "--no-deps", str(pip_wheel)]
        made = heard(command)
    if made.returncode:
        _set_aside_and_remove(VENV)
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
    if offline:
        downloads.check_offline(wanted, offline)
    to_fetch = [] if offline else downloads.not_in(WHEELS, wanted)
    size, fetched = requirements.total(wanted), requirements.total(to_fetch).download
    downloads.require_room(size.installed + fetched, HOME)
    if to_fetch:
        tell(
            f"需要下载 {len(to_fetch)} 个组件，约 {megabytes(fetched)}，安装后占用约 {megabytes(size.installed)}。",
            f"{len(to_fetch)} components to download, about {megabytes(fetched)}; "
            f"about {megabytes(size.installed)} on disk.",
        )
        downloads.fetch(to_fetch)
    return offline or WHEELS


def _install(wanted: list[Requirement], folder: Path, lock: str) -> None:
    tell("正在安装……", "Installing…")
    site = site_packages()
    InstallationState().save()
    requirements.remove_half_installed(site)
    scratch = VENV / "tmp"
    if wanted:
        listed = downloads.write_list(wanted, scratch)
        _pip_install(
            "--find-links", folder, "--no-deps", "--force-reinstall", "--require-hashes", "--requirement", listed
        )
    _pip_install("--no-deps", "--no-build-isolation", "--editable", HOME)
    unwanted = requirements.unwanted(LOCKS, site)
    if unwanted:
        downloads.pip("uninstall", "--yes", *unwanted, scratch=scratch)
    shutil.rmtree(scratch, ignore_errors=True)
    left = requirements.missing(lock, site)
    if left:
        raise downloads.not_installed(f"{left[0].name} {left[0].version}", folder)


def _pip_install(*what: str | Path) -> None:
    quiet = ("--no-index", "--no-compile", "--no-warn-script-location")
    done = downloads.pip("install", *downloads.QUIET, *quiet, *what, scratch=VENV / "tmp")
    if done.returncode:
        raise downloads.not_installed(downloads.last_line(done.stderr), Path(what[1]))


def compile_all() -> None:
    """Bytecode of the libraries and of our own files, and the catalogues."""
    command = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", "-x", r"\.tmpl\.py", str(VENV)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    heard(command, environment)
    compile_own()
    running.call("-m", "desk.core.translations", folder=HOME)


def compile_own() -> None:
    """Bytecode of our own files, where one may write; by the environment's Python, or not at all."""
    if os.access(HOME / "desk", os.W_OK) and places.python_version() == sys.version_info[:2]:
        with _readable_by_all():
            compileall.compile_dir(HOME / "desk", quiet=2, workers=1)
