"""The search over the whole ledger: whatever a caller or a courier may name an order by."""

import pytest

from app.core.dispatch import Outcome
from app.store import choices
from app.store.screens.queue import search
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, numbered
from tests.unit.store.looking import look


def found(box: Box, text: str, limit: int = 200) -> list[int]:
    return [row.reference for row in look(box, search, text, limit)]


class TestAnOrder:
    @pytest.mark.parametrize(
        "text",
        [
            "#27",
            " #٢٧ ",
            "27",
            "103377",
            "٣٣٧٧",
            "48210",
            "F922240-48210",
            "f922240-48210",
            "922240-48210",
            "0500000123",
            "+966 50 000 0123",
            "٠٥٠٠٠٠٠١٢٣",
            "00966-500000123",
            "0123",
            "نورة",
            "نوره العتيبى",
            "العتيبي 27",
            "\u2066#27\u2069",
        ],
    )
    def test_is_found_by(self, box: Box, text: str) -> None:
        box.see(samples.order())
        assert found(box, text) == [REFERENCE]

    @pytest.mark.parametrize(
        "text", ["#2", "#271", "2", "33", "0500000124", "نورة القحطاني", "-", "%", "_", "zzz"]
    )
    def test_is_not_found_by(self, box: Box, text: str) -> None:
        box.see(samples.order())
        assert found(box, text) == []

    @pytest.mark.parametrize("text", ["", "  ", "\u2066\u2069"])
    def test_nothing_asked_nothing_found(self, box: Box, text: str) -> None:
        box.see(samples.order())
        assert found(box, text) == []

    def test_by_otos_id_also_after_sending_again(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ACCEPTED, oto_id="7001234", http=200)
        assert found(box, "7001234") == [REFERENCE]
        box.do(choices.send_again, REFERENCE)
        for text in ("7001234", "F922240-48210", "F922240-48210-2", "922240-48210-2"):
            assert found(box, text) == [REFERENCE]

    def test_without_customer_by_its_numbers(self, box: Box) -> None:
        box.see(samples.order(customer=None))
        assert found(box, "103377") == [REFERENCE]

    def test_by_a_word_of_a_very_long_name(self, box: Box) -> None:
        name = "x" * 290 + " Ñandú 100%"
        box.see(samples.order(customer=samples.customer(name=name)))
        assert found(box, "NANDU") == [REFERENCE]
        assert found(box, "100%") == [REFERENCE]


class TestMany:
    def test_newest_first_and_no_more_than_asked(self, box: Box) -> None:
        box.see(*(numbered(count) for count in range(1, 8)))
        assert found(box, "نورة") == [7, 6, 5, 4, 3, 2, 1]
        assert found(box, "نورة", limit=2) == [7, 6]
        assert found(box, "#7") == [7]

    def test_whatever_its_age_or_fate(self, box: Box) -> None:
        box.see(samples.order())
        box.do(choices.skip, REFERENCE)
        box.later(days=40)
        assert found(box, "#27") == [REFERENCE]

    def test_a_new_ledger(self, bare: Box) -> None:
        assert found(bare, "27") == []
