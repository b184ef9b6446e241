"""A team gives a tool for projects a try, and leaves it: nobody calls.

Source: "User personas and empathy maps: TeamFlow", github.com/shru2704/churn-intelligence-system,
``docs/02_User_Personas_Empathy_Maps.md``: day by day for a manager who left and a freelancer who
may leave, with what they said, thought, did and felt, their pain points, and what would have kept
them. No licence is stated. What stands here are facts from it in other words.

Inferred: a number for each feeling, the stages, and one way for the two.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, journey, persona, touchpoint

product = Channel.PRODUCT
ad = Channel.SEARCH
email = Channel.EMAIL
meeting = Channel("Team meeting", "interpersonal", "earned")

ORGANISED = "a team that works in an orderly way"
CLIENTS = "all client work in one place"

priya = persona("Priya", "runs operations, 12 people", goals=[ORGANISED])
rohan = persona("Rohan", "freelance designer, works alone", goals=[CLIENTS])

homework = Pain("eight steps before it is of any use", "poor onboarding")
workflows = Pain("workflows are too technical", "confusion")
rejected = Pain("the team does not want it, and nobody helps", "lack of support")
not_called = Pain("nobody gets in touch when they stop", "no follow-up")
price = Pain("too much money for what is used", "cost")
solo = Pain("features for teams are of no use to one person", "unmet need")

# Signing up

hears = touchpoint("Is told to find a tool", Channel.WORD_OF_MOUTH).met_by(priya)
searches = touchpoint("Searches for something simple", ad).met_by(rohan)
signs_up = touchpoint("Signs up", product).feels(priya, +1, "hopeful").feels(rohan, +2, "excited")

# First steps

checklist = (
    touchpoint("Sees a checklist of eight steps", product)
    .feels([priya, rohan], -1, "overwhelmed")
    .hurts([priya, rohan], homework)
)
first_three = touchpoint("Does the first three steps", product)
invites = touchpoint("Invites the team", email).met_by(priya)
presents = (
    touchpoint("Shows it to the team", meeting)
    .met_by(priya)
    .feels(priya, -2, "humiliated")
    .hurts(priya, rejected)
)
stuck = (
    touchpoint("Gets stuck at the workflows", product, fail_point=True)
    .feels(priya, -2, "inadequate")
    .feels(rohan, -1, "overwhelmed")
    .thinks([priya, rohan], "am I using this wrong?")
    .hurts([priya, rohan], workflows)
)

# Using it

boards = touchpoint("Uses boards and files", product).met_by(rohan).serves(rohan, CLIENTS)
features = touchpoint("Passes by what is made for teams", product).met_by(rohan).hurts(rohan, solo)
silent = (
    touchpoint("Stops logging in", Channel.SELF)
    .met_by(priya)
    .feels(priya, -1, "guilty")
    .hurts(priya, not_called)
)
bill = (
    touchpoint("Gets the bill", email, initiator="company", automated=True)
    .feels(priya, -1, "resentful")
    .feels(rohan, -1, "annoyed")
    .hurts([priya, rohan], price)
)

# Staying or leaving

exports = touchpoint("Takes the data out", product).met_by(priya)
cancels = (
    touchpoint("Cancels", product, outcome="abandoned").met_by(priya).feels(priya, 0, "relieved")
)
exit_survey = touchpoint("Answers why", Channel.SURVEY).met_by(priya)
another_month = (
    touchpoint("Gives it another month", Channel.SELF).met_by(rohan).feels(rohan, -1, "guilty")
)

team_tool = (
    journey("Trying a tool for teams", state="as-is")
    .walked_by(priya, rohan)
    .stage("Signing up", hears, searches, signs_up)
    .stage("First steps", checklist, first_three, invites, presents, stuck)
    .stage("Using it", boards, features, silent, bill)
    .stage("Staying or leaving", exports, cancels, exit_survey, another_month)
    .flow(hears >> signs_up >> checklist >> first_three >> invites >> presents, personas=priya)
    .flow(presents >> stuck >> silent >> bill >> exports >> cancels, personas=priya)
    .flow(cancels >> exit_survey, kind="churn", personas=priya)
    .flow(searches >> signs_up >> checklist >> first_three >> stuck, personas=rohan)
    .flow(stuck >> boards >> features >> bill >> another_month, personas=rohan)
)

STATED = [
    gap("Eight steps before it is of any use", checklist),
    gap("The workflows are too technical, and nothing helps there", stuck),
    gap("The team does not take part, and nobody helps Priya", presents),
    gap("Nobody gets in touch when she stops", silent, team_tool),
    gap("No person helps anywhere", team_tool),
    gap("The bill comes for something that is not used", bill),
    gap("She leaves in silence, and nobody wins her back", cancels),
    gap("What is made for teams is of no use to Rohan", features),
    gap("Both think that the fault is theirs", stuck, structural=False),
    gap("The first steps are felt badly throughout", "stage:first-steps", checklist, stuck),
]

INFERRED = [
    gap("Priya's goal is met nowhere", priya),
    gap("It ends badly for Rohan", another_month),
    gap("The company begins nothing but the bill", "stage:first-steps", team_tool),
    gap("No idea answers any pain point", stuck, presents, bill),
    gap("Nothing is measured", team_tool),
    gap("From excited to overwhelmed in one step", checklist, signs_up),
    gap("Same pain for both at the same steps", stuck, checklist, structural=False),
]

FORBIDDEN = [
    forbidden("no channel", silent, "alone"),
    forbidden("dead end", cancels, "said to be abandoned"),
    forbidden("nothing begun by the company", bill, "the bill is"),
    forbidden("persona is a stranger to the other's steps", presents, "Rohan works alone"),
]

UNSAYABLE = [
    "On which day something happens",
    "A team that is met as a whole and says no",
    "How often people log in, as a line that falls",
    "What would have helped, at the moment when it would have",
]
