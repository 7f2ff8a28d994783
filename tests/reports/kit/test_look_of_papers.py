"""What every PDF of the registry keeps to: headings with what they head, dates and marks as Chinese writes them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from desk.demo.papers import choices
from desk.reports import registry
from desk.reports.kit import colours
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from desk.ui.shell.tokens import LIGHT
from tests.support.pdf_text import pages_of

HEADING = 12.0
"""Points of a heading inside a paper, which is bold."""
HAN = "\u4e00-\u9fff"
ALLOWED = frozenset(("AED", "DIY", "DEMO", "HeartOn"))
OF_KEYS = frozenset(("manual", "figures"))
"""Papers that tell which keys to press: Ctrl, Enter, initials; or by which codes a program asks for figures."""
CODES = "指标说明"
"""Where in a report the codes begin."""
"""What is Latin on papers and stays so: names that the centre gave, and the sample's key."""


OF_A_HASH = re.compile("[0-9A-F]{4}")
"""A group of a hash that happens to be without a digit."""


@pytest.fixture(scope="module")
def papers(demo: Desk) -> dict[str, bytes]:
    """Every PDF, with each choice that it offers."""
    made: dict[str, bytes] = {}
    with demo.read() as work:
        for each in registry.PAPERS:
            if Format.PDF in each.makers and each.identifier != "labels":
                for variant, values in choices(work, each, Format.PDF):
                    made[f"{each.identifier}{variant}"] = each.make(work, Format.PDF, values, demo.files)
    return made


def last_letters(page: pypdfium2.PdfPage) -> tuple[float, bool, str]:
    """Size, boldness and words of the lowest line above the foot of a page."""
    text = page.get_textpage()
    lowest, words, size, bold = 1e9, "", 0.0, False
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        bottom = text.get_charbox(at)[1]
        each = pdfium.FPDFText_GetFontSize(text, at)
        if letter.strip() and each > 8 and bottom < lowest - 3:
            lowest, words, size = bottom, "", each
            name, flags = ctypes.create_string_buffer(80), ctypes.c_int()
            pdfium.FPDFText_GetFontInfo(text, at, name, 80, flags)
            bold = b"Bold" in name.value
        words += letter
    return size, bold, words


def test_no_heading_stands_alone_at_the_foot_of_a_page(papers: dict[str, bytes]) -> None:
    alone = []
    for name, content in papers.items():
        document = pypdfium2.PdfDocument(content)
        for number in range(len(document)):
            size, bold, words = last_letters(document[number])
            if bold and abs(size - HEADING) < 0.1 and not re.search(r"\d{4}", words):
                alone.append((name, number + 1, words))
        document.close()
    assert alone == []


OF_A_FILE = re.compile(r"[\w.-]+\.xlsx\b")
"""The name of a file that a centre sent, quoted as it is called."""


def strange(text: str) -> Iterator[str]:
    """What a Chinese paper does not write: dates of machines, half-width marks between characters, English words."""
    text = OF_A_FILE.sub("", text)
    yield from re.findall(r"\d{4}-\d{2}-\d{2}|(?<!TZ)\d{4}-\d{2}(?=月|\b)", text)
    yield from re.findall(rf"[{HAN}][,;:!?()][{HAN}]", text)
    tokens = re.findall(r"[A-Za-z0-9/.-]+", text)
    yield from (
        each
        for each in tokens
        if re.fullmatch("[A-Za-z]{3,}", each) and each not in ALLOWED and not OF_A_HASH.fullmatch(each)
    )


def test_papers_write_dates_marks_and_words_as_chinese_does(papers: dict[str, bytes]) -> None:
    wrong = {
        name: found[:5]
        for name, content in papers.items()
        if name not in OF_KEYS
        if (found := list(strange("\n".join(pages_of(content)).partition(CODES)[0])))
    }
    assert wrong == {}


def test_a_code_stands_short_in_the_text_and_whole_in_the_appendix(papers: dict[str, bytes]) -> None:
    for name in ("month", "incident", "incidents"):
        before, appendix = re.split(r"附录\S*\s*防篡改校验码\s|附录：防篡改校验码", "\n".join(pages_of(papers[name])))
        assert not [each for each in re.findall(r"\b[0-9a-f]{9,}\b", before) if re.search("[a-f]", each)], name
        assert re.search("[0-9a-f]{64}", re.sub(r"\s", "", appendix)), name
        assert "SHA-256" in appendix and "SHA" not in before


def test_charts_have_the_colours_of_the_window() -> None:
    assert tuple(f"#{each}" for each in colours.SERIES) == LIGHT.data
