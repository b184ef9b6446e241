"""The emotion curve: falls, runs, beginnings and ends, along an order that somebody stated."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from helpers.asking import asked, found_at, said
from journeykit import Channel, Touchpoint, journey, persona, touchpoint
from journeykit.model import Journey
from journeykit.validation import check, everything

MAYA, BEN = persona("Maya"), persona("Ben")


def at(name: str, valence: float | None = None, **said_: Any) -> Touchpoint:
    """A touchpoint, and what Maya feels there."""
    met = touchpoint(name, **said_)
    return met if valence is None else met.feels(MAYA, valence)


def gift(*touchpoints: Touchpoint) -> Journey:
    """A journey of one unordered stage."""
    return journey("Buying a gift").walked_by(MAYA).stage("Purchase", *touchpoints)


def row(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage, in order."""
    whole = gift(*touchpoints)
    for before, after in itertools.pairwise(touchpoints):
        whole = whole.flow(before >> after)
    return whole


def test_one_good_ending_is_enough() -> None:
    """Who abandons ends badly; who pays does not."""
    shop, pays, leaves = at("Shop", 1), at("Pays", 1), at("Leaves", -2)
    whole = gift(shop, pays, leaves).flow(shop >> pays).flow(shop >> leaves)
    assert [] == said("ends-on-low", whole)
    worse = gift(shop, low := at("Pays", -1), leaves).flow(shop >> low).flow(shop >> leaves)
    assert [("Pays", "Leaves", "Maya")] == found_at("ends-on-low", worse)


def test_bad_beginnings_and_endings_of_several_personas_are_one_finding_each() -> None:
    """The places of all, each of which can be waived for itself."""
    first, last = at("Starts", -1).met_by(MAYA), at("Ends", -1).met_by(MAYA)
    late, other = (
        touchpoint(name).met_by(BEN).feels(BEN, valence)
        for name, valence in (("Joins", -1), ("Leaves", -2))
    )
    whole = journey("Gift").walked_by(MAYA, BEN).stage("Purchase", first, last, late, other)
    whole = whole.flow(first >> last).flow(late >> other)
    assert ['the journey of Maya ends badly at "Ends", that of Ben ends badly at "Leaves"'] == said(
        "ends-on-low", whole
    )
    assert [("Ends", "Leaves")] == found_at("ends-on-low", whole)
    assert ['bad first impression for Maya at "Starts" and for Ben at "Joins"'] == said(
        "negative-first-impression", whole
    )
    accepted = whole.waive("ends-on-low", reason="he leaves anyway", at=other)
    assert [("Ends",)] == found_at("ends-on-low", accepted)


def test_an_ending_without_a_feeling_is_no_low_one() -> None:
    """Of a stage such as Dying, nobody has to say how it feels."""
    whole = gift(at("Lives", -1)).stage("Dying", at("Plans a funeral"))
    assert [] == said("ends-on-low", whole)


def test_what_people_do_alone_at_the_end_takes_along_the_last_contact() -> None:
    """Who signs resigned and goes home has ended badly; an unknown last contact may be good."""
    signs, goes = at("Signs", -1), touchpoint("Goes home", Channel.SELF)
    assert [("Signs", "Maya")] == found_at("ends-on-low", row(at("A", 1), signs, goes))
    assert [] == said("ends-on-low", row(at("A", 1), signs, goes.feels(MAYA, 1)))
    thanked = touchpoint("Is thanked", Channel.EMAIL)
    assert [] == said("ends-on-low", row(at("A", 1), signs, thanked))


def test_of_an_unordered_last_stage_every_touchpoint_may_be_the_last() -> None:
    """One unknown or good one keeps the rule silent."""
    assert [] == said("ends-on-low", gift(at("A", -1), at("B")))
    assert [] == said("ends-on-low", gift(at("A", -1), at("B", 1)))
    assert 1 == len(said("ends-on-low", gift(at("A", -1), at("B", -2))))


def test_endings_are_those_of_the_persona() -> None:
    """Ben's good ending is no comfort to Maya."""
    start, bad = at("Shop", 1), at("Waits", -1).met_by(MAYA)
    good = touchpoint("Gets it", personas=BEN).feels(BEN, 2)
    whole = (
        journey("Gift")
        .walked_by(MAYA, BEN)
        .stage("Purchase", start, bad, good)
        .flow(start >> bad)
        .flow(start >> good)
    )
    assert [("Waits", "Maya")] == found_at("ends-on-low", whole)


def test_the_threshold_of_a_low_ending_is_an_option() -> None:
    """Somebody may want every journey to end well."""
    assert [] == said("ends-on-low", row(at("A", 1), at("B", 0)))
    [finding] = asked("ends-on-low", row(at("A", 1), at("B", 0)), below=1.0)
    assert (("below", 1.0),) == finding.options


def test_a_fall_needs_an_order() -> None:
    """Touchpoints of an unordered stage do not follow one another."""
    assert [] == said("emotion-cliff", gift(at("A", 2), at("B", -1)))
    assert [("B", "A")] == found_at("emotion-cliff", row(at("A", 2), at("B", -1)))


