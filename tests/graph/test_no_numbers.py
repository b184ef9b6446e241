"""Nobody outside the room of the graph needs to know where a node or a transition is in a list."""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import journeykit
from journeykit import graph
from journeykit.graph.content import Content
from journeykit.graph.index import Index
from journeykit.graph.names import Names
from journeykit.graph.persona_stages import PersonaStages
from journeykit.graph.reachability import Reachability

PARTS = (Index, Content, PersonaStages, Reachability, Names)
"""What a view is composed of, and is asked through it."""

NUMBERS = {
    "EffectiveGraph.depths": "how many touchpoints are on the shortest walk",
    "Reachability.cyclomatic": "how tangled the journey is",
    "Reachability.segment_facts": "what is known of a persona, such as an age",
    "Reachability.walk_count": "how many walks there are",
}
"""The only answers with whole numbers in them: they count or measure, and name nothing."""


def questions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Everything public that `journeykit.graph` hands out, with what holds its annotations."""
    for public in (*(getattr(graph, name) for name in graph.__all__), *PARTS):
        yield public.__name__, public
        for name, member in inspect.getmembers_static(public) if inspect.isclass(public) else ():
            asked = getattr(member, "fget", getattr(member, "func", member))
            if inspect.isfunction(asked) and (name == "__init__" or not name.startswith("_")):
                yield f"{public.__name__}.{name}", asked


def types_of(question: Callable[..., object]) -> dict[str, object]:
    """What a question takes and returns; the graphs of networkx count as lists of anything."""
    return typing.get_type_hints(question, localns={"networkx": SimpleNamespace(MultiDiGraph=list)})


def speaks_of_numbers(annotation: object) -> bool:
    """Whether a whole number is anywhere in a type."""
    return annotation is int or any(map(speaks_of_numbers, typing.get_args(annotation)))


def test_no_question_takes_or_returns_the_number_of_a_node() -> None:
    """Nodes, edges, touchpoints and transitions are values or keys; whole numbers only count."""
    types = {name: types_of(question).values() for name, question in questions()}

    known = {"View.graph_for", "EffectiveGraph.successors", "EffectiveGraph", "EffectiveEdge"}
    assert known <= types.keys()
    assert {*NUMBERS} == {name for name, each in types.items() if any(map(speaks_of_numbers, each))}


def lists_of_the_graph() -> set[str]:
    """The names of whatever is answered by a sequence."""
    return {
        question.partition(".")[2] if asked == "return" else asked
        for question, each in questions()
        for asked, answer in types_of(each).items()
        if typing.get_origin(answer) in {tuple, list}
    }


def is_of_the_graph(value: ast.expr) -> bool:
    """Whether an expression is a view or one of its graphs, by what such values are called."""
    if isinstance(value, ast.Call):
        value = value.func
    name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
    return name in {"view", "view_of", "graph", "graph_for", "walks"}


def indexed(source: str, names: set[str]) -> list[str]:
    """Where a module asks the graph for a list and takes what is at some position in it."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Subscript)
        and not isinstance(node.slice, ast.Slice)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in names
        and is_of_the_graph(node.value.value)
    ]


def test_nobody_outside_indexes_the_lists_of_the_graph() -> None:
    """What is at some position of an answer is nobody's business but the room's own."""
    names = lists_of_the_graph()
    package = Path(journeykit.__file__).parent
    outside = [p for p in package.rglob("*.py") if package / "graph" not in p.parents]

    assert {"entries", "touchpoints", "nodes"} <= names
    assert ["walks.entries[0]"] == indexed("walks.entries[0], walks.depths[key]", names)
    assert [] == [found for p in outside for found in indexed(p.read_text("utf-8"), names)]
