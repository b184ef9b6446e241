"""From a journey to a picture: views, diagrams, renderers and layout engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, overload

from journeykit.arguments import characters, number, part, word_of
from journeykit.errors import PictureError, PictureTimeoutError, UnknownReferenceError
from journeykit.extensions import Registry, provider_of
from journeykit.fields import is_number
from journeykit.printable import representation
from journeykit.render.diagram.diagram import Badge, Diagram, Edge, Group, Key, Mark, Node
from journeykit.render.diagram.grid import Curve, GridCell, Lane, Point, Share
from journeykit.render.language import ENGLISH, LANGUAGES, Language, LanguageName, language_of
from journeykit.render.layout.paper import Fit
from journeykit.render.picture import Picture
from journeykit.render.style.theme import DARK, LIGHT, MONO, THEMES, Theme, contrast
from journeykit.render.views.selection import one_of
from journeykit.time_limit import within

if TYPE_CHECKING:
    from typing import Unpack

    from journeykit.changes import Differences
    from journeykit.graph.view import View
    from journeykit.model import Journey, Persona
    from journeykit.observations import Observations, Observed
    from journeykit.render.graphviz.engine import Engine
    from journeykit.render.options import (
        AnyOptions,
        BlueprintOptions,
        CoverageOptions,
        EngineName,
        FlowOptions,
        FunnelOptions,
        GraphOptions,
        LanesOptions,
        MapOptions,
        PersonasOptions,
        ThemeName,
    )
    from journeykit.validation.report import Report

__all__ = [
    "DARK",
    "LANGUAGES",
    "LIGHT",
    "MONO",
    "THEMES",
    "Badge",
    "Curve",
    "Diagram",
    "Edge",
    "GridCell",
    "Group",
    "Key",
    "Lane",
    "Language",
    "Mark",
    "Node",
    "Picture",
    "Point",
    "Share",
    "Theme",
    "ViewName",
    "contrast",
    "draw",
]

ViewName: TypeAlias = Literal[
    "flow", "graph", "map", "lanes", "blueprint", "coverage", "personas", "funnel"
]
"""How a journey can be looked at."""

Viewing: TypeAlias = Callable[..., Diagram]
"""What makes a view: a function of the journey's questions, with options as keywords."""

VIEWS: Registry[Viewing] = Registry(
    "view",
    "journeykit.views",
    {
        "flow": "journeykit.render.views.flow:flow_diagram",
        "graph": "journeykit.render.views.graph:graph_diagram",
        "map": "journeykit.render.views.journey_map:map_diagram",
        "lanes": "journeykit.render.views.lanes:lanes_diagram",
        "blueprint": "journeykit.render.views.blueprint:blueprint_diagram",
        "coverage": "journeykit.render.views.coverage:coverage_diagram",
        "personas": "journeykit.render.views.personas:personas_diagram",
        "funnel": "journeykit.render.views.funnel:funnel_diagram",
    },
)
"""The views by name; a module comes when its view is first drawn."""

_DIRECTIONS: Final[dict[str, str]] = {"right": "left to right", "down": "top to bottom"}


