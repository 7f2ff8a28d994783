"""The printed manual: one file of A4 pages whose contents lead to the right ones."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4

from desk.core import manual
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.demo import lived

MOST_PAGES = 60


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from lived(tmp_path_factory)


def test_the_manual_is_one_file_with_contents_that_are_right(demo: Desk) -> None:
    with demo.read() as work:
        content = registry.paper("manual").make(work, Format.PDF, {}, demo.files)
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    assert 10 < len(document) <= MOST_PAGES
    assert all(page.get_size() == pytest.approx(A4, abs=1) for page in document)
    texts = [page.get_textpage().get_text_range() for page in document]
    outline = [entry for entry in document.get_toc() if entry.level == 1]
    assert [entry.get_title() for entry in outline] == [topic.title for topic in manual.topics()]
    contents = "".join(texts[:3])
    for entry in outline:
        page = entry.get_dest().get_index()
        assert entry.get_title() in texts[page]
        assert f"{entry.get_title()} {page + 1}" in contents
