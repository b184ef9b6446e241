"""Channels: what is missing, cut off, or told otherwise elsewhere."""

from __future__ import annotations

from helpers.asking import asked, found_at, said
from journeykit import Channel, Wait, check, journey, persona, touchpoint
from journeykit.communication import Message
from journeykit.model import Journey, Touchpoint
from journeykit.validation import everything

AD = touchpoint("Ad", Channel.ADVERTISING)
SHOP = touchpoint("Shop", Channel.WEBSITE)
PAYS = touchpoint("Pays", Channel.WEBSITE)
CALLS = touchpoint("Calls", Channel.PHONE)
ANSWER = touchpoint("Gets an answer", Channel.PHONE)
VISITS = touchpoint("Visits", Channel.IN_STORE)


def met(*touchpoints: Touchpoint) -> Journey:
    """A journey of one stage."""
    return journey("Buying a gift").stage("Purchase", *touchpoints)


def test_touchpoints_without_a_channel_are_one_finding() -> None:
    """Each of them stays a place of its own."""
    told = touchpoint("Is told", initiator="company")
    whole = met(SHOP, PAYS, CALLS, told, touchpoint("Is reminded", automated=True))
    (finding,) = asked("touchpoint-without-channel", whole)
    assert ("Is told", "Is reminded") == finding.names
    assert finding.each


def test_what_customers_begin_may_have_no_channel() -> None:
    """They wait, think, and give up without meeting anybody."""
    lonely = touchpoint("Gives up", outcome="abandoned", initiator="company")
    wait = touchpoint("Waits", wait=Wait("3 days"), initiator="company")
    whole = met(SHOP, PAYS, CALLS, touchpoint("Unpacks"), lonely, wait)
    assert [] == said("touchpoint-without-channel", whole)


def test_a_map_without_channels_is_not_asked_for_them() -> None:
    """It was not meant to show them."""
    assert [] == said("touchpoint-without-channel", met(touchpoint("Waits"), touchpoint("Pays")))


def test_the_taxonomy_is_open_until_somebody_closes_it() -> None:
    """A channel of one's own is right; on a declared list it has to stand."""
    kiosk = touchpoint("Checks in", Channel("Kiosk", "physical"))
    assert [] == said("unknown-channel", met(kiosk))
    declared = journey("Visit", channels=[Channel.WEBSITE]).stage("One", kiosk, SHOP)
    assert [("Checks in", "Kiosk")] == found_at("unknown-channel", declared)


def test_only_declared_channels_can_be_unused() -> None:
    """Each that nothing happens on is one finding."""
    declared = journey("Visit", channels=[Channel.WEBSITE, Channel.PHONE]).stage("One", SHOP)
    assert [("Phone",)] == found_at("unused-channel", declared)
    assert [] == said("unused-channel", met(SHOP))


def test_an_order_of_stages_joins_channels() -> None:
    """Without arrows, people go from the phone to the shop with the next stage."""
    whole = journey("Gift").stage("One", CALLS).stage("Two", SHOP, PAYS).flow(SHOP >> PAYS)
    assert [] == said("isolated-channel", whole)


def test_a_touchpoint_on_two_channels_joins_them() -> None:
    """People change over right there."""
    both = touchpoint("Asks", Channel.PHONE, Channel.WEBSITE)
    whole = journey("Gift").stage("One", SHOP, CALLS).stage("Two", PAYS, both)
    assert [] == said("isolated-channel", whole.flow(SHOP >> PAYS, CALLS >> both))


def test_an_island_is_told_with_all_its_touchpoints() -> None:
    """Both sides of a cut are islands."""
    whole = journey("Gift").stage("One", SHOP, CALLS).stage("Two", PAYS, ANSWER)
    cut = whole.flow(SHOP >> PAYS, CALLS >> ANSWER)
    assert [("Shop", "Pays"), ("Calls", "Gets an answer")] == sorted(
        found_at("isolated-channel", cut), reverse=True
    )


