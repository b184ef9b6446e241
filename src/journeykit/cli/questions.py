"""`journeykit questions`: ask for what a journey does not say yet."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from journeykit.cli.arguments import RUNS_CODE, add_files, add_output, words
from journeykit.cli.exit_codes import USAGE, exit_code
from journeykit.cli.files import read_and_tell
from journeykit.cli.output import write
from journeykit.cli.usage import one_of
from journeykit.interview import REGISTRY as INTERVIEWS
from journeykit.interview import Question
from journeykit.interview import questions as open_questions
from journeykit.model import Journey
from journeykit.printable import printable

DESCRIPTION = f"Ask for everything that journeys do not say yet. {RUNS_CODE}"

FORMATS = ("text", "json")


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_files(command)
    command.add_argument(
        "--interview",
        action="append",
        metavar="NAME",
        help="ask the questions of this interview, of the library (rules, map) or of an installed "
        "package; may be repeated",
    )
    add_output(command, "text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Ask the open questions of the journeys of some files; a question is no failure."""
    one_of("format", args.format, FORMATS)
    interviews = [one_of("interview", name, INTERVIEWS) for name in words(args.interview)]
    files = read_and_tell(args.files)
    if not files.journeys:
        return USAGE
    asked = [
        (journey, open_questions(journey, interviews) if interviews else open_questions(journey))
        for journey in files.journeys
    ]
    if args.format == "json":
        text = json.dumps([_data(*each) for each in asked], ensure_ascii=False, indent=2)
    else:
        text = "\n\n".join("\n".join(_lines(*each)) for each in asked)
    write(args, text, args.format)
    return exit_code(findings=False, broken=bool(files.problems))


def _lines(journey: Journey, questions: Sequence[Question]) -> Iterator[str]:
    """Yield the questions about a journey, element by element."""
    number = len(questions)
    yield f"{printable(journey.name)}: {number} open question{'' if number == 1 else 's'}"
    for element, group in groupby(questions, key=lambda question: question.element):
        same = list(group)
        yield f"\n{element.kind} {printable(same[0].name)}"
        for question in same:
            opens = f" ({question.opens} rule{'' if question.opens == 1 else 's'})"
            text = printable(question.question) + (opens if question.opens else "")
            yield f"  {text}\n      {printable(question.answer)}"


def _data(journey: Journey, questions: Sequence[Question]) -> dict[str, object]:
    """Return the questions about a journey, for other programs."""
    return {
        "journey": journey.name,
        "key": journey.key,
        "questions": [
            {
                "element": {
                    "kind": each.element.kind,
                    "keys": list(each.element.keys),
                    "name": each.name,
                },
                "field": each.field,
                "question": each.question,
                "answer": each.answer,
                "opens": each.opens,
            }
            for each in questions
        ],
    }
