"""The sentence: the words that start one, where they were said, and what they refuse."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

import journeykit as jk
from journeykit import (
    Channel,
    Emotion,
    Experience,
    Journey,
    Location,
    Metric,
    Pain,
    Persona,
    Served,
    Stage,
    Touchpoint,
    Transition,
    Trigger,
    five_retention,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.errors import DuplicateKeyError, ModelError, UnknownReferenceError
from journeykit.lifecycle import ROLES
from journeykit.metrics import METRIC_KINDS
from journeykit.model import State
from journeykit.pains import PAIN_KINDS
from journeykit.touchpoints import Purpose
from journeykit.transitions import TransitionKind

HERE = Path(__file__)


def _founding_sentence() -> Journey:
    """Maya buys a gift."""
    maya = persona(
        "Maya",
        "36, Canadian, works in human resources",
        goals=["a gift that arrives by Friday"],
        pains=["hidden costs"],
        prefers=[Channel.WEBSITE, Channel.EMAIL],
    )

    ad = touchpoint("Clicks an ad", Channel.ADVERTISING).feels(maya, +1, "curious")
    shop = touchpoint("Explores the shop", Channel.WEBSITE).feels(maya, +1)
    basket = (
        touchpoint("Abandons the basket", Channel.WEBSITE, outcome="abandoned")
        .feels(maya, -2, "annoyed")
        .hurts(maya, "shipping cost appears at the last step")
    )
    reminder = touchpoint(
        "Basket reminder", Channel.EMAIL, initiator="company", trigger="basket abandoned"
    )
    purchase = (
        touchpoint("Pays", Channel.WEBSITE)
        .feels(maya, +1, "relieved")
        .serves(maya, "a gift that arrives by Friday")
    )

    return (
        journey("Buying a gift", state="as-is")
        .walked_by(maya)
        .stage("Awareness", ad)
        .stage("Consideration", shop)
        .stage("Purchase", basket, reminder, purchase)
        .flow(ad >> shop >> purchase)
        .flow(shop >> basket, when="the total is a surprise")
        .flow(basket >> reminder >> purchase, kind="recovery")
    )


def test_the_founding_sentence_is_the_constructors_journey() -> None:
    """The sentence and the constructors say the same thing."""
    wish = "a gift that arrives by Friday"
    ad = Touchpoint(
        "Clicks an ad",
        (Channel.ADVERTISING,),
        experiences=(Experience("maya", emotion=Emotion(1, "curious")),),
    )
    shop = Touchpoint(
        "Explores the shop",
        Channel.WEBSITE,
        experiences=(Experience("maya", emotion=Emotion(1)),),
    )
    basket = Touchpoint(
        "Abandons the basket",
        Channel.WEBSITE,
        outcome="abandoned",
        experiences=(
            Experience(
                "maya",
                emotion=Emotion(-2, "annoyed"),
                pains="shipping cost appears at the last step",
            ),
        ),
    )
    reminder = Touchpoint(
        "Basket reminder", Channel.EMAIL, initiator="company", trigger=Trigger("basket abandoned")
    )
    pays = Touchpoint(
        "Pays",
        Channel.WEBSITE,
        experiences=(Experience("maya", emotion=Emotion(1, "relieved")),),
        served=(Served("maya", wish),),
    )
    steps = [
        (ad, shop, {}),
        (shop, pays, {}),
        (shop, basket, {"when": "the total is a surprise"}),
        (basket, reminder, {"kind": "recovery"}),
        (reminder, pays, {"kind": "recovery"}),
    ]
    built = Journey(
        "Buying a gift",
        state="as-is",
        personas=[
            Persona(
                "Maya",
                "36, Canadian, works in human resources",
                goals=wish,
                pains=[Pain("hidden costs")],
                prefers=[Channel.WEBSITE, Channel.EMAIL],
            )
        ],
        stages=[
            Stage("Awareness", [ad]),
            Stage("Consideration", [shop]),
            Stage("Purchase", [basket, reminder, pays]),
        ],
        transitions=[Transition(a.element, b.element, **said) for a, b, said in steps],
    )
    assert built == _founding_sentence()
    assert hash(built) == hash(_founding_sentence())


def test_the_founding_sentence_holds_what_it_says() -> None:
    """Its size, and what stands where."""
    gift = _founding_sentence()
    assert "Journey('Buying a gift', 1 persona, 3 stages, 5 touchpoints, 5 transitions)" == repr(
        gift
    )
    assert {
        "awareness": ["clicks-an-ad"],
        "consideration": ["explores-the-shop"],
        "purchase": ["abandons-the-basket", "basket-reminder", "pays"],
    } == {s.key: [t.key for t in s.touchpoints] for s in gift.stages}
    assert -2.0 == gift.touchpoints[2].valence_of("maya")


def test_the_sentence_may_be_said_again() -> None:
    """Running the cell twice gives the same journey, wherever it was said."""
    assert _founding_sentence() == _founding_sentence()


@pytest.mark.parametrize(
    "word",
    [persona, touchpoint, stage, journey],
    ids=lambda word: word.__name__,
)
def test_a_word_takes_every_field_of_its_class(word: Any) -> None:
    """What a constructor can say, the word can say, but for what verbs say better."""
    kind = {"persona": Persona, "touchpoint": Touchpoint, "stage": Stage, "journey": Journey}
    by_verb = {
        "persona": set(),
        "touchpoint": {"served", "experiences", "waivers"},
        "stage": {"experiences", "waivers"},
        "journey": {
            *("personas", "presences", "any_time", "transitions", "opportunities"),
            *("experiences", "pains", "excluded", "waivers", "stage_model"),
        },
    }[word.__name__]
    fields = {a.name for a in attrs.fields(kind[word.__name__]) if a.init} - {"location"}
    assert fields - by_verb == set(inspect.signature(word).parameters)


@pytest.mark.parametrize("word", [persona, touchpoint, stage, journey], ids=lambda w: w.__name__)
def test_a_word_refuses_a_misspelt_keyword(word: Any) -> None:
    """Python itself says so."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'descripton'"):
        word("X", descripton="y")


