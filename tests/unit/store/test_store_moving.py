"""A dispatch moves: its row says since when, its history from where (design.md section 2)."""

from app.core.dispatch import Outcome, State
from tests.unit.core import samples
from tests.unit.store.box import Box


def test_each_move_is_a_line_of_the_history_and_says_since_when(box: Box) -> None:
    box.see(samples.order())
    (send,) = box.claim()
    box.later(seconds=3)
    box.ends(send, Outcome.UNKNOWN)
    assert box.record().row.state_at == box.now
    moves = [event for event in box.events() if event["kind"] == "state"]
    assert [(move["data"]["was"], move["data"]["state"]) for move in moves] == [
        (State.QUEUED, State.SENDING),
        (State.SENDING, State.UNKNOWN),
    ]
