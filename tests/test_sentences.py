"""What a sentence can say: each saying as a person writes it, and what becomes of it everywhere."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import attrs
import pytest

import journeykit as jk
from journeykit import (
    Channel,
    Experience,
    Journey,
    Metric,
    Opportunity,
    Pain,
    Presence,
    Stage,
    Wait,
    journey,
    persona,
    stage,
    touchpoint,
)
from journeykit.errors import DuplicateKeyError, ModelError, UnknownReferenceError
from journeykit.validation import everything

MAYA = persona("Maya")


def test_a_severity_or_status_that_nobody_stated_is_a_value_of_its_own() -> None:
    """It is not the middle of the scale: that can be stated, is kept, written and drawn."""
    pays = touchpoint("Pays", Channel.WEBSITE).hurts(MAYA, "slow", Pain("dear", severity=3))
    shop = journey("Shop").walked_by(MAYA).stage("Buy", pays).opportunity("Faster", pays)
    shop = shop.opportunity("Cheaper", pays, status="idea")

    slow, dear = shop.touchpoints[0].experiences[0].pains
    assert (None, 3) == (slow.severity, dear.severity)
    assert [None, "idea"] == [each.status for each in shop.opportunities]
    assert shop == jk.loads(jk.dumps(shop))
    assert '"severity": 3' in jk.dumps(shop)
    assert "severity 3 of 5" in jk.draw(shop, "map").text()
    assert 1 == jk.draw(shop, "map").text().count("severity")
    assert Opportunity("Faster").open


def test_own_words_are_taken_and_slips_of_known_ones_are_not() -> None:
    """A kind, a purpose, a role and a state may be anybody's, but not a misspelt known word."""
    shame = Pain("everybody hears it", "shame")
    told = touchpoint("Is told the result", purpose="diagnosis").hurts(MAYA, shame)
    queue = Metric("People waiting", "places on a list")
    clinic = journey("Clinic", state="pilot", metrics=queue).walked_by(MAYA)
    clinic = clinic.stage("Treatment", told, roles=["treatment", "experience"])

    assert clinic == jk.loads(jk.dumps(clinic))
    assert [] == [f for f in jk.check(clinic).findings if f.severity == "error"]
    assert frozenset({"experience"}) == jk.view_of(clinic).scope
    for slip, meant in (
        (lambda: Pain("slow", "waitng"), "waiting"),
        (lambda: Metric("Sales", "revenu"), "revenue"),
        (lambda: touchpoint("Calls", purpose="suport"), "support"),
        (lambda: jk.stage("Buy", roles="purchse"), "purchase"),
        (lambda: journey("Shop", state="asis"), "as-is"),
    ):
        with pytest.raises(UnknownReferenceError, match=f'did you mean "{meant}"'):
            slip()


def test_what_people_do_alone_is_no_contact() -> None:
    """Nothing is handed over to nobody, and no declared channel is missed."""
    reads = touchpoint("Reads the letter at the kitchen table", Channel.SELF)
    calls = touchpoint("Calls", Channel.PHONE)
    made = journey("Care", channels=Channel.PHONE).walked_by(MAYA)
    made = made.stage("Hear", reads).stage("Ask", calls).flow(reads >> calls)

    assert not Channel.SELF.is_contact
    report = jk.check(made, everything())
    for rule in ("switch-without-handover", "unknown-channel", "isolated-channel"):
        assert not [f for f in report.of(rule) if "reads" in str(f.elements)]


def test_a_channel_of_ones_own_has_no_class_until_one_is_given() -> None:
    """It is drawn as what it is: a name, and no screen."""
    desk = Channel("Help point")
    assert desk.channel_class is None
    assert not desk.online
    made = journey("Station").stage("Ask", touchpoint("Asks", desk))
    assert "digital" not in jk.draw(made, "map").text()
    assert made == jk.loads(jk.dumps(made))