@overload
def draw(
    journey: Journey | View | Differences,
    view: Literal["flow"] = "flow",
    **options: Unpack[FlowOptions],
) -> Picture: ...
@overload
def draw(
    journey: Journey | View, view: Literal["graph"], **options: Unpack[GraphOptions]
) -> Picture: ...
@overload
def draw(
    journey: Journey | View | Differences, view: Literal["map"], **options: Unpack[MapOptions]
) -> Picture: ...
@overload
def draw(
    journey: Journey | View, view: Literal["lanes"], **options: Unpack[LanesOptions]
) -> Picture: ...
@overload
def draw(
    journey: Journey | View, view: Literal["blueprint"], **options: Unpack[BlueprintOptions]
) -> Picture: ...
@overload
def draw(
    journey: Journey | View, view: Literal["coverage"], **options: Unpack[CoverageOptions]
) -> Picture: ...
@overload
def draw(
    journey: Journey | View, view: Literal["personas"], **options: Unpack[PersonasOptions]
) -> Picture: ...
@overload
def draw(
    journey: Journey | View, view: Literal["funnel"], **options: Unpack[FunnelOptions]
) -> Picture: ...
@overload
def draw(journey: Journey | View, view: str, **options: Unpack[AnyOptions]) -> Picture: ...
@overload
def draw(journey: Journey | View, view: Viewing, **options: Any) -> Picture: ...
def draw(
    journey: Journey | View | Differences,
    view: ViewName | Viewing | str = "flow",
    *,
    compared_with: Journey | Differences | None = None,
    evidence: Observed | Observations | None = None,
    report: Report | None = None,
    persona: Persona | str | None = None,
    direction: Literal["right", "down"] = "right",
    theme: Theme | ThemeName | None = None,
    engine: Engine | EngineName | None = None,
    fit: Fit | None = None,
    language: Language | LanguageName | None = None,
    id_prefix: str = "",
    timeout: float | None = None,
    **options: Any,
) -> Picture:
    """Draw a journey.

    Args:
        journey: The journey; or a view of it (`view_of`), which checking and measuring may share;
            or what `compare` returns, which is drawn as `compared_with` is.
        view: How to look at it: as a `flow`, as the typed `graph`, as a `map` with its emotion
            curve, in `lanes`, as a `blueprint`, as its `coverage`, as its `personas`, or as the
            `funnel` of what customers did; by the name of a view that an installed package
            brings, or by a function that makes a diagram.
        compared_with: The journey before, such as the as-is of a to-be: both are then one flow or
            map, in which what is new, removed, moved or changed says so.
        evidence: What customers did: what `confront(journey, …)` returns. A flow, map, lanes or
            coverage then shows traffic, what was never seen and what nobody designed; the
            `funnel` is drawn of it.
        report: A report on this journey, whose findings are marked and listed.
        persona: Whose way is picked out, or whose map it is: a persona, its name or its key.
        direction: Whether stages follow one another to the `right` or `down`, in a flow or graph.
        theme: How it looks: `LIGHT`, `DARK` or `MONO`, or their names, or one of your own. Light
            if left out, but for a page of a view with rows, which is then light or dark as its
            reader prefers.
        engine: What lays out nodes and edges, or its name; whatever is installed if left out.
        fit: A slide (`16:9`), a sheet in landscape (`A4`, `A3`) or a width in pixels that it is to
            fill; a PDF has as many sheets as it needs to be read. As large as it is if left out.
        language: What headings, legends and everything else that is not the author's is said in:
            `en`, `de`, `fr`, `es`, `ja` or `ar`, or a `Language` of your own. In one that reads
            from right to left, pictures run that way.
        id_prefix: What tells its ids from those of other pictures on the same page: a letter, then
            letters, digits and hyphens.
        timeout: How many seconds preparing and drawing may take each; if left out half a minute for
            a layout engine, and no limit for views that are drawn in Python.
        **options: What not every view understands: `stage`, `around` and `steps` draw a part of a
            flow, map, lanes or blueprint; `alone` and `detail` are of the flow, `lanes` of the map,
            `by` of the lanes, `channels` of the coverage, `pictures` of the map and the personas,
            and so on; see the functions in
            `journeykit.render.views`.

    Returns:
        The picture, which is drawn when it is saved or shown.

    Raises:
        ModelError: It was given no journey.
        UnknownReferenceError: There is no such view, theme, language or engine, the view has no
            such option, or an option names what the journey does not have.
        PictureError: The report is on another journey, the view shows no second journey, or an
            option is no such thing at all.
        PictureTimeoutError: Preparing the picture took longer than it was given.

    Example:
        >>> from journeykit import journey, touchpoint
        >>> picture = draw(journey("Shop").stage("Purchase", touchpoint("Pays")))
        >>> [node.text for node in picture.diagram.nodes]
        ['Pays']
        >>> draw(journey("Shop"), view="flaw")
        Traceback (most recent call last):
        journeykit.errors.UnknownReferenceError: unknown view "flaw"; did you mean "flow"?
    """
    name, make = _viewing(view)
    pointing = word_of("direction", direction, tuple(_DIRECTIONS))
    from journeykit.graph.view import view_of

    understood = part(part(make, "__wrapped__", make), "__kwdefaults__") or {}
    differences = _differences(journey, compared_with)
    other_map = differences if differences is journey else None
    seen = view_of(journey if other_map is None else other_map.after)  # type: ignore[arg-type]
    arguments = _values(options, language)
    make = _overlaid(name, make, differences)
    make = _observed(name, make, evidence, seen)
    if report is not None:
        arguments["report"] = _about(seen.journey, report)
    if persona is not None:
        arguments["persona"] = one_of(seen.journey.personas, persona, "persona", seen.journey)
    if pointing != "right":
        arguments["direction"] = _DIRECTIONS[pointing]
    for option in arguments:
        if option not in understood:
            where = f'the view "{name}"'
            choices = tuple(dict.fromkeys((*understood, *_OF_EVERY_VIEW)))
            raise UnknownReferenceError("option", option, choices=choices, where=where)
    if "pictures" in arguments:
        from journeykit.render.images import images_of

        arguments["pictures"] = images_of(seen.journey, arguments["pictures"])
    looks, drawn_by = _theme(theme), _engine(engine)
    try:
        diagram = within(_seconds(timeout), lambda: make(seen, **arguments))
    except TimeoutError as error:
        raise PictureTimeoutError(name, seconds=timeout or 0) from error
    if name not in VIEWS.built_in or callable(view):
        _refuse_undrawable(diagram, name, make)
    return Picture(diagram, looks, engine=drawn_by, fit=fit, id_prefix=id_prefix, timeout=timeout)


