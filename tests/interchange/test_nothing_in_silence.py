"""Nothing is lost in silence: what is said is in the file, or the report says that it is not."""

from __future__ import annotations

import io
import zipfile

import attrs
import pytest

import journeykit as jk
from journeykit import Channel, Journey, Pain, Stage, journey, persona, touchpoint

ROSA, LINA = persona("Rosa"), persona("Lina")
WALKED = journey("Anything").walked_by(ROSA, LINA)
VISIT = (
    touchpoint("Visit", Channel("Pigeon"), wait="17 weeks")
    .met_by(ROSA, on_behalf_of=LINA)
    .feels(LINA, low=-1.5, high=0.5)
    .does(LINA, "queues")
    .thinks(LINA, "wonders")
    .says(ROSA, "hurry")
    .hurts(ROSA, Pain("delays", response="paperwork"))
)
CARE = Stage(
    "Care",
    [VISIT, touchpoint("Letter").feels(ROSA, 1, "proud")],
    experiences=WALKED.feels(ROSA, -1, "weary").thinks(ROSA, "endless").experiences,
    pains="unclear",
    roles="treatment",
)
WARD = attrs.evolve(
    WALKED.feels(LINA, -2, "furious").says(LINA, "never").does(LINA, "leaves"),
    name="Ward",
    key="ward",
    state="pilot",
    pains="costly",
    stages=(CARE,),
)
SAID = {
    "Pigeon": "touchpoint:visit, channels",
    "17 weeks": "touchpoint:visit, wait",
    "lina": "touchpoint:visit, on_behalf_of",
    "queues": "experience:lina/visit, actions",
    "wonders": "experience:lina/visit, thoughts",
    "hurry": "experience:rosa/visit, quotes",
    "delays": "experience:rosa/visit, pains",
    "paperwork": "experience:rosa/visit, pains",
    "proud": "experience:rosa/letter, emotion",
    "weary": "stage:care, experiences",
    "endless": "stage:care, experiences",
    "unclear": "stage:care, pains",
    "treatment": "stage:care, roles",
    "furious": "journey:ward, experiences",
    "never": "journey:ward, experiences",
    "leaves": "journey:ward, experiences",
    "costly": "journey:ward, pains",
    "pilot": "journey:ward, state",
}
"""What is said of the journey, and where the report has it if the file has not."""


@pytest.mark.parametrize("format", ["json", "yaml", "csv", "xlsx"])
def test_a_format_of_ours_gives_it_back(format: str) -> None:
    """Equal, with nothing to report."""
    pytest.importorskip({"yaml": "yaml", "xlsx": "openpyxl"}.get(format, "json"))
    export = jk.export(WARD, format)
    back: Journey = jk.read(io.BytesIO(export.content), format).journey
    assert (WARD, 0) == (back, len(export.losses))


@pytest.mark.parametrize(
    "format", ["mermaid", "markdown", "graphml", "node-link", "drawio", "pptx"]
)
def test_it_is_there_or_told(format: str) -> None:
    """Whatever was said, in the words it was said in."""
    if format == "pptx":
        pytest.importorskip("pptx")
    export = jk.export(WARD, format)
    text = _text(export.content)
    told = {f"{entry.element}, {entry.field}" for entry in export.losses}
    assert [] == [word for word, place in SAID.items() if word not in text and place not in told]


def _text(content: bytes) -> str:
    """The text of a file, of an archive that of all its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (name for name in archive.namelist() if name.startswith("ppt/slides/"))
        return "".join(archive.read(name).decode() for name in parts)