def test_a_range_at_the_end_is_read_at_its_low_end_and_drawn_as_a_span() -> None:
    """Nobody said that people felt 0, so nothing says it either."""
    ends = touchpoint("Pays").feels(MAYA, low=-1, high=1)
    shop = journey("Shop").walked_by(MAYA).stage("Look", touchpoint("Looks").feels(MAYA, 1))
    shop = shop.stage("Buy", ends).flow(shop["looks"] >> ends)

    assert None is ends.experiences[0].emotion.valence  # type: ignore[union-attr]
    assert -1 == ends.valence_of("maya")
    assert jk.check(shop, everything()).of("ends-on-low")
    shown = jk.draw(shop, "map").text()
    assert "from −1 to +1" in shown
    assert "Maya at 2 Pays: 0" not in shown
    assert shop == jk.loads(jk.dumps(shop))


def test_what_is_felt_on_a_plan_is_expected() -> None:
    """The state says it, so that nobody has to say it at every touchpoint."""
    pays = touchpoint("Pays").feels(MAYA, 1)
    plan = journey("Shop", state="to-be").walked_by(MAYA).stage("Buy", pays)

    assert plan.is_plan
    assert "+1; expected" in jk.draw(plan, "map").text()
    assert "expected" not in jk.draw(attrs.evolve(plan, state="as-is"), "map").text()
    assert not jk.check(plan, everything()).of("emotion-claimed-on-plan")


def test_a_wait_is_how_long_it_takes_and_waits_add_up() -> None:
    """Words, ISO 8601 and a length of time of Python's are as good as a wait."""
    days = datetime.timedelta(days=3)
    for wait in (Wait("3 days"), "3 days", days, Wait(days)):
        assert Wait("3 days") == touchpoint("Waits", wait=wait).wait
    iso = touchpoint("Waits for the letter", wait="P2DT12H")
    open_end = touchpoint("Waits for the visit", wait="more than 3 weeks")
    care = journey("Care").stage("Wait", touchpoint("Queues", wait=days), iso)

    assert datetime.timedelta(days=5, hours=12) == care.total_wait.least  # type: ignore[union-attr]
    assert None is care.stage("Wait", open_end).total_wait.most  # type: ignore[union-attr]
    assert None is journey("Shop").total_wait
    assert "waits 2 days, 12 hours" in jk.draw(care, "flow").text()
    assert care == jk.loads(jk.dumps(care))
    with pytest.raises(ModelError, match='expected a wait or how long, such as "3 days", got 3'):
        touchpoint("Waits", wait=3)  # type: ignore[arg-type]


def test_what_people_do_takes_time_that_adds_up_with_waits() -> None:
    """A touchpoint takes time beside the wait; a stage that says its time is taken at its word."""
    form = touchpoint("Fills in the form", duration="PT40M", wait="2 days")
    visit = touchpoint("Comes by", duration=datetime.timedelta(hours=1))
    permit = journey("Permit").stage("Apply", form).stage("Decide", visit, duration="3 to 4 weeks")

    total = permit.total_time
    assert total is not None
    assert datetime.timedelta(days=23, minutes=40) == total.least
    assert datetime.timedelta(days=30, minutes=40) == total.most
    assert datetime.timedelta(days=2) == permit.total_wait.least  # type: ignore[union-attr]
    assert None is journey("Permit").stage("Apply", touchpoint("Asks")).total_time
    assert "an hour or so" == touchpoint("Waits", duration="an hour or so").duration

    shown = jk.draw(permit, "map").text()
    for words in ("takes 40 minutes", "waits 2 days", "takes 1 hour", "takes 3 to 4 weeks"):
        assert words in shown
    assert "takes 40 minutes" in jk.draw(permit, "flow").text()
    assert "takes 3 to 4 weeks" in jk.draw(permit, "flow").svg()
    assert "takes 40 minutes" in jk.draw(permit, "blueprint", rows=["time", "customer"]).text()
    assert permit == jk.loads(jk.dumps(permit))
    for made in (touchpoint, stage):
        with pytest.raises(ModelError, match="duration of"):
            made("Asks", duration=40)  # type: ignore[operator]


