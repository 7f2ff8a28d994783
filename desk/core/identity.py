"""What identifies a person: kinds of papers with their rules, and the masks under which lists show them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum.cn import ric

from desk.core.calendar import full_date_words
from desk.core.plain_text import NARROW, unquoted
from desk.core.plain_text import one_line as one_line
from desk.core.plain_text import tidy as tidy
from desk.core.telephones import mask_telephone as mask_telephone
from desk.core.telephones import telephone_problem as telephone_problem
from desk.core.telephones import tidy_telephone as tidy_telephone
from desk.core.words import N_, Worded, _


class IdKind(Worded):
    """Papers accepted at the counter. ``ANONYMOUS`` is what the retention period leaves of a person."""

    RESIDENT = "resident", N_("Resident ID card")
    NONE = "none", N_("No papers")
    HK_MACAO = "hk_macao", N_("Hong Kong and Macao permit")
    TAIWAN = "taiwan", N_("Taiwan permit")
    RESIDENCE = "residence", N_("Residence permit of Hong Kong, Macao and Taiwan residents")
    PERMANENT = "permanent", N_("Permanent residence card of foreigners")
    PASSPORT = "passport", N_("Foreign passport")
    ANONYMOUS = "anonymous", N_("Anonymised")


CHOOSABLE = tuple(kind for kind in IdKind if kind is not IdKind.ANONYMOUS)

PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
"""First two digits of GB/T 2260 codes."""
OF_NEIGHBOURS = ("81", "82", "83")
"""Those of the residence permits of Hong Kong, Macao and Taiwan residents."""

PATTERNS = {
    IdKind.HK_MACAO: (
        re.compile(r"[HM][0-9]{8}([0-9]{2})?"),
        N_("The permit number is H or M and 8 digits, as in H12345678."),
    ),
    IdKind.TAIWAN: (re.compile(r"[0-9]{8}([0-9]{2})?"), N_("The Taiwan permit number has 8 or 10 digits.")),
    IdKind.PASSPORT: (re.compile(r"[A-Z0-9]{5,17}"), N_("A passport number has 5 to 17 letters and digits.")),
}

ELDERLY = 65
OLDEST = 130


def tidy_name(typed: str) -> str:
    """A name as it is kept: the usual dot and apostrophe, no space beside a Chinese character, one between foreign
    words, and no sign before it by which a spreadsheet knows a text.
    """
    name = tidy(typed)
    if marked := MARKED_TEXT.fullmatch(name):
        name = marked[1].strip()
    if UNUSUAL_IN_NAME.isdisjoint(name):
        return name
    return NAME_GAP.sub(lambda gap: gap[0].strip(), name.translate(NAME_SIGNS))


NAME_SIGNS = {ord(sign): usual for usual, signs in (("·", "•・･‧⋅∙․"), ("'", "’‘ʼ´`′"), ("-", "‐‑–")) for sign in signs}
"""The dot between the parts of a foreign name, the apostrophe and the hyphen, as other keyboards and programs write
them.
"""
UNUSUAL_IN_NAME = frozenset(map(chr, NAME_SIGNS)) | frozenset(" ·")
HAN = "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
HAN_FIRST = re.compile(HAN)
MARKED_TEXT = re.compile(rf"['‘’]({HAN}.*?)['’]*")
NAME_GAP = re.compile(rf" ?· ?| (?={HAN})|(?<={HAN}) ")


def tidy_number(typed: str) -> str:
    """An ID or permit number as it is kept: no spaces and hyphens, capital letters, X at the end of an ID number."""
    number = GROUPED.sub("", unquoted(typed)).upper()
    return number[:17] + "X" if len(number) == 18 and number[17] in LIKE_X and DIGITS.fullmatch(number[:17]) else number


GROUPED = re.compile(r"[\s\-‐‑–—]")
DIGITS = re.compile(r"[0-9]+")
LIKE_X = "×✕✖╳╳ХΧⅩ"
"""What is taken for the X of an ID number: the sign of multiplication, and the letters that look like it."""


def card_kind(number: str) -> IdKind:
    """The card of 18 digits that a tidied number is of: its first digits say who gets such a card."""
    if len(number) == 18 and number[0] == "9":
        return IdKind.PERMANENT
    return IdKind.RESIDENCE if len(number) == 18 and number[:2] in OF_NEIGHBOURS else IdKind.RESIDENT


def name_problem(name: str) -> str | None:
    """Why a tidied name cannot be right; None when it can."""
    if not name:
        return _("Please enter the name.")
    if len(name) > 50:
        return _("The name has {n} characters; 50 is the most.", n=len(name))
    if not any(c.isalpha() or c == "〇" for c in name):
        return _("“{c}” cannot be part of a name. Please enter letters or Chinese characters.", c=name)
    wrong = next((c for c in name if unicodedata.category(c)[0] not in "LM" and c not in " ·.'-〇"), None)
    if wrong:
        return _("“{c}” cannot be part of a name. Please enter letters or Chinese characters.", c=wrong)
    return None


def number_problem(kind: IdKind, number: str, today: date) -> str | None:
    """Why a tidied number is not one of its kind, and what would be right; None when it is."""
    if kind in (IdKind.NONE, IdKind.ANONYMOUS):
        return _("Without papers the number stays empty.") if number else None
    if not number:
        return _("Please enter the number, or choose “No papers”.")
    if kind in PATTERNS:
        pattern, sentence = PATTERNS[kind]
        return None if pattern.fullmatch(number) else _(sentence)
    return _card_problem(kind, number, today)


def _card_problem(kind: IdKind, number: str, today: date) -> str | None:
    if kind is not IdKind.PERMANENT and re.fullmatch(r"[0-9]{15}", number):
        return _("This is an old 15-digit number. On the present card it is {number}.", number=_lengthened(number))
    if len(number) != 18:
        return _("An ID number has 18 characters, {n} were entered.", n=len(number))
    if not (DIGITS.fullmatch(number[:17]) and number[17] in "0123456789X"):
        n, wrong = next((n, c) for n, c in enumerate(number, 1) if c not in "0123456789" and (c, n) != ("X", 18))
        return _("“{c}” at place {n} of the number is no digit.", c=wrong, n=n)
    return _region_problem(kind, number) or _digits_problem(number, today)


def _region_problem(kind: IdKind, number: str) -> str | None:
    """What stands before the birth date: a region; in the cards of foreigners a 9, a province and the nationality."""
    if kind is IdKind.PERMANENT:
        if number[0] == "9" and number[1:3] in PROVINCES:
            return None
        return _("The number of a permanent residence card has 18 digits, the first a 9, then the province.")
    if number[:2] not in PROVINCES or (kind is IdKind.RESIDENCE) != (number[:2] in OF_NEIGHBOURS):
        return _("The region code {code} at the beginning does not exist for this kind of papers.", code=number[:6])
    return None


def _digits_problem(number: str, today: date) -> str | None:
    born = birth_of(number)
    if born is None:
        return _("The birth date {digits} in the number does not exist.", digits=number[6:14])
    if born > today or born.year < today.year - OLDEST:
        return _("The birth date {day} in the number cannot be right.", day=full_date_words(born))
    if check_digit(number[:17]) != number[17]:
        return _("The last character does not fit the others: one of the digits is mistyped.")
    return None


def check_digit(seventeen: str) -> str:
    """The eighteenth character of an ID number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return str(ric.calc_check_digit(seventeen + "0"))


