"""rules.md section 3: what is to be collected at the door."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import money
from app.core.errors import AppError, Kind
from app.core.money import MethodClass
from app.core.order import Order, OrderStatus, Payment

AT = datetime(2026, 11, 23, 18, 2, 21, tzinfo=UTC)


def payment(
    amount: str = "86.25",
    name: str = "Cash",
    kind: int | None = 1,
    *,
    method: str = "m1",
    localized: str | None = None,
) -> Payment:
    return Payment(Decimal(amount), method, name, localized, kind)


def order(total: str, *payments: Payment, status: OrderStatus = OrderStatus.ACTIVE) -> Order:
    return Order(
        id="o1",
        reference=48210,
        number=27,
        check_number=103377,
        branch_id="b1",
        type=3,
        source=1,
        status=status,
        delivery_status=2,
        total=Decimal(total),
        business_date=None,
        opened_at=AT,
        created_at=AT,
        updated_at=AT,
        payments=payments,
    )


def due(
    of: Order, answers: Mapping[str, str] | None = None, *, guess: bool = False
) -> tuple[str, str]:
    found = money.what_is_due(of, answers or {}, currency="SAR", accept_guess=guess)
    return str(found.amount), str(found.amount_due)


class TestCurrency:
    @pytest.mark.parametrize(
        ("code", "digits"),
        [
            *(("SAR", 2), ("AED", 2), ("EGP", 2), ("EUR", 2), ("QAR", 2), ("USD", 2), ("TRY", 2)),
            *(("KWD", 3), ("BHD", 3), ("OMR", 3), ("JOD", 3), ("TND", 3), ("IQD", 3), ("LYD", 3)),
            *(("JPY", 0), ("XOF", 0), ("XPF", 0), ("BIF", 0), ("CLF", 4), ("UYW", 4)),
            *(("ZWG", 2), ("TWD", 2)),
        ],
    )
    def test_minor_digits_follow_iso_4217(self, code: str, digits: int) -> None:
        assert money.minor_digits(code) == digits

    @pytest.mark.parametrize("entered", ["sar", " SAR ", "Sar\n"])
    def test_codes_are_taken_in_any_case_and_trimmed(self, entered: str) -> None:
        assert money.currency_code(entered) == "SAR"

    @pytest.mark.parametrize("entered", ["XXX", "XAU", "SA", "", "ريال", "S A R", "EURO"])
    def test_what_is_no_currency_is_refused_with_words(self, entered: str) -> None:
        with pytest.raises(AppError) as caught:
            money.currency_code(entered)
        assert caught.value.code == "unknown_currency"
        assert caught.value.kind is Kind.INPUT

    def test_the_refusal_names_a_code_but_repeats_nothing_else(self) -> None:
        with pytest.raises(AppError, match="XYZ is not"):
            money.minor_digits("xyz")
        with pytest.raises(AppError, match="the entry is not"):
            money.minor_digits("something long that was pasted")


class TestText:
    @pytest.mark.parametrize(
        ("amount", "currency", "shown"),
        [
            ("86.25", "SAR", "86.25"),
            ("0", "SAR", "0.00"),
            ("1.5", "KWD", "1.500"),
            ("1.5", "JPY", "2"),
            ("1E+3", "SAR", "1000.00"),
            ("0.005", "SAR", "0.01"),
            ("2.675", "sar", "2.68"),
            ("-0.001", "SAR", "0.00"),
            ("-1.005", "SAR", "-1.01"),
            (f"1{'0' * 40}.005", "SAR", f"1{'0' * 40}.01"),
        ],
    )
    def test_amounts_are_plain_with_the_currencys_digits(
        self, amount: str, currency: str, shown: str
    ) -> None:
        assert money.text(Decimal(amount), currency) == shown

    @given(st.decimals(min_value=-(10**12), max_value=10**12, places=5))
    def test_rounding_moves_an_amount_by_half_a_unit_at_most(self, amount: Decimal) -> None:
        assert abs(money.rounded(amount, "SAR") - amount) <= Decimal("0.005")


class TestMethodClass:
    @pytest.mark.parametrize("kind", [1, 2, 4, 5, 6])
    def test_cash_card_gift_card_account_and_wallet_are_paid(self, kind: int) -> None:
        assert money.method_class(payment(name="Method", kind=kind), {}) is MethodClass.PAID

    @pytest.mark.parametrize("kind", [3, 7, 8, 99, 0, None])
    def test_other_types_are_unclear_until_answered(self, kind: int | None) -> None:
        assert money.method_class(payment(name="Method", kind=kind), {}) is MethodClass.UNCLEAR

    @pytest.mark.parametrize(
        "name",
        [
            "Cash on delivery",
            "CASH ON DELIVERY",
            "CashOnDelivery",
            "Delivery - card",
            "COD",
            "cod 2",
            "C.O.D.",
            "Cash(COD)",
            "payCOD",
            "الـCOD",
            "الدفع عند الاستلام",
            "دفع عند الإستلام",
            "عند الاسْتِلام",
            "التوصيل نقداً",
            "للتوصيل",
            "تـوصـيـل",
        ],
    )
    def test_a_name_that_says_delivery_is_unclear(self, name: str) -> None:
        assert money.method_class(payment(name=name), {}) is MethodClass.UNCLEAR
        assert money.method_class(payment(name="Method", localized=name), {}) is (
            MethodClass.UNCLEAR
        )

    @pytest.mark.parametrize(
        "name", ["mada", "Barcode", "Codename", "Mercado Pago", "مدى", "نقدي", "codo", "", "Decode"]
    )
    def test_a_name_that_only_looks_like_it_is_not(self, name: str) -> None:
        assert money.method_class(payment(name=name), {}) is MethodClass.PAID

    @pytest.mark.parametrize("answer", ["paid", "collect", "not_for_oto"])
    def test_the_managers_answer_holds_for_every_type(self, answer: str) -> None:
        for kind in (1, 3):
            found = money.method_class(payment(kind=kind), {"m1": answer})
            assert found.value == answer

    def test_an_answer_that_is_none_is_not_taken(self) -> None:
        assert money.method_class(payment(kind=3), {"m1": "unclear"}) is MethodClass.UNCLEAR
        assert money.method_class(payment(kind=1), {"m1": "?"}) is MethodClass.PAID

    def test_the_guess_goes_by_the_name(self) -> None:
        assert money.suggested_class(payment(name="الدفع عند الاستلام")) is MethodClass.COLLECT
        assert money.suggested_class(payment(name="Jahez", kind=7)) is MethodClass.PAID


class TestWhatIsDue:
    def test_without_payments_all_of_it(self) -> None:
        assert due(order("86.25")) == ("86.25", "86.25")

    def test_prepaid_nothing(self) -> None:
        assert due(order("86.25", payment(), status=OrderStatus.CLOSED)) == ("86.25", "0.00")

    def test_part_paid_the_rest(self) -> None:
        assert due(order("86.25", payment("50"))) == ("86.25", "36.25")

    def test_several_payments_add_up(self) -> None:
        assert due(order("86.25", payment("50"), payment("36.25", "Mada", 2)))[1] == "0.00"

    def test_overpaid_is_not_negative(self) -> None:
        assert due(order("86.25", payment("100")))[1] == "0.00"

    def test_under_a_hundredth_is_nothing(self) -> None:
        assert due(order("86.25", payment("86.2401")))[1] == "0.00"
        assert due(order("86.25", payment("86.24")))[1] == "0.01"

    @pytest.mark.parametrize(("paid", "left"), [("85.26", "0.00"), ("85.25", "1.00")])
    def test_a_closed_order_with_less_than_one_due_is_paid(self, paid: str, left: str) -> None:
        assert due(order("86.25", payment(paid), status=OrderStatus.CLOSED))[1] == left

    def test_the_same_small_amount_is_due_while_the_order_is_open(self) -> None:
        assert due(order("86.25", payment("85.26")))[1] == "0.99"

    def test_a_collect_method_does_not_count(self) -> None:
        closed = order("86.25", payment(kind=3), status=OrderStatus.CLOSED)
        assert due(closed, {"m1": "collect"})[1] == "86.25"
        assert due(closed, {"m1": "paid"})[1] == "0.00"

    def test_an_unclear_method_is_named_once_and_does_not_count_yet(self) -> None:
        mixed = order(
            "100",
            payment("20", kind=3, method="x"),
            payment("30"),
            payment("10", kind=3, method="x"),
        )
        found = money.what_is_due(mixed, {}, currency="SAR")
        assert found.unclear == ("x",)
        assert found.amount_due == Decimal("70.00")

    def test_a_guess_counts_what_is_likely_paid(self) -> None:
        for name, left in (("Voucher", "0.00"), ("Cash on delivery", "86.25")):
            unclear = order("86.25", payment(name=name, kind=3))
            found = money.what_is_due(unclear, {}, currency="SAR", accept_guess=True)
            assert (str(found.amount_due), found.unclear) == (left, ())

    def test_a_method_kept_from_oto_is_told(self) -> None:
        found = money.what_is_due(order("86.25", payment()), {"m1": "not_for_oto"}, currency="SAR")
        assert found.not_for_oto
        assert not money.what_is_due(order("86.25", payment()), {}, currency="SAR").not_for_oto

    def test_amounts_have_the_currencys_digits(self) -> None:
        found = money.what_is_due(order("1.5", payment("0.25")), {}, currency="KWD")
        assert (str(found.amount), str(found.amount_due)) == ("1.500", "1.250")

    def test_an_unknown_currency_is_refused(self) -> None:
        with pytest.raises(AppError):
            money.what_is_due(order("1"), {}, currency="???")

    @given(
        st.decimals(0, 10**7, places=5),
        st.lists(st.decimals(0, 10**6, places=5), max_size=4),
        st.sampled_from(["SAR", "KWD", "JPY"]),
    )
    def test_due_lies_between_nothing_and_the_total(
        self, total: Decimal, paid: list[Decimal], currency: str
    ) -> None:
        found = money.what_is_due(
            order(str(total), *(payment(str(amount)) for amount in paid)), {}, currency=currency
        )
        assert 0 <= found.amount_due <= found.amount