def test_touchpoints_follow_one_another_as_they_are_listed() -> None:
    """One word for what would be a path of each stage; each persona goes her own way."""
    tom = persona("Tom")
    a, b, c = touchpoint("Asks"), touchpoint("Brings a form", personas=tom), touchpoint("Comes")
    made = journey("Visit").walked_by(MAYA, tom).stage("See", a, b, c).in_order()

    assert ["asks → brings-a-form (tom)", "brings-a-form → comes (tom)", "asks → comes (maya)"] == [
        f"{t.source.key} → {t.target.key} ({', '.join(t.personas)})"
        for t in sorted(made.transitions, key=lambda t: t.personas, reverse=True)
    ]
    assert made == made.in_order()
    alone = (
        journey("Visit").stage("See", a, c).stage("Go", touchpoint("Leaves"), touchpoint("Pays"))
    )
    assert ["asks"] == [t.source.key for t in alone.in_order("See").transitions]
    assert 2 == len(alone.in_order().transitions)
    with pytest.raises(UnknownReferenceError, match='did you mean "See"'):
        alone.in_order("Se")


def test_a_guard_of_a_path_stands_on_its_first_step() -> None:
    """Who has taken the way goes on; the way is not asked for again at every step."""
    a, b, c = touchpoint("Asks"), touchpoint("Is refused"), touchpoint("Appeals")
    made = journey("Permit").stage("Ask", a, b, c)
    first, second = made.flow(a >> b >> c, when="income too high", share=20, priority=2).transitions
    assert ("income too high", 20, 2) == (first.when, first.share, first.priority)
    assert ("", None, None) == (second.when, second.share, second.priority)


def test_an_idea_may_be_measured_by_words() -> None:
    """Nobody slugs them and complains of the slug; the name of a metric is the metric."""
    pays = touchpoint("Pays", metrics=Metric("Completed checkouts", key="checkouts"))
    shop = journey("Shop").walked_by(MAYA).stage("Buy", pays)
    free = shop.opportunity("Explain", pays, metric="fewer calls to the help line")

    assert "fewer calls to the help line" == free.opportunities[0].metric
    assert not jk.check(free, everything()).of("unknown-reference")
    assert "measured by: fewer calls to the help line" in jk.draw(free, "map").text()
    for said in ("Completed checkouts", pays.metrics[0], "checkouts"):
        assert "checkouts" == shop.opportunity("Explain", pays, metric=said).opportunities[0].metric
    early = journey("Shop").opportunity("Explain", everywhere=True, metric="Completed checkouts")
    assert "measured by: Completed checkouts" in jk.draw(early.stage("Buy", pays), "map").text()


def test_days_may_be_said_in_iso_text() -> None:
    """Wherever there is a day."""
    day = datetime.date(2026, 11, 21)
    text = "2026-11-21"
    made = journey("Shop", reviewed=text).opportunity("Explain", everywhere=True, due=text)
    made = made.waive("JK101", reason="known", until=text)
    assert [day, day, day] == [made.reviewed, made.opportunities[0].due, made.waivers[0].until]
    with pytest.raises(ModelError, match=r"write \.date\(\) for its day"):
        journey("Shop", reviewed=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC))


def _place_at_school(*, said: bool = True) -> Journey:
    """A mother applies and calls for her daughter, who goes there herself."""
    rosa, lina = persona("Rosa", "a mother"), persona("Lina", "her daughter", avoids=Channel.PHONE)
    lina = lina.wants("a place")
    whom = {"on_behalf_of": lina} if said else {}
    reads = touchpoint("Read about the school", Channel.WEBSITE)
    applies = touchpoint("Applies", Channel.WEBSITE).met_by(rosa, **whom)
    calls = touchpoint("Calls", Channel.PHONE).met_by(rosa, **whom).serves(lina, "a place")
    visits = touchpoint("Goes to school", Channel.IN_STORE).met_by(lina)
    made = journey("A place at school").walked_by(rosa, lina).stage("Look", reads)
    made = made.stage("Apply", applies, calls).stage("Begin", visits)
    return made.flow(reads >> applies >> calls >> visits)


