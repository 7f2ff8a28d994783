"""The words on screen are those of the catalogue as it stands, compiled or not."""

import os
from pathlib import Path

import pytest

from desk.core import translations

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Save"\nmsgstr "{words}"\n'


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    file = tmp_path / "zh_CN" / "LC_MESSAGES" / "desk.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO.format(words="保存"), "utf-8")
    return file


def test_a_catalogue_that_nobody_compiled_is_read_all_the_same(po: Path) -> None:
    assert translations.current("zh_CN").gettext("Save") == "保存"
    assert not po.with_suffix(".mo").exists()


@pytest.mark.parametrize("seconds", [5, -3600])
def test_a_compiled_catalogue_of_another_source_is_not_believed(po: Path, seconds: int) -> None:
    """Newer after a pull; older where a folder was copied over with its times."""
    translations.compile_all()
    assert translations.current("zh_CN").gettext("Save") == "保存"
    other = po.stat().st_mtime + seconds
    po.write_text(PO.format(words="存入"), "utf-8")
    os.utime(po, (other, other))
    assert translations.current("zh_CN").gettext("Save") == "存入"
    translations.compile_all()
    assert b"\xe5\xad\x98\xe5\x85\xa5" in po.with_suffix(".mo").read_bytes()


def test_the_compiled_one_is_used_while_it_is_current(po: Path) -> None:
    translations.compile_all()
    status = po.stat()
    po.write_text("this is no catalogue", "utf-8")
    os.utime(po, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert translations.current("zh_CN").gettext("Save") == "保存"


def test_a_language_without_a_catalogue_speaks_as_the_code_does(po: Path) -> None:
    assert translations.current("fr").gettext("Save") == "Save"
