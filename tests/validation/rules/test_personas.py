"""Personas: everybody who walks a journey is served, and nobody is there for show."""

from __future__ import annotations

import pytest
from attrs import evolve

from helpers.asking import asked, found_at, said
from journeykit import (
    Channel,
    Element,
    attribute,
    cell,
    coverage_of,
    journey,
    otherwise,
    persona,
    touchpoint,
)
from journeykit.graph import view_of
from journeykit.model import Journey, Persona
from journeykit.validation import check, everything

MAYA, BEN = persona("Maya"), persona("Ben")
A, B, C = (touchpoint(name) for name in ("Ad", "Basket", "Chat"))


def gift(*people: Persona) -> Journey:
    """A journey with nothing in it yet."""
    return journey("Buying a gift").walked_by(*people)


# ---------------------------------------------------------------------- cells and paths


def test_every_hole_is_a_place_of_its_own() -> None:
    """So that each can be waived, or filled, for itself."""
    pays = touchpoint("Pays", personas=[MAYA])
    returns = touchpoint("Returns it", personas=[MAYA])
    whole = gift(MAYA, BEN).stage("Purchase", pays).stage("Return", returns)
    accepted = whole.waive("persona-stage-hole", reason="not yet", at=cell(BEN, "Return"))
    assert [("Ben × Purchase", "Ben × Return")] == found_at("persona-stage-hole", whole)
    assert [("Ben × Purchase",)] == found_at("persona-stage-hole", accepted)


def test_a_cell_that_does_not_apply_is_no_hole() -> None:
    """Whoever has, with reason, nothing to do somewhere misses nothing."""
    whole = gift(MAYA, BEN).stage("Purchase", touchpoint("Pays", personas=[MAYA]))
    assert [] == said(
        "persona-stage-hole", whole.not_applicable(BEN, "Purchase", reason="Maya pays")
    )


def test_optional_stages_have_no_holes() -> None:
    """A stage that journeys may do without is not missed."""
    whole = gift(MAYA, BEN).stage("Extras", touchpoint("Wraps", personas=[MAYA]), optional=True)
    assert [] == said("persona-stage-hole", whole)


def test_an_experience_brings_a_persona_to_a_touchpoint() -> None:
    """Whoever feels something at a touchpoint comes there, even if only others are named."""
    pays = touchpoint("Pays", personas=[MAYA]).feels(BEN, -1)
    assert [] == said("persona-stage-hole", gift(MAYA, BEN).stage("Purchase", pays))


def test_a_condition_blocks_the_path_and_no_stage_order_leads_around_it() -> None:
    """All cells are filled, and still the persona does not get through."""
    minor = persona("Maya", demographics={"age": 16})
    whole = gift(minor).stage("One", A).stage("Two", B)
    closed = whole.flow(A >> B, when=attribute("age").at_least(18))
    assert ['Maya has no path from the start to the end; no next step is open at "Ad"'] == said(
        "persona-without-path", closed
    )
    assert [] == said("persona-stage-hole", closed)
    assert [] == said("persona-without-path", closed.flow(A >> B, when=otherwise))


def test_only_the_first_closed_step_is_named() -> None:
    """Whoever does not get to the basket is not told what would be closed there as well."""
    minor = persona("Maya", demographics={"age": 16})
    whole = gift(minor).stage("One", A).stage("Two", B).stage("Three", C)
    closed = whole.flow(A >> B >> C, when=attribute("age").at_least(18))
    assert ['Maya has no path from the start to the end; no next step is open at "Ad"'] == said(
        "persona-without-path", closed
    )


def test_a_condition_on_what_nobody_said_lets_everybody_through() -> None:
    """Unknown facts and free text close nothing."""
    whole = gift(MAYA).stage("One", A).stage("Two", B)
    for guard in (attribute("age").at_least(18), "is an adult"):
        assert [] == said("persona-without-path", whole.flow(A >> B, when=guard))


def test_a_persona_who_comes_in_late_has_a_path() -> None:
    """The journey begins for each where the first stage holds something for them."""
    whole = gift(MAYA, BEN).stage("One", touchpoint("Ad", personas=[MAYA])).stage("Two", B)
    assert [] == said("persona-without-path", whole)


def test_an_entry_of_one_persona_says_nothing_of_the_beginning_of_others() -> None:
    """Buyer, administrator and user of a trial: each begins where they first appear."""
    whole = gift(MAYA, BEN).stage("One", touchpoint("Ad", personas=[MAYA], entry=True), B)
    assert [] == said("persona-without-path", whole)


