"""Service blueprint: whether somebody and something stands behind what customers see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from journeykit.addresses import Element
from journeykit.dsl import touchpoint
from journeykit.graph import View
from journeykit.management import System
from journeykit.model import Journey
from journeykit.validation.finding import Fine, Problem, Verdict
from journeykit.validation.rule import Rule, rule
from journeykit.validation.rules.aggregation import lacking
from journeykit.validation.rules.example_journeys import buying
from journeykit.validation.subjects import unstated

_SOURCE = "Shostack 1984; Bitner, Ostrom and Morgan 2008 on service blueprinting."
_PROFILES = ("blueprint",)


def _blueprint(**fields: Any) -> Journey:
    """A shop with a system behind it, and a mail the company sends."""
    shop = touchpoint("Explores the shop", systems="Catalogue")
    return buying(shop, touchpoint("Gets an invoice", initiator="company", **fields))


@rule(
    "frontstage-without-backstage",
    "JK151",
    subjects="touchpoints that the company starts",
    severity="info",
    detects="Touchpoints started by the company without anything backstage.",
    why="What the company starts by itself, some system or team has to carry out.",
    formally="At least half of all touchpoints have frontstage or backstage steps or systems, and "
    "a touchpoint that the company starts has none. One finding names all such touchpoints.",
    fix='say what stands behind it: touchpoint({touchpoint}, …).supported_by("…", backstage="…")',
    source=_SOURCE,
    fires=_blueprint,
    silent=lambda: _blueprint(systems="Billing"),
    profiles=_PROFILES,
)
def frontstage_without_backstage(view: View) -> Iterator[Verdict]:
    """Look for what happens by itself."""
    started = [t for t in view.touchpoints if t.initiator == "company"]
    bare = [t for t in started if not (t.systems or t.backstage or t.frontstage)]
    if bare and 2 * _staged(view) < len(view.touchpoints):
        yield unstated("backstage", bare)
        return
    yield from lacking(
        view, bare, of=started, what="touchpoint", statement="have nothing backstage"
    )


def _staged(view: View) -> int:
    """How many touchpoints say what happens behind them."""
    return sum(1 for t in view.touchpoints if t.systems or t.backstage or t.frontstage)


def _failing(kind: str) -> Journey:
    """A payment that is known to fail, and what follows it."""
    pays, again = touchpoint("Pays", fail_point=True), touchpoint("Pays another way")
    return buying(pays, again).flow(pays >> again, kind=kind)  # type: ignore[arg-type]


@rule(
    "fail-point-without-recovery",
    "JK152",
    subjects="fail points",
    severity="warning",
    detects="A fail point without recovery.",
    why="A good recovery earns more trust than a flawless start; no recovery loses the customer.",
    formally="A touchpoint is marked as a fail point, and no transition of the kind recovery or "
    "retry leaves it or its stage.",
    fix='add what happens next: .flow({touchpoint:variable} >> …, kind="recovery")',
    source=_SOURCE,
    fires=lambda: _failing("next"),
    silent=lambda: _failing("recovery"),
    profiles=_PROFILES,
)
def fail_point_without_recovery(view: View) -> Iterator[Verdict]:
    """Look for ways on after a failure."""
    recovering = {
        transition.source
        for transition in view.journey.transitions
        if transition.kind in {"recovery", "retry"}
    }
    for touchpoint in view.touchpoints:
        home = view.stage_of(touchpoint.key)
        sources = {touchpoint.element, home.element} if home else {touchpoint.element}
        if not touchpoint.fail_point:
            continue
        if sources & recovering:
            yield Fine(touchpoint)
        else:
            yield Problem(f'"{touchpoint.name}" is a fail point without a recovery', touchpoint)


def _running(*systems: str) -> Journey:
    """A shop that declares its systems and uses one."""
    return buying(touchpoint("Pays", systems="Billing"), systems=systems)


@rule(
    "orphan-backstage",
    "JK153",
    subjects="declared systems",
    severity="warning",
    detects="Systems that support no touchpoint.",
    why="Either a touchpoint is missing from the map, or the system is not part of the service.",
    formally="The journey declares a system that no touchpoint uses. One finding names all.",
    fix="say what it supports: touchpoint(…).supported_by({system})",
    source=_SOURCE,
    fires=lambda: _running("Billing", "Warehouse"),
    silent=lambda: _running("Billing"),
    profiles=_PROFILES,
)
def orphan_backstage(view: View) -> Iterator[Verdict]:
    """Look for systems that nothing uses."""
    used = {system.key for touchpoint in view.touchpoints for system in touchpoint.systems}
    idle = [system for system in view.journey.systems if system.key not in used]
    yield from lacking(
        view, idle, of=view.journey.systems, what="system", statement="support no touchpoint"
    )


def _owned(owner: str) -> Journey:
    """Two systems, one of which surely has an owner."""
    return buying(
        touchpoint("Explores the shop", systems=System("Catalogue", "Shop team")),
        touchpoint("Pays", systems=System("Billing", owner)),
    )


@rule(
    "crosses-visibility-unowned",
    "JK154",
    subjects="systems behind touchpoints",
    severity="info",
    detects="Systems without an owner behind touchpoints that customers see.",
    why="When the system fails and the touchpoint with it, nobody is called.",
    formally="Some system has an owner, and a system that a touchpoint uses has none, neither "
    "there nor where the journey declares it. One finding names all such systems.",
    fix='name the owner: System({system}, owner="…")',
    source=_SOURCE,
    fires=lambda: _owned(""),
    silent=lambda: _owned("Finance"),
    profiles=_PROFILES,
)
def crosses_visibility_unowned(view: View) -> Iterator[Verdict]:
    """Look for systems without an owner."""
    owned: dict[str, bool] = {}
    for touchpoint in view.touchpoints:
        for system in touchpoint.systems:
            owned[system.key] = owned.get(system.key, False) or system.owner is not None
    for system in view.journey.systems:
        if system.key in owned and system.owner is not None:
            owned[system.key] = True
    systems = {Element("system", (key,)): has_owner for key, has_owner in owned.items()}
    alone = [system for system, has_owner in systems.items() if not has_owner]
    if alone and not any(system.owner for system in view.content.systems):
        yield unstated("owners of systems", alone)
    else:
        yield from lacking(view, alone, of=tuple(systems), what="system", statement="have no owner")


def _trusted(*systems: str) -> Journey:
    """Moments of truth, and the system behind each."""
    return buying(
        *(
            touchpoint(f"Moment {number}", moment_of_truth=True, systems=system)
            for number, system in enumerate(systems, 1)
        )
    )


@rule(
    "shared-system-concentration",
    "JK155",
    subjects="systems behind moments of truth",
    severity="info",
    detects="One system behind most moments of truth.",
    why="When it fails, trust is lost everywhere at once.",
    formally="At least three moments of truth have systems, and one system stands behind more than "
    "the given percentage of these.",
    fix="prepare for its failure: a second channel, or a person who can help",
    source=_SOURCE,
    fires=lambda: _trusted("CRM", "CRM", "CRM"),
    silent=lambda: _trusted("CRM", "Billing", "Warehouse"),
    recommended=False,
    profiles=_PROFILES,
)
def shared_system_concentration(
    view: View,
    percent: Annotated[float, "a system behind more moments of truth than this is a risk"] = 50.0,
) -> Iterator[Verdict]:
    """Count what stands behind moments of truth."""
    moments = [t for t in view.touchpoints if t.moment_of_truth and t.systems]
    behind: dict[str, int] = {}
    for touchpoint in moments:
        for key in dict.fromkeys(system.key for system in touchpoint.systems):
            behind[key] = behind.get(key, 0) + 1
    for key, count in behind.items() if len(moments) >= _THREE else ():
        element = Element("system", (key,))
        if 100 * count <= percent * len(moments):
            yield Fine(element)
        else:
            yield Problem(
                f'"{view.name_of(element)}" stands behind {count} of {len(moments)} '
                "moments of truth",
                element,
            )


_THREE = 3
"""Fewer moments of truth are no sign of anything."""


RULES: tuple[Rule, ...] = (
    frontstage_without_backstage,
    fail_point_without_recovery,
    orphan_backstage,
    crosses_visibility_unowned,
    shared_system_concentration,
)
