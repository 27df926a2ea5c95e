"""What a click asks of the engine; AppError says why not."""

from app.ui.bridge import Bridge


async def press(bridge: Bridge, reference: int, verb: str) -> None:
    """One of the buttons."""
    await bridge.do("order", action=verb, reference=reference)


async def mend(bridge: Bridge, reference: int, fields: dict[str, str], state: str) -> None:
    """Corrects data for this order, and sends it; `state` is what it was in before."""
    answer = await bridge.do("mend", reference=reference, **fields)
    # Changed data go again by themselves; only what stays refused has to be pushed.
    if answer.get("state", state) == "refused":
        await press(bridge, reference, "retry")


async def answer(bridge: Bridge, topic: str, subject: str, value: str) -> None:
    """Answers a question once and for all."""
    await bridge.do("answer", topic=topic, subject=subject, value=value)
