"""What a fault does to an otherwise good reply."""

from __future__ import annotations

import copy
import re
from typing import Any

from app.sandbox.faults import Fault
from app.sandbox.reply import Reply, html_reply

STAMP = re.compile(r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$")
MALFORMED = "2019-11-28-06 20:49:22"
"""The malformed time of Foodics' official sample order (foodics-api 3.5)."""


def replaced(fault: Fault) -> Reply | None:
    """The reply that takes the place of the service's own, for kinds that have one."""
    if fault.kind == "status":
        body = fault.body if fault.body is not None else {"message": "Server Error"}
        if isinstance(body, str):
            body = body.encode()
        return Reply(fault.status or 500, body, dict(fault.headers))
    if fault.kind == "html":
        reply = html_reply(fault.status or 502)
        reply.headers.update(fault.headers)
        return reply
    if fault.kind == "empty":
        return Reply(fault.status or 200, b"", dict(fault.headers))
    if fault.kind == "not_json":
        return Reply(fault.status or 200, b"OK but {not: json", dict(fault.headers))
    if fault.kind == "oto_code":
        body = {
            "success": False,
            "otoErrorCode": fault.code,
            "otoErrorMessage": fault.body or f"Error {fault.code}",
        }
        return Reply(fault.status or 400, body, dict(fault.headers))
    return None


def spoiled(fault: Fault, reply: Reply) -> Reply:
    """The service's own reply, changed as the fault says."""
    if isinstance(reply.body, bytes):
        return reply
    body = copy.deepcopy(reply.body)
    if fault.kind == "wrong_types":
        body = _turned(body)
    elif fault.kind == "malformed_time":
        body = _mistimed(body)
    elif fault.kind in ("bad_row", "row_without", "duplicate_row"):
        _spoil_row(fault, body)
    else:
        return reply
    return Reply(reply.status, body, reply.headers, reply.media_type)


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_turned(one) for one in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return []
    return {"value": value} if isinstance(value, str) else str(value)


def _mistimed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _mistimed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_mistimed(one) for one in value]
    return MALFORMED if isinstance(value, str) and STAMP.match(value) else value


def _spoil_row(fault: Fault, body: Any) -> None:
    rows = body.get("data") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not rows:
        return
    row = next((one for one in rows if one.get("id") == fault.order_id), rows[0])
    if fault.kind == "duplicate_row":
        rows.append(copy.deepcopy(row))
    elif fault.kind == "row_without":
        row.pop(fault.key or "payments", None)
    else:
        row[fault.key or "total_price"] = fault.body if fault.body is not None else {"x": "bad"}
