"""What each of OTO's answers means (rules.md section 5; oto-api.md section 11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.net import NoReply, Unreached
from app.oto.errors import NoAccess, created, done, no_reply, trouble
from tests.unit.oto.far import HTML, JWT_EXPIRED, UNKNOWN_ORDER, Says, oto_error

MERGED = {
    "orderId": "F1-2",
    "otoErrorCode": "OTO1063",
    "success": False,
    "errorCode": 14,
    "otoErrorMessage": "Order Id is already exist",
    "errorMsg": "This order exists.",
}


def v2(reply: Says) -> Answer:
    return created(reply.said(), "v2")


@pytest.mark.parametrize(
    ("body", "oto_id"),
    [
        ({"success": True, "otoId": 540789}, "540789"),
        ({"success": "true", "otoId": "540789"}, "540789"),
        ({"otoId": 540789.0}, "540789"),
        ({"success": True, "warnings": ["split"], "otoIds": [7, 8]}, "7"),
    ],
)
def test_accepted(body: object, oto_id: str) -> None:
    answer = v2(Says(body=body))
    assert (answer.outcome, answer.oto_id, answer.code) == (Outcome.ACCEPTED, oto_id, "")
    assert (answer.http, answer.breaks) == (200, False)


@pytest.mark.parametrize(
    "reply",
    [
        Says(400, MERGED),
        Says(409, MERGED),
        Says(200, MERGED),
        Says(400, {"success": False, "errorCode": 14, "errorMsg": "This order exists."}),
        Says(400, {"success": False, "errorMsg": "This order exists."}),
        Says(200, {"success": False, "message": "Order Id is already exist"}),
        Says(200, {"success": True, "warnings": ["x"], "message": "Successfully updated"}),
        Says(200, {"success": True, "errorCode": 5, "errorMsg": "status not allowed for update"}),
        Says(200, {"success": True, "otoId": 0}),
    ],
)
def test_already_there(reply: Says) -> None:
    answer = v2(reply)
    assert answer.outcome is Outcome.EXISTS
    assert not answer.breaks


@pytest.mark.parametrize("http", [200, 400, 403])
@pytest.mark.parametrize(
    ("code", "outcome", "field"),
    [
        ("OTO1030", Outcome.ORDER_DATA, "phone"),
        ("OTO1021", Outcome.ORDER_DATA, "address"),
        ("1022", Outcome.ORDER_DATA, "city"),
        ("OTO1029", Outcome.ORDER_DATA, "name"),
        ("OTO1083", Outcome.SIGN_IN, None),
        ("OTO1006", Outcome.ACCOUNT, "credit"),
        ("OTO1167", Outcome.BRANCH_SETUP, "pickup"),
        ("OTO1075", Outcome.OURS, None),
        ("OTO1999", Outcome.OURS, None),
        ("OTO1116", Outcome.NOT_ACCEPTED, None),
    ],
)
def test_each_class(code: str, outcome: Outcome, field: str | None, http: int) -> None:
    answer = v2(oto_error(code, "words", http))
    assert (answer.outcome, answer.field, answer.text) == (outcome, field, "words")
    assert answer.code == (code if code.startswith("OTO") else f"OTO{code}")
    assert (answer.http, answer.breaks) == (http, False)


@pytest.mark.parametrize("http", [200, 400, 403])
@pytest.mark.parametrize(
    ("code", "outcome", "doubtful", "words"),
    [
        ("OTO1143", Outcome.NOT_ACCEPTED, False, "oto_limit"),
        ("OTO1211", Outcome.NOT_ACCEPTED, False, "oto_down"),
        ("OTO1105", Outcome.NOT_ACCEPTED, True, "oto_limit"),
        ("OTO1009", Outcome.UNKNOWN, True, "oto_down"),
        ("OTO1015", Outcome.UNKNOWN, True, "oto_down"),
    ],
)
def test_codes_that_speak_of_oto_as_a_whole(
    code: str, outcome: Outcome, doubtful: bool, words: str, http: int
) -> None:
    answer = v2(oto_error(code, "words", http))
    assert (answer.outcome, answer.code, answer.breaks) == (outcome, code, True)
    assert answer.doubtful is doubtful
    assert answer.trouble is not None
    assert answer.trouble.code == words


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Says(200, HTML), "captive"),
        (Says(200, ""), "oto_unreadable"),
        (Says(502, HTML), "oto_down"),
        (Says(429, ""), "oto_limit"),
    ],
)
def test_trouble_of_the_whole_is_said_in_words(reply: Says, words: str) -> None:
    answer = v2(reply)
    assert answer.trouble is not None
    assert (answer.trouble.code, answer.breaks, answer.doubtful) == (words, True, False)


def test_the_old_shape_keeps_its_number_and_words() -> None:
    answer = v2(Says(400, {"success": False, "errorCode": 5, "errorMsg": "customer name required"}))
    assert (answer.code, answer.text) == ("5", "customer name required")


def test_a_code_counts_even_without_success() -> None:
    answer = v2(Says(200, {"otoErrorCode": "OTO1030", "otoErrorMessage": "phone"}))
    assert answer.outcome is Outcome.ORDER_DATA


@pytest.mark.parametrize("said_no", [False, "false", 0])
def test_no_without_a_word_is_unknown(said_no: object) -> None:
    answer = v2(Says(200, {"success": said_no}))
    assert (answer.outcome, answer.code, answer.breaks) == (Outcome.UNKNOWN, "HTTP 200", False)


def test_neither_yes_nor_no_is_unknown() -> None:
    assert v2(Says(200, {"message": "hello"})).outcome is Outcome.UNKNOWN
    assert v2(Says(200, [])).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Says(200, HTML), "captive"),
        (Says(302, "", {"location": "https://portal.test"}), "captive"),
        (Says(403, HTML), "captive"),
        (Says(200, "OK but {not: json"), "unreadable"),
        (Says(200, ""), "unreadable"),
        (Says(200, '"text"'), "unreadable"),
        (Says(200, "<oops", {"content-type": "text/html"}), "captive"),
        (Says(502, HTML), "HTTP 502"),
        (Says(500, {"message": "Server Error"}), "HTTP 500"),
        (Says(503, ""), "HTTP 503"),
        (Says(504, "upstream timed out"), "HTTP 504"),
        (oto_error("OTO1015", status=500), "OTO1015"),
    ],
)
def test_what_may_have_been_accepted_opens_the_breaker(reply: Says, code: str) -> None:
    answer = v2(reply)
    assert (answer.outcome, answer.code, answer.breaks) == (Outcome.UNKNOWN, code, True)


@pytest.mark.parametrize("body", [HTML, "", {"message": "slow down"}])
def test_too_many_requests_is_surely_not_accepted(body: object) -> None:
    answer = v2(Says(429, body, {"retry-after": "17"}))
    assert (answer.outcome, answer.retry_after) == (Outcome.NOT_ACCEPTED, 17.0)
    assert answer.breaks


def test_order_data_is_not_trouble_of_the_service_even_with_http_500() -> None:
    answer = v2(oto_error("OTO1030", status=500))
    assert (answer.outcome, answer.breaks) == (Outcome.ORDER_DATA, False)


@pytest.mark.parametrize(("header", "seconds"), [({}, 60.0), ({"retry-after": "90"}, 90.0)])
def test_one_minute_means_at_least_one_minute(header: dict[str, str], seconds: float) -> None:
    reply = oto_error("OTO1105")
    assert v2(Says(reply.status, reply.body, header)).retry_after == seconds


def test_the_access_token_refused_is_a_matter_of_sign_in() -> None:
    answer = v2(Says(401, JWT_EXPIRED))
    assert (answer.outcome, answer.code) == (Outcome.SIGN_IN, "HTTP 401")
    assert v2(Says(401, HTML)).outcome is Outcome.UNKNOWN  # not OTO's word


def test_an_empty_403_is_no_matter_of_sign_in() -> None:
    answer = v2(Says(403, ""))
    assert answer.outcome is not Outcome.SIGN_IN
    assert (answer.code, answer.breaks) == ("HTTP 403", False)


def test_a_refusal_without_words_shows_the_beginning_of_its_body() -> None:
    assert v2(Says(400, "Bad\nRequest" + "x" * 400)).text.startswith("Bad Request")
    assert len(v2(Says(400, "x" * 400)).text) == 300
    assert v2(Says(400, {"oops": 1})).text == '{"oops":1}'
    assert v2(Says(502, HTML)).text == ""


@pytest.mark.parametrize("code", [None, "", 0, True, {}, "<script>", "x" * 41])
def test_what_is_no_code_is_not_taken_for_one(code: object) -> None:
    assert v2(Says(400, {"success": False, "otoErrorCode": code})).code == "HTTP 400"


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(1, Outcome.SIGN_IN), (2, Outcome.SIGN_IN), (3, Outcome.SIGN_IN), (4, Outcome.EXISTS)],
)
def test_the_four_codes_of_v1(code: int, outcome: Outcome) -> None:
    answer = created(Says(200, {"success": False, "errorCode": code}).said(), "v1")
    assert (answer.outcome, answer.code) == (outcome, str(code))


@given(st.binary(max_size=60), st.integers(200, 599))
def test_only_a_number_of_otos_own_makes_an_order_accepted(body: bytes, status: int) -> None:
    answer = v2(Says(status, body))
    assert answer.outcome is not Outcome.ACCEPTED or answer.oto_id


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Says(200, {"success": True}), Outcome.ACCEPTED),
        (Says(200, {"success": True, "message": "Successfully updated"}), Outcome.ACCEPTED),
        (Says(200, {"success": True, "errorCode": 77, "errorMsg": "only refs"}), Outcome.OURS),
        (Says(200, {}), Outcome.UNKNOWN),
        (Says(200, ""), Outcome.UNKNOWN),
        (Says(200, HTML), Outcome.UNKNOWN),
        (oto_error("OTO1103"), Outcome.OURS),
        (Says(503, ""), Outcome.UNKNOWN),
    ],
)
def test_a_change_is_done_only_on_otos_yes(reply: Says, outcome: Outcome) -> None:
    assert done(reply.said(), "v2").outcome is outcome


def test_no_reply() -> None:
    unreached = no_reply(Unreached("dns", service="OTO", host="h"))
    assert (unreached.outcome, unreached.code) == (Outcome.NOT_ACCEPTED, "dns")
    lost = no_reply(NoReply("timeout", service="OTO", host="h", seconds=30))
    assert (lost.outcome, lost.code) == (Outcome.UNKNOWN, "timeout")
    before = no_reply(NoAccess(AppError("oto_limit", seconds=9, retry_after=9.0)))
    assert (before.outcome, before.retry_after) == (Outcome.NOT_ACCEPTED, 9.0)
    assert unreached.breaks
    assert lost.breaks
    assert before.breaks
    assert unreached.trouble is not None
    assert (unreached.trouble.code, unreached.doubtful) == ("dns", False)
    assert (lost.doubtful, before.doubtful) == (True, False)
    refused = no_reply(NoAccess(AppError("oto_token_refused")))
    assert (refused.outcome, refused.breaks) == (Outcome.SIGN_IN, False)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Says(429, ""), "oto_limit"),
        (oto_error("OTO1143"), "oto_limit"),
        (oto_error("OTO1105"), "oto_limit"),
        (Says(503, HTML), "oto_down"),
        (oto_error("OTO1009"), "oto_down"),
        (oto_error("OTO1211", status=200), "oto_down"),
        (Says(200, HTML), "captive"),
        (Says(401, HTML), "captive"),
        (Says(401, JWT_EXPIRED), "oto_token_refused"),
        (oto_error("OTO1084"), "oto_token_refused"),
        (oto_error("OTO1088", status=403), "oto_denied"),
        (oto_error("OTO1212"), "oto_refused"),
        (Says(403, ""), "oto_denied"),
        (oto_error("OTO1107"), "oto_refused"),
        (Says(400, "Bad Request"), "oto_refused"),
        (Says(200, "OK but {not: json"), "oto_unreadable"),
        (Says(200, ""), "oto_unreadable"),
    ],
)
def test_why_a_read_cannot_be_used(reply: Says, code: str) -> None:
    error = trouble(reply.said(), "orders", "v2")
    assert error is not None
    assert error.code == code
    assert "{" not in str(error)  # every place of the text is filled


def test_a_read_that_can_be_used() -> None:
    assert trouble(Says(200, {"name": "x"}).said(), "accountInfo", "v2") is None


def test_otos_words_are_in_no_error() -> None:
    for status in (400, 403, 404, 409, 429, 500):
        error = trouble(oto_error("OTO1030", "phone 966501234567 of Ali", status).said(), "x", "v2")
        assert error is not None
        assert "966501234567" not in str(error)


@pytest.mark.parametrize(
    ("reply", "absent"),
    [
        (Says(404, UNKNOWN_ORDER), True),
        (Says(400, UNKNOWN_ORDER), True),
        (Says(200, UNKNOWN_ORDER), True),
        (Says(400, {"success": False, "errorMsg": "Order does not exist"}), True),
        (Says(404, ""), True),
        (Says(404, {"message": "not found"}), True),
        (Says(404, HTML), False),
        (Says(404, "default backend - 404"), False),
        (oto_error("OTO1010", status=404), False),
        (Says(500, {"message": "table does not exist"}), False),
        (Says(403, {"message": "does not exist"}), False),
        (Says(200, {"success": True, "status": "does not exist"}), False),
        (Says(200, {"success": False}), False),
    ],
)
def test_whether_an_order_is_surely_not_there(reply: Says, absent: bool) -> None:
    assert reply.said().absent is absent
