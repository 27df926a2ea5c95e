"""rules.md sections 1, 3 and 4: guards that ask the manager once and remember the answer."""

import pytest

from app.core.dispatch import State
from app.core.eligibility import Known, Rules
from app.core.order import Order, Source
from tests.unit.core import samples
from tests.unit.core.samples import address, codes, known, order, payment, rules, textual

#: The cashier app's id, as real orders carry it.
CASHIER_APP = "8f9eb3f6-7987-4f66-aa8c-478c34d0c568"
GOES: tuple[State, list[str]] = (State.QUEUED, [])


def judge(
    of: Order, *, under: Rules | None = None, with_: Known | None = None
) -> tuple[State, list[str]]:
    verdict = samples.judge(of, None, under, with_)
    return verdict.state, codes(verdict)


class TestSenders:
    """An aggregator may own the delivery: asked once per marker or app, then remembered."""

    jahez = order(markers=(("external_number", "Jahez"),))
    app = order(source=Source.API, app_id="app-9")

    @pytest.mark.parametrize("source", [Source.CASHIER, Source.CALL_CENTER])
    def test_cashier_and_call_center_need_no_answer(self, source: Source) -> None:
        assert judge(order(source=source, app_id=CASHIER_APP)) == GOES

    def test_a_marker_is_asked_for(self) -> None:
        verdict = samples.judge(self.jahez)
        assert verdict.state is State.HELD
        assert [(r.code, r.params) for r in verdict.reasons] == [
            ("aggregator", {"sender": "marker:Jahez"})
        ]

    def test_a_marker_without_a_name_is_asked_for_by_its_key(self) -> None:
        verdict = samples.judge(order(markers=(("channelLink", ""),)))
        assert verdict.reasons[0].params == {"sender": "marker:channelLink"}

    def test_an_app_is_asked_for(self) -> None:
        verdict = samples.judge(self.app)
        assert verdict.reasons[0].params == {"sender": "app:app-9"}
        assert verdict.state is State.HELD

    def test_an_app_without_an_id_is_asked_for_too(self) -> None:
        verdict = samples.judge(order(source=Source.API))
        assert verdict.reasons[0].params == {"sender": "app:unknown"}

    def test_send_is_remembered(self) -> None:
        yes = rules(senders={"marker:Jahez": "send", "app:app-9": "send"})
        assert judge(self.jahez, under=yes) == GOES
        assert judge(self.app, under=yes) == GOES

    def test_never_is_remembered(self) -> None:
        no = rules(senders={"marker:Jahez": "never", "app:app-9": "never"})
        assert judge(self.jahez, under=no) == (State.SKIPPED, ["not_for_oto"])
        assert judge(self.app, under=no) == (State.SKIPPED, ["not_for_oto"])

    def test_an_answer_holds_for_its_sender_alone(self) -> None:
        assert judge(self.app, under=rules(senders={"marker:Jahez": "send"}))[1] == ["aggregator"]

    def test_never_for_one_of_two_wins_even_over_a_yes_for_the_other(self) -> None:
        both = order(source=Source.API, app_id="app-9", markers=(("external_number", "Jahez"),))
        no = rules(senders={"app:app-9": "never"})
        assert judge(both, under=no)[0] is State.SKIPPED
        yes = {key for key in samples.keys(both, no) if key.startswith("aggregator")}
        released = known(allowed=frozenset(yes))
        assert judge(both, under=no, with_=released) == (State.SKIPPED, ["not_for_oto"])

    def test_a_yes_to_one_sender_is_none_to_another(self) -> None:
        jahez = order(markers=(("external_number", "Jahez"),))
        other = order(markers=(("external_number", "HungerStation"),))
        both = order(source=Source.API, app_id="app-9", markers=(("external_number", "Jahez"),))
        released = known(allowed=samples.keys(jahez))
        assert judge(jahez, with_=released) == (State.QUEUED, [])
        assert judge(other, with_=released) == (State.HELD, ["aggregator"])
        assert judge(both, with_=released) == (State.HELD, ["aggregator"])

    def test_two_that_are_not_answered_are_one_question(self) -> None:
        both = order(source=Source.API, app_id="app-9", markers=(("external_number", "Jahez"),))
        assert judge(both) == (State.HELD, ["aggregator"])


class TestMoney:
    """Section 3."""

    other = payment(name="محفظة", kind=3, method="m7")

    @pytest.mark.parametrize("kind", [3, 7, 8, None])
    def test_a_method_not_yet_classed_is_asked_for(self, kind: int | None) -> None:
        paid = order(payments=(payment(name="Wallet X", kind=kind, method="m7"),))
        verdict = samples.judge(paid)
        assert verdict.state is State.HELD
        assert [(r.code, r.params) for r in verdict.reasons] == [
            ("payment_unclear", {"method": "m7", "name": "Wallet X"})
        ]

    @pytest.mark.parametrize("answer", ["paid", "collect"])
    def test_the_answer_is_remembered(self, answer: str) -> None:
        assert judge(order(payments=(self.other,)), under=rules(methods={"m7": answer})) == GOES

    def test_not_for_oto(self) -> None:
        no = rules(methods={"m7": "not_for_oto"})
        assert judge(order(payments=(self.other,)), under=no) == (State.SKIPPED, ["not_for_oto"])

    def test_not_for_oto_twice_over_is_one_reason(self) -> None:
        no = rules(methods={"m7": "not_for_oto"}, senders={"marker:Jahez": "never"})
        both = order(payments=(self.other,), markers=(("external_number", "Jahez"),))
        assert judge(both, under=no) == (State.SKIPPED, ["not_for_oto"])

    @pytest.mark.parametrize("kind", [1, 2, 4, 5, 6])
    def test_cash_cards_and_wallets_need_no_answer(self, kind: int) -> None:
        assert judge(order(payments=(payment(kind=kind, name="x"),))) == GOES

    def test_without_currency_it_waits(self) -> None:
        assert judge(order(), under=rules(currency=None)) == (State.WAITING, ["no_currency"])


class TestCity:
    """Section 4: another city than the branch's is asked for, and remembered for that address."""

    jeddah = order(address=textual("حي النهضة، جدة"))

    def test_another_city_is_held(self) -> None:
        verdict = samples.judge(self.jeddah)
        assert verdict.state is State.HELD
        assert [(r.code, r.params) for r in verdict.reasons] == [
            ("city_unclear", {"named": "Jeddah", "branch": "Riyadh"})
        ]

    def test_a_road_is_no_city(self) -> None:
        assert judge(order(address=textual("طريق مكة، مبنى 9"))) == GOES

    def test_a_point_near_the_branch_settles_it(self) -> None:
        assert judge(order(address=address("حي النهضة، جدة"))) == GOES

    def test_a_point_that_many_share_settles_nothing(self) -> None:
        shared = known(point_shared=True)
        assert judge(order(address=address("حي النهضة، جدة")), with_=shared)[1] == ["city_unclear"]

    def test_the_answer_is_remembered_for_that_address(self) -> None:
        assert judge(self.jeddah, under=rules(cities={"a1": "Riyadh"})) == GOES
        assert judge(self.jeddah, under=rules(cities={"a2": "Riyadh"}))[1] == ["city_unclear"]

    def test_mended_for_this_order(self) -> None:
        assert judge(self.jeddah, with_=known(city="Jeddah")) == GOES

    def test_the_mended_address_is_what_counts(self) -> None:
        assert judge(self.jeddah, with_=known(address="حي الملقا، الرياض")) == GOES
        good = order(address=textual("حي الملقا"))
        assert judge(good, with_=known(address="حي النهضة، جدة"))[1] == ["city_unclear"]
