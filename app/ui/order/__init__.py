"""The order panel: everything about one order, why it is where it is, and what helps."""

from app.ui.order.panel import OrderPanel

__all__ = ["OrderPanel"]
