"""Opening a bank account as a student from abroad: two letters, five visits, and a cheque book.

Source: "How to … open a bank account", imfrommissouri.blogspot.com, 22 October 2009: a scholar's
own account of a British bank, step by step, as far as it was at hand (it breaks off in the fourth
step). No licence is stated. What stands here are facts from it in other words.

Inferred: the names of the stages. The author tells what she felt only now and then, so most
touchpoints have no feeling.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Wait, journey, persona, touchpoint

student = persona(
    "Student from abroad",
    "arrives in England to study",
    goals=["pay bills from an account of her own"],
)

# Signing up

signs_up = touchpoint(
    "Signs up with the bank's representative on the first day",
    Channel("Desk at the college", "interpersonal"),
)
no_cheque_book = touchpoint(
    "Is asked about a cheque book and declines",
    Channel("Desk at the college", "interpersonal"),
    initiator="company",
)
promise = touchpoint(
    "Is told that the account opens in five days",
    Channel("Desk at the college", "interpersonal"),
    initiator="company",
)

# Waiting for the account

first_week = touchpoint("Hears nothing", wait=Wait("a week")).hurts(
    student, "a week passes without a word, though five days were promised"
)
asks = touchpoint("Asks what has become of the account")
second_wait = touchpoint("Waits for an answer", wait=Wait("a few days"))
may_collect = touchpoint("Is told that the papers can be collected", initiator="company")
collects = touchpoint("Collects the account papers", Channel.IN_STORE).hurts(
    student, "no card, no cheques, and no money in the account"
)
told_of_letters = touchpoint(
    "Is told that card and PIN come by post, one by one", Channel.IN_STORE, initiator="company"
)

# Waiting for the card

looks_daily = touchpoint("Looks into the pigeonhole every day", wait=Wait(until="the card comes"))
cheque_book = (
    touchpoint("Gets a cheque book", Channel.MAIL, initiator="company")
    .feels(student, "excited")
    .hurts(student, "it is the cheque book she had declined, and there is no money to write it on")
)

# Using it

bill = touchpoint("A bill is due", initiator="third party")
visits = touchpoint("Visits the bank to ask about the account", Channel.IN_STORE)
money = touchpoint("Learns that the money is there", Channel.IN_STORE, initiator="company")
online = touchpoint("Asks about online banking", Channel.IN_STORE).hurts(
    student, "online banking needs the card that has not come"
)
asks_for_card = touchpoint("Asks where the card is", Channel.IN_STORE)

bank_account = (
    journey("Opening a bank account as a student from abroad", state="as-is")
    .walked_by(student)
    .stage("Signing up", signs_up, no_cheque_book, promise)
    .stage(
        "Waiting for the account",
        *(first_week, asks, second_wait, may_collect, collects, told_of_letters),
    )
    .stage("Waiting for the card", looks_daily, cheque_book)
    .stage("Using it", bill, visits, money, online, asks_for_card)
    .flow(signs_up >> no_cheque_book >> promise >> first_week >> asks >> second_wait)
    .flow(second_wait >> may_collect >> collects >> told_of_letters >> looks_daily)
    .flow(looks_daily >> cheque_book >> bill >> visits >> money >> online >> asks_for_card)
)

STATED = [
    gap("Nothing is heard for a week, longer than was promised", first_week),
    gap("She has to ask for everything; the bank only answers", asks, second_wait, visits),
    gap(
        "The account is opened, and of no use: no card, no cheques, no money",
        collects,
        structural=False,
    ),
    gap("What was declined is sent, what is needed is not", cheque_book, structural=False),
    gap("Card and PIN come apart, at an unknown time", told_of_letters, looks_daily),
    gap("Online banking needs the card that is missing", online, structural=False),
    gap("The goal, an account to pay from, is not reached", student, asks_for_card, bank_account),
]

INFERRED = [
    gap("The second wait is as silent as the first", second_wait),
    gap("The map ends with an open question", asks_for_card, structural=False),
    gap("Between desk, post and branch nothing is handed over", signs_up, collects, cheque_book),
    gap("Nothing good happens after the first day", "stage:waiting-for-the-account"),
    gap("How she felt is told at one moment of sixteen", bank_account, student),
    gap("Nobody asks how it went", bank_account),
]

FORBIDDEN = [
    forbidden("no channel", first_week, "in a wait nobody meets anybody"),
    forbidden("no channel", looks_daily, "a wait at home"),
    forbidden("peak of the journey", cheque_book, "the joy lasts until the envelope is opened"),
]

UNSAYABLE = [
    "Promised in five days and not kept: what was promised, beside what happened",
    "Excited, then let down, within one moment: two feelings in an order, not a range",
    "A wait as an amount of time that adds up with the others (a week, a few days)",
    "Declined: an option that was offered, refused, and carried out all the same",
]
