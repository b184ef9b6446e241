"""Both journeys in one: the second, with what is gone put back where it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from attrs import evolve, fields

from journeykit.addresses import Element
from journeykit.channels import Channel
from journeykit.experience import Experience, Served
from journeykit.management import NotApplicable, Opportunity, Waiver
from journeykit.model import Journey, Persona, Stage, Touchpoint
from journeykit.presence import Presence
from journeykit.transitions import Transition


class _HasKey(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str: ...


_Kept = TypeVar("_Kept", bound=_HasKey)

_OPENED = (
    Journey,
    Persona,
    Stage,
    Touchpoint,
    Experience,
    Served,
    Transition,
    Opportunity,
    NotApplicable,
    Presence,
    Waiver,
)
"""What holds keys of personas, stages, touchpoints and opportunities."""

_OWN_KEY = (Persona, Stage, Touchpoint, Opportunity)
_REFERENCES = frozenset({"persona", "personas", "on_behalf_of", "stage", "after"})
"""Fields that hold the keys of other things."""


def renamed(journey: Journey, names: Mapping[str, str]) -> Journey:
    """Return a journey in which things have other keys, and whatever refers to them too.

    Args:
        names: New keys by old ones.

    Returns:
        The journey; itself where nothing is renamed.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> pays = touchpoint("Pays")
        >>> shop = journey("Shop").stage("Purchase", pays).flow(pays >> pays)
        >>> str(renamed(shop, {"pays": "checkout"}).transitions[0].element)
        'transition:checkout/checkout'
    """
    result: Journey = _renamed(journey, names, refers=False) if names else journey
    return result


def _renamed(value: Any, names: Mapping[str, str], *, refers: bool) -> Any:
    """A part of a journey with other keys."""
    if isinstance(value, str):
        return names.get(value, value) if refers else value
    if isinstance(value, tuple):
        return tuple(_renamed(each, names, refers=refers) for each in value)
    if isinstance(value, Element):
        return Element(value.kind, tuple(names.get(key, key) for key in value.keys))
    if not isinstance(value, _OPENED):
        return value
    changed = {}
    for attribute in fields(type(value)):
        own = attribute.name == "key" and isinstance(value, _OWN_KEY)
        before = getattr(value, attribute.name)
        after = _renamed(before, names, refers=own or attribute.name in _REFERENCES)
        if after != before:
            changed[attribute.name] = after
    return evolve(value, **changed) if changed else value


def combined(before: Journey, after: Journey) -> Journey:
    """Return the second journey, with what is only in the first put back where it stood.

    What is in both is as the second has it, in its place and order; of what people do, think and
    suffer it keeps both. Feelings at touchpoints are those of the second alone; in a stage and in
    the whole journey, those that only the first states are kept.

    Args:
        before: The first journey.
        after: The second, with the keys of the first.

    Returns:
        A journey with everything that either has.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> first = journey("Shop").stage("Purchase", touchpoint("Waits"), touchpoint("Pays"))
        >>> second = journey("Shop").stage("Purchase", touchpoint("Pays"), touchpoint("Leaves"))
        >>> [each.name for each in combined(first, second).touchpoints]
        ['Waits', 'Pays', 'Leaves']
    """
    return _Combined(before, after).journey()


class _Combined:
    """Two journeys that become one."""

    def __init__(self, before: Journey, after: Journey) -> None:
        self.before, self.after = before, after
        self.touchpoints = {each.key: each for each in before.touchpoints}
        self.stages = {each.key: each for each in before.stages}
        self.now = {each.key for each in after.touchpoints}
        used = [*after.channels, *(c for each in after.touchpoints for c in each.channels)]
        used += [c for each in after.personas for c in (*each.prefers, *each.avoids)]
        self.channels = {channel.key: channel for channel in used}

    def journey(self) -> Journey:
        """The whole."""
        before, after = self.before, self.after
        return evolve(
            after,
            experiences=_lived(before.experiences, after.experiences, felt=True),
            pains=_merged(before.pains, after.pains),
            personas=_merged(before.personas, after.personas, self.persona),
            stages=_merged(
                before.stages, tuple(map(self.stage_in_both, after.stages)), self.gone_stage
            ),
            any_time=self.merged_touchpoints(before.any_time, after.any_time),
            transitions=(*after.transitions, *self.gone_transitions()),
            opportunities=_merged(before.opportunities, after.opportunities),
            metrics=_merged(before.metrics, after.metrics),
            segments=_merged(before.segments, after.segments),
            systems=_merged(before.systems, after.systems),
        )

    def gone_transitions(self) -> Iterable[Transition]:
        """The transitions between steps that no transition joins any more."""
        now = {each.element for each in self.after.transitions}
        return (each for each in self.before.transitions if each.element not in now)

    def stage_in_both(self, stage: Stage) -> Stage:
        """A stage of the second journey, with what was in it before."""
        old = self.stages.get(stage.key)
        if old is None:
            return evolve(stage, touchpoints=self.merged_touchpoints((), stage.touchpoints))
        return evolve(
            stage,
            touchpoints=self.merged_touchpoints(old.touchpoints, stage.touchpoints),
            experiences=_lived(old.experiences, stage.experiences, felt=True),
            pains=_merged(old.pains, stage.pains),
            metrics=_merged(old.metrics, stage.metrics),
        )

    def gone_stage(self, stage: Stage) -> Stage:
        """A stage that is gone, with those of its touchpoints that are gone too."""
        inside = self.merged_touchpoints(stage.touchpoints, ())
        return evolve(stage, touchpoints=inside, after=None, waivers=())

    def merged_touchpoints(
        self, old: tuple[Touchpoint, ...], new: tuple[Touchpoint, ...]
    ) -> tuple[Touchpoint, ...]:
        """The touchpoints of one place; one that is elsewhere now stands there alone."""
        here = {each.key for each in new}
        gone = tuple(each for each in old if each.key in here or each.key not in self.now)
        return _merged(gone, tuple(map(self.touchpoint_in_both, new)), self.gone_touchpoint)

    def touchpoint_in_both(self, touchpoint: Touchpoint) -> Touchpoint:
        """A touchpoint of the second journey, with what was said there before."""
        old = self.touchpoints.get(touchpoint.key)
        if old is None:
            return touchpoint
        felt = {each.persona for each in touchpoint.experiences}
        return evolve(
            touchpoint,
            experiences=_lived(old.experiences, touchpoint.experiences),
            metrics=_merged(old.metrics, touchpoint.metrics),
            personas=_people(
                touchpoint.personas, (e for e in old.experiences if e.persona not in felt)
            ),
        )

    def gone_touchpoint(self, touchpoint: Touchpoint) -> Touchpoint:
        """A touchpoint that is gone, without feelings, which nobody has there any more."""
        return evolve(
            touchpoint,
            experiences=_lived(touchpoint.experiences, ()),
            channels=self.standardised(touchpoint.channels),
            waivers=(),
        )

    def persona(self, persona: Persona) -> Persona:
        """A persona who is gone."""
        prefers, avoids = self.standardised(persona.prefers), self.standardised(persona.avoids)
        return evolve(persona, prefers=prefers, avoids=avoids)

    def standardised(self, channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
        """Channels, as the second journey has them."""
        return tuple(self.channels.setdefault(channel.key, channel) for channel in channels)


def _people(personas: tuple[str, ...], lived: Iterable[Experience]) -> tuple[str, ...]:
    """Whom a touchpoint is for, with those who came there before."""
    also = (each.persona for each in lived if each.persona not in personas)
    return (*personas, *also) if personas else ()


def _lived(
    old: tuple[Experience, ...], new: tuple[Experience, ...], *, felt: bool = False
) -> tuple[Experience, ...]:
    """What was and what is gone through in one place; felt is what the second journey says.

    With `felt`, what only the first says is felt too.
    """
    now = {each.persona: each for each in new}
    both = []
    for each in old:
        before = each if felt else evolve(each, emotion=None)
        both.append(_with_more(now.pop(each.persona), before) if each.persona in now else before)
    return (*both, *now.values())


def _with_more(now: Experience, before: Experience) -> Experience:
    """An experience, with what was done, thought, said and suffered before."""
    hurts = {pain.key for pain in now.pains}
    return evolve(
        now,
        emotion=now.emotion or before.emotion,
        actions=_both(before.actions, now.actions),
        thoughts=_both(before.thoughts, now.thoughts),
        quotes=_both(before.quotes, now.quotes),
        pains=(*now.pains, *(pain for pain in before.pains if pain.key not in hurts)),
    )


def _both(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The new texts, then the old ones that are not among them."""
    return (*new, *(text for text in old if text not in new))


def _merged(
    old: Iterable[_Kept],
    new: tuple[_Kept, ...],
    gone: Callable[[_Kept], _Kept] = lambda each: each,
) -> tuple[_Kept, ...]:
    """The new things in their order, and each that is gone behind the one it stood behind."""
    kept = {each.key for each in new}
    behind: dict[str, list[_Kept]] = {}
    previous = ""
    for each in old:
        if each.key in kept:
            previous = each.key
        else:
            behind.setdefault(previous, []).append(gone(each))
    result = list(behind.get("", ()))
    for each in new:
        result += (each, *behind.get(each.key, ()))
    return tuple(result)
