"""Ownership and action plan: whether somebody will do what the map asks for.

What became of a pain after an opportunity was done can only be seen by comparing two versions.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.management import Opportunity, Owner
from journeykit.model import Journey, Touchpoint
from journeykit.validation import inference
from journeykit.validation.finding import Fine, Problem, Unknown, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import MAYA, buying, in_a_row
from journeykit.validation.rules.wording import quoted
from journeykit.validation.subjects import unstated


def _planning(*, team: str = "", **fields: Any) -> Journey:
    """An idea for a touchpoint, and the team that answers for the touchpoint."""
    pays = touchpoint("Pays", owner=team)
    return buying(pays).opportunity("Show shipping cost early", pays, **fields)


def _open(view: View) -> list[Opportunity]:
    """The opportunities that still have to be carried out."""
    return [o for o in view.journey.opportunities if o.status not in {"done", "dropped"}]


def _may_be_owned(touchpoint: Touchpoint) -> bool:
    """Whether the company has a part in a touchpoint, so that somebody there may own it."""
    return not touchpoint.belongs_to_others and not inference.is_alone(touchpoint)


def _lacking(view: View, lacks: Callable[[Opportunity], bool], statement: str) -> Iterator[Verdict]:
    """One problem for all the open opportunities that lack something."""
    plan = _open(view)
    incomplete = [o for o in plan if lacks(o)]
    yield from lacking(view, incomplete, of=plan, what="opportunity", statement=statement)


@rule(
    "touchpoint-without-owner",
    "JK651",
    subjects="touchpoints",
    severity="info",
    detects="Touchpoints without an owner, on a map that names owners.",
    why="Nobody fixes what nobody owns.",
    formally="At least half of all touchpoints have an owner, and this one has none, and nobody is "
    "said to handle it backstage. One finding names all such touchpoints. What third parties "
    "begin, what happens on earned channels alone, a search engine or a friend, and what people do "
    "by themselves belong to nobody in the company and are not counted.",
    fix='name the owner: touchpoint({touchpoint}, …).owned_by("…")',
    source="Journey-mapping guides: assign ownership.",
    fires=lambda: buying(touchpoint("Pays", owner="Shop team"), touchpoint("Waits")),
    silent=lambda: buying(touchpoint("Pays", owner="Shop team")),
    profiles=["checklist"],
)
def touchpoint_without_owner(view: View) -> Iterator[Verdict]:
    """Look for touchpoints without an owner."""
    ours = [t for t in view.touchpoints if t.is_owned or _may_be_owned(t)]
    alone = [t for t in ours if not t.is_owned]
    if alone and 2 * sum(1 for t in view.touchpoints if t.owner) < len(view.touchpoints):
        yield unstated("owners", alone)
    else:
        yield from lacking(view, alone, of=ours, what="touchpoint", statement="have no owner")


@rule(
    "opportunity-without-owner",
    "JK652",
    subjects="opportunities",
    severity="warning",
    detects="Opportunities without an owner, on a map that names owners.",
    why="An idea without an owner stays an idea.",
    formally="The journey, a touchpoint, a system or an opportunity has an owner, and an "
    "opportunity that is neither done nor dropped has none. One finding names all of them. Where "
    "nobody owns anything, nothing-owned says so once.",
    fix='name the owner: .opportunity({opportunity}, …, owner="…")',
    source="Journey-mapping guides: assign ownership of the action plan.",
    fires=lambda: _planning(team="Shop team"),
    silent=lambda: _planning(team="Shop team", owner="Shop team"),
    profiles=["checklist"],
)
def opportunity_without_owner(view: View) -> Iterator[Verdict]:
    """Look for opportunities without an owner."""
    plan = _open(view)
    if plan and not view.content.has_owners:
        yield unstated("owners of anything", plan)
        return
    yield from _lacking(view, lambda o: o.owner is None, "have no owner")


@rule(
    "opportunity-without-priority",
    "JK653",
    subjects="opportunities",
    severity="info",
    detects="Opportunities without a priority, on a map that sets priorities.",
    why="What has no priority is done when somebody feels like it.",
    formally="At least half of the opportunities that are neither done nor dropped have a "
    "priority, and this one has none. One finding names all of them. A plan that ranks only what "
    "comes first says so by leaving the rest without.",
    fix='set it: .opportunity({opportunity}, …, priority="medium")',
    source="Journey-mapping guides: prioritise.",
    fires=lambda: _planning(priority="high").opportunity("Offer a gift wrap", everywhere=True),
    silent=lambda: _planning(priority="high"),
    profiles=["checklist"],
)
def opportunity_without_priority(view: View) -> Iterator[Verdict]:
    """Look for opportunities without a priority."""
    plan = _open(view)
    if 2 * sum(1 for opportunity in plan if opportunity.priority) < len(plan):
        yield unstated("priorities", plan)
        return
    yield from _lacking(view, lambda o: o.priority is None, "have no priority")


@rule(
    "opportunity-without-metric",
    "JK654",
    subjects="opportunities",
    severity="info",
    detects="Opportunities without a metric.",
    why="An improvement that is not measured is an opinion.",
    formally="Some opportunity names the metric that will judge it, and another, neither done nor "
    "dropped, names none. One finding names all of them. Where none does, metrics are used to "
    "watch the journey and not yet to judge a plan.",
    fix='name what will show it: .opportunity({opportunity}, …, metric="…")',
    source="Journey-mapping guides: set metrics for the action plan.",
    fires=lambda: (
        _planning(metric="Completed checkouts")
        .measured_by("Completed checkouts")
        .opportunity("Offer a gift wrap", everywhere=True)
    ),
    silent=lambda: _planning(metric="Completed checkouts").measured_by("Completed checkouts"),
    profiles=["checklist"],
)
def opportunity_without_metric(view: View) -> Iterator[Verdict]:
    """Look for opportunities without a metric."""
    if any(opportunity.metric for opportunity in view.journey.opportunities):
        yield from _lacking(view, lambda o: not o.metric, "name no metric")
    elif plan := _open(view):
        yield unstated("metrics of opportunities", plan)


@rule(
    "opportunity-without-due",
    "JK655",
    subjects="plans to carry out",
    severity="info",
    detects="Opportunities in progress without a due date.",
    why="Without a date nobody notices that it is late.",
    formally="An opportunity is planned or in progress and has no due date; an idea needs none. "
    "One finding names all of them.",
    fix='set it: .opportunity({opportunity}, …, due="…")',
    source="Journey-mapping guides: create an action plan.",
    fires=lambda: _planning(status="planned"),
    silent=lambda: _planning(status="planned", due=datetime.date(2026, 9, 1)),
    recommended=False,
)
def opportunity_without_due(view: View) -> Iterator[Verdict]:
    """Look for plans without a date."""
    plans = [o for o in _open(view) if o.status in {"planned", "in progress"}]
    dateless = [o for o in plans if o.due is None]
    yield from lacking(view, dateless, of=plans, what="opportunity", statement="have no due date")


@rule(
    "overdue-action",
    "JK656",
    subjects="opportunities with a date",
    severity="warning",
    detects="An overdue opportunity.",
    why="The customers it was meant for are still waiting.",
    formally="An opportunity is due before the clock and neither done nor dropped.",
    fix='carry it out and set status="done", or set another date',
    source="Practice of action plans.",
    fires=lambda: _planning(due=datetime.date(2026, 6, 1)),
    silent=lambda: _planning(due=datetime.date(2026, 6, 1), status="done"),
)
def overdue_action(view: View, clock: datetime.date) -> Iterator[Verdict]:
    """Look for dates that have passed."""
    for opportunity in view.journey.opportunities:
        if opportunity.due is None:
            continue
        if opportunity.due >= clock or not opportunity.open or opportunity.status == "done":
            yield Fine(opportunity)
        else:
            yield Problem(
                f'the opportunity "{opportunity.name}" was due on {opportunity.due}', opportunity
            )


def _teams(*departments: str) -> Journey:
    """Touchpoints that departments answer for, one after another."""
    names = ("Explores the shop", "Fills the basket", "Pays")
    owned = zip(names, departments, strict=False)
    return buying(*(touchpoint(name, owner=Owner(f"{name} team", d)) for name, d in owned))


@rule(
    "single-team-journey",
    "JK657",
    subjects="journeys with three owners or more",
    severity="info",
    detects="A journey owned by a single department.",
    why="Customers cross departments; a map by one department shows that department's part.",
    formally="At least three owners have a department, and it is the same.",
    fix="ask the other departments, and name what they own",
    source="Journey-mapping guides: involve all relevant teams.",
    fires=lambda: _teams("Marketing", "Marketing", "Marketing"),
    silent=lambda: _teams("Marketing", "Marketing", "Sales"),
)
def single_team_journey(view: View) -> Iterator[Verdict]:
    """Look for a second department."""
    owners = {t.owner for t in view.touchpoints if t.owner is not None and t.owner.department}
    owners |= {o.owner for o in _open(view) if o.owner is not None and o.owner.department}
    departments = {owner.department for owner in owners}
    if len(owners) < 3:  # noqa: PLR2004 — two may be chance
        return
    if len(departments) == 1:
        yield Problem(f'"{departments.pop()}" owns everything', view.journey)
    else:
        yield Fine(view.journey)


def _handing_over(handover: str) -> Journey:
    """A step from one department to another."""
    asks = touchpoint("Asks for an offer", owner=Owner("Campaigns", "Marketing"))
    signs = touchpoint("Signs", owner=Owner("Key accounts", "Sales"))
    return buying(asks, signs).flow(asks >> signs, handover=handover)


@rule(
    "team-handoff-unagreed",
    "JK658",
    subjects="transitions between departments",
    severity="info",
    detects="A transition from one department to another without a handover.",
    why="Between departments customers start over, or get lost.",
    formally="A declared transition leads from a touchpoint of one department to one of another "
    "and has no handover.",
    fix='say what is handed over: .flow({source:variable} >> {target:variable}, handover="…")',
    source="Journey-mapping guides: align sales and marketing.",
    fires=lambda: _handing_over(""),
    silent=lambda: _handing_over("the offer and its history"),
    recommended=False,
)
def team_handoff_unagreed(view: View) -> Iterator[Verdict]:
    """Look for steps between departments without a handover."""
    teams = {t.element: t.owner.department for t in view.touchpoints if t.owner is not None}
    between_teams = {
        step.element: step
        for step in view.journey.transitions
        if (giver := teams.get(step.source))
        and (taker := teams.get(step.target))
        and giver != taker
    }
    for element, step in between_teams.items():
        if step.handover:
            yield Fine(element)
        else:
            yield Problem(
                f'"{teams[step.source]}" hands customers over to "{teams[step.target]}" between '
                f'"{view.name_of(step.source)}" and "{view.name_of(step.target)}", '
                "and nothing says what goes along",
                element,
            )


@rule(
    "opportunity-addresses-nothing",
    "JK659",
    subjects="opportunities",
    severity="info",
    detects="An opportunity that addresses nothing on the map.",
    why="Nobody can tell which moment of which customer it would improve.",
    formally="An opportunity that is neither done nor dropped addresses no element and is not "
    "meant for the journey as a whole. One finding names all of them.",
    fix="name what it addresses, .opportunity({opportunity}, …), or say everywhere=True",
    source="Kalbach, Mapping Experiences: opportunities belong to points of the map.",
    fires=lambda: buying(touchpoint("Pays")).opportunity("Be nicer"),
    silent=lambda: buying(touchpoint("Pays")).opportunity("Be nicer", everywhere=True),
)
def opportunity_addresses_nothing(view: View) -> Iterator[Verdict]:
    """Look for opportunities without a place."""
    yield from _lacking(
        view, lambda o: not o.addresses and not o.everywhere, "name nothing that would get better"
    )


def _reviewed(day: datetime.date | None) -> Journey:
    """A journey looked over on some day."""
    return buying(touchpoint("Pays"), reviewed=day)


@rule(
    "map-stale",
    "JK661",
    subjects="journeys",
    severity="info",
    detects="A map that nobody has reviewed for a long time.",
    why="Customers and services change; a map that does not becomes wrong.",
    formally="The journey says when it was last reviewed, and that is more than the given number "
    "of days before the clock.",
    fix="review it with the people who know, and set reviewed= to the day",
    source="Journey-mapping guides: a map is not static.",
    fires=lambda: _reviewed(datetime.date(2025, 1, 1)),
    silent=lambda: _reviewed(datetime.date(2026, 6, 1)),
)
def map_stale(
    view: View,
    clock: datetime.date,
    days: Annotated[int, "so many days a map stays fresh"] = 365,
) -> Iterator[Verdict]:
    """Look at the day of the last review."""
    reviewed = view.journey.reviewed
    if reviewed is None:
        yield Unknown("when the map was last reviewed", "journey(…, reviewed=…)", at=view.journey)
    elif (clock - reviewed).days > days:
        yield Problem(f"the map was last reviewed on {reviewed}", view.journey)
    else:
        yield Fine(view.journey)


def _troubled(*, team: str = "") -> Journey:
    """A touchpoint at which five things hurt, and perhaps somebody who answers for it."""
    pains = ("hidden costs", "a long form", "no receipt", "no news", "no help")
    return buying(touchpoint("Pays", owner=team or None).hurts(MAYA, *pains))


@rule(
    "nothing-owned",
    "JK662",
    subjects="opportunities and pain points",
    severity="info",
    detects="A journey with something to do, and nobody who owns anything.",
    why="A list of ideas becomes a plan when people own them, and a pain point is ended by "
    "somebody whose task it is.",
    formally="There are opportunities that are neither done nor dropped, or so many pain points of "
    "touchpoints, stages and transitions, and neither an opportunity nor the journey, a touchpoint "
    "or a system has an owner.",
    fix='name somebody: .opportunity({opportunity}, …, owner="…"), or journey.owned_by("…")',
    source="Journey-mapping guides: assign ownership of the action plan.",
    fires=_troubled,
    silent=lambda: _troubled(team="Shop team"),
)
def nothing_owned(
    view: View,
    *,
    at_least: Annotated[int, "so many pain points call for somebody who answers for them"] = 5,
) -> Iterator[Verdict]:
    """Look for any owner at all, where there is something to do."""
    plan = _open(view)
    pains = dict.fromkeys(pain.element for pain, at in view.pains if at.kind != "persona")
    if view.content.has_owners:
        yield from map(Fine, plan)
        yield Fine(pains)
    elif plan:
        yield Problem("no opportunity has an owner", view.journey)
    elif len(pains) >= at_least:
        yield Problem(f"nobody owns anything, and there are {len(pains)} pain points", view.journey)
    elif pains:
        yield unstated("owners of anything", pains)


def _served(*teams: str) -> Journey:
    """A row of touchpoints, of which some have an owner."""
    steps = [
        touchpoint(f"Step {number}", owner=team or None) for number, team in enumerate(teams, 1)
    ]
    return in_a_row(*steps)


@rule(
    "ownership-breaks-off",
    "JK663",
    subjects="transitions from touchpoints with an owner",
    severity="info",
    detects="A touchpoint that nobody owns, right after one that somebody owns.",
    why="Customers are led by somebody and then left to nobody. There they get lost.",
    formally="Fewer than half of all touchpoints have an owner, at least two have, and a declared "
    "transition leads from one that has to one that has none. What belongs to nobody in the "
    "company is not counted; where more have an owner, touchpoint-without-owner speaks. One "
    "finding names all such touchpoints.",
    fix='name the owner: touchpoint({touchpoint}, …).owned_by("…")',
    source="Journey-mapping guides: assign ownership, from end to end.",
    fires=lambda: _served("Sales", "Sales", "", "", ""),
    silent=lambda: _served("", "", "", "Sales", "Sales"),
)
def ownership_breaks_off(view: View) -> Iterator[Verdict]:
    """Look at what comes after the touchpoints that somebody owns."""
    owned = [t for t in view.touchpoints if t.owner]
    if len(owned) < 2 or 2 * len(owned) >= len(view.touchpoints):  # noqa: PLR2004 — one is chance
        return
    if not view.journey.transitions:
        yield unstated("transitions", owned)
        return
    steps = [step for each in owned for step in view.outgoing.get(each.element, ())]
    after = {
        step.target.key: view.touchpoint(step.target.key)
        for step in steps
        if step.target.kind == "touchpoint"
    }
    alone = [t for t in after.values() if t.owner is None and _may_be_owned(t)]
    names = quoted(t.name for t in alone)
    if alone:
        yield Problem(f"nobody owns {names}, though what comes before is owned", alone, each=True)
    yield from (Fine(t) for t in after.values() if t.owner)


RULES: tuple[Rule, ...] = (
    touchpoint_without_owner,
    opportunity_without_owner,
    opportunity_without_priority,
    opportunity_without_metric,
    opportunity_without_due,
    overdue_action,
    single_team_journey,
    team_handoff_unagreed,
    opportunity_addresses_nothing,
    map_stale,
    nothing_owned,
    ownership_breaks_off,
)
