"""People as OTO's couriers need them: phone number, name, and text fit for one line.

Everything here comes from a till's keyboard: other digits, direction marks, line breaks and
habits such as `00966…` are normal (rules.md section 4, foodics-api.md section 6.2, oto-api.md
section 5.1).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

#: Joiners are part of the spelling in Persian and in emoji; all other format characters go.
_JOINERS = "\u200c\u200d"
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_SPELLED = str.maketrans(
    {
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ٱ": "ا",
        "ة": "ه",
        "ہ": "ه",
        "ە": "ه",
        "ک": "ك",
        "ـ": None,
    }
)

#: ITU-T E.164 allows 15; twice that leaves room for a dial code typed twice.
_MOST_DIGITS = 30
#: A Saudi mobile, with its dial code once or more often, with or without trunk zeros.
_SAUDI_MOBILE = re.compile(r"(?:9660*)+(5\d{8})")
_SAUDI_CODE = "966"
#: Dial codes believed without a plus although the customer's dial code is another: the neighbours,
#: whose codes cannot be the beginning of a local number with a digit too many.
_NEIGHBOURS = ("966", "971", "965", "973", "968", "974")
_NUMBER = re.compile(r"(\+|00)?(\d+)(\+)?")
_SEPARATORS = frozenset({"Zs", "Pd", "Ps", "Pe", "Pc"})


class _Characters(dict[int, str | int | None]):
    """A table for `str.translate` that finds out about each character once."""

    def __init__(self, becomes: Callable[[str], str | int | None]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str | int | None:
        found = self[code] = self._becomes(chr(code))
        return found


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _bare(character: str) -> str | int | None:
    """A decomposed character as it is compared; None for a mark."""
    if unicodedata.category(character) == "Mn" or character in _JOINERS:
        return None
    return _SPELLED.get(ord(character), character)


_DIGITS = _Characters(_digit)
_BARE = _Characters(_bare)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be called. `digits` is E.164 without the plus, e.g. "966500000123"."""

    digits: str


@dataclass(frozen=True, slots=True)
class PhoneProblem:
    """Why a number is not sent. `why` is empty, not_digits, no_country, too_short, too_long or
    impossible; it never holds the number."""

    code: Literal["no_phone", "bad_phone"]
    why: str


def fold_digits(text: str) -> str:
    """`text` with the digits of every script (Arabic-Indic, Persian, …) as ASCII digits."""
    return text if text.isascii() else text.translate(_DIGITS)


@lru_cache(maxsize=2048)  # each order is judged many times
def phone_digits(dial_code: str, phone: str, country: str) -> Phone | PhoneProblem:
    """The customer's number in E.164 (rules.md section 4).

    `dial_code` and `phone` are as Foodics holds them; without a dial code that of `country` (ISO-2)
    holds. A plus or 00 in `phone` wins over the dial code.

    How strict: a number must be one that its country can have (`is_valid_number`: mobile, landline,
    920…), since an impossible one is a delivery that nobody can complete. Saudi mobiles are the
    exception: any `5` with eight digits passes, also a prefix that no operator has yet, because
    the numbering plan in the program is older than the shop's customers.
    """
    text = fold_digits(clean(phone)).replace("＋", "+")
    compact = "".join(c for c in text if not _is_separator(c))
    found = _NUMBER.fullmatch(compact)
    if found is None:
        if any(c.isalnum() for c in compact):
            return PhoneProblem("bad_phone", "not_digits")
        return PhoneProblem("no_phone", "empty")
    # Typed right to left, the plus often ends up behind the number.
    marked = bool(found[1] or found[3])
    digits = found[2]
    if len(digits) > _MOST_DIGITS:
        return PhoneProblem("bad_phone", "too_long")
    code = re.sub(r"\D", "", fold_digits(dial_code)).lstrip("0") or _code_of(country)
    first: str | None = None
    for candidate in _candidates(code, digits, marked=marked and not digits.startswith("0")):
        first = first or candidate
        e164 = _callable(candidate)
        if e164 is not None:
            return Phone(e164)
    return PhoneProblem("bad_phone", _why(first) if first else "no_country")


