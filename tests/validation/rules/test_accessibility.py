"""Accessibility: who needs another way finds one, in each stage of theirs."""

from __future__ import annotations

from helpers.asking import asked, found_at, said
from journeykit import Channel, journey, persona, touchpoint
from journeykit.model import Journey

MAYA = persona("Maya", access_needs=["Screen reader", "plain language"], languages=["fr-CA"])
BEN = persona("Ben", languages=["en_GB"])
READS = touchpoint("Reads", accommodates=["screen reader", "plain language"])
PAYS = touchpoint("Pays")


def gift() -> Journey:
    """Maya and Ben buy a gift."""
    return journey("Gift").walked_by(MAYA, BEN)


def test_each_need_of_each_persona_is_one_finding() -> None:
    """With all the stages where it is not met, each a place of its own."""
    whole = gift().stage("One", READS).stage("Two", PAYS).stage("Three", touchpoint("Unpacks"))
    findings = asked("no-accessible-alternative", whole)
    assert {"error"} == {finding.severity for finding in findings}
    assert [("Maya × Two", "Maya × Three")] * 2 == [finding.names for finding in findings]


def test_one_touchpoint_that_meets_the_need_is_enough() -> None:
    """An alternative is all that is asked for."""
    assert [] == said("no-accessible-alternative", gift().stage("One", READS, PAYS))


def test_where_nothing_applies_nothing_is_shut() -> None:
    """Stages that are optional, empty for the persona or not applicable are left alone."""
    for_ben = touchpoint("Calls", personas=[BEN])
    whole = gift().stage("One", READS).stage("Two", for_ben).stage("Three", PAYS, optional=True)
    assert [] == said("no-accessible-alternative", whole)
    spared = whole.stage("Four", PAYS2).not_applicable(MAYA, "Four", reason="Ben does it")
    assert [] == said("no-accessible-alternative", spared)


PAYS2 = touchpoint("Pays the rest")


def test_regions_do_not_divide_languages() -> None:
    """French is French; what says nothing may speak anything."""
    english, french = touchpoint("Reads", languages="en"), touchpoint("Lit", languages="FR-fr")
    assert [("Maya × One",)] == found_at("language-gap", gift().stage("One", english))
    assert [] == said("language-gap", gift().stage("One", english, french))
    assert [] == said("language-gap", gift().stage("One", english, PAYS))


def test_digital_stages_are_one_finding() -> None:
    """A stage with a touchpoint that names no channel is not counted."""
    web, counter = touchpoint("Web", Channel.WEBSITE), touchpoint("Counter", Channel.IN_STORE)
    mail = touchpoint("Mail", Channel.EMAIL)
    whole = gift().stage("One", web).stage("Two", mail).stage("Three", counter)
    assert [("One", "Two")] == found_at("digital-only-stage", whole)
    assert [("One",)] == found_at(
        "digital-only-stage", gift().stage("One", web).stage("Two", mail, PAYS)
    )


def test_a_decisive_step_has_another_way_elsewhere_in_its_stage() -> None:
    """Two touchpoints of one purpose on different kinds of channels are each other's way."""
    phone = touchpoint("Orders by phone", Channel.PHONE, purpose="convert")
    web = touchpoint("Orders on the web", Channel.WEBSITE, purpose="convert")
    counter = touchpoint("Orders there", Channel.IN_STORE, purpose="convert")
    rule = "single-modality-critical-step"
    assert [("Orders by phone",)] == found_at(rule, gift().stage("One", phone))
    assert [] == said(rule, gift().stage("One", phone, web))
    assert [] == said(rule, gift().stage("One", counter))


def test_one_persona_with_a_need_is_enough() -> None:
    """The rule asks for one, not for all."""
    whole = journey("Gift").walked_by(BEN).stage("One", PAYS)
    assert 1 == len(said("no-persona-with-access-need", whole))
    assert [] == said("no-persona-with-access-need", whole.walked_by(MAYA))


def test_a_need_that_is_met_nowhere_is_told_in_few_words() -> None:
    """Whether one stage lacks it or all do is the first thing to know."""
    whole = gift().stage("Two", PAYS).stage("Three", touchpoint("Unpacks"))
    other = whole.stage("Two", touchpoint("Listens", accommodates="hearing aid"))
    assert [
        f'Maya needs "{need}", and no stage offers it'
        for need in ("Screen reader", "plain language")
    ] == said("no-accessible-alternative", other)
    [first, _] = asked("no-accessible-alternative", other)
    assert ("Maya × Two", "Maya × Three") == first.names
    once = said("no-accessible-alternative", whole.stage("One", READS))
    assert 'Maya needs "Screen reader", and nothing in "Two" and "Three" offers it' == once[0]


def test_where_nothing_is_said_to_accommodate_anybody_all_needs_are_one_entry() -> None:
    """Perhaps nobody wrote it down: a person has to decide, once."""
    whole = gift().stage("Two", PAYS).stage("Three", touchpoint("Unpacks"))
    [entry] = asked("no-accessible-alternative", whole)
    assert entry.review
    assert entry.message == (
        "no touchpoint says that it meets an access need: "
        '"Screen reader" of Maya, "plain language" of Maya'
    )
    assert ("Maya × Two", "Maya × Three") == entry.names


def test_cells_of_keys_with_capitals_are_those_of_the_journey() -> None:
    """A key is an address as it stands, whatever its case."""
    who = persona("Maya", key="MayaM", access_needs=["Braille"], languages=["fr"])
    pays = touchpoint("Pays", languages=["en"])
    whole = journey("Gift").walked_by(who, BEN).stage("Purchase", pays, key="StepOne")
    whole = whole.stage("Use", touchpoint("Uses it", personas=[BEN]), key="StepTwo")
    whole = whole.stage("Return", touchpoint("Sends it back", accommodates="Braille"))
    places = {
        rule: [element.keys for finding in asked(rule, whole) for element in finding.elements]
        for rule in ("no-accessible-alternative", "language-gap", "persona-stage-hole")
    }
    assert {
        "no-accessible-alternative": [("MayaM", "StepOne")],
        "language-gap": [("MayaM", "StepOne")],
        "persona-stage-hole": [("MayaM", "StepTwo")],
    } == places
