"""Debian and its relatives (Ubuntu, Kylin 麒麟, UOS 统信): which package brings a library, and how it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from shlex import quote

from desk.installation.messages import Stop, megabytes, tell
from desk.installation.one_at_a_time import heard

OTHERWISE_NAMED = {
    **dict.fromkeys(
        ("libglib-2.0.so.0", "libgobject-2.0.so.0", "libgio-2.0.so.0", "libgmodule-2.0.so.0", "libgthread-2.0.so.0"),
        "libglib2.0-0",
    ),
    **dict.fromkeys(("libbrotlidec.so.1", "libbrotlicommon.so.1"), "libbrotli1"),
    "libz.so.1": "zlib1g",
}
"""Libraries whose package is not called as Debian's policy has it (chapter 8.1)."""
T64 = frozenset(("libglib2.0-0", "libcups2"))
"""Packages renamed with the change to a 64-bit clock (``time_t``)."""
T64_SINCE = {"debian": 13.0, "ubuntu": 24.04}
OPTIONS = (
    "-o",
    "DPkg::Lock::Timeout=300",
    "-o",
    "Acquire::Retries=0",
    "-o",
    "Acquire::http::Timeout=15",
    "-o",
    "Acquire::https::Timeout=15",
)
PROXIES = ("http_proxy", "https_proxy", "ftp_proxy")
SONAME = re.compile(r"(?P<name>.+)\.so\.(?P<version>[\d.]+)")


def release(file: Path = Path("/etc/os-release")) -> Mapping[str, str]:
    """The system's own words about itself (os-release(5))."""
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    return {key: value.strip("\"'") for key, _equals, value in (line.partition("=") for line in lines) if value}


def package_of(library: str, system: Mapping[str, str]) -> str:
    """The package that brings ``library`` (a soname, libEGL.so.1) on the system that ``release`` told of."""
    package = OTHERWISE_NAMED.get(library) or _by_policy(library)
    since = T64_SINCE.get(system.get("ID", ""))
    number = re.match(r"\d+(\.\d+)?", system.get("VERSION_ID", ""))
    renamed = since is not None and number is not None and float(number[0]) >= since
    return f"{package}t64" if renamed and package in T64 else package


def _by_policy(library: str) -> str:
    """Policy 8.1: the soname's name and version, a hyphen between two digits."""
    parts = SONAME.fullmatch(library)
    if parts is None:
        return library
    name = parts["name"].lower().replace("_", "-")
    return f"{name}{'-' if name[-1].isdigit() else ''}{parts['version']}"


def packages_of(libraries: Iterable[str]) -> list[str]:
    """The system's packages that hold these libraries, each once."""
    system = release()
    return sorted({package_of(each, system) for each in libraries})


def venv_package() -> str:
    """What Debian leaves out of its plain ``python3``: the part that makes environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def command_for(packages: Sequence[str]) -> str:
    """One complete line that somebody types who may install."""
    sudo = "sudo " if shutil.which("sudo") and os.geteuid() != 0 else ""
    apt = " ".join([f"{sudo}apt-get", *map(quote, proxy_options())])
    return f"{apt} update && {apt} install -y --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str]) -> None:
    """Install ``packages``, as root or by a sudo that asks nothing. Raises ``Stop`` with the line to type where that
    may not be done, or failed.
    """
    if shutil.which("apt-get") is None:
        raise Stop(
            f"缺少系统组件，请管理员用本系统的软件管理工具安装：{' '.join(packages)}（这是 Debian 的名称，"
            "其他系统名称相近）。",
            "System libraries are missing. Please install them with this system's own tool (names as on Debian): "
            + " ".join(packages),
        )
    prefix = _who_may()
    if prefix is None:
        raise Stop(*asked_for(), command_for(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive", LC_ALL="C")
    apt = [*prefix, "apt-get", *OPTIONS, *proxy_options()]
    heard([*apt, "update", "-qq"], environment)
    size = _download_size([*apt, "install", "-qq", "--print-uris", "--no-install-recommends", *packages], environment)
    tell(
        f"正在安装系统组件 {len(packages)} 个{f'，下载 {megabytes(size)}' if size else ''}……",
        f"Installing {len(packages)} system packages{f' ({megabytes(size)} to download)' if size else ''}…",
    )
    command = [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = heard(command, environment)
    if "dpkg was interrupted" in done.stderr:
        heard([*prefix, "dpkg", "--configure", "-a"], environment)
        done = heard(command, environment)
    if done.returncode:
        raise Stop(*_why(done.stderr), command_for(packages))


def asked_for() -> tuple[str, str]:
    """What is said above the line to type."""
    if os.geteuid() != 0 and shutil.which("sudo"):
        return (
            "还缺少系统组件。请先执行下面这一行（会询问密码），然后重新运行：",
            "System libraries are missing. Please run this line first (it asks for a password), then start again:",
        )
    return (
        "还缺少系统组件。请以 root 身份执行下面这一行，然后重新运行：",
        "System libraries are missing. Please run this line as root, then start again:",
    )


def _who_may() -> list[str] | None:
    """What to put before the command so that it may install; None when nothing helps but a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"]
    return None


def proxy_options() -> list[str]:
    """The proxies of the environment as options, because sudo keeps the environment away."""
    given = {name: os.environ.get(name) or os.environ.get(name.upper()) for name in PROXIES}
    return [
        part
        for name, value in given.items()
        if value
        for part in ("-o", f"Acquire::{name.removesuffix('_proxy')}::Proxy={value}")
    ]


def _download_size(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Bytes that apt would fetch; 0 when it does not say."""
    answer = heard(command, environment).stdout
    return sum(int(size) for size in re.findall(r"^'\S+' \S+ (\d+) ", answer, re.MULTILINE))


def _why(complaint: str) -> tuple[str, str]:
    last = next((line for line in reversed(complaint.splitlines()) if line.startswith("E:")), "").strip()
    if re.search("resolv|Failed to fetch|connect|Unable to locate|timed out|Network is unreachable", complaint):
        return (
            "系统组件未能安装，连不上软件源。请联网后重新运行，或由管理员执行下面这一行"
            "（没有网络的电脑，请管理员从系统安装盘或本单位的软件源安装这些组件）：",
            f"System packages could not be installed: no way to the package source. {last}\n"
            "Please connect and start again, or run this line (without network, from the system's own media):",
        )
    return (
        "系统组件未能自动安装，请由管理员执行下面这一行，然后重新运行：",
        f"System packages could not be installed. {last}\nPlease run this line, then start again:",
    )
