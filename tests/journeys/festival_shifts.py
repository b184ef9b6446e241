"""Making the shifts for a stall at a student festival, and taking part in them.

Source: "User journey map: making shifts for the school festival",
github.com/jun-eg/school-festival-shift, ``docs/user-journey-map.md`` (in Japanese): interviews, one
with the student who made the shifts and two with students who took them, each statement marked
as confirmed, hearsay or assumed. No licence is stated. What stands here are facts from it in other
words; assumed feelings were left out.

Inferred: a number for each feeling, and the five stages that the twelve steps were put into.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, journey, persona, touchpoint

group = Channel("Chat group", "digital")
form = Channel("Form", "digital")
private = Channel("Private message", "digital")
stall = Channel("The stall", "physical")

maker = persona(
    "Minami",
    "makes the shifts this year, and works at the stall herself",
    goals=["every half hour of four days is staffed"],
    evidence="Interview with last year's maker",
)
member = persona(
    "Member",
    "takes shifts at the stall",
    needs=["be on a shift with friends", "know my shifts"],
    evidence="Interviews with two members",
)

# Preparing

takes_over = (
    touchpoint("Takes the job over", group)
    .met_by(maker)
    .feels(maker, -1, "a burden")
    .hurts(maker, "one sheet of last year and a short message are all that is passed on")
)
rules = touchpoint("Hears the rules of the committee", group, initiator="third party").met_by(maker)
slots = touchpoint("Cuts the days into half hours").met_by(maker)

# Collecting wishes

makes_form = (
    touchpoint("Makes the form for the wishes", form)
    .met_by(maker)
    .feels(maker, -1, "takes long")
    .hurts(maker, "a good form cannot be passed on to the next year")
)
patrol = (
    touchpoint("Gets the hours of the patrol", initiator="third party")
    .met_by(maker)
    .hurts(maker, "the patrol's hours come after the form is out")
)
announces = touchpoint("Posts the form and the deadline", group, initiator="company").met_by(member)
fills_in = (
    touchpoint("Fills the form in on the phone", form)
    .met_by(member)
    .hurts(member, "handing it in is a chore", "no copy of what was handed in")
)
late = (
    touchpoint("Hands wishes in after the deadline", private)
    .met_by(member)
    .hurts(maker, "five people come after the deadline")
)

# Assigning

assigns = (
    touchpoint("Puts everybody into the half hours")
    .met_by(maker)
    .feels(maker, -2, "endless")
    .hurts(
        maker,
        "three to six hours over three days",
        "one change breaks another, some twenty times",
        "what is fair stands nowhere",
    )
)
own_shift = touchpoint("Puts herself in like all others").met_by(maker).feels(maker, 0)

# Sharing

shares = (
    touchpoint("Posts a picture and a link to a page", group, Channel.WEBSITE, initiator="company")
    .met_by(maker, member)
    .feels(maker, -1, "nobody uses the page")
)
looks = touchpoint("Looks for the own name in the picture", group).met_by(member)
wrong = (
    touchpoint("Says that the shift is not what was wished", private)
    .met_by(member)
    .hurts(member, "hard to say")
)

# The festival

change = (
    touchpoint("Asks for a change", private)
    .met_by(member)
    .hurts(maker, "every change is checked and published by hand again")
)
substitute = touchpoint("Asks one after the other who can step in", private).met_by(maker)
works = touchpoint("Works the shift", stall).met_by(member, maker).serves(member, "know my shifts")
skipped = (
    touchpoint("Does not come to the patrol", stall, outcome="failed")
    .met_by(member)
    .feels(maker, 0, "no trouble")
    .feels(member, -1, "unfair")
    .hurts(member, "others do the patrol of those who skip it")
)
steps_in = touchpoint("Somebody nearby steps in", stall).met_by(member)

festival_shifts = (
    journey("Shifts for the festival stall", state="as-is")
    .walked_by(maker, member)
    .stage("Preparing", takes_over, rules, slots)
    .stage("Collecting wishes", makes_form, patrol, announces, fills_in, late)
    .stage("Assigning", assigns, own_shift)
    .stage("Sharing", shares, looks, wrong)
    .stage("The festival", change, substitute, works, skipped, steps_in)
    .not_applicable(member, "Preparing", "Assigning", reason="one person makes the shifts")
    .flow(takes_over >> rules >> slots >> makes_form >> patrol >> assigns >> own_shift >> shares)
    .flow(announces >> fills_in >> shares >> looks >> works, personas=[member])
    .flow(fills_in >> late >> shares, personas=[member], when="after the deadline")
    .flow(looks >> wrong >> works, personas=[member], when="it is not what was wished")
    .flow(looks >> change >> works, personas=[member], when="something comes up")
    .flow(shares >> substitute >> works, personas=[maker])
    .flow(looks >> skipped >> steps_in, personas=[member])
    .flow(assigns >> assigns, kind="loop", when="a change breaks another")
)

STATED = [
    gap("What the makers learn is lost every year", takes_over, makes_form, structural=False),
    gap("Assigning is the bottleneck, begun anew twenty times", assigns),
    gap("The wish to be with friends is asked for and thrown away", member),
    gap("Members have no copy of what they handed in", fills_in),
    gap("Nobody knows whether everybody has seen the own shift", shares, looks),
    gap("Late wishes have the work done again", late, assigns, structural=False),
    gap("Every change runs through the same checks by hand", change, structural=False),
    gap("The skipped patrol costs the maker nothing and is unfair to members", skipped),
    gap("The patrol's hours come too late", patrol, structural=False),
]

INFERRED = [
    gap("Nobody reminds who has not handed in", fills_in, announces, structural=False),
    gap("No pain point has an idea", takes_over, makes_form, assigns, fills_in),
    gap("Fairness is not measured", festival_shifts),
    gap(
        "From the form to the table to the picture all goes through one pair of hands",
        makes_form,
        assigns,
        shares,
        structural=False,
    ),
    gap("How members feel is hardly known", member),
    gap("After the festival nobody asks how it went", festival_shifts, works, steps_in),
    gap("The maker's goal is reached nowhere", maker),
]

FORBIDDEN = [
    forbidden("no channel", slots, "done alone"),
    forbidden("no channel", assigns, "done alone"),
    forbidden("no purchase", festival_shifts, "a student festival"),
    forbidden("no way on after the failure", skipped, "somebody steps in"),
]

UNSAYABLE = [
    "From year to year: the last step of one year is the first of the next",
    "How well each statement is known: confirmed by one of two, hearsay, assumed",
    "The table and the script behind the form, which are the maker's own systems",
    "One person who makes the shifts and takes some",
]