def test_a_mother_acts_for_her_daughter() -> None:
    """No hole, no dead end, nothing unserved; the daughter's way leads through her mother's."""
    made = _place_at_school()
    report = jk.check(made, everything())
    assert not [f for f in (*report.findings, *report.review) if f.severity == "error"]
    assert not [f for f in (*report.findings, *report.review) if "Lina has no" in f.message]
    unsaid = jk.check(_place_at_school(said=False), everything())
    assert {"goal-unserved", "persona-stage-hole"} <= {f.rule for f in unsaid.findings}
    assert not {"goal-unserved", "persona-stage-hole"} & {f.rule for f in report.findings}

    walk = [t.name for t in jk.view_of(made).graph_for("lina").touchpoints]
    assert ["Read about the school", "Applies", "Calls", "Goes to school"] == walk
    assert "goal 1/1" in str(jk.coverage_of(made)["goal"])
    assert "On behalf of: Lina" in jk.draw(made, "flow").svg()

    assert made == jk.loads(jk.dumps(made))
    assert ("ann",) == made.rekey(made["lina"], "ann")["calls"].on_behalf_of
    assert () == made.remove("goes-to-school", "lina")["applies"].on_behalf_of
    with pytest.raises(UnknownReferenceError, match='unknown persona "tom"'):
        journey("X").walked_by(MAYA).stage("S", touchpoint("A", on_behalf_of=persona("Tom")))


def _referral(*channels: Channel) -> Journey:
    """A letter that goes from one surgery to another by fax, and back to the patient."""
    asks = touchpoint("Asks for a specialist", *channels, backstage="opens the file")
    asks = asks.handled_by("Surgery", "writes the letter")
    asks = asks.handled_by("Surgery", "sends it", channel=Channel("Fax", "digital"))
    asks = asks.handled_by("Hospital", "puts her on the list")
    return journey("Referral").walked_by(MAYA).stage("Wait", asks)


def test_organisations_act_in_order_behind_a_touchpoint(tmp_path: Path) -> None:
    """Who does what, in which order and on which channel: enough to draw a blueprint from."""
    made = _referral(Channel.PHONE)
    steps = made.touchpoints[0].backstage
    assert ["", "Surgery", "Surgery", "Hospital"] == [step.by for step in steps]
    assert steps == touchpoint("A", backstage=steps).backstage

    picture = jk.draw(made, "blueprint")
    for shown in (picture.svg(), picture.text(), jk.draw(made, "map", lanes=["backstage"]).text()):
        places = [shown.find(w) for w in ("opens the file", "writes the letter", "puts her on the")]
        assert -1 < places[0] < places[1] < places[2]
        assert 2 <= shown.count("Surgery")
        assert "Hospital" in shown
        assert "Fax" in shown

    assert made == jk.loads(jk.dumps(made))
    assert '"opens the file",' in jk.dumps(made), "what has no actor is its words, as ever"
    for file in ("referral.yaml", "referral.csv"):
        jk.write(made, tmp_path / file)
        assert made == jk.read(tmp_path / file).journey
    assert "Hospital" not in jk.dumps(
        made.map_touchpoints(lambda t: t.without("puts her on the list"))
    )
    assert not jk.check(made, everything()).of("frontstage-without-backstage")
    with pytest.raises(ModelError, match="expected who does it and what is done"):
        touchpoint("Asks").handled_by("Surgery")
    with pytest.raises(DuplicateKeyError, match='"fax"'):
        _referral(Channel("Fax", "physical"))


def test_what_several_personas_share_is_said_once_and_drawn_once() -> None:
    """One feeling, one pain point, two people: it is one pain point that one idea answers."""
    tom = persona("Tom")
    both = touchpoint("Waits", Channel.IN_STORE).feels([MAYA, tom], -1, "annoyed")
    both = both.hurts([MAYA, tom], "nobody says how long").says((MAYA, tom), "Hello?")
    one_by_one = touchpoint("Waits", Channel.IN_STORE)
    for who in (MAYA, tom):
        one_by_one = one_by_one.feels(who, -1, "annoyed").hurts(who, "nobody says how long")
        one_by_one = one_by_one.says(who, "Hello?")
    assert one_by_one == both == both.feels([tom, MAYA], -1, "annoyed")

    made = journey("Visit").walked_by(MAYA, tom).stage("Wait", both)
    assert 1 == jk.draw(made, "map", lanes=["pains"]).text().count("nobody says how long")
    assert "pain 0/1" in str(jk.coverage_of(made)["pain"])
    assert {"maya": "annoyed", "tom": "annoyed"} == {
        e.persona: e.emotion.label for e in made.touchpoints[0].experiences if e.emotion
    }
    for nobody in ([], ()):
        with pytest.raises(ModelError, match=r'expected a persona .* at the touchpoint "Waits"'):
            both.feels(nobody, 1)
    with pytest.raises(ModelError, match="got the text 'Tom'"):
        both.hurts([MAYA, "Tom"], "slow")  # type: ignore[list-item]


