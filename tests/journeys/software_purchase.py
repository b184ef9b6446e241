"""Buying a developer platform: eight stages from the first report to speaking at conferences.

Source: "Customer journey map: enterprise software buyer", github.com/zircote/sigint,
`skills/customer-research/examples/journey-map.md`: a worked example of a map with actions,
channels, emotions, pain points and opportunities, stage by stage. No licence was at hand. What
stands here are facts from it in other words.

Inferred: at which touchpoint of a stage a feeling is felt, and which opportunity answers which pain
point, where the words show it; the source lists both by stage alone.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Metric, Pain, journey, persona, stage, touchpoint

meeting = Channel("Internal meeting", "interpersonal")
inside = Channel("Internal systems", "digital")
chat = Channel("Chat groups", "digital", "earned")
video = Channel("Video call", "interpersonal")
workshop = Channel("Workshop", "interpersonal")
analysts = Channel("Analysts", "interpersonal", "earned")

alex = persona("Alex", "vice president of engineering", goals=["faster teams"])

# What hurts

overload = Pain("too many options", "confusion")
marketing = Pain("value and marketing look alike", "confusion")
no_time = Pain("no time to look into it", "timing")
compare = Pain("options cannot be compared", "confusion")
prices = Pain("prices are hidden", "cost")
fit = Pain("hard to see whether it fits the company", "blind spot")
slow_trial = Pain("the trial takes too long", "waiting")
unreal = Pain("the trial is unlike the real systems")
priorities = Pain("everybody wants something else", "friction")
security = Pain("security questionnaires are laborious", "friction")
politics = Pain("internal politics, and everybody wants something else", "friction")
return_unknown = Pain("the return cannot be put into numbers", "blind spot")
procurement = Pain("procurement slows everything down", "waiting")
contract = Pain("the contract is reviewed for too long", "waiting")
kickoff_date = Pain("a date for the kickoff is hard to find", "friction")
sales_to_success = Pain("sales hands over to customer success", "disconnected channels")
steep = Pain("harder to learn than expected", "poor onboarding")
integration = Pain("hard to integrate", "barrier")
slow_adoption = Pain("other priorities slow the adoption", "friction")
resistance = Pain("some teams resist", "barrier")
true_return = Pain("the true return is hard to measure", "blind spot")
momentum = Pain("the momentum is hard to keep")

# Awareness

reports = touchpoint("Reads industry reports", Channel.CONTENT).feels(alex, -1, "frustrated")
peers = touchpoint("Talks with peers", chat, Channel.COMMUNITY)
searches = touchpoint("Searches for solutions", Channel.SEARCH, Channel.REVIEWS).feels(
    alex, "curious"
)
outreach = touchpoint(
    "Is written to by vendors", Channel.EMAIL, Channel.SOCIAL_MEDIA, initiator="company"
)

# Consideration

shortlist = touchpoint("Makes a shortlist", inside).feels(alex, -1, "anxious")
briefings = touchpoint("Asks analysts", analysts)
reviews = touchpoint("Reads reviews", Channel.REVIEWS)
network = touchpoint("Asks the network", Channel.SOCIAL_MEDIA, chat).feels(alex, +1, "excited")

# Evaluation

demos = touchpoint("Asks for demonstrations", Channel.WEBSITE).feels(alex, +1, "hopeful")
trial = touchpoint("Runs a proof of concept", inside)
stakeholders = touchpoint("Brings in the stakeholders", meeting).feels(alex, -1, "stressed")
review = touchpoint("Has security and compliance reviewed", Channel("Questionnaire", "digital"))

# Decision

alignment = touchpoint("Agrees with the stakeholders", meeting)
references = touchpoint("Calls references", Channel.PHONE, video)
negotiates = touchpoint("Negotiates", Channel.EMAIL, Channel.PHONE)
business_case = touchpoint("Writes the business case", inside).feels(alex, -2, "anxious")

# Purchase

legal = touchpoint("Negotiates the contract", Channel.EMAIL)
signs = touchpoint("Signs", Channel("Electronic signature", "digital")).feels(alex, +1, "relieved")
schedules = touchpoint("Schedules the kickoff", Channel.EMAIL)
announces = touchpoint("Announces it", inside, Channel.EMAIL).feels(alex, +1, "proud")

# Onboarding

kickoff = touchpoint("Kickoff", video).feels(alex, +1, "eager")
setup = touchpoint("Sets it up", Channel.PRODUCT, Channel.CONTENT)
training = touchpoint("Has the team trained", workshop)
pilot = touchpoint("Rolls out a pilot", inside).feels(alex, -1, "anxious")

# Adoption

rollout = touchpoint("Rolls it out to more teams", inside)
measures = touchpoint("Measures the outcome", Channel.PRODUCT, Channel.SURVEY).feels(
    alex, low=0, high=1, label="satisfied, perhaps"
)
issues = touchpoint("Has problems solved", Channel.SUPPORT)
expands = touchpoint("Adds features and seats", Channel.PRODUCT).serves(alex, "faster teams")

# Advocacy

stories = touchpoint("Tells the success inside", inside).feels(alex, +1, "proud")
external = touchpoint("Is a reference for others", Channel.PHONE, Channel.CONTENT)
recommends = touchpoint("Recommends it to peers", Channel.WORD_OF_MOUTH).feels(alex, +1)
speaks = touchpoint("Speaks at conferences", Channel.COMMUNITY)

software_purchase = (
    journey("Buying a developer platform")
    .walked_by(alex)
    .stage(
        stage(
            "Awareness", *(reports, peers, searches, outreach), pains=[overload, marketing, no_time]
        )
    )
    .stage(
        stage(
            "Consideration", *(shortlist, briefings, reviews, network), pains=[compare, prices, fit]
        )
    )
    .stage(
        stage(
            "Evaluation",
            *(demos, trial, stakeholders, review),
            pains=[slow_trial, unreal, priorities, security],
        )
    )
    .stage(
        stage(
            "Decision",
            *(alignment, references, negotiates, business_case),
            pains=[politics, return_unknown, procurement],
        )
    )
    .stage(
        stage(
            "Purchase",
            *(legal, signs, schedules, announces),
            pains=[contract, kickoff_date, sales_to_success],
        )
    )
    .stage(
        stage(
            "Onboarding",
            *(kickoff, setup, training, pilot),
            pains=[steep, integration, slow_adoption],
            metrics=[
                Metric("Time to first value", "time", "weeks", target=2, direction="lower"),
                Metric("Satisfaction of the pilot team", "csat", target=4, direction="higher"),
            ],
        )
    )
    .stage(
        stage(
            "Adoption",
            *(rollout, measures, issues, expands),
            pains=[resistance, true_return, momentum],
        )
    )
    .stage(stage("Advocacy", stories, external, recommends, speaks))
    .flow(reports >> peers >> searches >> outreach >> shortlist >> briefings >> reviews >> network)
    .flow(network >> demos >> trial >> stakeholders >> review >> alignment >> references)
    .flow(references >> negotiates >> business_case >> legal >> signs >> schedules >> announces)
    .flow(announces >> kickoff >> setup >> training >> pilot >> rollout >> measures >> issues)
    .flow(issues >> expands >> stories >> external >> recommends >> speaks)
    .opportunity("Honest comparisons", compare)
    .opportunity("Prices in the open", prices)
    .opportunity("An environment to start at once", slow_trial)
    .opportunity("Tools for the one who champions it", priorities)
    .opportunity("Questionnaires answered beforehand", security)
    .opportunity("Calculators for the return", return_unknown)
    .opportunity("Standard terms", procurement, contract)
    .opportunity("A personal introduction to customer success", sales_to_success)
    .opportunity("Help with the integration", integration)
    .opportunity("The return tracked by itself", true_return)
    .opportunity("Content that explains the problem", overload)
    .opportunity("Make it easy to be a reference", external)
)

STATED = [
    gap(
        "Sales hands over to customer success, and something is lost",
        signs,
        schedules,
        kickoff,
        "stage:purchase",
    ),
    gap(
        "Other priorities are in the way at three stages",
        "stage:evaluation",
        "stage:decision",
        "stage:onboarding",
        structural=False,
    ),
    gap(
        "The return is unclear before the purchase and after it",
        business_case,
        measures,
        "stage:decision",
        "stage:adoption",
    ),
    gap(
        "Everything takes long: trial, procurement, contract",
        trial,
        negotiates,
        legal,
        structural=False,
    ),
    gap("There is too much information and no time", "stage:awareness", structural=False),
    gap("The decision is the most anxious moment", business_case),
    gap("Using it is harder than expected", setup, training, structural=False),
]

INFERRED = [
    gap(
        "For many pain points nobody has an idea",
        "stage:awareness",
        "stage:consideration",
        "stage:evaluation",
        "stage:decision",
        "stage:purchase",
        "stage:onboarding",
        "stage:adoption",
    ),
    gap(
        "Only onboarding is measured",
        "stage:awareness",
        "stage:evaluation",
        "stage:decision",
        "stage:adoption",
        software_purchase,
    ),
    gap(
        "After the first email the vendor never gets in touch",
        software_purchase,
        outreach,
        signs,
        announces,
    ),
    gap("Nobody ever says no: security has a veto that leads nowhere", review, "stage:decision"),
    gap(
        "Most of it happens where the vendor is not",
        shortlist,
        stakeholders,
        business_case,
        structural=False,
    ),
    gap("Nobody owns a step", software_purchase),
    gap(
        "Who else decides is no persona: technology, security, procurement, finance",
        software_purchase,
        structural=False,
    ),
]

FORBIDDEN = [
    forbidden("advocacy is missing", software_purchase, "it has a whole stage"),
    forbidden("pain without response", "pain:prices-are-hidden", "an opportunity answers it"),
    forbidden(
        "single journey too long to the goal",
        software_purchase,
        "a purchase of this kind takes months",
    ),
]

UNSAYABLE = [
    "How often: daily, weekly, three to five times",
    "How long a stage takes: one to three months, four to eight weeks",
    "Feelings of a stage, three of them, partly opposite",
    "Thoughts of a stage",
    "Who decides, with how much influence and which concern, without a journey of their own",
    "What sets it off, outside: a board, a competitor, a survey",
    "Opportunities of a stage that answer no single pain point",
    "Trends: fewer hours of research, more people who decide",
]
