"""Measure everything, or the parts that are named, and print ratios."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import attrs
import subjects
from timing import row, seconds, side_by_side

import journeykit as jk
from journeykit.coverage import MEASURES, coverage_of
from journeykit.graph import view_of
from journeykit.render.graphviz.dot import dot_of
from journeykit.render.style.theme import LIGHT
from journeykit.render.views.flow import flow_diagram
from journeykit.validation import RuleSet, check, everything

SMALL, LARGE = 1_000, 10_000
GROWTH = 13
"""The most that ten times the size may cost: linear, with some room for noise."""


def process(*command: str | Path) -> Callable[[], object]:
    """A function that runs a whole process, as it runs from the second time on: compiled."""
    variables = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}
    words = [*map(str, command)]
    run = partial(subprocess.run, words, check=True, capture_output=True, env=variables)
    run()
    return run


def importing() -> None:
    """Import the library, against importing networkx; each in its own process."""
    said = ("pass", "import journeykit", "import networkx")
    start, *took = side_by_side(*(process(sys.executable, "-c", each) for each in said), runs=15)
    ours, theirs = (each - start for each in took)
    row("import journeykit", ours, "import networkx", theirs, 0.7)


def journey() -> None:
    """Say, check, measure and write a large journey."""
    steps: dict[str, Callable[[jk.Journey], object]] = {
        "checked, recommended": check,
        "checked, all rules": lambda told: check(told, everything()),
        "measured": coverage_of,
        "written as DOT": lambda told: jk.draw(told, detail="full").dot,
        "written as JSON": jk.dumps,
        "as a networkx graph": jk.graph_of,
    }
    told = {size: subjects.large(size) for size in (SMALL, LARGE)}
    took = {
        "said": [seconds(partial(subjects.large, size), 3) for size in (SMALL, LARGE)],
        **{
            name: [seconds(partial(step, told[size]), 3) for size in (SMALL, LARGE)]
            for name, step in steps.items()
        },
    }
    for name, (small, large) in took.items():
        row(f"{name}, {LARGE:,} touchpoints", large, f"{SMALL:,}", small, GROWTH)
    whole = sum(took[n][1] for n in ("said", "checked, recommended", "measured", "written as DOT"))
    row("said, checked, measured, written", whole, "the bar of", 10.0, 1)
    baseline = seconds(lambda: subjects.plain_dictionaries(LARGE))
    row("said", took["said"][1], "plain dictionaries", baseline)
    baseline = seconds(lambda: subjects.plain_networkx(told[LARGE]))
    row("measured", took["measured"][1], "networkx, built and walked", baseline)
    diagram = flow_diagram(told[LARGE], detail="full")
    emitted = seconds(lambda: dot_of(diagram, LIGHT, id_prefix=""))
    baseline = seconds(lambda: subjects.plain_dot(told[LARGE]))
    row("the diagram as DOT text", emitted, "plain joining of the same text", baseline, 5)
    row("from journey to DOT text", took["written as DOT"][1], "the same joining", baseline)


def rules() -> None:
    """Run every rule alone on one view, against a bare walk over the same journey."""
    told = subjects.large(LARGE)
    walk = seconds(lambda: subjects.bare_walk(told))
    chosen = everything()

    def all_at_once() -> object:
        return check(view_of(told), chosen)

    ran = len(chosen.rules) - len(check(told, chosen).inapplicable)
    row(f"{ran} rules that ran, on average", seconds(all_at_once, 3) / ran, "a bare walk", walk, 2)
    view = view_of(told)
    check(view, chosen)
    alone = {
        rule.name: seconds(lambda rule=rule: check(view, RuleSet((rule,))), 1)
        for rule in chosen.rules
    }
    for name, took in sorted(alone.items(), key=lambda pair: -pair[1])[:8]:
        row(f"  {name}, the view answered", took, "a bare walk", walk)


def coverage() -> None:
    """Take every measure alone, each on a fresh view, against a bare walk."""
    told = {size: subjects.large(size) for size in (SMALL, LARGE)}
    walk = seconds(lambda: subjects.bare_walk(told[LARGE]))
    both = [seconds(lambda one=one: coverage_of(one), 3) for one in told.values()]
    row(f"all {len(MEASURES)} measures", both[1], "a bare walk", walk)
    row("all measures, ten times the size", both[1], f"{SMALL:,}", both[0], GROWTH)
    for name in MEASURES:
        took = seconds(lambda name=name: coverage_of(told[LARGE], [name]), 1)
        row(f"  {name}", took, "a bare walk", walk)


BY_HAND = """
import graphviz, networkx
graph = networkx.DiGraph()
names = [f"Touchpoint {n}" for n in range(20)]
networkx.add_path(graph, names)
picture = graphviz.Digraph()
for stage in range(5):
    with picture.subgraph(name=f"cluster_{stage}") as part:
        for name in names[4 * stage : 4 * stage + 4]:
            part.node(name)
for source, target in graph.edges:
    picture.edge(source, target)
picture.render(sys.argv[1], format="svg")
"""

OURS = """
import journeykit as jk
told = jk.journey("Twenty")
steps = [jk.touchpoint(f"Touchpoint {n}", jk.Channel.EMAIL) for n in range(20)]
for stage in range(5):
    told = told.stage(f"Stage {stage}", *steps[4 * stage : 4 * stage + 4])
for before, after in zip(steps, steps[1:]):
    told = told.flow(before >> after)
for target in sys.argv[1:]:
    jk.draw(told).save(target)
