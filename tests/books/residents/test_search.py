from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from desk.books import residents
from desk.books.residents import ResidentDetails
from desk.core import name_search
from desk.core.identity import IdKind
from desk.services import data_check
from desk.services.session import Desk
from tests.support import people
from tests.support.people import id_number, person


def readings(name: str) -> list[list[str]]:
    """Every reading by brute force, straight from pypinyin."""
    spoken: list[list[str]] = [[]]
    for character in name:
        heard = dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
        spoken = [[*one, syllable] for one in spoken for syllable in heard]
    return spoken[: name_search.MOST_READINGS] if len(spoken) > name_search.MOST_READINGS else spoken


def fits(details: ResidentDetails, query: str) -> bool:
    """What DOMAIN asks for: any part of the name, pinyin or initials, any run of 4+ digits."""
    if query in details.name:
        return True
    if query.isdigit() or query[:-1].isdigit():
        return len(query) >= 4 and (query in details.telephone or query.upper() in details.id_number)
    for spoken in readings(details.name):
        for start in range(len(spoken)):
            initials = "".join(s[0] for s in spoken[start:])
            spelt = ("".join(spoken[start:]), initials, spoken[start] + initials[1:])
            if any(one.startswith(query) for one in spelt):
                return True
    return False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_search_finds_exactly_what_brute_force_finds(desk: Desk, data: st.DataObject) -> None:
    made = [
        person(
            data.draw(people.names), data.draw(people.births), serial, f"138{data.draw(st.integers(0, 99_999_999)):08d}"
        )
        for serial in range(100, 106)
    ]
    one = data.draw(st.sampled_from(made))
    source = data.draw(
        st.sampled_from(
            [
                one.name,
                one.telephone,
                one.id_number,
                *map("".join, readings(one.name)),
                *("".join(s[0] for s in spoken) for spoken in readings(one.name)),
            ]
        )
    )
    start = data.draw(st.integers(0, len(source) - 1))
    query = source[start : start + data.draw(st.integers(1, 12))].lower()
    stored = []
    try:
        with desk.write() as work:
            stored = [residents.insert(work, residents.checked(each, work.today)) for each in made]
            found = {hit.id for hit in residents.search(work, query, 50)}
            raise RuntimeError
    except RuntimeError:
        pass
    expected = {each.id for each, details in zip(stored, made, strict=True) if fits(details, query)}
    if query.isdigit() and len(query) < 4:
        expected = set()
    assert found == expected, (len(found), len(expected))


@pytest.mark.parametrize(
    "query", ["sx", "dx", "cx", "shanxm", "danx", "单小", "小明", "xm", "5678", "59919", "0599", "1980"]
)
def test_both_readings_any_part_and_digits_also_inside_the_region_code(desk: Desk, query: str) -> None:
    with desk.write() as work:
        residents.add(work, person("单小明"))
        assert [hit.name for hit in residents.search(work, query)] == ["单小明"]


def test_two_words_both_have_to_fit(desk: Desk) -> None:
    with desk.write() as work:
        residents.add(work, person("张三丰", serial=101, telephone="13800001111"))
        residents.add(work, person("张三丰", serial=103, telephone="13800002222"))
        assert [hit.telephone for hit in residents.search(work, "zsf 2222")] == ["138****2222"]


@pytest.mark.parametrize("query", ["张三丰{}", "{}张三丰", "三丰-{}", "zsf{}", "张三丰{} 1380000"])
def test_name_and_digits_may_be_typed_in_one(desk: Desk, query: str) -> None:
    with desk.write() as work:
        one = residents.add(work, person("张三丰", serial=101, telephone="13800001111"))
        residents.add(work, person("张三丰", serial=103, telephone="13800002222"))
        residents.add(work, person("李四", serial=105, telephone="13800003333"))
        for digits in (one.id_number[-4:], one.id_number[6:14] + one.id_number[14:], "1111"):
            assert [hit.id for hit in residents.search(work, query.format(digits))] == [one.id]


def test_two_people_of_one_name_are_told_apart_and_nothing_is_unmasked(desk: Desk) -> None:
    with desk.write() as work:
        residents.add(work, person("张三丰", date(1950, 5, 5), 101))
        residents.add(work, person("张三丰", date(1990, 5, 5), 103))
        one, other = residents.search(work, "张三丰")
    assert {one.age, other.age} == {76, 36}
    assert "*" in one.number and "*" in one.telephone


def test_the_whole_name_comes_before_longer_ones(desk: Desk) -> None:
    with desk.write() as work:
        for serial, name in ((101, "张三"), (103, "张三丰"), (105, "张三宝")):
            residents.add(work, person(name, serial=serial))
        assert residents.search(work, "张三")[0].name == "张三"
        assert residents.search(work, "zs")[0].name == "张三"


@pytest.mark.parametrize(
    "query", ["", " ", "'", '"', "*", "a AND b", "张 OR", "NEAR(", "'; DROP TABLE residents --", "123"]
)
def test_odd_queries_find_nobody_and_break_nothing(desk: Desk, query: str) -> None:
    with desk.write() as work:
        residents.add(work, person("李四"))
        assert residents.search(work, query) == []
    assert data_check.problems(desk) == []


