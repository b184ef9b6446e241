"""A hip operation, its patient and the son who arranges things for her: a map of real size."""

from __future__ import annotations

import datetime

from journeykit import (
    Channel,
    Element,
    Journey,
    Metric,
    Owner,
    Pain,
    System,
    Wait,
    either,
    journey,
    persona,
    stage,
    touchpoint,
)

margaret = persona(
    "Margaret Ashworth-Delacroix",
    "78, a retired teacher who lives alone on the third floor without a lift",
    goals=["walk to the shops again", "stay in her own flat"],
    needs=["large print", "somebody who explains it twice"],
    pains=["does not hear well on the phone"],
    prefers=[Channel.PHONE, Channel.MAIL],
    avoids=[Channel.APP],
    demographics={"age": 78},
    key="margaret",
)
david = persona(
    "David",
    "51, her son, works shifts two hours away and arranges what he can",
    goals=["know what comes next without having to ask"],
    needs=["dates that he can tell his employer"],
    prefers=[Channel.EMAIL, Channel.SMS],
    demographics={"age": 51},
    key="david",
)

practice = Channel("At the practice", "physical")
hospital = Channel("At the hospital", "physical")
ward = Channel("On the ward", "interpersonal")
home = Channel("At home", "interpersonal")

records = System("Patient records", Owner("IT services"))
theatre_list = System("Theatre planning")
letters = System("Letter service", Owner("Central administration"))
stock = System("Stock of aids")

same_questions = Pain("the same questions at every desk", "repetition", 3)
no_date = Pain("nobody says how long the wait will be", "waiting", 5)
late_letter = Pain("the letter comes after the appointment", "no follow-up", 4)
parking = Pain("no parking near the entrance", "poor experience")
no_aids = Pain("the walking frame and the raised seat are not delivered in time", "failure", 4)

BOTH = [margaret, david]


