"""The examples of programs around the library: a web service, and an importer."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from pydantic import BaseModel, ValidationError

import journeykit as jk
from journeykit import Channel, Coverage, Finding, Journey, Report, journey, persona, touchpoint
from journeykit.interchange.document import to_document

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "embedding"
MAYA = persona("Maya")
SHOP = (
    journey("Shop")
    .walked_by(MAYA)
    .stage("Purchase", touchpoint("Pays", Channel.WEBSITE).feels(MAYA, -1))
)


def _module(name: str) -> ModuleType:
    """A program of the examples, freshly loaded."""
    spec = importlib.util.spec_from_file_location(f"example_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # for annotations, which are read by name
    spec.loader.exec_module(module)
    return module


def _ask(*requests: tuple[str, str, object]) -> list[httpx.Response]:
    """The answers of a new service to some requests, one after the other."""

    async def answers() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=_module("service").app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.request(verb, path, json=sent) for verb, path, sent in requests]

    # In a thread of its own: a browser that another test has opened keeps a loop running in ours.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, answers()).result()


def test_the_service_keeps_checks_measures_draws_and_compares() -> None:
    """A journey that is sent as a document comes back equal, and every result as data."""
    stored, back, report, coverage, picture, changes = _ask(
        ("PUT", "/journeys/shop", to_document(SHOP)),
        ("GET", "/journeys/shop", None),
        ("GET", "/journeys/shop/report?profile=strict", None),
        ("GET", "/journeys/shop/coverage?measure=stage", None),
        ("GET", "/journeys/shop/map.svg", None),
        ("GET", "/journeys/shop/changes/shop", None),
    )

    assert {"name": "Shop", "personas": ["Maya"], "stages": ["Purchase"]} == stored.json()
    assert SHOP == jk.loads(back.text)
    rules = jk.validation.PROFILES["strict"]()
    assert jk.check(jk.loads(jk.dumps(SHOP)), rules) == jk.Report.from_dict(report.json())
    assert jk.coverage_of(SHOP, "stage") == jk.Coverage.from_dict(coverage.json())
    assert jk.draw(SHOP, "map").svg() == picture.text
    assert [] == changes.json()["changes"]


def test_the_service_tells_what_is_wrong_with_what_it_is_sent() -> None:
    """A journey that is none, a name that nobody knows, a measure that does not exist."""
    refused, unknown, _, measure = _ask(
        ("PUT", "/journeys/shop", {"journeykit": 1, "journey": {"name": "Shop", "sate": ""}}),
        ("GET", "/journeys/shop", None),
        ("PUT", "/journeys/shop", to_document(SHOP)),
        ("GET", "/journeys/shop/coverage?measure=stges", None),
    )

    expected = 'journey.sate: expected a field of a journey; did you mean "state"?'
    assert (422, expected) == (refused.status_code, refused.json()["detail"][0]["msg"])
    assert (404, 'no journey "shop"; there are: none') == (
        unknown.status_code,
        unknown.json()["detail"],
    )
    assert measure.status_code == 422
    assert 'did you mean "stage"?' in measure.json()["detail"]


def test_the_service_describes_itself() -> None:
    """The description of the interface shows what a journey looks like."""
    (described,) = _ask(("GET", "/openapi.json", None))

    body = described.json()["paths"]["/journeys/{key}"]["put"]["requestBody"]
    assert ["journeykit", "journey"] == body["content"]["application/json"]["schema"]["required"]
    answer = described.json()["paths"]["/journeys/{key}/report"]["get"]["responses"]["200"]
    assert "findings" in answer["content"]["application/json"]["schema"]["properties"]


class _Study(BaseModel):
    """A model of somebody's own that holds a journey."""

    title: str
    walked: Journey


def test_pydantic_takes_a_journey_or_its_document() -> None:
    """As a value, as data and as JSON; and gives the document back."""
    study = _Study(title="Spring", walked=SHOP)

    assert study == _Study.model_validate(study.model_dump())
    assert study == _Study.model_validate_json(study.model_dump_json())
    assert _Study.model_json_schema()["properties"]["walked"]["title"] == "Journey"


@pytest.mark.parametrize("sent", ["Shop", 7, {"name": "Shop"}, {"journeykit": 1, "journey": []}])
def test_pydantic_tells_what_is_no_journey(sent: object) -> None:
    """Its error has the path and our words."""
    with pytest.raises(ValidationError, match="expected an object") as caught:
        _Study.model_validate({"title": "Spring", "walked": sent})

    (error,) = caught.value.errors()
    assert ("journey", ("walked",)) == (error["type"], error["loc"])


class _Answer(BaseModel):
    """What a service of somebody's own gives back."""

    report: Report
    coverage: Coverage
    worst: Finding | None = None


def test_pydantic_takes_results_or_what_was_stored_of_them() -> None:
    """Reports, coverage and all that is in them: as values, as data and as JSON."""
    report = jk.check(SHOP)
    answer = _Answer(report=report, coverage=jk.coverage_of(SHOP), worst=report.findings[0])

    assert answer == _Answer.model_validate_json(answer.model_dump_json())
    assert answer.model_dump()["report"] == report.to_dict()
    schema = _Answer.model_json_schema()["properties"]
    assert ("Report", "object") == (schema["report"]["title"], schema["report"]["type"])
    assert {"journey", "measures"} == set(schema["coverage"]["required"])
    with pytest.raises(ValidationError, match=r"measures: expected a list, found 7") as caught:
        _Answer.model_validate({"report": report, "coverage": {"journey": "A", "measures": 7}})
    assert [("coverage", ("coverage",))] == [(e["type"], e["loc"]) for e in caught.value.errors()]


EXPORT = """\
phase,step,who,where,smiley,complaint
Learn,Sees the poster,Ana,shop,:),
Learn,Sees the poster,Ben,shop,:|,too small
Buy,Pays,Ana,web,:((,hidden cost
Buy,Picks it up,,kiosk,,
Buy,Pays,Ben,web,:-S,
Buy,Picks it up,,kiosk,,no parking
"""


def test_the_importer_reads_every_note_or_tells_why_not(tmp_path: Path) -> None:
    """Steps that stand in several rows are one; what cannot be read has its row."""
    file = tmp_path / "click_and_collect.csv"
    file.write_text(EXPORT, encoding="utf-8")

    made, problems = _module("importer").read(file)

    ana, ben = persona("Ana"), persona("Ben")
    poster = touchpoint("Sees the poster", Channel.IN_STORE).met_by(ana).feels(ana, 1)
    expected = (
        journey("Click and collect", state="as-is")
        .walked_by(ana, ben)
        .stage("Learn", poster.met_by(ben).feels(ben, 0).hurts(ben, "too small"))
        .stage(
            "Buy",
            touchpoint("Pays", Channel.WEBSITE)
            .met_by(ana)
            .feels(ana, -2)
            .hurts(ana, "hidden cost")
            .met_by(ben),
            touchpoint("Picks it up", Channel("kiosk")),
        )
    )
    assert expected == made
    assert [
        "row 6: smiley ':-S' is none of :(( :( :| :) :))",
        "row 7: nobody is named for the complaint 'no parking'",
    ] == problems


def test_what_the_importer_made_is_a_journey_like_any_other(tmp_path: Path) -> None:
    """It can be checked, drawn and stored."""
    file = tmp_path / "map.csv"
    file.write_text(EXPORT, encoding="utf-8")
    made: Any = _module("importer").read(file)[0]

    assert made == jk.loads(jk.dumps(made))
    assert isinstance(jk.check(made).to_dict(), Mapping)
    assert "Picks it up" in jk.draw(made, "map").svg()
