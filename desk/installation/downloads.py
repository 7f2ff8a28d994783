"""Brings the locked wheels: from the network, or from a folder that was filled elsewhere (a USB stick)."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from desk.installation import requirements
from desk.installation.machine import OLDEST_GLIBC, PYTHONS
from desk.installation.messages import Stop, megabytes, tell
from desk.installation.one_at_a_time import heard
from desk.installation.places import PYTHON, WHEELS
from desk.installation.requirements import Requirement

LARGE = 8_000_000
"""Bytes from which a wheel is fetched, and told of, by itself."""
TRY_SECONDS, PATIENCE_SECONDS = 5, 30
SAY_EVERY = 5.0
QUIET = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off")
LINUX_TAGS = (*(f"manylinux_2_{minor}" for minor in range(OLDEST_GLIBC[1], 16, -1)), "manylinux2014")
NO_NETWORK = re.compile(
    "resolution|resolve host|Name or service|getaddrinfo|NewConnectionError|Network is unreachable|timed out|"
    "Timeout|Connection (refused|reset|aborted)|ProxyError|Max retries|IncompleteRead",
    re.IGNORECASE,
)
KEPT_SETTINGS = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_TRUSTED_HOST",
    "PIP_PROXY",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_CACHE_DIR",
)
"""Of pip's own settings those that say where from and how to get there."""
NO_ROOM = re.compile(r"No space left on device|\[Errno 28\]|Disk quota exceeded")
NOT_TRUSTED = re.compile("SSLError|CERTIFICATE_VERIFY_FAILED", re.IGNORECASE)
FORGED = (
    "组件文件与清单不符，可能损坏或被改动，没有安装。请换一个网络或重新执行 download；仍不行，请联系提供程序的人。",
    "A component's file is not the one that the lock names: damaged or exchanged, and not installed. "
    "Please try another network, or run download again.",
)
NOT_MADE = re.compile("No matching distribution|Could not find a version|is not a supported wheel", re.IGNORECASE)


