"""Structure: journeys that hang together are left alone, and those that do not are told where."""

from __future__ import annotations

from helpers.asking import asked, found_at, passed, said, unanswered
from journeykit import Segment, attribute, in_segment, journey, otherwise, persona, touchpoint
from journeykit.addresses import Element
from journeykit.communication import Trigger
from journeykit.experience import Goal, Served
from journeykit.management import Opportunity
from journeykit.model import Journey, Stage, Touchpoint

MAYA, BEN = persona("Maya"), persona("Ben")
A, B, C, D = (touchpoint(name) for name in ("Ad", "Basket", "Chat", "Delivery"))


def staged(*touchpoints: Touchpoint) -> Journey:
    """One stage for each touchpoint."""
    whole = journey("Buying a gift")
    for met in touchpoints:
        whole = whole.stage(f"With {met.name}", met)
    return whole


# ---------------------------------------------------------------------- walking


def test_a_map_without_arrows_has_no_lost_touchpoints() -> None:
    """Stages follow one another and touchpoints inside are unordered: everything is reached."""
    whole = journey("Life").stage("One", A, B).stage("Two", C, D)
    for rule in ("no-entry", "no-exit", "unreachable-touchpoint", "dead-end", "cycle-without-exit"):
        assert [] == said(rule, whole)


def test_stages_in_parallel_have_no_order() -> None:
    """An arrow between two stages that run at the same time goes neither forward nor back."""
    theory, lessons = Stage("Theory", [A]), Stage("Lessons", [B])
    whole = journey("Driving").stage(theory, after=()).stage(lessons, after=())
    assert [] == said("stage-order-violation", whole.flow(A >> B))
    assert [] == said("stage-order-violation", whole.flow(B >> A))


def test_a_way_back_between_whole_stages_is_found() -> None:
    """Arrows between stages are held to the order as well."""
    whole = journey("Driving").stage("Theory", A).stage("Test", B)
    theory, test = whole.stages
    assert [("Test → Theory",)] == found_at("stage-order-violation", whole.flow(test >> theory))
    assert [] == said("stage-order-violation", whole.flow(test >> theory, kind="loop"))


def test_a_condition_on_a_whole_path_leaves_nobody_out_on_the_way() -> None:
    """Who comes there has met it; where others come as well, they are stuck."""
    whole = journey("Buying").stage("One", A, B).stage("Two", C, D).flow(A >> D)
    path = whole.flow(A >> B, B >> C, C >> D, when="it is a surprise")
    assert [] == said("incomplete-guards", path)
    assert [("Chat",)] == found_at("incomplete-guards", path.flow(A >> C))


def test_several_entries_are_welcome() -> None:
    """A journey may start in two places; what hangs on either of them is reached."""
    store = touchpoint("Walks into the store", entry=True)
    web = touchpoint("Opens the shop", entry=True)
    whole = journey("Buying").stage("One", web).stage("Two", store, A).flow(web >> A, store >> A)
    assert [] == said("unreachable-touchpoint", whole)
    assert [] == said("no-entry", whole)


def test_what_comes_at_any_time_is_never_lost() -> None:
    """A touchpoint outside the stages needs no arrow, and an arrow to it strands nobody."""
    whole = staged(A, B).anytime(C)
    for flowing in (whole.flow(A >> B), whole.flow(A >> C), whole.flow(A >> B, A >> C)):
        assert [] == said("unreachable-touchpoint", flowing)
        assert [] == said("dead-end", flowing)
        assert [] == said("no-exit", flowing)


def test_only_any_time_touchpoints_need_no_entry() -> None:
    """A journey that is all any time has no beginning to ask for."""
    assert [] == said("no-entry", journey("Life").anytime(A, B).flow(A >> B))


def test_what_only_lost_touchpoints_lead_to_is_told_so() -> None:
    """The reason distinguishes a missing arrow from a missing beginning."""
    whole = staged(A, B, C, D).flow(A >> D).flow(B >> C)
    assert [
        'nobody can reach "Basket": nothing leads there; "Chat" can be reached only from there'
    ] == said("unreachable-touchpoint", whole)


