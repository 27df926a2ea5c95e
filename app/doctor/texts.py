"""What the doctor says, in English: names of checks, findings and cures. The window translates them.

What an error of `core.errors` says better is said by that. Places hold no secret and no customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass


def mark(text: str) -> str:
    """Marks a text for translation (resources/translations/update.py)."""
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """What was found, and the cure ("" where nothing is wrong); `window` is the cure for people who
    do not use the command line, where it is another one."""

    detail: str
    remedy: str = ""
    window: str = ""


#: Names of the checks, by topic.
TOPICS: Mapping[str, str] = {
    # this PC
    "directory": mark("data directory"),
    "disk": mark("disk space"),
    "settings": mark("settings file"),
    "sqlite": "SQLite",
    "backup": mark("back-up of the ledger"),
    "keyring": mark("keyring"),
    "instance": mark("running instance"),
    "poll": mark("last look at Foodics"),
    "sleep": mark("sleep of this PC"),
    "sign_in": mark("start at sign-in"),
    "beside": mark("one user of this PC runs it"),
    "clock": mark("clock of this PC"),
    "version": mark("notice of newer versions"),
    # the ledger and the set-up
    "ledger": mark("ledger"),
    "pages": mark("pages of the ledger"),
    "step_foodics": mark("Foodics connected"),
    "step_oto": mark("OTO connected"),
    "step_currency": mark("currency set"),
    "step_branch": mark("a branch is active"),
    "step_start": mark("sending was started"),
    "currency": mark("currency of Foodics and OTO"),
    "door": mark("where branch {branch} is collected"),
    "door_at_oto": mark("pickup location of branch {branch} at OTO"),
    "branch": mark("branch {branch} at Foodics"),
    "branch_stopped": mark("branch {branch} goes on"),
    "elsewhere": mark("orders at OTO from elsewhere"),
    "marketplace": mark("OTO app in the Foodics Marketplace"),
    "credit": mark("credit at OTO"),
    "account": mark("OTO takes orders of this account"),
    # the way to a service
    "proxy": mark("proxy to {service}"),
    "name": mark("address of {service} (DNS)"),
    "connection": mark("connection to {service}"),
    "certificate": mark("certificate of {service}"),
    "answer": mark("{service} itself answers"),
    # Foodics and OTO
    "foodics_token": mark("Foodics token"),
    "environment": mark("Foodics environment"),
    "business": mark("Foodics business"),
    "scope": mark("Foodics permission {scope}"),
    "oto_pair": mark("OTO Retailer ID and Token"),
    "oto_doors": mark("pickup locations of OTO"),
}

#: Findings by code.
SAID: Mapping[str, Said] = {
    "ok": Said("ok"),
    "told": Said("{what}"),
    # this PC
    "can_be_written": Said(mark("{path} can be written")),
    "made_when_needed": Said(mark("{path} is made when it is needed")),
    "free": Said(mark("{megabytes} MB free")),
    "version_newest": Said(mark("{version} is the newest")),
    "version_newer": Said(mark("{version} is there; get it from {url}")),
    "notice_unreachable": Said(
        mark("it cannot be read"), mark("See that its address is right and can be reached.")
    ),
    "notice_unreadable": Said(
        mark("what lies at its address is none"), mark("See that its address is right.")
    ),
    "notice_no_key": Said(
        mark("this build believes nobody's notice"), mark("Ask whoever built the program.")
    ),
    "notice_forged": Said(
        mark("it is not signed by whoever makes this program; it is not believed"),
        mark("Install nothing it offers, and ask whoever makes this program."),
    ),
    "notice_rolled_back": Said(
        mark("an older one came again; it is not believed"),
        mark("If that lasts, ask whoever makes this program."),
    ),
    "notice_replayed": Said(
        mark("another one came under a number that was used; it is not believed"),
        mark("If that lasts, ask whoever makes this program."),
    ),
    "notice_expired": Said(
        mark("it is too old to be believed"),
        mark("If that lasts, ask whoever makes this program."),
    ),
    "notice_ahead": Said(
        mark("it is dated in the future; it is not believed"),
        mark("If that lasts, ask whoever makes this program."),
    ),
    "disk_low": Said(mark("{megabytes} MB free"), mark("Free some disk space.")),
    "sqlite_two_writers": Said(
        mark("{version} (knows the WAL-reset bug, which needs two writers; here is one)")
    ),
    "backup_newest": Said(mark("the newest is {name}")),
    "backup_none": Said(mark("none yet")),
    "backup_old": Said(
        mark("the newest is {name}, {days} days ago"),
        mark("Keep the program running: it makes one every day. See that the disk has room."),
    ),
    "backup_never": Said(
        mark("none, and the ledger is written for {days} days"),
        mark("Keep the program running: it makes one every day. See that the disk has room."),
    ),
    "keyring_answers": Said(mark("it answers")),
    "instance_answers": Said(mark("it answers")),
    "instance_none": Said(mark("none; orders go while one runs")),
    "poll_fresh": Said(mark("{seconds} s ago")),
    "poll_not_running": Said(mark("the program does not run now")),
    "sleep_held": Said(mark("kept awake while a branch is active")),
    "sleep_not_now": Said(mark("kept awake as soon as the program runs and a branch is active")),
    "sleep_nobody": Said(mark("nothing on this PC sends it to sleep")),
    "sleep_off": Said(
        mark("this PC may fall asleep while a branch is active; then nothing is sent"),
        "Switch it on: settings set keep_awake true.",
        mark("Switch on “Keep this PC awake” under Settings, This PC."),
    ),
    "sleep_not_held": Said(
        mark("this PC does not let itself be kept awake and may fall asleep"),
        mark("Set its energy plan to Never sleep while plugged in, or ask IT."),
    ),
    "sign_in_on": Said(mark("OTO Companion starts when this user signs in")),
    "sign_in_not_chosen": Said(mark("not chosen; somebody opens it every morning")),
    "sign_in_missing": Said(
        mark("it was chosen, but this PC will not start OTO Companion at sign-in"),
        "Choose it again: settings set start_at_sign_in true, while the program runs.",
        mark("Switch “Start at sign-in” off and on again under Settings, This PC."),
    ),
    "beside_nobody": Said(mark("nobody else")),
    "beside_others": Said(
        mark("{users} also had it open for the same restaurant when it was last looked"),
        mark("Let one user run it: quit it here or there."),
    ),
    "clock_ahead": Said(mark("Foodics is {seconds} s ahead of this PC")),
    "clock_behind": Said(mark("Foodics is {seconds} s behind this PC")),
    "clock_late": Said(
        mark("Foodics is {seconds} s ahead of this PC"),
        mark("Set the clock of this PC: let it follow internet time."),
    ),
    "clock_early": Said(
        mark("Foodics is {seconds} s behind this PC"),
        mark("Set the clock of this PC: let it follow internet time."),
    ),
    # the ledger and the set-up
    "ledger_read": Said(mark("it can be read, version {version}")),
    "ledger_none": Said(mark("not made yet")),
    "pages_not_all": Said(mark("all that could be read in {seconds} s are whole")),
    "pages_damaged": Said(
        mark("some are damaged: {what}"),
        "Quit the program and put back a back-up (see: backups, restore NAME). Have the disk of "
        "this PC checked.",
        mark(
            "Quit the program and ask IT to put back a back-up with the command “backups”. Have the "
            "disk of this PC checked."
        ),
    ),
    "currency_same": Said("{code}"),
    "currency_differs": Said(
        mark("OTO is told amounts in {oto}, but Foodics counts in {foodics}; nothing is converted"),
        "Set what OTO really collects: currency {foodics}.",
        mark("Correct the currency under Settings, Currency: it is most likely {foodics}."),
    ),
    "door_missing": Said(
        mark("not chosen; its orders wait"),
        "Choose it: branches activate {branch} {option}",
        mark("Choose it at the branch, in the list of branches."),
    ),
    "door_gone": Said(
        mark("OTO does not have {code} any more; its orders wait"),
        "Make it again at OTO, or choose another one: branches activate {branch} --pickup CODE",
        mark("Make it again at OTO, or choose another one at the branch."),
    ),
    "door_inactive": Said(
        mark("{code} is switched off at OTO; no courier comes there"),
        "Activate it at OTO, or choose another one: branches activate {branch} --pickup CODE",
        mark("Activate it at OTO, or choose another one at the branch."),
    ),
    "door_far": Said(
        mark("{code} lies {metres} m from where Foodics has the branch"),
        mark("Correct the wrong one of the two places, at OTO or in Foodics, or choose another."),
    ),
    "branch_gone": Said(
        mark("it was deleted in Foodics, or the token may not see it"),
        mark("Switch the branch off here, or ask Foodics for a token that covers it."),
    ),
    "branch_stands": Said(
        mark("OTO refused three of its orders in a row: {what}"),
        "Mend its pickup location at OTO, then: resume --branch {branch}.",
        mark("Mend its pickup location at OTO, then press Go on at the branch."),
    ),
    "elsewhere_v1": Said(
        mark(
            "cannot be seen: OTO's older interface (v1) has no list of orders; OTO's own window "
            "shows them"
        )
    ),
    "elsewhere_later": Said(mark("looked for as soon as the first order was sent")),
    "elsewhere_none": Said(mark("none; OTO's list was last read at {at}")),
    "elsewhere_found": Said(
        mark(
            "OTO's list was last read at {at}; also sent from elsewhere, by OTO's numbers: {others}"
        ),
        mark("Switch off OTO in the Foodics Marketplace, then resume."),
    ),
    "elsewhere_unread": Said(
        mark("OTO's list of orders could not be read since {at}: {why}; sending goes on"),
        "{remedy}",
    ),
    "marketplace_quiet": Said(mark("nothing points to it")),
    "marketplace_on": Said(
        mark("probably still on: {count} orders of the last two days were already dispatched"),
        mark(
            "In the Foodics console open Marketplace, OTO, and switch it off; two couriers may come "
            "otherwise."
        ),
    ),
    "credit_enough": Said("{credit}"),
    "credit_low": Said(
        mark("{credit} left"),
        mark("Charge the wallet at OTO before it is used up; without credit no driver comes."),
    ),
    "account_takes": Said(mark("no refusal")),
    "account_credit": Said(
        mark("OTO refused the last order for want of credit ({answer})"),
        mark("Charge the wallet at OTO; sending goes on by itself."),
    ),
    "account_plan": Said(
        mark("OTO refused the last order because of the plan ({answer})"),
        mark("Renew or enlarge the plan at OTO; sending goes on by itself."),
    ),
    # the services
    "by_proxy": Said(mark("through {proxy}")),
    "token_accepted": Said(mark("accepted, {business}")),
    "secret_missing": Said(
        mark("the keyring of this user does not have it"),
        "Connect {service} again: connect {command}.",
        mark("Enter it again under Settings, Connections."),
    ),
    "pair_accepted": Said(mark("accepted ({generation}){plan}")),
}
