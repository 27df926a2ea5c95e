"""Errors of this PC, the set-up and people's wishes in the window's words."""

from collections.abc import Mapping

from app.ui.language import mark

HERE: Mapping[str, tuple[str, str]] = {
    "unknown_currency": (
        mark("This currency is not known"),
        mark(
            "{entered} is not a currency code. "
            "Enter the three letters of the currency in which OTO collects, such as SAR."
        ),
    ),
    "ledger_newer": (
        mark("The order book was written by a newer version of this program"),
        mark("{path} has version {found}. Install the newer version again; nothing was changed."),
    ),
    "ledger_older": (
        mark("The order book is of an older version of this program"),
        mark(
            "{path} has version {found}. Restart the program; it brings the order book up to date "
            "after a back-up."
        ),
    ),
    "ledger_broken": (
        mark("The order book cannot be read"),
        mark(
            "{path} is damaged; nothing was changed. Ask IT to put back the newest back-up: "
            "oto-companion backups, oto-companion restore."
        ),
    ),
    "unknown_backup": (
        mark("There is no such back-up"),
        mark("{name} is not in {path}. Nothing was changed."),
    ),
    "disk_full": (
        mark("The disk of this PC is full"),
        mark(
            "{free} MB are free in {path}. Free some disk space; sending goes on by itself. "
            "Until then nothing new is sent."
        ),
    ),
    "ledger_unwritable": (
        mark("The order book cannot be written"),
        mark("{path}: {why}. Check free space and permissions of the folder, or ask IT."),
    ),
    "ledger_unreadable": (
        mark("The order book cannot be read now"),
        mark(
            "{path}: {why}. Try again; if it stays, check the disk and the permissions "
            "of the folder, or ask IT."
        ),
    ),
    "data_dir_unwritable": (
        mark("The data directory cannot be written"),
        mark("{path}: {why}. Free disk space or correct its permissions, or ask IT."),
    ),
    "unknown_setting": (
        mark("There is no such setting"),
        mark("{key} is not known. Nothing was changed."),
    ),
    "bad_setting": (
        mark("The value for {key} cannot be used"),
        mark("The trouble: {why}. Allowed: {allowed}. Nothing was changed."),
    ),
    "setting_ignored": (
        mark("The setting {key} is ignored"),
        mark("The trouble: {why}. Allowed: {allowed}. Until it is corrected {default} is used."),
    ),
    "setting_not_known": (
        mark("The setting {key} does nothing"),
        mark(
            "This version has no such setting. Correct its name in the settings file or remove the "
            "line; it was left as it is."
        ),
    ),
    "setting_locked": (
        mark("The setting {key} cannot be changed on this PC"),
        mark("IT has locked it in {path}. Ask whoever looks after this PC."),
    ),
    "policy_unreadable": (
        mark("What IT set for this PC cannot be read"),
        mark(
            "{path}: {why}. Tell whoever looks after this PC; until it is mended nothing is locked."
        ),
    ),
    "settings_unreadable": (
        mark("The settings file cannot be read"),
        mark(
            "{path}: {why}. Mend or remove the file. It was left as it is; "
            "until then the usual settings are used."
        ),
    ),
    "keyring_absent": (
        mark("This PC has no keyring to keep secrets in"),
        mark(
            "No keyring service answers. Start the keyring service of this desktop "
            "(on Linux: Secret Service), then try again."
        ),
    ),
    "keyring_locked": (
        mark("The keyring is locked"),
        mark("Unlock the keyring of this PC (mostly with your log-in password), then try again."),
    ),
    "keyring_timeout": (
        mark("The keyring does not answer"),
        mark(
            "No answer within {seconds} s. Look for a question of the keyring on this screen "
            "and answer it, then try again."
        ),
    ),
    "keyring_unusable": (
        mark("The keyring of this PC cannot be used"),
        mark("The trouble: {why}. Have IT repair it. Secrets are not kept otherwise."),
    ),
    "token_empty": (
        mark("No token was given"),
        mark("The box is empty. Paste the token into it."),
    ),
    "port_unusable": (
        mark("The sandbox cannot start"),
        mark("A port of this PC cannot be used: {why}. Close other programs and try again."),
    ),
    "no_window": (
        mark("The window cannot be shown"),
        mark("The trouble: {why}. Ask IT."),
    ),
    "step_foodics": (
        mark("Foodics is not connected"),
        mark("There is no access token yet. Next step: open Settings, Foodics."),
    ),
    "step_oto": (
        mark("OTO is not connected"),
        mark("There is no Retailer ID and Token yet. Next step: open Settings, OTO."),
    ),
    "step_currency": (
        mark("The currency is not set"),
        mark("OTO has to know what it collects. Next step: open Settings, Currency."),
    ),
    "step_branch": (
        mark("No branch is active"),
        mark("Orders of inactive branches are not sent. Next step: switch a branch on."),
    ),
    "step_start": (
        mark("Sending was not started"),
        mark("The set-up is not finished. Next step: press Start sending."),
    ),
    "unknown_branch": (
        mark("There is no such branch"),
        mark("{reference} is not a branch of this business. Choose one from the list."),
    ),
    "unknown_pickup": (
        mark("There is no such pickup location"),
        mark("OTO has no active pickup location {pickup}. It knows: {known}."),
    ),
    "unknown_city": (
        mark("OTO does not know this city"),
        mark("{city} is not in OTO's list. Choose a city from the list."),
    ),
    "unknown_order": (
        mark("There is no such order"),
        mark(
            "We don't have order {reference} from Foodics. "
            "It may be open on a cashier's screen: close it by full payment or move to another "
            "order. If it does not appear within a minute, check the tablet's internet."
        ),
    ),
    "wrong_state": (
        mark("This cannot be done now"),
        mark("“{action}” does not fit order {reference} any more; it stands like this: {state}."),
    ),
    "phone_unusable": (
        mark("This phone number cannot be called"),
        mark(
            "It is not a number that its country can have. "
            "Write it with country code, such as +966 and nine digits."
        ),
    ),
    "unknown_answer": (
        mark("This answer is not possible"),
        mark("{value} does not answer the question about {topic}. Possible: {possible}."),
    ),
    "bad_time": (
        mark("This is not a time"),
        mark("{text} is not a time of day. Write for example 20:30."),
    ),
    "one_branch_only": (
        mark("A pickup location or city belongs to one branch"),
        mark("{count} branches were chosen. Choose one branch at a time."),
    ),
    "already_running": (
        mark("OTO Companion is already running"),
        mark("Another window uses {path}. Use that one, or close it first."),
    ),
    "no_answer_from_instance": (
        mark("The running program does not answer"),
        mark(
            "No answer within {seconds} s. Nothing is known to have changed; "
            "try again, or restart it."
        ),
    ),
    "foodics_silent": (
        mark("Nothing is being sent"),
        mark(
            "The last good look at Foodics is older than 60 s. Check the connection; "
            "it goes on by itself after the next good look."
        ),
    ),
    "branch_stopped": (
        mark("A branch stands still"),
        mark(
            "OTO refused three of its orders in a row for its set-up. "
            "Check the branch's pickup location at OTO, then press Go on."
        ),
    ),
    "oto_account": (
        mark("OTO refuses new orders for this account"),
        mark(
            "OTO's answer: {answer}. Top up the wallet or check the plan at OTO; "
            "it goes on by itself."
        ),
    ),
    "our_fault": (
        mark("Something went wrong in this program"),
        mark("The trouble: {what}. Nothing is lost; send the report to support."),
    ),
}
