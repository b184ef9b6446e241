"""Contact: whether customers are helped, told, asked, and heard of again.

Who begins a contact, where people can ask for help and where they are asked is read off the
channel, the trigger and the metrics where it is not stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from journeykit.channels import Channel
from journeykit.dsl import journey, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.example_journeys import MAYA, PAYS, used
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import says_what_for, unstated


@rule(
    "no-support-touchpoint",
    "JK405",
    subjects="stages after the sale",
    severity="warning",
    detects="No help after the sale.",
    why="Customers remember that there was no help when they needed it, and tell others.",
    formally="Stages that play experience or retention have touchpoints, and neither there nor at "
    "any time is there one with the purpose support, or that customers begin on a support or "
    "telephone channel. That there is none cannot be told unless at least half of the touchpoints "
    "say what they are for.",
    fix='add it: touchpoint("…", Channel.SUPPORT, purpose="support")',
    source="Glossaries of pain points: lack of support.",
    fires=used,
    silent=lambda: used(touchpoint("Asks for help", Channel.SUPPORT, purpose="support")),
    scope=("experience", "retention"),
    family="lifecycle",
)
def no_support_touchpoint(view: View) -> Iterator[Verdict]:
    """Look for help after the sale, for anybody and for each persona."""
    stages = [s for s in view.stages_with_role("experience", "retention") if s.touchpoints]
    near = (*view.journey.any_time, *(t for stage in stages for t in stage.touchpoints))
    helping = [touchpoint for touchpoint in near if inference.helps(touchpoint)]
    names = quoted(stage.name for stage in stages)
    if stages and not helping:
        if says_what_for(near):
            yield Problem(f"no touchpoint in {names} offers help", stages)
        else:
            yield unstated("purposes", stages)
        return
    lost = [
        persona
        for persona in view.journey.personas
        if not any(touchpoint.is_for(persona.key) for touchpoint in helping)
        and any(view.cells[persona.key, stage.key] for stage in stages)
    ]
    if lost:
        people = quoted(persona.name for persona in lost)
        yield Problem(f"no help in {names} for {people}", lost, each=True)
    else:
        yield from map(Fine, stages)


def _hotline(*channels: Channel) -> Journey:
    """Help on some channels."""
    return used(touchpoint("Asks for help", *channels, purpose="support"))


@rule(
    "single-channel-support",
    "JK415",
    subjects="touchpoints that help",
    severity="info",
    detects="Help on a single channel.",
    why="When the line is busy or closed, or people cannot use it, there is no help at all.",
    formally="There are touchpoints with the purpose support, or on a support channel, and all of "
    "those that name a channel name the same one; nor is there another channel at a touchpoint "
    "that speaks of customer service, or that customers begin on the telephone.",
    fix="offer a second way to get help: touchpoint({touchpoint}, …).on(…)",
    source="Service standards of governments: all channels; glossaries of pain points.",
    fires=lambda: _hotline(Channel.PHONE),
    silent=lambda: _hotline(Channel.PHONE, Channel.EMAIL),
    family="lifecycle",
)
def single_channel_support(view: View) -> Iterator[Verdict]:
    """Look for a second channel on which people get help."""
    helping = [t for t in view.touchpoints if _is_for_help(t)]
    placed = [touchpoint for touchpoint in helping if touchpoint.channels]
    others = [t for t in view.touchpoints if inference.helps(t) or inference.speaks_of_help(t)]
    channels = {channel.key: channel.name for t in (*placed, *others) for channel in t.channels}
    if helping and not placed:
        yield unstated("channels", helping)
    elif placed and len(channels) > 1:
        yield Fine(helping)
    elif placed:
        [name] = channels.values()
        yield Problem(
            f'people get help only on the channel "{name}": {quoted(t.name for t in placed)}',
            placed,
        )


def _is_for_help(touchpoint: Touchpoint) -> bool:
    """Whether getting help is what a touchpoint is for, or its channel."""
    return touchpoint.purpose == "support" or any(
        "support" in {channel.key, channel.category} for channel in touchpoint.channels
    )


def _parcel(*touchpoints: Touchpoint) -> Journey:
    """A journey in which the company writes once before the sale, and perhaps afterwards."""
    mail = touchpoint("Gets an offer", Channel.EMAIL, initiator="company")
    return (
        journey("Buying a gift")
        .stage("Awareness", mail)
        .stage("Purchase", PAYS)
        .stage("Experience", touchpoint("Unpacks the parcel"), *touchpoints)
    )


@rule(
    "no-follow-up",
    "JK406",
    subjects="sales",
    severity="warning",
    detects="The company does not get in touch again after the sale.",
    why="It contacted people until they paid. Silence afterwards tells them what it was about.",
    formally="From the touchpoints of the sale, no touchpoint that the company begins can be "
    "reached, and none can come at any time. The sale is where the purpose is to convert, else "
    "what customers complete in stages that play purchase. Asked only where something comes after "
    "the sale at all, no-post-purchase speaks of the rest. It cannot be told where nothing shows "
    "that the company begins anything, which silent-company asks about, or where the only such "
    "touchpoint stands in the stage of the sale, and that has no order.",
    fix='add a follow-up: touchpoint("…", Channel.EMAIL, initiator="company")',
    source="Glossaries of pain points: no follow-up after the purchase.",
    fires=_parcel,
    silent=lambda: _parcel(touchpoint("Is asked how it was", initiator="company")),
    scope=inference.AFTER_SALE,
    family="lifecycle",
)
def no_follow_up(view: View) -> Iterator[Verdict]:
    """Follow the transitions on from the sale and look for the company."""
    sales = inference.sales_of(view)
    if not sales or not inference.is_after_sale(view):
        return
    company = {t.key for t in view.touchpoints if inference.begun_by_company(t)}
    after = view.graph.reachable_from(sale.key for sale in sales)
    again = company & (after | view.any_time)
    unordered = {key for key in again if _is_unordered_with(view, key, sales)}
    if again - unordered:
        yield Fine(sales)
    elif unordered:
        yield unstated("transitions", sales)
    elif company:
        names = quoted(sale.name for sale in sales)
        yield Problem(f"the company does not get in touch again after {names}", sales)
    else:
        yield unstated("initiators", sales)


def _is_unordered_with(view: View, key: str, sales: tuple[Touchpoint, ...]) -> bool:
    """Whether a touchpoint is in a stage of the sale that has no order of its own."""
    stage = view.stage_of(key)
    return (
        stage is not None
        and not view.graph.is_ordered(stage.key)
        and any(view.stage_of(sale.key) == stage for sale in sales)
    )


_SPEAKING = frozenset({"reviews", "word-of-mouth", "community", "social-media"})
"""The keys of the channels on which customers speak of a company."""


@rule(
    "no-advocacy-mechanism",
    "JK407",
    subjects="stages of advocacy",
    severity="info",
    detects="An advocacy stage without a way to recommend.",
    why="Satisfied customers rarely speak up by themselves; they do when it is easy.",
    formally="Stages that play advocacy have touchpoints; none has the purpose review, referral or "
    "testimonial, and none happens where customers speak: reviews, word of mouth, community or "
    "social media. Cannot be told unless at least half of these touchpoints say what they are for.",
    fix='make it easy: touchpoint("…", purpose="referral")',
    source="Guides to loyalty: reviews, referrals, testimonials.",
    fires=lambda: used().stage("Advocacy", touchpoint("Gets a newsletter", purpose="inform")),
    silent=lambda: used().stage("Advocacy", touchpoint("Invites a friend", purpose="referral")),
    scope=("advocacy",),
    family="lifecycle",
)
def no_advocacy_mechanism(view: View) -> Iterator[Verdict]:
    """Look for the means to recommend."""
    stages = [stage for stage in view.stages_with_role("advocacy") if stage.touchpoints]
    touchpoints = [touchpoint for stage in stages for touchpoint in stage.touchpoints]
    if any(map(_lets_recommend, touchpoints)):
        yield from map(Fine, stages)
    elif stages and not says_what_for(touchpoints):
        yield unstated("purposes", stages)
    elif stages:
        yield Problem(f"no way to recommend in {quoted(s.name for s in stages)}", stages)


def _lets_recommend(touchpoint: Touchpoint) -> bool:
    """Whether customers can speak of the company at a touchpoint."""
    return touchpoint.purpose in {"review", "referral", "testimonial"} or any(
        channel.key in _SPEAKING for channel in touchpoint.channels
    )


@rule(
    "no-feedback-loop",
    "JK408",
    subjects="journeys long enough to ask about",
    severity="info",
    detects="Nobody asks for feedback anywhere on the journey.",
    why="Journeys change. Without feedback nobody knows when.",
    formally="No touchpoint has the purpose feedback or review, none happens on surveys or "
    "reviews, and no metric is one that customers have to be asked for. Asked of journeys with so "
    "many touchpoints, and of those that go beyond the sale. Unless at least half of the "
    "touchpoints say what they are for, a person has to decide. Whether feedback is used cannot "
    "be seen on a map, and is not asked.",
    fix='ask: touchpoint("…", Channel.SURVEY, purpose="feedback")',
    source="Guides to journey mapping: collect feedback and iterate.",
    fires=used,
    silent=lambda: used(touchpoint("Rates the delivery", purpose="feedback")),
    family="lifecycle",
    explains=("assumption-only",),
)
def no_feedback_loop(
    view: View,
    *,
    at_least: Annotated[int, "from how many touchpoints on a journey should ask"] = 12,
) -> Iterator[Verdict]:
    """Look for anybody who asks."""
    if len(view.touchpoints) < at_least and not inference.is_after_sale(view):
        return
    asks_for_feedback = any(map(inference.asks_for_feedback, view.touchpoints)) or any(
        inference.asks_customers(metric) for metric, _ in view.metrics
    )
    if asks_for_feedback:
        yield Fine(view.journey)
    elif len(view.touchpoints) >= at_least or says_what_for(view.touchpoints):
        sure = inference.is_after_sale(view) and says_what_for(view.touchpoints)
        yield Problem("nobody asks customers how it was", view.journey, review=not sure)
    else:
        yield unstated("purposes", view.journey)


def _asking(*, calls_back: bool) -> Journey:
    """Maya asks three times; somebody may call her back."""
    called = (
        [touchpoint("Is called back", Channel.PHONE, initiator="company")] if calls_back else []
    )
    return (
        journey("Making a claim")
        .stage("Reporting", touchpoint("Reports the damage", Channel.PHONE))
        .stage(
            "Settling",
            touchpoint("Asks how far it is", Channel.PHONE),
            touchpoint("Asks again", Channel.EMAIL),
            *called,
        )
    )


@rule(
    "silent-company",
    "JK413",
    subjects="stages after the first",
    severity="info",
    detects="Stages in which customers have to ask, because the company begins no contact.",
    why="Whoever hears nothing asks, and each question costs both sides time and trust.",
    formally="In a stage after the first, a persona begins two contacts or more, or waits, and the "
    "company begins none with them; where it begins none at all, the journey is named as a whole, "
    "too. Who begins a contact is read off the channel, the trigger and the automation where it is "
    "not stated, so that it is for review. All are one entry, which names the waits and every "
    "contact after the first.",
    fix='add what the company begins: touchpoint("…", Channel.EMAIL, initiator="company")',
    source="Proactive service: advice to tell people before they ask.",
    fires=lambda: _asking(calls_back=False),
    silent=lambda: _asking(calls_back=True),
    family="lifecycle",
    explains=("wait-without-information", "no-confirmation", "nobody-to-ask"),
)
def silent_company(view: View) -> Iterator[Verdict]:
    """Look for stages in which only customers begin anything."""
    silent: dict[tuple[str, ...], list[Stage]] = {}
    asking: dict[str, Touchpoint] = {}
    for stage in view.filled_stages[1:]:
        personas, contacts = _left_to_ask(view, stage)
        if personas is None:
            yield Fine(stage)
            continue
        silent.setdefault(tuple(persona.name for persona in personas), []).append(stage)
        asking.update((touchpoint.key, touchpoint) for touchpoint in contacts)
    if not silent:
        return
    nothing = not any(map(inference.begun_by_company, view.touchpoints))
    parts = [
        f"in {quoted(stage.name for stage in stages)}"
        + (f" with {quoted(personas)}" if personas else "")
        for personas, stages in silent.items()
    ]
    where = "in the whole journey" if nothing else ", and none ".join(parts)
    left_alone = {stage.key for several in silent.values() for stage in several}
    stages = [stage for stage in view.filled_stages if stage.key in left_alone]
    yield Problem(
        f"the company begins no contact {where}",
        ([view.journey, *stages] if nothing else [*stages, *asking.values()]),
        review=True,
        each=True,
        therefore=view.touchpoints
        if nothing
        else [touchpoint for stage in stages for touchpoint in stage.touchpoints],
    )


def _left_to_ask(view: View, stage: Stage) -> tuple[tuple[Persona, ...] | None, list[Touchpoint]]:
    """Those with whom the company begins nothing in a stage, and where they wait or ask again.

    Nobody is None, and everybody is nobody in particular.
    """
    if not view.journey.personas:
        contacts = _contacts(stage.touchpoints)
        return (() if contacts else None), contacts
    cells = [(p, view.cells[p.key, stage.key]) for p in view.journey.personas]
    present = [(persona, cell) for persona, cell in cells if cell]
    asking = [(persona, own) for persona, cell in present if (own := _contacts(cell))]
    contacts = [touchpoint for _, own in asking for touchpoint in own]
    if not asking:
        return None, []
    if len(asking) == len(present):
        return (), contacts
    return tuple(persona for persona, _ in asking), contacts


def _contacts(touchpoints: tuple[Touchpoint, ...]) -> list[Touchpoint]:
    """The waits and the contacts after the first, where the company begins none."""
    if any(map(inference.begun_by_company, touchpoints)):
        return []
    by_customer = [t for t in touchpoints if t.initiator == "customer" and t.wait is None]
    return [*(t for t in touchpoints if t.wait is not None), *by_customer[1:]]


def _ordering(*, informed: bool) -> Journey:
    """Maya orders on the web and worries, because she hears nothing; or is told that it arrived."""
    orders = touchpoint("Orders the gift", Channel.WEBSITE)
    mail = touchpoint("Gets a confirmation", Channel.EMAIL, initiator="company")
    calls = touchpoint("Calls", Channel.PHONE).feels(MAYA, -1)
    whole = journey("Buying a gift").walked_by(MAYA)
    if informed:
        return whole.stage("Purchase", orders, mail, calls).flow(orders >> mail >> calls)
    return whole.stage("Purchase", orders, calls).flow(orders >> calls)


@rule(
    "no-confirmation",
    "JK418",
    subjects="things handed in from afar",
    severity="info",
    detects="Nobody confirms what customers paid, ordered, applied for or reported.",
    why="Whoever hears nothing does not know whether it arrived, and does it again or calls.",
    formally="At a touchpoint that customers begin on a screen or by mail they pay, order, apply, "
    "report, cancel or the like, by its purpose or the words of its name. It has no message, and "
    "no declared transition leads from it to anything that the company or a third party begins, or "
    "on to the next step on the same channel, where they may see it. And it shows: the next step, "
    "which is no wait, feels bad or hurts. Waits are judged by wait-without-information. What is "
    "done is read off words, so that it is for review. All are one entry.",
    fix='add what they get: touchpoint("…", Channel.EMAIL, initiator="company")',
    source="Nielsen 1994, visibility of system status; Downe 2020, Good Services.",
    fires=lambda: _ordering(informed=False),
    silent=lambda: _ordering(informed=True),
    family="lifecycle",
)
def no_confirmation(view: View) -> Iterator[Verdict]:
    """Look at what comes right after something was handed in."""
    handed_in = [touchpoint for touchpoint in view.touchpoints if inference.commits(touchpoint)]
    if handed_in and not view.journey.transitions:
        yield unstated("transitions", handed_in)
        return
    unconfirmed = [touchpoint for touchpoint in handed_in if _leaves_in_doubt(view, touchpoint)]
    if fine := [touchpoint for touchpoint in handed_in if touchpoint not in unconfirmed]:
        yield Fine(fine)
    if unconfirmed:
        names = quoted(touchpoint.name for touchpoint in unconfirmed)
        yield Problem(f"nothing confirms {names}", unconfirmed, each=True, review=True)


def _leaves_in_doubt(view: View, touchpoint: Touchpoint) -> bool:
    """Whether nothing tells people that something arrived, and it shows that they want to know."""
    successors = [
        view.touchpoint(step.target.key)
        for step in view.outgoing.get(touchpoint.element, ())
        if step.target.kind == "touchpoint"
    ]
    channels = view.channel_keys[touchpoint.key]
    informed = bool(touchpoint.messages) or any(
        inference.begun_by_company(after)
        or after.initiator != "customer"
        or channels & view.channel_keys[after.key]
        for after in successors
    )
    return not informed and any(_is_sore(after) for after in successors if after.wait is None)


def _is_sore(touchpoint: Touchpoint) -> bool:
    """Whether somebody feels bad, or has a pain point, at a touchpoint."""
    return any(
        lived.pains or (lived.emotion is not None and lived.emotion.low < 0)
        for lived in touchpoint.experiences
    )


def _alone(*, helped: bool) -> Journey:
    """Twelve steps on the web, one of which fails, and perhaps somebody to ask."""
    steps = [touchpoint(f"Step {number}", Channel.WEBSITE) for number in range(1, 12)]
    fails = touchpoint("The payment fails", Channel.WEBSITE, outcome="failed")
    return journey("Buying a gift").stage(
        "Purchase", *steps, fails, *([touchpoint("Calls", Channel.PHONE)] if helped else [])
    )


@rule(
    "nobody-to-ask",
    "JK419",
    subjects="journeys with trouble",
    severity="info",
    detects="A journey with trouble, on which customers never come to a person.",
    why="When something goes wrong people want somebody who listens and can do something.",
    formally="A touchpoint is abandoned, fails or is known to fail, or so many pain points hurt on "
    "the journey; it has so many touchpoints, half of those that are no waits name channels, and "
    "at none is there help, or a place or channel of the company's at which people meet. Perhaps "
    "help is elsewhere: a person has to decide.",
    fix='add somebody: touchpoint("…", Channel.PHONE, purpose="support")',
    source="Glossaries of pain points: lack of support.",
    fires=lambda: _alone(helped=False),
    silent=lambda: _alone(helped=True),
    family="lifecycle",
)
def nobody_to_ask(
    view: View,
    *,
    at_least: Annotated[int, "from how many touchpoints on a journey should offer help"] = 12,
    pains: Annotated[int, "how many pain points are trouble"] = 5,
) -> Iterator[Verdict]:
    """Look for a person, where people may need one."""
    fails = any(t.outcome != "completed" or t.fail_point for t in view.touchpoints)
    if len(view.touchpoints) < at_least or (not fails and len(view.pains) < pains):
        return
    if any(map(_meets_people, view.touchpoints)):
        yield Fine(view.journey)
    elif not _says_where(view):
        yield unstated("channels", view.journey)
    else:
        yield Problem("nowhere can people ask somebody for help", view.journey, review=True)


def _meets_people(touchpoint: Touchpoint) -> bool:
    """Whether customers meet somebody of the company's at a touchpoint, as its signs tell."""
    return (
        inference.helps(touchpoint)
        or inference.speaks_of_help(touchpoint)
        or (inference.asks_somebody(touchpoint) and Channel.CHAT in touchpoint.channels)
        or any(
            channel.channel_class in {"interpersonal", "physical"}
            and channel.ownership == "owned"
            and channel.key != Channel.MAIL.key
            for channel in touchpoint.channels
        )
    )


def _says_where(view: View) -> bool:
    """Whether half of the touchpoints that are no waits name a channel."""
    steps = [touchpoint for touchpoint in view.touchpoints if touchpoint.wait is None]
    return 2 * sum(1 for t in steps if t.channels) >= len(steps)


RULES: tuple[Rule, ...] = (
    no_support_touchpoint,
    single_channel_support,
    no_follow_up,
    no_advocacy_mechanism,
    no_feedback_loop,
    silent_company,
    no_confirmation,
    nobody_to_ask,
)
