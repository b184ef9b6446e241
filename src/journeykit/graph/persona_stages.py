"""Persona by stage: who has which touchpoints where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from journeykit.graph.index import Index
from journeykit.model import Stage, Touchpoint
from journeykit.presence import absences
from journeykit.touchpoints import visitors_among


class PersonaStages:
    """The cells of persona and stage.

    Args:
        index: The journey by key.
    """

    def __init__(self, index: Index) -> None:
        """Keep the index."""
        self.index = index

    def touchpoints_of(self, persona: str) -> tuple[Touchpoint, ...]:
        """The touchpoints that a persona comes to."""
        return self._by_persona[self.index.persona(persona).key]

    def passed_by(self, persona: str) -> tuple[Touchpoint, ...]:
        """The touchpoints that a persona comes to, or at which others act on its behalf."""
        if not self._represented:
            return self._by_persona[persona]
        return tuple(t for t in self.index.touchpoints if t.is_walked_by(persona))

    @cached_property
    def _represented(self) -> frozenset[tuple[str, str]]:
        """Each persona and stage in which others act on its behalf, by their keys."""
        return frozenset(
            (persona, home.key)
            for touchpoint in self.index.touchpoints
            for persona in touchpoint.on_behalf_of
            if (home := self.index.stage_of(touchpoint.key)) is not None
        )

    @cached_property
    def _by_persona(self) -> dict[str, tuple[Touchpoint, ...]]:
        return _meetings(
            self.index.touchpoints, [persona.key for persona in self.index.journey.personas]
        )

    @cached_property
    def cells(self) -> dict[tuple[str, str], tuple[Touchpoint, ...]]:
        """For each persona and stage, by key, the touchpoints where they meet."""
        people = [persona.key for persona in self.index.journey.personas]
        return {
            (persona, stage.key): touchpoints
            for stage in self.index.journey.stages
            for persona, touchpoints in _meetings(stage.touchpoints, people).items()
        }

    def channels_of(self, persona: str) -> frozenset[str]:
        """The channels on which a persona meets something, and their categories.

        Args:
            persona: The key of the persona.

        Returns:
            Keys of channels, and names of categories.
        """
        if len(self.touchpoints_of(persona)) == len(self.index.touchpoints):
            return self._all_channels
        return _channel_words(self.touchpoints_of(persona))

    @cached_property
    def channel_keys(self) -> dict[str, frozenset[str]]:
        """For each touchpoint, by key, the keys of the channels on which people meet there."""
        return {
            t.key: frozenset(c.key for c in t.channels if c.is_contact)
            for t in self.index.touchpoints
        }

    @cached_property
    def _all_channels(self) -> frozenset[str]:
        return _channel_words(self.index.touchpoints)

    @cached_property
    def mentioned_personas(self) -> frozenset[str]:
        """The keys of the personas that something on the map speaks of."""
        named: set[str] = set()
        journey = self.index.source
        for touchpoint in (*journey.touchpoints, *self.index.touchpoints):
            named.update(touchpoint.personas, touchpoint.on_behalf_of)
            named.update(experience.persona for experience in touchpoint.experiences)
            named.update(served.persona for served in touchpoint.served)
        for whole in (journey, *journey.stages):
            named.update(experience.persona for experience in whole.experiences)
        for transition in journey.transitions:
            named.update(transition.personas)
        named.update(cell.persona for cell in journey.excluded)
        named.update(presence.persona for presence in journey.presences)
        for opportunity in journey.opportunities:
            named.update(e.key for e in opportunity.addresses if e.kind in {"persona", "cell"})
        return frozenset(named)

    @cached_property
    def excluded(self) -> dict[tuple[str, str], str]:
        """For each cell that is not applicable, the reason."""
        return {(cell.persona, cell.stage): cell.reason for cell in self.index.journey.excluded}

    def required_stages_of(self, persona: str) -> tuple[Stage, ...]:
        """The stages in which a persona should meet something."""
        persona = self.index.persona(persona).key
        return tuple(
            stage
            for stage in self.index.required_stages
            if (persona, stage.key) not in self.excluded and not self.is_absent(persona, stage.key)
        )

    def is_absent(self, persona: str, stage: str) -> bool:
        """Whether a stage is for others.

        Args:
            persona: The key of the persona.
            stage: The key of the stage.

        Returns:
            True where others act in the stage, and the persona joins after it, has left before it,
            or plays another part: nobody who acts there shares at least half of its touchpoints; or
            where others act there on its behalf; or where it is said to join later or to have left.
            A persona without any touchpoint is nowhere absent.
        """
        cell = persona, stage
        if cell not in self._absences:
            self._absences[cell] = self._is_absent(persona, stage)
        return self._absences[cell]

    @cached_property
    def stated_absences(self) -> Mapping[tuple[str, str], str]:
        """For each persona and stage that it is said not to take part in, by key, why."""
        return absences(self.index.journey).stages

    @cached_property
    def _absences(self) -> dict[tuple[str, str], bool]:
        return {}

    def _is_absent(self, persona: str, stage: str) -> bool:
        present, earlier = self._present[persona], self.index.earlier_stages
        if stage in present:
            return False
        if (persona, stage) in self.stated_absences:
            return True
        if not self.index.stage(stage).touchpoints:
            return False
        if (persona, stage) in self._represented:
            return True
        if not present:
            return False
        joined = not present.isdisjoint(earlier[stage])
        stays = any(stage in earlier[other] for other in present)
        return not (joined and stays) or not any(
            stage in there and self._is_like(persona, other)
            for other, there in self._present.items()
        )

    def _is_like(self, persona: str, other: str) -> bool:
        """Whether somebody shares at least half of the touchpoints of a persona."""
        pair = persona, other
        if pair not in self._alike:
            own = {touchpoint.key for touchpoint in self.touchpoints_of(persona)}
            shared = sum(1 for t in self.touchpoints_of(other) if t.key in own)
            self._alike[pair] = 2 * shared >= len(own)
        return self._alike[pair]

    @cached_property
    def _alike(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def _present(self) -> dict[str, frozenset[str]]:
        """For each persona, by key, the keys of the stages in which it comes to a touchpoint."""
        present: dict[str, set[str]] = {key: set() for key in self.index.personas_by_key}
        for (persona, stage), touchpoints in self.cells.items():
            if touchpoints:
                present[persona].add(stage)
        return {persona: frozenset(stages) for persona, stages in present.items()}


def _meetings(
    touchpoints: tuple[Touchpoint, ...], personas: Sequence[str]
) -> dict[str, tuple[Touchpoint, ...]]:
    """For each persona, who of some touchpoints is for them; all share what is for everybody."""
    if not any(touchpoint.personas for touchpoint in touchpoints):
        return dict.fromkeys(personas, touchpoints)
    touchpoints_by_persona: dict[str, list[Touchpoint]] = {key: [] for key in personas}
    for touchpoint in touchpoints:
        for key in visitors_among(touchpoint, personas):
            touchpoints_by_persona[key].append(touchpoint)
    return {key: tuple(touchpoints) for key, touchpoints in touchpoints_by_persona.items()}


def _channel_words(touchpoints: Iterable[Touchpoint]) -> frozenset[str]:
    """The keys of the channels of some touchpoints, and their categories."""
    channels = {channel for touchpoint in touchpoints for channel in touchpoint.channels}
    return frozenset(word for c in channels for word in (c.key, c.category) if word)