def test_a_loop_with_a_way_out_is_no_trap() -> None:
    """Whoever checks again until it fits gets on in the end."""
    whole = staged(A, B, C).flow(A >> B >> C).flow(B >> A, kind="loop")
    assert [] == said("cycle-without-exit", whole)
    assert [] == said("no-exit", whole)


def test_a_loop_from_the_end_to_the_beginning_is_no_trap() -> None:
    """After the last touchpoint the next need begins, or nothing does."""
    whole = staged(A, B, C).flow(A >> B >> C).flow(C >> A, kind="loop", when="next need")
    assert [] == said("cycle-without-exit", whole)


def test_a_trap_is_named_once() -> None:
    """The cycle is the reason, so nobody is told besides that there is no end."""
    whole = journey("Buying").stage("One", A).stage("Two", B, C).flow(A >> B >> C >> B)
    assert ['"Basket" and "Chat" lead only to each other: nobody can leave'] == said(
        "cycle-without-exit", whole
    )
    assert [] == said("no-exit", whole)


def test_an_unordered_last_stage_is_no_trap() -> None:
    """Where the end is marked earlier, the unordered rest is no circle anybody drew."""
    pays = touchpoint("Pays", exit=True)
    whole = journey("Buying").stage("One", A, pays).stage("Two", B, C).flow(A >> pays)
    assert [] == said("cycle-without-exit", whole)


def test_leaving_for_good_is_no_dead_end() -> None:
    """People may churn, give up or be seen off without being stranded."""
    gives_up = touchpoint("Gives up", outcome="abandoned")
    cancels = touchpoint("Cancels", purpose="offboarding")
    quits = touchpoint("Quits")
    whole = journey("Buying").stage("One", A, gives_up, cancels, quits).stage("Two", B)
    whole = whole.flow(A >> B, A >> gives_up, A >> cancels).flow(A >> quits, kind="churn")
    assert [] == said("dead-end", whole)


def test_a_last_stage_without_order_is_a_dead_end_if_the_journey_ends_before() -> None:
    """Its touchpoints follow one another, and nothing else does."""
    paid = touchpoint("Pays", exit=True)
    whole = journey("Life").stage("One", A).stage("Two", paid).stage("Three", C, D)
    assert [("Chat", "Delivery")] == found_at("dead-end", whole.flow(A >> paid))


def test_what_leads_to_itself_holds_nobody() -> None:
    """Who does it again goes on all the same, whatever the loop is called."""
    whole = journey("Life").stage("One", A, B).stage("Two", C).flow(A >> B).flow(B >> B)
    assert [] == said("cycle-without-exit", whole)
    assert [] == said("dead-end", whole)


def test_beside_an_exit_of_the_same_stage_nobody_is_lost() -> None:
    """Where a stage has no order, whoever is not at its exit comes there next."""
    paid = touchpoint("Pays", exit=True)
    whole = journey("Life").stage("One", A, B).stage("Two", paid, D).flow(A >> B)
    assert [] == said("dead-end", whole)


def test_giving_up_may_happen_any_time() -> None:
    """An exit of any time stands beside the end of the last stage and does not replace it."""
    gone = touchpoint("Cancels", exit=True)
    whole = journey("Life").stage("One", A).stage("Two", B).anytime(gone).flow(A >> B)
    for rule in ("no-exit", "dead-end"):
        assert [] == said(rule, whole)


def test_a_way_back_alone_is_no_way_out() -> None:
    """Basket and chat send people to each other, and nowhere else."""
    paid = touchpoint("Pays", exit=True)
    whole = journey("Life").stage("One", A, paid).stage("Two", B, C).flow(A >> paid)
    trap = whole.flow(A >> B >> C).flow(C >> B, kind="return")
    assert [("Basket", "Chat")] == found_at("cycle-without-exit", trap)


def test_what_can_come_at_any_time_is_no_way_on() -> None:
    """Who calls for help comes back to where nothing follows."""
    paid, call = touchpoint("Pays", exit=True), touchpoint("Calls")
    whole = journey("Life").stage("One", A, B).stage("Two", paid).anytime(call)
    assert [("Basket",)] == found_at("dead-end", whole.flow(A >> paid).flow(A >> B >> call))