def hip_operation() -> Journey:
    """A surgery as it is: 28 touchpoints, six stages of which two of which run side by side."""
    pain = (
        touchpoint("Cannot climb the stairs any more", Channel.SELF, personas=margaret, entry=True)
        .feels(margaret, -2, "in pain", basis="observed")
        .thinks(margaret, "I do not want to be a burden")
    )
    calls = (
        touchpoint("Calls the practice", Channel.PHONE, wait=Wait("11 minutes"))
        .owned_by("Reception")
        .feels(margaret, -1, "confused", low=-2, high=0)
        .does(margaret, "presses 2, then 4, then 1")
        .says(margaret, "I could not hear what the machine said")
        .hurts(margaret, Pain("a menu that she cannot hear", "accessibility", 4))
    )
    books = (
        touchpoint("Books on the website for his mother", Channel.WEBSITE, on_behalf_of=margaret)
        .met_by(david, on_behalf_of=margaret)
        .feels(david, 0.5, "relieved")
        .supported_by(records)
    )
    doctor = (
        touchpoint("Sees the doctor", practice, duration="12 minutes", moment_of_truth=True)
        .owned_by("Dr Okonkwo-Fitzgerald", "General practice")
        .feels(margaret, 1, "taken seriously")
        .feels(david, 0.5)
        .hurts(BOTH, same_questions)
        .handled_by("Practice", "writes the referral", "sends it by fax")
        .supported_by(records)
    )
    referral = (
        touchpoint(
            "Letter about the referral",
            Channel.MAIL,
            initiator="company",
            automated=True,
            physical_evidence=["a letter of four pages"],
        )
        .owned_by("Central administration")
        .feels(margaret, -0.5, "unsure")
        .hurts(BOTH, late_letter)
        .supported_by(letters)
        .handled_by("Hospital", "puts her on the list")
        .handled_by("Letter service", "prints and posts it")
    )
    waits = (
        touchpoint("Waits for a date", Channel.SELF, wait=Wait("14 weeks"), fail_point=True)
        .feels(margaret, -2, "forgotten")
        .feels(david, -1, "worried")
        .hurts(BOTH, no_date)
    )
    asks = (
        touchpoint("Rings to ask for the date", Channel.PHONE, personas=david)
        .feels(david, -1.5, "annoyed", low=-2, high=-1)
        .says(david, "I have told three people the same story")
        .hurts(david, same_questions)
    )
    private = touchpoint(
        "Pays for a private clinic", Channel("Private clinic", "physical"), personas=margaret
    )
    flat = (
        touchpoint("Has the flat looked at", home, initiator="company", optional=True)
        .owned_by("Occupational therapy")
        .feels(margaret, 1, "cared for")
        .feels(david, 1)
        .handled_by("Occupational therapy", "measures the doors", "orders the aids")
        .supported_by(stock)
    )
    aids = (
        touchpoint("Walking frame and raised seat are delivered", home, initiator="third party")
        .feels(margaret, -1, "in the way")
        .hurts(BOTH, no_aids)
        .supported_by(stock)
    )
    leave = (
        touchpoint("Arranges leave from work", Channel.EMAIL, personas=david)
        .feels(david, -0.5)
        .does(david, "swaps six shifts")
    )
    arrives = (
        touchpoint("Arrives for the pre-assessment", hospital, wait=Wait("40 minutes"))
        .owned_by("Reception")
        .feels(margaret, 0)
        .feels(david, -1, "stressed")
        .hurts(david, parking)
        .hurts(BOTH, same_questions)
    )
    assessed = (
        touchpoint(
            "Pre-assessment appointment",
            hospital,
            duration="90 minutes",
            frontstage=["takes blood pressure", "explains the anaesthetic twice"],
            physical_evidence=["leaflet in large print"],
        )
        .owned_by("Pre-assessment clinic")
        .feels(margaret, 1, "reassured", low=0, high=2)
        .serves(margaret, "somebody who explains it twice")
        .handled_by("Laboratory", "tests the blood")
        .supported_by(records, theatre_list)
    )
    fit = touchpoint("Is told that she is fit for it", Channel.PHONE, initiator="company").feels(
        margaret, 1.5, "hopeful"
    )
    postponed = (
        touchpoint("Is told that it is postponed", Channel.PHONE, outcome="failed")
        .feels(margaret, -2, "crushed")
        .feels(david, -2, "angry")
    )
    admitted = (
        touchpoint("Is admitted at seven", hospital, frontstage=["welcomes her by name"])
        .owned_by("Ward 12")
        .feels(margaret, -0.5, "nervous")
        .supported_by(records)
    )
    operation = (
        touchpoint("Has the operation", hospital, moment_of_truth=True, fail_point=True)
        .met_by(margaret)
        .owned_by("Orthopaedic surgery")
        .handled_by("Theatre team", "prepares the theatre", "checks her name three times")
        .supported_by(theatre_list, records)
    )
    waits_outside = (
        touchpoint("Waits in the cafeteria for a call", hospital, personas=david)
        .feels(david, -1, "helpless")
        .thinks(david, "why does nobody ring?")
    )
    visits = (
        touchpoint("Visits her on the ward", ward)
        .feels(margaret, 2, "overjoyed")
        .feels(david, 1.5, "relieved")
    )
    discharge = (
        touchpoint(
            "Discharge talk",
            ward,
            duration="8 minutes",
            physical_evidence=["a bag of medicine", "a plan of exercises"],
        )
        .owned_by("Ward 12")
        .feels(margaret, -1, "overwhelmed")
        .feels(david, -1, "rushed", low=-2, high=0)
        .hurts(BOTH, Pain("too much in eight minutes, and nothing to read it up", "content", 3))
    )
    taxi = touchpoint("Goes home by patient transport", Channel("Patient transport", "physical"))
    taxi = taxi.feels(margaret, -1, "shaken")
    physio = (
        touchpoint("Exercises with the physiotherapist", home, initiator="company")
        .owned_by("Community care")
        .feels(margaret, 1, "making progress")
        .serves(margaret, "walk to the shops again")
    )
    diary = touchpoint("Fills in a diary of pain", Channel.APP, personas=david).feels(david, 0)
    check_up = (
        touchpoint("Has the six-week check-up", hospital)
        .feels(margaret, 1.5, "proud")
        .feels(david, 1)
        .supported_by(records)
    )
    walks = (
        touchpoint("Walks to the shops alone", Channel.SELF, exit=True)
        .met_by(margaret)
        .feels(margaret, 2, "free")
        .serves(margaret, "walk to the shops again")
    )
    survey = touchpoint(
        "Questionnaire about the stay", Channel.SURVEY, initiator="company", optional=True
    ).feels(david, 0, "indifferent")
    line = (
        touchpoint("Calls the advice line", Channel.PHONE, initiator="customer")
        .owned_by("Community care")
        .feels(BOTH, 0.5)
    )
    portal = touchpoint("Looks it up in the portal", Channel.APP, personas=david)
    portal = portal.feels(david, -0.5, "lost")

    finding = stage("Finding help", pain, calls, books, doctor, roles=["awareness"])
    waiting = (
        stage("Waiting", referral, waits, asks, private, after=finding, duration="14 weeks")
        .feels(margaret, -1.5, "helpless")
        .hurts(Pain("four offices, and none knows what the others said", "silos", 4))
    )
    preparing_home = stage("Preparing the flat", flat, aids, leave, after=finding)
    assessment = stage(
        "Pre-assessment",
        arrives,
        assessed,
        fit,
        postponed,
        after=[waiting, preparing_home],
        customer_goal="know that it will go ahead",
        company_goal="no operation cancelled on the day",
        metrics=[
            Metric("Cancelled on the day", "cancellation rate", "%", 2, "lower", value=7.5),
        ],
    )
    operating = stage("Operation", admitted, operation, waits_outside, visits, discharge)
    recovery = stage("Recovery at home", taxi, physio, diary, check_up, walks, survey)
    return (
        journey(
            "A new hip",
            "From the stairs that became too steep to the walk to the shops",
            state="as-is",
            scenario="A patient who lives alone, and her son who lives two hours away",
            metrics=[Metric("Would recommend us", "nps", "", 40, "higher", value=12)],
            owner=Owner("Patient experience board"),
            version="3",
            reviewed=datetime.date(2026, 10, 5),
        )
        .walked_by(margaret, david)
        .stage(finding)
        .stage(waiting)
        .stage(preparing_home)
        .stage(assessment)
        .stage(operating)
        .stage(recovery)
        .anytime(line, portal)
        .flow(pain >> either(calls, books) >> doctor >> referral >> waits)
        .flow(waits >> asks, when="after eight weeks without a word", personas=david)
        .flow(asks >> waits, kind="return", attempts=3)
        .flow(waits >> private, kind="declined", when="it costs 14,000")
        .flow(doctor >> flat >> aids)
        .flow(aids >> leave, personas=david)
        .flow(waits >> arrives >> assessed >> fit)
        .flow(assessed >> postponed, when="her blood pressure is too high", share=12)
        .flow(postponed >> arrives, kind="retry", attempts=2, pains=["six more weeks"])
        .flow(fit >> admitted)
        .flow(admitted >> operation, personas=margaret)
        .flow(admitted >> waits_outside, personas=david)
        .flow(operation >> visits, personas=margaret)
        .flow(waits_outside >> visits, personas=david)
        .flow(visits >> discharge)
        .flow(discharge >> taxi, personas=margaret)
        .flow(discharge >> diary, personas=david, handover="the plan of exercises")
        .flow(taxi >> physio >> check_up >> walks, personas=margaret)
        .flow(physio >> physio, kind="loop", attempts=12)
        .flow(diary >> check_up >> survey, personas=david)
        .hurts(Pain("nobody is in charge of the whole way", "silos", 5))
        .opportunity(
            "Text message with the place on the list every two weeks",
            no_date,
            waits,
            owner=Owner("Amira Haddad", "Waiting list office"),
            priority="high",
            status="planned",
            due=datetime.date(2027, 2, 1),
            value=5,
            effort=2,
            metric="Calls to ask for the date",
        )
        .opportunity("Ask once, and pass it on", same_questions, priority="medium", effort=4)
        .opportunity("Order the aids when the date is set", no_aids, flat)
        .opportunity("One person to ring from first to last", everywhere=True, priority="high")
        .opportunity("Rehearse the way home before the operation", recovery)
        .opportunity(
            "Call the son before the patient wakes",
            Element("transition", (waits_outside.key, visits.key)),
        )
    )
