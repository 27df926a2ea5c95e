"""Errors of the network, Foodics and OTO in the window's words: title, then cause and remedy."""

from collections.abc import Mapping

from app.ui.language import mark

SERVICES: Mapping[str, tuple[str, str]] = {
    "no_connection": (
        mark("{service} cannot be reached"),
        mark(
            "There is no connection to {host}. Check this PC's internet connection; "
            "orders are kept and go when it returns."
        ),
    ),
    "dns": (
        mark("{service} cannot be reached"),
        mark(
            "This network does not know the name {host}. "
            "Check this PC's internet connection and the address."
        ),
    ),
    "timeout": (
        mark("{service} does not answer"),
        mark(
            "No answer from {host} within {seconds} s. Nothing to do if it passes; "
            "otherwise check the internet connection."
        ),
    ),
    "tls": (
        mark("The connection to {service} is not secure"),
        mark(
            "The certificate of {host} was refused. Check the clock of this PC and any firewall "
            "that inspects traffic; ask IT."
        ),
    ),
    "proxy": (
        mark("The proxy does not work"),
        mark(
            "The proxy {proxy} refused or cannot be used. "
            "Correct the proxy settings of this PC, or ask IT."
        ),
    ),
    "captive": (
        mark("{service} did not answer; something else did"),
        mark(
            "A web page came back instead of data. "
            "Sign in to this network in a browser, or check the address."
        ),
    ),
    "cut": (
        mark("{service} broke off its answer"),
        mark(
            "The connection to {host} was lost on the way. It is tried again by itself; "
            "if it stays, check the internet connection."
        ),
    ),
    "bad_address": (
        mark("The address for {service} cannot be used"),
        mark(
            "It must be https, host and perhaps port, such as https://api.example.com, "
            "without a path. Plain http is for this PC only."
        ),
    ),
    "other_origin": (
        mark("A call to another host than {service} was stopped"),
        mark(
            "The token must not leave for a strange address. "
            "This is our fault: send the report to support."
        ),
    ),
    "foodics_token_refused": (
        mark("Foodics refused the access token"),
        mark(
            "It is wrong, or was revoked. Open Settings, Foodics, and paste the current token "
            "from Foodics."
        ),
    ),
    "foodics_consent": (
        mark("Foodics did not give a token"),
        mark(
            "It was not approved, or the approval is too old or not for this window. "
            "Start again, and approve within ten minutes."
        ),
    ),
    "foodics_other_environment": (
        mark("The token belongs to another Foodics environment"),
        mark(
            "{host} does not know its business. Use the production address with a production "
            "token, the sandbox address with a sandbox one."
        ),
    ),
    "foodics_scope": (
        mark("The Foodics token lacks a permission"),
        mark(
            "It lacks {scope}. Ask Foodics to add it to the token, then open Settings, Foodics, "
            "and connect again."
        ),
    ),
    "foodics_blocked": (
        mark("Foodics blocks this address"),
        mark(
            "Its protection (Cloudflare) refused the request. "
            "Wait an hour; if it stays, ask Foodics support and IT."
        ),
    ),
    "foodics_limit": (
        mark("Foodics asks for a pause"),
        mark(
            "Too many requests; {seconds} s to wait. It goes on by itself. "
            "Check that no other program uses the same token."
        ),
    ),
    "foodics_query": (
        mark("Foodics refused our question"),
        mark("It refused {what}. This is our fault: send the report to support."),
    ),
    "foodics_not_found": (
        mark("Foodics does not know this"),
        mark("{what} is not there. It may have been deleted, or belong to another business."),
    ),
    "foodics_invalid": (
        mark("Foodics refused the change"),
        mark("It refused these fields: {fields}. Nothing was changed."),
    ),
    "foodics_down": (
        mark("Foodics has trouble"),
        mark("It answers HTTP {status}. Nothing to do: it is tried again by itself."),
    ),
    "foodics_unreadable": (
        mark("Foodics' answer cannot be read"),
        mark(
            "The trouble is in {what}. It is tried again by itself; "
            "if it stays, send the report to support."
        ),
    ),
    "foodics_other_business": (
        mark("This token belongs to another business"),
        mark(
            "The orders here belong to {mine}, the token to {other}. "
            "Use a token of {mine}, or another data directory for {other}."
        ),
    ),
    "oto_token_refused": (
        mark("OTO refused the Retailer ID and Token"),
        mark(
            "They do not match, or were revoked. Ask OTO for the pair and enter both again: "
            "open Settings, OTO."
        ),
    ),
    "oto_incomplete": (
        mark("Retailer ID and Token are both needed"),
        mark("One of them is empty. Enter both as OTO gave them."),
    ),
    "oto_swapped": (
        mark("Retailer ID and Token look swapped"),
        mark("The Retailer ID looks like a token. Exchange the two."),
    ),
    "oto_denied": (
        mark("OTO does not allow this"),
        mark(
            "It denied {what}. Check the plan and permissions of the OTO account; "
            "the token itself is not at fault."
        ),
    ),
    "oto_refused": (
        mark("OTO refused {what}"),
        mark("Its answer: {answer}. The order's history has OTO's own words."),
    ),
    "oto_limit": (
        mark("OTO asks for a pause"),
        mark("Too many requests; {seconds} s to wait. It goes on by itself."),
    ),
    "oto_down": (
        mark("OTO has trouble"),
        mark("It answers HTTP {status}. Nothing to do: it is tried again by itself."),
    ),
    "oto_silent": (
        mark("OTO does not answer"),
        mark(
            "The trouble: {why}. Check the internet connection; "
            "orders are kept and go when OTO answers."
        ),
    ),
    "oto_unreadable": (
        mark("OTO's answer cannot be read"),
        mark(
            "The trouble is in {what}. It is tried again by itself; "
            "if it stays, send the report to support."
        ),
    ),
    "second_sender": (
        mark("These orders also reach OTO from elsewhere; two couriers may come."),
        mark("Switch off OTO in the Foodics Marketplace, then Resume."),
    ),
    "oto_could_not_check": (
        mark("OTO could not be checked"),
        mark("The cause: {cause}. Nothing was changed; try again."),
    ),
}