def _values(options: Mapping[str, Any], language: object) -> dict[str, Any]:
    """The options that were given, with the language as a value."""
    values = dict(options)
    if language is not None:
        values["language"] = language_of(language)
    if values.get("pictures") is None:
        values.pop("pictures", None)
    return values


_OF_EVERY_VIEW: Final = ("compared_with", "theme", "engine", "fit", "id_prefix", "timeout")
"""What `draw` takes whatever the view understands."""


def _refuse_undrawable(diagram: object, name: str, make: Viewing) -> None:
    """Say what is wrong with what somebody's view gave, and whose it is."""
    from journeykit.render.diagram.consistency import inconsistencies

    where = f'view "{name}" of {provider_of(make, VIEWS.group)}'
    if not isinstance(diagram, Diagram):
        raise PictureError(where, f"it gave {representation(diagram)}", expected="a Diagram")
    for problem, expected in inconsistencies(diagram):
        raise PictureError(where, problem, expected=expected)


def _viewing(view: object) -> tuple[str, Viewing]:
    """The name of a view and what makes it: a function, or the name of one."""
    if isinstance(view, str):
        return characters(view), VIEWS[characters(view)]
    if isinstance(view, type) or not callable(view):
        raise UnknownReferenceError("view", view, choices=tuple(VIEWS))
    make: Any = view
    return characters(part(view, "__name__")) or representation(view), make


def _differences(journey: object, compared_with: object) -> Differences | None:
    """What is different from the journey before, if one was given."""
    from journeykit.graph.view import View, view_of
    from journeykit.model import Journey

    # Most pictures compare nothing, and should not wait for what compares to be imported.
    if compared_with is None and isinstance(journey, Journey | View):
        return None
    from journeykit.changes import Differences

    if isinstance(journey, Differences):
        return journey
    if compared_with is None:
        return None
    after = view_of(journey).source  # type: ignore[arg-type]
    if isinstance(compared_with, Differences):
        if compared_with.after != after:
            problem = "it compares with another journey than the one that is drawn"
            expected = "what compare(before, journey) returns"
            raise PictureError("compared_with", problem, expected=expected)
        return compared_with
    return Differences(view_of(compared_with).source, after)  # type: ignore[arg-type]


