"""As-is and to-be: what a redesign loses, leaves as it was, or forgets to carry out."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.addresses import Element
from journeykit.changes import Differences, Progressed
from journeykit.channels import Channel
from journeykit.coverage import coverage_of
from journeykit.dsl import journey, touchpoint
from journeykit.emotions import Emotion, signed
from journeykit.graph import View
from journeykit.management import Status
from journeykit.metrics import Metric
from journeykit.model import Journey, Persona, Touchpoint
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.wording import quoted

_FAMILY = "as-is and to-be"
_CELLS = "persona_stage"
_SOURCE = "Comparing an as-is map with its to-be, key by key; service-design practice."

MAYA = Persona("Maya", goals=("a gift by Friday",))
"""The persona of the examples."""


def _checkout(*touchpoints: Touchpoint, state: str = "to-be", **fields: object) -> Journey:
    """Maya buys a gift, in one stage."""
    start = journey("Buying a gift", state=state, **fields)  # type: ignore[arg-type]
    return start.walked_by(MAYA).stage("Purchase", *touchpoints)


def _feels(emotion: Emotion | None) -> str:
    """A feeling as a number with its word."""
    if emotion is None:
        return "not stated"
    return f"{signed(emotion.low)} {emotion.label}".rstrip()


def _paid(valence: float, *, state: str = "to-be") -> Journey:
    """Maya pays, and feels something."""
    return _checkout(touchpoint("Pays").feels(MAYA, valence), state=state)


@rule(
    "worse-feeling",
    "JK851",
    subjects="feelings in both",
    severity="warning",
    family=_FAMILY,
    detects="A feeling that is worse than it was at the same touchpoint.",
    why="A change that makes people feel worse needs a reason, and is easily overlooked.",
    formally="A persona's feeling at a touchpoint is stated in both journeys, and its low end is "
    "lower in the second.",
    fix="improve the touchpoint, or waive the finding with what outweighs it",
    source=_SOURCE,
    compared_with=lambda: _paid(1, state="as-is"),
    fires=lambda: _paid(-1),
    silent=lambda: _paid(2),
    purposes=["redesign", "revision"],
)
def worse_feeling(view: View, differences: Differences) -> Iterator[Verdict]:
    """Compare the low ends of feelings."""
    worse = {
        each.element: each
        for each in differences.feelings
        if each.difference is not None and each.difference < 0
    }
    stated_before = {
        differences.now(Element("experience", (persona, touchpoint.key)))
        for touchpoint, persona, _ in differences.view_before.emotions
    }
    for touchpoint, persona, _ in view.emotions:
        element = Element("experience", (persona, touchpoint.key))
        if element in worse:
            change = worse[element]
            name = view.persona(persona).name
            yield Problem(
                f'{name} feels worse at "{touchpoint.name}" than before: '
                f"{_feels(change.before)} → {_feels(change.after)}",
                touchpoint,
                salient=persona,
            )
        elif element in stated_before:
            yield Fine(touchpoint)


def _hurts(response: str = "", *, state: str = "to-be") -> Journey:
    """The shipping cost surprises Maya, with or without a response."""
    pays = touchpoint("Pays").hurts(MAYA, "shipping cost appears late", response=response)
    return _checkout(pays, state=state)


@rule(
    "pain-carried-over",
    "JK852",
    subjects="pain points in both",
    severity="info",
    family=_FAMILY,
    detects="Pain points of the as-is that are in the to-be, without a response.",
    why="A to-be that leaves a pain point as it was promises less than it seems to.",
    formally="A pain point has the same key in both journeys, has no response in the second at "
    "one of its places, and no open opportunity of the second addresses it. One finding names all "
    "of them.",
    fix="say what responds to it, take it out of the to-be, or plan an opportunity for it",
    source=_SOURCE,
    compared_with=lambda: _hurts(state="as-is"),
    fires=_hurts,
    silent=lambda: _hurts("the cost stands beside the price"),
    purposes=["redesign"],
)
def pain_carried_over(view: View, differences: Differences) -> Iterator[Verdict]:
    """Look for pain points that are in both."""
    pains_before = {pain.key for pain, _ in differences.view_before.pains}
    carried = {pain.key: pain for pain, _ in view.pains if pain.key in pains_before}
    open_keys = {pain.key for pain, at in view.pains if not view.is_addressed(pain, at)}
    still = [Element("pain", (key,)) for key in carried if key in open_keys]
    if still:
        names = quoted(view.name_of(element) for element in still)
        verb = "is" if len(still) == 1 else "are"
        yield Problem(
            f"{names} {verb} in the to-be as before, without a response", still, each=True
        )
    yield from (Fine(Element("pain", (key,))) for key in carried if key not in open_keys)


def _in_two_stages(*support: Touchpoint, state: str = "to-be") -> Journey:
    """Maya buys a gift, and may get help after it."""
    return _checkout(touchpoint("Pays"), state=state).stage("Experience", *support)


@rule(
    "coverage-lost",
    "JK853",
    subjects="cells that were covered",
    severity="warning",
    family=_FAMILY,
    detects="A persona who no longer has a touchpoint in a stage.",
    why="What served somebody before is gone for them, and nothing took its place.",
    formally="The cell of a persona and a stage was covered or partial in the first journey and "
    "is missing in the second, which has both.",
    fix="give the persona a touchpoint in the stage, or declare the cell not applicable",
    source="Coverage regression, as in testing: what was covered must not become uncovered.",
    compared_with=lambda: _in_two_stages(touchpoint("Asks for help"), state="as-is"),
    fires=_in_two_stages,
    silent=lambda: _in_two_stages(touchpoint("Asks for help"), touchpoint("Gives a review")),
    purposes=["redesign", "revision"],
)
def coverage_lost(view: View, differences: Differences) -> Iterator[Verdict]:
    """Compare the cells of personas and stages."""
    before, after = (
        {cell.element: cell.status for cell in coverage_of(each, _CELLS)[_CELLS].cells}
        for each in (differences.view_before, view)
    )
    had = {
        differences.now(element)
        for element, status in before.items()
        if status in {"covered", "partial"}
    }
    for element, status in after.items():
        if element not in had:
            continue
        if status == "missing":
            persona, where = view.persona(element.keys[0]), view.stage(element.keys[1])
            yield Problem(f'{persona.name} no longer has a touchpoint in "{where.name}"', element)
        else:
            yield Fine(element)


def _served(*served_at: str, state: str = "to-be") -> Journey:
    """Touchpoints of which some serve what Maya wants."""
    touchpoints = [touchpoint(name) for name in ("Chooses delivery", "Pays")]
    return _checkout(
        *(t.serves(MAYA, "a gift by Friday") if t.name in served_at else t for t in touchpoints),
        state=state,
    )


@rule(
    "goal-no-longer-served",
    "JK854",
    subjects="goals that were served",
    severity="warning",
    family=_FAMILY,
    detects="A goal that some touchpoint served before, and none serves now.",
    why="The redesign removed what the persona came for.",
    formally="A persona has a goal in both journeys, some touchpoint of the first serves it, and "
    "no touchpoint of the second does.",
    fix='say which touchpoint serves it now: .serves(maya, "…")',
    source=_SOURCE,
    compared_with=lambda: _served("Chooses delivery", state="as-is"),
    fires=_served,
    silent=lambda: _served("Pays"),
    purposes=["redesign", "revision"],
)
def goal_no_longer_served(view: View, differences: Differences) -> Iterator[Verdict]:
    """Compare who serves what."""
    served_before = {
        differences.now(Element("goal", wish)): servers
        for wish, servers in differences.view_before.serving_touchpoints.items()
    }
    for persona, goal in view.goals:
        element = Element("goal", (persona.key, goal.key))
        if element not in served_before:
            continue
        if view.touchpoints_serving(persona.key, goal.key):
            yield Fine(element)
            continue
        servers = quoted(touchpoint.name for touchpoint in served_before[element])
        yield Problem(
            f'nothing serves {persona.name}\'s goal "{goal.name}" any more; before, {servers} did',
            element,
        )


def _idea(*, changed: bool = False, status: Status = "planned", state: str = "to-be") -> Journey:
    """The to-be of an idea about paying, which was carried out or not."""
    pays = touchpoint("Pays", Channel.PRODUCT if changed else Channel.WEBSITE)
    start = _checkout(pays, state=state)
    return start.opportunity("Let people pay in the app", pays, status=status)


@rule(
    "done-without-change",
    "JK855",
    subjects="opportunities that are done",
    severity="info",
    family=_FAMILY,
    detects="An opportunity that is said to be done, while nothing it addresses has changed in "
    "more than its name, place or wording.",
    why="Either the plan claims too much, or the map does not show what was done.",
    formally="The second journey has an opportunity of the first with the status done, which was "
    "not done there, and no element that it addresses was removed, changed in more than its name, "
    "place, wording or evidence, or has a changed experience or a pain point less.",
    fix="show in the map what has changed, or set the status back",
    source=_SOURCE,
    compared_with=lambda: _idea(state="as-is"),
    fires=lambda: _idea(status="done"),
    silent=lambda: _idea(status="done", changed=True),
    purposes=["redesign", "revision"],
)
def done_without_change(view: View, differences: Differences) -> Iterator[Verdict]:
    """Look for what is called done."""
    open_before = {
        differences.now(Element("opportunity", (each.key,))): each
        for each in differences.before.opportunities
        if each.status != "done"
    }
    for opportunity in view.journey.opportunities:
        element = Element("opportunity", (opportunity.key,))
        was = open_before.get(element)
        if was is None or opportunity.status != "done" or not was.addresses:
            continue
        if any(map(differences.is_worked_on, was.addresses)):
            yield Fine(element)
        else:
            yield Problem(
                f'"{opportunity.name}" is said to be done, but nothing it addresses has changed in '
                "more than its name, place or wording",
                element,
            )


@rule(
    "opportunity-not-carried-out",
    "JK856",
    subjects="opportunities of the as-is",
    severity="info",
    family=_FAMILY,
    detects="An opportunity of the as-is that the to-be does not carry out, or only in part, or of "
    "which it shows the effect and not what is done for it.",
    why="What was worth writing down was forgotten on the way to the to-be, or a pain point is "
    "wished away.",
    formally="An opportunity of the first journey is neither done nor dropped in the second, "
    "addresses something, and some of what it addresses was neither removed nor changed in more "
    "than its name, place, wording, evidence, feelings and pain points.",
    fix="change what it addresses in the to-be, or drop the opportunity there",
    source=_SOURCE,
    compared_with=lambda: _idea(state="as-is"),
    fires=_idea,
    silent=lambda: _idea(changed=True),
    purposes=["redesign"],
)
def opportunity_not_carried_out(view: View, differences: Differences) -> Iterator[Verdict]:
    """Hold the plan of the as-is against the to-be."""
    for each in differences.plan:
        if not each.opportunity.addresses:
            continue
        if each.progress in {"carried out", "dropped"}:
            yield Fine(view.journey.element)
            continue
        yield Problem(
            f'"{each.opportunity.name}" {_REMAINS[each.progress]}: {quoted(each.open)}',
            _location_of(each, view, differences),
            salient=each.opportunity.key,
        )


_REMAINS = {
    "in part": "is only in part carried out; unchanged",
    "not carried out": "is not carried out; unchanged",
    "effect only": "shows its effect and not what is done; only feelings or pain points changed",
}
"""What is still to be done about an opportunity, before the names of what it addresses."""


def _location_of(each: Progressed, view: View, differences: Differences) -> tuple[Element, ...]:
    """Where an opportunity stands in the second journey, or what it addresses there."""
    own = Element("opportunity", (each.opportunity.key,))
    here = [differences.now(element) for element in (own, *each.opportunity.addresses)]
    existing = [element for element in here if view.has(element)]
    if existing and existing[0] == here[0]:
        return (existing[0],)
    return (*existing, view.journey.element)[:1]


def _abandons(*, recovered: bool = True, state: str = "to-be") -> Journey:
    """Somebody abandons the basket, and may be won back."""
    basket = touchpoint("Abandons the basket", outcome="abandoned")
    reminder, pays = touchpoint("Basket reminder"), touchpoint("Pays")
    shop = _checkout(basket, reminder, pays, state=state)
    return shop.flow(basket >> reminder >> pays, kind="recovery") if recovered else shop


def _failures(view: View) -> list[Touchpoint]:
    """The touchpoints at which something goes wrong."""
    return [each for each in view.touchpoints if each.outcome != "completed" or each.fail_point]


@rule(
    "unhappy-path-lost",
    "JK857",
    subjects="journeys where things went wrong",
    severity="warning",
    family=_FAMILY,
    detects="A to-be in which nothing goes wrong, of an as-is in which something did.",
    why="What people abandon or fail at does not go away by leaving it out of the picture.",
    formally="The first journey has touchpoints that are abandoned, failed or fail points, and "
    "the second has none.",
    fix="draw what happens when it goes wrong in the to-be as well",
    source="Service blueprinting: fail points; design for the unhappy path.",
    compared_with=lambda: _abandons(state="as-is"),
    fires=lambda: _checkout(touchpoint("Pays")),
    silent=_abandons,
    purposes=["redesign", "revision"],
)
def unhappy_path_lost(view: View, differences: Differences) -> Iterator[Verdict]:
    """Look for what goes wrong, then and now."""
    before = _failures(differences.view_before)
    if not before or not view.touchpoints:
        return
    if _failures(view):
        yield Fine(view.journey)
        return
    names = quoted(each.name for each in before)
    yield Problem(f"nothing goes wrong in this journey any more; before: {names}", view.journey)


@rule(
    "recovery-lost",
    "JK858",
    subjects="abandoned or failed touchpoints",
    severity="warning",
    family=_FAMILY,
    detects="A touchpoint where things still go wrong, and from which no recovery leads any more.",
    why="Those who were won back before are now left alone.",
    formally="A touchpoint is abandoned, failed or a fail point in both journeys; a transition of "
    "the kind recovery or retry leaves it in the first, and none in the second.",
    fix='draw the way back: .flow(basket >> reminder, kind="recovery")',
    source="Service recovery; Hart, Heskett and Sasser 1990.",
    compared_with=lambda: _abandons(state="as-is"),
    fires=lambda: _abandons(recovered=False),
    silent=_abandons,
    purposes=["redesign", "revision"],
)
def recovery_lost(view: View, differences: Differences) -> Iterator[Verdict]:
    """Look for ways back, then and now."""
    before = {differences.now(element) for element in _recovered(differences.before)}
    now = _recovered(view.journey)
    for failure in _failures(view):
        if failure.element in now:
            yield Fine(failure)
        elif failure.element in before:
            yield Problem(f'no recovery leads from "{failure.name}" any more', failure)


def _recovered(journey: Journey) -> frozenset[Element]:
    """Where a recovery or another attempt begins."""
    return frozenset(
        each.source for each in journey.transitions if each.kind in {"recovery", "retry"}
    )


PAYMENTS = Metric("Completed payments", "completed transactions")
"""The metric of the examples."""


def _measured(*metrics: Metric, state: str = "to-be") -> Journey:
    """A checkout that is measured, or not."""
    return _checkout(touchpoint("Pays").measured_by(*metrics), state=state)


@rule(
    "metric-lost",
    "JK859",
    subjects="metrics of the first",
    severity="warning",
    family=_FAMILY,
    detects="A metric of the first journey that the second does not have.",
    why="Without the figure from before, nobody can tell whether the change was worth it.",
    formally="A metric's key stands somewhere in the first journey and nowhere in the second.",
    fix="keep the metric in the to-be, with its baseline and its target",
    source=_SOURCE,
    compared_with=lambda: _measured(PAYMENTS, state="as-is"),
    fires=_measured,
    silent=lambda: _measured(PAYMENTS),
    purposes=["redesign", "revision"],
)
def metric_lost(view: View, differences: Differences) -> Iterator[Verdict]:
    """Compare metrics by key."""
    now = {metric.key for metric, _ in view.metrics}
    for metric, at in differences.view_before.metrics:
        element = differences.now(at)
        where = element if view.has(element) else view.journey.element
        if metric.key in now:
            yield Fine(where)
        else:
            name = differences.view_before.name_of(at)
            yield Problem(
                f'"{metric.name}", which measured "{name}", is not measured any more',
                where,
                salient=metric.key,
            )


def _walked_by(*personas: Persona, state: str = "to-be") -> Journey:
    """A journey of some people."""
    start = journey("Buying a gift", state=state)
    return start.walked_by(*personas).stage("Purchase", touchpoint("Pays"))


@rule(
    "persona-left-out",
    "JK860",
    subjects="personas of the first",
    severity="info",
    family=_FAMILY,
    detects="A persona of the first journey whom the second leaves out.",
    why="Somebody who is forgotten in the to-be will come all the same.",
    formally="The first journey has a persona that the second does not have, by key, and the "
    "second has personas.",
    fix="add the persona to the to-be, or waive the finding with the reason",
    source=_SOURCE,
    compared_with=lambda: _walked_by(MAYA, Persona("Tom"), state="as-is"),
    fires=lambda: _walked_by(MAYA),
    silent=lambda: _walked_by(MAYA, Persona("Tom")),
    purposes=["redesign", "revision"],
)
def persona_left_out(view: View, differences: Differences) -> Iterator[Verdict]:
    """Compare personas by key."""
    for persona in differences.before.personas if view.journey.personas else ():
        if view.has(differences.now(persona.element)):
            yield Fine(differences.now(persona.element))
        else:
            yield Problem(
                f'"{persona.name}" is left out of this journey', view.journey, salient=persona.key
            )


RULES: tuple[Rule, ...] = (
    worse_feeling,
    pain_carried_over,
    coverage_lost,
    goal_no_longer_served,
    done_without_change,
    opportunity_not_carried_out,
    unhappy_path_lost,
    recovery_lost,
    metric_lost,
    persona_left_out,
)
