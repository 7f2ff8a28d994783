"""What the locks ask for on a machine, read without any library."""

import sysconfig
from pathlib import Path

import pytest
from packaging.markers import Marker

from desk.installation import requirements

MACHINES = [
    (system, python)
    for system in ("linux", "win32", "darwin")
    for python in ("3.11.0", "3.11.7", "3.12.0", "3.13.1", "3.14.0")
]


@pytest.mark.parametrize(("system", "python"), MACHINES)
@pytest.mark.parametrize("lock", ["run", "test"])
def test_markers_mean_what_the_packaging_library_says(lock: str, system: str, python: str) -> None:
    machine = requirements.machine(system, python)
    for each in requirements.read(lock):
        wanted = not each.marker or Marker(each.marker).evaluate(dict(machine))
        assert requirements.applies(each.marker, machine) == wanted, each.marker


def test_a_marker_of_another_kind_is_a_mistake_of_ours_and_not_passed_over() -> None:
    with pytest.raises(ValueError, match="platform_machine"):
        requirements.applies("platform_machine == 'x86_64'", requirements.this_machine())


def test_every_library_is_there_once_and_hashed() -> None:
    for system, python in MACHINES:
        names = [each.name for each in requirements.for_machine("run", requirements.machine(system, python))]
        assert len(names) == len(set(names)) > 30
    assert all("--hash=sha256:" in each.text and ";" not in each.text for each in requirements.read("test"))


def test_what_the_roster_does_not_import_is_not_installed() -> None:
    names = {each.name for each in requirements.read("test")}
    assert {"ortools", "numpy"} <= names and not names & {
        "pandas",
        "absl-py",
        "protobuf",
        "immutabledict",
        "lunar-python",
    }


def put(site: Path, name: str, version: str, record: bool = True) -> None:
    info = site / f"{name}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    (site / f"{name}.py").write_text("whole\n", "utf-8")
    if record:
        (info / "RECORD").write_text(f"{name}.py,sha256=x,6\n{info.name}/RECORD,,\n", "utf-8")


def test_only_what_is_missing_half_there_or_of_another_version_is_installed(tmp_path: Path) -> None:
    wanted = {each.name: each.version for each in requirements.for_machine("run", requirements.this_machine())}
    for name, version in wanted.items():
        if name not in ("reportlab", "segno", "rich"):
            put(tmp_path, name.replace("-", "_"), version)
    put(tmp_path, "segno", "0.1")
    put(tmp_path, "rich", wanted["rich"], record=False)
    assert {each.name for each in requirements.missing("run", tmp_path)} == {"reportlab", "segno", "rich"}


def test_what_is_half_there_goes_before_pip_takes_it_for_installed(tmp_path: Path) -> None:
    put(tmp_path, "rich", "1.0", record=False)
    put(tmp_path, "segno", "1.0")
    requirements.remove_half_installed(tmp_path)
    assert [path.name for path in tmp_path.glob("*.dist-info")] == ["segno-1.0.dist-info"]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("rich.py", b""),
        ("rich-1.0.dist-info/RECORD", b""),
        ("rich-1.0.dist-info/RECORD", b"\xff\xfe"),
        ("rich-1.0.dist-info/RECORD", b"rich.py,,six\n"),
    ],
)
def test_what_a_power_cut_emptied_does_not_count_as_installed(tmp_path: Path, file: str, content: bytes) -> None:
    put(tmp_path, "rich", "1.0")
    assert requirements.installed(tmp_path) == {"rich": "1.0"}
    (tmp_path / file).write_bytes(content)
    assert requirements.installed(tmp_path) == {}


def test_bytecode_that_a_wheel_brought_may_be_made_anew(tmp_path: Path) -> None:
    """PySide6 brings some, with sizes in its RECORD; every second start once fetched it again."""
    put(tmp_path, "rich", "1.0")
    with (tmp_path / "rich-1.0.dist-info" / "RECORD").open("a") as record:
        record.write("__pycache__/rich.cpython-311.pyc,sha256=x,999\n")
    assert requirements.installed(tmp_path) == {"rich": "1.0"}
    whole = requirements.installed(Path(sysconfig.get_path("purelib")))
    assert {"pyside6-essentials", "ortools", "sqlcipher3", "sqlalchemy", "reportlab"} <= whole.keys()


def test_what_no_lock_asks_for_any_more_goes(tmp_path: Path) -> None:
    for name in ("pandas", "segno", "desk", "mypy"):
        put(tmp_path, name, "1.0")
    assert requirements.unwanted(("run", "test"), tmp_path) == ["pandas"]


def test_the_size_that_is_told_is_about_what_a_whole_environment_takes() -> None:
    whole = requirements.total(requirements.for_machine("run", requirements.this_machine()))
    assert 100e6 < whole.download < 250e6 and 400e6 < whole.installed < 650e6