def _overlaid(
    view: str, make: Callable[..., Diagram], differences: Differences | None
) -> Callable[..., Diagram]:
    """What makes one diagram of two journeys, if there are two."""
    if differences is None:
        return make
    from journeykit.render.views.overlay import OVERLAID, overlay

    if view not in OVERLAID:
        problem = f'the view "{view}" shows one journey'
        raise PictureError(
            "compared_with", problem, expected=f"one of the views {' and '.join(OVERLAID)}"
        )

    # What each of the two says is looked up in a diagram of all of it, whatever part is drawn.
    whole: dict[str, Any] = {"detail": "full"} if view == "flow" else {}

    def drawn(after: View, **arguments: Any) -> Diagram:
        kept = ("lanes", "emotions", "language", "pictures")
        lanes = {name: arguments[name] for name in kept if name in arguments}
        return overlay(
            after,
            differences,
            lambda each: make(each, **arguments),
            lambda each: make(each, **whole, **lanes),
            arguments.get("language", ENGLISH),
        )

    return drawn


def _observed(
    view: str,
    make: Callable[..., Diagram],
    evidence: Observed | Observations | None,
    seen: View,
) -> Callable[..., Diagram]:
    """What makes a diagram with what customers did on it, if that is known."""
    if evidence is None:
        return make
    from journeykit.errors import ModelError
    from journeykit.observations import observations_of
    from journeykit.render.views.traffic import OBSERVED, observed

    if view not in OBSERVED:
        problem = f'the view "{view}" shows no evidence'
        expected = f"one of the views {', '.join(OBSERVED[:-1])} and {OBSERVED[-1]}"
        raise PictureError("evidence", problem, expected=expected)
    try:
        observations = observations_of(evidence, seen.journey.key)
    except ModelError as error:
        problem = str(error).removeprefix("evidence: ")
        raise PictureError("evidence", problem, expected="a report on this journey") from error
    assert observations is not None  # noqa: S101 — for the type checker
    whole: dict[str, Any] = {}
    if view == "coverage":
        from journeykit.coverage import coverage_of

        whole = {"coverage": coverage_of(seen, evidence=observations)}
    elif view == "funnel":
        return lambda each, **arguments: make(each, observations=observations, **arguments)
    return lambda each, **arguments: observed(
        each, observations, make(each, **(whole | arguments)), persona=arguments.get("persona")
    )


def _seconds(timeout: object) -> float | None:
    """A time limit, if it is one."""
    if timeout is None:
        return None
    seconds = number(timeout)
    if not is_number(seconds) or seconds <= 0:
        shown = representation(timeout)
        raise PictureError("timeout", f"{shown} is none", expected="seconds, more than 0")
    return float(seconds)


def _about(journey: Journey, report: object) -> Report:
    """The report, if it is one on that journey; one made by hand need not say on which it is."""
    from journeykit.validation.report import Report

    if not isinstance(report, Report):
        raise PictureError(
            "report", f"{representation(report)} is none", expected="what check(journey) returns"
        )
    if report.key and report.key != journey.key:
        problem = f'it is on the journey "{report.key}", not on "{journey.key}"'
        raise PictureError("report", problem, expected="a report on the journey that is drawn")
    return report


def _theme(theme: object) -> Theme | None:
    """A theme, by itself or by its name."""
    if theme is None or isinstance(theme, Theme):
        return theme
    named = {each.name: each for each in THEMES}
    if not isinstance(theme, str):
        expected = f"a Theme, or one of the names {', '.join(named)}"
        raise PictureError("theme", f"{representation(theme)} is none", expected=expected)
    return named[word_of("theme", theme, named)]


def _engine(engine: object) -> Engine | None:
    """A layout engine, by itself or by its name."""
    if engine is None:
        return None
    from journeykit.render.graphviz.engine import EmbeddedGraphviz, Engine, InstalledDot

    if characters(part(engine, "name")) and isinstance(engine, Engine):
        return engine
    named: dict[str, Engine] = {each.name: each for each in (InstalledDot(), EmbeddedGraphviz())}
    if not isinstance(engine, str):
        expected = f"a layout engine, or one of the names {', '.join(named)}"
        raise PictureError("engine", f"{representation(engine)} is none", expected=expected)
    return named[word_of("engine", engine, named)]