def test_an_optional_empty_stage_is_well() -> None:
    """A stage that journeys may do without may be empty."""
    whole = staged(A)
    assert ['the stage "Later" has no touchpoints'] == said("empty-stage", whole.stage("Later"))
    assert [] == said("empty-stage", whole.stage("Later", optional=True))


def test_parallel_tracks_that_join_are_one_journey() -> None:
    """Two beginnings that come together are not two journeys."""
    one, two = Stage("Theory", [A]), Stage("Lessons", [B])
    whole = journey("Driving").stage(one, after=()).stage(two, after=())
    assert [] == said("disconnected-component", whole.stage("Test", C, after=[one, two]))
    assert [] == said(
        "disconnected-component", whole.stage("Test", C, after=[one, two]).flow(A >> C, B >> C)
    )


def test_one_mark_is_enough_for_a_loop() -> None:
    """A marked way back explains the whole circle."""
    whole = staged(A, B, C).flow(A >> B >> C)
    assert 1 == len(said("unmarked-loop", whole.flow(C >> B)))
    assert [] == said("unmarked-loop", whole.flow(C >> B, kind="retry"))


def test_a_way_around_relieves_a_bad_moment() -> None:
    """Only what nobody gets around is a single point of failure."""
    bad = touchpoint("Counter", fail_point=True)
    whole = journey("Buying").stage("One", A).stage("Two", bad, B).stage("Three", C)
    through = whole.flow(A >> bad >> C).flow(B >> C)
    assert [("Counter",)] == found_at("single-point-of-failure", through)
    assert [] == said("single-point-of-failure", through.flow(A >> B))


def test_an_optional_stage_may_be_leapt_over() -> None:
    """Only stages that are needed count as left out."""
    whole = journey("Buying").stage("One", A).stage("Two", B, optional=True).stage("Three", C)
    assert [] == said("stage-skip", whole.flow(A >> C))
    assert ['"Ad → Chat" skips "With Basket"'] == said("stage-skip", staged(A, B, C).flow(A >> C))


# ---------------------------------------------------------------------- branches

ADULT, MINOR = attribute("age").at_least(18), attribute("age").below(18)


def test_guards_that_cover_everybody_are_complete() -> None:
    """Adults here and minors there leave nobody out, and that is proved."""
    whole = staged(A, B, C)
    assert [] == said("incomplete-guards", whole.flow(A >> B, when=ADULT).flow(A >> C, when=MINOR))


def test_guards_with_a_hole_are_found() -> None:
    """Who is between the two is told nothing."""
    older = attribute("age").above(65)
    whole = staged(A, B, C).flow(A >> B, when=MINOR).flow(A >> C, when=older)
    assert [
        (
            '"Ad" continues only when "age < 18" and "age > 65"; '
            "the map does not say what happens otherwise"
        )
    ] == said("incomplete-guards", whole)


def test_personas_who_all_pass_close_the_hole() -> None:
    """If everybody on the map has a way on, nobody on the map falls through."""
    young = persona("Maya", demographics={"age": 12})
    older = persona("Ben", demographics={"age": 70})
    whole = journey("Buying").walked_by(young, older).stage("One", A).stage("Two", B, C)
    fork = whole.flow(A >> B, when=MINOR).flow(A >> C, when=attribute("age").above(65))
    assert [] == said("incomplete-guards", fork)


def test_both_outcomes_in_words_are_enough() -> None:
    """Passed and failed are all there is, though nobody can prove it."""
    whole = staged(A, B, C)
    fork = whole.flow(A >> B, when="passed").flow(A >> C, when="failed", kind="loop")
    assert [] == said("incomplete-guards", fork)


def test_one_outcome_in_words_is_a_gap() -> None:
    """Passed alone leaves those who failed standing there, however many ways say it."""
    once = staged(A, B, C).flow(A >> B, when="passed")
    assert 1 == len(said("incomplete-guards", once))
    assert 1 == len(said("incomplete-guards", once.flow(A >> C, when="passed")))


