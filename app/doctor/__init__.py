"""What can be wrong, looked for: this PC, the network, both services, the ledger, the set-up.

The command `doctor`, the window's check-up and the support bundle use the same checks. They change
nothing. No Qt.
"""
