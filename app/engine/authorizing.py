"""Approving in the browser in place of pasting a token (design.md section 1, foodics-api.md 2.2).

One question at a time. Until the answer came and the business was connected nothing is changed:
the app's secret is kept in the keyring, and its id in the settings, only then.
"""

import asyncio
import contextlib
from dataclasses import dataclass

from app import credentials as secrets
from app import logs
from app.core import contact
from app.core.errors import AppError
from app.engine.callback import Callback
from app.engine.connections import FOODICS
from app.engine.verbs.desk import Answer, Desk, Verbs, business
from app.foodics import auth
from app.net import Link, check_address

#: How long an answer is waited for, seconds.
WAIT = auth.CODE_SECONDS


@dataclass(frozen=True, slots=True)
class _App:
    """The app at Foodics in whose name is asked, and where."""

    base: str
    client_id: str
    client_secret: str
    redirect_uri: str


class Authorizing:
    """The verbs of approving, on the connections of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._question: _Question | None = None
        self.verbs: Verbs = {
            "authorize": self.authorize,
            "authorized": self.authorized,
            "authorize-paste": self.paste,
            "authorize-cancel": self.cancel,
        }

    async def authorize(
        self,
        client_secret: str | None = None,
        client_id: str | None = None,
        url: str | None = None,
    ) -> Answer:
        """Gives the address of the consent page, and waits for its answer in the background.

        Without `client_secret` the one that is kept is used, without `client_id` the setting,
        without `url` the address that is connected, else Foodics' own.
        `listening` False: the browser cannot bring the answer, a person pastes it. A question that
        is still open ends. AppError `bad_setting` for an app that is not known, `bad_address`.
        """
        settings = self._desk.ledger.settings
        if url is None:
            known = await self._desk.ledger.write(business)
            url = known.url if known else FOODICS
        app = _App(
            base=check_address(url, "Foodics"),
            client_id=contact.strip_secret(client_id or settings.foodics_client_id),
            client_secret=contact.strip_secret(client_secret or "")
            or await self._desk.connections.secret(secrets.FOODICS_APP_SECRET)
            or "",
            redirect_uri=settings.foodics_redirect_uri,
        )
        for key, value in (
            ("foodics_client_id", app.client_id),
            ("client_secret", app.client_secret),
        ):
            if not value:
                allowed = "what Foodics gave for the app"
                raise AppError("bad_setting", key=key, why="it is empty", allowed=allowed)
        logs.redactor.hide(app.client_secret)
        await self.cancel()
        self._question = _Question(app, self._desk)
        listening = await self._question.open()
        return {"address": self._question.address, "listening": listening}

    async def authorized(self) -> Answer:
        """Waits until the answer came and the business is connected.

        AppError `foodics_consent` if it was not approved, cancelled, too late or never asked; else
        as of connecting. Giving up waiting changes nothing: the question stays open.
        """
        if self._question is None:
            raise AppError("foodics_consent")
        return {"business": await self._question.business()}

    async def paste(self, callback: str) -> Answer:
        """The address at which the browser ended, pasted by a person; goes on like `authorized`.

        AppError `foodics_consent` for an address that does not answer our question, which then
        stays open.
        """
        question = self._question
        if question is None or not question.heard(callback):
            raise AppError("foodics_consent")
        return {"business": await question.business()}

    async def cancel(self) -> Answer:
        """Ends the question; nothing is changed."""
        question, self._question = self._question, None
        if question is not None:
            await question.close()
        return {}


class _Question:
    """One consent that was asked for."""

    def __init__(self, app: _App, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._state = auth.new_state()
        self._answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._callback = Callback(app.redirect_uri, self.heard)
        self._work: asyncio.Task[str] | None = None
        console = auth.console_of(app.base)
        self.address = auth.authorize_url(console, app.client_id, self._state)

    async def open(self) -> bool:
        """Begins to wait; whether the browser itself can bring the answer."""
        listening = await self._callback.open()
        self._work = asyncio.create_task(self._connect(), name="authorize")
        # Whether anybody waits or not: what it came to is no unforeseen error.
        self._work.add_done_callback(lambda task: task.cancelled() or task.exception())
        return listening

    def heard(self, callback: str) -> bool:
        """Takes the answer; False for what does not answer this question."""
        if not auth.is_answer(callback, self._state):
            return False
        if not self._answer.done():
            try:
                self._answer.set_result(auth.code_from(callback, self._state))
            except AppError as error:
                self._answer.set_exception(error)
        return True

    async def business(self) -> str:
        """The name of the business, once it is connected."""
        assert self._work is not None
        await asyncio.wait([self._work])
        if self._work.cancelled():
            raise AppError("foodics_consent")
        return self._work.result()

    async def close(self) -> None:
        """Ends it."""
        assert self._work is not None
        self._callback.close()
        self._work.cancel()
        await asyncio.wait([self._work])

    async def _connect(self) -> str:
        try:
            async with asyncio.timeout(WAIT):
                code = await self._answer
        except TimeoutError:
            raise AppError("foodics_consent") from None
        finally:
            self._callback.close()
        app = self._app
        link = Link("Foodics", app.base)
        try:
            token = await auth.exchange(
                link,
                client_id=app.client_id,
                client_secret=app.client_secret,
                redirect_uri=app.redirect_uri,
                code=code,
            )
        finally:
            await link.aclose()
        name = await self._desk.connections.connect_foodics(token, app.base)
        self._desk.poll_soon()
        await self._remember()
        return name

    async def _remember(self) -> None:
        """The next time nothing has to be typed; connected it is all the same."""
        with contextlib.suppress(AppError):
            await self._desk.connections.keep(secrets.FOODICS_APP_SECRET, self._app.client_secret)
            if self._app.client_id != self._desk.ledger.settings.foodics_client_id:
                await self._desk.prefer("foodics_client_id", self._app.client_id)
