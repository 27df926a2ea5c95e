"""One order as each of OTO's reading calls shows it: names, types and dates differ (oto-api 6)."""

from __future__ import annotations

from datetime import datetime

from app.sandbox.oto_model import LOCAL, OtoOrder, Shipment, number, slashed, spaced, teed
from app.sandbox.world import Json

LABEL = "https://app.tryoto.com/print/awb?enc="
TRACK = "https://app.tryoto.com/track/"


def made_shipment(order: OtoOrder) -> Shipment:
    """The shipment once the courier has accepted it; an empty one before (7)."""
    shipment = order.shipment
    return shipment if shipment is not None and shipment.id else Shipment("", "", "")


def _numbered(order: OtoOrder, name: str) -> object:
    found = number(order.field(name, 0))
    return found if found is not None else 0


def status_row(order: OtoOrder) -> Json:
    """orderStatus: otoId a string, trackingUrl, printAWBURL."""
    made = made_shipment(order)
    return {
        "success": True,
        "orderId": order.order_id,
        "otoId": str(order.oto_id),
        "status": order.status,
        "date": spaced(order.modified_at or order.created_at),
        "shipmentId": made.id,
        "deliveryCompany": made.company,
        "dcTrackingNumber": made.tracking,
        "trackingUrl": f"{TRACK}{made.id}" if made.id else "",
        "printAWBURL": f"{LABEL}{made.id}" if made.id else "",
        "customerName": order.customer.get("name", ""),
        "customerAddress": order.customer.get("address", ""),
        "totalValue": _numbered(order, "amount"),
    }


def history_row(order: OtoOrder) -> Json:
    """An item of orderHistory: otoId a string, trackingURL, printAwbUrl."""
    made, entries = made_shipment(order), []
    for one in order.history:
        entry: Json = {"date": spaced(one.at), "status": one.status}
        entry["description"] = one.description
        if one.shipment_id:
            entry |= {"shipmentId": one.shipment_id, "deliveryCompany": one.company}
        entries.append(entry | {"currentLocation": {}})
    pickup = order.pickup or {}
    return {
        "orderId": order.order_id,
        "otoId": str(order.oto_id),
        "amount": _numbered(order, "amount"),
        "amount_due": _numbered(order, "amount_due"),
        "currency": order.field("currency"),
        "payment_method": order.field("payment_method"),
        "status": order.status,
        "deliveryCompany": made.display,
        "warehouseName": pickup.get("name", ""),
        "shipmentId": made.id,
        "trackingURL": f"{TRACK}{made.id}" if made.id else "",
        "printAwbUrl": f"{LABEL}{made.id}" if made.id else "",
        "dcTrackingNumber": made.tracking,
        "originCity": pickup.get("city", ""),
        "originCountry": pickup.get("country", ""),
        "destinationCity": order.customer.get("city", ""),
        "destinationCountry": order.customer.get("country", ""),
        "packageCount": order.field("packageCount", 1),
        "orderDate": slashed(order.created_at),
        "returnOrderIds": [],
        "items": order.field("items", []),
        "history": entries,
    }


def details_row(order: OtoOrder) -> Json:
    """orderDetails: `id` a number, trackingURL, amountDue."""
    made, entries = made_shipment(order), []
    for one in order.history:
        entry: Json = {"id": one.id, "date": teed(one.at), "status": one.status}
        entry["description"] = one.description
        if one.shipment_id:
            entry |= {"shipmentId": one.shipment_id, "deliveryCompany": one.company}
        entries.append(entry)
    pickup = order.pickup or {}
    refs = {name: order.field(name) for name in ("ref1", "ref2", "ref3") if order.field(name)}
    return {
        "success": True,
        "orderId": order.order_id,
        "id": order.oto_id,
        "status": order.status,
        "statusHistory": entries,
        "shipmentId": made.id,
        "dcName": made.display,
        "deliveryOptionId": order.field("deliveryOptionId", None),
        "trackingURL": f"{TRACK}{made.id}" if made.id else "",
        "packageWeight": order.field("packageWeight", 0),
        "packageCount": order.field("packageCount", 1),
        "amount": _numbered(order, "amount"),
        "amountDue": _numbered(order, "amount_due"),
        "paymentMethod": order.field("payment_method"),
        "currency": order.field("currency"),
        "originCity": pickup.get("city", ""),
        "destinationCity": order.customer.get("city", ""),
        "pickupLocation": pickup.get("name", ""),
        "orderDate": spaced(order.created_at),
        "items": order.field("items", []),
        "customer": {"id": order.oto_id + 7, **order.customer},
        "orderDocs": [],
        "packingStatusHistory": [],
        **refs,
    }


def listed(order: OtoOrder, asked: Json) -> bool:
    """Whether the order passes the filters of `orders`."""

    def day(at: datetime) -> str:
        return (at + LOCAL).strftime("%Y-%m-%d")

    created = day(order.created_at)
    if created < asked.get("minDate", "") or created > (asked.get("maxDate") or "9999"):
        return False
    modified = day(order.modified_at or order.created_at)
    if asked.get("modifiedDate", modified) not in ("", modified):
        return False
    if asked.get("status") and order.status not in asked["status"].split(","):
        return False
    phone = asked.get("customerPhone")
    if phone and str(order.customer.get("mobile", "")) != phone:
        return False
    code = asked.get("pickupLocationCode")
    return not code or (order.pickup or {}).get("code") == code


def list_row(order: OtoOrder, count: int, pages: int) -> Json:
    """A row of `orders`: `id` is the otoId as a string."""
    made, pickup, items = made_shipment(order), order.pickup or {}, order.field("items", [])
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return {
        "orderId": order.order_id,
        "id": str(order.oto_id),
        "status": order.status,
        "amount": _numbered(order, "amount"),
        "grandTotal": _numbered(order, "amount"),
        "totalDue": _numbered(order, "amount_due"),
        "currency": order.field("currency"),
        "paymentMethod": order.field("payment_method"),
        "customerName": order.customer.get("name", ""),
        "customerPhone": str(order.customer.get("mobile", "")),
        "customerAddress": order.customer.get("address", ""),
        "customer": order.customer,
        "items": rows,
        "skus": ",".join(str(item.get("sku", "")) for item in rows),
        "quantities": ",".join(str(item.get("quantity", "")) for item in rows),
        "shipmentNumber": made.id,
        "trackingURL": f"{TRACK}{made.id}" if made.id else "",
        "deliveryName": made.display,
        "orderDate": spaced(order.created_at),
        "modifiedDate": spaced(order.modified_at or order.created_at),
        "deliveryDate": "",
        "pickupLocationCode": pickup.get("code", ""),
        "pickupLocation": pickup.get("name", ""),
        "originCity": pickup.get("city", ""),
        "destinationCity": order.customer.get("city", ""),
        "packageCount": order.field("packageCount", 1),
        "weight": order.field("packageWeight", 0),
        "reverseShipment": "false",
        "isReturnShipment": "no",
        "totalCount": count,
        "totalPage": pages,
    }