def test_a_word_remembers_where_it_was_said() -> None:
    """File and line, so that a finding can point there; they take no part in equality."""
    line = inspect.currentframe().f_lineno  # type: ignore[union-attr]
    said = [persona("A"), touchpoint("A"), stage("A"), journey("A")]
    made = journey("A").stage("B").insert("C", after="B")
    assert [Location(str(HERE), line + 1)] * 4 == [each.location for each in said]
    assert [Location(str(HERE), line + 2)] * 2 == [each.location for each in made.stages]
    assert Touchpoint("A") == touchpoint("A")
    assert Touchpoint("A").location is None


def test_words_take_values_or_what_makes_them() -> None:
    """One thing needs no list, a name is enough for a value."""
    maya = persona("Maya", goals="peace", prefers=Channel.EMAIL, segment=jk.Segment("Early birds"))
    assert ("peace", "early-birds") == (maya.goals[0].name, maya.segment)
    assert (Channel.EMAIL,) == maya.prefers
    ad = touchpoint("Ad", Channel.EMAIL, personas=maya, owner="Ann", trigger="arrives")
    assert (("maya",), "Ann") == (ad.personas, ad.owner.name if ad.owner else "")
    assert Trigger("arrives") == ad.trigger
    first = stage("First")
    assert (None, (), ("first",)) == (
        stage("X").after,
        stage("X", after=()).after,
        stage("X", after=first).after,
    )
    assert ((), ("awareness",)) == (stage("X").roles, stage("X", roles="awareness").roles)
    assert () == stage("Awareness", roles=()).roles


def test_an_empty_key_is_no_key() -> None:
    """`key=""` leaves the slug."""
    assert ["a"] * 4 == [word("A", key="").key for word in (persona, touchpoint, stage, journey)]
    assert ["z"] * 4 == [word("A", key="z").key for word in (persona, touchpoint, stage, journey)]


def test_a_journey_may_start_from_a_stage_model() -> None:
    """It has the model's stages, and means to cover its roles."""
    made = journey("Shop", stages=five_retention)
    assert five_retention.stages == made.stages
    assert five_retention.roles == made.scope
    assert five_retention.key == made.stage_model
    assert ("awareness",) == journey("Shop", stages=five_retention, scope="awareness").scope
    assert [stage("A")] == list(journey("Shop", stages=[stage("A")]).stages)


# ---------------------------------------------------------------------- stages of a journey


def test_a_stage_grows_when_it_is_said_again() -> None:
    """Touchpoints, pains and metrics add up; other words replace; what is left out stays."""
    ad, shop = touchpoint("Ad"), touchpoint("Shop")
    made = (
        journey("Gift")
        .stage("Awareness", ad, description="first", optional=True, pains="noise")
        .stage("awareness", shop, description="at first", pains=["dirt"], metrics="reach")
    )
    (only,) = made.stages
    assert (ad, shop) == only.touchpoints
    assert ("Awareness", "at first", True) == (only.name, only.description, only.optional)
    assert ["noise", "dirt"] == [pain.text for pain in only.pains]
    assert ["reach"] == [metric.name for metric in only.metrics]


def test_a_stage_value_takes_the_keywords_too() -> None:
    """Nothing that was said is dropped in silence."""
    made = journey("Gift").stage(stage("A"), optional=True, customer_goal="peace", roles="advocacy")
    (only,) = made.stages
    assert (True, "peace", ("advocacy",)) == (only.optional, only.customer_goal, only.roles)


def test_a_stage_value_replaces_what_was_known_of_it() -> None:
    """The same stage with more to say counts; touchpoints are never lost."""
    ad, shop = touchpoint("Ad"), touchpoint("Shop")
    made = journey("Gift").stage("A", ad).stage(stage("A", shop, description="new"))
    assert ("new", (ad, shop)) == (made.stages[0].description, made.stages[0].touchpoints)


