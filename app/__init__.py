"""OTO Companion: every delivery order that is ready goes to OTO, once."""

__version__ = "0.1.0"
