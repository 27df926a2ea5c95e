"""Every assumption about the two services as a visible switch.

What the references mark [inf] or [I] is here, so that a correction learned from the live services
is one edit. All of them can be changed while the sandbox runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Seconds = float


@dataclass
class FoodicsSwitches:
    """Assumptions about Foodics; numbers are sections of foodics-api."""

    upload_delay: tuple[Seconds, Seconds] = (0.0, 0.0)
    """7: till to cloud. Real tills took 7-60 s; the scenario uses its own 2-6 s."""
    non_delivery_uploads_only_closed: bool = True
    """12.2 [inf]."""
    kitchen_received_sparse: bool = False
    """6.3: leave `kitchen_received_at` out, as production often does."""
    kitchen_done_given: bool = True
    """6.3: write `meta.foodics.kitchen_done_at` when an order becomes Ready."""
    encoded_brackets_rejected: bool = True
    """3: `%5B`/`%5D` in the query answer 400."""
    encoded_commas_rejected: bool = True
    """3: `%2C` in the query answers 400."""
    filter_id_ignored: bool = False
    """3.2: one team saw `filter[id]` ignored on /orders."""
    updated_after_inclusive: bool = False
    """3.2: unknown; the harder reading for a client is the default."""
    comma_lists_unsupported: frozenset[str] = frozenset({"branch_id"})
    """3.2: filters for which a comma list is not proved and finds nothing."""
    per_page_honoured: bool = True
    """3.1: `per_page` up to 50; False ignores it."""
    links_carry_query: bool = True
    """3.1 [inf]: `links.next` repeats filters, sort and includes."""
    links_encoded: bool = False
    """3.1 [inf]: brackets in links as PHP's http_build_query writes them."""
    page_limit: int = 10
    """3.1: last page of /orders that holds rows."""
    reject_default_agents: bool = True
    """3: library default user agents get Cloudflare's 1010."""
    rate_limit: int = 30
    """4: requests per window, token and address (two official pages say 90 and 30)."""
    rate_window: Seconds = 60.0
    rate_block_after: int = 10
    """4: more consecutive 429 than this in 10 s block for `rate_block_seconds`."""
    rate_block_within: Seconds = 10.0
    rate_block_seconds: Seconds = 60.0
    auth_block_after: int = 60
    """4: more 401/403 than this in 60 s block the address for `auth_block_seconds`."""
    auth_block_within: Seconds = 60.0
    auth_block_seconds: Seconds = 3600.0
    get_missing_scope_status: int = 403
    """2.4: one team saw 403, in another note 404, on GET /orders/{id}."""
    order_envelope: bool = False
    """6: rows wrapped as `{"order": {...}}`, as in official samples."""
    deliver_forward_only: bool = False
    """9: whether the API refuses to move `delivery_status` backwards is unknown."""
    long_tokens: bool = False
    """2.3: 1,700 characters instead of 1,272."""
    code_life: Seconds = 600.0
    """2.2: authorization codes."""


@dataclass
class OtoSwitches:
    """Assumptions about OTO; numbers are sections of oto-api."""

    generation: Literal["v2", "v1", "both"] = "v2"
    """2, 12.12: which generation the account answers."""
    access_token_life: Seconds = 3600.0
    """3."""
    refresh_refused_status: int = 400
    """3 [C, weak]: with OTO1083."""
    duplicate: Literal["reject", "upsert"] = "reject"
    """12.1."""
    duplicate_status: int = 400
    """5.3: HTTP code of OTO1063 is unknown; 409 is the other candidate."""
    unknown_order_status: int = 404
    """12.7: orderStatus for an unknown order: 404, 400, or 200 with success false."""
    unknown_pickup: Literal["assign", "assign_then_fail", "refuse"] = "assign"
    """12.4: silent auto-assign; shipment fails with OTO1016; or 400 OTO1070."""
    create_shipment_flag: Literal["honoured", "ignored", "fails_later"] = "honoured"
    """12.2."""
    auto_shipment: bool = False
    """12.2: the account ships by its own rules after createOrder (on in the scenario)."""
    courier_delay: tuple[Seconds, Seconds] = (1.0, 30.0)
    """13: from createShipment to the courier's answer."""
    step_delay: tuple[Seconds, Seconds] = (20.0, 60.0)
    """13: between two statuses of the lifecycle."""
    tracking_number_share: float = 0.8
    """13: part of shipments that ever get a courier's own tracking number."""
    history_limit: int = 50
    """6 [I]: orderHistory ids per call; above it OTO1112."""
    flat_pickup_list: bool = False
    """12.3: `pickupLocations[]` instead of `warehouses[]` and `branches[]`."""
    new_status: str = "assignedToWarehouse"
    """5.2: where an order stands after creation."""
    shipment_price: float = 18.0
    """8: debited from the wallet when the shipment is made."""
    second_sender: bool = False
    """Foodics' own OTO app is still on: each order comes to OTO a second time, under an id and with
    a spelling of the phone of that app's own."""
    legacy_errors: bool = False
    """5.3: failures of createOrder in the old form (errorCode, errorMsg)."""
    v1_failure_status: int = 200
    """4: the HTTP code of a v1 failure is unknown."""
