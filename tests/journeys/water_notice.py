"""A notice about drinking water: a parent, a journalist and a pensioner look for what it means.

Source: "Public user journey maps: Georgia drinking water system", github.com/danielgwilson/
speedtrials-2025, ``PUBLIC_USER_JOURNEYS.md``: how three people look for the quality of their water
today, step by step with minutes and feelings, what hurts, and how it should be. No licence is
stated. What stands here are facts from it in other words; the ideal was left out.

Inferred: a number for each feeling, and the stages.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

web, search, phone, mail = Channel.WEBSITE, Channel.SEARCH, Channel.PHONE, Channel.MAIL
alone = Channel.SELF

SAFE = "know whether the water is safe"
PATTERN = "find a pattern in the violations"
NOTICE = "understand the notice"

sarah = persona("Sarah", "35, has a baby, has just moved", goals=[SAFE])
marcus = persona("Marcus", "42, a journalist", goals=[PATTERN])
elena = persona("Elena", "68, lives alone, reads on a tablet", goals=[NOTICE])

terms = Pain("technical terms without explanation", "confusion")
no_address = Pain("cannot search by address", "barrier")
no_health = Pain("nothing says what it means for one's health", "lack of information")
not_clear = Pain("nothing says safe or not safe", "lack of information")
hold = Pain("half an hour on hold", "waiting")
one_by_one = Pain("each system has to be looked up by itself", "effort")
no_export = Pain("data cannot be taken along", "barrier")
small = Pain("small print, and no link", "barrier")
tablet = Pain("forms do not work on a tablet", "barrier")

# The notice

notice = (
    touchpoint("Gets a notice to boil the water", mail, initiator="company", duration="5 minutes")
    .met_by(sarah, elena)
    .feels(sarah, -2, "panic")
    .feels(elena, -1, "worried")
    .hurts(elena, small)
)
tip = touchpoint("Gets a tip", Channel.WORD_OF_MOUTH).met_by(marcus).feels(marcus, 0, "curious")

# Finding the website

googles = (
    touchpoint("Searches the web", search, duration="5 minutes")
    .met_by(sarah)
    .feels(sarah, -1, "anxious")
)
types_in = (
    touchpoint("Types the address of the website", web).met_by(elena).feels(elena, -1, "frustrated")
)
lands = (
    touchpoint("Sees a form full of technical terms", web, duration="2 minutes")
    .feels(sarah, -1, "confused")
    .hurts(sarah, terms)
    .hurts(elena, tablet)
)

# Searching

tries = (
    touchpoint("Tries names and counties", web, duration="10 minutes")
    .met_by(sarah)
    .feels(sarah, -2, "frustrated")
    .hurts(sarah, no_address)
)
finds = (
    touchpoint("Finds the system by trial and error", web, duration="15 minutes")
    .met_by(sarah)
    .feels(sarah, -1, "overwhelmed")
)
looks_up = (
    touchpoint("Looks up one system after the other", web, duration="2 hours")
    .met_by(marcus)
    .feels(marcus, -2, "frustrated")
    .hurts(marcus, one_by_one, no_export)
)
elena_stops = touchpoint("Gives up", web, outcome="abandoned").met_by(elena).feels(elena, -2, "sad")

# Understanding

results = (
    touchpoint("Reads codes of violations", web, duration="20 minutes")
    .met_by(sarah)
    .feels(sarah, -2, "panic")
    .hurts(sarah, no_health, not_clear)
)
compiles = (
    touchpoint("Makes a table from pictures of the screen", alone, duration="4 hours")
    .met_by(marcus)
    .feels(marcus, -2, "exhausted")
)
calls = (
    touchpoint("Calls the water company instead", phone, wait=Wait("30 minutes on hold"))
    .met_by(sarah)
    .feels(sarah, -2, "defeated")
    .hurts(sarah, hold)
)

water_notice = (
    journey("Is the water safe?", state="as-is")
    .walked_by(sarah, marcus, elena)
    .stage("The notice", notice, tip)
    .stage("Finding the website", googles, types_in, lands)
    .stage("Searching", tries, finds, looks_up, elena_stops)
    .stage("Understanding", results, compiles, calls)
    .flow(notice >> googles >> lands >> tries >> finds >> results >> calls, personas=sarah)
    .flow(tip >> lands >> looks_up >> compiles, personas=marcus)
    .flow(notice >> types_in >> lands >> elena_stops, personas=elena)
)

STATED = [
    gap("Technical terms without explanation", lands, structural=False),
    gap("No search by address", tries),
    gap("Nothing says whether the water is safe", results, sarah),
    gap("Half an hour on hold", calls),
    gap("From bad to worse: everybody gives up in the end", sarah, elena, "stage:understanding"),
    gap("Elena gives up, and nothing helps her", elena_stops),
    gap("Nobody tells anything after the notice", water_notice, "stage:searching"),
    gap("Systems have to be looked up one by one, and data copied by hand", looks_up, compiles),
    gap("From a letter to a website without a link", notice, types_in),
    gap("The website is not made for a phone or tablet", lands),
]

INFERRED = [
    gap("None of the three reaches the goal", sarah, marcus, elena),
    gap("No step feels good to anybody", water_notice, "stage:searching", "stage:understanding"),
    gap("No idea answers any pain point", tries, results, looks_up),
    gap("Nothing is measured", water_notice),
    gap("Nobody asks them how it was", water_notice),
    gap("It begins with panic", notice),
    gap("Sarah ends on the phone, and it is no better", calls, sarah),
    gap("Elena has nothing in the last stage", elena),
]

FORBIDDEN = [
    forbidden("no channel", compiles, "alone"),
    forbidden("nothing begun by the company", notice, "the notice is"),
    forbidden("dead end", elena_stops, "said to be abandoned"),
]

UNSAYABLE = [
    "Minutes of each step beside an ideal",
    "A thing that works on one device and not on another",
    "Somebody who reads and never meets the service as a customer",
]
