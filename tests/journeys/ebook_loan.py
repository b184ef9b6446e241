"""Borrowing an e-book: found at once, and read only after much ado.

Source: "User journey map: Open Library reading experience", Lila Papazian,
github.com/lila-papazian/openlibrary-borrowing-experience, ``docs/user-journey-map.md``: a study of
a digital library with actions, thoughts, feelings, needs, pain points and an opportunity for each
of six stages. MIT licence. What stands here are facts from it in other words.

Inferred: a number for each feeling, and at which touchpoint of a stage it is felt; the source gives
one change of feeling for each stage.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

reader = persona(
    "Casual reader",
    "becomes a user of a digital library",
    goals=["find a book", "read it without friction"],
    needs=["know at once whether it can be read", "a straight way to reading", "a place of my own"],
)

editions = Pain("many editions and old records look alike", "confusion")
states = Pain("six kinds of availability that nobody tells apart", "confusion")
hidden_rules = Pain("loan limits and waiting lists show up after the decision", "confusion")
technical = Pain("software to install, files to convert and to transfer", "barrier")
quality = Pain("scans, texts and layouts are of uneven quality", "poor experience")
mixed = Pain("borrowed, saved, wanted and read books are mixed up", "confusion")

# Discover

engine = touchpoint("Finds the library through a search engine", Channel.SEARCH)
searches = (
    touchpoint("Searches for the title", Channel.WEBSITE)
    .feels(reader, 0, "curious")
    .thinks(reader, "I hope they have it")
    .hurts(reader, editions)
)
page = (
    touchpoint("Opens the page of the book", Channel.WEBSITE)
    .feels(reader, +1, "interested")
    .serves(reader, "find a book")
)

# Evaluate

looks = (
    touchpoint("Looks for a way to read it", Channel.WEBSITE)
    .feels(reader, -1, "confused")
    .thinks(reader, "Why is there no button?")
    .hurts(reader, states)
)

# Borrow

account = touchpoint("Creates an account", Channel.WEBSITE)
borrows = touchpoint("Asks for the loan", Channel.WEBSITE).hurts(reader, hidden_rules)
waits = touchpoint("Waits for a copy", wait=Wait(until="a copy is free"))
accepts = touchpoint("Takes the loan", Channel.WEBSITE).feels(reader, +1, "relieved")

# Access

downloads = touchpoint("Downloads the file", Channel.WEBSITE)
installs = touchpoint("Installs the software for protected files").hurts(reader, technical)
converts = touchpoint("Converts the file")
transfers = (
    touchpoint("Transfers it to the e-reader", Channel("E-reader", "digital"))
    .feels(reader, -2, "frustrated")
    .thinks(reader, "Why does it not work?")
)

# Read

online = touchpoint("Reads it in the browser", Channel.PRODUCT)
reads = (
    touchpoint("Reads it on the e-reader", Channel("E-reader", "digital"))
    .feels(reader, low=0, high=1)
    .hurts(reader, quality)
    .serves(reader, "read it without friction")
)

# Manage

saves = touchpoint("Saves books and makes lists", Channel.WEBSITE).feels(reader, +1, "satisfied")
finds_again = (
    touchpoint("Looks for what was saved", Channel.WEBSITE)
    .feels(reader, -1, "lost")
    .thinks(reader, "Where did I put it?")
    .hurts(reader, mixed)
)

ebook_loan = (
    journey("Borrowing an e-book", state="as-is")
    .walked_by(reader)
    .stage("Discover", engine, searches, page)
    .stage("Evaluate", looks)
    .stage("Borrow", account, borrows, waits, accepts)
    .stage("Access", downloads, installs, converts, transfers)
    .stage("Read", online, reads)
    .stage("Manage", saves, finds_again)
    .flow(engine >> searches >> page >> looks >> account >> borrows >> waits >> accepts)
    .flow(accepts >> downloads >> installs >> converts >> transfers >> reads >> saves)
    .flow(accepts >> online >> saves, when="reads in the browser")
    .flow(saves >> finds_again)
    .opportunity("Group the editions", editions)
    .opportunity("One clear sign of what is available", states)
    .opportunity("Explain the rules before the loan", hidden_rules)
    .opportunity("Ask where people want to read, and give the right way", technical)
    .opportunity("Show the quality", quality)
    .opportunity("A shelf of one's own", mixed)
)

STATED = [
    gap("Nobody can tell beforehand whether the book can be read", looks, reader),
    gap("Readers leave there", looks, ebook_loan),
    gap(
        "A loan is no reading yet: from relief to frustration",
        accepts,
        transfers,
        "stage:access",
    ),
    gap("Too many technical steps before the first page", transfers, reads, ebook_loan),
    gap("Afterwards readers do not find their books", finds_again, reader),
    gap("The rules show up too late", borrows, structural=False),
    gap("The quality differs from book to book", reads, structural=False),
]

INFERRED = [
    gap("Who waits for a copy hears nothing", waits),
    gap("The library never gets in touch by itself", ebook_loan),
    gap("Nobody helps when the file does not open", "stage:access", ebook_loan, transfers),
    gap("From the library to the e-reader nothing is handed over", downloads, transfers),
    gap("Nothing is measured", ebook_loan),
    gap("The end of the loan is missing", ebook_loan, structural=False),
    gap("Nobody asks how the reading was", ebook_loan, reads, finds_again),
    gap("The journey ends on a low", finds_again),
    gap("No research is named for what readers feel", ebook_loan, reader),
]

FORBIDDEN = [
    forbidden(
        "pain without response",
        "pain:six-kinds-of-availability-that-nobody-tells-apart",
        "an idea answers it",
    ),
    forbidden("no channel", waits, "a wait has none"),
    forbidden("dead end", finds_again, "the last step"),
    forbidden("no purchase", ebook_loan, "a public library"),
]

UNSAYABLE = [
    "A feeling that changes within a stage",
    "Abandonment as a risk that nobody has counted",
    "What an idea does for the reader and for the library",
]
