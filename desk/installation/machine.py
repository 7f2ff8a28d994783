"""Can the program run on this PC at all? Asked before anything is downloaded."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from pathlib import Path

from desk.installation import places
from desk.installation.messages import Stop, megabytes

OLDEST_GLIBC = (2, 34)
"""What the locked wheels of Qt are built for (their tag, manylinux_2_34)."""
PYTHONS = ((3, 11), (3, 12), (3, 13))
"""For which the locked libraries have wheels."""
PROCESSORS = ("x86_64", "amd64", "aarch64", "arm64")
MEMORY_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""What a container may use at most, in either kind of control groups."""
LEAST_MEMORY = 900_000_000
"""Bytes. A PC of 1 GB says a little less than that of itself."""


def require() -> None:
    """Raises ``Stop`` for a PC on which the program cannot run."""
    require_python(places.python_version())
    require_processor(platform.machine())
    if sys.platform.startswith("linux"):
        require_c_library(*platform.libc_ver())
    require_memory(memory())


def require_python(version: tuple[int, int]) -> None:
    """Raises ``Stop`` for a Python that the components have no version for."""
    if version not in PYTHONS:
        have, newest = (".".join(map(str, each)) for each in (version, PYTHONS[-1]))
        raise Stop(
            f"程序的组件还没有适合 Python {have} 的版本，请用 Python 3.11 至 {newest} 运行。",
            f"The components have no version for Python {have} yet. Please use Python 3.11 to {newest}.",
        )


def require_processor(name: str) -> None:
    """Raises ``Stop`` for another processor than 64-bit x86 and ARM."""
    if name.lower() not in PROCESSORS:
        raise Stop(
            f"本机的处理器是 {name}，程序的组件只有适合 64 位 x86 和 ARM 的。",
            f"This PC's processor is {name}; the components are made for 64-bit x86 and ARM.",
        )


def require_c_library(name: str, version: str) -> None:
    """Raises ``Stop`` for a Linux whose C library is older than the wheels ask for, or another one."""
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if name != "glibc" or numbers < OLDEST_GLIBC:
        oldest = ".".join(map(str, OLDEST_GLIBC))
        raise Stop(
            f"本机系统的基础库是 {name or '非 glibc'} {version}，程序需要 glibc {oldest} 或更新（Debian 12、Ubuntu "
            "22.04 及以后）。",
            f"This system has {name or 'no glibc'} {version}; glibc {oldest} or newer is needed (Debian 12, Ubuntu "
            "22.04).",
        )


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
