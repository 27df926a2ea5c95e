"""Errors of the program as a part of this PC, in the window's words."""

from collections.abc import Mapping

from app.ui.language import mark

PC: Mapping[str, tuple[str, str]] = {
    "autostart_failed": (
        mark("Starting at sign-in could not be changed"),
        mark("This PC refused it: {why}. Ask IT whether programs may start at sign-in here."),
    ),
    "bundle_orders": (
        mark("These are too many orders for one file"),
        mark("{count} were chosen, {most} are possible. Choose those that matter."),
    ),
    "bundle_unwritable": (
        mark("The file for support cannot be written"),
        mark("{path}: {why}. Free some disk space on this PC, then make it again."),
    ),
    "stuck_engine": (
        mark("Sending stands still"),
        mark(
            "The program has not gone on for {seconds} seconds. If it stays so, quit and start it "
            "again, and tell IT."
        ),
    ),
    "stuck_ledger": (
        mark("The disk of this PC does not answer"),
        mark(
            "The order book has been waiting for {seconds} seconds; nothing new is sent until the "
            "disk answers. If it stays so, restart this PC or ask IT."
        ),
    ),
    "stuck_poll": (
        mark("Foodics is not being asked"),
        mark(
            "The program has not asked for {seconds} seconds and starts again by itself. If it "
            "stays so, quit and start it again, and tell IT."
        ),
    ),
}
