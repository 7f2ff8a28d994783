from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import identity
from desk.core.identity import IdKind
from tests.support.people import births, id_number

TODAY = date(2026, 11, 24)


@given(births, st.integers(0, 999))
def test_a_right_number_is_taken_and_tells_birth_and_sex(birth: date, serial: int) -> None:
    number = id_number(birth, serial)
    assert identity.number_problem(IdKind.RESIDENT, number, TODAY) is None
    assert identity.birth_of(number) == birth
    assert identity.sex_of(number) == ("male" if serial % 2 else "female")


@given(births, st.integers(0, 999), st.integers(6, 17), st.sampled_from("0123456789"))
def test_one_mistyped_digit_is_noticed(birth: date, serial: int, place: int, digit: str) -> None:
    number = id_number(birth, serial)
    typed = number[:place] + digit + number[place + 1 :]
    assert (identity.number_problem(IdKind.RESIDENT, typed, TODAY) is None) == (typed == number)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("35059919800101123", "18位，现在是17位"),
        ("350599800101123", "旧的15位"),
        (id_number()[:17] + ("1" if id_number()[17] != "1" else "2"), "校验码"),
        ("350599198002300017", "19800230不存在"),
        (id_number(date(2026, 11, 25)), "2026年11月25日有误"),
        (id_number(region="990599"), "地区代码"),
        ("", "请填写证件号码"),
    ],
)
def test_a_wrong_number_gets_words(typed: str, words: str) -> None:
    assert words in (identity.number_problem(IdKind.RESIDENT, typed, TODAY) or "")


def test_the_15_digit_number_is_told_with_the_18_digits_of_the_present_card() -> None:
    words = identity.number_problem(IdKind.RESIDENT, "350599800101123", TODAY) or ""
    assert id_number(date(1980, 1, 1), 123) in words


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (IdKind.HK_MACAO, "H12345678", "A12345678"),
        (IdKind.TAIWAN, "12345678", "1234567"),
        (IdKind.TAIWAN, "1234567801", "123456789"),
        (IdKind.PASSPORT, "E1234567", "E1"),
        (IdKind.NONE, "", "123"),
        (IdKind.RESIDENCE, id_number(region="810000"), id_number()),
    ],
)
def test_each_kind_of_papers_has_its_own_rule(kind: IdKind, right: str, wrong: str) -> None:
    assert identity.number_problem(kind, right, TODAY) is None
    assert identity.number_problem(kind, wrong, TODAY)


def test_full_width_and_pasted_line_breaks_are_mended() -> None:
    assert identity.tidy_number("３５０５９９\n1980 0101") == "35059919800101"
    assert identity.tidy_telephone("＋86 138-0000-5678") == "13800005678"
    assert identity.tidy_name(" 张\r\n三　丰 ") == "张三丰"
    assert identity.tidy_name("John  Smith") == "John Smith"


@pytest.mark.parametrize("name", ["𬱖小明", "龚䶮", "㛃㛃", "𫖯", "买买提·艾力", "John Smith", "O'Neil"])
def test_rare_and_foreign_names_are_names(name: str) -> None:
    assert identity.name_problem(identity.tidy_name(name)) is None


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "请填写"), ("张" * 200, "200个字"), ("张😀", "😀"), ("=1+1", "="), ("·", "“·”"), ("-.", "“-.”")],
)
def test_what_is_no_name_gets_words(name: str, words: str) -> None:
    assert words in (identity.name_problem(name) or "")


def test_masks() -> None:
    assert [identity.mask_name(n) for n in ("张三丰", "张三", "欧阳小燕", "张", "")] == [
        "张*丰",
        "张*",
        "欧**燕",
        "*",
        "",
    ]
    assert identity.mask_number("350505198001011234") == "350505********1234"
    assert identity.mask_telephone("13812345678") == "138****5678"


@given(st.text(max_size=30))
def test_masks_never_show_a_whole_text(text: str) -> None:
    if len(text) > 4:
        assert identity.mask_number(text) != text or "*" in text
        assert identity.mask_telephone(text) != text or "*" in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("35059919800101A23X", "第15位“A”不是数字"),
        ("X5059919800101123X", "第1位“X”不是数字"),
        ("3505991980010112", "应为18位，现在是16位"),
    ],
)
def test_an_id_number_of_the_right_length_is_told_which_place_is_wrong(number: str, words: str) -> None:
    assert words in (identity.number_problem(IdKind.RESIDENT, number, TODAY) or "")


@given(st.text("0123456789Xx×A-　 ", max_size=22))
def test_no_message_says_18_instead_of_18(typed: str) -> None:
    words = identity.number_problem(IdKind.RESIDENT, identity.tidy_number(typed), TODAY) or ""
    assert "现在是18位" not in words


def test_the_new_permanent_residence_card_has_18_digits_and_begins_with_9() -> None:
    number = id_number(date(1988, 5, 4), 121, region="935840")
    assert identity.number_problem(IdKind.PERMANENT, number, TODAY) is None
    assert (identity.birth_of(number), identity.sex_of(number)) == (date(1988, 5, 4), "male")
    assert "以9开头" in (identity.number_problem(IdKind.PERMANENT, id_number(), TODAY) or "")
    assert "地区代码" in (identity.number_problem(IdKind.RESIDENT, number, TODAY) or "")


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张", "*"), ("J", "*"), ("José Álvarez", "J***"), ("Иван", "И***"), ("𬱖明", "𬱖*"), ("买买提·艾力", "买****力")],
)
def test_no_name_is_left_whole(name: str, masked: str) -> None:
    assert identity.mask_name(name) == masked
