"""rules.md section 4: what keyboards and habits put into phones, names and addresses, sign by sign."""

import pytest

from app.core import contact
from app.core.contact import Phone, PhoneProblem


@pytest.mark.parametrize(
    "phone",
    ["96550012345", "97336001234", "971501234567", "96892123456", "97433123456"],
)
def test_a_neighbours_number_is_believed_without_a_plus(phone: str) -> None:
    assert contact.phone_digits("966", phone, "SA") == Phone(phone)
    assert contact.phone_digits("966", "0" + phone, "SA") == Phone(phone)


def test_a_saudi_number_is_believed_under_a_neighbours_code() -> None:
    assert contact.phone_digits("971", "966500000123", "AE") == Phone("966500000123")


@pytest.mark.parametrize("phone", ["14155552671", "442079460123"])
def test_one_from_farther_away_needs_its_plus(phone: str) -> None:
    assert isinstance(contact.phone_digits("966", phone, "SA"), PhoneProblem)
    assert isinstance(contact.phone_digits("", "+" + phone, "SA"), Phone)


@pytest.mark.parametrize(
    "sign",
    [" ", "\u00a0", "-", "–", "‑", "(", ")", "[", "_", "‿", ".", "/", "−", "\u200c", "\u200d"],
)
def test_what_stands_between_digits_is_passed_over(sign: str) -> None:
    assert contact.phone_digits("966", f"050{sign}000{sign}0123", "SA") == Phone("966500000123")
    assert contact.phone_digits("966", sign, "SA") == PhoneProblem("no_phone", "empty")


@pytest.mark.parametrize("sign", ["#", "*", ",", ":", "؛", "\\", "|", "X", "x"])
def test_other_signs_make_it_no_number(sign: str) -> None:
    found = contact.phone_digits("966", f"050{sign}0000123", "SA")
    assert found == PhoneProblem("bad_phone", "not_digits")


@pytest.mark.parametrize("plus", ["+", "＋"])
def test_a_plus_of_either_width_before_or_behind(plus: str) -> None:
    number = Phone("971501234567")
    assert contact.phone_digits("20", f"{plus}971501234567", "EG") == number
    assert contact.phone_digits("20", f"971501234567{plus}", "EG") == number


def test_more_digits_than_any_number_has() -> None:
    """A dial code typed many times over still leads to the number, up to thirty digits."""
    assert contact.phone_digits("966", "966" * 7 + "500000123", "SA") == Phone("966500000123")
    for more in ("0" + "966" * 7, "966" * 8):
        found = contact.phone_digits("966", more + "500000123", "SA")
        assert found == PhoneProblem("bad_phone", "too_long")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ې", "ي"),
        ("ى", "ي"),
        ("ی", "ي"),
        ("ٱ", "ا"),
        ("ہ", "ه"),
        ("ە", "ه"),
        ("ة", "ه"),
        ("ک", "ك"),
    ],
)
def test_letters_of_other_keyboards_are_the_same(one: str, other: str) -> None:
    assert contact.search_fold(f"ب{one}ت") == f"ب{other}ت"


@pytest.mark.parametrize("mark", ["ـ", "\u064e", "\u0651", "\u200c", "\u200d", "\u200f"])
def test_what_is_no_letter_is_left_out(mark: str) -> None:
    assert contact.search_fold(f"ب{mark}ت") == "بت"


@pytest.mark.parametrize("mark", ["\u200e", "\u202b", "\u2069", "\ufeff", "\u00ad", "\x00", "\x7f"])
def test_what_nobody_sees_is_not_kept(mark: str) -> None:
    assert contact.clean(f"نو{mark}رة") == "نورة"
    assert contact.strip_secret(f"ab{mark}c") == "abc"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_a_joiner_is_spelling_but_no_secret(joiner: str) -> None:
    assert contact.clean(f"ا{joiner}ب") == f"ا{joiner}ب"
    assert contact.strip_secret(f"ab{joiner}c") == "abc"


@pytest.mark.parametrize(
    ("language", "name"), [("ar", "عميل #27"), ("ar_SA", "عميل #27"), ("en", "Customer #27")]
)
def test_a_customer_without_a_name(language: str, name: str) -> None:
    assert contact.customer_name(" . ", 27, language) == name


def test_where_a_zero_belongs_to_the_number_it_stays() -> None:
    rome = Phone("390612345678")
    for phone in ("0612345678", "390612345678", "+390612345678", "39390612345678"):
        assert contact.phone_digits("39", phone, "IT") == rome


def test_a_line_keeps_its_letters() -> None:
    assert contact.one_line("X Street\nBlock X") == "X Street, Block X"


@pytest.mark.parametrize("end", [",", "،", " ,", "، "])
def test_a_line_has_one_comma(end: str) -> None:
    assert contact.one_line(f"حي العليا{end}\n{end}شقة 4{end}") == "حي العليا, شقة 4"
