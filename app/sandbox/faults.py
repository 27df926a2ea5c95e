"""Faults on demand for both services (foodics-api 12.12, oto-api 13).

A fault belongs to a service and an endpoint name (`*` = any), is met a number of times or until
cleared, and is carried out by `gate.py`.
"""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Kind = Literal[
    "latency",  # `seconds` before the request is looked at
    "hang",  # no reply until the client gives up
    "drop_before",  # connection closed, request not carried out
    "drop_after",  # carried out, then the connection closed without a reply
    "slow",  # carried out, the body in ten pieces over `seconds`
    "cut",  # carried out, half of the body, then closed
    "status",  # `status`, `body`, `headers`
    "html",  # an error page of `status` (502)
    "oto_code",  # OTO's error `code` with `status` (400)
    "empty",  # `status` (200) without a body
    "wrong_types",  # numbers as texts and texts as numbers
    "not_json",  # 200 with a text that is no JSON
    "malformed_time",  # the malformed stamp of the official sample
    "revoke",  # the token in use is revoked, then the call answered
    "bad_row",  # Foodics /orders: `key` of one row gets a value of the wrong type
    "row_without",  # Foodics /orders: `key` (payments) is missing from one row
    "duplicate_row",  # Foodics /orders: one row twice, as when data moves between pages
    "shift",  # Foodics /orders: the first row of the page is changed as soon as it was read
]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass
class Fault:
    """One fault; `left` None means until cleared."""

    service: str
    endpoint: str
    kind: Kind
    left: int | None = 1
    seconds: float = 0.0
    status: int | None = None
    code: str = ""
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    key: str = ""
    order_id: str | None = None
    """Only for calls about this order (OTO orderId, Foodics id)."""
    after: bool = False
    """For hang, status, html, empty, not_json, oto_code: carry the request out first."""
    id: int = 0
    met: int = 0

    def as_json(self) -> dict[str, Any]:
        """For `GET /faults`."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class Faults:
    """The faults in force. Thread-safe."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._faults: list[Fault] = []
        self._ids = itertools.count(1)
        self._cleared = 0

    def add(
        self,
        service: str,
        endpoint: str,
        kind: Kind,
        count: int | None = 1,
        **details: Any,
    ) -> Fault:
        """Puts a fault in force for `count` calls, or with None until cleared."""
        if kind not in KINDS:
            raise ValueError(f"unknown kind of fault: {kind}")
        if service not in ("foodics", "oto"):
            raise ValueError(f"unknown service: {service}")
        fault = Fault(service, endpoint, kind, left=count, **details)
        with self._lock:
            fault.id = next(self._ids)
            self._faults.append(fault)
        return fault

    def take(self, service: str, endpoint: str, order_id: str | None = None) -> list[Fault]:
        """The faults this call meets, counted down: each latency, and one other."""
        with self._lock:
            met: list[Fault] = []
            for fault in list(self._faults):
                if fault.service != service or fault.endpoint not in ("*", endpoint):
                    continue
                if fault.order_id is not None and fault.order_id != order_id:
                    continue
                if fault.kind != "latency" and any(one.kind != "latency" for one in met):
                    continue
                met.append(fault)
                fault.met += 1
                if fault.left is not None:
                    fault.left -= 1
                    if fault.left <= 0:
                        self._faults.remove(fault)
            return met

    def in_force(self) -> list[Fault]:
        """What is still to be met."""
        with self._lock:
            return list(self._faults)

    @property
    def cleared(self) -> int:
        """How often faults were taken back: a hanging call goes on when this changes."""
        with self._lock:
            return self._cleared

    def clear(self, service: str | None = None, fault_id: int | None = None) -> None:
        """Takes back one fault, those of a service, or all."""
        with self._lock:
            self._cleared += 1
            self._faults = [
                fault
                for fault in self._faults
                if (service is not None and fault.service != service)
                or (fault_id is not None and fault.id != fault_id)
            ]
