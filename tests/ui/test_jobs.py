"""What clicks start: one task each under a name."""

import asyncio

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.ui.jobs import Jobs


def ignore(_: AppError) -> None:
    return


async def test_a_job_that_has_just_ended_keeps_nobody_waiting(qapp: QApplication) -> None:
    owner, done = QObject(), []
    jobs = Jobs(owner, ignore)

    async def job() -> None:
        done.append("once")

    assert jobs.start("read", job)
    assert not jobs.start("read", job)
    # One turn of the loop: the task has ended, and what is to follow its end has not been called.
    await asyncio.sleep(0)
    assert done == ["once"]
    assert not jobs.busy("read")
    assert jobs.start("read", job)
    await asyncio.sleep(0)
    assert done == ["once", "once"]


async def test_a_newer_one_replaces_what_is_at_work(qapp: QApplication) -> None:
    owner, done, gate = QObject(), [], asyncio.Event()
    jobs = Jobs(owner, ignore)

    async def slow() -> None:
        await gate.wait()
        done.append("slow")

    async def quick() -> None:
        done.append("quick")

    jobs.start("search", slow)
    await asyncio.sleep(0)
    assert jobs.start("search", quick, replace=True)
    gate.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert done == ["quick"]
