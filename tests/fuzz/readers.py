"""The readers of single texts, each with usual inputs and with what must hold of whatever it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desk import text
from desk.books.residents import import_marks
from desk.core import clock_times, days, identity, money, name_search, numbers, plain_text, telephones
from desk.core.days import NoDay
from desk.core.errors import Invalid
from desk.core.identity import IdKind

TODAY = date(2026, 11, 28)
CHINESE = re.compile("[\u4e00-\u9fff]")


class Fault(AssertionError):
    """A reader has taken something for what it is not, or has said no without words."""


def hold(right: object, words: str) -> None:
    """Raises ``Fault`` unless it is right."""
    if not right:
        raise Fault(words)


@dataclass(frozen=True)
class Reader:
    """One line of the table. ``check`` says whether a text was taken, and raises ``Fault``."""

    name: str
    usual: Sequence[str]
    check: Callable[[str], bool]


def _words(said: str | None) -> bool:
    """No, in words."""
    hold(said and CHINESE.search(said) and said[-1] in "。？！", f"refused without proper words: {said!r}")
    return False


def _numbers(words: str) -> list[int]:
    return [int(run) for run in re.findall(r"\d{1,9}", unicodedata.normalize("NFKC", text.mended(words)))]


def _day(words: str) -> bool:
    try:
        found = days.day_of(words, TODAY)
    except NoDay as no:
        return _words(no.message)
    if found is None:
        hold(not plain_text.tidy(words), "a day is left out without a word")
        return False
    hold(date(1900, 1, 1) <= found <= TODAY + timedelta(days=3700), f"{found} is out of range")
    hold(days.day_of(found.isoformat(), TODAY) == found, "not read back")
    bare = "".join(plain_text.tidy(words).split())
    if not bare.isdigit() or len(bare) != 5:
        hold(str(found.year) in bare, f"{found}: the year is not written there")
        ints = _numbers(words)
        solid = found.strftime("%Y%m%d") in bare
        hold(solid or found.day in ints or re.search(f"0*{found.day}(?!\\d)", bare), f"{found}: invented day")
    return True


def _span(words: str) -> bool:
    try:
        found = days.span_of(words, TODAY)
    except NoDay as no:
        return _words(no.message)
    if found is None:
        return False
    first, last = found
    hold(first <= last, "ends before it begins")
    hold(days.span_of(f"{first}至{last}", TODAY) == found, "not read back")
    hold(first == last or last.day in _numbers(words) or last.strftime("%Y%m%d") in words, f"{last}: invented end")
    return True


def _time(words: str) -> bool:
    try:
        found = clock_times.minutes_of(words)
    except ValueError:
        try:
            clock_times.minutes_in(words, "at")
        except Invalid as no:
            return _words(no.message)
        raise Fault("two readings of one time") from None
    hold(0 <= found <= 1440, f"{found} minutes")
    hold(clock_times.minutes_of(clock_times.clock(found)) == found, "not read back")
    ints = _numbers(words)
    if ints and not re.search("[一二三四五六七八九十零〇两半刻]", words):
        hold(found // 60 in (ints[0], ints[0] + 12, ints[0] - 12), f"{found}: another hour")
        hold(found % 60 == (ints[1] if len(ints) > 1 else 0), f"{found}: other minutes")
    return True


def _times(words: str) -> bool:
    try:
        found = clock_times.spans_of(words)
    except ValueError:
        return False
    for begins, ends in found:
        hold(0 <= begins <= 1440 and 0 <= ends <= 1440, f"{begins}-{ends}")
        hold(clock_times.spans_of(clock_times.clock_span(begins, ends)) == [(begins, ends)], "not read back")
    hold(found or not plain_text.tidy(words), "times are left out without a word")
    return bool(found)


def _digits(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words) if c.isascii() and c.isdigit())


def _money(words: str) -> bool:
    try:
        found = money.fen_of(words)
    except ValueError:
        return _words(money.problem(words, "fee").message)
    hold(money.fen_of(money.plain(found)) == found, "not read back")
    hold(money.fen_of(money.yuan(found)) == found, "not read back with its commas")
    written = re.sub(r"[^0-9.]", "", unicodedata.normalize("NFKC", words))
    hold(abs(abs(Decimal(found)) - Decimal(written) * 100) <= Decimal("0.5"), f"{found} fen of {written}")
    return True


def _whole(words: str) -> bool:
    try:
        found = numbers.number_in(words, "many")
    except Invalid as no:
        return _words(no.message)
    hold(numbers.whole_of(str(found)) == found, "not read back")
    hold(_digits(words).lstrip("0") == str(found).lstrip("0"), f"{found}: other digits")
    return True


def _id_number(words: str) -> bool:
    number = identity.tidy_number(words)
    kinds = [kind for kind in IdKind if kind not in (IdKind.NONE, IdKind.ANONYMOUS)]
    told = [identity.number_problem(kind, number, TODAY) for kind in kinds]
    identity.mask_number(number)
    if all(told):
        return any(map(_words, told))
    hold(identity.tidy_number(number) == number, "tidied twice it is another")
    hold(_digits(words) == _digits(number), "other digits than were typed")
    for kind, said in zip(kinds, told, strict=True):
        if said is None and identity.has_birth(kind):
            hold(identity.birth_of(number) and identity.sex_of(number), "a card without birth or sex")
    return True


def _telephone(words: str) -> bool:
    kept = telephones.tidy_telephone(words)
    telephones.mask_telephone(kept)
    if said := telephones.telephone_problem(kept):
        return _words(said)
    hold(telephones.tidy_telephone(kept) == kept, f"tidied twice {kept!r} is another")
    left = iter(_digits(words))
    for digit in _digits(kept).lstrip("0"):
        hold(digit in left or digit == "0", "a digit that nobody typed")
    return bool(kept)


def _gate(words: str) -> bool:
    kept = text.mended(words)
    hold(text.mended(kept) == kept, "mended twice it is another")
    hold(not text.FORBIDDEN.search(kept) and "\r" not in kept, "what is no text has come in")
    kept.encode("utf-8")
    hold(unicodedata.is_normalized("NFC", kept), "not NFC")
    seen = {c for c in unicodedata.normalize("NFD", words) if unicodedata.category(c)[0] in "LNPS"}
    hold(seen <= set(unicodedata.normalize("NFD", kept)), "a sign that can be seen was lost")
    return bool(kept)


def _line(words: str) -> bool:
    for tidied in (plain_text.one_line, plain_text.tidy, plain_text.unquoted):
        kept = tidied(words)
        hold("\n" not in kept and "  " not in kept and kept == kept.strip(), "not one line")
    hold(plain_text.one_line(plain_text.one_line(words)) == plain_text.one_line(words), "tidied twice it is another")
    hold(plain_text.tidy(plain_text.tidy(words)) == plain_text.tidy(words), "tidied twice it is another")
    return True


def _name(words: str) -> bool:
    kept = identity.tidy_name(words)
    hold(identity.tidy_name(kept) == kept, f"tidied twice {kept!r} is another")
    identity.mask_name(kept)
    if said := identity.name_problem(kept):
        return _words(said)
    name_search.tokens(kept, "", "")
    return True


def _marks(words: str) -> bool:
    problems: list[Any] = []
    found, _others = import_marks.read_marks({"marks": words}, problems)
    if re.fullmatch("(?:非|不是|无|没有|未)[^\\s、，,；;/|+]*", words.strip()):
        hold(not found, "what somebody is not was taken for what he is")
    import_marks.read_marks({"disabled": words}, problems)
    for problem in problems:
        _words(problem.message)
    return bool(found)


def _search(words: str) -> bool:
    asked = name_search.words_of(identity.tidy(words))
    name_search.match(asked)
    name_search.holds(words, words)
    name_search.squeezed(words)
    return bool(asked)


DAYS = "2026-01-05 2026/1/5 2026.1.5 20260105 2026年1月5日 2026年1月 2026Q1 5/1/27 05/03/2021 45000 1月5日".split()
TIMES = "8:05 08：05 8点5分 下午2:00 2pm 晚上7点半 十点一刻 24:00 上午9时 12:00AM".split()
AMOUNTS = "1250 1,250.50 ￥1250 1250元 0.285 12,5 1.234,50 -3 1e3".split()
IDS = ["350505198001011230", "35050519800101123X", "'350505198001011230", "H12345678", "12345678", "E1234567"]
PHONES = ["13800138000", "+86 138 0013 8000", "0595-12345678转801", "400-123-4567", "+85291234567", "无", "2345678"]
READERS = (
    Reader("days", [*DAYS, "2026年1月5日 星期一", "2026-01-05 10:00", "Jan 5, 2026"], _day),
    Reader("spans of days", ["2026-01-05至2026-01-09", "2026年1月5日—9日", "2025年12月30日-1月2日", *DAYS], _span),
    Reader("times of day", TIMES, _time),
    Reader(
        "spans of times",
        ["08:00-12:00", "08:00-12:00，14:00-18:00", "晚上7:00-8:30", "9时30分至11时", "9-11点"],
        _times,
    ),
    Reader("amounts of money", AMOUNTS, _money),
    Reader("whole numbers", ["0", "12", "1,250", "１２", "-3", "007", "1.0"], _whole),
    Reader("ID numbers", IDS, _id_number),
    Reader("telephones", PHONES, _telephone),
    Reader("the gate of texts", ["送春联，迎新春！", "a\r\nb", "e\u0301", "打印机\x07甲"], _gate),
    Reader("texts on one line", ["='12'", "Ａ　１", "“350”", "甲\u200b乙", "甲\n乙"], _line),
    Reader("names", ["林小芳", "林 小 芳", "阿依·古丽", "O’Hara", "Anna Maria", "李〇"], _name),
    Reader("special needs", ["残疾人、低保户", "非残疾人", "是", "孕妇（八个月）", "退役军人 独居"], _marks),
    Reader("words of a search", ["林小芳 3505", "lxf", "xiaofang", '"', "a OR b", "1380013"], _search),
)