def test_a_fall_from_stage_to_stage_counts_where_both_sides_are_sure() -> None:
    """One touchpoint a stage, or an ordered stage, tells what comes last and first."""
    single = gift(at("A", 2)).stage("Use", at("B", -1))
    assert 1 == len(said("emotion-cliff", single))
    assert [] == said("emotion-cliff", gift(at("A", 2), at("C", 2)).stage("Use", at("B", -1)))
    assert 1 == len(said("emotion-cliff", row(at("C", 0), at("A", 2)).stage("Use", at("B", -1))))
    between = gift(at("A", 2)).stage("Empty").stage("Use", at("B", -1))
    assert 1 == len(said("emotion-cliff", between))


def test_going_back_is_no_fall() -> None:
    """A loop says nothing of what people went through before."""
    first, second = at("A", -1), at("B", 2)
    whole = row(first, second).flow(second >> first, kind="loop")
    assert [] == said("emotion-cliff", whole)


def test_cliffs_are_off_by_default() -> None:
    """Their lower end is a low point, which other rules tell."""
    [cliff] = [rule for rule in everything().rules if rule.name == "emotion-cliff"]
    assert not cliff.recommended


def test_a_run_goes_from_stage_to_stage() -> None:
    """Low points in a row are a row across the borders of stages too."""
    whole = row(at("A", 1), at("B", -1)).stage("Wait", at("C", -1)).stage("Use", at("D", -0.5))
    assert [("B", "C", "D")] == found_at("negative-run", whole)
    assert [] == said("negative-run", whole, length=4)


def test_unordered_low_points_are_no_run() -> None:
    """Three bad things in a stage may come in any order, and not one after another."""
    assert [] == said("negative-run", gift(at("A", -1), at("B", -1), at("C", -1)))


def test_low_points_of_different_branches_are_no_run() -> None:
    """Nobody walks both branches."""
    start, left, right = at("A", -1), at("B", -1), at("C", -1)
    whole = gift(start, left, right).flow(start >> left).flow(start >> right)
    assert [] == said("negative-run", whole)


def test_a_neutral_moment_breaks_a_run() -> None:
    """So does one of which nothing is known."""
    assert [] == said("negative-run", row(at("A", -1), at("B", -1), at("C", 0), at("D", -1)))
    assert [] == said("negative-run", row(at("A", -1), at("B", -1), at("C"), at("D", -1)))


def test_the_longest_of_several_rows_is_told() -> None:
    """A branch that joins later is the same misery, not another one."""
    a, b, c, d, e = (at(name, -1) for name in "ABCDE")
    whole = row(a, b, c, d).stage("Use", e).flow(a >> d)
    assert [("A", "B", "C", "D", "E")] == found_at("negative-run", whole)


def test_two_rows_apart_are_two_findings() -> None:
    """Each has to be broken for itself."""
    names = [at(n, v) for n, v in zip("ABCDEFG", (-1, -1, -1, 1, -1, -2, -1), strict=True)]
    assert [("A", "B", "C"), ("E", "F", "G")] == found_at("negative-run", row(*names))


def test_personas_share_a_row() -> None:
    """One finding names everybody who suffers it."""
    steps = [at(name, -1).feels(BEN, -1) for name in "ABC"]
    whole = journey("Gift").walked_by(MAYA, BEN).stage("Purchase", *steps)
    for before, after in itertools.pairwise(steps):
        whole = whole.flow(before >> after)
    assert ['3 negative touchpoints in a row for Maya, Ben: "A", "B" and "C"'] == said(
        "negative-run", whole
    )


def test_low_points_in_a_circle_count_once_each() -> None:
    """Going round does not make two low points three."""
    a, b = at("A", -1), at("B", -1)
    whole = row(a, b, at("C", 1)).flow(b >> a)
    assert [] == said("negative-run", whole)


@pytest.mark.parametrize(
    ("valences", "count"), [((1,) * 4, 0), ((1,) * 5, 1), ((0,) * 4 + (1,), 0)]
)
def test_five_equal_feelings_are_suspicious(valences: tuple[float, ...], count: int) -> None:
    """Four may be chance."""
    steps = [at(f"Step {n}", v) for n, v in enumerate(valences)] + [at("More"), at("Even more")]
    assert count == len(said("flat-emotion", gift(*steps)))


def test_a_marked_entry_makes_an_impression_of_its_own() -> None:
    """Whoever comes in there has no other first moment."""
    whole = gift(at("Ad", 1, entry=True), at("Call", -1, entry=True))
    assert [("Call", "Maya")] == found_at("negative-first-impression", whole)


def test_of_an_unordered_first_stage_nobody_knows_the_first() -> None:
    """Only when everything there feels bad, the first does."""
    assert [] == said("negative-first-impression", gift(at("A", -1), at("B", 1)))
    assert [] == said("negative-first-impression", gift(at("A", -1), at("B")))
    assert 1 == len(said("negative-first-impression", gift(at("A", -1), at("B", -1))))


