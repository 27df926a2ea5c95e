"""Words for an order that OTO has: stages, flags, and the lines of an order's history."""

from collections.abc import Mapping

from app.ui.language import mark

#: What the window says about an order at OTO (core.stages.Stage).
STAGES: Mapping[str, str] = {
    "needs_you": mark("At OTO, needs you"),
    "at_oto": mark("At OTO"),
    "finding_driver": mark("At OTO, finding driver"),
    "driver_coming": mark("Driver coming"),
    "on_the_way": mark("On the way"),
    "delivered": mark("Delivered"),
    "returned": mark("Returned"),
    "cancelled": mark("Cancelled at OTO"),
    "lost": mark("Lost or damaged"),
}

#: flag code -> what is the matter and what to do.
FLAGS: Mapping[str, str] = {
    "already_paid": mark(
        "{amount} was paid after the courier was told to collect. "
        "Tell the courier not to collect, or cancel at OTO."
    ),
    "not_paid_any_more": mark(
        "A payment was taken back; {amount} is open and the courier does not collect it. "
        "Tell the courier, or cancel at OTO."
    ),
    "other_branch": mark(
        "It was moved to branch {branch}; the courier comes to the old one. "
        "Cancel at OTO and send it again, or call the courier."
    ),
    "own_driver_after_sending": mark(
        "One of your own drivers was assigned after it went to OTO; two drivers may come. "
        "Cancel at OTO, or take your driver off it."
    ),
    "dispatched_elsewhere_after_sending": mark(
        "Somebody else delivers it although it is at OTO; two drivers may come. "
        "Cancel at OTO if it is not needed there."
    ),
    "changed_after_sending": mark(
        "It was changed in Foodics after it went to OTO, and OTO cannot take the change. "
        "Tell the courier what is new."
    ),
    "ended_after_pickup": mark(
        "{number} was voided after pick-up. OTO cannot cancel it now. Call the courier."
    ),
    "cancel_too_late": mark(
        "The courier has picked it up ({status}); OTO cannot cancel it now. Call the courier."
    ),
    "part_returned": mark(
        "{amount} of it was returned. Tell the courier what is not to be delivered or collected."
    ),
    "cancel_refused": mark(
        "OTO refuses to cancel it ({code}). It is asked again every minute; "
        "call OTO or the courier if it is urgent."
    ),
    "oto_problem": mark("OTO has a problem with it: {status}. Look at it in your OTO account."),
    "no_driver": mark("At OTO for %n min, no driver yet."),
    "cancelled_by_oto": mark(
        "OTO cancelled it: {status}. Send it again as a new OTO order, or deliver it another way."
    ),
    "other_door": mark(
        "OTO sends the courier to another pickup location: {door}. "
        "Correct it at OTO, or call the courier."
    ),
    "not_at_oto": mark("OTO does not have it any more. Look at OTO, then send it again if needed."),
    "another_pc": mark(
        "OTO had it before this PC sent it: another PC is sending too. Stop one of the two."
    ),
    "came_late": mark(
        "OTO took it minutes after this PC had sent it, when it was not to go any more. "
        "Cancel it at OTO if it is not needed there."
    ),
    "second_sender": mark(
        "OTO has it from elsewhere too, as order {other}; two couriers may come. Cancel one of the "
        "two at OTO, and see that OTO is switched off in the Foodics Marketplace."
    ),
}

#: Flags whose sentence has nothing to fill in when a detail is not known.
FLAGS_PLAIN: Mapping[str, str] = {
    "no_driver": mark("At OTO, no driver yet."),
    "ended_after_pickup": mark(
        "It was voided after pick-up. OTO cannot cancel it now. Call the courier."
    ),
}

