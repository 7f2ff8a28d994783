"""Brings the locked wheels: from the network, or from a folder that was filled elsewhere (a USB stick)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from desk.installation import requirements
from desk.installation.messages import Stop, megabytes, tell
from desk.installation.places import PYTHON, WHEELS
from desk.installation.requirements import Requirement

LARGE = 8_000_000
"""Bytes from which a wheel is fetched, and told of, by itself."""
TRY_SECONDS, PATIENCE_SECONDS = 5, 30
SAY_EVERY = 5.0
QUIET = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off")
LINUX_TAGS = (*(f"manylinux_2_{minor}" for minor in range(34, 16, -1)), "manylinux2014")
OTHER_PYTHONS = ("3.11", "3.12", "3.13")
NO_NETWORK = re.compile(
    "resolution|resolve host|Name or service|getaddrinfo|NewConnectionError|Network is unreachable|timed out|"
    "Timeout|Connection (refused|reset|aborted)|ProxyError|Max retries|SSLError|IncompleteRead",
    re.IGNORECASE,
)
NOT_MADE = re.compile("No matching distribution|Could not find a version|is not a supported wheel", re.IGNORECASE)


def pip(
    *args: str | Path, scratch: Path | None = None, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    """The environment's pip, its words kept for whoever has to explain. It writes into ``scratch`` and no cache."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if scratch:
        scratch.mkdir(parents=True, exist_ok=True)
        environment["TMPDIR"] = environment["TEMP"] = environment["TMP"] = str(scratch)
    environment["PIP_ROOT_USER_ACTION"] = "ignore"
    if "PIP_CACHE_DIR" not in environment:
        environment["PIP_NO_CACHE_DIR"] = "1"
    command = [PYTHON, "-m", "pip", *args]
    try:
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "timed out")


def fetch(wanted: Sequence[Requirement], folder: Path = WHEELS) -> None:
    """Download ``wanted`` into ``folder``, large ones one by one. What is there already is kept. Raises ``Stop``."""
    size = requirements.sizes()
    large = [each for each in wanted if each.name in size and size[each.name].download >= LARGE]
    rest = [each for each in wanted if each not in large]
    _try_network(min(wanted, key=lambda each: size[each.name].download if each.name in size else 0), folder)
    batches = [*([each] for each in large), *([rest] if rest else [])]
    for number, batch in enumerate(batches, 1):
        expected = requirements.total(batch).download
        name = batch[0].name if len(batch) == 1 else f"其余 {len(batch)} 个 / {len(batch)} small ones"
        print(f"  [{number}/{len(batches)}] {name} {megabytes(expected)}", flush=True)
        with _Progress(folder, expected):
            done = _download(batch, folder, "--retries", "3", "--timeout", str(PATIENCE_SECONDS))
        if done.returncode:
            raise explained(done.stderr, begun=True)


def _try_network(smallest: Requirement, folder: Path) -> None:
    """One short try with the smallest wheel, through whatever index, proxy and certificates pip is set to. (Without
    a single retry pip does not say that it was the network.)"""
    done = _download([smallest], folder, "--retries", "1", "--timeout", str(TRY_SECONDS), seconds=2 * TRY_SECONDS + 3)
    if done.returncode:
        raise explained(done.stderr, begun=False)


def _download(
    wanted: Sequence[Requirement], folder: Path, *options: str, seconds: float | None = None
) -> subprocess.CompletedProcess[str]:
    scratch = folder / "part"
    listed = write_list(wanted, scratch)
    return pip(
        "download", *QUIET, "--no-deps", "--only-binary", ":all:", "--require-hashes", *options,
        "--requirement", listed, "--dest", folder, scratch=scratch, seconds=seconds,
    )  # fmt: skip


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
        self._before = _bytes_in(self._folder)
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(SAY_EVERY):
            here = max(0, _bytes_in(self._folder) - self._before)
            print(f"        {megabytes(here)} / {megabytes(self._expected)}", flush=True)


