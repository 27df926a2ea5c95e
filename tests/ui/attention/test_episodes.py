"""One alarm per episode, again at 70 s and 3 min until somebody acknowledges (rules.md section 7)."""

from app.ui.attention.episodes import Episodes


def test_it_rings_when_it_begins_then_at_70_s_and_at_3_min_and_no_more() -> None:
    episodes = Episodes()
    assert episodes.see(["a"], 100.0) == ["a"]
    rung = [t for t in range(100, 600) if episodes.due(float(t))]
    assert rung == [100, 170, 280]
    assert episodes.next_at() is None


def test_seeing_the_same_cause_again_begins_nothing() -> None:
    episodes = Episodes()
    episodes.see(["a"], 0.0)
    assert episodes.see(["a", "b"], 5.0) == ["b"]


def test_acknowledged_is_silent_until_the_cause_was_gone() -> None:
    episodes = Episodes()
    episodes.see(["a"], 0.0)
    assert episodes.due(0.0) == ["a"]
    episodes.acknowledge("a")
    assert episodes.due(75.0) == []
    assert episodes.open() == []
    episodes.see([], 80.0)
    assert episodes.see(["a"], 90.0) == ["a"]
    assert episodes.due(90.0) == ["a"]


def test_acknowledging_one_leaves_the_other() -> None:
    episodes = Episodes()
    episodes.see(["a", "b"], 0.0)
    episodes.acknowledge("a")
    assert episodes.due(0.0) == ["b"]


def test_rings_that_were_slept_through_are_one() -> None:
    episodes = Episodes()
    episodes.see(["a"], 0.0)
    assert episodes.due(500.0) == ["a"]
    assert episodes.due(501.0) == []


def test_it_says_when_it_rings_next() -> None:
    episodes = Episodes()
    assert episodes.next_at() is None
    episodes.see(["a"], 10.0)
    assert episodes.next_at() == 10.0
    episodes.due(10.0)
    assert episodes.next_at() == 80.0
