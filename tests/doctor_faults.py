"""The faults that `doctor` names; the table reads like what people tell on the phone."""

from dataclasses import dataclass

from keyring.errors import KeyringLocked, NoKeyringError

from app.store import facts
from tests.doctor_steps import (
    Step,
    branch_deleted,
    clock,
    damaged,
    dispatched_by_others,
    door,
    far,
    forgets,
    keyring,
    line,
    list_unread,
    meets,
    newer,
    no_backup,
    off_line,
    page_damaged,
    pair_revoked,
    paused_by_second_sender,
    proxy_refuses,
    refused,
    scopes,
    second_sender,
    settings,
    token,
    unknown_name,
)


@dataclass(frozen=True)
class Fault:
    """`begin` makes it happen; then exactly the checks of `topics` fail, with `code`, and the cure
    has the words `cure`."""

    name: str
    begin: Step
    topics: str
    code: str
    cure: str
    way: str = "plain"


FAULTS = (
    # the network
    Fault("dns-foodics", unknown_name("foodics"), "name", "dns", "address", "direct"),
    Fault("dns-oto", unknown_name("oto"), "name", "dns", "internet connection", "direct"),
    Fault("proxy", proxy_refuses, "proxy", "proxy", "proxy settings", "proxied"),
    Fault("certificate", line("wrong_certificate"), "certificate", "tls", "clock", "direct"),
    Fault("refused", line("refused"), "connection", "no_connection", "internet"),
    Fault("cut", line("reset"), "connection", "cut", "internet"),
    Fault("portal", line("portal"), "answer", "captive", "Sign in to this network"),
    Fault("portal-oto", line("redirect", "oto"), "answer", "captive", "Sign in to this network"),
    # Foodics
    Fault(
        "foodics-down", meets("foodics", "status", status=503), "answer", "foodics_down", "by it"
    ),
    Fault(
        "blocked",
        meets("foodics", "status", status=403, headers={"Content-Type": "text/html"}, body="no"),
        "answer",
        "foodics_blocked",
        "Wait an hour",
    ),
    Fault("limit", meets("foodics", "status", status=429), "answer", "foodics_limit", "same token"),
    Fault("clock-late", clock(3_600), "clock", "clock_late", "internet time"),
    Fault("clock-early", clock(-3_600), "clock", "clock_early", "internet time"),
    Fault("revoked", token("revoked"), "foodics_token", "foodics_token_refused", "current token"),
    Fault("token-gone", token("gone"), "foodics_token", "secret_missing", "connect foodics"),
    Fault(
        "environment",
        token("elsewhere"),
        "environment",
        "foodics_other_environment",
        "sandbox address",
    ),
    Fault(
        "business",
        lambda patient: patient.put(facts.BusinessFact, id="another"),
        "business",
        "foodics_other_business",
        "another data directory",
    ),
    Fault("scope-general", scopes("orders.list"), "scope", "foodics_scope", "add general.read"),
    Fault("scope-list", scopes("general.read"), "scope", "foodics_scope", "add orders.list"),
    Fault(
        "branch-gone",
        branch_deleted,
        "branch",
        "branch_gone",
        "Switch the branch off",
    ),
    # OTO
    Fault("pair", pair_revoked, "oto_pair", "oto_token_refused", "Ask OTO"),
    Fault(
        "denied",
        meets("oto", "status", "accountInfo", status=403),
        "oto_pair",
        "oto_denied",
        "plan",
    ),
    Fault("oto-down", meets("oto", "status", status=502), "answer", "oto_down", "by itself"),
    Fault("plan", refused("OTO1150"), "account", "account_plan", "Renew or enlarge the plan"),
    Fault("no-credit", refused("OTO1006"), "account", "account_credit", "Charge the wallet"),
    Fault(
        "low-credit",
        lambda patient: setattr(patient.box.oto.account, "credit", 12),
        "credit",
        "credit_low",
        "Charge the wallet",
    ),
    Fault("door-gone", door(lambda all_: all_.pop(0)), "door_at_oto", "door_gone", "--pickup CODE"),
    Fault("door-inactive", door(off_line), "door_at_oto", "door_inactive", "Activate it at OTO"),
    Fault("door-far", door(far), "door_at_oto", "door_far", "two places"),
    Fault(
        "no-door",
        lambda patient: patient.branch(pickup_code=None),
        "door",
        "door_missing",
        "branches activate B01 --pickup CODE",
    ),
    Fault(
        "branch-stands",
        lambda patient: patient.branch(stopped="OTO1016"),
        "branch_stopped",
        "branch_stands",
        "resume --branch B01",
    ),
    Fault(
        "currency",
        lambda patient: patient.put(facts.CurrencyFact, code="AED"),
        "currency",
        "currency_differs",
        "currency SAR",
    ),
    Fault("second-sender", second_sender, "elsewhere", "elsewhere_found", "Marketplace"),
    Fault("sender-paused", paused_by_second_sender, "elsewhere", "second_sender", "Marketplace"),
    Fault("list-unread", list_unread, "elsewhere", "elsewhere_unread", "permissions"),
    Fault("marketplace", dispatched_by_others, "marketplace", "marketplace_on", "switch it off"),
    # this PC
    Fault(
        "no-keyring", keyring(NoKeyringError()), "keyring", "keyring_absent", "Start the keyring"
    ),
    Fault("locked", keyring(KeyringLocked()), "keyring", "keyring_locked", "Unlock the keyring"),
    Fault("setting", settings("theme = 5\n"), "settings", "setting_ignored", "Allowed"),
    Fault(
        "setting-gone",
        settings("write_back = true\n"),
        "settings",
        "setting_not_known",
        "remove the line",
    ),
    Fault("settings", settings("theme = \n"), "settings", "settings_unreadable", "Mend or remove"),
    Fault("ledger", damaged, "ledger", "ledger_broken", "back-up"),
    Fault("newer", newer, "ledger", "ledger_newer", "newer version"),
    Fault("pages", page_damaged, "pages", "pages_damaged", "restore NAME"),
    Fault("no-backup", no_backup, "backup", "backup_never", "room"),
    Fault("sleeps", settings("keep_awake = false\n"), "sleep", "sleep_off", "keep_awake true"),
    Fault("sign-in", settings("start_at_sign_in = true\n"), "sign_in", "sign_in_missing", "again"),
    Fault(
        "two-users",
        lambda patient: patient.add(facts.BesideFact(("cashier",))),
        "beside",
        "beside_others",
        "Let one user run it",
    ),
    # the set-up
    Fault(
        "no-foodics", forgets(facts.BusinessFact), "step_foodics", "step_foodics", "connect foodics"
    ),
    Fault("no-oto", forgets(facts.OtoFact), "step_oto", "step_oto", "connect oto"),
    Fault("no-currency", forgets(facts.CurrencyFact), "step_currency", "step_currency", "SAR"),
    Fault(
        "no-branch",
        lambda patient: patient.branch(active=False),
        "step_branch",
        "step_branch",
        "branches activate",
    ),
)
