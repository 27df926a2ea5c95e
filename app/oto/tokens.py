"""The permanent token in, access tokens out (oto-api.md section 3)."""

import asyncio
import logging
from collections.abc import Callable

from app.core import answers
from app.core.dispatch import Outcome
from app.core.errors import AppError
from app.oto import reading
from app.oto.calls import Calls
from app.oto.errors import NoAccess, trouble, unreadable
from app.oto.said import Said

_log = logging.getLogger(__name__)

#: Seconds an access token is used when OTO does not say how long it lives.
FALLBACK_LIFE = 50 * 60.0
#: Renewed this many seconds before its end, or a tenth of its life when that is less.
EARLY = 5 * 60.0
#: After a failed early renewal the old token, still good, serves this many seconds.
PATIENCE = 30.0
#: No token is trusted longer than a day, whatever its answer says.
LONGEST_LIFE = 24 * 3600.0
#: Statuses that speak of plan, path or method, never of the token (oto-api.md section 12.11).
_NOT_ABOUT_TOKEN = frozenset({403, 404, 405, 408, 429})


class Tokens:
    """Keeps one access token and renews it, one exchange at a time for all who wait.

    `now` gives monotonic seconds.
    """

    def __init__(self, calls: Calls, permanent: str, now: Callable[[], float]) -> None:
        self._calls = calls
        self._permanent = permanent
        self._now = now
        self._access: str | None = None
        self._renew_at = 0.0
        self._ends_at = 0.0
        self._exchange: asyncio.Task[str] | None = None

    async def get(self, refused: str | None = None) -> str:
        """An access token. `refused` is one that OTO has just answered with 401.

        Raises NoAccess: code `oto_token_refused` only when OTO itself refused the permanent token,
        else why it could not be found out.
        """
        if refused is not None and refused == self._access:
            self._access = None
        if self._access is not None and self._now() < self._renew_at:
            return self._access
        if self._exchange is None:
            self._exchange = asyncio.create_task(self._renew())
            # Its error belongs to those who wait; when they were all cancelled, to nobody.
            self._exchange.add_done_callback(lambda task: task.cancelled() or task.exception())
        exchange = self._exchange
        try:
            # One who gives up must not take the token away from the others.
            return await asyncio.shield(exchange)
        except asyncio.CancelledError:
            waiting = asyncio.current_task()
            if exchange.cancelled() and waiting is not None and not waiting.cancelling():
                # Closed under way: the waiting call ends as any other that could not be made.
                raise NoAccess(AppError("cut", service="OTO", host=self._calls.host)) from None
            raise

    async def aclose(self) -> None:
        """Give up an exchange that is on its way."""
        if self._exchange is not None:
            exchange, self._exchange = self._exchange, None
            exchange.cancel()
            await asyncio.wait([exchange])

    async def _renew(self) -> str:
        began = self._now()
        try:
            said = await self._calls.send("/refreshToken", {"refresh_token": self._permanent})
            access = _access_token(said)
        except AppError as error:
            if error.code == "oto_token_refused":
                self._access = None
            elif self._access is not None and self._now() < self._ends_at:
                _log.warning("OTO's access token was not renewed early: %s", error.code)
                self._renew_at = min(self._now() + PATIENCE, self._ends_at)
                return self._access
            raise NoAccess(error) from error
        else:
            life, early = _life(said)
            self._access = access
            self._ends_at, self._renew_at = began + life, began + life - early
            return access
        finally:
            self._exchange = None


def _life(said: Said) -> tuple[float, float]:
    """How long the token lives and how long before its end it is renewed, in seconds."""
    read = reading.number(said.fields.get("expires_in"))
    if read is None or read <= 0:
        return FALLBACK_LIFE, 0.0  # the documented hour, its margin taken off already
    life = min(float(read), LONGEST_LIFE)
    return life, min(EARLY, life / 10)


def _access_token(said: Said) -> str:
    """The access token in the reply to refreshToken; raises AppError when there is none."""
    if not said.failed and not said.web:
        if not isinstance(said.value, dict):
            raise unreadable("refreshToken")
        token = reading.text(said.value.get("access_token"))
        if token:
            return token
        raise AppError("oto_token_refused")
    if _refused(said):
        raise AppError("oto_token_refused")
    raise trouble(said, "refreshToken", "v2") or unreadable("refreshToken")


def _refused(said: Said) -> bool:
    """True when OTO itself says that the permanent token is no good.

    Anything that could be a passing trouble, a wrong address or a plan is not: then nothing is
    known about the token, and a good one must not be thrown away.
    """
    if said.web or said.http >= 500:
        return False
    if said.unauthorised:
        return True
    if said.code:
        outcome, _ = answers.classify(said.code, said.http, generation="v2")
        if outcome in {Outcome.NOT_ACCEPTED, Outcome.UNKNOWN}:
            return False
        if outcome is Outcome.SIGN_IN and said.http != 429:
            return True
    if said.http in _NOT_ABOUT_TOKEN:
        return False
    return bool(said.code) or said.success is False or said.worded