def test_an_exit_of_one_persona_is_no_end_for_those_who_give_up() -> None:
    """Others leave where they last appear, unless they only give up there."""
    ad = touchpoint("Ad", personas=[MAYA], exit=True)
    assert [] == said("persona-without-path", gift(MAYA, BEN).stage("One", B, ad))
    gone = touchpoint("Gives up", personas=[BEN], outcome="abandoned")
    whole = gift(MAYA, BEN).stage("One", ad, gone)
    assert ["Ben never reaches an end of the journey"] == said("persona-without-path", whole)


def test_a_persona_whom_no_closed_step_stops_is_told_no_more() -> None:
    """Ben starts where nothing follows; no step that is closed to him is to blame."""
    ad, pays = touchpoint("Ad", personas=[MAYA], entry=True), touchpoint("Pays", exit=True)
    desk = touchpoint("Desk", personas=[BEN], entry=True)
    whole = gift(MAYA, BEN).stage("One", ad, pays).stage("Two", desk).flow(ad >> pays)
    assert ["Ben has no path from the start to the end"] == said("persona-without-path", whole)


# ---------------------------------------------------------------------- wishes

WISHING = persona("Maya", goals=["speed"], needs=["the total"], expectations=["kindness"])


def test_unserved_goals_are_one_finding() -> None:
    """Each goal is a part of it, as coverage counts them."""
    maya = persona("Maya", goals=["speed", "a low price", "a gift"])
    whole = gift(maya).stage("Purchase", A.serves(maya, "speed"))
    [finding] = asked("goal-unserved", whole)
    assert (
        'no touchpoint serves 2 of 3 goals: "a low price" and "a gift" of Maya' == finding.message
    )
    assert finding.each


def test_a_goal_served_where_others_come_is_unserved() -> None:
    """The touchpoint has to be for the persona whose goal it is."""
    for_ben = touchpoint("Express", personas=[BEN]).serves(WISHING, "speed")
    whole = gift(WISHING, BEN).stage("Purchase", A, for_ben)
    assert ['no touchpoint serves the goal of Maya: "speed"'] == said("goal-unserved", whole)


def test_wishes_are_for_review_while_none_of_their_kind_is_linked() -> None:
    """The map may not be meant to link them; expectations are left unanswered."""
    bare = gift(WISHING).stage("Purchase", A)
    linking_goals = gift(WISHING).stage("Purchase", A.serves(WISHING, "speed"))
    for rule, whole in (
        ("goal-unserved", bare),
        ("need-unserved", bare),
        ("need-unserved", linking_goals),
    ):
        [finding] = asked(rule, whole)
        assert finding.review
    for whole in (bare, linking_goals):
        report = check(whole, everything().select("expectation-unmet"))
        assert ((), 1) == (report.findings, len(report.unanswered))


def test_a_wish_that_a_touchpoint_tells_in_its_words_is_not_called_unserved() -> None:
    """Nothing links the two, but whoever reads the map sees that they belong together."""
    who = persona("Maya", goals=["book an appointment"])
    whole = gift(who).stage("Purchase", touchpoint("Books an appointment online"))
    report = check(whole, everything().select("goal-unserved"))
    assert ((), (), 1) == (report.findings, report.review, len(report.unanswered))
    books = whole.touchpoints[0]
    for other in (
        touchpoint("Books a table"),
        touchpoint("Looks for an appointment near work"),
        books.feels(who, -1),
        books.hurts(who, "no date is free"),
        evolve(books, outcome="failed"),
    ):
        assert ['no touchpoint serves the goal of Maya: "book an appointment"'] == said(
            "goal-unserved", gift(who).stage("Purchase", other)
        )


def test_what_comes_at_any_time_is_within_reach() -> None:
    """A goal served outside the stages is served."""
    help_line = touchpoint("Calls").serves(WISHING, "speed")
    whole = gift(WISHING).stage("One", A).stage("Two", B).anytime(help_line).flow(A >> B)
    assert [] == said("goal-out-of-reach", whole)


def test_a_goal_behind_a_closed_condition_is_out_of_reach() -> None:
    """It is served, for others."""
    minor = persona("Maya", goals=["wine"], demographics={"age": 16})
    wine = touchpoint("Tastes").serves(minor, "wine")
    whole = gift(minor).stage("One", A).stage("Two", wine, B)
    fork = whole.flow(A >> B).flow(A >> wine, when=attribute("age").at_least(18))
    assert [("wine",)] == found_at("goal-out-of-reach", fork)
    assert [] == said("goal-unserved", fork)


