"""Errors of the program as a part of this PC, in English."""

from app.core.error_kinds import Kind, Texts

TEXTS: Texts = {
    "autostart_failed": (
        Kind.STORAGE,
        "Starting at sign-in could not be changed",
        "this PC refused it: {why}",
        "Ask IT whether programs may start at sign-in here.",
    ),
    "bundle_orders": (
        Kind.INPUT,
        "These are too many orders for one bundle",
        "{count} were chosen, {most} are possible",
        "Choose those that matter, or make several bundles.",
    ),
    "bundle_unwritable": (
        Kind.STORAGE,
        "The support bundle cannot be written",
        "{path}: {why}",
        "Free disk space, or choose another place for it (--output FILE).",
    ),
    "stuck_engine": (
        Kind.OURS,
        "Sending stands still",
        "the program has not gone on for {seconds} s",
        "If it stays, quit and start it again, and report it with the log.",
    ),
    "stuck_ledger": (
        Kind.STORAGE,
        "The disk of this PC does not answer",
        "the ledger has been waiting for {seconds} s",
        "Nothing new is sent until it does. If it stays, restart the PC or ask IT.",
    ),
    "stuck_poll": (
        Kind.OURS,
        "Foodics is not being asked",
        "the poll has not come round for {seconds} s and is started again",
        "If it stays, quit and start the program again, and report it with the log.",
    ),
}
