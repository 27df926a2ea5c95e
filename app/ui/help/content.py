"""What the help says: pages of headings, paragraphs and steps, translated when shown."""

from dataclasses import dataclass

from app.ui.language import mark


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `parts` are (kind, text): kind is text, step, term (a word and its meaning). `name`
    is what a button that opens this page calls it by."""

    title: str
    parts: tuple[tuple[str, str, str], ...]
    name: str = ""


def _text(words: str) -> tuple[str, str, str]:
    return ("text", words, "")


def _step(words: str) -> tuple[str, str, str]:
    return ("step", words, "")


def _term(word: str, meaning: str) -> tuple[str, str, str]:
    return ("term", word, meaning)


PAGES = (
    Page(
        mark("How to mark an order Ready"),
        (
            _text(
                mark(
                    "For cashiers. OTO is told of an order only after it is marked Ready on the till."
                )
            ),
            _step(
                mark(
                    "Send the order to the kitchen first, with the button Kitchen: to the Kitchen "
                    "Display or to the Kitchen Printer."
                )
            ),
            _step(mark("When the food is ready, open the order and press MORE, then Mark Ready.")),
            _step(
                mark(
                    "Close the order by full payment, or move to another order. As long as it is "
                    "open on your screen, nobody else can see it."
                )
            ),
            _text(
                mark(
                    "Mark Ready does not appear? Then the order was not sent to the kitchen. Press "
                    "Kitchen first."
                )
            ),
            _text(mark("With a Kitchen Display, Bump on the screen marks the order Ready too.")),
        ),
    ),
    Page(
        mark("When an order goes by itself"),
        (
            _text(mark("An order is sent to OTO by itself when all five are true:")),
            _step(mark("Its branch is switched on here.")),
            _step(mark("It is a Delivery order.")),
            _step(mark("It has a customer and a delivery address.")),
            _step(mark("It is marked Ready.")),
            _step(mark("No cashier has it open on the screen.")),
            _text(
                mark(
                    "Choose an order in the list: each condition is shown with ✓ or ✗, with what to "
                    "do and who has to do it."
                )
            ),
        ),
    ),
    Page(
        mark("What the words mean"),
        (
            _term(
                mark("Waiting"),
                mark("A condition is not true yet. The order goes by itself as soon as it is."),
            ),
            _term(mark("Queued"), mark("It goes next; this takes seconds.")),
            _term(mark("Sending"), mark("OTO is being told at this moment.")),
            _term(
                mark("Asking OTO"),
                mark(
                    "OTO's answer was lost. The order is looked up at OTO before anything else "
                    "happens. Do not send it by hand."
                ),
            ),
            _term(
                mark("Trying again"),
                mark("OTO surely does not have it yet. It is tried again by itself."),
            ),
            _term(
                mark("Refused by OTO"),
                mark("OTO said no. The order shows what to correct and where."),
            ),
            _term(mark("Held"), mark("It waits for your yes. Release it, or skip it.")),
            _term(mark("At OTO"), mark("OTO confirmed it. From here OTO finds the courier.")),
            _term(
                mark("Skipped"), mark("It is not for OTO: a person said so, or others deliver it.")
            ),
            _term(mark("Cancelled"), mark("It ended in Foodics before it was sent.")),
        ),
    ),
    Page(
        mark("When something is wrong"),
        (
            _term(
                mark("The sentence on top"),
                mark("It says the worst true thing first. The button beside it helps."),
            ),
            _term(
                mark("Last check"),
                mark(
                    "How long ago Foodics was read well. If it grows beyond a minute, nothing new is "
                    "sent."
                ),
            ),
            _term(
                mark("No internet, Foodics or OTO down"),
                mark("Orders are kept. Those not too late go when it returns."),
            ),
            _term(
                mark("OTO takes no orders for longer than 5 minutes"),
                mark(
                    "The window offers the delivery list (Ctrl+D): names, phones, addresses and what "
                    "to collect, to be printed. What you bring yourselves and mark there does not go "
                    "to OTO any more."
                ),
            ),
            _term(
                mark("An order is missing in the list"),
                mark(
                    "It may still be open on a cashier's screen, or the tablet is offline. Search "
                    "for it; the program says which tablets were not seen."
                ),
            ),
        ),
    ),
    Page(
        mark("After an outage or a pause"),
        (
            _text(
                mark(
                    "While nothing could be sent, some orders became too late to go without being "
                    "asked about: a courier may no longer be wanted. You are asked once about all "
                    "of them."
                )
            ),
            _step(mark("Press Choose… beside the sentence on top.")),
            _step(
                mark(
                    "Call the customers if you do not know whether they still wait. The list shows "
                    "name and age; the order's panel in the window shows the phone."
                )
            ),
            _step(mark("Send all, or only those that you tick, or none.")),
            _term(
                mark("Which orders are asked about"),
                mark(
                    "Those that were Ready for longer than Settings, Sending rules, Too old after "
                    "says (60 minutes at first). Younger ones go by themselves."
                ),
            ),
            _term(
                mark("What you do not send"),
                mark(
                    "It is skipped: no courier comes. You can undo that, also later, in the panel of "
                    "the order."
                ),
            ),
            _term(
                mark("If you decide later"),
                mark(
                    "Nothing is lost, and new orders go on by themselves. The orders stay under Needs "
                    "you until you answer."
                ),
            ),
            _term(
                mark("If somebody has brought an order meanwhile"),
                mark("Do not tick it, or mark it in its panel as Delivered another way."),
            ),
        ),
        name="gap",
    ),
    Page(
        mark("Customers' data"),
        (
            _text(
                mark(
                    "This PC keeps names, phones and addresses only for as long as orders need them. "
                    "Nothing is sent anywhere but to OTO."
                )
            ),
            _term(
                mark("After an order is finished"),
                mark(
                    "Name, phone, address, notes and the driver are erased after the days set in "
                    "Settings (30 at first), also in back-ups and logs. Numbers, dishes and amounts "
                    "stay, so that counts and money stay right."
                ),
            ),
            _term(
                mark("Open orders"),
                mark(
                    "They are never touched. An order that is still open in Foodics keeps its "
                    "customer until somebody closes it there."
                ),
            ),
            _term(
                mark("A customer asks to be forgotten"),
                mark(
                    "On the command line: oto-companion erase --phone and his number. Finished orders "
                    "are erased at once, open ones when they are finished; back-ups are written anew. "
                    "Ask Foodics and OTO too: they keep their own records."
                ),
            ),
            _term(
                mark("What you print or save"),
                mark("Delivery lists on paper or as PDF are yours to destroy."),
            ),
        ),
    ),
    Page(
        mark("Keys"),
        (
            _term("Ctrl+F", mark("Search orders")),
            _term("Ctrl+L", mark("Go to the list of orders")),
            _term("Ctrl+B", mark("Go to the branches")),
            _term("Ctrl+D", mark("Delivery list")),
            _term("Ctrl+,", mark("Settings")),
            _term("F1", mark("This help")),
            _term("Ctrl+Q", mark("Quit")),
        ),
    ),
)