def test_one_way_without_condition_lets_everybody_on() -> None:
    """Whoever meets no condition takes the open way."""
    whole = staged(A, B, C).flow(A >> B).flow(A >> C, when="the total is a surprise")
    assert [] == said("incomplete-guards", whole)


def test_otherwise_lets_everybody_on() -> None:
    """That is what it is for."""
    whole = staged(A, B, C).flow(A >> B, when="VIP").flow(A >> C, when=otherwise)
    assert [] == said("incomplete-guards", whole)


def test_optional_ways_need_no_else() -> None:
    """Who does not take an optional way goes on as before."""
    whole = staged(A, B, C).flow(A >> B, when="has time", kind="optional")
    assert [] == said("incomplete-guards", whole)


def test_a_conditional_way_back_needs_no_else() -> None:
    """The order of the stages leads on for everybody else."""
    whole = staged(A, B).flow(B >> A, when="next need", kind="loop")
    assert [] == said("incomplete-guards", whole)


def test_where_the_journey_may_end_nobody_is_stuck() -> None:
    """Who meets no condition at an exit is done; who gave up is gone."""
    for last in (touchpoint("Ad", exit=True), touchpoint("Ad", outcome="abandoned")):
        whole = staged(last, B).flow(last >> B, when="wants more")
        assert [] == said("incomplete-guards", whole)


def test_segments_defined_by_a_guard_can_be_proved() -> None:
    """Segments that are each other's contrary leave nobody out."""
    segments = [Segment("Adults", ADULT), Segment("Minors", MINOR)]
    whole = journey("Buying", segments=segments).stage("One", A).stage("Two", B, C)
    fork = whole.flow(A >> B, when=in_segment("adults")).flow(A >> C, when=in_segment("minors"))
    assert [] == said("incomplete-guards", fork)


def test_segments_nobody_defined_are_taken_as_words() -> None:
    """New and returning customers are taken to be all there are."""
    whole = staged(A, B, C)
    fork = whole.flow(A >> B, when=in_segment("new")).flow(A >> C, when=in_segment("returning"))
    assert [] == said("incomplete-guards", fork)
    single = whole.flow(A >> B, when=in_segment("new"))
    assert 1 == len(said("incomplete-guards", single))


def test_a_contradiction_through_a_segment_is_found() -> None:
    """A segment stands for its condition."""
    whole = journey("Buying", segments=[Segment("Adults", ADULT)]).stage("One", A, B)
    never = whole.flow(A >> B, when=in_segment("adults") & MINOR)
    assert ['nobody can go "Ad → Basket": "adults and age < 18" is never true'] == said(
        "contradictory-guard", never
    )


def test_words_contradict_nothing() -> None:
    """Nobody can decide free text."""
    assert [] == said("contradictory-guard", staged(A, B).flow(A >> B, when="never"))


def test_overlapping_guards_are_for_review() -> None:
    """Whether both ways at once are meant, a person has to say."""
    whole = staged(A, B, C).flow(A >> B, when=ADULT)
    (problem,) = asked("overlapping-guards", whole.flow(A >> C, when=ADULT))
    assert problem.review
    assert [] == said("overlapping-guards", whole.flow(A >> C, when=MINOR))
    assert [] == said("overlapping-guards", whole.flow(A >> C, when=ADULT, priority=1))


def test_conditions_overlap_only_where_they_lead_apart() -> None:
    """Two transitions to one place take nobody elsewhere, whichever of them is meant."""
    whole = staged(A, B, C).flow(A >> B, when=ADULT)
    older = attribute("age").at_least(65)
    assert [] == said("overlapping-guards", whole.flow(A >> B, when=older))
    assert 1 == len(said("overlapping-guards", whole.flow(A >> C, when=older)))


def test_conditions_for_different_personas_do_not_overlap() -> None:
    """As soon as one persona may take both, or anybody may take one, they do."""
    whole = staged(A, B, C).walked_by(MAYA, BEN).flow(A >> B, when=ADULT, personas=[MAYA])
    assert [] == said("overlapping-guards", whole.flow(A >> C, when=ADULT, personas=[BEN]))
    assert 1 == len(
        said("overlapping-guards", whole.flow(A >> C, when=ADULT, personas=[MAYA, BEN]))
    )
    assert 1 == len(said("overlapping-guards", whole.flow(A >> C, when=ADULT)))