def test_what_is_felt_and_hurts_in_a_whole_stage_and_journey() -> None:
    """It is said of the stage or the journey, and stands in its column of the map."""
    tom = persona("Tom")
    wait = stage("Wait", touchpoint("Gets a letter", Channel.MAIL)).hurts("nobody says how long")
    wait = wait.feels(MAYA, -2, "helpless").says(tom, "I stopped looking at the letterbox.")
    made = journey("Care").walked_by(MAYA, tom).stage(wait)
    made = made.feels(MAYA, low=-1, high=1).hurts(Pain("forms again and again", severity=4))

    assert made == jk.loads(jk.dumps(made))
    shown = jk.draw(made, "map").text()
    for words in ("helpless", "I stopped looking", "−1 to +1", "forms again and again"):
        assert words in shown
    assert ["helpless"] == [
        e.emotion.label for e in made.rekey(made["maya"], "ann").stages[0].experiences if e.emotion
    ]
    assert ("tom",) == tuple(e.persona for e in made.remove("maya").stages[0].experiences)
    assert "forms again and again" in [pain.text for pain, _ in jk.view_of(made).pains]
    report = jk.check(made, everything())
    assert not [f for f in report.findings if f.severity == "error"]
    assert "pain 0/2" in str(jk.coverage_of(made)["pain"])
    assert "pain 1/2" in str(jk.coverage_of(made.opportunity("One form", made.pains[0]))["pain"])
    with pytest.raises(UnknownReferenceError, match='unknown persona "eve"'):
        journey("X").stage(stage("S").feels(persona("Eve"), 1))
    with pytest.raises(DuplicateKeyError, match='experience of personas have the key "maya"'):
        Stage("S", experiences=[Experience("maya"), Experience("maya")])


def test_buyer_administrator_and_user_join_late_and_leave_early() -> None:
    """One entry is said of the buyer; the others begin where they first appear."""
    buyer, admin, user = persona("Buyer"), persona("Admin"), persona("User")
    ad = touchpoint("Reads an ad", Channel.ADVERTISING, entry=True, personas=buyer)
    trial = touchpoint("Starts a trial", Channel.WEBSITE, personas=[buyer, admin])
    setup = touchpoint("Sets up accounts", Channel.PRODUCT, personas=admin)
    uses = touchpoint("Uses it", Channel.PRODUCT, personas=[admin, user])
    renews = touchpoint("Renews", Channel.EMAIL, personas=buyer, exit=True)
    made = journey("Trial").walked_by(buyer, admin, user).stage("Buy", ad, trial)
    made = made.stage("Set up", setup).stage("Use", uses).stage("Renew", renews)

    for flowing in (made, made.flow(ad >> trial >> setup >> uses >> renews)):
        report = jk.check(flowing)
        assert [] == [f for f in report.findings if f.severity in {"error", "warning"}]
        view = jk.view_of(flowing)
        assert ["uses-it"] == [t.key for t in view.graph_for("user").entries]
        assert all(view.graph_for(key).can_finish for key in ("buyer", "admin", "user"))


def test_an_optional_alternative_is_no_dead_end() -> None:
    """Who asks may write or come by instead, and need not."""
    asks, answer = touchpoint("Asks", Channel.EMAIL), touchpoint("Gets an answer", Channel.EMAIL)
    writes = touchpoint("Writes", Channel.EMAIL, optional=True)
    made = journey("Ask").walked_by(MAYA).stage("Ask", asks, writes).stage("Answer", answer)
    report = jk.check(made.flow(asks >> answer).flow(asks >> writes), everything())
    assert not report.of("dead-end")
    assert not report.of("persona-dead-end")


def _trial(*, said: bool = True) -> Journey:
    """A buyer tries something out; an administrator helps for a while, a user comes in late."""
    buyer, admin, user = persona("Buyer"), persona("Admin"), persona("User")
    ad = touchpoint("Reads an ad", Channel.ADVERTISING)
    trial, setup = touchpoint("Starts a trial"), touchpoint("Sets up accounts")
    uses, renews = touchpoint("Uses it", Channel.PRODUCT), touchpoint("Renews", Channel.EMAIL)
    made = journey("Trial").walked_by(buyer, admin, user).stage("Consider", ad)
    made = made.stage("Try", trial, setup).stage("Use", uses).stage("Renew", renews)
    if said:
        made = made.present(admin, joins_at=setup, leaves_after="Use")
        made = made.present(user, joins_at="Use").present(user, leaves_after="Use")
    return made.flow(ad >> trial >> setup >> uses >> renews)


