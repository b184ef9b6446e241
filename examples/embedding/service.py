"""A web service around journeys: check, measure and draw what is sent.

    pip install journeykit fastapi uvicorn
    uvicorn service:app

A journey travels as the JSON document that `jk.dump` writes. What strangers send is data: it is
bounded, never executed, and what is wrong with it is told with its path.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, HTTPException, Query, Response

import journeykit as jk
from journeykit import Coverage, Journey, Report
from journeykit.comparison.reporters import as_json
from journeykit.validation import PROFILES

app = FastAPI(title="Journeys")
journeys: dict[str, Journey] = {}

Sent = Annotated[Journey, Body()]
Profile = Literal["recommended", "strict"]
Drawn = Literal["map", "lanes", "blueprint", "coverage"]


@app.put("/journeys/{key}", status_code=201)
def store(key: str, journey: Sent) -> dict[str, Any]:
    """Keep a journey under a name; the answer says what is in it."""
    journeys[key] = journey
    return {
        "name": journey.name,
        "personas": [persona.name for persona in journey.personas],
        "stages": [stage.name for stage in journey.stages],
    }


@app.get("/journeys/{key}")
def document(key: str) -> Journey:
    """Give a journey back as it was sent."""
    return _journey(key)


@app.get("/journeys/{key}/report")
def report(key: str, profile: Profile = "recommended") -> Report:
    """Check a journey: what is wrong, what passed, what could not be judged."""
    return jk.check(_journey(key), PROFILES[profile]())


@app.get("/journeys/{key}/coverage")
def coverage(key: str, measure: Annotated[list[str] | None, Query()] = None) -> Coverage:
    """Measure a journey, by all measures or by those that are asked for."""
    journey = _journey(key)
    try:
        taken = jk.coverage_of(journey, measure) if measure else jk.coverage_of(journey)
    except jk.UnknownReferenceError as error:
        raise HTTPException(422, str(error)) from error
    return taken


@app.get("/journeys/{key}/{view}.svg")
def picture(key: str, view: Drawn) -> Response:
    """Draw a journey; these views need no other program."""
    svg = jk.draw(_journey(key), view, timeout=10).svg()
    # A picture may be shown and does nothing, whatever the names in it say.
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(svg, media_type="image/svg+xml", headers=headers)


@app.get("/journeys/{before}/changes/{after}")
def changes(before: str, after: str) -> Response:
    """Compare two journeys."""
    comparison = jk.compare(_journey(before), _journey(after))
    return Response(as_json(comparison), media_type="application/json")


def _journey(key: str) -> Journey:
    """The journey of a name, or an answer that there is none."""
    if key not in journeys:
        raise HTTPException(404, f'no journey "{key}"; there are: {", ".join(journeys) or "none"}')
    return journeys[key]