"""


def flow() -> None:
    """Draw twenty touchpoints as whole processes, interpreter start included."""
    if shutil.which("dot") is None:
        print("  skipped: no dot on the path")
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "picture")
        picture = Path(folder, "ours.svg")
        process(sys.executable, "-c", "import sys" + OURS, Path(folder, "ready.dot"))
        ours = process(sys.executable, "-c", "import sys" + OURS, picture)
        ready = process("dot", "-Tsvg", Path(folder, "ready.dot"), "-o", Path(folder, "ready.svg"))
        by_hand = process(sys.executable, "-c", "import sys" + BY_HAND, target)
        took, layout, hand = side_by_side(ours, ready, by_hand, runs=15)
        row("flow of 20 touchpoints, a process", took, "dot on a ready file", layout, 9)
        row("flow of 20 touchpoints, a process", took, "by hand", hand, 1)


def maps() -> None:
    """Draw maps of two personas and five stages in process."""
    took = {}
    for size in (20, 200, 2_000):
        told = subjects.large(size, personas=2, stages=5)
        # What takes two milliseconds is drawn often enough for the median to stand still.
        took[size] = seconds(lambda told=told: jk.draw(told, "map").svg(), max(5, 2_000 // size))
    row("map of 20 touchpoints", took[20], "the bar of", 0.002, 1)
    row("map of 200 touchpoints", took[200], "20", took[20], GROWTH)
    row("map of 2,000 touchpoints", took[2_000], "200", took[200], GROWTH)


def views() -> None:
    """Draw every view of journeys that grow tenfold in one direction at a time.

    Views with nodes and edges are written as DOT: what the layout costs is Graphviz's own.
    """
    directions: dict[str, tuple[dict[str, int], dict[str, int]]] = {
        "touchpoints": ({"touchpoints": 200}, {"touchpoints": 2_000}),
        "personas": (
            {"personas": 40, "touchpoints": 10},
            {"personas": 400, "touchpoints": 10},
        ),
        "stages": ({"stages": 40, "touchpoints": 400}, {"stages": 400, "touchpoints": 400}),
        "channels": ({"channels": 20, "touchpoints": 200}, {"channels": 200, "touchpoints": 200}),
        "letters": ({"letters": 200}, {"letters": 2_000}),
    }
    drawn: dict[str, Callable[[jk.Journey], object]] = {
        "map": lambda told: jk.draw(told, "map").svg(),
        "map as a page": lambda told: jk.draw(told, "map").html(),
        "lanes": lambda told: jk.draw(told, "lanes").svg(),
        "lanes of channels": lambda told: jk.draw(told, "lanes", by="channel").svg(),
        "blueprint": lambda told: jk.draw(told, "blueprint").svg(),
        "coverage": lambda told: jk.draw(told, "coverage").svg(),
        "flow": lambda told: jk.draw(told, "flow", detail="full").dot,
        "graph": lambda told: jk.draw(told, "graph").dot,
        "map as text": lambda told: jk.draw(told, "map").text(),
        "flow of two": lambda told: jk.draw(told, compared_with=_before(told), detail="full").dot,
        "map of two": lambda told: jk.draw(told, "map", compared_with=_before(told)).svg(),
    }
    for direction, sizes in directions.items():
        small, large = (subjects.drawn(**size) for size in sizes)
        for name, draw in drawn.items():
            took = [seconds(partial(draw, told), 3) for told in (small, large)]
            row(f"{name}, ten times the {direction}", took[1], "one", took[0], GROWTH)


def _before(told: jk.Journey) -> jk.Journey:
    """The same journey without its last stage."""
    kept = told.stages[:-1]
    steps = {step.key for stage in kept for step in stage.touchpoints}
    ways = [t for t in told.transitions if {t.source.key, t.target.key} <= steps]
    return attrs.evolve(told, stages=kept, transitions=ways)


def tables() -> None:
    """Read and write tables and Mermaid journeys of 10,000 and 100,000 rows."""
    took: dict[int, list[float]] = {}
    for size in (LARGE, 10 * LARGE):
        text = subjects.table(size)
        told = jk.read(io.StringIO(text), "csv").journey
        keyed, diagram = jk.export(told, "csv").text, jk.export(told, "mermaid").text
        took[size] = side_by_side(
            lambda text=text: list(csv.reader(io.StringIO(text))),
            lambda text=text: jk.read(io.StringIO(text), "csv"),
            lambda text=keyed: list(csv.reader(io.StringIO(text))),
            lambda text=keyed: jk.read(io.StringIO(text), "csv"),
            lambda told=told: jk.export(told, "csv"),
            lambda text=diagram: jk.read(io.StringIO(text), "mermaid"),
            runs=1,
        )
    bare, foreign, bare_keyed, keyed_read, written, mermaid = took[10 * LARGE]
    row("100,000 rows of a spreadsheet read", foreign, "csv alone", bare)
    row("100,000 rows with keys read", keyed_read, "csv alone", bare_keyed)
    row("100,000 rows with keys written", written, "csv alone", bare_keyed)
    names = ("of a spreadsheet read", "with keys read", "with keys written", "of Mermaid read")
    last = (foreign, keyed_read, written, mermaid)
    first = [took[LARGE][place] for place in (1, 3, 4, 5)]
    for name, large, small in zip(names, last, first, strict=True):
        row(f"100,000 rows {name}", large, "10,000", small, GROWTH)


PARTS = {
    "import": importing,
    "journey": journey,
    "rules": rules,
    "coverage": coverage,
    "flow": flow,
    "map": maps,
    "views": views,
    "tables": tables,
}


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        print(part)
        PARTS[part]()
