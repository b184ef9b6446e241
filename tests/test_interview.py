"""The questions that a map leaves open, in the order of an interview."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given

from journeykit import Channel, Journey, Metric, check, journey, persona, touchpoint
from journeykit.interview import questions
from journeykit.management import Evidence
from journeykit.testing.strategies import journeys


def _asked(whole: Journey) -> list[str]:
    return [each.question for each in questions(whole, "map")]


def test_an_empty_map_is_asked_who_where_and_what_could_be_better() -> None:
    """The interview begins with the customers and ends with ideas."""
    assert [
        "Who are your customers?",
        "What has to happen for “Buying a gift” to begin?",
        "Which stages do people go through?",
        "What could be better, and what is missing?",
        "How will you know that the journey works as a whole?",
        "Who answers for the journey from end to end?",
    ] == _asked(journey("Buying a gift"))


def test_every_field_of_a_persona_is_asked_for() -> None:
    """Who they are, what they need, what hurts, what they want and why, how they like it."""
    about = [
        q for q in questions(journey("Gift").walked_by(persona("Maya")), "map") if q.name == "Maya"
    ]
    assert [
        "description",
        "needs",
        "pains",
        "goals",
        "motivations",
        "expectations",
        "behaviours",
        "prefers",
        "evidence",
    ] == [each.field for each in about]
    assert "What does Maya want to reach?" == about[3].question
    assert 'persona(…, goals=["…"]) or .wants("…")' == about[3].answer


def test_at_a_touchpoint_each_persona_who_comes_there_is_asked() -> None:
    """What they do, think and feel, and what could put them off."""
    maya, tom = persona("Maya"), persona("Tom T.")
    pays = touchpoint("Pays", Channel.WEBSITE, owner="Shop").met_by(maya)
    whole = journey("Gift").walked_by(maya, tom).stage("Purchase", pays)
    about = [each for each in questions(whole, "map") if each.element == pays.element]
    assert ["actions", "thoughts", "emotion", "pains"] == [each.field for each in about]
    assert "What does Maya do at “Pays”?" == about[0].question
    assert '.does(maya, "…")' == about[0].answer
    everybody = [
        q for q in questions(whole.anytime(touchpoint("Calls")), "map") if q.name == "Calls"
    ]
    assert 2 + 4 + 4 == len(everybody)
    assert '.hurts(tom_t, "…")' == everybody[-1].answer


def test_what_went_well_is_not_asked_for_obstacles() -> None:
    """Nobody is asked what put them off where they were glad."""
    maya = persona("Maya")
    glad = touchpoint("Pays").feels(maya, +1)
    whole = journey("Gift").walked_by(maya).stage("Purchase", glad)
    assert "What could put Maya off at “Pays”?" not in _asked(whole)
    low = journey("Gift").walked_by(maya).stage("Purchase", glad.feels(maya, -1))
    assert "What could put Maya off at “Pays”?" in _asked(low)


def test_a_map_that_says_everything_leaves_no_question() -> None:
    """Each answer takes its question away."""
    maya = persona(
        "Maya",
        "36",
        needs=["a"],
        pains=["b"],
        goals=["c"],
        motivations=["d"],
        expectations=["e"],
        behaviours=["f"],
        prefers=[Channel.EMAIL],
        evidence=[Evidence("interviews")],
    )
    pays = (
        touchpoint("Pays", Channel.EMAIL, owner="Shop")
        .does(maya, "pays")
        .thinks(maya, "at last")
        .feels(maya, +1)
    )
    whole = (
        journey("Gift", scenario="a birthday", owner="Shop", metrics=[Metric("Sales")])
        .walked_by(maya)
        .stage("Purchase", pays, customer_goal="a gift", company_goal="a sale", metrics=["Sales"])
        .opportunity("Gift wrap", pays)
    )
    assert () == questions(whole, "map")


def test_a_question_prints_with_its_answer() -> None:
    """The question, and below it what to write."""
    (first, *_) = questions(journey("Gift"))
    assert 'Who are your customers?\n    .walked_by(persona("…"))' == str(first)


def test_braces_in_a_name_are_only_braces() -> None:
    """Names are put in, never read as a template."""
    assert "What has to happen for “{name} {0}” to begin?" in _asked(journey("{name} {0}"))


@given(journeys())
def test_whatever_the_map_the_questions_come_thing_by_thing(whole: Journey) -> None:
    """Things are asked about in one go; only the journey comes first and last."""
    asked = questions(whole, "map")
    assert asked == questions(whole, "map")
    things = [element for element, _ in groupby(asked, key=lambda q: q.element)]
    others = [element for element in things if element != whole.element]
    assert len(set(others)) == len(others)


# ---------------------------------------------------------------------- what opens most comes first


def test_what_lets_most_rules_judge_is_asked_first() -> None:
    """Then the map, in the order of an interview; the day is no matter of a map."""
    shop = journey("Gift").walked_by(persona("Maya")).stage("Purchase", touchpoint("Pays"))
    asked = questions(shop)
    opened = [each.opens for each in asked]
    unstated = [each for each in check(shop).unstated if each[0].what != "what day it is"]
    assert [(f"Can you say {each.what}?", number) for each, number in unstated] == [
        (each.question, each.opens) for each in asked if each.opens
    ]
    assert opened == sorted(opened, reverse=True)
    assert tuple(each for each in asked if not each.opens) == questions(shop, "map")


def test_five_questions_are_shown_and_the_number_of_the_others() -> None:
    """In a notebook and in print; fewer are shown all."""
    asked = questions(journey("Gift").walked_by(persona("Maya")), "map")
    more = f"and {len(asked) - 5} more questions"
    assert str(asked).endswith(f"\n{more}")
    assert 5 == sum(str(each) in str(asked) for each in asked)
    assert asked._repr_html_().endswith(f"<p>{more}</p>")
    assert [True] * 5 + [False] * (len(asked) - 5) == [
        each._repr_html_() in asked._repr_html_() for each in asked
    ]
    few = type(asked)(asked[:5])
    assert "more questions" not in str(few) + few._repr_html_()
