"""Every state, stage and refusal has its words and an icon that exists."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.core.dispatch import State
from app.core.stages import Stage
from app.paths import resource
from app.store.screens.types.queue import Group, Why
from app.ui.queue import words
from tests.ui.fakes import NOW
from tests.ui.queue.making import make_row

G = Group


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("stage", [None, *Stage])
def test_every_state_and_stage_has_words_and_an_icon(
    qapp: QApplication, state: State, stage: Stage | None
) -> None:
    for group in Group:
        row = make_row(1, state=str(state), stage=stage and str(stage), group=group)
        said = words.state_text(row, group)
        assert said
        assert "{" not in said
        assert not said.endswith(": ")
        name, _ = words.look(row, group)
        assert resource("icons", "lucide", f"{name}.svg").exists()


@pytest.mark.parametrize(
    ("values", "group", "said"),
    [
        ({"why": Why("not_ready")}, G.WAITING, "Waiting: Not marked Ready"),
        ({"state": "queued", "group": G.SENDING}, G.SENDING, "Queued"),
        (
            {
                "state": "refused",
                "why": Why("OTO1030", {"field": "phone", "outcome": "order_data"}),
                "need": "OTO1030",
            },
            G.NEEDS_YOU,
            "Needs you: OTO refused the phone number",
        ),
        (
            {"state": "held", "why": Why("too_old", {"minutes": "70"}), "need": "too_old"},
            G.NEEDS_YOU,
            "Needs you: Ready for too long",
        ),
        (
            {"why": Why("not_ready"), "need": "kitchen_late"},
            G.NEEDS_YOU,
            "Needs you: In the kitchen for long",
        ),
        ({"state": "skipped", "why": Why("skipped_by_person")}, G.NOT_SENT, "Skipped"),
        ({"state": "skipped", "why": Why("not_for_oto")}, G.NOT_SENT, "Skipped: Not for OTO"),
        ({"state": "sent", "need": "no_driver"}, G.NEEDS_YOU, "Needs you: No driver yet"),
        ({"state": "sent", "stage": "on_the_way"}, G.AT_OTO, "At OTO: On the way"),
        ({"state": "sent", "stage": "at_oto"}, G.AT_OTO, "At OTO"),
        ({"state": "sent", "stage": "delivered"}, G.DONE, "Delivered"),
        (
            {"state": "skipped", "why": Why("own_driver")},
            G.NOT_SENT,
            "Skipped: Your own driver is assigned",
        ),
        ({"state": "cancelled", "why": Why("voided")}, G.NOT_SENT, "Cancelled: Voided in Foodics"),
        ({"need": "never heard of"}, G.NEEDS_YOU, "Needs you"),
        ({"state": "never heard of"}, G.WAITING, "Waiting"),
    ],
)
def test_a_row_says_state_and_reason(
    qapp: QApplication, values: dict[str, Any], group: Group, said: str
) -> None:
    assert words.state_text(make_row(1, need_at=NOW, **values), group) == said
