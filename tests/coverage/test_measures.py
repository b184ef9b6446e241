"""The measures: their definitions by brute force, and what must hold whatever the journey."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import (
    Channel,
    Evidence,
    Goal,
    Journey,
    Metric,
    NotApplicable,
    Pain,
    Persona,
    Segment,
    Stage,
    Touchpoint,
    attribute,
    in_segment,
    otherwise,
)
from journeykit.addresses import Element
from journeykit.coverage import Cell, Measure, coverage_of
from journeykit.errors import ModelError, UnknownReferenceError
from journeykit.graph import view_of
from journeykit.lifecycle import ROLES
from journeykit.testing.strategies import journeys, personas
from journeykit.text import slug
from journeykit.validation import everything

CELL_MEASURES = ("stage", "persona_stage", "persona_stage_every_channel", "emotion", "lifecycle")
"""The measures in which nothing depends on how people walk."""


def taken(journey: Journey, name: str) -> Measure:
    """One measure of a journey."""
    return coverage_of(journey, [name])[name]


def statuses(journey: Journey, name: str) -> dict[str, str]:
    """What each cell of a measure is, by its address."""
    return {str(cell.element): cell.status for cell in taken(journey, name).cells}


def three_by_five() -> Journey:
    """Three personas, five stages, four channels: the example of the t-way literature, retold."""
    ana, ben, cho = (jk.persona(name) for name in ("ana", "ben", "cho"))
    phone, store = Channel.PHONE, Channel.IN_STORE

    def meets(name: str, channel: Channel, *who: Persona) -> Touchpoint:
        return jk.touchpoint(name, channel, personas=who)

    return (
        jk.journey("Web shop")
        .walked_by(ana, ben, cho)
        .stage(
            "awareness",
            meets("a1", Channel.WEBSITE, ana, ben),
            meets("a2", Channel.EMAIL, cho),
        )
        .stage(
            "consideration",
            meets("c1", Channel.WEBSITE, ana, ben, cho),
            meets("c2", store, ben),
        )
        .stage("purchase", meets("p1", Channel.WEBSITE, ana), meets("p2", store, ben, cho))
        .stage(
            "experience", meets("e1", phone, ana, ben, cho), meets("e2", Channel.EMAIL, ana, cho)
        )
        .stage("advocacy")
    )


# ---------------------------------------------------------------------- numbers


def test_nothing_to_cover_is_not_everything() -> None:
    """0/0 has no fraction and prints as n/a, never as 100 %."""
    nothing = Measure("goal")

    assert (0, 0, None, None) == (
        nothing.numerator,
        nothing.denominator,
        nothing.fraction,
        nothing.percent,
    )
    assert "goal 0/0 n/a" == str(nothing)


def test_partial_counts_as_covered_and_is_told() -> None:
    """A cell with a reservation is in the numerator, and the fraction says how many there are."""
    cells = [
        Cell(Element("stage", (key,)), status)
        for key, status in zip("abcde", jk.coverage.STATUSES, strict=True)  # type: ignore[attr-defined]
    ]

    assert "stage 2/3 66.7% (partial 1)" == str(Measure("stage", cells))


def test_an_unknown_measure_is_named_with_the_nearest() -> None:
    """A misspelt measure says what was meant."""
    with pytest.raises(UnknownReferenceError, match='did you mean "persona_stage"'):
        coverage_of(Journey("Shop"), ["persona_stages"])
    with pytest.raises(UnknownReferenceError, match='unknown measure "goal"'):
        coverage_of(Journey("Shop"), ["stage"])["goal"]


# ---------------------------------------------------------------------- examples to the digit


def test_three_personas_in_five_stages() -> None:
    """The worked example: twelve of fourteen cells, advocacy missing for two."""
    shop = three_by_five()
    cho = shop.personas[2]
    shop = shop.not_applicable(cho, "advocacy", reason="referral is forbidden by contract")

    measure = taken(shop, "persona_stage")

    assert Fraction(12, 14) == measure.fraction
    assert ["cell:ana/advocacy", "cell:ben/advocacy"] == [str(e) for e in measure.missing]
    assert ["referral is forbidden by contract"] == [c.why for c in measure.of("not applicable")]


def test_a_cell_is_partial_for_one_of_three_reasons() -> None:
    """Out of reach, only avoided channels, and only negative experiences are reservations."""
    eve = jk.persona("Eve", avoids=Channel.PHONE)
    entry = jk.touchpoint("Starts", Channel.WEBSITE)
    call = jk.touchpoint("Calls", Channel.PHONE)
    form = jk.touchpoint("Fills in a form", Channel.WEBSITE).feels(eve, -1)
    lost = jk.touchpoint("Never comes here", Channel.WEBSITE)
    end = jk.touchpoint("Ends", Channel.WEBSITE)
    journey = (
        jk.journey("Partial")
        .walked_by(eve)
        .stage("One", entry)
        .stage("Two", call)
        .stage("Three", form)
        .stage("Four", lost)
        .stage("Five", end)
        .flow(entry >> call >> form >> end)
    )

    whys = {str(c.element): c.why for c in taken(journey, "persona_stage").of("partial")}

    assert {
        "cell:eve/two": "only on channels that are avoided",
        "cell:eve/three": "only negative experiences",
        "cell:eve/four": "out of reach",
    } == whys


def test_preferred_channels_are_owed_where_they_are_offered() -> None:
    """A persona is owed its channels in stages that offer them; the other policy owes all."""
    ana = jk.persona("Ana", prefers=[Channel.EMAIL, Channel.PHONE])
    journey = (
        jk.journey("Channels")
        .walked_by(ana, jk.persona("Ben"))
        .stage(
            "Buy",
            jk.touchpoint("Mail", Channel.EMAIL).met_by(jk.persona("Ben")),
            jk.touchpoint("Site", Channel.WEBSITE),
        )
    )

    assert {"cell:ana/buy/email": "missing"} == statuses(journey, "persona_stage_channel")
    assert Fraction(3, 4) == taken(journey, "persona_stage_every_channel").fraction


def test_goals_in_reach_on_preferred_channels_and_in_time() -> None:
    """One goal, three questions: served within reach, where it is liked, and when it is due."""
    ana = jk.persona("Ana", prefers=Channel.EMAIL, goals=[Goal("help", due="ask")])
    phone = jk.touchpoint("Calls", Channel.PHONE).serves(ana, "help")
    journey = (
        jk.journey("Help")
        .walked_by(ana)
        .stage("Ask", jk.touchpoint("Asks", Channel.EMAIL))
        .stage("Wait", phone)
    )

    assert (1, 0, 0) == tuple(
        taken(journey, name).numerator for name in ("goal", "goal_preferred", "goal_in_time")
    )


def test_a_goal_out_of_reach_is_missing() -> None:
    """Serving a goal where its persona cannot get serves nobody."""
    ana = jk.persona("Ana", goals=["help"], needs=["a voice"])
    start, end = jk.touchpoint("Starts"), jk.touchpoint("Ends")
    nowhere = jk.touchpoint("Nowhere").serves(ana, "help").serves(ana, "a voice")
    journey = jk.journey("Help").walked_by(ana).stage("One", start).stage("Two", nowhere, end)
    journey = journey.flow(start >> end)

    assert ["goal:ana/help"] == [str(e) for e in taken(journey, "goal").missing]
    assert {"need:ana/a-voice": "partial"} == statuses(journey, "need")


def test_pains_answered_resolved_and_weighed() -> None:
    """An idea answers a pain, only what is done resolves it, and severity weighs it."""
    ana = jk.persona("Ana")
    cost, wait = Pain("cost", severity=5), Pain("wait", severity=1)
    noise, smell = Pain("noise", severity=3), Pain("smell")
    shop = jk.touchpoint("Shop").hurts(ana, cost, wait, noise, smell)
    journey = (
        jk.journey("Pains")
        .walked_by(ana)
        .stage("Buy", shop)
        .opportunity("Show the price", cost)
        .opportunity("Open a second till", wait, status="done")
    )

    assert "pain 2/4 50.0%" == str(taken(journey, "pain"))
    assert "pain_resolved 1/4 25.0%" == str(taken(journey, "pain_resolved"))
    weighted = taken(journey, "pain_weighted")
    assert "pain_weighted 6/9 66.7%" == str(weighted)
    assert ("not applicable", "its severity is not stated") == (
        weighted.cells[-1].status,
        weighted.cells[-1].why,
    )


def test_outcomes_of_forks_with_the_silent_otherwise() -> None:
    """A guard without its contrary has an outcome that nobody wrote; a persona may take it."""
    old, young = jk.persona("Old", demographics={"age": 70}), jk.persona("Young")
    young = attrs.evolve(young, demographics={"age": 17})
    ask, adult = jk.touchpoint("Asks the age"), jk.touchpoint("Adult offer")
    grown = attribute("age").at_least(18)
    base = jk.journey("Age").stage("Ask", ask).stage("Offer", adult)

    both = base.walked_by(old, young).flow(ask >> adult, when=grown)
    one = base.walked_by(old).flow(ask >> adult, when=grown)
    written = one.flow(ask >> ask, when=otherwise, kind="loop")

    assert "decision 2/2 100.0%" == str(taken(both, "decision"))
    assert ["transition:asks-the-age/otherwise"] == [str(e) for e in taken(one, "decision").missing]
    assert "decision 1/2 50.0%" == str(taken(written, "decision"))


def test_a_condition_is_covered_by_two_personas_who_differ_in_it_alone() -> None:
    """Persona MC/DC: age decides by itself, loyalty does not."""
    loyal = Segment("Loyal", attribute("years").at_least(5))
    guard = attribute("age").at_least(18) & in_segment(loyal)

    def who(name: str, age: int, years: int) -> Persona:
        return jk.persona(name, demographics={"age": age, "years": years})

    gate, offer, rest = (jk.touchpoint(n) for n in ("Gate", "Offer", "Rest"))
    journey = (
        jk.journey("Offer", segments=[loyal])
        .walked_by(who("A", 30, 9), who("B", 12, 9), who("C", 12, 1))
        .stage("Gate", gate)
        .stage("After", offer, rest)
        .flow(gate >> offer, when=guard)
        .flow(gate >> rest, when=otherwise)
    )

    assert {"condition:gate/age-18": "covered", "condition:gate/loyal": "missing"} == statuses(
        journey, "condition"
    )


def test_upkeep_counts_what_somebody_measures_owns_and_knows() -> None:
    """A metric needs target and source; an assumption is no evidence."""
    good = Metric("Paid", target=90, source="till", direction="higher")
    journey = (
        jk.journey("Upkeep")
        .stage(
            "Buy",
            jk.touchpoint("Pays", owner="Shop", evidence=Evidence("interviews")).measured_by(good),
            jk.touchpoint("Leaves", evidence=Evidence("a guess", "assumed")),
        )
        .stage("Use", jk.touchpoint("Uses").measured_by("Joy"))
    )

    measured = coverage_of(journey, ["measurement", "ownership", "evidence"])

    assert ["1/2", "1/3", "1/3"] == [f"{m.numerator}/{m.denominator}" for m in measured]


def test_what_was_declined_is_listed_and_does_not_count() -> None:
    """Each measure lists what it leaves out of a way not taken, and says why."""
    ana = jk.persona("Ana")
    asks, agent, buys = map(jk.touchpoint, ["Asks", "Agent", "Buys"])
    slow = agent.feels(ana, -1).hurts(ana, Pain("slow", severity=3))
    house = (
        jk.journey("House")
        .walked_by(ana)
        .stage("Look", asks, buys)
        .stage("Agency", slow)
        .flow(asks >> buys)
        .flow(asks >> agent, kind="declined")
    )

    left_out = {
        measure.name: {str(c.element) for c in measure.cells if c.why == "declined"}
        for measure in coverage_of(house)
    }

    assert {
        "stage": {"stage:agency"},
        "touchpoint": {"touchpoint:agent"},
        "transition": {"transition:asks/agent"},
        "decision": {"transition:asks/agent"},
        "persona_stage": {"cell:ana/agency"},
        "pain": {"pain:slow"},
        "pain_resolved": {"pain:slow"},
        "pain_weighted": {"pain:slow"},
        "emotion": {"experience:ana/agent"},
        "measurement": {"stage:agency"},
        "ownership": {"touchpoint:agent"},
        "evidence": {"touchpoint:agent"},
    } == {name: cells for name, cells in left_out.items() if cells}
    assert "touchpoint 2/2 100.0%" == str(taken(house, "touchpoint"))
    assert "Ana × Agency: declined" in str(coverage_of(house))


# ---------------------------------------------------------------------- non-implications


def test_a_path_may_jump_over_a_stage() -> None:
    """Every persona has a walk, every cell is filled, and still no walk passes every stage."""
    ana = jk.persona("Ana")
    start, middle, end = (jk.touchpoint(n) for n in ("Start", "Middle", "End"))
    journey = jk.journey("Jump").walked_by(ana)
    journey = journey.stage("One", start).stage("Two", middle).stage("Three", end)
    journey = journey.flow(start >> end)

    assert Fraction(1) == taken(journey, "path").fraction
    assert Fraction(0) == taken(journey, "whole_path").fraction


def test_filled_cells_do_not_make_a_path() -> None:
    """All cells of persona and stage are covered, and a guard blocks the walk."""
    ana = jk.persona("Ana", demographics={"age": 12})
    start, end = jk.touchpoint("Start"), jk.touchpoint("End")
    journey = jk.journey("Blocked").walked_by(ana).stage("One", start).stage("Two", end)
    journey = journey.flow(start >> end, when=attribute("age").at_least(18))

    assert Fraction(1) == taken(journey, "persona_stage").fraction
    assert Fraction(0) == taken(journey, "path").fraction


# ---------------------------------------------------------------------- brute force


def journeys_as_walked() -> st.SearchStrategy[Journey]:
    """Journeys as they are walked: without ways not taken, and everybody only where they are."""
    return journeys().map(lambda journey: view_of(journey).journey)


@given(journeys_as_walked())
def test_measures_that_do_not_walk_agree_with_their_definitions(journey: Journey) -> None:
    """Stage, emotion, ownership, evidence, measurement and lifecycle, said again by hand."""
    required = [stage for stage in journey.stages if not stage.optional]
    pairs = [(p, t) for p in journey.personas for t in journey.touchpoints if _comes(t, p)]
    played = {role for stage in journey.stages if stage.touchpoints for role in stage.roles}
    named = {role for stage in journey.stages for role in stage.roles if role in ROLES}
    scope = set(journey.scope) or named
    expected = {
        "stage": (sum(bool(s.touchpoints) for s in required), len(required)),
        "emotion": (sum(t.valence_of(p.key) is not None for p, t in pairs), len(pairs)),
        "ownership": (
            sum(_is_owned(t) for t in journey.touchpoints),
            sum(_is_owned(t) or _is_ours(t) for t in journey.touchpoints),
        ),
        "evidence": (
            sum(_is_known(t.evidence) or _is_known(journey.evidence)
                or any(_is_known(s.evidence) and t in s.touchpoints for s in journey.stages)
                or {"observed", "reported"} & {x.emotion.basis for x in t.experiences if x.emotion}
                != set()
                for t in journey.touchpoints),
            len(journey.touchpoints),
        ),
        "measurement": (sum(_is_measured(s) for s in required), len(required)),
        "lifecycle": (len(scope & played), len(scope)),
    }  # fmt: skip

    measured = coverage_of(journey, expected)

    assert expected == {m.name: (m.numerator, m.denominator) for m in measured}


def _is_known(evidence: tuple[Evidence, ...]) -> bool:
    """Some of it is more than an assumption."""
    return {"observed", "reported", "inferred"} & {each.kind for each in evidence} != set()


def _is_owned(met: Touchpoint) -> bool:
    """It has an owner, or a step behind it has an actor."""
    return met.owner is not None or {step.by for step in met.backstage} - {""} != set()


def _is_ours(met: Touchpoint) -> bool:
    """Nobody outside began it, and some channel is not merely earned, or none is named."""
    owners = {channel.ownership for channel in met.channels}
    return met.initiator != "third party" and owners != {"earned"}


def test_what_belongs_to_others_needs_no_owner() -> None:
    """A friend's word is out of the company's hands; somebody may answer for it all the same."""
    word = jk.touchpoint("Hears of it", jk.Channel.WORD_OF_MOUTH)
    expires = jk.touchpoint("The card expires", initiator="third party")
    held = jk.touchpoint("Reads a review", jk.Channel.REVIEWS, owner="Service")
    journey = jk.journey("Upkeep").stage("Look", word, expires, held, jk.touchpoint("Asks"))

    measure = coverage_of(journey, ["ownership"])["ownership"]

    assert ["not applicable", "not applicable", "covered", "missing"] == [
        cell.status for cell in measure.cells
    ]


def test_who_handles_it_answers_for_it() -> None:
    """Where a team is said to handle a touchpoint, neither rule nor measure asks for an owner."""
    pays, asks = jk.touchpoint("Pays", owner="Shop"), jk.touchpoint("Asks", owner="Service")
    reports = jk.touchpoint("Reports it").handled_by("Claims team", "checks the claim")
    made = jk.journey("Claim").stage("Report", pays, asks, reports)

    assert "ownership 3/3 100.0%" == str(taken(made, "ownership"))
    assert not jk.check(made, everything()).of("touchpoint-without-owner")
    bare = made.replace(jk.touchpoint("Reports it"))
    assert jk.check(bare, everything()).of("touchpoint-without-owner")


def test_what_people_said_they_felt_is_evidence() -> None:
    """A feeling that was reported stands on more than an assumption."""
    ana = jk.persona("Ana")
    met = [
        jk.touchpoint("Pays").feels(ana, -1, basis="reported"),
        jk.touchpoint("Waits").feels(ana, -1, basis="assumed"),
    ]
    journey = jk.journey("Known").walked_by(ana).stage("Buy", *met)

    assert (met[1].element,) == coverage_of(journey, ["evidence"])["evidence"].missing

    whole = coverage_of(journey.evidenced_by("12 interviews"), ["evidence"])["evidence"]
    assert (met[1].element,) == whole.partial
    assumed = journey.evidenced_by(Evidence("workshop", "assumed"))
    assert (met[1].element,) == coverage_of(assumed, ["evidence"])["evidence"].missing


def _is_away(journey: Journey, persona: Persona, stage: Stage) -> bool:
    """Whether a persona joins after a stage of others, has left before, or plays another part."""
    earlier = view_of(journey).earlier_stages
    here = {s.key for s in journey.stages if any(_comes(t, persona) for t in s.touchpoints)}
    between = any(k in earlier[stage.key] for k in here) and any(
        stage.key in earlier[k] for k in here
    )
    own = [t for t in journey.touchpoints if _comes(t, persona)]
    like = [
        other
        for other in journey.personas
        if any(_comes(t, other) for t in stage.touchpoints)
        and 2 * sum(_comes(t, other) for t in own) >= len(own)
    ]
    away = not between or not like
    return bool(stage.touchpoints and here) and stage.key not in here and away


@given(journeys_as_walked())
def test_persona_stage_agrees_with_its_definition(journey: Journey) -> None:
    """A required cell is covered when the persona meets a touchpoint of the stage.

    It is required from the first stage in which the persona meets any to the last, where others
    who share its way act, and where a stage is empty for everybody.
    """
    excluded = {(cell.persona, cell.stage) for cell in journey.excluded}
    owed = [
        (persona, stage)
        for persona in journey.personas
        for stage in journey.stages
        if not stage.optional
        and (persona.key, stage.key) not in excluded
        and not _is_away(journey, persona, stage)
    ]
    met = [pair for pair in owed if any(_comes(t, pair[0]) for t in pair[1].touchpoints)]

    measure = taken(journey, "persona_stage")

    assert (len(met), len(owed)) == (measure.numerator, measure.denominator)
    assert {f"cell:{p.key}/{s.key}" for p, s in owed if (p, s) not in met} == {
        str(element) for element in measure.missing
    }


@given(journeys_as_walked())
def test_channels_agree_with_their_definition(journey: Journey) -> None:
    """Every offered channel of a required cell, met or not."""
    excluded = {(cell.persona, cell.stage) for cell in journey.excluded}
    owed, met = set(), set()
    for persona in journey.personas:
        for stage in journey.stages:
            if stage.optional or (persona.key, stage.key) in excluded:
                continue
            for touchpoint in stage.touchpoints:
                keys = {(persona.key, stage.key, channel.key) for channel in touchpoint.channels}
                owed |= keys
                met |= keys if _comes(touchpoint, persona) else set()
    liked = {(p.key, channel.key) for p in journey.personas for channel in p.prefers}

    every = taken(journey, "persona_stage_every_channel")
    preferred = taken(journey, "persona_stage_channel")

    assume(_channels_are_told_apart(journey))
    assert (len(met), len(owed)) == (every.numerator, every.denominator)
    wanted = {cell for cell in owed if (cell[0], cell[2]) in liked}
    assert (len(wanted & met), len(wanted)) == (preferred.numerator, preferred.denominator)


def _answers(addresses: set[str], pain: str, at: str) -> bool:
    """Whether an idea for these answers a pain: it names it, or its place and no other pain."""
    if any(address.startswith("pain:") for address in addresses):
        return f"pain:{pain}" in addresses
    return at in addresses and not at.startswith("stage:")


@given(journeys_as_walked())
def test_needs_and_pains_agree_with_their_definitions(journey: Journey) -> None:
    """A need is met where its persona comes; a pain is answered wherever it hurts.

    One that a persona brings along is also answered by a response to the same pain anywhere.
    """
    needs = [(p, slug(n)) for p in journey.personas for n in p.needs]
    met = [
        any(_comes(t, p) and (p.key, n) in {(s.persona, s.key) for s in t.served}
            for t in journey.touchpoints)
        for p, n in needs
    ]  # fmt: skip
    answered: dict[str, bool] = {}
    resolved: dict[str, bool] = {}
    weight: dict[str, int] = {}
    responded = {pain.key for pain, _, _ in _pains(journey) if pain.response}
    for pain, at, _ in _pains(journey):
        status = {
            opportunity.status
            for opportunity in journey.opportunities
            if _answers({str(element) for element in opportunity.addresses}, pain.key, at)
        }
        carried = at.startswith("persona:") and pain.key in responded
        response = pain.response != "" or carried
        answered[pain.key] = answered.get(pain.key, True) and (
            response or status - {"dropped"} != set()
        )
        resolved[pain.key] = resolved.get(pain.key, True) and (response or "done" in status)
        weight[pain.key] = max(weight.get(pain.key, 0), pain.severity or 0)

    expected = {
        "need": (sum(met), len(met)),
        "pain": (sum(answered.values()), len(answered)),
        "pain_resolved": (sum(resolved.values()), len(resolved)),
        "pain_weighted": (
            sum(weight[key] for key, good in answered.items() if good),
            sum(weight.values()),
        ),
    }

    measured = coverage_of(journey, expected)

    assert expected == {m.name: (m.numerator, m.denominator) for m in measured}


def test_an_idea_for_a_whole_stage_answers_only_what_it_names() -> None:
    """However many such ideas there are: each is drawn at the stage, and answers what it names."""
    maya = jk.persona("Maya")
    pays = jk.touchpoint("Pays").hurts(maya, "fees")
    waits = jk.touchpoint("Waits").hurts(maya, "queue")
    purchase = jk.stage("Purchase", pays, waits, pains=["rush"])
    hurt = jk.journey("Gift").walked_by(maya).stage(purchase)
    shares = []
    for ideas in (hurt, hurt.opportunity("A", purchase).opportunity("B", purchase)):
        named = ideas.opportunity("C", purchase, pays.experiences[0].pains[0])
        shares += [str(taken(each, "pain")) for each in (ideas, named)]
    assert ["pain 0/3 0.0%", "pain 1/3 33.3%", "pain 0/3 0.0%", "pain 1/3 33.3%"] == shares


def _comes(touchpoint: Touchpoint, persona: Persona) -> bool:
    """Whether a persona comes to a touchpoint."""
    lived = {experience.persona for experience in touchpoint.experiences}
    return not touchpoint.personas or persona.key in {*touchpoint.personas, *lived}


def _is_measured(stage: Stage) -> bool:
    metrics = [*stage.metrics, *(m for t in stage.touchpoints for m in t.metrics)]
    return any(m.target is not None and m.source != "" for m in metrics)


def _channels_are_told_apart(journey: Journey) -> bool:
    """Whether no two different channels share a key, of which only one would be liked."""
    used = {c for t in journey.touchpoints for c in t.channels}
    used |= {c for p in journey.personas for c in p.prefers}
    return len(used) == len({channel.key for channel in used})


def _pains(journey: Journey) -> list[tuple[Pain, str, str]]:
    """Every pain, the address it hurts at, and the address of the stage around it."""
    home = {t.key: f"stage:{s.key}" for s in journey.stages for t in s.touchpoints}
    found = [(pain, f"persona:{p.key}", "") for p in journey.personas for pain in p.pains]
    found += [(pain, f"stage:{s.key}", "") for s in journey.stages for pain in s.pains]
    found += [(pain, str(journey.element), "") for pain in journey.pains]
    found += [
        (pain, f"touchpoint:{t.key}", home.get(t.key, ""))
        for t in journey.touchpoints
        for e in t.experiences
        for pain in e.pains
    ]
    found += [
        (pain, f"transition:{t.source.key}/{t.target.key}", "")
        for t in journey.transitions
        for pain in t.pains
    ]
    return found


# ---------------------------------------------------------------------- what must always hold


def with_a_hole(journey: Journey) -> Journey:
    """The journey with somebody who finds nothing in one stage."""
    stages = (*journey.stages, Stage("Hole", key="the_hole"))
    grown = attrs.evolve(journey, stages=stages, presences=())  # nobody joins late or leaves early
    return grown.walked_by(Persona("Eve", key="eve_more"))


@given(journeys())
def test_every_measure_stays_within_its_bounds(journey: Journey) -> None:
    """A fraction is between 0 and 1, or there is none."""
    for measure in coverage_of(journey):
        assert measure.fraction is None or 0 <= measure.fraction <= 1


@given(journeys(), st.randoms(use_true_random=False))
def test_the_order_of_saying_does_not_matter(journey: Journey, random: object) -> None:
    """Personas, flows and touchpoints of any time may be said in any order."""

    def mixed(items: tuple[object, ...]) -> tuple[object, ...]:
        several = list(items)
        random.shuffle(several)  # type: ignore[attr-defined]
        return tuple(several)

    other = attrs.evolve(
        journey,
        personas=mixed(journey.personas),
        transitions=mixed(journey.transitions),
        any_time=mixed(journey.any_time),
    )

    for one, same in zip(coverage_of(journey), coverage_of(other), strict=True):
        assert (one.numerator, one.denominator) == (same.numerator, same.denominator)
        assert sorted(c.status for c in one.cells) == sorted(c.status for c in same.cells)


@given(journeys(), st.data())
def test_a_touchpoint_more_never_covers_less(journey: Journey, data: st.DataObject) -> None:
    """In what does not depend on walking, a numerator never falls."""
    assume(journey.stages)
    stage = data.draw(st.sampled_from(journey.stages))
    more = Touchpoint("One more", Channel.EMAIL, key="one_more")
    assume("one_more" not in {t.key for t in journey.touchpoints})

    grown = journey.stage(stage, more)

    for name in CELL_MEASURES:
        assert taken(journey, name).numerator <= taken(grown, name).numerator


@given(journeys(), personas())
def test_somebody_more_changes_nothing_for_the_others(journey: Journey, more: Persona) -> None:
    """A further persona adds cells of its own and leaves everybody else's as they are.

    Not so where somebody joins late or leaves early: with a further persona others act meanwhile.
    """
    assume(more.key not in {p.key for p in journey.personas})
    journey = attrs.evolve(journey, presences=())
    before = statuses(journey, "persona_stage")

    after = statuses(attrs.evolve(journey, personas=(*journey.personas, more)), "persona_stage")

    assert before == {cell: after[cell] for cell in before}


@given(journeys().map(with_a_hole))
def test_not_applicable_only_shrinks_the_denominator(journey: Journey) -> None:
    """Taking a missing cell out leaves the numerator and lowers the denominator by one."""
    before = taken(journey, "persona_stage")
    persona, stage = before.missing[0].keys
    cell = NotApplicable(persona, stage, "with reason")

    after = taken(attrs.evolve(journey, excluded=(*journey.excluded, cell)), "persona_stage")

    assert (before.numerator, before.denominator - 1) == (after.numerator, after.denominator)


@given(journeys().map(with_a_hole))
def test_filling_one_missing_cell_makes_no_other_one_missing(journey: Journey) -> None:
    """A touchpoint for one persona in one stage fills one cell, and makes no other one missing.

    In a stage that was empty the others have nothing either, and are then known to join later.
    """
    before = taken(journey, "persona_stage")
    persona, stage = before.missing[0].keys
    home = next(s for s in journey.stages if s.key == stage)
    more = Touchpoint("One more", personas=[persona], key="one_more")

    after = taken(journey.stage(home, more), "persona_stage")

    assert set(after.missing) <= set(before.missing) - {before.missing[0]}


@given(journeys())
def test_waiving_never_changes_coverage(journey: Journey) -> None:
    """A waived hole is still a hole."""
    assert list(coverage_of(journey)) == list(
        coverage_of(journey.waive("persona-stage-hole", reason="accepted"))
    )


@given(journeys(), journeys())
def test_two_journeys_cover_the_union_of_their_cells(one: Journey, other: Journey) -> None:
    """A cell that either covers is covered by both together, and no cell is lost."""
    for mine, theirs, ours in zip(
        coverage_of(one), coverage_of(other), coverage_of(one) | coverage_of(other), strict=True
    ):
        covered = {c.element for m in (mine, theirs) for c in m.cells if c.status == "covered"}
        assert covered == {c.element for c in ours.cells if c.status == "covered"}
        assert {c.element for c in (*mine.cells, *theirs.cells)} == {c.element for c in ours.cells}


@given(journeys_as_walked())
def test_full_cells_mean_full_stages(journey: Journey) -> None:
    """Persona by stage at 100 %, every stage being somebody's, implies stage at 100 %."""
    assume(journey.personas)
    journey = attrs.evolve(journey, excluded=(), presences=())
    for number, element in enumerate(taken(journey, "persona_stage").missing):
        persona, key = element.keys
        stage = next(s for s in journey.stages if s.key == key)
        more = Touchpoint(f"More {number}", personas=[persona], key=f"more_{number}")
        journey = journey.stage(stage, more)

    assert taken(journey, "persona_stage").fraction in {None, 1}
    assert taken(journey, "stage").fraction in {None, 1}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4))
