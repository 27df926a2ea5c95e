"""The part of the control service that concerns accounts, switches, OTO's store, the scenario."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.sandbox.clock import iso_stamp
from app.sandbox.foodics_auth import DEFAULT_SCOPES
from app.sandbox.oto_model import Account, OtoOrder
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.sandbox.world import Json

if TYPE_CHECKING:
    from app.sandbox.server import Sandbox


@dataclasses.dataclass(frozen=True)
class Ask:
    """One request to the control service."""

    body: Json
    query: dict[str, str]
    path: dict[str, Any]


Handler = Callable[[Ask], Any]


def oto_order(order: OtoOrder) -> Json:
    """What OTO holds of one order."""
    shipment = order.shipment
    return {
        "orderId": order.order_id,
        "otoId": order.oto_id,
        "generation": order.generation,
        "accepted": order.accepted,
        "body": order.bodies[0],
        "bodies": order.bodies,
        "updates": order.updates,
        "status": order.status,
        "history": [{"at": iso_stamp(e.at), "status": e.status} for e in order.history],
        "cancelled": not order.live,
        "pickup": (order.pickup or {}).get("code"),
        "created_at": iso_stamp(order.created_at),
        "shipment": None
        if shipment is None
        else {"id": shipment.id, "company": shipment.company, "canceled": shipment.canceled},
    }


class ServicesControl:
    """Handlers, called under the world's lock."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._box = sandbox

    def routes(self) -> list[tuple[str, str, Handler]]:
        """Method, path, handler."""
        return [
            ("GET", "/oto/orders", self._oto_orders),
            ("POST", "/oto/orders", self._oto_add),
            ("POST", "/oto/orders/{order_id}/status", self._oto_status),
            ("GET", "/oto/account", self._oto_account),
            ("POST", "/oto/account", self._oto_account),
            ("GET", "/switches", self._switches),
            ("POST", "/switches", self._switches),
            ("POST", "/foodics/account", self._foodics_account),
            ("POST", "/foodics/install", self._install),
            ("POST", "/branches", self._branch),
            ("POST", "/tills/{branch}/{action}", self._till),
            ("POST", "/answers", self._answers),
            ("GET", "/scenario", self._scenario),
            ("POST", "/scenario/start", self._scenario_start),
            ("POST", "/scenario/stop", self._scenario_stop),
        ]

    def _account(self, body: Json) -> Account:
        retailer = str(body.get("retailer_id") or self._box.oto.account.retailer_id)
        known = self._box.oto.accounts.get(retailer)
        return known or self._box.oto.add_account(retailer)

    def _oto_orders(self, _: Ask) -> Json:
        accounts = self._box.oto.accounts.values()
        rows = [oto_order(one) for account in accounts for one in account.orders.values()]
        return {"orders": rows}

    def _oto_add(self, ask: Ask) -> Any:
        """An order of somebody else's at OTO: a second sender, or a stranger with our id."""
        status, answer = self._box.oto.orders.create(self._account(ask.body), ask.body)
        return (201 if status == 200 else status), answer

    def _oto_status(self, ask: Ask) -> Json:
        key = ask.path["order_id"]
        for account in self._box.oto.accounts.values():
            order = account.orders.get(key) or account.find({"otoId": key})
            if order is not None:
                self._box.oto.lifecycle.set_status(order, str(ask.body["status"]))
                return oto_order(order)
        raise KeyError(f"no order {key} at OTO")

    def _oto_account(self, ask: Ask) -> Json:
        """credit, plan, name, active, revoke, restore, expire, refuse, refuse_phones, pickups."""
        account = self._account(ask.body)
        for name in ("plan", "name", "active", "pickups"):
            if name in ask.body:
                setattr(account, name, ask.body[name])
        if "credit" in ask.body:
            account.credit = Decimal(str(ask.body["credit"]))
        if ask.body.get("revoke") or ask.body.get("restore"):
            account.revoked = bool(ask.body.get("revoke"))
        if ask.body.get("revoke") or ask.body.get("expire"):
            self._box.oto.end_sessions()
        if "refuse" in ask.body:
            code = ask.body["refuse"]
            account.refuse_orders = None if code is None else (code, int(ask.body.get("http", 400)))
        if "refuse_phones" in ask.body:
            account.refused_phones = dict(ask.body["refuse_phones"])
        if "course" in ask.body:
            self._box.oto.lifecycle.course = ask.body["course"]
        if "speed" in ask.body:
            self._box.oto.lifecycle.speed = float(ask.body["speed"])
        return {
            "retailer_id": account.retailer_id,
            "token": account.token,
            "credit": account.credit,
            "plan": account.plan,
            "active": account.active,
            "revoked": account.revoked,
            "pickups": account.pickups,
            "refuse": account.refuse_orders,
        }

    def _switches(self, ask: Ask) -> Json:
        own: dict[str, FoodicsSwitches | OtoSwitches] = {
            "foodics": self._box.foodics_switches,
            "oto": self._box.oto_switches,
        }
        for service, fields in ask.body.items():
            names = {field.name for field in dataclasses.fields(own[service])}
            for name, value in fields.items():
                if name not in names:
                    raise KeyError(f"no such switch: {name}")
                kind = type(getattr(own[service], name))
                # JSON knows neither tuples nor sets.
                listed = kind in (tuple, frozenset)
                setattr(own[service], name, kind(value) if listed else value)
        self._box.books.answers.pickup_needed = self._box.oto_switches.generation != "v1"
        shown = {name: dataclasses.asdict(one) for name, one in own.items()}
        shown["foodics"]["comma_lists_unsupported"] = sorted(
            self._box.foodics_switches.comma_lists_unsupported
        )
        return shown

    def _foodics_account(self, ask: Ask) -> Json:
        """revoke, restore, scopes (of the first token); `issue` {scopes, long, environment}."""
        auth, own = self._box.foodics.auth, self._box.foodics_token
        if ask.body.get("revoke"):
            auth.revoke(own)
        if ask.body.get("restore"):
            auth.restore(own)
        if "scopes" in ask.body:
            auth.set_scopes(own, tuple(ask.body["scopes"]))
        if "redirect_uri" in ask.body:
            auth.registered_redirect = ask.body["redirect_uri"]
        if ask.body.get("reset_limits"):
            self._box.foodics.limits.reset()
        if "settings" in ask.body:
            self._box.catalog.settings.update(ask.body["settings"])
        if "business" in ask.body:
            self._box.catalog.business.update(ask.body["business"])
        shown = {"token": own, "client_id": auth.client_id, "client_secret": auth.client_secret}
        if "issue" in ask.body:
            wanted = ask.body["issue"]
            shown["issued"] = auth.issue(
                tuple(wanted.get("scopes", DEFAULT_SCOPES)),
                environment=wanted.get("environment", "this"),
                long=wanted.get("long"),
            )
        return shown

    def _install(self, ask: Ask) -> Json:
        """A flow started from the marketplace: the callback to open, without a state."""
        return {"callback": self._box.foodics.oauth.installed(ask.body.get("redirect_uri"))}

    def _branch(self, ask: Ask) -> Json:
        """Adds a branch, or changes one that is there."""
        catalog, ref = self._box.catalog, str(ask.body["reference"])
        if ref not in catalog.branches:
            catalog.add_branch(ref, str(ask.body.get("name", ref)))
        catalog.branches[ref].update(ask.body)
        return catalog.branches[ref]

    def _till(self, ask: Ask) -> Json:
        branch, action = ask.path["branch"], ask.path["action"]
        {"offline": self._box.till.go_offline, "online": self._box.till.go_online}[action](branch)
        return {"branch": branch, "online": self._box.till.online(branch)}

    def _answers(self, ask: Ask) -> Json:
        """Tells the books what a person has answered in the program."""
        answers = self._box.books.answers
        answers.methods.update(ask.body.get("methods", {}))
        answers.pickups.update(ask.body.get("pickups", {}))
        answers.apps.update(ask.body.get("apps", []))
        answers.aggregators = bool(ask.body.get("aggregators", answers.aggregators))
        self._box.books.rejudge()
        return {**dataclasses.asdict(answers), "apps": sorted(answers.apps)}

    def _scenario(self, _: Ask) -> Json:
        return self._box.scenario.as_json()

    def _scenario_start(self, ask: Ask) -> Json:
        self._box.scenario.start(float(ask.body.pop("orders_per_minute", 6)), **ask.body)
        return self._box.scenario.as_json()

    def _scenario_stop(self, _: Ask) -> Json:
        self._box.scenario.stop()
        return self._box.scenario.as_json()
