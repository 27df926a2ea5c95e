"""Errors of the network and of the two services, in English."""

from app.core.error_kinds import Kind, Texts

TEXTS: Texts = {
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
    "second_sender": (
        Kind.STATE,
        "These orders also reach OTO from elsewhere",
        "OTO has orders of somebody else's for the same phones and amounts; two couriers may come",
        "Switch off OTO in the Foodics Marketplace, then resume.",
    ),
    "oto_could_not_check": (
        Kind.SERVICE,
        "OTO could not be checked",
        "{cause}",
        "Nothing was changed; try again.",
    ),
}
