"""Traffic: what customers really did, held against what was designed.

A share is judged by its 95 % interval, never by itself: what few customers did is unknown, not
wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Annotated

from journeykit.addresses import Element
from journeykit.dsl import journey, persona, touchpoint
from journeykit.graph import View
from journeykit.model import Journey, Touchpoint
from journeykit.observations import (
    EventName,
    Kind,
    Observations,
    TouchpointTraffic,
    TransitionTraffic,
    VisitLoss,
)
from journeykit.rates import Rate, percent, rate_of
from journeykit.text import counted
from journeykit.transitions import Transition
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking

_FAMILY = "evidence"
_SOURCE = "Journey-mapping guides: validate the map with data."

BASKET = touchpoint("Fills the basket").observed_as("basket")
PAYS = touchpoint("Pays").observed_as("paid")
CHAT = touchpoint("Asks in the chat").observed_as("chat")
SEEN = (
    TouchpointTraffic("fills-the-basket", "buy", events=500, entities=400),
    TouchpointTraffic("pays", "buy", events=120, entities=120),
    TouchpointTraffic("asks-in-the-chat", "buy", events=0, entities=0),
)


def seen(*transitions: TransitionTraffic, **fields: object) -> Observations:
    """What four hundred customers of a shop did."""
    fields = {"entities": 400, "touchpoints": SEEN, "transitions": transitions} | fields
    return Observations(journey="shop", source="clicks.parquet", **fields)  # type: ignore[arg-type]


NEW, CLUB = persona("New customer"), persona("Club member")


def _shop(*touchpoints: Touchpoint) -> Journey:
    """A shop for new customers and members of its club."""
    return journey("Shop").walked_by(NEW, CLUB).stage("Buy", *touchpoints)


def too_few(number: int, observations: Observations, at: object) -> Unknown:
    """Return the verdict on what too few customers did to be judged.

    Args:
        number: How many did.
        observations: What was seen.
        at: The subjects.

    Returns:
        That it cannot be told.
    """
    what = f"what enough customers did: {number:,} of at least {observations.min_n:,}"
    return Unknown(what, "a longer log", at=at)


def judged(rate: Rate, least: float) -> bool | None:
    """Return whether a share is higher than another.

    Args:
        least: The other.

    Returns:
        Whether it is; None where its interval holds both answers.
    """
    if rate.low is None or rate.high is None or rate.small:
        return None
    if rate.low > least:
        return True
    return False if rate.rate is not None and rate.rate <= least else None


def unsure(rate: Rate, least: float, observations: Observations, at: object) -> Unknown:
    """Return the verdict on a share of which it is not sure whether it is higher than another.

    Args:
        least: The other.
        observations: What was seen.
        at: The subjects.

    Returns:
        That it cannot be told.
    """
    if rate.small or rate.low is None or rate.high is None:
        return too_few(rate.of, observations, at)
    interval = f"{percent(rate.low)} to {percent(rate.high)}"
    what = f"whether a share is above {percent(least)}: its interval is {interval}"
    return Unknown(what, "a longer log", at=at)


@rule(
    "touchpoint-never-observed",
    "JK801",
    subjects="touchpoints that events would show",
    severity="warning",
    family=_FAMILY,
    detects="Touchpoints that no customer came to.",
    why="Either nobody needs it, or nobody finds it, or it is not recorded; the map claims the "
    "opposite.",
    formally="Some event would show the touchpoint, none did, and at least as many customers were "
    "seen as a figure needs; of a touchpoint of some personas only, so many of these. One finding "
    "names all of them.",
    fix="take it out of the map, lead people to it, or record it",
    source=f"{_SOURCE} Halvorsrud, Kvale and Følstad 2016: a missing touchpoint.",
    evidence=seen,
    fires=lambda: _shop(BASKET, PAYS, CHAT),
    silent=lambda: _shop(BASKET, PAYS),
)
def touchpoint_never_observed(view: View, observations: Observations) -> Iterator[Verdict]:
    """Look for touchpoints without an event."""
    judged, missing = [], []
    customers = dict(observations.personas)
    for here in view.touchpoints:
        traffic = observations.touchpoint(here.key)
        if traffic is None or not traffic.looked_for:
            continue
        could = observations.entities
        if here.personas and any(customers.values()):
            could = sum(customers.get(key, 0) for key in here.personas)
        if not traffic.events and could < observations.min_n:
            yield too_few(could, observations, here)
            continue
        judged.append(here)
        if not traffic.events:
            missing.append(here)
    statement = f"are visited by none of {observations.entities:,} customers"
    yield from lacking(view, missing, of=judged, what="touchpoint", statement=statement)


@rule(
    "unmapped-event",
    "JK802",
    subjects="logs",
    severity="info",
    family=_FAMILY,
    detects="Events of many customers that show no touchpoint.",
    why="What people do and the map does not have is where the next version of the map begins.",
    formally="An event shows no touchpoint, and the lower end of the interval of the share of "
    "customers who have one is above the given share. One finding names all such events.",
    fix='say which touchpoint it shows: .observed_as("…"); or waive the finding',
    source="Halvorsrud, Kvale and Følstad 2016: an ad-hoc touchpoint.",
    evidence=lambda: seen(unmapped=[EventName("wishlist", 90, 71, None)]),
    fires=lambda: _shop(BASKET, PAYS),
    silent=lambda: _shop(BASKET, PAYS, touchpoint("Keeps a list").observed_as("wishlist")),
)
def unmapped_event(
    view: View,
    observations: Observations,
    share: Annotated[float, "the share of customers above which an event counts"] = 0.05,
) -> Iterator[Verdict]:
    """Look for frequent events of no touchpoint."""
    at = view.journey
    if observations.entities < observations.min_n:
        yield too_few(observations.entities, observations, at)
        return
    mapped = {
        event.name
        for each in view.touchpoints
        for event in each.observed
        if event.exact and event.where is None
    }
    unmapped = []
    for event in observations.unmapped:
        rate = rate_of(
            event.entities, max(observations.entities, event.entities), observations.min_n
        )
        if event.event not in mapped and judged(rate, share):
            unmapped.append(f'"{event.event}" ({event.entities:,} customers)')
    if not unmapped:
        yield Fine(at)
        return
    shown = ", ".join(unmapped[:_LISTED])
    more = f" and {len(unmapped) - _LISTED:,} more" if len(unmapped) > _LISTED else ""
    events = "event shows" if len(unmapped) == 1 else "events show"
    yield Problem(f"{len(unmapped)} frequent {events} no touchpoint: {shown}{more}", at)


_LISTED = 6

KINDS: MappingProxyType[Kind, str] = MappingProxyType(
    {
        "skip_ahead": "skips ahead",
        "step_back": "steps back",
        "sideways": "goes sideways in its stage",
        "loop": "repeats the touchpoint",
        "any_time": "has an end in no stage",
    }
)
"""How a transition that nobody designed is described."""


@rule(
    "unexpected-transition",
    "JK803",
    subjects="transitions that customers took",
    severity="warning",
    family=_FAMILY,
    detects="A transition that many customers take and nobody designed.",
    why="It is a gap in the map, or a detour of the people in it.",
    formally="The design has no transition between the two touchpoints, and the lower end of the "
    "interval of its share among all that follows the first is above the given share. Its kind is "
    "its direction in the order of stages. Repetitions of one touchpoint count only if asked for.",
    fix="add it with .flow(…), or find out why people go there; to accept it, waive the finding at "
    'the transition: .waive("unexpected-transition", reason="…", at=Element("transition", …))',
    source="Halvorsrud, Kvale and Følstad 2016: an irregular sequence.",
    evidence=lambda: seen(
        TransitionTraffic("fills-the-basket", "pays", 90),
        TransitionTraffic(
            "fills-the-basket", "asks-in-the-chat", 60, designed=False, kind="sideways"
        ),
        touchpoints=(*SEEN[:2], TouchpointTraffic("asks-in-the-chat", "buy", 60, 60)),
    ),
    fires=lambda: _shop(BASKET, PAYS, CHAT).flow(BASKET >> PAYS),
    silent=lambda: _shop(BASKET, PAYS, CHAT).flow(BASKET >> PAYS).flow(BASKET >> CHAT),
)
def unexpected_transition(
    view: View,
    observations: Observations,
    share: Annotated[float, "the share of what follows a touchpoint above which it counts"] = 0.05,
    *,
    repetitions: Annotated[bool, "whether repetitions of one touchpoint count"] = False,
) -> Iterator[Verdict]:
    """Look for what is taken and not designed."""
    designed = {each.element for each in _declared(view)}
    leaving = _leaving(observations)
    for each in observations.transitions:
        at = Element("transition", (each.source, each.target))
        if not each.count or not _both_there(view, each):
            continue
        ends = [Element("touchpoint", (key,)) for key in (each.source, each.target)]
        if each.designed or at in designed or (each.kind == "loop" and not repetitions):
            yield Fine(ends)
            continue
        rate = rate_of(each.count, leaving[each.source], observations.min_n)
        too_often = judged(rate, share)
        if too_often is None:
            yield unsure(rate, share, observations, ends)
        elif not too_often:
            yield Fine(ends)
        else:
            start = view.touchpoint(each.source).name
            yield Problem(
                f'"{view.name_of(at)}" was taken {each.count:,} times and never designed: '
                f'{percent(rate.rate)} of what follows "{start}"; it {KINDS[each.kind or "loop"]}',
                ends,
                fix="add it with .flow(…), or find out why people go there; to accept it: "
                '.waive("unexpected-transition", reason="…", at=Element("transition", '
                f'("{each.source}", "{each.target}")))',
                salient=f"{each.source} {each.target}",
            )


def _leaving(observations: Observations) -> Counter[str]:
    """How many transitions leave each touchpoint."""
    leaving: Counter[str] = Counter()
    for each in observations.transitions:
        leaving[each.source] += each.count
    return leaving


def _declared(view: View) -> Iterator[Transition]:
    """The transitions that are declared between two touchpoints."""
    for each in view.journey.transitions:
        if each.source.kind == each.target.kind == "touchpoint":
            yield each


def _both_there(view: View, each: TransitionTraffic) -> bool:
    """Whether a journey has both ends of a transition that was counted."""
    return all(view.has(Element("touchpoint", (key,))) for key in (each.source, each.target))


@rule(
    "transition-never-taken",
    "JK804",
    subjects="designed transitions between visited touchpoints",
    severity="info",
    family=_FAMILY,
    detects="Designed transitions that nobody takes, between touchpoints that people visit.",
    why="People get there another way, or do not know of this one.",
    formally="A transition is declared between two touchpoints that customers visit, none took it, "
    "and at least as many went on from the first as a figure needs. One finding names all of them.",
    fix="take it out of the map, or make it easier to find",
    source=_SOURCE,
    evidence=lambda: seen(
        TransitionTraffic("fills-the-basket", "pays", 90),
        TransitionTraffic("pays", "fills-the-basket", 0),
        TransitionTraffic("pays", "pays", 40),
    ),
    fires=lambda: _shop(BASKET, PAYS).flow(BASKET >> PAYS).flow(PAYS >> BASKET),
    silent=lambda: _shop(BASKET, PAYS).flow(BASKET >> PAYS),
)
def transition_never_taken(view: View, observations: Observations) -> Iterator[Verdict]:
    """Look for what is designed and not taken."""
    taken = {(each.source, each.target): each for each in observations.transitions}
    visited = {each.touchpoint for each in observations.touchpoints if each.events}
    leaving = _leaving(observations)
    judged, missing = [], []
    for at in dict.fromkeys(each.element for each in _declared(view)):
        traffic = taken.get((at.keys[0], at.keys[-1]))
        if traffic is None or not visited.issuperset(at.keys):
            continue
        if not traffic.count and leaving[traffic.source] < observations.min_n:
            yield too_few(leaving[traffic.source], observations, at)
            continue
        judged.append(at)
        if not traffic.count:
            missing.append(at)
    statement = "are taken by nobody"
    yield from lacking(view, missing, of=judged, what="transition", statement=statement)


@rule(
    "persona-never-observed",
    "JK805",
    subjects="personas",
    severity="warning",
    family=_FAMILY,
    detects="Personas to whom no customer belongs.",
    why="The map is made for somebody who is not there, or whom the log cannot tell apart.",
    formally="No customer of the log belongs to the persona, while some belong to others, and at "
    "least as many were seen as a figure needs. One finding names all of them.",
    fix="check the segment of the persona, or take it out of the map",
    source="Journey-mapping guides: base personas on data.",
    evidence=lambda: seen(personas=[("new-customer", 390), ("club-member", 0)]),
    fires=lambda: _shop(BASKET),
    silent=lambda: journey("Shop").walked_by(NEW).stage("Buy", BASKET),
)
def persona_never_observed(view: View, observations: Observations) -> Iterator[Verdict]:
    """Look for personas that nobody is."""
    customers = dict(observations.personas)
    judged = [each for each in view.journey.personas if each.key in customers]
    if judged and not any(customers.values()):
        what = "to which persona a customer belongs"
        yield Unknown(what, 'EventSchema(…, persona="…")', at=judged)
    elif judged and observations.entities < observations.min_n:
        yield too_few(observations.entities, observations, judged)
    else:
        missing = [each for each in judged if not customers[each.key]]
        statement = f"are none of {observations.entities:,} customers"
        yield from lacking(view, missing, of=judged, what="persona", statement=statement)


_HURTS = BASKET.hurts(NEW, "shipping cost appears late")


@rule(
    "drop-off-hotspot",
    "JK806",
    subjects="touchpoints with counted losses",
    severity="warning",
    family=_FAMILY,
    detects="A touchpoint at which many are lost, and of which the map says nothing.",
    why="A map that has no pain point where people leave cannot say why they leave.",
    formally="The lower end of the interval of the share of visits that were the last of a lost "
    "journey is above the given share; the touchpoint is no place where the journey is designed to "
    "end, has no pain point, and no opportunity addresses it or its stage.",
    fix='find out why, and write it down: .hurts(…, "…"), or .opportunity("…", …)',
    source="Journey-mapping guides: track conversion from stage to stage.",
    evidence=lambda: seen(
        losses=[VisitLoss("fills-the-basket", rate_of(150, 400), 0.08, 0.06, 0.1)]
    ),
    fires=lambda: _shop(BASKET, PAYS).flow(BASKET >> PAYS),
    silent=lambda: _shop(_HURTS, PAYS).flow(_HURTS >> PAYS),
)
def drop_off_hotspot(
    view: View,
    observations: Observations,
    share: Annotated[float, "the share of visits above which a loss counts"] = 0.2,
) -> Iterator[Verdict]:
    """Look for losses without a word about them."""
    hurting = {at for _, at in view.pains}
    ends = {*view.graph.exits, *view.graph.drop_offs}
    for loss in observations.losses:
        at = Element("touchpoint", (loss.touchpoint,))
        if not view.has(at) or view.touchpoint(loss.touchpoint) in ends:
            continue
        many = judged(loss.lost, share)
        stage = view.stage_of(loss.touchpoint)
        elements = [at] if stage is None else [at, stage.element]
        if many is None:
            yield unsure(loss.lost, share, observations, at)
        elif not many or at in hurting or any(map(view.opportunities_at, elements)):
            yield Fine(at)
        else:
            yield Problem(
                f"{percent(loss.lost.rate)} of {counted(loss.lost.of, 'visit')} to "
                f'"{view.name_of(at)}" are the last of a lost journey, and the map has neither a '
                "pain point nor an opportunity there",
                at,
            )


@rule(
    "reserved-transition-taken",
    "JK814",
    subjects="reserved transitions that customers took",
    severity="warning",
    family=_FAMILY,
    detects="A transition that is meant for some personas, and that many others take.",
    why="Either others need it too, or it is open to people whom it should not be open to.",
    formally="A transition is declared for some personas only, and the lower end of the interval "
    "of the share of others among those who took it is above the given share.",
    fix="design it for these personas too, or find out how they get there",
    source=_SOURCE,
    evidence=lambda: seen(
        TransitionTraffic("fills-the-basket", "pays", 90, by_allowed=50, by_others=40),
        TransitionTraffic("pays", "fills-the-basket", 90, by_allowed=90, by_others=0),
    ),
    fires=lambda: _shop(BASKET, PAYS).flow(BASKET >> PAYS, personas=[CLUB]),
    silent=lambda: _shop(BASKET, PAYS).flow(PAYS >> BASKET, personas=[CLUB]),
)
def reserved_transition_taken(
    view: View,
    observations: Observations,
    share: Annotated[float, "the share of others above which it counts"] = 0.05,
) -> Iterator[Verdict]:
    """Look for others on reserved transitions."""
    taken = {(each.source, each.target): each for each in observations.transitions}
    reserved: dict[Element, tuple[str, ...]] = {}
    for each in _declared(view):
        before = reserved.get(each.element, each.personas)
        both = before and each.personas
        reserved[each.element] = tuple(dict.fromkeys((*before, *each.personas))) if both else ()
    for at, personas in reserved.items():
        traffic = taken.get((at.keys[0], at.keys[-1]))
        if not personas or traffic is None or not traffic.count or traffic.by_others is None:
            continue
        rate = rate_of(traffic.by_others, traffic.count, observations.min_n)
        many = judged(rate, share)
        if many is None:
            yield unsure(rate, share, observations, at)
        elif not many:
            yield Fine(at)
        else:
            names = " and ".join(f'"{view.persona(key).name}"' for key in personas)
            yield Problem(
                f'"{view.name_of(at)}" is for {names}, and others took it {rate.count:,} of '
                f"{rate.of:,} times ({percent(rate.rate)})",
                at,
            )


RULES: tuple[Rule, ...] = (
    touchpoint_never_observed,
    unmapped_event,
    unexpected_transition,
    transition_never_taken,
    persona_never_observed,
    drop_off_hotspot,
    reserved_transition_taken,
)
