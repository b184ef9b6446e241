"""Pages that are made from the library itself when the documentation is built.

The rules, the vocabulary, the gallery and the command line. They are written to `docs/generated`,
which is not kept: what the library says of itself cannot go out of date.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from drawn import elsewhere, figure, least_width
from notebook_page import page_of
from sphinx.application import Sphinx
from sphinx.util import logging

import journeykit as jk
from journeykit.cli import parser
from journeykit.lifecycle import CONTENT, ROLES
from journeykit.markup import markdown_text
from journeykit.metrics import METRIC_KINDS, PERCEPTION_METRICS
from journeykit.model import Purpose, State
from journeykit.pains import PAIN_KINDS
from journeykit.render.style.theme import DARK, LIGHT
from journeykit.validation import every_rule
from journeykit.validation.applicability import name_of
from journeykit.validation.examples import report_on
from journeykit.validation.rule_pages import page

_LOGGER = logging.getLogger(__name__)
_SHADES = (("light", LIGHT), ("dark", DARK))

VIEWS = {
    "flow": "How do customers move, and where do they get stuck?",
    "map": "How does it feel, stage by stage?",
    "lanes": "Who goes where?",
    "blueprint": "What stands behind each touchpoint?",
    "coverage": "What is thought through, and what is not?",
    "personas": "Who are they, and what do they need?",
    "graph": "What is the journey to a program?",
}
"""The views of the gallery, each with the question it answers."""

_LEAST = re.compile("@([a-z0-9-]+)@")
"""Where the width of a picture goes that is not drawn yet."""

_Job = tuple[str, str, Callable[[], str]]
"""A name, a shade, and what draws it."""


def make(app: Sphinx) -> None:
    """Write all generated pages."""
    source = Path(app.srcdir)
    folder = source / "generated"
    shutil.rmtree(folder, ignore_errors=True)
    pictures = folder / "static" / "pictures"
    pictures.mkdir(parents=True)
    (folder / "rules").mkdir()
    jobs: list[_Job] = []
    pages: dict[Path, str] = {}
    _write(folder / "vocabulary.md", _vocabulary())
    _write(folder / "cli.md", "\n".join(_command_line()) + "\n")
    _write(folder / "rule-table.md", "\n".join(_rules()) + "\n")
    _write(folder / "subject-table.md", "\n".join(_subjects()) + "\n")
    for rule in every_rule():
        pages[folder / "rules" / f"{rule.name}.md"], drawn = _rule(rule)
        jobs += drawn
    examples = source.parent / "examples"
    pages[folder / "gallery.md"], drawn = _gallery(examples, folder / "static" / "pages")
    jobs += drawn
    notebook = page_of(examples / "notebook.ipynb", "notebook", pictures)
    _write(folder / "notebook.md", notebook)
    widths: dict[str, str] = {}
    # Layout runs in processes of its own, so two threads keep two cores busy.
    with ThreadPoolExecutor(2) as pool:
        for (name, shade, _), svg in zip(jobs, pool.map(lambda job: job[2](), jobs), strict=True):
            _write(pictures / f"{name}-{shade}.svg", svg)
            widths[name] = least_width(svg)
    for path, text in pages.items():
        _write(path, _LEAST.sub(lambda found: widths[found[1]], text))
    _LOGGER.info("drew %d pictures", len(jobs))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _subjects() -> Iterator[str]:
    """What each rule looks at, and what it needs before it can judge."""
    yield from ("| rule | looks at | needs |", "|---|---|---|")
    for rule in every_rule():
        needs = [
            f"{name_of(dimension)} {f'{least:.0%}' if least < 1 else f'{least:g}'}"
            for dimension, least in rule.requires
        ]
        needs += [f"scope: {', '.join(rule.scope)}"] if rule.scope else []
        needs += ["a clock"] if "clock" in rule.needs else []
        link = f"[`{rule.name}`](generated/rules/{rule.name}.md)"
        yield f"| {link} | {rule.subjects} | {'; '.join(needs)} |"


def _vocabulary() -> str:
    return "\n".join(_vocabulary_lines()) + "\n"


def _vocabulary_lines() -> Iterator[str]:
    """The words the library brings, from its own data."""
    yield from ("## Stage models", "")
    yield from ("| name | stages | roles it means to cover |", "|---|---|---|")
    for model in jk.STAGE_MODELS:
        name = f"`{model.key.replace('-', '_')}`"
        stages = " · ".join(stage.name for stage in model.stages)
        narrower = " (stops short on purpose)" if model.narrower else ""
        yield f"| {name}{narrower} | {stages} | {', '.join(model.roles)} |"
    yield from ("", "## Roles", "")
    yield "| role | the customer … | the company is there to … | typical |"
    yield "|---|---|---|---|"
    for role in ROLES:
        content = CONTENT[role]
        typical = ", ".join(content.touchpoints)
        yield f"| {role} | {content.customer} | {content.company} | {typical} |"
    yield from ("", "## Channels", "")
    yield from ("| constant | name | class | ownership | examples |", "|---|---|---|---|---|")
    for channel in jk.CHANNELS:
        constant = repr(channel)
        star = " ★" if channel in jk.EIGHT_CATEGORIES else ""
        yield (
            f"| `{constant}`{star} | {channel.name} | {channel.channel_class or '–'} | "
            f"{channel.ownership} | {', '.join(channel.examples)} |"
        )
    yield from ("", "★ one of the eight categories that glossaries list (`EIGHT_CATEGORIES`).", "")
    yield from ("## Emotions", "")
    yield from ("| valence | words |", "|---|---|")
    for valence in sorted(set(jk.LEXICON.values()), reverse=True):
        words = ", ".join(word for word, usual in jk.LEXICON.items() if usual == valence)
        yield f"| {valence:+g} | {words} |".replace("-", "−").replace("+0", "0")
    yield from ("", "## Kinds of pain", "", *_listed(PAIN_KINDS), "")
    yield from ("## Kinds of metrics", "")
    yield from _listed(f"{k} ★" if k in PERCEPTION_METRICS else k for k in METRIC_KINDS)
    yield from ("", "★ asks customers how they perceived it, instead of counting them.", "")
    yield from ("## Purposes", "", *_listed(filter(None, get_args(Purpose))), "")
    yield from ("## States", "", *_listed(filter(None, get_args(State))))


def _listed(items: Any) -> Iterator[str]:
    return (f"- {item}" for item in items)


def _command_line() -> Iterator[str]:
    """The help of the program and of each of its commands."""
    os.environ["COLUMNS"] = "88"
    whole = parser()
    yield from ("```text", whole.format_help().rstrip(), "```", "")
    commands = next(a for a in whole._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    for name, command in commands.choices.items():
        yield from (f"## journeykit {name}", "")
        yield from ("```text", command.format_help().rstrip(), "```", "")


def _rules() -> Iterator[str]:
    """A table of rules for each family; what runs unless told otherwise has a dot."""
    families: dict[str, list[jk.Rule]] = {}
    for rule in every_rule():
        families.setdefault(rule.family, []).append(rule)
    for family, rules in families.items():
        yield from (f"## {family.capitalize()}", "")
        yield from ("| | rule | | detects |", "|---|---|---|---|")
        for rule in rules:
            dot = "●" if rule.recommended else "○"
            link = f"[`{rule.name}`](generated/rules/{rule.name}.md)"
            detects = markdown_text(rule.detects)
            yield f"| {dot}&nbsp;{rule.code} | {link} | {rule.severity} | {detects} |"
        yield ""


def _rule(rule: jk.Rule) -> tuple[str, list[_Job]]:
    """The page of a rule, with both of its examples drawn."""
    docname = f"generated/rules/{rule.name}"
    heading = "## An example it leaves alone"
    before, _, after = page(rule).partition(heading)
    jobs: list[_Job] = []
    shown = []
    for which, example in (("fires", rule.fires), ("silent", rule.silent)):
        journey = example()
        report = report_on(rule, journey, clock=None)
        name = f"{rule.name}-{which}"
        picture = jk.draw(journey, report=report)
        jobs += [
            (name, shade, jk.draw(journey, report=report, theme=theme).svg)
            for shade, theme in _SHADES
        ]
        shown.append(figure(name, docname, picture.text(), f"@{name}@"))
    fence = "```"
    text = f"{before}{fence}{{raw}} html\n{shown[0]}\n{fence}\n\n{heading}{after}"
    return f"{text}\n{fence}{{raw}} html\n{shown[1]}\n{fence}\n", jobs


def _examples(folder: Path) -> Iterator[tuple[str, str, jk.Journey]]:
    """The journeys of the gallery: key, title, value."""
    gift = _module(folder / "gift.py")
    checkout = _module(folder / "retailer_checkout.py")
    software = _module(folder / "software_support.py")
    yield "gift", "Buying a gift", gift.gift
    for state, journey in (("as-is", checkout.as_is), ("to-be", checkout.to_be)):
        yield f"checkout-{state}", f"An online retailer's checkout, {state}", journey
    for state, journey in (("as-is", software.as_is), ("to-be", software.to_be)):
        yield f"software-{state}", f"Choosing software, {state}", journey
    fare = _module(folder.parent / "tests" / "journeys" / "reduced_fare.py")
    yield "fare", "A reduced fare, of usual size", fare.reduced_fare


def _module(path: Path) -> ModuleType:
    """An example, run as a module."""
    sys.path.insert(0, str(path.parent))
    with elsewhere():
        return importlib.import_module(path.stem)


def _gallery(examples: Path, pages: Path) -> tuple[str, list[_Job]]:
    """Every view of every example, light and dark."""
    pages.mkdir(parents=True, exist_ok=True)
    jobs: list[_Job] = []
    lines: list[str] = []
    for key, title, journey in _examples(examples):
        lines += [f"## {title}", ""]
        report = jk.check(journey)
        for view, question in VIEWS.items():
            options: dict[str, Any] = {}
            if view in {"flow", "map"}:
                options["report"] = report
            name = f"gallery-{key}-{view}"
            picture = jk.draw(journey, view, **options)
            jobs += [
                (name, shade, jk.draw(journey, view, theme=theme, **options).svg)
                for shade, theme in _SHADES
            ]
            shown = figure(name, "gallery", picture.text(), f"@{name}@")
            lines += [f"### {view.capitalize()}: {title}", "", question, ""]
            lines += ["```{raw} html", shown, "```", ""]
            if view not in {"flow", "graph"}:
                _write(pages / f"{name}.html", picture.html())
                lines += [f"<a href='_static/pages/{name}.html'>As a page of its own</a>", ""]
    return "\n".join(lines), jobs


def setup(app: Sphinx) -> dict[str, bool]:
    """Have the pages written before the sources are read."""
    app.connect("builder-inited", make)
    return {"parallel_read_safe": True}