def test_an_otherwise_overlaps_with_nothing() -> None:
    """It holds only where the others do not."""
    whole = staged(A, B, C).flow(A >> B, when=ADULT)
    assert [] == said("overlapping-guards", whole.flow(A >> C, when=otherwise))


def test_what_may_happen_after_the_goal_leaves_nobody_stuck() -> None:
    """Whoever has arrived, and is not ill, has arrived; whoever has not is asked about."""
    maya = persona("Maya", goals=["arrive"])
    drives, ill = touchpoint("Is driven"), touchpoint("Falls ill")
    rule = "incomplete-guards"

    def ride(arrives: Touchpoint) -> Journey:
        whole = journey("School").walked_by(maya).stage("Morning", A).stage("Ride", arrives, ill)
        return whole.flow(A >> arrives).flow(arrives >> ill, when="a child is ill")

    assert [("Is driven",)] == found_at(rule, ride(drives))
    assert [] == said(rule, ride(drives.serves(maya, "arrive")))
    goes_on = ride(drives.serves(maya, "arrive")).stage("School", touchpoint("Learns"))
    assert [("Is driven",)] == found_at(rule, goes_on)


def test_only_a_limit_says_when_people_stop() -> None:
    """A condition says why they go round; a loop may be meant; a way back is a new round."""
    whole = staged(A, B).flow(A >> B)
    rule = "loop-without-limit"
    assert [] == said(rule, whole.flow(B >> B, kind="retry"))
    assert [] == said(rule, whole.flow(A >> A, kind="retry", attempts=3))
    assert [False] == [f.review for f in asked(rule, whole.flow(A >> A, kind="retry"))]
    assert [False] == [f.review for f in asked(rule, whole.flow(A >> A, when="it failed"))]
    assert [] == said(rule, whole.flow(B >> A, kind="loop"))
    together = journey("Gift").stage("One", A, B, C).flow(A >> B >> C)
    assert [True] == [f.review for f in asked(rule, together.flow(B >> A, kind="loop"))]


def test_nobody_likes_to_go_round_what_hurts() -> None:
    """Calling again and again is no loop that is meant, as long as it feels bad."""
    maya = persona("Maya")
    calls = touchpoint("Calls again").feels(maya, -1)
    whole = journey("Gift").walked_by(maya).stage("One", A, B, calls, C)
    whole = whole.flow(A >> B >> calls >> C)
    rule = "loop-without-limit"
    assert [False] == [f.review for f in asked(rule, whole.flow(calls >> B, kind="loop"))]
    assert [True] == [f.review for f in asked(rule, whole.flow(B >> A, kind="loop"))]


def test_an_optional_step_aside_is_no_dead_end() -> None:
    """Nobody is stuck where nobody had to go; whatever else leads there, people are."""
    survey = touchpoint("Survey")
    whole = journey("Gift").stage("One", A, survey).stage("Two", B).flow(A >> B)
    assert [] == said("dead-end", whole.flow(A >> survey, kind="optional"))
    assert 1 == len(said("dead-end", whole.flow(A >> survey)))
    extra = touchpoint("Survey", optional=True)
    may = journey("Gift").stage("One", A, extra).stage("Two", B).flow(A >> B).flow(A >> extra)
    assert [] == said("dead-end", may)


def test_conditions_in_words_are_not_said_to_be_possible() -> None:
    """Nobody can decide them: the rule says what it would need instead of passing."""
    whole = staged(A, B, C).flow(A >> B, when="it rains").flow(A >> C, when="the sun shines")
    assert ["what conditions in words compare"] == unanswered("contradictory-guard", whole)
    assert ["whether conditions cover every case"] == unanswered("incomplete-guards", whole)
    sure = staged(A, B).flow(A >> B, when=otherwise).flow(A >> A, when="it rains")
    assert [(1, "decisions")] == passed("incomplete-guards", sure)


