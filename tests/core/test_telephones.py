"""Telephones as people write them, and what is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.telephones import (
    mask_telephone,
    office_telephone_problem,
    read_out,
    telephone_problem,
    tidy_telephone,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0000 5678", "13800005678"),
        ("+86 138-0000-5678", "13800005678"),
        ("0086 13800005678", "13800005678"),
        ("8613800005678", "13800005678"),
        ("013800005678", "13800005678"),
        ("'13800005678", "13800005678"),
        ("\u202d13800005678\u202c", "13800005678"),
        ("(0595) 8765-4321", "059587654321"),
        ("+86 595 87654321", "059587654321"),
        ("86-595-87654321", "059587654321"),
        ("86 0595 87654321", "059587654321"),
        ("86 013800005678", "13800005678"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("0044(0)20 79460958", "+442079460958"),
        ("0595-87654321-801", "059587654321转801"),
        ("0595-87654321转801", "059587654321转801"),
        ("87654321 分机 12", "87654321转12"),
        ("87654321#12", "87654321转12"),
        ("400-123-4567", "4001234567"),
        ("+852 9123 4567", "+85291234567"),
        ("00853 6612 3456", "+85366123456"),
        ("+886 912 345 678", "+886912345678"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("13800005678、13900009999", "13800005678、13900009999"),
        ("13800005678/0595-87654321", "13800005678、059587654321"),
        ("13800005678 13900009999", "13800005678、13900009999"),
        ("0595 87654321", "059587654321"),
        ("无", ""),
        ("暂无", ""),
        ("（无）", ""),
        ("无。", ""),
        ("無", ""),
        ("暂无电话", ""),
        ("-", ""),
    ],
)
def test_a_telephone_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert tidy_telephone(typed) == kept
    assert tidy_telephone(kept) == kept
    assert telephone_problem(kept) is None


@pytest.mark.parametrize(
    "typed",
    [
        "1380000567",
        "138000056789",
        "852 9123 4567",
        "12",
        "13800005678、12",
        "没带",
        "+86 1",
        "2002-08-16",
        "2002.8.16",
    ],
)
def test_what_is_no_telephone_gets_words(typed: str) -> None:
    assert "手机号11位" in (telephone_problem(tidy_telephone(typed)) or "")


def test_each_of_two_numbers_is_masked_and_an_extension_stays() -> None:
    assert mask_telephone("13800005678、059587654321") == "138****5678、********4321"
    assert mask_telephone("059587654321转801") == "********4321转801"
    assert mask_telephone("+85291234567") == "********4567"


@given(st.text("0123456789+-、 转()86", max_size=30))
def test_what_is_kept_stays_as_it_is(typed: str) -> None:
    kept = tidy_telephone(typed)
    if telephone_problem(kept) is None:
        assert tidy_telephone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept", "dialled"),
    [
        ("110", "110", "110"),
        ("12345", "12345", "12345"),
        ("95598", "95598", "95598"),
        ("0595-12345", "059512345", "0595-12345"),
        ("（0595）87000110 转 2", "059587000110转2", "0595-87000110转2"),
        ("010 6512 3456", "01065123456", "010-65123456"),
        ("8612 号", "8612号", ""),
        ("661234", "661234", "661234"),
        ("138 0000 5678/0595-87000120", "13800005678、059587000120", "13800005678、0595-87000120"),
    ],
)
def test_an_office_may_have_a_short_number_and_a_list_shows_the_area_code(typed: str, kept: str, dialled: str) -> None:
    assert tidy_telephone(typed) == kept
    assert (office_telephone_problem(kept) is None) == bool(dialled)
    assert not dialled or (read_out(kept) == dialled and tidy_telephone(dialled) == kept)