#: What a person did, by verb.
PERSON: Mapping[str, str] = {
    "retry": mark("Retry was pressed."),
    "hold": mark("It was put on hold."),
    "release": mark("It was released."),
    "skip": mark("It was skipped."),
    "unskip": mark("The skip was undone."),
    "send-anyway": mark("It was sent anyway, without being marked Ready."),
    "cancel-at-oto": mark("Cancelling at OTO was asked for."),
    "send-again": mark("It was sent again as a new OTO order."),
    "own-driver": mark("Our driver takes it."),
    "another-way": mark("It was delivered another way."),
    "acknowledge": mark("What needed a look was marked as seen."),
    "mend": mark("Its data were corrected here."),
}

#: A move to another state, by the state afterwards.
MOVES: Mapping[str, str] = {
    "waiting": mark("It waits."),
    "queued": mark("Nothing is in its way; it goes next."),
    "sending": mark("It is being sent to OTO."),
    "unknown": mark("It is not known whether OTO has it; it is looked up."),
    "retrying": mark("OTO surely did not take it; it is tried again."),
    "refused": mark("OTO refused it."),
    "held": mark("It waits for a decision."),
    "sent": mark("OTO has it."),
    "skipped": mark("It is not sent to OTO."),
    "cancelled": mark("It was over before it was sent."),
}

#: How a call to OTO ended, by outcome.
ATTEMPTS: Mapping[str, str] = {
    "accepted": mark("OTO accepted it."),
    "exists": mark("OTO answered that it has it already."),
    "not_accepted": mark("OTO did not take it ({code})."),
    "unknown": mark("OTO's answer was lost or unclear ({code})."),
    "sign_in": mark("OTO refused the sign-in ({code})."),
    "account": mark("OTO takes no orders from this account ({code})."),
    "branch_setup": mark("OTO refused the branch's set-up ({code})."),
    "order_data": mark("OTO refused the order's data ({code})."),
    "ours": mark("OTO did not understand it ({code})."),
}

#: What a look-up found, by core.moves.Adopted.
FOUND: Mapping[str, str] = {
    "ours": mark("Looked up at OTO: it is there."),
    "cancelled": mark("Looked up at OTO: it is there, but cancelled."),
    "stranger": mark("Looked up at OTO: another order has its number."),
}

#: What changed in Foodics, by field; put together as a list.
CHANGES: Mapping[str, str] = {
    "type": mark("order type"),
    "status": mark("status"),
    "delivery_status": mark("kitchen status"),
    "total": mark("total"),
    "customer": mark("customer"),
    "address": mark("address"),
    "phone": mark("phone"),
    "amount": mark("total"),
    "payments": mark("payment"),
    "items": mark("items"),
    "branch_id": mark("branch"),
    "due_at": mark("due time"),
    "driver_id": mark("driver"),
    "driver_assigned_at": mark("driver"),
    "customer_notes": mark("notes"),
    "tags": mark("tags"),
    "markers": mark("delivery app"),
    "source": mark("source"),
    "app_id": mark("source"),
    "original_order_id": mark("original order"),
    "returned": mark("return of the whole order"),
    "part_returned": mark("return of a part"),
}

#: Wishes still to be made at OTO.
WISHES: Mapping[str, str] = {
    "cancel": mark("OTO is being asked to cancel it."),
    "update": mark("OTO is being told of a change."),
}

#: Notes of kind "oto".
NOTES: Mapping[str, str] = {
    "withdrawn": mark("It is active again in Foodics; it is no longer being cancelled."),
    "cancelled": mark("OTO confirmed that it is cancelled."),
    "updated": mark("OTO took the change."),
    "changed": mark("It was changed in Foodics after OTO had finished it."),
    "payment": mark("A payment was changed in Foodics."),
    "voided": mark("It was voided in Foodics."),
    "returned": mark("It was returned in Foodics."),
    "part_returned": mark("A part of it was returned in Foodics."),
    "not_delivery": mark("It is not a delivery order any more."),
}

#: Why something could not be done with an order that Foodics shows.
FAULTS: Mapping[str, str] = {
    "unreadable": mark("Foodics shows it in a way that cannot be understood; it is held."),
    "not in Foodics any more": mark("Foodics does not have it any more; it is held."),
}
