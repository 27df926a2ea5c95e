"""What people can ask of the program, by command line or window: one verb each.

The instance that runs carries them out; without one, a small command does so itself.
"""

import asyncio
import signal
from collections.abc import Mapping
from typing import Any

from app.core.errors import AppError
from app.engine.authorizing import Authorizing
from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.engine.erasing import Erasing
from app.engine.storage import Storage
from app.engine.this_pc import ThisPc
from app.engine.verbs.branches import BranchVerbs
from app.engine.verbs.desk import Answer, Desk, Verbs
from app.engine.verbs.orders import OrderVerbs
from app.engine.verbs.services import ServiceVerbs
from app.paths import DataDir
from app.store.ledger import Ledger


class Control(Desk):
    """All verbs by name (see `engine.verbs` for what each takes and gives)."""

    def __init__(
        self,
        data: DataDir,
        ledger: Ledger,
        connections: Connections,
        clock: ServerClock,
        pc: ThisPc | None = None,
    ) -> None:
        super().__init__(data, ledger, connections, clock)
        self._pc = pc or ThisPc(data, ledger)
        #: Set by the engine.
        self.storage: Storage | None = None
        self._authorizing = Authorizing(self)
        self.erasing = Erasing(data, ledger)
        self._verbs: Verbs = {
            "ping": self.ping,
            "show": self.bring_forward,
            "quit": self.quit,
            "set": self.set,
            "pc": self._pc.standing,
            "told": self._pc.told,
            "erase": self.erasing.of_phone,
            **ServiceVerbs(self).verbs,
            **self._authorizing.verbs,
            **BranchVerbs(self).verbs,
            **OrderVerbs(self).verbs,
        }

    async def do(self, verb: str, arguments: Mapping[str, Any]) -> Answer:
        """Carries out one verb. AppError says why not; nothing is changed then."""
        return await self._verbs[verb](**arguments)

    async def ping(self) -> Answer:
        """Whether anybody is there; `problem` and `params` when it cannot write down what happens,
        which therefore no ledger tells."""
        trouble = self.storage.trouble if self.storage is not None else None
        if trouble is None:
            return {"running": True}
        return {"running": True, "problem": trouble.code, "params": trouble.params}

    async def bring_forward(self) -> Answer:
        """Brings the window forward; `window` False where there is none."""
        if self.show is not None:
            self.show()
        return {"window": self.show is not None}

    async def quit(self) -> Answer:
        """Ends this instance as a SIGTERM does: calls in flight end, the ledger is closed."""
        # After this answer is on its way.
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGTERM)
        return {"leaving": True}

    async def set(self, key: str, value: str) -> Answer:
        """Sets a preference; open orders are judged anew. What this PC refuses is not kept."""
        before = getattr(self.ledger.settings, key, None)
        await self.prefer(key, value)
        try:
            await self._pc.preferred(key)
        except AppError:
            await self.prefer(key, str(before).lower())
            raise
        return {}

    async def close(self) -> None:
        """Ends what was begun for a person and waits for an answer, and what can wait."""
        self.erasing.close()
        await self._authorizing.cancel()
