"""What type checkers see of the sentence; checked by mypy and pyright, never run."""

from __future__ import annotations

from typing import assert_type

from networkx import MultiDiGraph

from journeykit import (
    Channel,
    Element,
    Guard,
    Journey,
    Path,
    Persona,
    Stage,
    Touchpoint,
    Transition,
    attribute,
    cell,
    dumps,
    five_retention,
    graph_of,
    in_segment,
    journey,
    loads,
    otherwise,
    persona,
    stage,
    touchpoint,
)
from journeykit.graph import View, view_of
from journeykit.interchange.json import dump, load

maya = assert_type(persona("Maya", goals=["peace"], prefers=Channel.EMAIL), Persona)
ad = assert_type(touchpoint("Ad", Channel.ADVERTISING), Touchpoint)
shop = assert_type(
    touchpoint("Shop", Channel.WEBSITE, Channel.PHONE, personas=maya, trigger="arrives"), Touchpoint
)
awareness = assert_type(stage("Awareness", ad, roles="awareness", pains="noise"), Stage)

# Every verb returns the type it was said of.
assert_type(maya.wants("peace").suffers("noise").evidenced_by("interviews"), Persona)
assert_type(
    ad.feels(maya, +1, "curious").does(maya, "clicks").thinks(maya, "hm").says(maya, "Oh."),
    Touchpoint,
)
assert_type(ad.hurts(maya, "late", kind="waiting").serves(maya, "peace").met_by(maya), Touchpoint)
assert_type(ad.on(Channel.EMAIL).supported_by("CRM", backstage="packs"), Touchpoint)
assert_type(ad.measured_by("NPS").owned_by("Ann").waive("JK101", reason="pilot"), Touchpoint)
assert_type(awareness.including(ad).hurts("noise").measured_by("reach"), Stage)

# Paths hold touchpoints and stages.
assert_type(ad >> shop, Path)
assert_type(ad >> shop >> awareness, Path)
assert_type(ad >> (shop >> ad), Path)

gift = (
    journey("Gift", stages=five_retention, state="as-is")
    .walked_by(maya)
    .stage("Awareness", ad, optional=True, roles=["awareness"], after=awareness)
    .stage(awareness, shop)
    .insert("Comparing", after="Awareness")
    .rename("Comparing", "Compare")
    .replace(ad)
    .anytime(shop)
    .flow(ad >> shop, when=attribute("age").at_least(18), kind="branch", personas=[maya])
    .opportunity("Show costs", ad, maya, priority="high")
    .aims_at("sales")
    .not_applicable(maya, "Advocacy", reason="too early")
)
assert_type(gift, Journey)

# Changes keep the type; a value finds the journey's own version of it.
assert_type(
    gift.move(ad, before=shop)
    .remove(shop, "transition:ad/shop", reroute=True)
    .rekey(maya, "m")
    .map_touchpoints(lambda each: each.owned_by("Ann"))
    .merge(gift)
    .only(awareness),
    Journey,
)
assert_type(ad.without("late", of=maya), Touchpoint)
assert_type(gift[ad], Touchpoint)
assert_type(gift[maya], Persona)
assert_type(gift.transitions_between(ad, "shop"), tuple[Transition, ...])
assert_type(gift.touchpoints, tuple[Touchpoint, ...])
assert_type(cell(maya, "Awareness"), Element)
assert_type(Transition(ad, awareness), Transition)
assert_type(Channel.of("phone"), Channel)
assert_type(Transition(ad, awareness).source, Element)
assert_type(view_of(gift), View)

# Guards join to guards.
assert_type(attribute("age").at_least(18) & ~in_segment("staff") | otherwise, Guard)

# One's own verbs keep their types in the sentence.


def shouted(made: Touchpoint, times: int, *, mark: str = "!") -> str:
    """A verb of one's own."""
    return made.name + mark * times


assert_type(ad.pipe(shouted, 3, mark="?"), str)

# Documents.
assert_type(dumps(gift), str)
assert_type(loads("{}"), Journey)
assert_type(load("gift.json"), Journey)
dump(gift, "gift.json")

# A graph whose nodes are addresses as text.
assert_type(graph_of(gift), MultiDiGraph[str])
