"""Errors of this PC, of the set-up and of what people ask for, in English."""

from app.core.error_kinds import Kind, Texts

TEXTS: Texts = {
    # money
    "unknown_currency": (
        Kind.INPUT,
        "This currency is not known",
        "{entered} is not an ISO 4217 code",
        "Enter the three letters of the currency in which OTO collects, such as SAR.",
    ),
    # the ledger
    "ledger_newer": (
        Kind.STORAGE,
        "The ledger was written by a newer version",
        "{path} has version {found}",
        "Install the newer version again; nothing was changed.",
    ),
    "ledger_older": (
        Kind.STORAGE,
        "The ledger is of an older version",
        "{path} has version {found}",
        "Start the program once; it brings the ledger up to date after a back-up.",
    ),
    "ledger_broken": (
        Kind.STORAGE,
        "The ledger cannot be read",
        "{path} is damaged or not a ledger",
        "Put back a back-up (see: backups, restore NAME), or move the file away; "
        "nothing was changed.",
    ),
    "unknown_backup": (
        Kind.INPUT,
        "There is no such back-up",
        "{name} is not in {path}",
        "See: backups.",
    ),
    "disk_full": (
        Kind.STORAGE,
        "The disk of this PC is full",
        "{free} MB are free in {path}",
        "Free some disk space; sending goes on by itself. Until then nothing new is sent.",
    ),
    "ledger_unwritable": (
        Kind.STORAGE,
        "The ledger cannot be written",
        "{path}: {why}",
        "Check free space and permissions of the folder.",
    ),
    "ledger_unreadable": (
        Kind.STORAGE,
        "The ledger cannot be read now",
        "{path}: {why}",
        "Try again; if it stays, check the disk and the permissions of the folder.",
    ),
    # this PC: data directory, settings, keyring
    "data_dir_unwritable": (
        Kind.STORAGE,
        "The data directory cannot be written",
        "{path}: {why}",
        "Free disk space, correct its permissions, or choose another one with --data-dir.",
    ),
    "unknown_setting": (
        Kind.INPUT,
        "There is no such setting",
        "{key} is not known",
        "List all of them with: settings.",
    ),
    "bad_setting": (
        Kind.INPUT,
        "The value for {key} cannot be used",
        "{why}",
        "Allowed: {allowed}. Nothing was changed.",
    ),
    "setting_ignored": (
        Kind.INPUT,
        "The setting {key} is ignored",
        "{why}",
        "Allowed: {allowed}. Until then the default {default} is used.",
    ),
    "setting_not_known": (
        Kind.INPUT,
        "The setting {key} does nothing",
        "This version has no such setting",
        "Correct the name or remove the line; it was left in the file as it is.",
    ),
    "setting_locked": (
        Kind.INPUT,
        "The setting {key} cannot be changed on this PC",
        "IT has locked it in {path}",
        "Ask whoever looks after this PC. Nothing was changed.",
    ),
    "policy_unreadable": (
        Kind.STORAGE,
        "What IT set for this PC cannot be read",
        "{path}: {why}",
        "Tell whoever looks after this PC. Until it is mended nothing is locked.",
    ),
    "settings_unreadable": (
        Kind.STORAGE,
        "The settings file cannot be read",
        "{path}: {why}",
        "Mend or remove the file. It was left as it is; until then the defaults are used.",
    ),
    "keyring_absent": (
        Kind.KEYRING,
        "This PC has no keyring to keep secrets in",
        "no keyring service answers",
        "Start the keyring service of this desktop (on Linux: Secret Service), then try again.",
    ),
    "keyring_locked": (
        Kind.KEYRING,
        "The keyring is locked",
        "it was not unlocked",
        "Unlock the keyring of this PC (mostly with your log-in password), then try again.",
    ),
    "keyring_timeout": (
        Kind.KEYRING,
        "The keyring does not answer",
        "no answer within {seconds} s",
        "Look for a question of the keyring on this screen and answer it, then try again.",
    ),
    "keyring_unusable": (
        Kind.KEYRING,
        "The keyring of this PC cannot be used",
        "{why}",
        "Repair it, or name another in PYTHON_KEYRING_BACKEND. Secrets are not kept otherwise.",
    ),
    "token_empty": (
        Kind.INPUT,
        "No token was given",
        "standard input was empty",
        "Give the token on standard input, for example from a file: --token-stdin < FILE.",
    ),
    "port_unusable": (
        Kind.INPUT,
        "The sandbox cannot start",
        "a port cannot be used: {why}",
        "Name another port, or none: then a free one is taken.",
    ),
    "no_window": (
        Kind.STATE,
        "The window cannot be shown",
        "{why}",
        "Use run for the engine without a window, or see --help for the commands.",
    ),
    # set-up and people's choices
    "step_foodics": (
        Kind.SETUP,
        "Foodics is not connected",
        "there is no access token yet",
        "Next step: connect foodics.",
    ),
    "step_oto": (
        Kind.SETUP,
        "OTO is not connected",
        "there is no Retailer ID and Token yet",
        "Next step: connect oto.",
    ),
    "step_currency": (
        Kind.SETUP,
        "The currency is not set",
        "OTO has to know what it collects",
        "Next step: currency CODE, for example currency SAR.",
    ),
    "step_branch": (
        Kind.SETUP,
        "No branch is active",
        "orders of inactive branches are not sent",
        "Next step: branches activate REF, see branches.",
    ),
    "step_start": (
        Kind.SETUP,
        "Sending was not started",
        "the set-up is not finished",
        "Next step: press Start sending in the window, or: resume.",
    ),
    "unknown_branch": (
        Kind.INPUT,
        "There is no such branch",
        "{reference} is not a branch reference of this business",
        "See: branches.",
    ),
    "unknown_pickup": (
        Kind.INPUT,
        "There is no such pickup location",
        "OTO has no active pickup location {pickup}",
        "Known codes: {known}.",
    ),
    "unknown_city": (
        Kind.INPUT,
        "OTO does not know this city",
        "{city} is not in OTO's list",
        "Write it as OTO does{like}.",
    ),
    "unknown_order": (
        Kind.INPUT,
        "There is no such order",
        "{reference} is not in the ledger",
        "A cashier may still have it on screen; see: orders.",
    ),
    "wrong_state": (
        Kind.STATE,
        "This cannot be done now",
        "{action} does not fit an order that is {state}{why}",
        "See: order {reference}.",
    ),
    "phone_unusable": (
        Kind.INPUT,
        "This phone number cannot be called",
        "it is not a number that its country can have",
        "Write it with country code, such as +966 and nine digits.",
    ),
    "unknown_answer": (
        Kind.INPUT,
        "This answer is not possible",
        "{value} does not answer {topic}",
        "Possible: {possible}.",
    ),
    "bad_time": (
        Kind.INPUT,
        "This is not a time",
        "{text} is not HH:MM",
        "Write for example 20:30.",
    ),
    "one_branch_only": (
        Kind.INPUT,
        "A pickup location or city belongs to one branch",
        "{count} branches were named",
        "Name one branch at a time with --pickup or --city.",
    ),
    # the instance that runs
    "already_running": (
        Kind.STATE,
        "OTO Companion is already running",
        "another instance uses {path}",
        "Use that one, or stop it first.",
    ),
    "no_answer_from_instance": (
        Kind.STATE,
        "The running instance does not answer",
        "no answer within {seconds} s",
        "Nothing is known to have changed; try again, or restart it.",
    ),
    "foodics_silent": (
        Kind.NETWORK,
        "Nothing is being sent",
        "the last good look at Foodics is older than 60 s",
        "Check the connection; it goes on by itself after the next good look.",
    ),
    "branch_stopped": (
        Kind.SETUP,
        "A branch stands still",
        "OTO refused three of its orders in a row for its set-up",
        "Check the branch's pickup location at OTO, then resume.",
    ),
    "oto_account": (
        Kind.PERMISSION,
        "OTO refuses new orders for this account",
        "{answer}",
        "Top up the wallet or check the plan at OTO; it goes on by itself.",
    ),
    "our_fault": (
        Kind.OURS,
        "Something went wrong in this program",
        "{what}",
        "Nothing is lost; send the report to support.",
    ),
}
