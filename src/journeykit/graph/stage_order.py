"""The partial order of the stages."""

from __future__ import annotations

from functools import cached_property
from heapq import heapify, heappop, heappush

from journeykit.graph.traversal import reachable_nodes
from journeykit.model import Stage, stage_order


class StageOrder:
    """Which stages come before which.

    Args:
        stages: The stages of a journey, in the author's order.
    """

    def __init__(self, stages: tuple[Stage, ...]) -> None:
        """Keep the stages."""
        self.stages = stages

    @cached_property
    def before(self) -> dict[str, tuple[str, ...]]:
        """For each stage, those that come directly before it, by key."""
        return {stage.key: before for stage, before in stage_order(self.stages)}

    @cached_property
    def after(self) -> dict[str, list[str]]:
        """For each stage, those that come directly after it, by key."""
        after: dict[str, list[str]] = {stage.key: [] for stage in self.stages}
        for key, before in self.before.items():
            for earlier in before:
                after[earlier].append(key)
        return after

    @cached_property
    def in_order(self) -> tuple[Stage, ...]:
        """Each stage after what comes before it; the author's order wherever it is free."""
        position = {stage.key: number for number, stage in enumerate(self.stages)}
        lacking = {key: len(set(before)) for key, before in self.before.items()}
        ready = [position[key] for key, count in lacking.items() if not count]
        heapify(ready)
        ordered = []
        while ready:
            stage = self.stages[heappop(ready)]
            ordered.append(stage)
            for key in dict.fromkeys(self.after[stage.key]):
                lacking[key] -= 1
                if not lacking[key]:
                    heappush(ready, position[key])
        return tuple(ordered)

    @cached_property
    def earlier(self) -> dict[str, frozenset[str]]:
        """For each stage, every stage that comes before it, however far, by key."""
        earlier: dict[str, frozenset[str]] = {}
        for stage in self.in_order:
            direct = self.before[stage.key]
            earlier[stage.key] = frozenset(direct).union(*(earlier[key] for key in direct))
        return {stage.key: earlier[stage.key] for stage in self.stages}

    def is_before(self, stage: str, other: str) -> bool:
        """Return whether a stage comes before another, however far.

        Args:
            stage: The key of the one.
            other: The key of the other.
        """
        return stage in reachable_nodes(self.before[other], self.before.__getitem__)
