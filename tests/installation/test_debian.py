"""From the name of a library to the one line that somebody types."""

import shutil
import subprocess
from pathlib import Path

import pytest

from desk.installation import debian, libraries

BOOKWORM = {"ID": "debian", "VERSION_ID": "12"}
TRIXIE = {"ID": "debian", "VERSION_ID": "13"}
NOBLE = {"ID": "ubuntu", "VERSION_ID": "24.04"}
JAMMY = {"ID": "ubuntu", "VERSION_ID": "22.04"}
KYLIN = {"ID": "kylin", "VERSION_ID": "V10"}


@pytest.mark.parametrize(
    ("library", "system", "package"),
    [
        ("libEGL.so.1", BOOKWORM, "libegl1"),
        ("libgssapi_krb5.so.2", TRIXIE, "libgssapi-krb5-2"),
        ("libdbus-1.so.3", BOOKWORM, "libdbus-1-3"),
        ("libxkbcommon-x11.so.0", BOOKWORM, "libxkbcommon-x11-0"),
        ("libX11-xcb.so.1", BOOKWORM, "libx11-xcb1"),
        ("libbrotlidec.so.1", TRIXIE, "libbrotli1"),
        ("libz.so.1", BOOKWORM, "zlib1g"),
        ("libstdc++.so.6", BOOKWORM, "libstdc++6"),
        ("libglib-2.0.so.0", BOOKWORM, "libglib2.0-0"),
        ("libgthread-2.0.so.0", TRIXIE, "libglib2.0-0t64"),
        ("libcups.so.2", NOBLE, "libcups2t64"),
        ("libcups.so.2", JAMMY, "libcups2"),
        ("libcups.so.2", KYLIN, "libcups2"),
        ("libnew-thing4.so.7", BOOKWORM, "libnew-thing4-7"),
    ],
)
def test_the_package_that_brings_a_library(library: str, system: dict[str, str], package: str) -> None:
    assert debian.package_of(library, system) == package


def owners(library: str) -> set[str]:
    """The packages that brought a library here, by dpkg's own list of files."""
    told = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True).stdout
    return {line.split(":")[0] for line in told.splitlines()}


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="only Debian knows its packages")
def test_the_packages_named_here_are_those_that_brought_the_libraries_here() -> None:
    system = debian.release()
    known = {name: owners(name) for name in libraries.required_sonames()}
    brought = {name: packages for name, packages in known.items() if packages}
    assert len(brought) > 20
    assert {
        name: packages for name, packages in brought.items() if debian.package_of(name, system) not in packages
    } == {}


def test_the_systems_own_words_are_read(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text('PRETTY_NAME="Kylin V10"\nID=kylin\nVERSION_ID="V10"\n\n', "utf-8")
    assert debian.release(file) == {"PRETTY_NAME": "Kylin V10", "ID": "kylin", "VERSION_ID": "V10"}
    assert debian.release(tmp_path / "none") == {}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ftp_proxy", "FTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_one_complete_line() -> None:
    line = debian.command_for(["libegl1", "python3.11-venv"])
    assert line.replace("sudo ", "") == (
        "apt-get update && apt-get install -y --no-install-recommends libegl1 python3.11-venv"
    )


def test_proxies_reach_apt_as_options_because_sudo_keeps_the_environment_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert debian.proxy_options() == []
    monkeypatch.setenv("HTTPS_PROXY", "http://10.0.0.1:3128")
    assert debian.proxy_options() == ["-o", "Acquire::https::Proxy=http://10.0.0.1:3128"]
    assert "apt-get -o Acquire::https::Proxy=http://10.0.0.1:3128 update" in debian.command_for(["libegl1"])