def test_a_fall_leaves_names_as_they_are() -> None:
    """Only numbers have a minus sign."""
    who = persona("Anne-Marie")
    up, down = touchpoint("Check-in").feels(who, 2), touchpoint("Check-out").feels(who, -1)
    whole = journey("Stay").walked_by(who).stage("Hotel", up, down).flow(up >> down)
    assert ['Anne-Marie falls from +2 at "Check-in" to −1 at "Check-out"'] == said(
        "emotion-cliff", whole
    )


@pytest.mark.parametrize("outcome", ["abandoned", "failed"])
def test_giving_up_is_no_ending(outcome: str) -> None:
    """What is done about it is another rule's question; the good or bad end is the other one."""
    shop, leaves = at("Shop", 1), at("Leaves", -2, outcome=outcome)
    assert [] == said("ends-on-low", row(shop, leaves))
    pays = at("Pays", -1)
    whole = gift(shop, pays, leaves).flow(shop >> pays).flow(shop >> leaves)
    assert [("Pays", "Maya")] == found_at("ends-on-low", whole)


def test_personas_share_a_first_impression() -> None:
    """The touchpoint is mended once, for everybody."""
    first, then = at("Waits", -1).feels(BEN, -2), at("Pays", 1)
    whole = journey("Gift").walked_by(MAYA, BEN).stage("Purchase", first, then).flow(first >> then)
    assert ['bad first impression for Maya, Ben at "Waits"'] == said(
        "negative-first-impression", whole
    )
    assert [("Waits",)] == found_at("negative-first-impression", whole)


def verdict(rule: str, whole: Journey) -> str:
    """What a report says of a rule that finds nothing."""
    report = check(whole, everything().select(rule))
    (entry,) = (*report.passed, *report.unanswered, *report.inapplicable)
    return getattr(entry, "what", "") or str(getattr(entry, "number", "not applicable"))


def test_the_low_end_of_a_range_counts_at_the_end() -> None:
    """From −1 to +1 is no middle of 0: for some the journey ends badly."""
    end = touchpoint("Pays").feels(MAYA, low=-1, high=1)
    whole = row(at("Shop", 1), end)
    assert [("Pays", "Maya")] == found_at("ends-on-low", whole)
    assert [] == said("ends-on-low", row(at("Shop", 1), touchpoint("Pays").feels(MAYA, 0)))


def test_an_end_that_hurts_without_a_feeling_is_a_low_one() -> None:
    """The pain point tells that it is bad; nobody said how it feels."""
    whole = row(at("Shop", 1), at("Form").hurts(MAYA, "too long"))
    assert ['the journey of Maya ends with pain points at "Form"'] == said("ends-on-low", whole)
    assert [] == said("ends-on-low", row(at("Shop", 1), at("Form", 1).hurts(MAYA, "too long")))


def test_an_end_that_is_not_known_is_unanswered() -> None:
    """Neither a feeling at the end, nor which of several unordered touchpoints is the end."""
    assert "what people feel" == verdict("ends-on-low", row(at("Shop", 1), at("Pays")))
    assert "how people move on" == verdict("ends-on-low", gift(at("A", -1), at("B", 1)))
    assert "1" == verdict("ends-on-low", row(at("A", -1), at("B", 1)))


def test_an_unordered_map_is_not_judged_by_rules_that_need_an_order() -> None:
    """Who has stated no order is asked for it; what all orders share is judged."""
    mixed = gift(at("A", -1), at("B", -1), at("C", -1), at("D", 1))
    for rule in ("negative-run", "emotion-cliff", "negative-first-impression", "ends-on-low"):
        assert "how people move on" == verdict(rule, mixed)
    assert "1" == verdict("negative-run", gift(at("A", 1), at("B", 1), at("C", -1)))


@pytest.mark.parametrize(
    "rule", ["negative-run", "emotion-cliff", "flat-emotion", "no-positive-peak"]
)
def test_a_curve_of_too_few_points_is_unanswered(rule: str) -> None:
    """There are touchpoints enough, and nobody said how they feel; one touchpoint is no curve."""
    assert "what people feel" == verdict(rule, row(*(at(name) for name in "ABCDE")))
    assert "not applicable" == verdict(rule, gift(at("A", 1)))


def test_the_first_impression_is_made_where_the_company_is_met() -> None:
    """Who is in pain at home has met nobody yet; a bad desk makes an impression."""
    rule = "negative-first-impression"
    desk = touchpoint("Desk", Channel.IN_STORE)
    assert "not applicable" == verdict(rule, row(at("Is in pain", -2), desk))
    others = touchpoint("Hears of it", Channel.WORD_OF_MOUTH).feels(MAYA, -1)
    assert "not applicable" == verdict(rule, row(others, desk))
    bad = touchpoint("Desk", Channel.IN_STORE).feels(MAYA, -1)
    assert [("Desk", "Maya")] == found_at(rule, row(bad, at("Pays", 1)))
    letter = at("Letter", -1, initiator="company")
    assert [("Letter", "Maya")] == found_at(rule, row(letter, desk))