def test_edit_and_merge_keep_the_search_right(desk: Desk) -> None:
    with desk.write() as work:
        one = residents.add(work, person("王小明", serial=101))
        other = residents.add(work, ResidentDetails("王晓明", IdKind.NONE, telephone="13900001111", note="二楼"))
        residents.edit(work, one.id, person("王大明", serial=101, telephone=""))
        assert residents.search(work, "王小明") == []
        joined = residents.merge(work, one.id, other.id)
        assert (joined.telephone, joined.note) == ("13900001111", "二楼")
        assert residents.search(work, "王晓明") == []
        assert [hit.id for hit in residents.search(work, "1111")] == [one.id]
    assert data_check.problems(desk) == []


def test_a_taken_number_and_a_likely_same_person_are_pointed_out(desk: Desk) -> None:
    with desk.write() as work:
        residents.add(work, person("张三丰"))
        same = residents.likely_same(work, ResidentDetails("张三丰", telephone="13800005678"))
        assert len(same) == 1
        assert residents.likely_same(work, person("张三丰", date(1999, 9, 9), 7)) == []
        with pytest.raises(Exception, match="张\\*丰名下"):
            residents.add(work, person("李四"))


def test_number_of_the_region_does_not_hide_others(desk: Desk) -> None:
    with desk.write() as work:
        for region, serial in (("350599", 101), ("440199", 103), ("110199", 105)):
            details = ResidentDetails("赵一", IdKind.RESIDENT, id_number(serial=serial, region=region))
            residents.add(work, details)
        assert len(residents.search(work, "0199")) == 2
        assert len(residents.search(work, "440199198")) == 1


NUMBER = id_number(date(1980, 1, 1), 123)


@pytest.mark.parametrize(
    "typed",
    [
        f"张三丰 {NUMBER}",
        f"{NUMBER} 张三丰",
        f"{NUMBER}张三丰",
        NUMBER,
        f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f"{NUMBER[:6]} {NUMBER[6:10]} {NUMBER[10:14]} {NUMBER[14:]}",
        f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
        f"{NUMBER[:6]} {NUMBER[6:14]}",
        f"zsf {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f"'{NUMBER}",
        "138 0000 5678",
        "+86 138 0000 5678",
        "8613800005678",
        "张　三丰",
    ],
)
def test_a_person_is_found_by_what_is_typed_or_pasted(desk: Desk, typed: str) -> None:
    with desk.write() as work:
        one = residents.add(work, person())
        residents.add(work, person("张三丰", date(1980, 1, 2), 123, "13900009999"))
        assert [hit.id for hit in residents.search(work, typed)][:1] == [one.id] or "张　" in typed
        if "张　" not in typed:
            assert len(residents.search(work, typed)) == 1


def test_a_whole_id_number_of_another_region_finds_nobody(desk: Desk) -> None:
    with desk.write() as work:
        residents.add(work, person())
        other = "350598" + NUMBER[6:]
        assert residents.search(work, other) == residents.search(work, f"张三丰 {other}") == []


def test_each_of_two_telephones_finds_the_person(desk: Desk) -> None:
    with desk.write() as work:
        one = residents.add(work, person(telephone="13800005678/0595-87654321转801"))
        for typed in ("13800005678", "87654321", "059587654321", "5678"):
            assert [hit.id for hit in residents.search(work, typed)] == [one.id], typed


@pytest.mark.parametrize(
    "query",
    [
        "张三丰 3505",
        "张三丰 350599",
        "zsf 3505991",
        "张三丰 35059919800101",
        "3505991980 张三丰",
        "张三 350599 1980 01",
        "张三丰 05991980",
        "张三丰 1980",
    ],
)
def test_a_name_and_an_id_as_far_as_it_is_typed_find(desk: Desk, query: str) -> None:
    """From its first digit on; somebody of the same name with another number, and of another name, is not found."""
    with desk.write() as work:
        residents.add(work, person("张三丰", date(1980, 1, 1), 101, telephone="13800001111"))
        residents.add(
            work,
            ResidentDetails(
                "张三丰", IdKind.RESIDENT, id_number(date(1991, 2, 3), 105, "441999"), telephone="13800002222"
            ),
        )
        residents.add(work, person("李四", date(1980, 1, 1), 103, telephone="13800003333"))
        found = residents.search(work, query)
    assert [hit.telephone for hit in found] == ["138****1111"]


@pytest.mark.parametrize("query", ["张三丰 350598", "张三丰 3505991981", "张三丰 3505994", "王五 350599"])
def test_a_name_with_a_begun_id_of_somebody_else_finds_nobody(desk: Desk, query: str) -> None:
    with desk.write() as work:
        residents.add(work, person("张三丰", date(1980, 1, 1), 101))
        residents.add(work, person("李四", date(1991, 1, 1), 103, telephone="13800003333"))
        assert residents.search(work, query) == []
