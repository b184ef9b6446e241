"""What each persona feels from stage to stage: points, and lines where one follows the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from journeykit.emotions import Emotion, signed
from journeykit.model import Persona, Touchpoint
from journeykit.render.diagram.diagram import Key
from journeykit.render.diagram.grid import Curve, Point
from journeykit.render.language import ENGLISH, Language
from journeykit.render.views.columns import Scene
from journeykit.render.views.map_lanes import MapColumn

__all__ = ["EmotionCurves", "curve_legend"]


class EmotionCurves:
    """The curves of a map, which look up the same places for everybody.

    Args:
        columns: The columns of the map.
    """

    def __init__(self, columns: Sequence[MapColumn]) -> None:
        """Find the place of each touchpoint: its column, and how far along it stands there."""
        self.columns = columns
        self._spots = {
            touchpoint.key: (index, (along + 0.5) / len(column.touchpoints))
            for index, column in enumerate(columns)
            for along, touchpoint in enumerate(column.touchpoints)
        }

    def of(self, persona: Persona, lane: str) -> Curve | None:
        """Return what a persona feels, from the first column to the last.

        A line joins two feelings if the persona comes from one touchpoint directly to the other. So
        it breaks where a touchpoint has no feeling, or a stage no touchpoint of the persona, and
        branches where people do either one thing or the other.

        Args:
            lane: The lane in which the curve runs.

        Returns:
            The curve; None if nothing is known of what the persona feels.
        """
        points = {t.key: p for t, p in self._points(persona)}
        if not points:
            return None
        scene = self.columns[0].scene
        index = {key: index for index, key in enumerate(points)}
        runs = _runs(points, self._joined(persona, points))
        return Curve(
            persona.key,
            persona.name,
            scene.pens[persona.key],
            lane,
            points.values(),
            [[index[key] for key in run] for run in runs],
        )

    def _points(self, persona: Persona) -> Iterator[tuple[Touchpoint, Point]]:
        if not self.columns:
            return
        scene = self.columns[0].scene
        departures = _departures_of(scene, persona)
        felt = [
            (self._spots[touchpoint.key], touchpoint, experience.emotion)
            for touchpoint, experience in scene.view.content.experiences_of.get(persona.key, ())
            if experience.emotion is not None and touchpoint.key in self._spots
        ]
        for (index, at), touchpoint, emotion in sorted(felt, key=itemgetter(0)):
            leaves = touchpoint.key in departures
            column = self.columns[index]
            yield touchpoint, _point(column, persona, touchpoint, emotion, at, leaves=leaves)

    def _joined(self, persona: Persona, points: Mapping[str, Point]) -> Iterator[tuple[str, str]]:
        """The pairs of touchpoints with a feeling of which one directly follows the other."""
        view = self.columns[0].scene.view
        successors = view.reachability.followers_for(persona.key)
        own: frozenset[int] | None = None
        for key in points:
            for after in successors.get(key, ()):
                if after in points:
                    between = range(self._spots[key][0] + 1, self._spots[after][0])
                    if between and own is None:
                        own = self._columns_of(persona)
                    if own is None or all(index in own for index in between):
                        yield key, after

    def _columns_of(self, persona: Persona) -> frozenset[int]:
        """The columns that hold a touchpoint of a persona."""
        touchpoints = self.columns[0].scene.view.touchpoints_of(persona.key)
        return frozenset(self._spots[t.key][0] for t in touchpoints if t.key in self._spots)


def _runs(points: Mapping[str, Point], joined: Iterator[tuple[str, str]]) -> list[list[str]]:
    """Joined touchpoints as lines, each as long as may be; who leaves has one of their own."""
    order = {key: index for index, key in enumerate(points)}
    before: dict[str, list[str]] = {}
    spurs: list[list[str]] = []
    for key, after in joined:
        if points[after].leaves:
            spurs.append([key, after])
        elif not points[key].leaves:
            before.setdefault(after, []).append(key)
    nearest = {key: max(keys, key=order.__getitem__) for key, keys in before.items()}
    is_above = _ancestry(points, nearest)
    steps: dict[str, list[str]] = {}
    for after, keys in sorted(before.items(), key=lambda item: -order[item[0]]):
        for key in keys:
            # What leads to it by more steps is drawn already.
            if key == nearest[after] or not is_above(key, nearest[after]):
                steps.setdefault(key, []).append(after)
    runs = []
    for key in points:
        while steps.get(key):
            run = [key]
            while steps.get(run[-1]):
                run.append(steps[run[-1]].pop())
            runs.append(run)
    return [*runs, *spurs]


def _ancestry(keys: Iterable[str], parent: Mapping[str, str]) -> Callable[[str, str], bool]:
    """A function that tells whether one key stands above another in a forest."""
    children: dict[str, list[str]] = {}
    for child, above in parent.items():
        children.setdefault(above, []).append(child)
    entered: dict[str, int] = {}
    done: dict[str, int] = {}
    for root in keys:
        waiting = [] if root in parent else [root]
        while waiting:
            key = waiting[-1]
            if key in entered:
                done[waiting.pop()] = len(entered)
            else:
                entered[key] = len(entered)
                waiting.extend(children.get(key, ()))
    return lambda above, key: entered[above] <= entered[key] < done[above]


def _departures_of(scene: Scene, persona: Persona) -> frozenset[str]:
    """The keys of the touchpoints where a persona leaves, for whom what follows is not meant."""
    departures = scene.view.reachability.departure_touchpoints
    if not departures:
        return departures
    walks = scene.view.graph_for(persona.key)
    going_on = {step.source.key for step in scene.journey.transitions}
    failed = (t for t in walks.exits if t.outcome != "completed")
    ends = {touchpoint.key for touchpoint in failed} - going_on
    ends.update(touchpoint.key for touchpoint in walks.drop_offs)
    return departures & ends


def _point(
    column: MapColumn,
    persona: Persona,
    touchpoint: Touchpoint,
    emotion: Emotion,
    at: float,
    *,
    leaves: bool,
) -> Point:
    number, language = column.scene.numbers[touchpoint.key], column.scene.language
    feeling = signed(emotion.level)
    if emotion.is_range:
        low, high = signed(emotion.low), signed(emotion.high)
        feeling = language("from {low} to {high}", low=low, high=high)
    # What is felt on a plan is expected, even if nobody says so.
    basis = emotion.basis or ("expected" if column.scene.journey.is_plan else "")
    remarks = [language(word) for word in (basis, "leaves here" if leaves else "") if word]
    words = language(", ").join(filter(None, (feeling, emotion.label)))
    return Point(
        column.group.key,
        at,
        # The line of a range without a middle has to pass somewhere; its span is what is drawn.
        (emotion.low + emotion.high) / 2 if emotion.valence is None else emotion.valence,
        emotion.low,
        emotion.high,
        emotion.label,
        language(
            "{persona} at {touchpoint}: {feeling}",
            persona=persona.name,
            touchpoint=f"{number} {touchpoint.name}",
            feeling="; ".join((words, *remarks)),
        ),
        number,
        basis,
        leaves,
    )


def curve_legend(curves: Sequence[Curve], language: Language = ENGLISH) -> Iterator[Key]:
    """Yield what the signs of the curves mean.

    Args:
        curves: All curves of a map.
        language: What they are said in.

    Yields:
        The entries, those alone that there is something of.
    """
    points = [point for curve in curves for point in curve.points]
    if any(point.is_known for point in points):
        yield Key(language("observed or reported"), "point known")
    if any(not point.is_known for point in points):
        yield Key(language("neither observed nor reported"), "point assumed")
    if any(point.is_range for point in points):
        yield Key(language("from the least to the most"), "range")
    if any(point.leaves for point in points):
        yield Key(language("leaves here"), "spur")
    if any(curve.is_broken for curve in curves):
        yield Key(language("no line: no feeling is known in between"), "gap")