def test_one_name_may_stand_twice_with_two_keys() -> None:
    """A key of its own makes another stage of the same name."""
    made = journey("Care").stage("Visit").stage("Visit", key="second-visit")
    assert ["visit", "second-visit"] == [each.key for each in made.stages]
    assert made == made.stage("Visit", key="second-visit")


def test_two_stages_under_one_key_are_refused() -> None:
    """The error names both."""
    with pytest.raises(DuplicateKeyError, match='"Pay now" and "Pay later"'):
        journey("Gift").stage(stage("Pay now", key="pay")).stage(stage("Pay later", key="pay"))


def test_stages_may_run_side_by_side() -> None:
    """`after` takes one stage, several, or none."""
    start, left, right = stage("Start"), stage("Left"), stage("Right")
    made = (
        journey("Gift")
        .stage(start)
        .stage(left, after=start)
        .stage(right, after=start)
        .stage("End", after=[left, right])
        .stage("Beside", after=[])
    )
    assert [None, ("start",), ("start",), ("left", "right"), ()] == [s.after for s in made.stages]


def test_a_stage_can_be_put_between_others() -> None:
    """What followed now follows the new one, also where it said so itself."""
    first = stage("First")
    made = journey("Gift").stage(first).stage("Last", after=first).insert("Middle", after="First")
    assert ["first", "middle", "last"] == [each.key for each in made.stages]
    assert [None, None, ("middle",)] == [each.after for each in made.stages]


def test_a_renamed_stage_keeps_what_points_to_it() -> None:
    """Name changes, key and roles stay."""
    made = journey("Gift").stage("Purchase", touchpoint("Pays")).rename("Purchase", "Checkout")
    assert [("Checkout", "purchase", ("purchase",))] == [
        (s.name, s.key, s.roles) for s in made.stages
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (lambda j: j.insert("X", after="Purchse"), 'did you mean "Purchase"?'),
        (lambda j: j.rename("Purchse", "X"), 'unknown key or name "Purchse" in journey "Gift"'),
        (lambda j: j.stage("X", after=stage("Y")), 'unknown stage "y" in after of stage "X"'),
    ],
    ids=["insert", "rename", "after"],
)
def test_a_stage_that_is_not_there_is_named(said: Any, message: str) -> None:
    """With the nearest that is."""
    with pytest.raises(UnknownReferenceError) as caught:
        said(journey("Gift").stage("Purchase"))
    assert message in str(caught.value)


def test_inserting_what_is_there_is_refused() -> None:
    """A stage has one place."""
    made = journey("Gift").stage("A").stage("B")
    with pytest.raises(DuplicateKeyError):
        made.insert("B", after="A")


def test_a_misspelt_keyword_of_a_stage_is_refused() -> None:
    """Python itself says so, and a type checker before it."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'optionl'"):
        journey("Gift").stage("A", optionl=True)  # type: ignore[call-arg]


def test_stages_in_a_circle_are_refused() -> None:
    """The circle is shown."""
    with pytest.raises(ModelError, match="come after each other in a circle: "):
        Journey("Gift", stages=[Stage("A", after="b"), Stage("B", after=("a",))])


@pytest.mark.parametrize(
    "name",
    ["お支払い", "الدفع", "भुगतान किया", "ชำระเงิน", "Überprüfung", "😀🎉", "Z\u0351a\u036b"],
)
def test_any_script_makes_a_key(name: str) -> None:
    """Names need no Latin letters, and marks are part of what they stand on."""
    made = journey(name).walked_by(persona(name)).stage(name, touchpoint(name))
    assert name == made.touchpoints[0].name
    assert made == made.stage(name, touchpoint(name))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (touchpoint, get_args(Purpose)),
        (Touchpoint, get_args(Purpose)),
        (Touchpoint.hurts, PAIN_KINDS),
        (Pain, PAIN_KINDS),
        (Metric, METRIC_KINDS),
        (stage, ROLES),
        (Stage, ROLES),
        (Journey.stage, ROLES),
        (journey, (*ROLES, *get_args(State))),
        (Journey.flow, get_args(TransitionKind)),
    ],
    ids=lambda value: getattr(value, "__name__", "") if inspect.isclass(value) else None,
)
def test_the_help_of_python_names_every_word(written: Any, words: tuple[str, ...]) -> None:
    """Where a word is chosen, all there are can be read."""
    told = " ".join(inspect.getdoc(written).split())  # type: ignore[union-attr]
    assert [] == [word for word in words if word and f"`{word}`" not in told]


def test_an_example_of_a_word_is_a_word() -> None:
    """No purpose at all is allowed, and shows nobody how one is written."""
    with pytest.raises(ModelError, match=r'expected a word such as "inform", got 7'):
        touchpoint("Pays", purpose=7)  # type: ignore[arg-type]