def test_a_change_of_class_without_a_handover_is_for_review() -> None:
    """From the web to the phone somebody else takes over; from one page to the next nobody."""
    whole = met(SHOP, CALLS, VISITS, PAYS).flow(SHOP >> PAYS).flow(SHOP >> CALLS)
    report = check(whole)
    (entry,) = (each for each in report.review if each.rule == "switch-without-handover")
    assert ("Shop → Calls",) == entry.names
    handed = met(SHOP, CALLS, VISITS, PAYS).flow(SHOP >> CALLS, handover="the basket")
    assert "switch-without-handover" not in {each.rule for each in check(handed).review}


def test_an_ad_has_nothing_to_hand_over() -> None:
    """Only changes between the company's own channels count."""
    whole = met(AD, SHOP, CALLS).flow(AD >> SHOP).flow(SHOP >> CALLS, handover="the basket")
    assert [] == said("switch-without-handover", whole)


def test_a_switch_is_forced_when_no_way_stays() -> None:
    """One way on that somebody prefers is enough."""
    maya = persona("Maya", prefers=Channel.WEBSITE)
    whole = journey("Gift").walked_by(maya).stage("One", SHOP).stage("Two", CALLS, VISITS, PAYS)
    forced = whole.flow(SHOP >> CALLS, SHOP >> VISITS)
    assert [("Shop",)] == found_at("forced-switch", forced)
    assert [] == said("forced-switch", forced.flow(SHOP >> PAYS))


def test_to_and_fro_is_told_once_however_long() -> None:
    """Four changes are one finding, where they begin; the number is an option."""
    whole = met(SHOP, CALLS, PAYS, ANSWER, VISITS).flow(SHOP >> CALLS >> PAYS >> ANSWER)
    assert [("Shop", "Calls", "Pays", "Gets an answer")] == found_at("channel-ping-pong", whole)
    assert [] == said("channel-ping-pong", whole, least=4)


def test_a_cycle_of_two_channels_ends() -> None:
    """Going round in a circle is followed once."""
    whole = met(SHOP, CALLS).flow(SHOP >> CALLS >> SHOP)
    assert [("Shop", "Calls")] == found_at("channel-ping-pong", whole)


def test_a_message_is_compared_wherever_it_is_said() -> None:
    """Letter case and spaces do not matter; other messages do not either."""
    texts = {"Ad": "Free shipping", "Shop": "free  shipping", "Basket": "Shipping 5 €"}
    touchpoints = [touchpoint(n, messages=[Message("cost", t)]) for n, t in texts.items()]
    assert [
        'the message "cost" differs: "Free shipping" at "Ad" but "Shipping 5 €" at "Basket"'
    ] == said("inconsistent-message", met(*touchpoints))
    assert [] == said("inconsistent-message", met(*touchpoints[:2]))


def test_a_campaign_of_one_touchpoint_is_no_campaign() -> None:
    """One mail is one mail."""
    mails = [touchpoint(f"Mail {n}", Channel.EMAIL, campaign="spring") for n in (1, 2)]
    assert [] == said("single-channel-campaign", met(mails[0]))
    assert 1 == len(said("single-channel-campaign", met(*mails)))


def test_single_channel_stages_are_one_finding() -> None:
    """And stages of one touchpoint are not asked, unless somebody wants it."""
    whole = journey("Gift").stage("One", SHOP, PAYS).stage("Two", CALLS, ANSWER).stage("Three", AD)
    assert [("One", "Two")] == found_at("single-channel-stage", whole)
    assert [("One", "Two", "Three")] == found_at("single-channel-stage", whole, least=1)


def test_a_journey_on_one_channel_is_told_unless_that_is_a_place() -> None:
    """Five emails are a journey by email; five times in the shop is where the shop is."""
    emails = [touchpoint(f"Email {n}", Channel.EMAIL) for n in range(5)]
    visits = [touchpoint(f"Visit {n}", Channel.IN_STORE) for n in range(5)]
    assert ['everything happens on the channel "Email"'] == said(
        "single-channel-journey", met(*emails, touchpoint("Thinks"))
    )
    for fine in (met(*emails, CALLS), met(*emails[1:]), met(*visits)):
        assert [] == said("single-channel-journey", fine)


