"""pip's words become ours; a folder from elsewhere is looked through before anything is installed."""

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from desk.installation import downloads, environment, requirements
from desk.installation.messages import Stop

RETRYING = (
    "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) "
    "after connection broken by "
    "'NewConnectionError(Failed to establish a new connection: [Errno -3] Temporary failure in name resolution)': "
    "/simple/x/\n"
)
NONE_FITS = "ERROR: No matching distribution found for ortools==9.15.6755\n"


@pytest.mark.parametrize(
    ("complaint", "chinese"),
    [
        (RETRYING + NONE_FITS, "连不上网络"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "连不上网络"),
        ("ERROR: ProxyError('Cannot connect to proxy.', OSError('407'))", "连不上网络"),
        ("timed out", "连不上网络"),
        (NONE_FITS, "软件源（镜像）没有提供"),
        ("Traceback\nOSError: [Errno 28] No space left on device\nurllib3 Timeout", "磁盘已满"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "与清单不符"),
        ("SSLError(SSLCertVerificationError(1, 'certificate is not yet valid'))", "日期和时间"),
        ("ERROR: something of pip's own", "something of pip's own"),
    ],
)
def test_why_a_download_failed(complaint: str, chinese: str) -> None:
    stop = downloads.stop_for(complaint, begun=False)
    assert chinese in stop.text and "NewConnectionError" not in stop.text


def test_what_a_folder_lacks_is_named(tmp_path: Path) -> None:
    wanted = [each for each in requirements.read("run") if each.name in ("segno", "rich", "python-stdnum")]
    by_name = {each.name: each.version for each in wanted}
    (tmp_path / f"segno-{by_name['segno']}-py3-none-any.whl").touch()
    (tmp_path / f"python_stdnum-{by_name['python-stdnum']}-py2.py3-none-any.whl").touch()
    with pytest.raises(Stop, match=f"rich {by_name['rich']}") as stopped:
        downloads.check_offline(wanted, tmp_path)
    assert "segno" not in stopped.value.text and "stdnum" not in stopped.value.text
    (tmp_path / "notes.whl").touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / f"rich-{by_name['rich']}-py3-none-any.whl").touch()
    assert [each.name for each in downloads.not_in(tmp_path, wanted)] == ["rich"]


def test_what_pip_copies_from_its_scratch_was_fetched_once(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "part" / "pip-unpack-1"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rich-1-py3-none-any.whl").write_bytes(bytes(10**6))
    (tmp_path / "part" / "pip-unpack-1" / "segno-1-py3-none-any.whl").write_bytes(bytes(10**5))
    assert downloads.fetched_bytes(tmp_path) == 11 * 10**5


def test_pip_from_a_stick_is_run_only_when_it_is_the_locked_one(tmp_path: Path) -> None:
    locked = next(each for each in requirements.read("run") if each.name == "pip")
    wheel = tmp_path / f"pip-{locked.version}-py3-none-any.whl"
    wheel.write_bytes(b"forged")
    assert hashlib.sha256(b"forged").hexdigest() not in locked.text
    assert environment.pip_wheel_in(tmp_path) is None


@pytest.mark.parametrize("typed", ["stick", "./stick", "../stick"])
def test_a_folder_is_seen_from_where_it_was_typed(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert downloads.place_for(typed) == (tmp_path / typed).resolve()
    assert downloads.place_for("/stick") == Path("/stick")


@pytest.mark.parametrize("typed", ["", "  ", "--help", "~nobody-of-that-name/x"])
def test_what_is_no_folder_is_refused(typed: str) -> None:
    with pytest.raises(Stop, match="不是文件夹"):
        downloads.place_for(typed)


def test_pips_own_settings_say_where_from_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PIP_TARGET once sent the libraries elsewhere, and set-up took them for installed."""
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\nimport json, os\nprint(json.dumps(dict(os.environ)))\n", "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(downloads, "PYTHON", python)
    for name in ("PIP_TARGET", "PIP_INDEX_URL", "PIP_CONSTRAINT", "PIP_CONFIG_FILE"):
        monkeypatch.setenv(name, "given")
    for args, kept in ((("install",), set()), (("download",), {"PIP_INDEX_URL"})):
        seen = json.loads(downloads.pip(*args, scratch=tmp_path / "part").stdout)
        assert {name for name in seen if seen[name] == "given" and name.startswith("PIP_")} - {
            "PIP_CONFIG_FILE"
        } == kept
        assert seen["PIP_CONFIG_FILE"] == ("given" if kept else os.devnull)