def test_a_response_to_the_same_pain_elsewhere_counts() -> None:
    """A pain of the persona that is answered at a touchpoint is answered."""
    maya = persona("Maya", pains=["hidden costs"])
    shown = A.hurts(maya, "hidden costs", response="all costs are shown")
    assert [] == said("persona-pain-unaddressed", gift(maya).stage("Purchase", shown))


# ---------------------------------------------------------------------- channels


def test_all_absent_channels_of_a_persona_are_one_finding() -> None:
    """The persona is the container."""
    maya = persona("Maya", prefers=[Channel.PHONE, Channel.EMAIL, Channel.WEBSITE])
    whole = gift(maya).stage("Purchase", touchpoint("Pays", Channel.WEBSITE))
    assert ['Maya prefers "Phone" and "Email", and has no touchpoint there'] == said(
        "preferred-channel-absent", whole
    )


def test_a_channel_of_the_preferred_category_will_do() -> None:
    """Who prefers support is served by a chat that is support."""
    maya = persona("Maya", prefers=Channel("Chat", category="support"))
    whole = gift(maya).stage("Purchase", touchpoint("Asks", Channel.SUPPORT))
    assert [] == said("preferred-channel-absent", whole)


def test_a_map_that_names_few_channels_is_not_asked() -> None:
    """Where most touchpoints are silent about channels, absence says nothing."""
    maya = persona("Maya", prefers=Channel.PHONE)
    whole = gift(maya).stage("Purchase", touchpoint("Pays", Channel.WEBSITE), A, B)
    assert [] == said("preferred-channel-absent", whole)


def test_a_touchpoint_without_channel_may_be_anywhere() -> None:
    """Only what is said to happen on avoided channels alone is avoided."""
    maya = persona("Maya", avoids=Channel.PHONE)
    calls = touchpoint("Calls", Channel.PHONE)
    assert [] == said("only-avoided-channel", gift(maya).stage("Purchase", calls, A))
    assert [("Maya × Purchase",)] == found_at(
        "only-avoided-channel", gift(maya).stage("Purchase", calls)
    )


@pytest.mark.parametrize(
    ("prefers", "offered"),
    [(Channel.EMAIL, "Channel.EMAIL"), ((), "Channel.PHONE"), (Channel.IN_STORE, "Channel.PHONE")],
)
def test_no_fix_sends_people_where_they_do_not_want_to_go(prefers: Channel, offered: str) -> None:
    """It names what the persona prefers, and never what it avoids."""
    maya = persona("Maya", prefers=prefers, avoids=[Channel.WEBSITE, Channel.IN_STORE])
    whole = gift(maya).stage("Purchase", touchpoint("Pays", Channel.WEBSITE))
    (finding,) = asked("only-avoided-channel", whole)
    assert f"offer an alternative in the stage: touchpoint(…, {offered})" == finding.fix
    for absent in asked("preferred-channel-absent", whole):
        assert f"offer something there: touchpoint(…, {prefers!r})" == absent.fix


# ---------------------------------------------------------------------- profiles


def test_where_nobody_is_named_nobody_is_an_orphan() -> None:
    """Everything is for everybody."""
    assert [] == said("orphan-persona", gift(MAYA, BEN).stage("Purchase", A))


def test_being_spoken_of_anywhere_is_enough() -> None:
    """A transition, a cell that does not apply or an opportunity speaks of a persona too."""
    whole = gift(MAYA, BEN).stage("Purchase", A.feels(MAYA, +1), B)
    assert [("Ben",)] == found_at("orphan-persona", whole)
    for spoken in (
        whole.flow(A >> B, personas=[BEN]),
        whole.not_applicable(BEN, "Purchase", reason="pays cash"),
        whole.opportunity("Invite him", BEN),
    ):
        assert [] == said("orphan-persona", spoken)


def test_one_difference_tells_personas_apart() -> None:
    """A goal, a feeling or a touchpoint of one's own is enough."""
    pays = touchpoint("Pays").feels(MAYA, +1).feels(BEN, +1)
    same = gift(MAYA, BEN).stage("Purchase", pays)
    assert [("Maya", "Ben")] == found_at("undifferentiated-personas", same)
    own = same.stage("Purchase", touchpoint("Wraps", personas=[BEN]))
    assert [] == said("undifferentiated-personas", own)


@pytest.mark.parametrize(
    ("who", "thin"),
    [
        (persona("Maya"), True),
        (persona("Maya", goals=["speed"]), True),
        (persona("Maya", goals=["speed", "a low price"]), False),
        (persona("Maya", "36, Canadian", prefers=Channel.EMAIL), False),
    ],
)
def test_two_things_make_a_persona(*, who: Persona, thin: bool) -> None:
    """Any two things said of a persona, of one kind or of several, are enough."""
    assert thin == bool(said("thin-persona", gift(who).stage("Purchase", A)))