def test_a_change_of_channel_is_seen_through_what_has_no_channel() -> None:
    """From the website over a wait to the shop: nothing is handed over on the way."""
    order, shop = touchpoint("Orders", Channel.WEBSITE), touchpoint("Collects", Channel.IN_STORE)
    wait = touchpoint("Waits", wait=Wait("2 days"))
    whole = journey("Gift").stage("Purchase", order, wait, shop)
    told = whole.flow(order >> wait >> shop)
    assert [("Waits → Collects",)] == found_at("switch-without-handover", told)
    handed = whole.flow(order >> wait, handover="the order number").flow(wait >> shop)
    assert [] == said("switch-without-handover", handed)


def test_a_start_without_a_channel_is_no_change_of_channel() -> None:
    """Where people were before it was not stated."""
    reads, calls = touchpoint("Reads the contract"), touchpoint("Calls", Channel.PHONE)
    whole = journey("Gift").stage("Purchase", reads, calls)
    assert [] == said("switch-without-handover", whole.flow(reads >> calls))


def test_another_place_is_a_change_and_the_post_is_none() -> None:
    """What was said at the clinic has to reach the hospital; a letter is at no place."""
    clinic = touchpoint("Is examined", Channel("Clinic", "physical"))
    hospital = touchpoint("Is operated", Channel("Hospital", "physical"))
    letter = touchpoint("Gets a letter", Channel.MAIL)
    whole = journey("Care").stage("Care", clinic, hospital, letter)
    assert 1 == len(said("switch-without-handover", whole.flow(clinic >> hospital)))
    assert [] == said("switch-without-handover", whole.flow(hospital >> letter))


def test_a_failure_that_the_company_declares_has_to_be_told_somehow() -> None:
    """An application that is cancelled without a channel is told to nobody."""
    shop, pays = touchpoint("Shop", Channel.WEBSITE), touchpoint("Pays", Channel.WEBSITE)
    gone = touchpoint("Is cancelled", initiator="company", outcome="failed")
    assert [("Is cancelled",)] == found_at(
        "touchpoint-without-channel", journey("Gift").stage("Purchase", shop, pays, gone)
    )
    left = touchpoint("Leaves", initiator="company", outcome="abandoned")
    assert [] == said(
        "touchpoint-without-channel", journey("Gift").stage("Purchase", shop, pays, left)
    )


def test_rules_of_channels_say_what_they_could_not_ask() -> None:
    """A map without channels passes none of them."""
    ad, pays = touchpoint("Ad", initiator="company"), touchpoint("Pays")
    whole = journey("Gift").stage("Awareness", ad).stage("Purchase", pays).flow(ad >> pays)
    report = check(whole, everything().select("JK3"))
    assert () == report.passed
    assert "touchpoint-without-channel" in {each.rule for each in report.unanswered}


def test_a_change_of_channel_is_seen_through_what_people_do_alone() -> None:
    """Told on the phone what to send, they fill it in at home and send it by email."""
    told, sends = touchpoint("Is told", Channel.PHONE), touchpoint("Sends it", Channel.EMAIL)
    alone = touchpoint("Fills it in", Channel.SELF)
    rule = "switch-without-handover"
    assert 1 == len(said(rule, met(told, alone, sends).flow(told >> alone >> sends)))
    assert [] == said(rule, met(told, alone, CALLS).flow(told >> alone >> CALLS))


def test_what_is_copied_by_hand_is_not_handed_over() -> None:
    """From the email into the panel: both are digital, and somebody stands between."""
    panel = Channel("Panel", "digital")
    gets, copies = touchpoint("Gets it", Channel.EMAIL), touchpoint("Copies it", panel)
    looks = touchpoint("Looks into the panel", panel)
    rule = "switch-without-handover"
    assert 1 == len(said(rule, met(gets, copies).flow(gets >> copies)))
    assert [] == said(rule, met(gets, looks).flow(gets >> looks))
    assert [] == said(rule, met(gets, copies).flow(gets >> copies, handover="the report"))
