"""Currencies, and what is to be collected at the door (rules.md section 3).

All amounts are `Decimal`, finite and below 10^50. Foodics' payments say what was paid; the
manager's answers say which payment methods mean "paid" and which "will be paid at the door".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import cache, lru_cache

from app.core.contact import search_fold
from app.core.errors import AppError
from app.core.order import Order, OrderStatus, Payment

#: ISO 4217 list one: the currencies in use, by minor digits. Metals, test codes and units of
#: account without minor digits are left out: nothing is collected in them.
_DIGITS: Mapping[int, str] = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR "
    "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD "
    "PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
    "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR "
    "ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_MINOR = {code: digits for digits, codes in _DIGITS.items() for code in codes.split()}

#: Wide enough for every total; the default context is global, and anybody may have changed it.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_ZERO = Decimal(0)
#: Less is nothing (rules.md section 3).
_NOTHING_BELOW = Decimal("0.01")
#: A closed order with less than this due is paid: a rounding difference is not collected.
_CLOSED_BELOW = Decimal("1.00")

#: foodics-api.md section 6.2: cash, card, gift card, house account, wallet. 3, 7, 8 say too little.
_PAID_TYPES = frozenset({1, 2, 4, 5, 6})
_WORDS = re.compile(r"[a-z]+|[^\W\d_a-z]+")
_LETTERS_COD = re.compile(r"\bc[\W_]+o[\W_]+d\b")


class MethodClass(StrEnum):
    """What a payment by some method means for the courier."""

    PAID = "paid"
    COLLECT = "collect"
    NOT_FOR_OTO = "not_for_oto"
    UNCLEAR = "unclear"


_ANSWERS = frozenset({MethodClass.PAID, MethodClass.COLLECT, MethodClass.NOT_FOR_OTO})


@dataclass(frozen=True, slots=True)
class Due:
    """`amount` is the order's total, `amount_due` what the courier collects, both rounded.

    `unclear` are the ids of the methods nobody has classed, in order and each once; a payment by
    them does not count as paid yet. Empty when guesses were accepted. `not_for_oto`: a method that
    the manager keeps away from OTO was used; what such a payment means is not OTO's to collect or
    not, it does not count.
    """

    amount: Decimal
    amount_due: Decimal
    unclear: tuple[str, ...]
    not_for_oto: bool


def currency_code(text: str) -> str:
    """The ISO 4217 code that `text` names in any case. Raises AppError "unknown_currency"."""
    code = text.strip().upper()
    if code not in _MINOR:
        shown = code if re.fullmatch(r"[A-Z0-9]{1,8}", code) else "the entry"
        raise AppError("unknown_currency", entered=shown)
    return code


def minor_digits(code: str) -> int:
    """How many digits a currency has behind the point. Raises AppError "unknown_currency"."""
    return _MINOR[currency_code(code)]


@cache
def _smallest(currency: str) -> Decimal:
    return Decimal(1).scaleb(-minor_digits(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """`amount` with the currency's minor digits, halves away from zero; never a negative zero."""
    exact = amount.quantize(_smallest(currency), context=_EXACT)
    return exact if exact else abs(exact)


def text(amount: Decimal, currency: str) -> str:
    """`amount` as a plain string with the currency's minor digits: "86.25", "1.500", "0.00"."""
    return format(rounded(amount, currency), "f")


def method_class(payment: Payment, answers: Mapping[str, str]) -> MethodClass:
    """What a payment means (rules.md section 3). `answers`: method id → paid, collect, not_for_oto.

    An answer always holds. Without one, cash, cards, gift cards, house accounts and wallets are
    paid, unless the name says delivery; other types and unknown ones are unclear.
    """
    answer = answers.get(payment.method_id)
    if answer in _ANSWERS:
        return MethodClass(answer)
    if payment.method_type not in _PAID_TYPES or _says_delivery(payment):
        return MethodClass.UNCLEAR
    return MethodClass.PAID


def suggested_class(payment: Payment) -> MethodClass:
    """The likelier class of an unclear method, for the question and for an order that a person lets
    go without answering it: COLLECT when the name says delivery or COD, else PAID."""
    return MethodClass.COLLECT if _says_delivery(payment) else MethodClass.PAID


def what_is_due(
    order: Order,
    answers: Mapping[str, str],
    *,
    currency: str,
    accept_guess: bool = False,
) -> Due:
    """What the courier collects (rules.md section 3). Tips and `tendered` never count.

    With `accept_guess` unclear methods are taken as `suggested_class` says.
    Raises AppError "unknown_currency".
    """
    paid = _ZERO
    unclear: dict[str, None] = {}
    not_for_oto = False
    for payment in order.payments:
        kind = method_class(payment, answers)
        if kind is MethodClass.UNCLEAR and accept_guess:
            kind = suggested_class(payment)
        if kind in (MethodClass.PAID, MethodClass.NOT_FOR_OTO):
            # Not for OTO means that another party takes the money: never the courier again.
            paid = _EXACT.add(paid, payment.amount)
        elif kind is MethodClass.UNCLEAR:
            unclear[payment.method_id] = None
        not_for_oto = not_for_oto or kind is MethodClass.NOT_FOR_OTO
    due = _EXACT.subtract(order.total, paid)
    floor = _CLOSED_BELOW if order.status == OrderStatus.CLOSED else _NOTHING_BELOW
    return Due(
        amount=rounded(order.total, currency),
        # A refund beyond what was paid is between cashier and customer: never more than the total.
        amount_due=rounded(min(due, order.total) if due >= floor else _ZERO, currency),
        unclear=tuple(unclear),
        not_for_oto=not_for_oto,
    )


def _says_delivery(payment: Payment) -> bool:
    return any(_named_so(name) for name in (payment.method_name, payment.method_name_localized))


@lru_cache(maxsize=256)  # there are few payment methods
def _named_so(name: str | None) -> bool:
    """True for delivery, COD, توصيل and استلام in any form; "Barcode" does not say COD."""
    folded = search_fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name or ""))
    if _LETTERS_COD.search(folded):
        return True
    return any(
        word == "cod" or "deliver" in word or "توصيل" in word or "استلام" in word
        for word in _WORDS.findall(folded)
    )
