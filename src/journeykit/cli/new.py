"""`journeykit new`: write a first journey from a stage model, to go on from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from journeykit.atomic_write import write_whole
from journeykit.cli.convert import refuse_to_replace
from journeykit.cli.discovery import STANDARD_INPUT
from journeykit.cli.exit_codes import CLEAN
from journeykit.cli.usage import UsageError, one_of
from journeykit.lifecycle import CONTENT
from journeykit.stage_models import STAGE_MODELS, StageModel
from journeykit.text import admissible, slug

DESCRIPTION = """Write a first journey, as a Python program or a YAML document, with the stages of
a stage model. It can be checked and drawn at once; then replace what stands in it by what you
know."""

_MODELS = {model.key: model for model in STAGE_MODELS}


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    command.add_argument(
        "target",
        metavar="OUT",
        help="the file to write, .py or .yaml; - for YAML on standard output",
    )
    command.add_argument(
        "--model",
        default="five-retention",
        metavar="MODEL",
        help=f"the stage model: {', '.join(_MODELS)}; five-retention if left out",
    )
    command.add_argument(
        "--name", default="Our journey", metavar="NAME", help="what the journey is called"
    )
    command.add_argument("--force", action="store_true", help="replace OUT if it is there")


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    model = _MODELS[one_of("stage model", args.model, _MODELS)]
    name = admissible(args.name, "--name").strip()
    if not name:
        raise UsageError("--name: expected some text")
    refuse_to_replace(args.target, force=args.force)
    suffix = ".yaml" if args.target == STANDARD_INPUT else Path(args.target).suffix
    if suffix not in {".py", ".yaml", ".yml"}:
        raise UsageError(f"{args.target}: expected a file that ends in .py or .yaml")
    lines = _python(name, model) if suffix == ".py" else _yaml(name, model)
    text = "\n".join(lines) + "\n"
    if args.target == STANDARD_INPUT:
        args.stdout.write(text)
    else:
        write_whole(args.target, text.encode())
    return CLEAN


def _quoted(text: str) -> str:
    """A text in quotes, as Python and YAML both read it."""
    return json.dumps(text, ensure_ascii=False)


def _steps(model: StageModel) -> Iterator[tuple[str, str, str]]:
    """Each stage with a first touchpoint: its name, that of the touchpoint, and its key."""
    for stage in model.stages:
        examples = CONTENT[stage.roles[0]].touchpoints if stage.roles else ("first contact",)
        example = examples[0]
        yield stage.name, example[:1].upper() + example[1:], slug(stage.name)


def _python(name: str, model: StageModel) -> Iterator[str]:
    """The lines of a program."""
    attribute = model.key.replace("-", "_")
    yield f'"""{name.replace(chr(92), "/").replace(chr(34), chr(39))}: a first map."""'
    yield ""
    yield f"from journeykit import {attribute}, journey, persona, touchpoint"
    yield ""
    yield "# Who is it about? Give them a name, what they want and what troubles them."
    yield 'customer = persona("Customer", goals=["what they want to reach"])'
    yield ""
    yield "# What happens? One touchpoint a stage is a start; say what they feel once you know it."
    variables = []
    for _, example, key in _steps(model):
        variable = key.replace("-", "_")
        variables.append(variable)
        yield f"{variable} = touchpoint({_quoted(example)}, key={_quoted(key)})"
    yield ""
    yield "our_journey = ("
    yield f'    journey({_quoted(name)}, state="as-is", stages={attribute})'
    yield "    .walked_by(customer)"
    for (stage, _, _), variable in zip(_steps(model), variables, strict=True):
        yield f"    .stage({_quoted(stage)}, {variable})"
    yield f"    .flow({' >> '.join(variables)})"
    yield ")"


def _yaml(name: str, model: StageModel) -> Iterator[str]:
    """The lines of a document."""
    yield "# A first map. Replace what stands here by what you know; journeykit check tells what"
    yield "# is missing."
    yield "journeykit: 1"
    yield "journey:"
    yield f"  name: {_quoted(name)}"
    yield "  state: as-is"
    yield f"  stage_model: {model.key}"
    yield "  personas:"
    yield "    Customer:"
    yield "      goals: what they want to reach"
    yield "  stages:"
    for stage, example, key in _steps(model):
        yield f"    - name: {_quoted(stage)}"
        yield "      touchpoints:"
        yield f"        - name: {_quoted(example)}"
        yield f"          key: {key}"
    yield "  transitions:"
    yield f"    - {' >> '.join(key for _, _, key in _steps(model))}"
