"""Learn to drive a car: the step-by-step guide of GOV.UK, as a journey.

Source: https://www.gov.uk/learn-to-drive-a-car and its published task list. Contains public
sector information licensed under the Open Government Licence v3.0. The two ways back after a
failed test are not printed there; they follow from what the steps say.

What is unusual: two steps run side by side, people move between whole steps rather than from
page to page, and some moves wait for a licence or for a test that was passed.
"""

from __future__ import annotations

from journeykit import Channel, journey, persona, stage, touchpoint

app = Channel("App", category="product")
lesson = Channel("In person", "interpersonal")

learner = persona(
    "Learner driver", goals=["hold a full driving licence"], prefers=Channel.WEBSITE, key="learner"
)

allowed = stage(
    "Check you're allowed to drive",
    touchpoint("Check what age you can drive", Channel.WEBSITE),
    touchpoint("Requirements for driving legally", Channel.WEBSITE),
    touchpoint("Driving eyesight rules", Channel.WEBSITE),
    roles="awareness",
)
licence = stage(
    "Get a provisional driving licence",
    touchpoint("Apply for a first provisional licence", Channel.WEBSITE, description="costs £34"),
    roles="purchase",
)
practice = stage(
    "Driving lessons and practice",
    touchpoint("The Highway Code", Channel.WEBSITE),
    touchpoint("Taking driving lessons", lesson, description="needs a provisional licence"),
    touchpoint("Find driving schools, lessons and instructors", Channel.WEBSITE),
    touchpoint("Practise vehicle safety questions", Channel.WEBSITE),
    roles="experience",
    after=licence,
)
theory = stage(
    "Prepare for your theory test",
    touchpoint("Theory test revision and practice", Channel.WEBSITE),
    touchpoint("Take a practice theory test", Channel.WEBSITE),
    touchpoint("Theory and hazard perception test app", app),
    roles="experience",
    after=licence,
)
theory_test = stage(
    "Book and manage your theory test",
    touchpoint(
        "Book your theory test",
        Channel.WEBSITE,
        description="costs £23 and needs a provisional licence",
    ),
    touchpoint("What to take to your theory test", Channel.WEBSITE),
    touchpoint("Change your theory test appointment", Channel.WEBSITE),
    touchpoint("Check your theory test appointment", Channel.WEBSITE),
    touchpoint("Cancel your theory test", Channel.WEBSITE),
    roles="experience",
    after=[practice, theory],
)
driving_test = stage(
    "Book and manage your driving test",
    touchpoint(
        "Book your driving test",
        Channel.WEBSITE,
        description="costs £62 and needs a passed theory test",
    ),
    touchpoint("What to take to your driving test", Channel.WEBSITE),
    touchpoint("Change your driving test appointment", Channel.WEBSITE),
    touchpoint("Check your driving test appointment", Channel.WEBSITE),
    touchpoint("Cancel your driving test", Channel.WEBSITE),
    roles="experience",
)
passed = stage(
    "When you pass",
    touchpoint("Find out about Pass Plus courses", Channel.WEBSITE),
    roles="retention",
)

learn_to_drive = (
    journey(
        "Learn to drive a car: step by step",
        "A government service across agencies",
        state="planned",
        channels=[Channel.WEBSITE, lesson, app],
    )
    .walked_by(learner)
    .stage(allowed)
    .stage(licence)
    .stage(practice)
    .stage(theory)
    .stage(theory_test)
    .stage(driving_test)
    .stage(passed)
    .flow(allowed >> licence >> practice >> theory_test, licence >> theory)
    .flow(theory >> theory_test, when="provisional licence held")
    .flow(theory_test >> driving_test, when="theory test passed")
    .flow(theory_test >> theory, when="theory test failed", kind="loop")
    .flow(driving_test >> passed, when="driving test passed")
    .flow(driving_test >> practice, when="driving test failed", kind="loop")
)
