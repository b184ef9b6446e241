"""Verbs: each returns a new value of the same type, and what is said twice is said once."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import (
    Channel,
    Element,
    Emotion,
    Evidence,
    Goal,
    Journey,
    Metric,
    NotApplicable,
    Opportunity,
    Owner,
    Pain,
    Path,
    Persona,
    Segment,
    Served,
    Stage,
    System,
    Touchpoint,
    Transition,
    Waiver,
    cell,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.addresses import element_of, key_of
from journeykit.errors import DuplicateKeyError, ModelError, UnknownReferenceError
from journeykit.growth import grown
from journeykit.testing.strategies import journeys

MAYA = persona("Maya", goals=["a gift by Friday"])
TOM = persona("Tom")
AD, SHOP, PAYS = touchpoint("Ad"), touchpoint("Shop"), touchpoint("Pays")
GIFT = journey("Gift").walked_by(MAYA, TOM).stage("Awareness", AD, SHOP).stage("Purchase", PAYS)

PERSONA_VERBS: dict[str, Callable[[Persona], Persona]] = {
    "wants": lambda p: p.wants("peace", Goal("quiet")),
    "suffers": lambda p: p.suffers("noise", Pain("dirt")),
    "evidenced_by": lambda p: p.evidenced_by("interviews", Evidence("survey", "reported")),
}
TOUCHPOINT_VERBS: dict[str, Callable[[Touchpoint], Touchpoint]] = {
    "feels": lambda t: t.feels(MAYA, +1, "relieved"),
    "does": lambda t: t.does(MAYA, "clicks", "waits"),
    "thinks": lambda t: t.thinks(MAYA, "why?"),
    "says": lambda t: t.says(MAYA, "Well."),
    "hurts": lambda t: t.hurts(MAYA, "hidden cost", kind="cost", severity=4),
    "serves": lambda t: t.serves(MAYA, "a gift by Friday"),
    "met_by": lambda t: t.met_by(MAYA, TOM),
    "on": lambda t: t.on(Channel.EMAIL, Channel.PHONE),
    "supported_by": lambda t: t.supported_by("warehouse", backstage="packs"),
    "handled_by": lambda t: t.handled_by("Shop", "packs", "posts", channel=Channel.MAIL),
    "measured_by": lambda t: t.measured_by("NPS", Metric("CES", "ces")),
    "owned_by": lambda t: t.owned_by("Ann", "Sales"),
    "waive": lambda t: t.waive("JK101", reason="on purpose"),
    "evidenced_by": lambda t: t.evidenced_by("log file"),
}
STAGE_VERBS: dict[str, Callable[[Stage], Stage]] = {
    "including": lambda s: s.including(AD, SHOP),
    "hurts": lambda s: s.hurts("too long"),
    "measured_by": lambda s: s.measured_by("conversion"),
    "waive": lambda s: s.waive("JK101", reason="on purpose", at=s),
}
JOURNEY_VERBS: dict[str, Callable[[Journey], Journey]] = {
    "walked_by": lambda j: j.walked_by(MAYA, persona("Zoe")),
    "anytime": lambda j: j.anytime(touchpoint("Help")),
    "flow": lambda j: j.flow(AD >> SHOP >> PAYS, when="sunny", personas=[MAYA]),
    "opportunity": lambda j: j.opportunity("Show costs", PAYS, MAYA, owner="Ann"),
    "aims_at": lambda j: j.aims_at("more sales"),
    "not_applicable": lambda j: j.not_applicable(TOM, "Purchase", reason="he never buys"),
    "measured_by": lambda j: j.measured_by("NPS"),
    "owned_by": lambda j: j.owned_by(Owner("Ann")),
    "waive": lambda j: j.waive("JK101", reason="on purpose", at=PAYS),
    "replace": lambda j: j.replace(persona("Tom", "A neighbour")),
    "stage": lambda j: j.stage("Loyalty", touchpoint("Card"), optional=True, pains="spam"),
}
EVERY_VERB: list[tuple[str, Any, Callable[[Any], Any]]] = [
    *((f"persona {name}", persona("Lee"), verb) for name, verb in PERSONA_VERBS.items()),
    *((f"touchpoint {name}", touchpoint("X"), verb) for name, verb in TOUCHPOINT_VERBS.items()),
    *((f"stage {name}", stage("X"), verb) for name, verb in STAGE_VERBS.items()),
    *((f"journey {name}", GIFT, verb) for name, verb in JOURNEY_VERBS.items()),
]
each_verb = pytest.mark.parametrize(
    ("before", "verb"), [(v, f) for _, v, f in EVERY_VERB], ids=[name for name, _, _ in EVERY_VERB]
)


@each_verb
def test_a_verb_returns_a_new_value_of_the_same_type(before: Any, verb: Any) -> None:
    """The old value says what it said before."""
    was = repr(before), hash(before)
    after = verb(before)
    assert type(before) is type(after)
    assert before != after
    assert was == (repr(before), hash(before))


@each_verb
def test_what_is_said_twice_is_said_once(before: Any, verb: Any) -> None:
    """A notebook cell may run again."""
    once = verb(before)
    assert once == verb(once)
    assert once == verb(before)


@each_verb
def test_a_verb_keeps_key_name_and_place(before: Any, verb: Any) -> None:
    """Saying more about a thing does not make it another thing."""
    after = verb(before)
    assert (before.key, before.name, before.location) == (after.key, after.name, after.location)


TAKEN_BACK: dict[str, tuple[object, ...]] = {
    "persona wants": ("peace", "quiet"),
    "persona suffers": (Pain,),
    "persona evidenced_by": ("interviews", Evidence("survey", "reported")),
    "touchpoint feels": (Emotion,),
    "touchpoint does": ("clicks", "waits"),
    "touchpoint thinks": ("why?",),
    "touchpoint says": (MAYA,),
    "touchpoint hurts": ("hidden cost",),
    "touchpoint serves": (MAYA.goals[0].name,),
    "touchpoint met_by": (MAYA, TOM),
    "touchpoint on": (Channel.EMAIL, "phone"),
    "touchpoint supported_by": (System, "packs"),
    "touchpoint handled_by": ("packs", "posts"),
    "touchpoint measured_by": ("NPS", Metric("CES", "ces")),
    "touchpoint owned_by": (Owner,),
    "touchpoint waive": ("JK101",),
    "touchpoint evidenced_by": (Evidence,),
    "stage including": (AD, SHOP),
    "stage hurts": ("too long",),
    "stage measured_by": ("conversion",),
    "stage waive": (Waiver,),
    "journey aims_at": ("more sales",),
    "journey not_applicable": (NotApplicable("tom", "purchase", "he never buys"),),
    "journey measured_by": (Metric("NPS"),),
    "journey owned_by": ("Ann",),
    "journey waive": ("JK101",),
}


@pytest.mark.parametrize(
    ("verb", "before", "say"),
    [pytest.param(n, v, f, id=n) for n, v, f in EVERY_VERB if n in TAKEN_BACK],
)
def test_what_a_verb_said_can_be_taken_back(verb: str, before: Any, say: Any) -> None:
    """By its words, its value or its class; what comes back is equal to what was."""
    assert before == say(before).without(*TAKEN_BACK[verb])


def test_every_verb_can_be_taken_back() -> None:
    """What others may refer to is for `remove`."""
    removed = {"walked_by", "anytime", "flow", "opportunity", "replace", "stage"}
    assert {name for name, _, _ in EVERY_VERB} - {f"journey {n}" for n in removed} == {*TAKEN_BACK}


def test_what_was_said_of_one_persona_is_taken_back_alone() -> None:
    """`of` says whose."""
    both = AD.hurts(MAYA, "slow").hurts(TOM, "slow").feels(TOM, 1).on(Channel.EMAIL)
    assert AD.hurts(MAYA, "slow").feels(TOM, 1).on(Channel.EMAIL) == both.without("slow", of=TOM)
    assert AD.hurts(MAYA, "slow").on(Channel.EMAIL) == both.without(TOM)
    assert AD.hurts(MAYA, "slow").feels(TOM, 1).on(Channel.EMAIL) == both.without("slow", of="tom")
    assert both == both.without(Waiver)


def test_keys_and_names_do_where_a_journey_is_asked() -> None:
    """Opportunities and waivers of a journey take what look-up takes."""
    said = GIFT.opportunity("Faster", "shop", "stage:purchase", "MAYA").opportunities
    assert GIFT.opportunity("Faster", SHOP, GIFT.stages[-1], MAYA).opportunities == said
    waived = GIFT.waive("no-exit", reason="later", at="shop").waivers
    assert GIFT.waive("no-exit", reason="later", at=SHOP).waivers == waived
    with pytest.raises(UnknownReferenceError, match='did you mean "shop"'):
        GIFT.waive("no-exit", reason="later", at="shpo")


@pytest.mark.parametrize(
    ("take_back", "message"),
    [
        (lambda: AD.hurts(MAYA, "slow").without("slo"), 'did you mean "slow"?'),
        (lambda: AD.without("slow"), 'unknown word "slow" in touchpoint "Ad"'),
        (lambda: AD.without(Channel.EMAIL), 'the channel "Email" was not said of the touchpoint'),
        (lambda: GIFT.without(AD), 'the touchpoint "Ad" was not said of the journey "Gift"'),
        (lambda: GIFT.without(MAYA), 'refer to the persona "Maya"; .remove(…) takes along'),
        (lambda: AD.without("slow", of=AD), 'expected a persona such as persona("Maya")'),
        (AD.without, "expected what to take back, such as a pain"),
        (
            lambda: AD.hurts(MAYA, "slow").without("slow", of=TOM),
            '"slow" was not said of "Tom" at the touchpoint "Ad", but of "maya"',
        ),
        (
            lambda: AD.hurts(MAYA, "slow").without("slo", of=MAYA),
            'unknown word "slo" in what was said of "Maya" at the touchpoint "Ad"; did you mean',
        ),
        (
            lambda: AD.hurts(MAYA, "slow").without(Emotion, of=MAYA),
            'no emotion was said of "Maya" at the touchpoint "Ad"',
        ),
        (
            lambda: AD.hurts(MAYA, "slow").without("slow", of="may"),
            'unknown persona "may" in what was said of the touchpoint "Ad"; did you mean "maya"?',
        ),
    ],
    ids=range(11),
)
def test_what_was_not_said_cannot_be_taken_back(take_back: Any, message: str) -> None:
    """The nearest that was said is named; what others refer to is removed instead."""
    with pytest.raises(ModelError) as caught:
        take_back()
    assert message in str(caught.value)


@given(journeys(), st.data())
def test_flows_can_be_said_again_on_any_journey(made: Journey, data: st.DataObject) -> None:
    """Every transition of a journey is already said, wherever it stands."""
    if made.transitions:
        again = data.draw(st.lists(st.sampled_from(made.transitions)))
        assert made == grown(made, tuple(again))


def test_two_journeys_that_grow_from_one_do_not_meet() -> None:
    """What one branch says is new to the other."""
    one = GIFT.flow(AD >> SHOP)
    left, right = one.flow(SHOP >> PAYS), one.flow(SHOP >> AD)
    assert ["ad", "shop"] == [t.source.key for t in left.transitions]
    assert left.transitions == right.flow(SHOP >> PAYS).transitions[:1] + left.transitions[1:]
    assert ["pays"] == [t.target.key for t in one.flow(SHOP >> PAYS).transitions[1:]]
    assert 3 == len(right.flow(SHOP >> PAYS).transitions)


# ---------------------------------------------------------------------- what verbs say


def test_an_experience_grows_and_its_last_emotion_counts() -> None:
    """Actions, thoughts and pains add up; a feeling is replaced."""
    made = (
        AD.feels(MAYA, -1, "annoyed").does(MAYA, "looks").does(MAYA, "clicks").feels(MAYA, "lost")
    )
    (experience,) = made.experiences
    assert ("looks", "clicks") == experience.actions
    assert experience.emotion is not None
    assert (-1.0, "lost") == (experience.emotion.valence, experience.emotion.label)


def test_experiences_of_two_personas_stay_apart() -> None:
    """Each persona has one experience, in the order in which they were spoken of."""
    made = AD.does(TOM, "a").does(MAYA, "b").does(TOM, "c")
    assert [("tom", ("a", "c")), ("maya", ("b",))] == [
        (e.persona, e.actions) for e in made.experiences
    ]


def test_pains_take_kind_and_severity_from_the_verb() -> None:
    """A sentence takes them; a pain keeps its own."""
    made = AD.hurts(MAYA, "late", Pain("rude", "lack of support"), kind="waiting", severity=5)
    assert (Pain("late", "waiting", 5), Pain("rude", "lack of support")) == (
        made.experiences[0].pains
    )


def test_serving_a_goal_keeps_its_own_key() -> None:
    """A goal with a key of its own is served under that key."""
    goal = Goal("a gift by Friday", key="g1")
    assert (Served("maya", "a gift by Friday", "g1"),) == AD.serves(MAYA, goal).served


def test_an_owner_may_be_a_name() -> None:
    """A name with a department, or an owner."""
    assert Owner("Ann", "Sales") == AD.owned_by("Ann", "Sales").owner
    assert Owner("Ann") == AD.owned_by(Owner("Ann")).owner


def test_a_waiver_says_where_and_until_when() -> None:
    """The place is stored as an address."""
    day = datetime.date(2027, 1, 1)
    made = GIFT.waive("JK101", reason="pilot", at=PAYS, until=day, by="Ann")
    assert (
        Waiver("JK101", "pilot", Element("touchpoint", ("pays",)), until=day, by="Ann"),
    ) == made.waivers


def _everything(made: Journey) -> tuple[Any, ...]:
    return (*made.personas, *made.stages, *made.touchpoints)


@given(journeys())
def test_replacing_by_itself_changes_nothing(made: Journey) -> None:
    """Whatever the journey holds."""
    for each in _everything(made):
        assert made == made.replace(each)


@given(journeys())
def test_what_points_to_the_old_one_points_to_the_new(made: Journey) -> None:
    """The new one stands where the old one stood, and everything else is as it was."""
    for each in _everything(made):
        new = attrs.evolve(each, description="as it is now")
        after = made.replace(new)
        kind = type(each)
        was = [t.key for t in _everything(made) if isinstance(t, kind)]
        assert was == [t.key for t in _everything(after) if isinstance(t, kind)]
        assert new in _everything(after)
        assert made.transitions == after.transitions
        assert made.opportunities == after.opportunities
        assert made == after.replace(each)


def test_what_is_not_there_cannot_be_replaced() -> None:
    """The error knows what there is."""
    with pytest.raises(UnknownReferenceError) as caught:
        GIFT.replace(touchpoint("Shops"))
    assert ("touchpoint", "shop") == (caught.value.kind, caught.value.suggestion)
    with pytest.raises(UnknownReferenceError, match='unknown persona "zoe" in journey "Gift"'):
        GIFT.replace(persona("Zoe"))
    with pytest.raises(ModelError, match='a touchpoint, a stage or a persona, got the journey "G'):
        GIFT.replace(GIFT)  # type: ignore[arg-type]


def test_a_stage_may_not_leave_behind_what_others_point_to() -> None:
    """Flows would lead nowhere."""
    with pytest.raises(UnknownReferenceError, match='unknown touchpoint "ad"'):
        GIFT.flow(AD >> SHOP).replace(stage("Awareness", SHOP))


@pytest.mark.parametrize(
    "again",
    [
        lambda: GIFT.stage("Purchase", PAYS.feels(MAYA, 2)),
        lambda: GIFT.walked_by(persona("Maya", goals=["other"])),
        lambda: Journey("J", stages=[Stage("A"), Stage("A", description="b")]),
    ],
    ids=["touchpoint", "persona", "stage"],
)
def test_two_versions_of_one_thing_are_told_from_two_things(again: Callable[[], Journey]) -> None:
    """Who changed their mind reads how to replace."""
    with pytest.raises(DuplicateKeyError, match=r"^two versions of one \w+ have .*\.replace\(…\)"):
        again()


@pytest.mark.parametrize("owner", [AD, stage("X"), GIFT], ids=["touchpoint", "stage", "journey"])
def test_the_later_of_two_waivers_of_a_rule_at_a_place_counts(owner: Any) -> None:
    """A cell that runs again with another reason replaces the waiver, and leaves the others."""
    said = (
        owner.waive("JK102", reason="a")
        .waive("JK101", reason="b")
        .waive("JK101", reason="c", at=PAYS)
    )
    again = said.waive("JK102", reason="better", by="Ann")
    assert (Waiver("JK102", "better", by="Ann"), *said.waivers[1:]) == again.waivers


def test_an_opportunity_becomes_a_plan() -> None:
    """Owner, metric and date make an idea a plan; what it addresses is stored as addresses."""
    day = datetime.date(2027, 1, 1)
    made = GIFT.opportunity(
        "Show costs", PAYS, cell(MAYA, "Purchase"), owner="Ann", metric="Completed sales", due=day
    )
    (plan,) = made.opportunities
    assert (Owner("Ann"), "Completed sales", day) == (plan.owner, plan.metric, plan.due)
    assert ["touchpoint:pays", "cell:maya/purchase"] == [str(e) for e in plan.addresses]
    assert GIFT.opportunity(plan).opportunities == made.opportunities
    nps = Metric("NPS", key="m1")
    assert "m1" == GIFT.opportunity("x", metric=nps).opportunities[0].metric
    assert "" == GIFT.opportunity("x").opportunities[0].metric
    everywhere = GIFT.opportunity("x", everywhere=True).opportunities
    assert (Opportunity("x", everywhere=True),) == everywhere


def test_a_flow_says_all_that_a_transition_has() -> None:
    """Every keyword of `flow` reaches each step of each path."""
    made = GIFT.flow(
        AD >> SHOP,
        SHOP >> PAYS,
        when="sunny",
        kind="branch",
        personas=[MAYA],
        handover="basket",
        priority=1,
        share=50,
        attempts=2,
        pains=["slow"],
    )
    expected = [
        Transition(
            Element("touchpoint", (source,)),
            Element("touchpoint", (target,)),
            when="sunny",
            kind="branch",
            personas=("maya",),
            handover="basket",
            priority=1,
            share=50,
            attempts=2,
            pains=(Pain("slow"),),
        )
        for source, target in (("ad", "shop"), ("shop", "pays"))
    ]
    assert expected == list(made.transitions)


def test_whole_stages_flow_too() -> None:
    """A stage may stand in a path, beside touchpoints."""
    purchase = GIFT.stages[1]
    (flow,) = GIFT.flow(AD >> purchase).transitions
    assert ("touchpoint:ad", "stage:purchase") == (str(flow.source), str(flow.target))


def test_not_applicable_finds_a_stage_by_name_key_or_value() -> None:
    """However the stage is called, the cell is the same; a renamed stage keeps its key."""
    expected = GIFT.not_applicable(TOM, "Purchase", reason="x").excluded
    assert expected == GIFT.not_applicable(TOM, GIFT.stages[1], reason="x").excluded
    assert expected == GIFT.not_applicable(TOM, "purchase", reason="x").excluded
    renamed = GIFT.rename("Purchase", "Buying it")
    assert expected == renamed.not_applicable(TOM, "Buying it", reason="x").excluded
    capital = journey("J").walked_by(TOM).stage("A", key="aA")
    assert "aA" == capital.not_applicable(TOM, "aA", reason="x").excluded[0].stage


# ---------------------------------------------------------------------- paths


def test_a_path_is_built_without_effect() -> None:
    """`>>` makes a value; nothing happens until a journey takes it."""
    assert Path((AD, SHOP, PAYS)) == AD >> SHOP >> PAYS
    assert AD >> (SHOP >> PAYS) == (AD >> SHOP) >> PAYS
    assert (AD >> SHOP) >> (PAYS >> AD) == Path((AD, SHOP, PAYS, AD))
    assert "Ad → Shop → Pays" == str(AD >> SHOP >> PAYS)
    assert () == GIFT.transitions


@pytest.mark.parametrize("other", ["Shop", ["Shop"], 3, None, MAYA], ids=repr)
def test_only_steps_stand_in_a_path(other: Any) -> None:
    """Strings, lists and personas take no part."""
    with pytest.raises(TypeError):
        AD >> other
    with pytest.raises(TypeError):
        (AD >> SHOP) >> other
    with pytest.raises(TypeError):
        other >> AD


def test_pipe_puts_ones_own_verbs_into_the_sentence() -> None:
    """A function takes its place in the chain, with its arguments."""

    def on_every(made: Touchpoint, *channels: Channel, owner: str) -> Touchpoint:
        return made.on(*channels).owned_by(owner)

    made = AD.pipe(on_every, Channel.EMAIL, owner="Ann").feels(MAYA, 1)
    assert (Channel.EMAIL,) == made.channels
    assert Owner("Ann") == made.owner


# ---------------------------------------------------------------------- what verbs refuse

REFUSED: list[tuple[str, Callable[[], object], str]] = [
    (
        "text for a persona",
        lambda: AD.feels("Maya", 1),
        'expected a persona such as persona("Maya")',
    ),
    ("touchpoint for a persona", lambda: AD.does(SHOP, "x"), 'got the touchpoint "Shop"'),
    (
        "text in flow",
        lambda: GIFT.flow("Ad"),
        "flow takes paths made with >>, got the text 'Ad'",
    ),
    ("touchpoint in flow", lambda: GIFT.flow(AD), 'made with >>, got the touchpoint "Ad"'),
    ("no wish at all", lambda: AD.serves(MAYA), "expected a goal, a need or an expectation of"),
    ("number for a wish", lambda: AD.serves(MAYA, 3), "text of a served: expected some text"),
    ("number for a pain", lambda: AD.hurts(MAYA, 3), "expected a pain or a sentence"),
    ("nobody in flow", lambda: GIFT.flow(AD >> SHOP, personas=None), "got None"),
    ("number after", lambda: GIFT.stage("X", after=3), 'unknown stage "3"'),
    (
        "persona in a stage",
        lambda: GIFT.stage("X", MAYA),
        'expected a touchpoint, got the persona "Maya"',
    ),
    ("list of personas", lambda: GIFT.walked_by([MAYA]), "expected a persona, got ["),
    (
        "unknown feeling",
        lambda: AD.feels(MAYA, "frustated"),
        'usual valence; give a number from -2 to +2; did you mean "frustrated"?',
    ),
    ("off the scale", lambda: AD.feels(MAYA, 3), "expected a number from -2 to +2 in steps of 0.5"),
    (
        "no reason to waive",
        lambda: AD.waive("JK101", reason=""),
        "reason of a waiver: expected some text",
    ),
    (
        "no reason for a cell",
        lambda: GIFT.not_applicable(MAYA, "Purchase", reason=" "),
        "reason of a not applicable: expected some text",
    ),
    (
        "unknown stage",
        lambda: GIFT.not_applicable(MAYA, "Purchse", reason="x"),
        'did you mean "Purchase"?',
    ),
    ("stranger walks", lambda: GIFT.stage("X", touchpoint("Y").met_by(persona("Zoe"))), "Zoe"),
    (
        "flow to nowhere",
        lambda: GIFT.flow(AD >> touchpoint("Pay")),
        'flow of journey "Gift", where it is in no stage; did you mean "pays"?',
    ),
    (
        "flow of a stranger",
        lambda: GIFT.flow(AD >> SHOP, personas=[persona("Tim")]),
        'did you mean "tom"?',
    ),
    (
        "address of nothing",
        lambda: element_of(3),
        "expected something that stands in a journey, got 3",
    ),
    (
        "an opportunity for what is not there",
        lambda: GIFT.opportunity("Show costs", "hiden costs"),
        'unknown key or name "hiden costs" in journey "Gift"',
    ),
    (
        "address of a text",
        lambda: element_of("hidden costs"),
        "got the text 'hidden costs'; journey['hidden costs'] is what has that key or name",
    ),
    (
        "a waiver of a touchpoint at a key",
        lambda: AD.waive("no-exit", reason="later", at="shop"),
        '"shop" is no element; expected "kind:key"',
    ),
    (
        "list of stages",
        lambda: GIFT.not_applicable(TOM, ["Purchase"], reason="x"),  # type: ignore[arg-type]
        "expected a stage or its name, got ['Purchase']",
    ),
]


@pytest.mark.parametrize(
    ("said", "message"), [(f, m) for _, f, m in REFUSED], ids=[name for name, _, _ in REFUSED]
)
def test_a_verb_refuses_what_means_nothing(said: Callable[[], object], message: str) -> None:
    """The error names what was given and what was expected."""
    with pytest.raises(ModelError) as caught:
        said()
    assert message.casefold() in str(caught.value).casefold()


def test_a_flow_error_carries_what_there_is() -> None:
    """The known touchpoints are data on the error."""
    with pytest.raises(UnknownReferenceError) as caught:
        GIFT.flow(AD >> touchpoint("Pay"))
    assert ("ad", "pays", "shop") == caught.value.choices


class Ours(Journey):
    """A journey with verbs of one's own."""


