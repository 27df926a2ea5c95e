"""Errors as people meet them: title, cause, remedy, class (design.md section 3).

An error carries a code and parameters; the English words stand in the table below, translations
in `ui/texts.py`. Parameters never hold secrets, names, phones or addresses.
"""

from enum import StrEnum


class Kind(StrEnum):
    """Who or what is at fault, which decides what the program does next."""

    INPUT = "input"
    SETUP = "setup"
    SIGN_IN = "sign_in"
    PERMISSION = "permission"
    NETWORK = "network"
    LIMIT = "limit"
    SERVICE = "service"
    DATA = "data"
    STORAGE = "storage"
    KEYRING = "keyring"
    STATE = "state"
    OURS = "ours"


#: code -> (kind, title, cause, remedy). `{name}` places take the parameters.
TEXTS: dict[str, tuple[Kind, str, str, str]] = {
    # network, shared by both services; {service} is "Foodics" or "OTO"
    "no_connection": (
        Kind.NETWORK,
        "{service} cannot be reached",
        "no connection to {host}",
        "Check this PC's internet connection; orders are kept and go when it returns.",
    ),
    "dns": (
        Kind.NETWORK,
        "{service} cannot be reached",
        "the name {host} is not known to this network",
        "Check this PC's internet connection and the address.",
    ),
    "timeout": (
        Kind.NETWORK,
        "{service} does not answer",
        "no answer from {host} within {seconds} s",
        "Nothing to do if it passes; otherwise check the internet connection.",
    ),
    "tls": (
        Kind.NETWORK,
        "The connection to {service} is not secure",
        "the certificate of {host} was refused",
        "Check the clock of this PC and any firewall that inspects traffic; ask IT.",
    ),
    "proxy": (
        Kind.NETWORK,
        "The proxy does not work",
        "the proxy {proxy} refused or cannot be used",
        "Correct the proxy settings of this PC, or ask IT.",
    ),
    "captive": (
        Kind.NETWORK,
        "{service} did not answer; something else did",
        "a web page came back instead of data",
        "Sign in to this network in a browser, or check the address.",
    ),
    "cut": (
        Kind.NETWORK,
        "{service} broke off its answer",
        "the connection to {host} was lost on the way",
        "It is tried again by itself; if it stays, check the internet connection.",
    ),
    "bad_address": (
        Kind.INPUT,
        "The address for {service} cannot be used",
        "it must be https, host and perhaps port, such as https://api.example.com",
        "Correct the address, without a path; plain http only to this PC.",
    ),
    "other_origin": (
        Kind.OURS,
        "A call to another host than {service} was stopped",
        "the token must not leave for a strange address",
        "This is our fault: send the report to support.",
    ),
    # Foodics
    "foodics_token_refused": (
        Kind.SIGN_IN,
        "Foodics refused the access token",
        "it is wrong, or was revoked",
        "Paste the current token from Foodics: connect foodics.",
    ),
    "foodics_consent": (
        Kind.SIGN_IN,
        "Foodics did not give a token",
        "it was not approved, or the approval is too old or not for this window",
        "Start again with connect foodics, and approve within ten minutes.",
    ),
    "foodics_other_environment": (
        Kind.SIGN_IN,
        "The token belongs to another Foodics environment",
        "{host} does not know its business",
        "Use the production address with a production token, the sandbox address with a sandbox one.",
    ),
    "foodics_scope": (
        Kind.PERMISSION,
        "The Foodics token lacks a permission",
        "missing scope: {scope}",
        "Ask Foodics to add {scope} to the token, then connect again.",
    ),
    "foodics_blocked": (
        Kind.LIMIT,
        "Foodics blocks this address",
        "its protection (Cloudflare) refused the request",
        "Wait an hour; if it stays, ask Foodics support and IT.",
    ),
    "foodics_limit": (
        Kind.LIMIT,
        "Foodics asks for a pause",
        "too many requests; {seconds} s to wait",
        "Nothing to do: it goes on by itself. Check that no other program uses the same token.",
    ),
    "foodics_query": (
        Kind.OURS,
        "Foodics refused our question",
        "HTTP 400 for {what}",
        "This is our fault: send the report to support.",
    ),
    "foodics_not_found": (
        Kind.DATA,
        "Foodics does not know this",
        "{what} is not there",
        "It may have been deleted, or belong to another business.",
    ),
    "foodics_invalid": (
        Kind.DATA,
        "Foodics refused the change",
        "fields: {fields}",
        "Nothing was changed.",
    ),
    "foodics_down": (
        Kind.SERVICE,
        "Foodics has trouble",
        "HTTP {status}",
        "Nothing to do: it is tried again by itself.",
    ),
    "foodics_unreadable": (
        Kind.SERVICE,
        "Foodics' answer cannot be read",
        "{what}",
        "It is tried again by itself; if it stays, send the report to support.",
    ),
    "foodics_other_business": (
        Kind.INPUT,
        "This token belongs to another business",
        "this ledger belongs to {mine}, the token to {other}",
        "Use a token of {mine}, or another data directory for {other}.",
    ),
    # OTO
    "oto_token_refused": (
        Kind.SIGN_IN,
        "OTO refused the Retailer ID and Token",
        "they do not match, or were revoked",
        "Ask OTO for the pair and enter both again: connect oto.",
    ),
    "oto_incomplete": (
        Kind.INPUT,
        "Retailer ID and Token are both needed",
        "one of them is empty",
        "Enter both as OTO gave them.",
    ),
    "oto_swapped": (
        Kind.INPUT,
        "Retailer ID and Token look swapped",
        "the Retailer ID looks like a token",
        "Exchange the two.",
    ),
    "oto_denied": (
        Kind.PERMISSION,
        "OTO does not allow this",
        "HTTP 403 for {what}",
        "Check the plan and permissions of the OTO account; the token itself is not at fault.",
    ),
    "oto_refused": (
        Kind.DATA,
        "OTO refused {what}",
        "{answer}",
        "See the order's history for OTO's own words.",
    ),
    "oto_limit": (
        Kind.LIMIT,
        "OTO asks for a pause",
        "too many requests; {seconds} s to wait",
        "Nothing to do: it goes on by itself.",
    ),
    "oto_down": (
        Kind.SERVICE,
        "OTO has trouble",
        "HTTP {status}",
        "Nothing to do: it is tried again by itself.",
    ),
    "oto_silent": (
        Kind.NETWORK,
        "OTO does not answer",
        "{why}",
        "Check the internet connection; orders are kept and go when OTO answers.",
    ),
    "oto_unreadable": (
        Kind.SERVICE,
        "OTO's answer cannot be read",
        "{what}",
        "It is tried again by itself; if it stays, send the report to support.",
    ),
    "oto_could_not_check": (
        Kind.SERVICE,
        "OTO could not be checked",
        "{cause}",
        "Nothing was changed; try again.",
    ),
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
        "Put back the newest copy from the backups folder beside it, or move the file away; "
        "nothing was changed.",
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
        "Charge the wallet or check the plan at OTO; it goes on by itself.",
    ),
    "our_fault": (
        Kind.OURS,
        "Something went wrong in this program",
        "{what}",
        "Nothing is lost; send the report to support.",
    ),
}


class AppError(Exception):
    """An error a person can read.

    `code` is a key of TEXTS, `params` fill its places. `retry_after` is seconds, where the far
    side named a time. `str()` gives the one line that the command line prints.
    """

    def __init__(self, code: str, *, retry_after: float | None = None, **params: object) -> None:
        self.code = code
        self.params = {key: str(value) for key, value in params.items()}
        self.retry_after = retry_after
        super().__init__(code)

    @property
    def kind(self) -> Kind:
        """Who or what is at fault."""
        return TEXTS[self.code][0]

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        return self._text(1)

    @property
    def cause(self) -> str:
        """Why it happened."""
        return self._text(2)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self._text(3)

    def _text(self, index: int) -> str:
        template = str(TEXTS[self.code][index])
        return template.format_map(_Params(self.params))

    def __str__(self) -> str:
        return f"{self.title}: {self.cause}. {self.remedy}"


class _Params(dict[str, str]):
    """A forgotten parameter must not hide the error it belongs to."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