def last_nine(text: str) -> str:
    """The last nine digits: what stays the same in all spellings of a Saudi number."""
    return re.sub(r"\D", "", fold_digits(text))[-9:]


def customer_name(name: str, number: int, language: str) -> str:
    """The name for the courier; one without a letter or digit becomes "عميل #27", "Customer #27".

    `number` is the order's daily number, `language` "ar" or "en" (rules.md section 4).
    """
    cleaned = clean(name)
    if any(c.isalnum() for c in cleaned):
        return cleaned
    return f"{'عميل' if language.startswith('ar') else 'Customer'} #{number}"


def clean(text: str) -> str:
    """`text` without direction marks, control characters and broken code units; all white space,
    line breaks included, becomes single spaces."""
    if text.isprintable():
        return " ".join(text.split())
    kept = (" " if c.isspace() else c for c in text if c.isspace() or _is_kept(c))
    return " ".join("".join(kept).split())


def one_line(text: str) -> str:
    """`text` cleaned, with ", " where lines broke: an address or a note in one line."""
    lines = (clean(line).strip(" ,،") for line in text.splitlines())
    return ", ".join(line for line in lines if line)


def search_fold(text: str) -> str:
    """`text` as it is searched and compared: alef and ya forms, ta marbuta, tatweel, marks,
    accents, digits and case no longer make a difference."""
    folded = fold_digits(clean(text)).casefold()
    if folded.isascii():
        return folded
    # Decomposed, a hamza or madda is a mark of its own and goes with the other marks.
    bare = unicodedata.normalize("NFKD", folded).translate(_BARE)
    whole = unicodedata.normalize("NFC", bare.casefold())
    return " ".join(whole.split())


def strip_secret(text: str) -> str:
    """A pasted secret without what pasting adds: spaces, line breaks, invisible marks."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in _DROPPED)


def _is_kept(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _DROPPED


def _is_separator(character: str) -> bool:
    if character in "./−" or character in _JOINERS:
        return True
    return unicodedata.category(character) in _SEPARATORS


def _code_of(country: str) -> str:
    """The dial code of an ISO-2 country, "" when it is not known."""
    region = country.strip().upper()
    if region == "SA":
        return _SAUDI_CODE
    import phonenumbers  # noqa: PLC0415 - 60 ms that most orders can do without

    code: int = phonenumbers.country_code_for_region(region)
    return str(code) if code else ""


def _candidates(code: str, digits: str, *, marked: bool) -> Iterator[str]:
    """Readings of the digits as full numbers, the likeliest first."""
    bare = digits.lstrip("0")
    if marked:
        yield digits
    elif code:
        yield code + digits
        yield code + bare
    rest = bare
    while code and rest.startswith(code):
        rest = rest[len(code) :]
        yield code + rest
        yield code + rest.lstrip("0")
    if not marked and bare.startswith(_NEIGHBOURS):
        yield bare


def _callable(digits: str) -> str | None:
    """The number in E.164 without plus, or None when its country has no such number."""
    mobile = _SAUDI_MOBILE.fullmatch(digits)
    if mobile is not None:
        return _SAUDI_CODE + mobile[1]
    import phonenumbers  # noqa: PLC0415 - see _code_of

    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return None
    if not (phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number)):
        return None
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164.removeprefix("+")


def _why(digits: str) -> str:
    """What is wrong with a number that cannot be called."""
    import phonenumbers  # noqa: PLC0415 - see _code_of

    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException as problem:
        kinds = phonenumbers.NumberParseException
        if problem.error_type == kinds.TOO_LONG:
            return "too_long"
        return "no_country" if problem.error_type == kinds.INVALID_COUNTRY_CODE else "too_short"
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return "too_long"
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return "too_short"
    return "impossible"
