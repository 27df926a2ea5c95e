"""rules.md section 5: what OTO's answer means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import answers
from app.core.dispatch import Outcome

#: rules.md section 5, row by row.
TABLE = {
    Outcome.EXISTS: [1063],
    Outcome.NOT_ACCEPTED: [1143, 1105, 1211, 1116],
    Outcome.UNKNOWN: [1009, 1015, 1081],
    Outcome.SIGN_IN: [1083, 1084, 1088, 1212],
    Outcome.ACCOUNT: [1006, 1150, 1080, 1172],
    Outcome.BRANCH_SETUP: [1016, 1070, 1133, 1167],
    Outcome.ORDER_DATA: [
        *(1010, 1021, 1022, 1024, 1029, 1030, 1049, 1074, 1097, 1098, 1104, 1168, 1004),
        *(1176, 1177, 1178, 1181, 1183, 1184, 1193),
    ],
    Outcome.OURS: [1001, 1075],
}
#: What is to be mended, as far as OTO's list says it (oto-api.md section 11).
FIELDS = {
    "credit": [1006],
    "plan": [1080, 1150, 1172],
    "sender": [1016],
    "pickup": [1070, 1133, 1167],
    "option": [1004, 1168],
    "address": [1021],
    "city": [1022, 1097, 1098],
    "country": [1024, 1177],
    "name": [1029],
    "phone": [1030, 1176],
    "weight": [1049],
    "items": [1074],
    "short_address": [1178, 1181, 1183, 1184],
}
ROWS = [(number, outcome) for outcome, numbers in TABLE.items() for number in numbers]


def outcome(code: str, http: int | None = 400, generation: str = "v2") -> Outcome:
    return answers.classify(code, http, generation=generation)[0]


class TestCodes:
    @pytest.mark.parametrize(("number", "expected"), ROWS)
    def test_every_listed_code_has_its_class(self, number: int, expected: Outcome) -> None:
        for spelt in (f"OTO{number}", str(number), f"oto{number}", f" OTO-{number} "):
            assert outcome(spelt) is expected

    @pytest.mark.parametrize("http", [200, 400, 403, 409, 500, None])
    def test_a_listed_code_holds_at_any_status(self, http: int | None) -> None:
        assert outcome("OTO1063", http) is Outcome.EXISTS
        for number, expected in ROWS:
            assert outcome(f"OTO{number}", http) is expected

    @pytest.mark.parametrize("number", [number for number, _ in ROWS])
    def test_the_field_to_mend_is_named(self, number: int) -> None:
        named = {number: field for field, numbers in FIELDS.items() for number in numbers}
        found = answers.classify(f"OTO{number}", 400, generation="v2")[1]
        assert found == named.get(number)

    def test_where_a_code_says_nothing_no_field_is(self) -> None:
        assert answers.classify("OTO9999", 400, generation="v2")[1] is None

    @pytest.mark.parametrize("http", [200, 400, 403, 404, 409])
    def test_an_unknown_code_is_ours_and_does_not_loop(self, http: int) -> None:
        assert outcome("OTO1999", http) is Outcome.OURS
        assert outcome("SOMETHING", http) is Outcome.OURS

    def test_an_unknown_code_under_server_trouble_is_looked_up(self) -> None:
        assert outcome("OTO1999", 500) is Outcome.UNKNOWN


class TestHttpAlone:
    @pytest.mark.parametrize(
        ("http", "expected"),
        [
            (429, Outcome.NOT_ACCEPTED),
            (401, Outcome.SIGN_IN),
            (408, Outcome.UNKNOWN),
            (500, Outcome.UNKNOWN),
            (502, Outcome.UNKNOWN),
            (503, Outcome.UNKNOWN),
            (504, Outcome.UNKNOWN),
            (403, Outcome.ACCOUNT),
            (404, Outcome.OURS),
            (400, Outcome.OURS),
            (413, Outcome.OURS),
            (415, Outcome.OURS),
            (200, Outcome.OURS),
        ],
    )
    @pytest.mark.parametrize("generation", ["v2", "v1"])
    def test_without_a_code_the_status_decides(
        self, http: int, expected: Outcome, generation: str
    ) -> None:
        for code in ("", f"HTTP {http}", str(http)):
            assert answers.classify(code, http, generation=generation) == (expected, None)

    def test_no_reply_at_all_is_unknown_unless_the_connect_failed(self) -> None:
        assert outcome("timeout", None) is Outcome.UNKNOWN
        assert outcome("connect", None) is Outcome.NOT_ACCEPTED


class TestOldForms:
    @pytest.mark.parametrize("code", ["1", "2", "3"])
    def test_v1_refuses_the_pair(self, code: str) -> None:
        assert outcome(code, 200, "v1") is Outcome.SIGN_IN

    def test_v1_says_it_exists(self) -> None:
        assert outcome("4", 200, "v1") is Outcome.EXISTS

    @pytest.mark.parametrize("code", ["5", "14", "99"])
    def test_any_other_number_of_v1_is_ours(self, code: str) -> None:
        assert answers.classify(code, 400, generation="v1") == (Outcome.OURS, None)

    @pytest.mark.parametrize("http", [200, 400, 409, 500])
    def test_v2_said_fourteen_for_exists(self, http: int) -> None:
        assert outcome("14", http) is Outcome.EXISTS

    @pytest.mark.parametrize(("code", "field"), [("5", "name"), ("13", "pickup"), ("7", None)])
    def test_other_old_numbers_at_400_are_about_the_order(
        self, code: str, field: str | None
    ) -> None:
        assert answers.classify(code, 400, generation="v2") == (Outcome.ORDER_DATA, field)

    def test_old_numbers_elsewhere_say_too_little(self) -> None:
        assert outcome("5", 200) is Outcome.OURS
        assert outcome("5", 403) is Outcome.OURS
        assert outcome("5", 503) is Outcome.UNKNOWN
        assert outcome("1", 400) is Outcome.ORDER_DATA

    @given(st.text(max_size=20), st.none() | st.integers(100, 599), st.sampled_from(["v1", "v2"]))
    def test_every_answer_has_a_class_and_none_is_accepted(
        self, code: str, http: int | None, generation: str
    ) -> None:
        assert outcome(code, http, generation) is not Outcome.ACCEPTED


class TestNormalCode:
    @pytest.mark.parametrize(
        ("code", "normal"),
        [
            ("1107", "OTO1107"),
            ("OTO1107", "OTO1107"),
            (" oto 1107 ", "OTO1107"),
            ("OTO110", "OTO1110"),
            ("14", "14"),
            ("timeout", "timeout"),
            ("HTTP 503", "HTTP 503"),
            ("", ""),
            ("OTO", "OTO"),
            ("١١٠٧", "١١٠٧"),
        ],
    )
    def test_codes_have_one_spelling(self, code: str, normal: str) -> None:
        assert answers.normal_code(code) == normal

    @given(st.text(max_size=20))
    def test_a_normal_code_stays_as_it_is(self, code: str) -> None:
        normal = answers.normal_code(code)
        assert answers.normal_code(normal) == normal


class TestRetry:
    def test_the_steps_double_and_then_stay_at_five_minutes(self) -> None:
        steps = [answers.retry_delay(attempt, 0.5) for attempt in range(1, 9)]
        assert steps == pytest.approx([10, 20, 40, 80, 160, 300, 300, 300])

    def test_an_attempt_that_was_not_counted_waits_like_the_first(self) -> None:
        assert answers.retry_delay(0, 0.5) == pytest.approx(10)

    def test_one_minute_means_one_minute(self) -> None:
        assert answers.retry_floor("1105") == 60.0
        assert answers.retry_floor("OTO1143") == 0.0
        assert answers.retry_delay(1, 0.0, answers.retry_floor("OTO1105")) == 60.0

    @given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True), st.floats(0, 600))
    def test_jitter_spreads_by_a_fifth_and_never_below_the_floor(
        self, attempt: int, jitter: float, floor: float
    ) -> None:
        middle = answers.retry_delay(attempt, 0.5)
        assert middle * 0.79 < answers.retry_delay(attempt, jitter) < middle * 1.21
        assert answers.retry_delay(attempt, jitter, floor) >= floor


class TestTroubleOfAll:
    """What says that OTO as a whole is in trouble, and what may be a matter of one order."""

    @pytest.mark.parametrize(
        ("code", "http", "breaks", "doubtful"),
        [
            ("", 429, True, False),
            ("", 500, True, False),
            ("HTTP 503", 503, True, False),
            ("", 499, False, False),
            ("", 408, False, False),
            ("", 428, False, False),
            ("OTO1143", 400, True, False),
            ("1211", 200, True, False),
            ("OTO1105", 400, True, True),
            ("OTO1009", 400, True, True),
            ("oto 1015", 200, True, True),
            ("OTO1081", 499, True, True),
            ("OTO1081", 500, True, False),
            ("OTO1009", 429, True, False),
            ("OTO1116", 400, False, False),
            ("OTO1030", 400, False, False),
        ],
    )
    def test_it_is_told(self, code: str, http: int, breaks: bool, doubtful: bool) -> None:
        assert (answers.breaks(code, http), answers.doubtful(code, http)) == (breaks, doubtful)
