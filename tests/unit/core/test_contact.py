"""rules.md section 4: phone numbers, names, and text from a till's keyboard."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import contact
from app.core.contact import Phone, PhoneProblem

SAUDI = Phone("966500000123")


class TestPhone:
    @pytest.mark.parametrize(
        "phone",
        [
            "500000123",
            "0500000123",
            "966500000123",
            "0966500000123",
            "+966500000123",
            "00966500000123",
            "+9660500000123",
            "966966500000123",
            "+966 966 500000123",
            "+966 50-000-0123",
            "(050) 000.0123",
            "050/000/0123",
            "966500000123+",
            "\u202a+966 50 000 0123\u202c",
            "\u2066500000123\u2069",
            "\u200f050\u00a0000\u00a00123",
            "٠٥٠٠٠٠٠١٢٣",
            "۰۵۰۰۰۰۰۱۲۳",
            "５０００００１２３",
        ],
    )
    def test_every_way_to_write_a_saudi_mobile_is_one_number(self, phone: str) -> None:
        assert contact.phone_digits("966", phone, "SA") == SAUDI

    @pytest.mark.parametrize("dial_code", ["966", "+966", "00966", "٩٦٦", "", " ", "0"])
    def test_without_a_dial_code_the_country_has_one(self, dial_code: str) -> None:
        assert contact.phone_digits(dial_code, "0500000123", " sa ") == SAUDI

    @pytest.mark.parametrize("mobile", ["500000000", "555555555", "512345678", "520000000"])
    def test_a_well_formed_saudi_mobile_passes_whatever_its_prefix(self, mobile: str) -> None:
        assert contact.phone_digits("966", mobile, "SA") == Phone("966" + mobile)

    @pytest.mark.parametrize("phone", ["0110000003", "110000003", "920001234"])
    def test_saudi_landlines_and_business_numbers_are_possible(self, phone: str) -> None:
        assert contact.phone_digits("966", phone, "SA") == Phone("966" + phone.lstrip("0"))

    @pytest.mark.parametrize(
        ("dial_code", "phone", "country", "digits"),
        [
            ("971", "0501234567", "AE", "971501234567"),
            ("971", "971501234567", "AE", "971501234567"),
            ("965", "055001234", "KW", "96555001234"),
            ("965", "96512345", "KW", "96596512345"),
            ("965", "96550012345", "KW", "96550012345"),
            ("965", "965055001234", "KW", "96555001234"),
            ("973", "36001234", "BH", "97336001234"),
            ("20", "01001234567", "EG", "201001234567"),
            ("20", "201001234567", "EG", "201001234567"),
            ("", "50012345", "KW", "96550012345"),
        ],
    )
    def test_other_countries(self, dial_code: str, phone: str, country: str, digits: str) -> None:
        assert contact.phone_digits(dial_code, phone, country) == Phone(digits)

    @pytest.mark.parametrize("phone", ["+971501234567", "00971501234567", "971501234567"])
    def test_a_number_of_another_country_wins_over_the_dial_code(self, phone: str) -> None:
        assert contact.phone_digits("966", phone, "SA") == Phone("971501234567")

    def test_a_plus_wins_in_both_directions(self) -> None:
        assert contact.phone_digits("20", "+966 50 000 0123", "EG") == SAUDI

    def test_a_plus_before_a_local_number_is_a_slip(self) -> None:
        assert contact.phone_digits("966", "+0500000123", "SA") == SAUDI

    @pytest.mark.parametrize("phone", ["", "  ", "-", "+", "\u200f", ". ."])
    def test_nothing_is_no_phone(self, phone: str) -> None:
        assert contact.phone_digits("966", phone, "SA") == PhoneProblem("no_phone", "empty")

    @pytest.mark.parametrize(
        ("phone", "why"),
        [
            ("50000012", "too_short"),
            ("0", "too_short"),
            ("0000000000", "too_short"),
            ("5000001234", "impossible"),
            ("050000012345", "too_long"),
            ("9" * 40, "too_long"),
            ("لا يوجد", "not_digits"),
            ("050000O123", "not_digits"),
            ("050+0000123", "not_digits"),
            ("0500000123 / 0559876543", "too_long"),
            ("0500000123, 0559876543", "not_digits"),
            ("012345678", "impossible"),
            ("+5012345", "too_short"),
            ("+999500000123", "no_country"),
        ],
    )
    def test_a_number_that_cannot_exist_is_bad(self, phone: str, why: str) -> None:
        assert contact.phone_digits("966", phone, "SA") == PhoneProblem("bad_phone", why)

    def test_a_local_number_with_a_digit_too_many_is_not_taken_for_a_foreign_one(self) -> None:
        # With a plus, 501… would be Belize.
        found = contact.phone_digits("966", "5012345678", "SA")
        assert isinstance(found, PhoneProblem)

    def test_without_any_country_there_is_no_reading(self) -> None:
        for country in ("", "ZZ"):
            found = contact.phone_digits("", "500000123", country)
            assert found == PhoneProblem("bad_phone", "no_country")
        assert contact.phone_digits("", "966500000123", "") == SAUDI

    def test_an_unknown_dial_code_is_bad(self) -> None:
        found = contact.phone_digits("999", "500000123", "SA")
        assert found == PhoneProblem("bad_phone", "no_country")

    def test_a_plain_saudi_mobile_does_not_load_the_phone_library(self) -> None:
        code = (
            "import sys; from app.core import contact;"
            "print(contact.phone_digits('', '0500000123', 'SA'), 'phonenumbers' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout.split()[-1] == b"False"

    @given(st.from_regex(r"5\d{8}", fullmatch=True), st.sampled_from(["", "0", "+966", "00966"]))
    def test_the_prefix_never_matters(self, mobile: str, prefix: str) -> None:
        found = contact.phone_digits("966", prefix + mobile.translate(ARABIC), "SA")
        assert found == Phone("966" + "".join(str(int(digit)) for digit in mobile))

    @given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=5))
    def test_anything_gives_digits_or_a_problem(self, dial: str, phone: str, country: str) -> None:
        found = contact.phone_digits(dial, phone, country)
        assert isinstance(found, PhoneProblem) or (
            found.digits.isascii() and found.digits.isdigit()
        )

    @given(
        st.sampled_from(["966", "971", "965", "973", "20"]), st.text("0123456789+ ", max_size=16)
    )
    def test_a_number_understood_once_is_understood_again(self, dial: str, phone: str) -> None:
        found = contact.phone_digits(dial, phone, "SA")
        if isinstance(found, Phone):
            assert contact.phone_digits("966", "+" + found.digits, "SA") == found


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class TestDigits:
    def test_arabic_indic_and_persian_digits_become_ascii(self) -> None:
        assert contact.fold_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ abc") == "0123456789 0123456789 abc"

    def test_what_is_no_digit_stays(self) -> None:
        assert contact.fold_digits("½ ² Ⅳ") == "½ ² Ⅳ"

    @pytest.mark.parametrize("phone", ["0500000123", "+966 50 000 0123", "٠٥٠٠٠٠٠١٢٣", "500000123"])
    def test_last_nine_are_the_same_in_all_spellings(self, phone: str) -> None:
        assert contact.last_nine(phone) == "500000123"

    def test_last_nine_of_less_are_what_there_is(self) -> None:
        assert contact.last_nine("12 34") == "1234"
        assert contact.last_nine("none") == ""


class TestName:
    @pytest.mark.parametrize("name", ["", "   ", "\u200f\u200e", ".", "-", "؟", "\u200d", "🙂"])
    def test_an_empty_name_becomes_the_order_number(self, name: str) -> None:
        assert contact.customer_name(name, 27, "ar") == "عميل #27"
        assert contact.customer_name(name, 27, "en") == "Customer #27"

    def test_a_name_stays_without_marks_and_breaks(self) -> None:
        assert contact.customer_name(" \u202bنورة\n العتيبي\u202c ", 27, "en") == "نورة العتيبي"


class TestText:
    def test_clean_takes_marks_controls_and_breaks_away(self) -> None:
        assert (
            contact.clean("\u200fحي\u00a0 الياسمين\r\n\tشقة\x00 12\ufeff") == "حي الياسمين شقة 12"
        )

    def test_clean_keeps_joiners_that_are_spelling(self) -> None:
        assert contact.clean("می\u200cخواهم\u200e") == "می\u200cخواهم"

    def test_clean_drops_half_characters_that_cannot_be_sent(self) -> None:
        contact.clean("a\ud83d b").encode()
        assert contact.clean("a\ud83d b") == "a b"

    def test_one_line_puts_commas_where_lines_broke(self) -> None:
        text = "حي الياسمين،\nشارع أنس\r\n\r\n  شقة 12,\u2028الرياض"
        assert contact.one_line(text) == "حي الياسمين, شارع أنس, شقة 12, الرياض"
        assert contact.one_line(" \n, \n") == ""

    @given(st.text())
    def test_cleaned_text_is_sendable_and_stays_as_it_is(self, text: str) -> None:
        cleaned = contact.clean(text)
        cleaned.encode()
        assert contact.clean(cleaned) == cleaned
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in cleaned)
        assert len(contact.one_line(text).splitlines()) <= 1


class TestSearchFold:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("أحمد", "احمد"),
            ("إبراهيم", "ابراهيم"),
            ("آمنة", "امنه"),
            ("ٱلرحمن", "الرحمن"),
            ("مصطفى", "مصطفي"),
            ("علی", "علي"),
            ("نورة", "نوره"),
            ("مؤمن", "مومن"),
            ("هانئ", "هاني"),
            ("مـحـمـد", "محمد"),
            ("مُحَمَّد", "محمد"),
            ("کریم", "كريم"),
            ("ﻻ", "لا"),
            ("شقة ١٢", "شقه 12"),
            ("AL Yasmin", "al yasmin"),
            ("José", "jose"),
            ("\u200fنورة\u00a0 العتيبي", "نوره العتيبي"),
            ("می\u200cخواهم", "ميخواهم"),
        ],
    )
    def test_spellings_of_one_word_fold_alike(self, one: str, other: str) -> None:
        assert contact.search_fold(one) == contact.search_fold(other)

    def test_different_words_stay_different(self) -> None:
        assert contact.search_fold("سعد") != contact.search_fold("سعيد")

    @given(st.text(st.characters(categories=["L", "N", "P", "Z", "M"], max_codepoint=0x6FF)))
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        folded = contact.search_fold(text)
        assert contact.search_fold(folded) == folded


class TestSecret:
    def test_what_pasting_adds_is_taken_away(self) -> None:
        pasted = "\u202a AMf-abc\r\ndef\u200b_GHI\u00a0\ufeff\u2069\u00ad "
        assert contact.strip_secret(pasted) == "AMf-abcdef_GHI"