def test_full_transitions_mean_full_touchpoints(shortcuts: list[tuple[int, int]]) -> None:
    """Transitions at 100 % imply touchpoints at 100 % where every touchpoint has one."""
    steps = [jk.touchpoint(f"Step {number}", exit=number == 4) for number in range(5)]
    journey = jk.journey("Chain").stage("One", *steps[:3]).stage("Two", *steps[3:])
    journey = journey.flow(steps[0] >> steps[1] >> steps[2] >> steps[3] >> steps[4])
    for source, target in shortcuts:
        kind = "next" if source < target else "loop"
        journey = journey.flow(steps[source] >> steps[target], kind=kind)

    assert taken(journey, "transition").fraction == 1
    assert taken(journey, "touchpoint").fraction == 1


@given(journeys())
def test_a_whole_path_is_a_path(journey: Journey) -> None:
    """Who passes every stage gets through; and both are the same for who has nothing to pass."""
    whole = statuses(journey, "whole_path")
    some = statuses(journey, "path")

    for persona, status in whole.items():
        assert status == "missing" or some[persona] == "covered"


def test_a_cell_of_no_known_status_is_refused() -> None:
    """A slip would silently count as nothing."""
    where = Element("stage", ("a",))
    with pytest.raises(UnknownReferenceError, match=r'unknown status "coverd".*"covered"'):
        Cell(where, "coverd")  # type: ignore[arg-type]
    for weight in (-3, True, 1.5):
        with pytest.raises(ModelError, match="expected a whole number from 0"):
            Cell(where, "covered", weight=weight)  # type: ignore[arg-type]
    with pytest.raises(UnknownReferenceError, match='did you mean "partial"'):
        Measure("stage").of("prtial")  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [None, 5, [5], ["stage", None]])
def test_measures_are_names_or_functions(given: Any) -> None:
    """Anything else is refused, alone or among others."""
    with pytest.raises(ModelError, match=r'^measures: expected names such as "stage"'):
        coverage_of(Journey("Empty"), given)


def test_a_metric_without_target_or_source_is_told() -> None:
    """Whoever named one would not know why its stage is missing."""
    named = Stage("Buy", metrics=[Metric("Sales", target=4)])
    bare = Stage("Use")
    measure = taken(Journey("Shop", stages=[named, bare]), "measurement")
    assert ["its metric has no target or no source", ""] == [cell.why for cell in measure.cells]