@pytest.mark.parametrize(
    ("thing", "address"),
    [
        (MAYA, "persona:maya"),
        (AD, "touchpoint:ad"),
        (stage("Purchase"), "stage:purchase"),
        (GIFT, "journey:gift"),
        (Pain("late"), "pain:late"),
        (Goal("peace"), "goal:peace"),
        (Metric("NPS"), "metric:nps"),
        (Opportunity("Show costs"), "opportunity:show-costs"),
        (Channel.EMAIL, "channel:email"),
        (System("CRM"), "system:crm"),
        (Segment("Staff"), "segment:staff"),
        (GIFT.flow(AD >> SHOP).transitions[0], "transition:ad/shop"),
        (Ours("Gift"), "journey:gift"),
        (Element("cell", ("a", "b")), "cell:a/b"),
    ],
    ids=str,
)
def test_everything_has_an_address(thing: Any, address: str) -> None:
    """Whatever stands in a journey can be addressed in a word, and the word read back."""
    assert address == str(element_of(thing))
    assert element_of(thing) == Element.parse(address)


@pytest.mark.parametrize(
    ("thing", "key"),
    [
        ("purchase", "purchase"),
        ("Purchase", "purchase"),
        ("post-purchase", "post-purchase"),
        ("post purchase", "post-purchase"),
        ("buy/now", "buy-now"),
        ("überprüfung—x", "überprüfung-x"),
        (AD, "ad"),
    ],
    ids=str,
)
def test_the_key_of_a_name_is_the_key_of_the_thing(thing: Any, key: str) -> None:
    """A name is turned into the key that a thing of that name has; a key stays."""
    assert key == key_of(thing)


def test_a_cell_may_have_a_channel() -> None:
    """Persona and stage, and where they meet."""
    assert Element("cell", ("maya", "purchase", "email")) == cell(MAYA, "Purchase", Channel.EMAIL)


def test_what_hurts_in_a_whole_stage_hurts_nobody_in_particular() -> None:
    """The answer says where a pain point of one persona is said."""
    ana = persona("Ana")
    for whole in (stage("Waiting"), journey("A new knee")):
        with pytest.raises(
            ModelError, match=r'everybody there, got the persona "Ana"; .*touchpoint'
        ):
            whole.hurts(ana, "nobody says how long")  # type: ignore[arg-type]