def _lengthened(fifteen: str) -> str:
    seventeen = fifteen[:6] + "19" + fifteen[6:]
    return seventeen + check_digit(seventeen)


def birth_of(number: str) -> date | None:
    """The birth date in an 18-character number; None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """``male`` or ``female`` by the seventeenth digit (GB 11643-1999)."""
    return "male" if int(number[16]) % 2 else "female"


def has_birth(kind: IdKind) -> bool:
    """Do birth date and sex come from the number?"""
    return kind in (IdKind.RESIDENT, IdKind.RESIDENCE, IdKind.PERMANENT)


def age_on(birth: date | None, day: date) -> int | None:
    """Full years 周岁 on a day; None when the birth date is not known."""
    if birth is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def mask_name(name: str) -> str:
    """张*丰, 张*; of a foreign name the first letter only, of a single character nothing."""
    if len(name) < 2:
        return "*" * len(name)
    if not HAN_FIRST.match(name):
        return name[0] + "***"
    return name[0] + "*" if len(name) == 2 else name[0] + "*" * (len(name) - 2) + name[-1]


def mask_number(number: str) -> str:
    """350505********1234; of other papers the first and the last two characters."""
    if len(number) == 18:
        return number[:6] + "*" * 8 + number[14:]
    return number[:1] + "*" * max(len(number) - 3, 0) + number[-2:] if number else ""


GAP = r"[ \u3000\-\u2010-\u2015]?"
"""What people write between groups of digits."""
SOME_DIGITS = re.compile(r"\d{3}")
"""Most texts have none, and lists are drawn at every key press."""
TYPED_NUMBERS = re.compile(
    "|".join(
        (
            r"(?<!\d)\d{15,}[Xx]?(?!\d)",  # ID numbers old and new, bank cards, two numbers run together
            rf"(?<!\d)\d{{6}}{GAP}(?:19|20)\d\d{GAP}\d{{4}}{GAP}\d{{3}}[\dXx](?!\d)",  # an ID number in groups
            rf"(?<!\d)(?:(?:\+|00)?86{GAP})?0?1[3-9](?:\d{GAP}\d{{4}}{GAP}\d{{4}}|\d\d{GAP}\d{{3,4}}{GAP}\d{{3,4}})\d{{0,3}}(?!\d)",
            rf"(?:[(（]0\d{{2,3}}[)）]|(?<!\d)0\d{{2,3}}[)）]?){GAP}[1-9]\d{{6,7}}(?!\d)",  # with its area code
            r"(?<!\d)(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"  # without; no day
            r"[2-8]\d{6,7}(?!\d)",
            rf"\+(?!86)\d{{1,3}}{GAP}\d{{1,4}}(?:{GAP}\d{{2,4}}){{1,3}}(?!\d)",  # from abroad
            r"(?<![A-Za-z])[A-Za-z]\d{8}(?:\d\d)?(?!\d)",  # permits and passports
        )
    )
)
"""What in a typed text looks like the number of a person's papers or a telephone. Not case numbers, days or amounts."""


def mask_text(typed: str, *people: str) -> str:
    """A typed text without what identifies a person: the names of these people, and whatever looks like an ID number or
    a telephone.
    """
    text = _without_numbers(typed) if SOME_DIGITS.search(typed) else typed
    for name in sorted(filter(None, people), key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    return text


def _without_numbers(typed: str) -> str:
    text, done = "", 0
    for match in TYPED_NUMBERS.finditer(typed.translate(NARROW)):
        text += typed[done : match.start()] + _starred(match[0])
        done = match.end()
    return text + typed[done:]


def _starred(number: str) -> str:
    """As the masks of the fields leave it: of an ID number the region and the last four, else the last four at most."""
    bare = "".join(filter(str.isalnum, number))
    if len(bare) == 18:
        return mask_number(bare)
    return mask_telephone(bare) if len(bare) > 10 else "*" * (len(bare) - 4) + bare[-4:]