def test_who_joins_late_and_leaves_early_is_said_once() -> None:
    """No touchpoint has to name who is there, and nothing before or after counts as a hole."""
    made = _trial()
    view = jk.view_of(made)
    ways = {key: view.graph_for(key) for key in ("admin", "user")}
    assert [("sets-up-accounts", "uses-it"), ("uses-it", "uses-it")] == [
        (way.entries[0].key, way.exits[0].key) for way in ways.values()
    ]
    assert ["Sets up accounts", "Uses it"] == [t.name for t in made.touchpoints_of("Admin")]
    assert [] == [f for f in jk.check(made).findings if f.severity in {"error", "warning"}]
    assert "persona_stage 7/7" in str(jk.coverage_of(made)["persona_stage"])
    assert "Admin × Renew: has left" in str(jk.coverage_of(made))
    assert "joins later" in jk.draw(made, "lanes").text()
    assert 'leaves after "Use"' in jk.draw(made, "map").text()
    assert 'leaves after "Use"' in jk.draw(made, "map").svg()
    assert "1. Buyer: Reads an ad → " in str(jk.walkthroughs(made))
    assert _trial(said=False) == made.without(Presence)
    assert 1 == len(made.without(Presence, of="user").presences)

    assert made == jk.loads(jk.dumps(made)) == jk.loads(jk.dumps(jk.view_of(made)))
    assert "ann" == made.rekey("admin", "ann").presences[0].persona
    assert ("user",) == tuple(each.persona for each in made.remove("admin").presences)


def test_who_joins_at_what_is_removed_joins_at_what_comes_next() -> None:
    """Whatever part of a journey remains, nobody is where they were not."""
    made = _trial()
    for part in (made.remove("Use"), made.remove("sets-up-accounts"), made.only("Consider", "Try")):
        for key in ("admin", "user"):
            before = {t.key for t in made.touchpoints_of(key)}
            assert before >= {t.key for t in part.touchpoints_of(key)}
    assert made.only("Consider", "Try").merge(made.only("Use", "Renew")).touchpoints_of("User") == (
        made.touchpoints_of("User")
    )


def test_a_presence_that_cannot_be_is_refused_or_found() -> None:
    """It names somebody and something that is there, and nothing on the map contradicts it."""
    made, user = _trial(said=False), persona("User")
    with pytest.raises(ModelError, match="expected where they join or leave"):
        made.present(user)
    with pytest.raises(UnknownReferenceError, match='did you mean "use"'):
        made.present(user, joins_at="Usee")
    with pytest.raises(UnknownReferenceError, match='unknown persona "eve"'):
        made.present(persona("Eve"), joins_at="Use")
    with pytest.raises(DuplicateKeyError, match="presence of persona"):
        attrs.evolve(made, presences=[Presence("user", joins_at=s) for s in made.stages[1:3]])

    early = made.replace(made["reads-an-ad"].feels(user, 1)).present(user, joins_at="Use")
    [found] = jk.check(early).of("presence-contradicted")
    assert '"User" joins at "Use", but has "Reads an ad"' == found.message
    alone = journey("Visit").walked_by(MAYA).stage("Ask", touchpoint("Asks"))
    alone = alone.stage("See", touchpoint("Comes")).present(MAYA, joins_at="See")
    [found] = jk.check(alone).of("presence-contradicted")
    assert 'nobody is left at "Asks"' == found.message


