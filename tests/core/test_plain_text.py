"""What is text, as sentences: what came in, and what is kept of it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from desk.core import identity, plain_text
from desk.text import mended, mended_content, printable

ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\x07\x0b\r\n\t\x85\u2028\ufffe\uffff\ud83d\ude00é林　"))
)


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("打印机\x07甲", "打印机甲"),
        ("\x00\x01\x08\x1b打印机", "打印机"),
        ("第一行\x0b第二行\r\n第三行\r第四行\u2028第五行", "第一行\n第二行\n第三行\n第四行\n第五行"),
        ("一\t二", "一 二"),
        ("椅\ufffe子\uffff", "椅子"),
        ("\ud83d\ude00", "😀"),
        ("半\ud83d个", "半个"),
        ("e\u0301", "é"),
        ("送春联，迎新春！（第二场）", "送春联，迎新春！（第二场）"),
    ],
)
def test_what_is_no_text_does_not_stay(came: str, kept: str) -> None:
    assert mended(came) == kept
    assert mended_content({"说明": [came, 1, None]}) == {"说明": [kept, 1, None]}


@given(ANYTHING)
def test_every_text_can_be_kept_printed_and_comes_through_the_gate_unchanged_again(typed: str) -> None:
    kept = mended(typed)
    kept.encode()
    assert not ILLEGAL_CHARACTERS_RE.search(kept) and not {"\ufffe", "\uffff", "\r"} & set(kept)
    assert mended(kept) == kept == unicodedata.normalize("NFC", kept)
    written = printable(typed)
    written.encode()
    assert not ILLEGAL_CHARACTERS_RE.search(written)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("'35059919800101123X", "35059919800101123X"),
        ('="35059919800101123X"', "35059919800101123X"),
        ("\u200e35059919800101123x\u200b\ufeff", "35059919800101123X"),
        ("35059919800101123×", "35059919800101123X"),
        ("35059919800101123Х", "35059919800101123X"),
        ("３５０５９９ 1980-0101 123Ｘ", "35059919800101123X"),
    ],
)
def test_a_number_of_papers_is_understood_however_it_is_wrapped(typed: str, number: str) -> None:
    assert identity.tidy_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("林　小芳", "林小芳"),
        ("‘林小芳’", "林小芳"),
        ("买买提 ‧ 艾力", "买买提·艾力"),
        ("买买提⋅艾力", "买买提·艾力"),
        ("O’Neil", "O'Neil"),
        ("张\u200b三", "张三"),
        ("José  Álvarez", "José Álvarez"),
        ("李〇明", "李〇明"),
    ],
)
def test_a_name_is_a_name_however_it_is_written(typed: str, name: str) -> None:
    assert identity.tidy_name(typed) == name
    assert identity.name_problem(name) is None


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("=HYPERLINK(1)", '="=HYPERLINK(1)"'),
        ('@甲"乙', '="@甲""乙"'),
        ("+852 91234567", '="+852 91234567"'),
        ("-", '="-"'),
        ("-1,234.50", "-1,234.50"),
        ("12%", "12%"),
        ("202611290002", '="202611290002"'),
        ("0595", '="0595"'),
        ("0", "0"),
        ("13800001111", "13800001111"),
        ("林小芳", "林小芳"),
        ("", ""),
    ],
)
def test_what_is_copied_into_a_spreadsheet_stays_what_it_says(text: str, copied: str) -> None:
    assert plain_text.left_alone(text) == copied
