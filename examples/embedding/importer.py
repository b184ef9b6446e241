"""An importer: the export of a workshop tool, with columns of its own, becomes a journey.

    python importer.py workshop.csv > journey.json

Each row is one sticky note: the phase it hangs in, the customer's step, who takes it, where, how
it felt on a scale of smileys, and what people complained of. What cannot be read is told with its
row, and nothing is left out in silence.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import journeykit as jk
from journeykit import Channel, Journey, Persona, Stage, Touchpoint

SMILEYS = {":((": -2.0, ":(": -1.0, ":|": 0.0, ":)": 1.0, ":))": 2.0}
PLACES = {
    "web": Channel.WEBSITE,
    "phone": Channel.PHONE,
    "mail": Channel.EMAIL,
    "shop": Channel.IN_STORE,
}


def read(path: Path) -> tuple[Journey, list[str]]:
    """Read an export: the journey, and what could not be read, a line each."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    personas = {name: Persona(name) for name in dict.fromkeys(row["who"] for row in rows) if name}
    stages: dict[str, dict[str, Touchpoint]] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=2):
        problems += [f"row {number}: {problem}" for problem in _problems(row)]
        steps = stages.setdefault(row["phase"], {})
        step = steps.get(row["step"]) or _touchpoint(row)
        steps[row["step"]] = _said(step, row, personas)
    return Journey(
        name=path.stem.replace("_", " ").capitalize(),
        state="as-is",
        personas=tuple(personas.values()),
        stages=tuple(
            Stage(name, touchpoints=tuple(steps.values())) for name, steps in stages.items()
        ),
    ), problems


def _touchpoint(row: Mapping[str, str]) -> Touchpoint:
    """The touchpoint of a note; an unknown place stays a channel of its own."""
    place = row["where"].strip()
    channels = (PLACES.get(place) or Channel(place),) if place else ()
    return Touchpoint(row["step"], channels=channels)


def _said(step: Touchpoint, row: Mapping[str, str], personas: Mapping[str, Persona]) -> Touchpoint:
    """The touchpoint with what one person said of it."""
    persona = personas.get(row["who"])
    if persona is None:
        return step
    step = step.met_by(persona)
    if row["smiley"] in SMILEYS:
        step = step.feels(persona, SMILEYS[row["smiley"]])
    return step.hurts(persona, row["complaint"]) if row["complaint"] else step


def _problems(row: Mapping[str, str]) -> Iterator[str]:
    """What nobody could read in a row."""
    if row["smiley"] and row["smiley"] not in SMILEYS:
        yield f"smiley {row['smiley']!r} is none of {' '.join(SMILEYS)}"
    if row["complaint"] and not row["who"]:
        yield f"nobody is named for the complaint {row['complaint']!r}"


if __name__ == "__main__":
    journey, problems = read(Path(sys.argv[1]))
    print(jk.dumps(journey))
    print(*problems, sep="\n", file=sys.stderr)