def test_people_take_one_way_or_the_other() -> None:
    """Alternatives stand in the place of a step; what comes before and after is said once."""
    asks, calls, writes, answer = map(touchpoint, ["Asks", "Calls", "Writes", "Gets an answer"])
    desk = journey("A question").walked_by(MAYA).stage("Ask", asks, calls, writes)
    desk = desk.stage("Hear", answer).flow(asks >> jk.either(calls, writes) >> answer, when="stuck")
    assert [
        ("asks", "calls", "branch", "stuck"),
        ("asks", "writes", "branch", "stuck"),
        ("calls", "gets-an-answer", "next", ""),
        ("writes", "gets-an-answer", "next", ""),
    ] == [(t.source.key, t.target.key, t.kind, t.when) for t in desk.transitions]
    assert "Asks → Calls | Writes" == str(asks >> jk.either(calls, writes))
    assert desk.flow(jk.either(calls, writes) >> answer) == desk
    path = "{path: Asks >> Calls | Writes >> Gets an answer, when: stuck}"
    text = "\n".join(
        (
            "{name: A question, personas: Maya, stages: [{name: Ask, touchpoints: [Asks, Calls,",
            f"Writes]}}, {{name: Hear, touchpoints: Gets an answer}}], transitions: [{path}]}}",
        )
    )
    assert desk == jk.read(io.StringIO(text), "yaml").journey
    with pytest.raises(ModelError, match=r"as in either\(calls, writes\)"):
        jk.either(calls)


def _trip() -> Journey:
    """By train; the coach was looked at, and its booking with it."""
    tom = persona("Tom")
    compares, train, arrives = map(touchpoint, ["Compares", "Takes the train", "Arrives"])
    coach, books = touchpoint("Looks at the coach").feels(MAYA, -2), touchpoint("Books the coach")
    trip = journey("Trip").walked_by(MAYA, tom).stage("Choose", compares, coach, books)
    trip = trip.stage("Go", train, arrives).flow(compares >> train >> arrives)
    return trip.flow(compares >> coach, kind="declined", when="too long").flow(coach >> books)


def test_an_option_that_was_declined_is_drawn_and_counts_nowhere() -> None:
    """Neither rules nor measures nor walks ask for it; all documents and pictures have it."""
    trip = _trip().opportunity("A faster coach", "looks-at-the-coach")
    plain = _trip().remove("looks-at-the-coach", "books-the-coach")
    for look in (jk.check, jk.walkthroughs):
        assert str(look(plain)) == str(look(trip))  # type: ignore[operator]
    assert list(map(str, jk.coverage_of(plain))) == list(map(str, jk.coverage_of(trip)))
    for kind in ("flow", "map", "lanes", "graph"):
        assert "Books the coach" in jk.draw(jk.view_of(trip), kind).text()
    assert "Looks at the coach [declined], too long" in jk.draw(trip).text()
    assert "Books the coach: declined" in jk.draw(trip).text()
    assert trip == jk.loads(jk.dumps(trip))
    assert trip.transitions_to("looks-at-the-coach")[0].kind == "declined"


def test_what_only_some_decline_is_for_the_others() -> None:
    """Tom looks at the coach and takes the train; Maya takes the coach."""
    trip, tom = _trip(), persona("Tom")
    declined = trip["transition:compares/looks-at-the-coach"]
    some = trip.replace(attrs.evolve(declined, personas=(tom,)))
    some = some.flow(trip["compares"] >> trip["looks-at-the-coach"], personas=MAYA)
    some = some.flow(trip["books-the-coach"] >> trip["arrives"])
    view = jk.view_of(some)
    assert view.can_reach("maya", "books-the-coach")
    assert not view.touchpoint("looks-at-the-coach").is_for("tom")
    assert ["dip-without-opportunity"] == [
        f.rule for f in jk.check(some).findings if f.severity != "info"
    ]


def test_rules_read_what_is_felt_in_a_whole_stage() -> None:
    """It is a feeling of the stage, a bad time in it, and a word about the persona."""
    tom = persona("Tom")
    asks, waits = touchpoint("Asks", Channel.PHONE).feels(MAYA, 1), touchpoint("Waits")
    made = journey("Care").walked_by(MAYA, tom).stage("Ask", asks)
    silent, hard = stage("Wait", waits), stage("Wait", waits).feels(tom, -2, "helpless")
    before, after = (jk.check(made.stage(each), everything()) for each in (silent, hard))
    assert before.of("stage-without-emotion")
    assert before.of("orphan-persona")
    assert not after.of("stage-without-emotion")
    assert not after.of("orphan-persona")
    assert [("Wait",)] == [found.names for found in after.of("negative-stage")]