def pip(*args: str | Path, scratch: Path, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
    """The environment's pip, its words kept for whoever has to explain. It writes into ``scratch`` and no cache.

    For downloads it is told where from as everywhere on this PC; installing is nobody's setting but ours. Should this
    process be killed, pip still holds the lock of set-up until it is done."""
    scratch.mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if args[0] == "download":
        environment |= {name: os.environ[name] for name in KEPT_SETTINGS if name in os.environ}
    else:
        environment["PIP_CONFIG_FILE"] = os.devnull
    environment |= {"PIP_ROOT_USER_ACTION": "ignore", "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    if "PIP_CACHE_DIR" not in environment:
        environment["PIP_NO_CACHE_DIR"] = "1"
    command = [PYTHON, "-m", "pip", *args]
    try:
        return heard(command, environment, seconds)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "timed out")


def fetch(wanted: Sequence[Requirement]) -> None:
    """Download ``wanted`` into ``.wheels``, large ones one by one. Raises ``Stop``; what has arrived is kept."""
    size = requirements.sizes()
    large = [each for each in wanted if each.name in size and size[each.name].download >= LARGE]
    rest = [each for each in wanted if each not in large]
    _try_network(min(wanted, key=lambda each: size[each.name].download if each.name in size else 0))
    batches = [*([each] for each in large), *([rest] if rest else [])]
    for number, batch in enumerate(batches, 1):
        name = batch[0].name if len(batch) == 1 else f"其余 {len(batch)} 个 / {len(batch)} small ones"
        done = _told_while_downloading(f"[{number}/{len(batches)}] {name}", batch, WHEELS)
        if done.returncode:
            raise stop_for(done.stderr, begun=True)


def _told_while_downloading(
    sentence: str, wanted: Sequence[Requirement], folder: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    expected = requirements.total(wanted).download
    print(f"  {sentence} {megabytes(expected)}", flush=True)
    with _Progress(folder, expected):
        return _download(wanted, folder, "--retries", "3", "--timeout", str(PATIENCE_SECONDS), *options)


def _try_network(smallest: Requirement) -> None:
    """One short try with the smallest wheel, through whatever index, proxy and certificates pip is set to. (Without
    a single retry pip does not say that it was the network.)"""
    done = _download([smallest], WHEELS, "--retries", "1", "--timeout", str(TRY_SECONDS), seconds=3 * TRY_SECONDS + 5)
    if done.returncode:
        raise stop_for(done.stderr, begun=False)


def _download(
    wanted: Sequence[Requirement], folder: Path, *options: str, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    scratch = folder / "part"
    listed = write_list(wanted, scratch)
    return pip(
        "download",
        *QUIET,
        "--no-deps",
        "--only-binary",
        ":all:",
        "--require-hashes",
        *options,
        "--requirement",
        listed,
        "--dest",
        folder,
        scratch=scratch,
        seconds=seconds,
    )


def write_list(wanted: Sequence[Requirement], folder: Path) -> Path:
    """``wanted`` as a file that pip reads."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / "wanted.txt"
    listed.write_text("\n".join(each.text for each in wanted) + "\n", "utf-8")
    return listed


class _Progress:
    """While pip fetches, a plain line every few seconds: how much of how much is there."""

    def __init__(self, folder: Path, expected: int) -> None:
        self._folder, self._expected, self._done = folder, expected, Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._before = fetched_bytes(self._folder)
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(SAY_EVERY):
            here = max(0, fetched_bytes(self._folder) - self._before)
            print(f"        {megabytes(here)} / {megabytes(self._expected)}", flush=True)


def fetched_bytes(folder: Path) -> int:
    """As far as can be seen while pip copies files about: what lies there twice was fetched once."""
    sizes: dict[str, int] = {}
    with suppress(OSError):
        for path in folder.rglob("*"):
            with suppress(OSError):
                if not path.is_file():
                    continue
                sizes[path.name] = max(path.stat().st_size, sizes.get(path.name, 0))
    return sum(sizes.values())


def last_line(complaint: str) -> str:
    """What pip says in the end, or the last of its errors."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1] if lines else "")


def stop_for(complaint: str, *, begun: bool, filling: bool = False) -> Stop:
    """pip's words about a download as ours; ``filling`` a folder for other PCs."""
    last = last_line(complaint)
    if NO_ROOM.search(complaint):
        return disk_trouble(OSError(errno.ENOSPC, ""))
    if "HASHES" in complaint:
        return Stop(*FORGED)
    if NOT_TRUSTED.search(complaint):
        return Stop(
            "无法建立安全连接，程序组件未能下载。请核对电脑的日期和时间；单位网络使用自己的证书时，请管理员设置 "
            "PIP_CERT。",
            "No secure connection. Please check the PC's date and time; with certificates of your own, set PIP_CERT. "
            f"{last}",
        )
    if NO_NETWORK.search(complaint):
        kept = "已下载的部分已保留。" if begun else ""
        return Stop(
            f"连不上网络，程序组件未能下载。{kept}请检查网络（需要代理时设置 HTTPS_PROXY），然后重新运行。"
            + (
                ""
                if filling
                else "\n没有网络的电脑：在另一台电脑上执行 python3 run.py download 文件夹，再在本机执行 python3 "
                "run.py --offline 文件夹。"
            ),
            "No network: the components could not be downloaded. Please connect (HTTPS_PROXY is honoured) and start "
            "again."
            + (
                ""
                if filling
                else "\nWithout network: python3 run.py download DIR on another PC, then python3 run.py --offline DIR "
                "here."
            ),
        )
    if NOT_MADE.search(complaint):
        return Stop(
            "软件源（镜像）没有提供需要的组件，或拒绝了访问。请检查 pip 的镜像和代理设置，然后重新运行。",
            f"The package source (mirror) does not offer a component, or refuses. Please check pip's settings. {last}",
        )
    return Stop(f"程序组件未能下载：{last}。请稍后重新运行。", f"The components could not be downloaded: {last}")


def not_installed(what: str, folder: Path) -> Stop:
    """pip's words about an installation as ours; wheels of ours that do not install are brought anew."""
    if folder == WHEELS:
        shutil.rmtree(WHEELS, ignore_errors=True)
    if NO_ROOM.search(what):
        return disk_trouble(OSError(errno.ENOSPC, ""))
    if "HASHES" in what:
        return Stop(*FORGED)
    return Stop(
        f"程序组件未能安装：{what}。请重新运行；从文件夹安装的，请重新执行 download，文件可能损坏。",
        f"The components could not be installed: {what}. Please start again; from a folder, run download again: a "
        "file may be damaged.",
    )


def disk_trouble(error: OSError) -> Stop:
    """What the file system refused, in words."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return Stop(
        "磁盘已满，安装没有完成。请清理后重新运行。"
        if full
        else f"安装没有完成：{error}。请检查文件夹的权限，然后重新运行。",
        "The disk is full; please make room and start again."
        if full
        else f"Set-up failed: {error}. Please check the folder's rights.",
    )


def require_room(size: int, folder: Path) -> None:
    """Raises ``Stop`` when less than ``size`` bytes are free where ``folder`` lies."""
    free = shutil.disk_usage(folder).free
    if size > free:
        raise Stop(
            f"磁盘空间不够：需要 {megabytes(size)}，{folder} 所在磁盘还剩 {megabytes(free)}。请先清理。",
            f"Not enough room: {megabytes(size)} are needed, {megabytes(free)} are free.",
        )


def not_in(folder: Path, wanted: Sequence[Requirement]) -> list[Requirement]:
    """Those of ``wanted`` whose wheel is not in ``folder``; pip looks at the hashes when it installs."""
    there = {_of_file(path) for path in folder.glob("*.whl")}
    return [each for each in wanted if (each.name, each.version) not in there]


def _of_file(path: Path) -> tuple[str, str]:
    """Name and version of a wheel, by its file's name (PEP 427)."""
    name, _hyphen, rest = path.name.partition("-")
    return requirements.canonical(name), rest.partition("-")[0]


def check_offline(wanted: Sequence[Requirement], folder: Path) -> None:
    """Is every wheel in ``folder``? Raises ``Stop`` that names those that are not."""
    absent = [f"{each.name} {each.version}" for each in not_in(folder, wanted)]
    if absent:
        raise Stop(
            f"{folder} 中缺少 {len(absent)} 个组件：{'、'.join(absent[:5])}。请用同一版本的程序重新执行 download。",
            f"{folder} lacks {len(absent)} components: {', '.join(absent[:5])}. Please run download again with this "
            "version.",
        )


def fill(folder: Path) -> None:
    """Everything for PCs without network: this kind of machine and Windows, each supported Python. Raises ``Stop``."""
    targets = [(system, python) for system in dict.fromkeys((sys.platform, "win32")) for python in PYTHONS]
    names = {(system, python): "{}.{}".format(*python) for system, python in targets}
    needed = {
        target: requirements.for_machine("run", requirements.machine(target[0], f"{names[target]}.0"))
        for target in targets
    }
    every = {(system, each.name, each.version): each for (system, _python), some in needed.items() for each in some}
    folder.mkdir(parents=True, exist_ok=True)
    require_room(requirements.total(every.values()).download, folder)
    tell(
        f"存入 {folder}，至少约 {megabytes(requirements.total(every.values()).download)}。",
        f"Filling {folder}: at least {megabytes(requirements.total(every.values()).download)}.",
    )
    for number, (system, python) in enumerate(targets, 1):
        options = ["--python-version", names[system, python], "--implementation", "cp", *_tags(system)]
        place = "Windows" if system == "win32" else "本系统 / this system"
        line = f"[{number}/{len(targets)}] {place}，Python {names[system, python]}"
        done = _told_while_downloading(line, needed[system, python], folder, *options)
        if done.returncode:
            raise stop_for(done.stderr, begun=True, filling=True)
    shutil.rmtree(folder / "part", ignore_errors=True)
    tell(f"已存好，共 {megabytes(fetched_bytes(folder))}。", f"Done: {megabytes(fetched_bytes(folder))}.")


def _tags(system: str) -> list[str]:
    """pip's options for the platform; ``system`` as ``sys.platform`` says it."""
    if system == "win32":
        return ["--platform", "win_amd64"]
    if system.startswith("linux"):
        return [part for tag in LINUX_TAGS for part in ("--platform", f"{tag}_{os.uname().machine}")]
    return []


def place_for(folder: str) -> Path:
    """A folder as it was typed, seen from where it was typed, not from the checkout. Raises ``Stop`` for what is
    none.
    """
    if not folder.strip() or folder.startswith("-") or os.path.expanduser(folder).startswith("~"):  # noqa: PTH111
        raise Stop(f"“{folder}”不是文件夹，请写明位置。", f'"{folder}" is no folder. Please say where it is.')
    return Path(os.path.abspath(os.path.expanduser(folder)))  # noqa: PTH100, PTH111 (Path raises for a user that is not there)