def test_how_much_must_be_known_is_an_option() -> None:
    """Teams with more research ask for more."""
    whole = gift(persona("Maya", goals=["speed", "a low price"])).stage("Purchase", A)
    assert 1 == len(said("thin-persona", whole, least=3))


def test_behaviours_are_found_by_their_words() -> None:
    """The founding example: four behaviours, four touchpoints, in other words."""
    maya = persona("Maya", behaviours=["clicking on an ad", "exploring a shop", "making music"])
    whole = gift(maya).stage("One", touchpoint("Clicks an ad"), touchpoint("Explores the shop"))
    assert ['Maya usually does this, and it is nowhere on the map: "making music"'] == said(
        "behaviour-unmapped", whole
    )
    played = touchpoint("Rests").does(maya, "makes some music")
    assert [] == said("behaviour-unmapped", whole.stage("Two", played))


def test_traits_of_character_are_no_behaviours() -> None:
    """Where not one of them is on the map, they were not meant to be."""
    maya = persona("Maya", behaviours=["impatient", "likes to compare"])
    assert [] == said("behaviour-unmapped", gift(maya).stage("Purchase", A))


# ---------------------------------------------------------------------- branches


def test_a_branch_nobody_on_the_map_takes() -> None:
    """Each is one finding, at the transition."""
    maya = persona("Maya", demographics={"age": 36})
    whole = gift(maya).stage("One", A).stage("Two", B, C)
    fork = whole.flow(A >> B).flow(A >> C, when=attribute("age").at_least(65))
    assert ['no persona can take "Ad → Chat" when "age ≥ 65"'] == said(
        "persona-branch-uncovered", fork
    )


def test_a_branch_that_leads_nowhere_is_taken_all_the_same() -> None:
    """That people get stuck behind it is for other rules to say."""
    gone = touchpoint("Gives up", outcome="abandoned")
    whole = gift(MAYA).stage("One", A, gone).stage("Two", B).flow(A >> B, A >> gone)
    assert [] == said("persona-branch-uncovered", whole)


def test_what_is_out_of_reach_for_all_is_not_blamed_on_personas() -> None:
    """Nothing leads to the basket, so nobody can take what leaves it."""
    whole = gift(MAYA).stage("One", A).stage("Two", B).stage("Three", C).flow(A >> C, B >> C)
    assert [] == said("persona-branch-uncovered", whole)


def test_needs_and_goals_have_addresses_that_can_be_found() -> None:
    """A finding about a wish can be waived and drawn."""
    view = view_of(gift(WISHING).stage("Purchase", A))
    for kind, key in (("goal", "speed"), ("need", "the-total"), ("expectation", "kindness")):
        assert view.has(Element(kind, ("maya", key)))


def test_who_joins_late_or_leaves_early_has_no_hole() -> None:
    """Nothing is missing before the first stage of a persona, nor after the last."""
    late, early = persona("Late"), persona("Early")
    whole = (
        gift(MAYA, early, late)
        .stage("One", touchpoint("A").met_by(MAYA, early))
        .stage("Two", touchpoint("B").met_by(MAYA))
        .stage("Three", touchpoint("C").met_by(MAYA, late))
    )
    assert [] == said("persona-stage-hole", whole)
    cells = coverage_of(whole, "persona_stage")["persona_stage"]
    assert (5, 5) == (cells.numerator, cells.denominator)


def test_a_stage_that_is_empty_for_everybody_is_missing_for_everybody() -> None:
    """Nobody has left; nothing is there yet."""
    whole = gift(MAYA).stage("One", A).stage("Two")
    cells = coverage_of(whole, "persona_stage")["persona_stage"]
    assert (1, 2) == (cells.numerator, cells.denominator)


def test_a_stage_of_others_who_play_another_part_is_no_hole() -> None:
    """An employer is not away while the applicant applies; a second applicant would be."""
    boss, ben = persona("Boss"), persona("Ben")
    whole = (
        gift(MAYA, boss, ben)
        .stage("Posting", touchpoint("Posts").met_by(boss), touchpoint("Reads").met_by(MAYA, ben))
        .stage("Applying", touchpoint("Applies").met_by(MAYA))
        .stage("Choosing", touchpoint("Chooses").met_by(boss), touchpoint("Is told"))
    )
    assert ['Ben has no touchpoint in "Applying"'] == said("persona-stage-hole", whole)
    cells = coverage_of(whole, "persona_stage")["persona_stage"]
    assert [cell(ben, "Applying")] == list(cells.missing)