def _bytes_in(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def explained(complaint: str, *, begun: bool) -> Stop:
    """pip's words as ours."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    last = next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1] if lines else "")
    if NOT_MADE.search(complaint) and not NO_NETWORK.search(complaint):
        python = ".".join(map(str, sys.version_info[:2]))
        system = os.uname().machine if hasattr(os, "uname") else sys.platform
        return Stop(
            f"有的组件没有适合本机的版本（Python {python}，{system}）。请改用 Python 3.11 至 3.13、64 位 x86 或 ARM 的电脑。",
            f"A component has no version for this PC (Python {python}, {system}): {last}",
        )
    if NO_NETWORK.search(complaint):
        again = "已下载的部分已保留。" if begun else ""
        return Stop(
            f"连不上网络，程序组件未能下载。{again}请检查网络（需要代理时设置 HTTPS_PROXY），然后重新运行；\n"
            "没有网络的电脑，请在另一台电脑上执行 python3 run.py download 文件夹，再在本机执行 python3 run.py --offline 文件夹。",
            "No network: the components could not be downloaded. Please connect (HTTPS_PROXY is honoured) and start again;\n"
            "for a PC without network, run python3 run.py download DIR on another one, then python3 run.py --offline DIR here.",
        )
    return Stop("程序组件未能下载。", f"The components could not be downloaded. {last}")


def check_offline(wanted: Sequence[Requirement], folder: Path) -> None:
    """Is every wheel in ``folder``? Raises ``Stop`` that names those that are not."""
    if not folder.is_dir():
        raise Stop(f"没有找到文件夹 {folder}。", f"There is no folder {folder}.")
    there = {_of_file(path) for path in folder.rglob("*.whl")}
    absent = [f"{each.name} {each.version}" for each in wanted if (each.name, each.version) not in there]
    if absent:
        raise Stop(
            f"{folder} 中缺少 {len(absent)} 个组件：{'、'.join(absent[:5])}。请用同一版本的程序重新执行 download。",
            f"{folder} lacks {len(absent)} components: {', '.join(absent[:5])}. Please run download again with this version.",
        )


def _of_file(path: Path) -> tuple[str, str]:
    name, version, *_tags = path.name.split("-")
    return requirements.canonical(name), version


def fill(folder: Path) -> None:
    """Everything for PCs without network: this kind of machine and Windows, each supported Python. Raises ``Stop``."""
    targets = [(system, python) for system in dict.fromkeys((sys.platform, "win32")) for python in OTHER_PYTHONS]
    began = monotonic()
    for system, python in targets:
        wanted = requirements.for_machine("run", requirements.machine(system, f"{python}.0"))
        tell(f"正在下载 {_system_words(system)}，Python {python}……", f"Downloading for {system}, Python {python}…")
        scratch = folder / "part"
        done = pip(
            "download", *QUIET, "--no-deps", "--only-binary", ":all:", "--require-hashes", "--retries", "1",
            "--timeout", str(PATIENCE_SECONDS), "--python-version", python, "--implementation", "cp", *_tags(system),
            "--requirement", write_list(wanted, scratch), "--dest", folder, scratch=scratch,
        )  # fmt: skip
        if done.returncode:
            raise explained(done.stderr, begun=False)
    shutil.rmtree(folder / "part", ignore_errors=True)
    tell(
        f"已存入 {folder}，共 {megabytes(_bytes_in(folder))}，用时 {monotonic() - began:.0f} 秒。",
        f"{folder} is filled ({megabytes(_bytes_in(folder))}).",
    )


def _tags(system: str) -> list[str]:
    """pip's options for the platform; ``system`` as ``sys.platform`` says it."""
    if system == "win32":
        return ["--platform", "win_amd64"]
    if system.startswith("linux"):
        return [part for tag in LINUX_TAGS for part in ("--platform", f"{tag}_{os.uname().machine}")]
    return []


def _system_words(system: str) -> str:
    return "Windows 用" if system == "win32" else "本系统用"


def place_for(folder: str) -> Path:
    """A folder as it was typed, seen from where it was typed, not from the checkout."""
    typed = Path(folder).expanduser()
    return typed if typed.is_absolute() else Path.cwd() / typed
