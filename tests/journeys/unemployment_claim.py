"""Claiming unemployment benefit in the United States during the pandemic.

Source: the unemployment insurance journey map and report of U.S. Digital Response,
github.com/usdigitalresponse/ui-modernization, folder `ui-journey-map` (2020 and 2021): work with
ten states, interviews with agencies and with six employers. No licence is stated. What stands here
are facts from it in other words. The maps themselves are pictures; their steps are the headings.

Inferred: that a claimant walks the steps in the order in which the report lists them. The report
has no feelings but nervousness, anxiety and anger. Recommendations stand as opportunities.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, otherwise, persona, touchpoint

website, phone, mail = Channel.WEBSITE, Channel.PHONE, Channel.MAIL
news = Channel("News", "digital", "earned")

BENEFIT = "get the benefit one is entitled to, in time"

claimant = persona("Claimant", "has lost a job", goals=[BENEFIT])
self_employed = persona(
    "Self-employed claimant", "has lost the work of a gig or an own business", goals=[BENEFIT]
)
employer = persona("Employer's HR representative", goals=["answer claims in time"])
claimants = [claimant, self_employed]

hard_questions = Pain(
    "questions are hard to understand, and one wrong click may cost the benefit", "confusion"
)

# Know what I am eligible for

hears = (
    touchpoint("Hears of programmes", news, Channel.WORD_OF_MOUTH, Channel.COMMUNITY)
    .met_by(*claimants)
    .feels(claimant, "confused")
    .hurts(claimant, "expects the wrong sum", "a programme in the news cannot be had yet")
)
reads = (
    touchpoint("Reads about eligibility", website)
    .met_by(*claimants)
    .hurts(claimant, "the situation qualifies and the hours do not: two answers to one question")
)

# Submit my information

opens = (
    touchpoint("Opens the online application", website)
    .met_by(*claimants)
    .hurts(
        claimant,
        "the website breaks down when many come",
        "made for people with skills and devices, in one language",
    )
)
identity = (
    touchpoint("Proves who one is", website)
    .met_by(*claimants)
    .hurts(claimant, "hard for people without a driving licence")
)
answers = (
    touchpoint("Answers the questions", website)
    .met_by(*claimants)
    .feels(claimant, -1, "nervous")
    .hurts(claimant, hard_questions)
)
uploads = (
    touchpoint("Uploads documents", website)
    .met_by(*claimants)
    .hurts(claimant, "unclear what is needed: too much is sent, or too little")
)
submits = (
    touchpoint("Submits the application", website)
    .met_by(*claimants)
    .feels(claimant, -1, "anxious")
    .hurts(claimant, "nothing says what happens next, or when")
)
refused = (
    touchpoint("Is refused the regular benefit", initiator="company", outcome="failed")
    .met_by(self_employed)
    .feels(self_employed, "confused")
    .hurts(self_employed, "has to be refused first, and is not told why")
)
again = (
    touchpoint("Applies again for the pandemic benefit", website)
    .met_by(self_employed)
    .hurts(self_employed, "the same information once more")
)
gives_up = touchpoint("Never applies for the second one", outcome="abandoned").met_by(self_employed)

# The employer answers

informed = (
    touchpoint("Is informed of the claim", mail, initiator="company")
    .met_by(employer)
    .hurts(employer, "letters come when the deadline is over")
)
portal = (
    touchpoint("Looks for open claims on the portal", website, optional=True)
    .met_by(employer)
    .hurts(employer, "no message tells of a new claim", "a portal for each state")
)
replies = touchpoint("Answers or contests the claim", mail).met_by(employer)
pending = (
    touchpoint("Waits for the employer", wait=Wait(until="the employer answers"))
    .met_by(*claimants)
    .hurts(claimant, "if the employer says nothing, the claim is stuck")
)

# Know my claim status

looks = (
    touchpoint("Looks for the status", website)
    .met_by(*claimants)
    .hurts(claimant, "many states show none, others one of yesterday")
)
unclear = (
    touchpoint("Reads 'pending'", website, mail, initiator="company")
    .met_by(*claimants)
    .feels(claimant, -1, "anxious")
    .hurts(claimant, "nobody understands the words", "whose turn is it?")
)
calls = (
    touchpoint("Calls about the status", phone)
    .met_by(*claimants)
    .hurts(claimant, "staff look into seven systems")
)

# Certify weekly

certifies = (
    touchpoint("Certifies for the week", website)
    .met_by(*claimants)
    .feels(claimant, -1, "nervous")
    .hurts(claimant, hard_questions, "may be open for half an hour only")
)
held = (
    touchpoint("One error holds the claim", website, outcome="failed")
    .met_by(*claimants)
    .hurts(claimant, "nothing can be mended without an agent")
)

# Receive payment

card = (
    touchpoint("Gets a prepaid card", mail, initiator="company")
    .met_by(*claimants)
    .hurts(claimant, "some get nothing but a card; cards are stolen from and blocked")
)
account = (
    touchpoint("Changes the bank account", website, optional=True)
    .met_by(*claimants)
    .hurts(claimant, "proves who one is in the same way again, and is not told why")
)
hold = touchpoint("Money is held", wait=Wait("two days")).met_by(*claimants)
paid = (
    touchpoint("Is paid")
    .met_by(*claimants)
    .serves(claimant, BENEFIT)
    .serves(self_employed, BENEFIT)
)

# Receive help

help_line = (
    touchpoint("Calls the help line", phone, purpose="support")
    .met_by(*claimants)
    .hurts(claimant, "so many call that those who need the phone do not get through")
)

unemployment_claim = (
    journey("Claiming unemployment benefit", state="as-is")
    .walked_by(claimant, self_employed, employer)
    .stage("Know what I am eligible for", hears, reads)
    .stage(
        "Submit my information",
        *(opens, identity, answers, uploads, submits, refused, again, gives_up),
    )
    .stage("The employer answers", informed, portal, replies, pending)
    .stage("Know my claim status", looks, unclear, calls)
    .stage("Certify weekly", certifies, held)
    .stage("Receive payment", card, account, hold, paid)
    .anytime(help_line)
    .flow(hears >> reads >> opens >> identity >> answers >> uploads >> submits)
    .flow(submits >> refused, personas=self_employed)
    .flow(refused >> again, when="knows that there is a second programme")
    .flow(refused >> gives_up, when=otherwise)
    .flow(again >> looks)
    .flow(submits >> informed >> portal >> replies)
    .flow(informed >> replies >> pending)
    .flow(submits >> pending, personas=claimant)
    .flow(pending >> looks >> unclear >> calls >> certifies)
    .flow(certifies >> certifies, kind="loop", when="every week")
    .flow(certifies >> held, when="one answer is wrong")
    .flow(held >> help_line)
    .flow(certifies >> card >> paid)
    .flow(card >> account >> hold >> paid)
    .opportunity("Say what happens next and when", submits, owner="Agencies")
    .opportunity("Screen eligibility before applying", reads, owner="Agencies")
    .opportunity("Pass the first application on to the second", refused, again, owner="Agencies")
    .opportunity("Show the status step by step", looks, owner="Agencies")
    .opportunity("Use plain words, tested, for all states", unclear, answers, owner="US DOL")
    .opportunity("Let people certify at any time", certifies, owner="Agencies")
    .opportunity("Pay into bank accounts", card, owner="Some states")
    .opportunity("Chat, callbacks and screening instead of calls", help_line, owner="Agencies")
    .opportunity("Exchange with employers digitally", informed, pending, owner="US DOL")
)

STATED = [
    gap("After submitting nobody says what happens next or when", submits, pending),
    gap("The status cannot be seen; one has to call", looks, calls),
    gap("The words of the status mean nothing to claimants", unclear, structural=False),
    gap("The claim is stuck while the employer is silent, without end", pending),
    gap(
        "Employers get letters, late; the portal notifies nobody",
        informed,
        portal,
        structural=False,
    ),
    gap("Self-employed people must be refused first, and give everything again", refused, again),
    gap("Many of them give up between the two programmes", gives_up, refused),
    gap("Identity is proved twice in the same way", identity, account, structural=False),
    gap("No mistake can be mended without an agent", held, help_line, structural=False),
    gap("Help is on the phone, and the phone is overrun", help_line, calls),
    gap("Questions are hard to understand, at the application and every week", answers, certifies),
    gap("The website breaks down under load", opens, structural=False),
    gap("A change of account holds the money, and nobody says why", hold, account),
    gap("Prepaid cards do not work for all", card, structural=False),
]

INFERRED = [
    gap("Knowing one's status holds nothing good", "stage:know-my-claim-status"),
    gap("Nobody tells whoever gave up that there is a way", gives_up),
    gap(
        "The weekly loop has a reason and no end",
        certifies,
        "transition:certifies-for-the-week/certifies-for-the-week",
    ),
    gap("After the error the way ends at an overrun line", held, help_line, structural=False),
    gap("The self-employed feel the same and little is told of them", self_employed),
    gap("The employer's goal, to answer in time, is met nowhere", employer),
    gap(
        "The journey ends with the first payment; finding work is not there",
        paid,
        "stage:receive-payment",
    ),
    gap("Nothing is measured", unemployment_claim),
    gap("Nobody asks claimants", unemployment_claim),
]

FORBIDDEN = [
    forbidden(
        "the employer meets nothing in a stage",
        "cell:employer-s-hr-representative/certify-weekly",
        "employers take part once",
    ),
    forbidden("dead end", gives_up, "said to be abandoned"),
    forbidden("no channel", pending, "in a wait nobody meets anybody"),
    forbidden("no advocacy", unemployment_claim, "an agency does not look for advocates"),
    forbidden("pain without response", submits, "the report answers it"),
]

UNSAYABLE = [
    "The agency's own journey below the claimant's: identity, eligibility, fact finding",
    "The employer joins in the middle and leaves at once",
    "A pain point shared by both kinds of claimants, said once",
    "Different in every state: some show a status, some do not",
    "A window in which something is possible: half an hour a week",
    "Help that is asked for in every stage, as a stage of the source's map",
    "Recommendations by addressee and in order",
]
