"""The settings: connections, currency, sending, look and data (window.md)."""