# ---------------------------------------------------------------------- references


def named(**fields: object) -> Journey:
    """A journey of one touchpoint, with whatever it names."""
    return Journey("Buying", stages=[Stage("Purchase", [A])], **fields)  # type: ignore[arg-type]


def test_a_misspelt_wish_finds_its_neighbour() -> None:
    """The nearest goal, need or expectation is proposed."""
    maya = persona("Maya", needs=["to know the total"])
    met = Touchpoint("Pays", served=[Served("maya", "to knov the total")])
    whole = journey("Buying").walked_by(maya).stage("Purchase", met)
    assert [
        (
            '"Pays" serves "to knov the total", which is no goal, need or expectation of "Maya"; '
            'did you mean "to know the total"?'
        )
    ] == said("unknown-reference", whole)


def test_what_an_opportunity_addresses_must_be_there() -> None:
    """Each missing element is its own finding; those that are there are none."""
    idea = Opportunity(
        "Show costs",
        [Element("touchpoint", ("ad",)), Element("pain", ("cost",)), Element("stage", ("buy",))],
        metric="complains",
    )
    assert [
        'the opportunity "Show costs" addresses the pain "cost", which the journey does not have',
        'the opportunity "Show costs" addresses the stage "buy", which the journey does not have',
        (
            'the opportunity "Show costs" is measured by "complains", a metric that nothing has; '
            'did you mean "complaints"?'
        ),
    ] == said("unknown-reference", named(opportunities=[idea], metrics="complaints"))


def test_every_kind_of_element_can_be_addressed() -> None:
    """Personas, goals, pains, cells, transitions and stages are found where they are."""
    maya = persona("Maya", goals=["to be quick"], pains=["cost"])
    whole = journey("Buying").walked_by(maya).stage("Purchase", A, B).flow(A >> B)
    goal, pain, part = maya.goals[0], maya.pains[0], whole.stages[0]
    cell = Element("cell", ("maya", "purchase"))
    step = whole.transitions[0].element
    assert [] == said(
        "unknown-reference", whole.opportunity("All", maya, goal, pain, part, A, cell, step)
    )


def test_segments_are_followed_only_where_they_are_declared() -> None:
    """Without a list of segments any name is right; with one, others are not."""
    maya = persona("Maya", segment="neww")
    met = Touchpoint("Mail", trigger=Trigger("bought", "new"))
    loose = journey("Buying").walked_by(maya).stage("Purchase", met)
    strict = journey("Buying", segments=[Segment("New")]).walked_by(maya).stage("Purchase", met)
    assert [] == said("unknown-reference", loose)
    assert [
        '"Maya" names the segment "neww", which the journey does not declare; did you mean "new"?'
    ] == said("unknown-reference", strict)


def test_a_goal_is_due_in_a_stage_that_exists() -> None:
    """The key of a stage, not any word."""
    maya = persona("Maya", goals=[Goal("to be quick", due="purchase")])
    ben = persona("Ben", goals=[Goal("to be quick", due="christmas")])
    whole = journey("Buying").walked_by(maya, ben).stage("Purchase", A)
    assert [("to be quick",)] == found_at("unknown-reference", whole)


def test_the_fix_of_a_dead_end_tells_of_the_exit_that_is_marked() -> None:
    """A marked exit ends the guessing of ends, and that is what surprises people."""
    shop, pays, chat = touchpoint("Shop"), touchpoint("Pays", exit=True), touchpoint("Chat")
    whole = journey("Gift").stage("Purchase", shop, pays, chat).flow(shop >> pays)
    [finding] = asked("dead-end", whole.flow(shop >> chat))
    assert finding.fix == (
        'add what comes next, .flow(chat >> …), or mark this end too, touchpoint("Chat", '
        'exit=True): because "Pays" is marked as the exit, no other end is assumed'
    )
    unmarked = journey("Gift").stage("Consideration", shop, chat).stage("Purchase", touchpoint("P"))
    [plain] = asked("dead-end", unmarked.flow(shop >> touchpoint("P")))
    assert "assumed" not in plain.fix
