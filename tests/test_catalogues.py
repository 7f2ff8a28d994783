"""The words on screen are those of the catalogue as it stands, compiled or not."""

import os
from pathlib import Path

import pytest

from desk import catalogues

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Save"\nmsgstr "{words}"\n'


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    file = tmp_path / "zh_CN" / "LC_MESSAGES" / "desk.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO.format(words="保存"), "utf-8")
    return file


def test_a_catalogue_that_nobody_compiled_is_read_all_the_same(po: Path) -> None:
    assert catalogues.current("zh_CN").gettext("Save") == "保存"
    assert not po.with_suffix(".mo").exists()


def test_a_compiled_catalogue_that_is_older_than_its_source_is_not_believed(po: Path) -> None:
    catalogues.compile_all()
    assert catalogues.current("zh_CN").gettext("Save") == "保存"
    po.write_text(PO.format(words="存入"), "utf-8")
    later = po.with_suffix(".mo").stat().st_mtime + 5
    os.utime(po, (later, later))
    assert catalogues.current("zh_CN").gettext("Save") == "存入"


def test_the_compiled_one_is_used_while_it_is_current(po: Path) -> None:
    catalogues.compile_all()
    old = po.stat().st_mtime - 60
    po.write_text("this is no catalogue", "utf-8")
    os.utime(po, (old, old))
    assert catalogues.current("zh_CN").gettext("Save") == "保存"


def test_a_language_without_a_catalogue_speaks_as_the_code_does(po: Path) -> None:
    assert catalogues.current("fr").gettext("Save") == "Save"
