"""A bare machine: a fresh copy of a minimal Debian, with a clerk who may not install anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

SUITES = {"12": "bookworm", "13": "trixie"}
CHECKOUT = Path(__file__).resolve().parents[2]
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
ENTER = """
root=$1 user=$2 home=$3; shift 3
mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"; mount -t tmpfs tmpfs "$root/dev/shm"
ip link set lo up 2>/dev/null || true
exec chroot --userspec="$user" "$root" env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME="$home" "$@"
"""


@dataclass(frozen=True)
class Done:
    """A command that ended: its exit code, all it said, and how many seconds it took."""

    code: int
    said: str
    seconds: float

    def command_told(self) -> str:
        """The one line that somebody is told to type."""
        lines = [line.strip() for line in self.said.splitlines() if line.startswith("    ")]
        assert len(lines) == 1, self.said
        return lines[0]


def base(work: Path, release: str) -> Path:
    """The minimal Debian ``release``, made once."""
    suite = SUITES[release]
    made, ready = (work / suite).resolve(), work / f"{suite}.ready"
    if not ready.exists():
        shutil.rmtree(made, ignore_errors=True)
        packages = "--include=python3,ca-certificates"
        subprocess.run(["debootstrap", "--variant=minbase", packages, suite, made], check=True)
        shutil.copy("/etc/resolv.conf", made / "etc/resolv.conf")
        if Path(CERTIFICATES).exists():
            shutil.copy(CERTIFICATES, made / CERTIFICATES.lstrip("/"))
        subprocess.run(["chroot", made, "useradd", "-m", "clerk"], check=True)
        ready.touch()
    return made


class Machine:
    """``place`` is where the checkout lies on it."""

    def __init__(self, work: Path, release: str, name: str, place: str = "/opt/desk") -> None:
        self.root = work / "machines" / f"{name}-{release}"
        self.release, self.place = release, place
        self.scrap()
        self.root.parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-a", "--reflink=auto", base(work, release), self.root], check=True)

    def scrap(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def path(self, place: str) -> Path:
        return self.root / place.lstrip("/")

    @property
    def checkout(self) -> Path:
        return self.path(self.place)

    def clone(self, owner: str = "root") -> None:
        """``git clone`` of the last commit, as ``owner``'s."""
        self.checkout.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "clone", "-q", CHECKOUT, self.checkout], check=True)
        if owner != "root":
            self.run("chown", "-R", f"{owner}:", self.place)

    def command(self, *args: str, user: str = "root", network: bool = True, folder: str = "", **env: str) -> list[str]:
        """The whole command that runs ``args`` on the machine; without ``network`` there is only a loopback."""
        home = "/root" if user == "root" else f"/home/{user}"
        passed = {name: value for name, value in os.environ.items() if name == "PIP_CERT"} | env
        settings = [f"{name}={value}" for name, value in passed.items()]
        inside = ["sh", "-c", 'cd "$0" && exec "$@"', folder or self.place, *args] if args[0] != "chown" else list(args)
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])]
        return [*apart, "bash", "-c", ENTER, "_", str(self.root), user, home, *settings, *inside]

    def run(self, *args: str, user: str = "root", network: bool = True, folder: str = "", **env: str) -> Done:
        began = monotonic()
        command = self.command(*args, user=user, network=network, folder=folder, **env)
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        return Done(done.returncode, done.stdout + done.stderr, monotonic() - began)

    def desk(self, *args: str, user: str = "root", network: bool = True, **env: str) -> Done:
        """``python3 run.py ARGS`` in the checkout."""
        return self.run("python3", "run.py", *args, user=user, network=network, **env)

    def shell(self, line: str) -> Done:
        """A line that root types, and that has to work."""
        done = self.run("sh", "-c", line, DEBIAN_FRONTEND="noninteractive")
        assert done.code == 0, done
        return done

    def changed_since(self, stamp: Path, apart_from: Sequence[str] = ()) -> list[str]:
        """Files outside the checkout that are newer than ``stamp``; packages' own places left out."""
        system = ("/usr", "/etc", "/var", "/proc", "/dev", "/sys", "/run", self.place, *apart_from)
        told = subprocess.run(["find", self.root, "-type", "f", "-newer", stamp], capture_output=True, text=True).stdout
        names = [line.removeprefix(str(self.root)) for line in told.splitlines()]
        return [name for name in names if not any(Path(name).is_relative_to(place) for place in system)]
