"""Keyhole surgery for a cancer: five hours without a word, and a week of silence after it.

Source: "Dear hospital that shall be nameless", community.macmillan.org.uk/cancer-blogs/b/
diary_of_a_crabby_lady: a patient's letter to her hospital, as far as it was at hand (it breaks off
with the stitches). No licence is stated. What stands here are facts from it in other words.

Inferred: the stages, a number for each feeling, and the letter with instructions. That she called
nobody in the week after it is taken from the letter's first lines.
"""

from __future__ import annotations

from helpers.published import forbidden, gap
from journeykit import Channel, Pain, Wait, journey, persona, touchpoint

mail = Channel.MAIL
ward = Channel("Ward", "physical", "owned")
doctor = Channel("Doctor or nurse", "interpersonal", "owned")
theatre = Channel("Operating theatre", "physical", "owned")
practice = Channel("Practice", "physical", "earned")

NEXT = "know what the cancer is like and what comes next"

patient = persona(
    "Patient",
    "middle-aged, has cancer, cannot bear to be confined",
    goals=[NEXT],
    needs=["hear what is going on", "be believed about her fear"],
)

forgotten = Pain("five hours without food, drink or a word", "waiting")
ignored = Pain("said that she cannot bear tubes, and got them", "trust")
overnight = Pain("kept the catheter overnight without need", "poor experience")
infection = Pain("an infection from it", "failure")
stitches = Pain("nobody in the practice knows how to take them out", "disconnected channels")
silence = Pain("a week without hearing from the hospital", "no follow-up")

# Before

letter = touchpoint("Is told when to come, and not to eat", mail, initiator="company").feels(
    patient, -1, "scared"
)
says_it = touchpoint("Says that she cannot bear to be confined", doctor).feels(patient, -1)
fasts = touchpoint("Eats and drinks nothing", Channel.SELF, duration="11 hours")

# The day

comes = touchpoint("Comes at eleven", ward).feels(patient, -1, "stressed")
waits = (
    touchpoint("Waits for the operation", ward, wait=Wait("5 hours"))
    .feels(patient, -2, "upset")
    .thinks(patient, "they have forgotten me")
    .hurts(patient, forgotten)
)
operation = touchpoint("Has the operation", theatre, moment_of_truth=True).feels(
    patient, 0, "relieved to be under"
)

# The night

wakes = (
    touchpoint("Wakes with tubes in her nose", ward)
    .feels(patient, -2, "panic")
    .hurts(patient, ignored)
)
catheter = (
    touchpoint("Keeps the catheter overnight", ward).feels(patient, -2).hurts(patient, overnight)
)
sent_home = touchpoint("Is sent home", ward, initiator="company").feels(patient, 0)

# At home

falls_ill = (
    touchpoint("Gets an infection", Channel.SELF)
    .feels(patient, -2, "angry")
    .hurts(patient, infection)
)
nurse = (
    touchpoint("Has the stitches out at the practice", practice, owner="Practice")
    .feels(patient, -1)
    .hurts(patient, stitches)
)
bleeds = touchpoint("One of them begins to bleed", Channel.SELF).feels(patient, -2, "afraid")
hears_nothing = (
    touchpoint("Waits to hear what was found", wait=Wait("1 week"))
    .feels(patient, -2, "angry")
    .hurts(patient, silence)
)

keyhole_surgery = (
    journey("Keyhole surgery", state="as-is")
    .walked_by(patient)
    .stage("Before", letter, says_it, fasts)
    .stage("The day", comes, waits, operation)
    .stage("The night", wakes, catheter, sent_home)
    .stage("At home", falls_ill, nurse, bleeds, hears_nothing)
    .in_order()
)

STATED = [
    gap("Five hours without a word", waits),
    gap("What she said of her fear reached nobody", says_it, wakes),
    gap("The catheter stayed for no reason of hers", catheter),
    gap("And left an infection", falls_ill),
    gap("The practice knows nothing of the stitches", sent_home, nurse),
    gap("A week without hearing anything", hears_nothing),
    gap("Nobody told her what was going on", patient, waits),
    gap("The oxygen was low because of the panic", wakes, structural=False),
]

INFERRED = [
    gap("She never learns what was found: her goal is not reached", patient),
    gap("The night is bad throughout", wakes, catheter, "stage:the-night"),
    gap("It ends at its lowest", hears_nothing),
    gap("The hospital begins nothing after she is sent home", hears_nothing, keyhole_surgery),
    gap("Nobody to call when it bleeds", bleeds, keyhole_surgery),
    gap("Nobody asks her how it was", keyhole_surgery),
    gap("Nothing is measured", keyhole_surgery),
    gap("To be believed is a need that nothing meets", patient),
]

FORBIDDEN = [
    forbidden("no channel", hears_nothing, "a wait"),
    forbidden("no channel", fasts, "alone"),
    forbidden("dead end", hears_nothing, "the source ends there"),
    forbidden("roles missing", keyhole_surgery, "nobody buys anything"),
]

UNSAYABLE = [
    "A fact said at one touchpoint that is needed at a later one",
    "What has to be done before (not to eat) as a condition",
    "The reason of a feeling",
]
