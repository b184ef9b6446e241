"""Learning to drive: seven steps, of which two may be taken side by side.

The step-by-step guide of the British government's website, across several agencies.

Sources:
    - "Learn to drive a car: step by step", www.gov.uk/learn-to-drive-a-car, and the task list it
      is published from (github.com/alphagov/collections-publisher). Contains public sector
      information licensed under the Open Government Licence v3.0.

Inferred: the lifecycle roles of the stages, the persona's preferred channel, and the two ways
back after a failed test, which the guide does not print. The tests themselves are not in it.
"""

from __future__ import annotations

from journeykit import Channel, journey, persona, stage, touchpoint

# Who walks it, and where

web = Channel.WEBSITE
in_person = Channel("In person", "interpersonal")
app = Channel("App")

learner = persona("Learner driver", goals=["hold a full driving licence"], prefers=[web])

# The steps

allowed = stage(
    "Check you're allowed to drive",
    touchpoint("Check what age you can drive", web),
    touchpoint("Requirements for driving legally", web),
    touchpoint("Driving eyesight rules", web),
    roles="awareness",
)
provisional = stage(
    "Get a provisional driving licence",
    touchpoint("Apply for a first provisional licence", web, description="34 pounds"),
    roles="purchase",
)
lessons = stage(
    "Driving lessons and practice",
    touchpoint("The Highway Code", web),
    touchpoint("Taking driving lessons", in_person),
    touchpoint("Find driving schools, lessons and instructors", web),
    touchpoint("Practise vehicle safety questions", web),
    roles="experience",
    after=provisional,
)
theory = stage(
    "Prepare for your theory test",
    touchpoint("Theory test revision and practice", web),
    touchpoint("Take a practice theory test", web),
    touchpoint("Theory and hazard perception test app", app),
    roles="experience",
    after=provisional,
)
theory_test = stage(
    "Book and manage your theory test",
    touchpoint("Book your theory test", web, description="23 pounds"),
    touchpoint("What to take to your theory test", web),
    touchpoint("Change your theory test appointment", web),
    touchpoint("Check your theory test appointment", web),
    touchpoint("Cancel your theory test", web),
    roles="experience",
    after=[lessons, theory],
)
driving_test = stage(
    "Book and manage your driving test",
    touchpoint("Book your driving test", web, description="62 pounds"),
    touchpoint("What to take to your driving test", web),
    touchpoint("Change your driving test appointment", web),
    touchpoint("Check your driving test appointment", web),
    touchpoint("Cancel your driving test", web),
    roles="experience",
)
passed = stage(
    "When you pass", touchpoint("Find out about Pass Plus courses", web), roles="retention"
)

# The journey

learn_to_drive = (
    journey("Learning to drive a car", state="planned")
    .walked_by(learner)
    .stage(allowed)
    .stage(provisional)
    .stage(lessons)
    .stage(theory)
    .stage(theory_test)
    .stage(driving_test)
    .stage(passed)
    .flow(allowed >> provisional >> lessons >> theory_test)
    .flow(provisional >> theory)
    .flow(theory >> theory_test, when="a provisional licence is held")
    .flow(theory_test >> driving_test, when="the theory test is passed")
    .flow(theory_test >> theory, when="the theory test is failed", kind="loop")
    .flow(driving_test >> passed, when="the driving test is passed")
    .flow(driving_test >> lessons, when="the driving test is failed", kind="loop")
)
