"""What every engine understands gives the clerk what SQLite's own words gave: numbers, classes, what is searched."""

from __future__ import annotations

import string
from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, create_engine, literal, select, text

from desk.books import centre
from desk.books.assets import queries
from desk.books.assets.queries import AssetFilter
from desk.services.session import Desk
from desk.storage import matching, numbering
from tests.support import assets as cards

ENGINE = create_engine("sqlite://")
CODES = st.text(string.ascii_uppercase + string.digits, max_size=4)
TEXTS = st.text("ab%_/*[]。王", max_size=4)


def fits(condition: ColumnElement[bool]) -> bool:
    with ENGINE.connect() as connection:
        return bool(connection.execute(select(condition)).scalar())


@given(CODES, CODES)
def test_a_range_finds_what_begins_with_a_code(code: str, prefix: str) -> None:
    assert fits(matching.begins_with(literal(code), prefix)) == code.startswith(prefix)


@given(TEXTS, TEXTS)
def test_signs_of_a_pattern_are_searched_as_they_stand(whole: str, part: str) -> None:
    assert fits(matching.holds(literal(whole), part)) == (part in whole)


@given(st.sampled_from(["", "ZC", "20261124", "镇[1]*-", "2026-"]), st.text("0123456789AZ٣", max_size=8))
def test_only_digits_after_the_prefix_are_a_running_number(prefix: str, rest: str) -> None:
    number = prefix + rest
    asked = f"SELECT count(*) FROM (SELECT :number AS number) WHERE {numbering.RUNNING}".replace("?", "{}").format(
        ":low", ":high", ":from"
    )
    given_ = {"number": number, "low": prefix + "0", "high": prefix + ":", "from": len(prefix) + 1}
    with ENGINE.connect() as connection:
        found = bool(connection.execute(text(asked), given_).scalar())
    assert found == (bool(rest) and all(fnmatchcase(sign, "[0-9]") for sign in rest))


def test_a_whole_page_pasted_into_the_search_finds_nothing(desk: Desk) -> None:
    """And is no fault of the book: SQLite refuses a pattern of 50,000 characters."""
    with desk.write() as work:
        cards.set_up(work)
        cards.add(work)
        assert queries.page(work, AssetFilter("便" * 60_000)) == []
        assert queries.sums(work, AssetFilter("便" * 60_000)).cards == 0


def test_a_setting_is_changed_where_it_stands(desk: Desk) -> None:
    with desk.write() as work:
        for prefix in ("甲", "乙"):
            centre.save_setting(work, "asset_prefix", prefix)
        assert centre.setting(work, "asset_prefix") == "乙"
        assert work.rows("SELECT count(*) FROM settings WHERE name = 'asset_prefix'") == [(1,)]
